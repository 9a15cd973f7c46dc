"""Does a method suit a place in a workshop, and what in an agenda deserves a second look."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from kehitys.domain.agenda import Agenda, Placed, agenda_of
from kehitys.domain.methods import Method
from kehitys.domain.workshops import Workshop

LONGEST_SITTING = 90
"""How many minutes people are asked to go on without a break."""
LONG_DAY = 120
"""How many minutes of blocks call for a buffer among them."""

_POINTS = {"people_fit": 1, "people_ideal": 3, "time_fit": 1, "mode_fit": 1,
           "purpose_same": 3, "phase_fit": 2, "safety_high": -1}  # fmt: skip
_HARD = frozenset({"people_few", "people_many", "time_short", "time_long", "mode_not"})
_CLOSING_PHASES = frozenset({"decide", "close"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One thing that speaks for or against: a code, and the values a sentence about it needs."""

    code: str
    good: bool
    values: Mapping[str, int | str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A place in a workshop that a method might fill."""

    minutes: int
    people: int
    """How many take part; 0 when it is not known."""
    mode: str
    purposes: tuple[str, ...] = ()
    phases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """How a method suits a slot."""

    method: Method
    score: int
    """More is better; it compares only methods for the same slot."""
    suits: bool
    """Whether people, time and mode all allow it."""
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """Something in a workshop's agenda that deserves a second look."""

    block_id: UUID | None
    """The block it is about; `None` when it is about the whole day."""
    reason: Reason


def fit(method: Method, slot: Slot) -> Fit:
    """How `method` suits `slot`, with every reason for and against."""
    reasons = (
        *_people(method, slot),
        _time(method, slot),
        _mode(method, slot),
        *(_for("purpose_same", purpose=p) for p in slot.purposes if p in method.purposes),
        *(_for("phase_fit", phase=p) for p in slot.phases if p in method.phases),
        *((_against("safety_high"),) if method.safety == "high" else ()),
    )
    return Fit(
        method=method,
        score=sum(_POINTS.get(reason.code, 0) for reason in reasons),
        suits=not any(reason.code in _HARD for reason in reasons),
        reasons=reasons,
    )


def ranked(methods: Iterable[Method], slot: Slot) -> tuple[Fit, ...]:
    """How each of `methods` suits `slot`, those that suit first, the best of them first."""
    fits = [fit(method, slot) for method in methods]
    return tuple(sorted(fits, key=lambda each: (not each.suits, -each.score, each.method.slug)))


def remarks(workshop: Workshop) -> tuple[Remark, ...]:
    """What to look at again in `workshop`, block by block, then of the whole day."""
    agenda = agenda_of(workshop)
    if not agenda.placed:
        return (_of_day("empty"),)
    found: list[Remark] = []
    unrested = _unrested(agenda)
    for placed in agenda.placed:
        block_id = placed.block.id
        if placed.gap < 0:
            overlap = _against("overlap", minutes=-placed.gap)
            found.append(Remark(block_id=block_id, reason=overlap))
        found += (Remark(block_id=block_id, reason=reason) for reason in _misfits(workshop, placed))
        if block_id in unrested:
            no_break = _against("no_break", minutes=unrested[block_id])
            found.append(Remark(block_id=block_id, reason=no_break))
    return (*found, *_of_the_day(agenda))


def _people(method: Method, slot: Slot) -> tuple[Reason, ...]:
    size, people = method.group_size, slot.people
    if people <= 0:
        return ()
    if people < size.min:
        return (_against("people_few", needs=size.min, people=people),)
    if size.max is not None and people > size.max:
        return (_against("people_many", takes=size.max, people=people),)
    if size.ideal_min is None and size.ideal_max is None:
        return (_for("people_fit", people=people),)
    above = size.ideal_min is None or people >= size.ideal_min
    below = size.ideal_max is None or people <= size.ideal_max
    return (_for("people_ideal" if above and below else "people_fit", people=people),)


def _time(method: Method, slot: Slot) -> Reason:
    if method.minutes is None:
        return _against("time_unknown", minutes=slot.minutes)
    if slot.minutes < method.minutes.min:
        return _against("time_short", needs=method.minutes.min, minutes=slot.minutes)
    if slot.minutes > method.minutes.longest:
        return _against("time_long", most=method.minutes.longest, minutes=slot.minutes)
    return _for("time_fit", minutes=slot.minutes)


def _mode(method: Method, slot: Slot) -> Reason:
    if slot.mode in method.mode:
        return _for("mode_fit", mode=slot.mode)
    return _against("mode_not", mode=slot.mode)


def _misfits(workshop: Workshop, placed: Placed) -> list[Reason]:
    method = placed.block.method
    if method is None:
        return []
    slot = Slot(minutes=placed.block.minutes, people=workshop.people, mode=workshop.mode)
    misfits = [reason for reason in fit(method, slot).reasons if not reason.good]
    first = next(block for block in workshop.blocks if block.method is not None)
    # Trust grows on the way, so asking for much of it is worth a word only at the beginning.
    if first.id != placed.block.id:
        misfits = [reason for reason in misfits if reason.code != "safety_high"]
    return misfits


def _unrested(agenda: Agenda) -> dict[UUID, int]:
    """The blocks in which a stretch without a break grows too long, with its whole length."""
    found: dict[UUID, int] = {}
    tired: UUID | None = None
    run = 0
    for placed in agenda.placed:
        if placed.block.kind == "break" or placed.gap > 0:
            run, tired = 0, None
        if placed.block.kind == "break":
            continue
        run += placed.block.minutes
        if run > LONGEST_SITTING:
            tired = tired or placed.block.id
            found[tired] = run
    return found


def _of_the_day(agenda: Agenda) -> list[Remark]:
    found: list[Remark] = []
    blocks = [placed.block for placed in agenda.placed]
    slack = agenda.slack or 0
    if slack < 0:
        found.append(_of_day("over_end", minutes=-slack))
    spare = slack > 0 or any(placed.gap > 0 for placed in agenda.placed)
    if agenda.minutes > LONG_DAY and not spare and all(block.kind != "buffer" for block in blocks):
        found.append(_of_day("no_buffer", minutes=agenda.minutes))
    work = [block for block in blocks if block.kind in ("method", "talk")]
    last = work[-1].method if work else None
    if last is not None and not _CLOSING_PHASES.intersection(last.phases):
        found.append(_of_day("no_next_steps"))
    return found


def _of_day(code: str, **values: int | str) -> Remark:
    return Remark(block_id=None, reason=_against(code, **values))


def _for(code: str, **values: int | str) -> Reason:
    return Reason(code=code, good=True, values=values)


def _against(code: str, **values: int | str) -> Reason:
    return Reason(code=code, good=False, values=values)

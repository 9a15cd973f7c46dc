"""The quality gate: what in an agenda deserves a second look before the day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from kehitys.domain.agenda import Agenda, Placed, agenda_of
from kehitys.domain.fit import Reason, Slot, against, fit
from kehitys.domain.methods import Method
from kehitys.domain.workshops import Block, Workshop

LONGEST_SITTING = 90
"""How many minutes people are asked to go on without a break."""
LONG_DAY = 120
"""How many minutes of blocks call for a buffer among them."""
CLOSING_BLOCKS = 3
"""Next steps are agreed in one of so many of the last working blocks."""

_WORK = ("method", "talk")
_CLOSING_PHASES = frozenset({"decide", "close"})
_BINDING_PURPOSES = frozenset({"decide", "plan"})
_BINDING_OUTCOMES = frozenset({"decision", "agreement", "experiment"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """Something in a workshop's agenda that deserves a second look."""

    block_id: UUID | None
    """The block it is about; `None` when it is about the whole day."""
    reason: Reason
    look_at: UUID | None = None
    """Where to begin to put it right, also when it is about the whole day."""


def remarks(workshop: Workshop) -> tuple[Remark, ...]:
    """What to look at again in `workshop`, block by block, then of the whole day.

    Sizes are held against the people who came, once that has been said, and else against those
    expected.
    """
    agenda = agenda_of(workshop)
    if not agenda.placed:
        return (_of_day("empty", None),)
    found: list[Remark] = []
    unrested = _unrested(agenda)
    twice = _leads_twice(agenda)
    for placed in agenda.placed:
        reasons: list[Reason] = []
        if placed.gap < 0:
            reasons.append(against("overlap", minutes=-placed.gap))
        if placed.block.id in twice:
            reasons.append(against("leads_twice", name=placed.block.lead_name))
        reasons += _misfits(workshop, placed.block)
        reasons += _materials(workshop, placed.block)
        if placed.block.id in unrested:
            reasons.append(against("no_break", minutes=unrested[placed.block.id]))
        found += (_of_block(placed.block, reason) for reason in reasons)
    return (*found, *_of_the_day(agenda))


def _misfits(workshop: Workshop, block: Block) -> list[Reason]:
    method = block.method
    if method is None:
        return []
    slot = Slot(minutes=block.minutes, people=workshop.headcount, mode=workshop.mode)
    misfits = [reason for reason in fit(method, slot).reasons if not reason.good]
    first = next(each for each in workshop.blocks if each.method is not None)
    # Trust grows on the way, so asking for much of it is worth a word only at the beginning.
    if first.id != block.id:
        misfits = [reason for reason in misfits if reason.code != "safety_high"]
    return misfits


def _materials(workshop: Workshop, block: Block) -> list[Reason]:
    """Whether everything to bring can be named and counted.

    What is counted by people, pairs or groups waits for their number.
    """
    method = block.method
    if method is None:
        return []
    if method.materials is None:
        return [against("material_untold")]
    found = []
    if any(not _named(method, n) for n in range(len(method.things))):
        found.append(against("material_unnamed"))
    if workshop.headcount <= 0 and any(each.per != "room" for each in method.things):
        found.append(against("material_uncounted"))
    return found


def _named(method: Method, n: int) -> bool:
    return any(n < len(each.materials) and each.materials[n] for each in method.editions)


def _leads_twice(agenda: Agenda) -> set[UUID]:
    """The blocks that begin while another one with the same lead goes on."""
    led = [p for p in agenda.placed if p.block.lead_id is not None and p.block.kind in _WORK]
    return {
        later.block.id
        for n, later in enumerate(led)
        for earlier in led[:n]
        if later.block.lead_id == earlier.block.lead_id and _meet(earlier, later)
    }


def _meet(one: Placed, other: Placed) -> bool:
    return one.start < other.end and other.start < one.end


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
        found.append(_of_day("over_end", blocks[-1], minutes=-slack))
    spare = slack > 0 or any(placed.gap > 0 for placed in agenda.placed)
    if agenda.minutes > LONG_DAY and not spare and all(block.kind != "buffer" for block in blocks):
        found.append(_of_day("no_buffer", None, minutes=agenda.minutes))
    work = [block for block in blocks if block.kind in _WORK]
    if work and not _opens(work[0]):
        found.append(_of_day("no_opener", work[0]))
    if work and not _agrees(work):
        found.append(_of_day("no_next_steps", work[-1]))
    elif work and not _closes(work[-1]):
        found.append(_of_day("no_closer", work[-1]))
    return found


def _opens(first: Block) -> bool:
    """Whether a day may begin so: with a talk, or a method that opens.

    Facilitators open by saying why we are here and by letting everybody speak early; a talk, which
    is what a welcome is, does the first and a method of the phase “open” the second.
    """
    return first.method is None or "open" in first.method.phases


def _closes(last: Block) -> bool:
    """Whether a day may end so: with a talk, or a method that closes or decides."""
    return last.method is None or bool(_CLOSING_PHASES.intersection(last.method.phases))


def _agrees(work: Sequence[Block]) -> bool:
    """Whether the next steps are agreed near the end.

    A method does that when it decides or plans, or gives a decision, an agreement or an
    experiment; a check-out round after it takes nothing away. A talk may do it too, when it is
    the last of the work or stands before the check-out, and is not the opening.
    """
    if any(block.method is None for block in (*work[1:][-2:], work[-1])):
        return True
    last = [block.method for block in work[-CLOSING_BLOCKS:] if block.method is not None]
    return any(
        "decide" in method.phases
        or _BINDING_PURPOSES.intersection(method.purposes)
        or method.outcome in _BINDING_OUTCOMES
        for method in last
    )


def _of_block(block: Block, reason: Reason) -> Remark:
    return Remark(block_id=block.id, reason=reason, look_at=block.id)


def _of_day(code: str, look_at: Block | None, **values: int | str) -> Remark:
    at = None if look_at is None else look_at.id
    return Remark(block_id=None, reason=against(code, **values), look_at=at)

"""Does a method suit a place in a workshop, with every reason; and which would suit best."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from kehitys.domain.history import NO_HISTORY, History
from kehitys.domain.methods import LEVELS, MODES, Method

READY = 5
"""Minutes kept for handing things out and moving chairs, when time is what is left of a day.

The rule of thumb of facilitation handbooks for one change of activity to another."""
ROUND = 5
"""To how many minutes a longer time is rounded up when it is proposed."""

_POINTS = {
    "people_fit": 1, "people_ideal": 3,
    "time_fit": 1, "time_exact": 4, "time_readied": 4, "time_well": 3, "time_kept_short": 1,
    "time_unused": -2, "time_unknown": -5, "no_time_to_ready": -1,
    "mode_fit": 1, "purpose_same": 3, "purpose_fit": 1, "phase_fit": 2,
    "energy_same": 2, "energy_far": -2,
    "safety_high": -1, "safety_more": -2,
    "went_well": 1, "went_badly": -1, "used_already": -2,
}  # fmt: skip
_LITTLE = -4
"""What is off a method that fills less than a quarter of the time left."""
HARD = frozenset(
    {"people_few", "people_many", "time_short", "time_long", "mode_not", "purpose_not"}
)
"""The reasons of which one is enough to make a method unsuitable."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One thing that speaks for or against: a code, and the values a sentence about it needs."""

    code: str
    good: bool
    values: Mapping[str, int | str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A place in a workshop that a method might fill; what is not said is not weighed."""

    minutes: int | None = None
    people: int = 0
    """How many take part; 0 when it is not known."""
    mode: str = ""
    purpose: str = ""
    """What the method must be for."""
    purposes: tuple[str, ...] = ()
    """What it had better be for."""
    phases: tuple[str, ...] = ()
    energy: str = ""
    """How lively it should be, one of `LEVELS`."""
    trust: str = ""
    """How much the people trust each other, one of `LEVELS`."""
    used: frozenset[UUID] = frozenset()
    """The methods that stand in the same workshop already."""
    left: bool = False
    """Whether `minutes` is the time left, which need not be filled, and not a block's length."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """How a method suits a slot."""

    method: Method
    score: int
    """More is better; it compares only methods for the same slot."""
    suits: bool
    """Whether people, time, mode and purpose all allow it."""
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Relaxed:
    """The one condition to give up when nothing suits."""

    condition: str
    """minutes, people, mode or purpose."""
    slot: Slot
    """The slot with that condition changed, the others as they were."""
    suits: int
    """How many methods suit then."""


def fit(method: Method, slot: Slot, history: History = NO_HISTORY) -> Fit:
    """How `method` suits `slot`, with every reason for and against."""
    reasons = (
        *_people(method, slot),
        *_time(method, slot, history),
        *_mode(method, slot),
        *_purpose(method, slot),
        *(for_("purpose_same", purpose=p) for p in slot.purposes if p in method.purposes),
        *(for_("phase_fit", phase=p) for p in slot.phases if p in method.phases),
        *_energy(method, slot),
        *_trust(method, slot),
        *_went(history),
        *((against("used_already"),) if method.id in slot.used else ()),
    )
    return Fit(
        method=method,
        score=sum(map(_points, reasons)),
        suits=not any(reason.code in HARD for reason in reasons),
        reasons=reasons,
    )


def ranked(
    methods: Iterable[Method], slot: Slot, histories: Mapping[UUID, History] | None = None
) -> tuple[Fit, ...]:
    """How each of `methods` suits `slot`, those that suit first, the best of them first.

    `histories` tells by the method's id how it has gone here.
    """
    known = histories or {}
    return in_order(fit(method, slot, known.get(method.id, NO_HISTORY)) for method in methods)


def in_order(fits: Iterable[Fit]) -> tuple[Fit, ...]:
    """Those that suit first, then those that nearly do, the better first.

    Of equals the one that leaves less time unused, then by slug.
    """
    return tuple(sorted(fits, key=_place))


def _points(reason: Reason) -> int:
    """What a reason adds to the score."""
    if reason.code == "time_unused" and 4 * _unused(reason) > 3 * int(reason.values["minutes"]):
        return _LITTLE
    return _POINTS.get(reason.code, 0)


def _unused(reason: Reason) -> int:
    return int(reason.values.get("unused", 0))


def _place(found: Fit) -> tuple[int, int, int, int, str, str]:
    stand = [reason for reason in found.reasons if reason.code in HARD]
    return (
        len(stand),
        sum(_short_by(reason) for reason in stand),
        -found.score,
        sum(map(_unused, found.reasons)),
        found.method.slug,
        found.method.id.hex,
    )


def _short_by(reason: Reason) -> int:
    """By how many people or minutes a reason that forbids misses what there is."""
    asked = [value for value in reason.values.values() if isinstance(value, int)]
    return max(asked) - min(asked) if asked else 0


def relaxed(methods: Iterable[Method], slot: Slot) -> Relaxed | None:
    """The condition that lets most methods in when it alone is relaxed; `None` when none does.

    Time is made longer, to the next five minutes that let something in; people as much more or
    fewer as the nearest method needs; another mode is taken, or any purpose. Of equals the first
    in that order.
    """
    known = tuple(methods)
    tries = (
        *(("minutes", each) for each in _longer(known, slot)),
        *(("people", each) for each in _more_or_fewer(known, slot)),
        *(("mode", replace(slot, mode=mode)) for mode in MODES if slot.mode not in ("", mode)),
        *((("purpose", replace(slot, purpose="")),) if slot.purpose else ()),
    )
    best: Relaxed | None = None
    for condition, changed in tries:
        suits = sum(fit(method, changed).suits for method in known)
        if suits > (best.suits if best else 0):
            best = Relaxed(condition=condition, slot=changed, suits=suits)
    return best


def for_(code: str, **values: int | str) -> Reason:
    """A reason for."""
    return Reason(code=code, good=True, values=values)


def against(code: str, **values: int | str) -> Reason:
    """A reason against."""
    return Reason(code=code, good=False, values=values)


def _people(method: Method, slot: Slot) -> tuple[Reason, ...]:
    size, people = method.group_size, slot.people
    if people <= 0:
        return ()
    if people < size.min:
        return (against("people_few", needs=size.min, people=people),)
    if size.max is not None and people > size.max:
        return (against("people_many", takes=size.max, people=people),)
    if size.ideal_min is None and size.ideal_max is None:
        return (for_("people_fit", people=people),)
    above = size.ideal_min is None or people >= size.ideal_min
    below = size.ideal_max is None or people <= size.ideal_max
    ideal = above and below
    return (for_("people_ideal", people=people) if ideal else for_("people_fit", people=people),)


def _time(method: Method, slot: Slot, history: History) -> tuple[Reason, ...]:
    minutes, takes = slot.minutes, method.minutes
    if minutes is None:
        return ()
    if takes is None:
        return (against("time_unknown", minutes=minutes),)
    if minutes < takes.min:
        return (against("time_short", needs=takes.min, minutes=minutes),)
    if slot.left:
        usual = takes.typical if history.usual is None else history.usual
        return _time_left(method, takes.min, max(1, usual), minutes)
    if minutes > takes.longest:
        return (against("time_long", most=takes.longest, minutes=minutes),)
    return (for_("time_fit", minutes=minutes),)


def _time_left(method: Method, least: int, usual: int, minutes: int) -> tuple[Reason, ...]:
    """How well the time that is left gets used: best wholly, well from a half on."""
    ready = READY if _needs_readying(method) else 0
    whole = usual + ready
    tight = (against("no_time_to_ready", minutes=READY),) if least + ready > minutes else ()
    if usual == minutes:
        unready = (against("no_time_to_ready", minutes=READY),) if ready else ()
        return (for_("time_exact", minutes=minutes), *unready)
    if usual > minutes:
        return (for_("time_kept_short", typical=usual, minutes=minutes), *tight)
    if whole >= minutes:
        return (for_("time_readied", typical=usual, ready=minutes - usual), *tight)
    if 2 * whole >= minutes:
        return (for_("time_well", typical=usual, minutes=minutes),)
    return (against("time_unused", unused=minutes - whole, minutes=minutes),)


def _needs_readying(method: Method) -> bool:
    """Whether there are things to hand out or a room to arrange before it."""
    return bool(method.things) or any(edition.room for edition in method.editions)


def _mode(method: Method, slot: Slot) -> tuple[Reason, ...]:
    if not slot.mode:
        return ()
    if slot.mode in method.mode:
        return (for_("mode_fit", mode=slot.mode),)
    return (against("mode_not", mode=slot.mode),)


def _purpose(method: Method, slot: Slot) -> tuple[Reason, ...]:
    if not slot.purpose:
        return ()
    if slot.purpose in method.purposes:
        return (for_("purpose_fit", purpose=slot.purpose),)
    return (against("purpose_not", purpose=slot.purpose),)


def _energy(method: Method, slot: Slot) -> tuple[Reason, ...]:
    if not slot.energy:
        return ()
    apart = abs(LEVELS.index(method.energy) - LEVELS.index(slot.energy))
    if apart == 0:
        return (for_("energy_same", energy=method.energy),)
    return (against("energy_far", energy=method.energy),) if apart > 1 else ()


def _trust(method: Method, slot: Slot) -> tuple[Reason, ...]:
    if not slot.trust:
        return (against("safety_high"),) if method.safety == "high" else ()
    if LEVELS.index(method.safety) > LEVELS.index(slot.trust):
        return (against("safety_more"),)
    return ()


def _went(history: History) -> tuple[Reason, ...]:
    if history.well > history.badly:
        return (for_("went_well", well=history.well, rated=history.rated),)
    if history.badly > history.well:
        return (against("went_badly", badly=history.badly, rated=history.rated),)
    return ()


def _longer(methods: Iterable[Method], slot: Slot) -> tuple[Slot, ...]:
    """The slot with the next longer time in which a method that else suits fits."""
    if slot.minutes is None:
        return ()
    others = replace(slot, minutes=None)
    least = [
        method.minutes.min
        for method in methods
        if method.minutes is not None
        and method.minutes.min > slot.minutes
        and fit(method, others).suits
    ]
    return (replace(slot, minutes=-(-min(least) // ROUND) * ROUND),) if least else ()


def _more_or_fewer(methods: Iterable[Method], slot: Slot) -> tuple[Slot, ...]:
    """The slot with the nearest numbers of people, fewer and more, of methods that else suit."""
    if slot.people <= 0:
        return ()
    others = replace(slot, people=0)
    sizes = [method.group_size for method in methods if fit(method, others).suits]
    fewer = [size.max for size in sizes if size.max is not None and size.max < slot.people]
    more = [size.min for size in sizes if size.min > slot.people]
    nearest = [*([max(fewer)] if fewer else []), *([min(more)] if more else [])]
    return tuple(replace(slot, people=people) for people in nearest)

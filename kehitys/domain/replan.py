"""The rest of a running day, planned again: five ways, from the mildest on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from kehitys.domain import clock
from kehitys.domain.agenda import shares
from kehitys.domain.live import Clock, Coming, Run, view

STRATEGIES = ("buffers", "shorten", "drop", "move_end", "keep")
SHORTEST_BREAK = 5
"""Minutes a break keeps when it does not say how short it may be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A block still ahead, as re-planning sees it."""

    id: UUID
    title: str
    kind: str
    seconds: int
    """What it will take as things stand."""
    minutes: int
    """The same, a begun minute counted whole."""
    least: int
    """The fewest minutes it can be shortened to."""
    priority: str
    fixed: bool
    planned: datetime
    """When it was planned to start, in UTC."""
    expected: datetime
    """When it will start if nothing is changed."""
    closing: bool
    """Whether it is the last work of the day, which is never dropped."""

    @property
    def droppable(self) -> bool:
        """Whether it may be left out; a break only when it was marked as one that could."""
        may = self.priority == "could" or (self.priority == "should" and self.kind != "break")
        return may and self.kind != "buffer" and not self.fixed and not self.closing


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What a plan does to a block ahead, also when that is nothing."""

    id: UUID
    minutes_before: int
    minutes_after: int
    """0 when it is dropped."""
    dropped: bool
    start_before: datetime
    """When it would start if nothing were changed."""
    start_after: datetime
    told: datetime
    """`start_after` as it is told beside the plan."""
    late: bool
    """Whether it is locked to a start that is not kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """One way to go on, with what it does to each block ahead."""

    strategy: str
    """One of `STRATEGIES`."""
    changes: tuple[Change, ...]
    """One for each block ahead that is not skipped, in order."""
    fits: bool
    """Whether fixed blocks start when planned and the end is kept, all by less than a minute."""
    over: int
    """The full minutes too many before the first fixed start, or the end, that is not kept."""
    ends: datetime
    told_end: datetime
    """`ends` as it is told beside the plan."""


def plans(run: Run, now: datetime, must_end: datetime | None) -> tuple[Plan, ...]:
    """The ways to go on at `now`, one for each of `STRATEGIES`, in that order.

    Each includes the ones before it, except `keep`, so the first that fits is the mildest.
    A fixed block is never moved, and keeps its length unless it says how short it may be.
    With a `must_end` the end never moves; without one the planned end is aimed at, and
    `move_end` lets it go.
    """
    seen = view(run, now)
    pieces = pieces_of(seen)
    aim = run.planned_end if must_end is None else must_end
    cuts: dict[str, list[int | None]] = {
        "buffers": _cut(pieces, seen.free, aim, shorten=False, drop=False),
        "shorten": _cut(pieces, seen.free, aim, shorten=True, drop=False),
        "drop": _cut(pieces, seen.free, aim, shorten=True, drop=True),
        "keep": [piece.minutes for piece in pieces],
    }
    cuts["move_end"] = cuts["drop"]
    freed = {"move_end"} if must_end is None else set()
    return tuple(
        _plan(strategy, pieces, cuts[strategy], seen, None if strategy in freed else aim)
        for strategy in STRATEGIES
    )


def pieces_of(seen: Clock) -> tuple[Piece, ...]:
    """The blocks ahead that are not skipped; the current one is nobody's to shorten."""
    ahead = [coming for coming in seen.coming if not coming.skipped]
    work = [coming.n for coming in ahead if coming.block.kind in ("method", "talk")]
    return tuple(
        Piece(
            id=coming.block.id,
            title=coming.block.title,
            kind=coming.block.kind,
            seconds=coming.seconds,
            minutes=coming.minutes,
            least=_least(coming),
            priority=coming.block.priority,
            fixed=coming.block.fixed,
            planned=coming.planned,
            expected=coming.expected,
            closing=coming.n in work[-1:],
        )
        for coming in ahead
    )


def _least(coming: Coming) -> int:
    block, minutes = coming.block, coming.minutes
    half = -(-block.minutes // 2)
    if block.min_minutes is not None:
        least = block.min_minutes
    elif block.kind == "buffer":
        least = 0
    elif block.fixed:
        least = minutes
    else:
        least = max(half, SHORTEST_BREAK if block.kind == "break" else 1)
    return min(least, minutes)


def _cut(
    pieces: Sequence[Piece], free: datetime, aim: datetime, *, shorten: bool, drop: bool
) -> list[int | None]:
    """The minutes of each piece, `None` for one dropped, cut where there is too much."""
    cut: list[int | None] = []
    for stretch, deadline in _stretches(pieces, aim):
        if stretch and stretch[0].fixed:
            free = max(free, stretch[0].planned)
        need = _over(free + timedelta(seconds=sum(piece.seconds for piece in stretch)), deadline)
        mended = _mended(stretch, need, shorten=shorten, drop=drop)
        free += timedelta(seconds=sum(map(_seconds, stretch, mended)))
        cut += mended
    return cut


def _stretches(pieces: Sequence[Piece], aim: datetime) -> list[tuple[Sequence[Piece], datetime]]:
    """The pieces up to each fixed start, and up to the end; each but the first begins fixed."""
    bounds = [n for n, piece in enumerate(pieces) if piece.fixed]
    deadlines = [*(pieces[n].planned for n in bounds), aim]
    cuts = zip([0, *bounds], [*bounds, len(pieces)], strict=True)
    return [(pieces[a:b], deadline) for (a, b), deadline in zip(cuts, deadlines, strict=True)]


def _mended(stretch: Sequence[Piece], need: int, *, shorten: bool, drop: bool) -> list[int | None]:
    """The minutes of each piece when `need` minutes must go, or as many of them as can."""
    dropped = _dropped(stretch, need) if drop else frozenset()
    need -= sum(stretch[n].minutes for n in dropped)
    minutes: list[int | None] = [piece.minutes for piece in stretch]
    for n in dropped:
        minutes[n] = None
    for n, piece in enumerate(stretch):
        if piece.kind == "buffer" and need > 0:
            spent = min(need, piece.minutes - piece.least)
            minutes[n] = piece.minutes - spent
            need -= spent
    if shorten and need > 0:
        rest = [n for n, piece in enumerate(stretch) if piece.kind != "buffer" and n not in dropped]
        for n, shorter in zip(rest, _shortened([stretch[n] for n in rest], need), strict=True):
            minutes[n] = shorter
    return minutes


def _dropped(stretch: Sequence[Piece], need: int) -> frozenset[int]:
    """The places to drop: those that could before those that should, the last first.

    No more than it takes for the others to fit by being shortened.
    """
    spare = sum(piece.minutes - piece.least for piece in stretch)
    candidates = [n for n, piece in enumerate(stretch) if piece.droppable and piece.minutes]
    dropped: set[int] = set()
    for n in sorted(candidates, key=lambda n: (stretch[n].priority != "could", -n)):
        if need <= spare:
            break
        dropped.add(n)
        # Its spare minutes were counted already, so what it adds is the least it had.
        spare += stretch[n].least
    return frozenset(dropped)


def _shortened(pieces: Sequence[Piece], need: int) -> list[int]:
    """The minutes of `pieces` with `need` taken in proportion, none below its least.

    Whole minutes by largest remainder (Hare-Niemeyer), so that the sum is exact.
    """
    minutes = [piece.least for piece in pieces]
    giving = [n for n, piece in enumerate(pieces) if piece.minutes > piece.least]
    goal = max(sum(pieces[n].minutes for n in giving) - need, sum(minutes[n] for n in giving))
    while giving:
        whole = sum(pieces[n].minutes for n in giving)
        at_least = [n for n in giving if goal * pieces[n].minutes < minutes[n] * whole]
        if not at_least:
            break
        goal -= sum(minutes[n] for n in at_least)
        giving = [n for n in giving if n not in set(at_least)]
    for n, share in zip(giving, shares(goal, [pieces[n].minutes for n in giving]), strict=True):
        minutes[n] = share
    return minutes


def _plan(
    strategy: str,
    pieces: Sequence[Piece],
    cut: Sequence[int | None],
    seen: Clock,
    aim: datetime | None,
) -> Plan:
    changes: list[Change] = []
    over, free = 0, seen.free
    for piece, minutes in zip(pieces, cut, strict=True):
        start = max(free, piece.planned) if piece.fixed else free
        if piece.fixed:
            over = over or _over(start, piece.planned)
        changes.append(
            Change(
                id=piece.id,
                minutes_before=piece.minutes,
                minutes_after=minutes or 0,
                dropped=minutes is None,
                start_before=piece.expected,
                start_after=start,
                told=clock.beside(start, piece.planned),
                late=piece.fixed and _over(start, piece.planned) > 0,
            )
        )
        free = start + timedelta(seconds=_seconds(piece, minutes))
    if aim is not None:
        over = over or _over(free, aim)
    return Plan(
        strategy=strategy, changes=tuple(changes), fits=not over, over=over, ends=free,
        told_end=clock.beside(free, seen.planned_end),
    )  # fmt: skip


def _seconds(piece: Piece, minutes: int | None) -> int:
    if minutes is None:
        return 0
    return max(0, piece.seconds - 60 * (piece.minutes - minutes))


def _over(moment: datetime, deadline: datetime) -> int:
    return max(0, clock.full_minutes(moment - deadline))

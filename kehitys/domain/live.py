"""A workshop while it runs: what has happened so far, and what that means at this moment."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import accumulate
from typing import TypeGuard, TypeVar
from uuid import UUID

from kehitys.domain import clock
from kehitys.domain.steps import stretched

T = TypeVar("T")

FACT_KINDS = ("start", "next", "back", "stop", "go", "add", "skip", "unskip", "end")
PHASES = ("waiting", "running", "over", "stopped", "ended")


@dataclass(frozen=True, slots=True, kw_only=True)
class RunStep:
    """A step of a running block, with its words in the workshop's language."""

    seconds: int
    grouping: str
    record: str
    """`none` when nothing said in the step may be written down."""
    title: str
    do: str
    say: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RunBlock:
    """A block of the agenda as it was planned when the run began."""

    id: UUID
    block_id: UUID | None = None
    n: int
    """Its place in the run."""
    title: str
    kind: str
    method_slug: str = ""
    minutes: int
    planned_start: datetime
    """In UTC."""
    fixed: bool = False
    """Whether it never starts before its planned start."""
    priority: str = "should"
    min_minutes: int | None = None
    steps: tuple[RunStep, ...] = ()
    lead_name: str = ""

    @property
    def planned_end(self) -> datetime:
        """When it was planned to end, in UTC."""
        return clock.after(self.planned_start, self.minutes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One thing that happened in a run; the run's state is what its facts add up to."""

    seq: int
    at: datetime
    """When it took effect, in UTC; a start may lie ahead."""
    kind: str
    """One of `FACT_KINDS`."""
    run_block_id: UUID | None = None
    """The block it is about; for added time `None` is the current block."""
    seconds: int = 0
    """The time added, negative when taken away."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A workshop that is being held: its frozen plan and its facts, in order."""

    id: UUID
    workshop_id: UUID
    workshop_title: str
    zone: str
    blocks: tuple[RunBlock, ...]
    facts: tuple[Fact, ...] = ()
    people: int
    planned_end: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """What the facts of a run add up to; every tuple has a place for each block."""

    current: int | None
    """The block whose clock it is; `None` before the start and after the end."""
    last: int | None
    """The block that was current last, also after the end."""
    ended_at: datetime | None
    stopped_since: datetime | None
    since: datetime | None
    """When the clock of the current block was last set going; it may lie ahead."""
    added: tuple[int, ...]
    """Seconds added, never taking away more than the block has."""
    spent: tuple[int, ...]
    """Seconds that went by up to the last fact, stops not counted."""
    started: tuple[datetime | None, ...]
    finished: tuple[datetime | None, ...]
    skipped: frozenset[int]

    @property
    def ended(self) -> bool:
        """Whether the run is over."""
        return self.ended_at is not None

    def elapsed(self, n: int, now: datetime) -> int:
        """The seconds block `n` has taken by `now`, stops not counted."""
        running = n == self.current and self.stopped_since is None
        return self.spent[n] + (_seconds(self.since, now) if running else 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Coming:
    """A block still ahead."""

    block: RunBlock
    n: int
    expected: datetime
    """When it will begin if everything takes its time from now on."""
    planned: datetime
    seconds: int
    """How long it will take, with what was added."""
    skipped: bool

    @property
    def told(self) -> datetime:
        """When it will begin, as it is told beside the plan."""
        return clock.beside(self.expected, self.planned)

    @property
    def late(self) -> bool:
        """Whether its start is locked and will not be kept."""
        return self.block.fixed and not self.skipped and self.told > self.planned

    @property
    def minutes(self) -> int:
        """How long it will take, a begun minute counted whole."""
        return -(-self.seconds // 60)


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """Everything a screen shows of a run at one moment."""

    current: RunBlock | None
    index: int | None
    phase: str
    """One of `PHASES`."""
    remaining: int
    """Seconds left of the current block, negative in overtime."""
    length: int
    """Seconds the current block may take: planned and added."""
    elapsed: int
    step: int | None
    """The current step of the block, `None` when it has none."""
    step_remaining: int
    step_length: int
    late: int
    """Full minutes late, negative when early: the current block's end against its plan."""
    free: datetime
    """When the next block can begin: the expected end of the current one."""
    ends: datetime
    """When the day will end if everything takes its time from now on."""
    planned_end: datetime
    coming: tuple[Coming, ...]
    may_record: bool
    """Whether what is said now may be written down."""

    @property
    def told_end(self) -> datetime:
        """When the day will end, as it is told beside the plan; an end that has been is exact."""
        return self.ends if self.phase == "ended" else clock.beside(self.ends, self.planned_end)


def state_of(run: Run) -> State:
    """What the facts of `run` add up to; a fact that was not possible changes nothing."""
    nothing, zeros = (None,) * len(run.blocks), (0,) * len(run.blocks)
    state = State(
        current=None, last=None, ended_at=None, stopped_since=None, since=None,
        added=zeros, spent=zeros, started=nothing, finished=nothing, skipped=frozenset(),
    )  # fmt: skip
    places = {block.id: n for n, block in enumerate(run.blocks)}
    for fact in sorted(run.facts, key=lambda fact: fact.seq):
        happen = _HAPPENINGS.get(fact.kind)
        place = None if fact.run_block_id is None else places.get(fact.run_block_id, -1)
        if happen is not None and (place is None or place >= 0):
            state = happen(state, fact, place, run.blocks)
    return state


def view(run: Run, now: datetime, state: State | None = None) -> Clock:
    """What a screen shows of `run` at `now`; `state` spares adding up the facts again.

    Expected starts follow cpvalente/ontime: lateness goes down the chain, the gap before a
    fixed block swallows it first, and being ahead never pulls a fixed block earlier.
    """
    state = state_of(run) if state is None else state
    n = state.current
    if n is None:
        return _without_current(run, now, state)
    block = run.blocks[n]
    length = length_of(run, state, n)
    elapsed = state.elapsed(n, now)
    remaining = length - elapsed
    step, step_remaining, step_length = _step(block.steps, length, elapsed)
    free = _free(state, n, length, now)
    coming, ends = _coming(run, state, n + 1, free)
    return Clock(
        current=block, index=n, phase=_phase(state, now, remaining),
        remaining=remaining, length=length, elapsed=elapsed,
        step=step, step_remaining=step_remaining, step_length=step_length,
        late=clock.full_minutes(free - block.planned_end), free=free, ends=ends,
        planned_end=run.planned_end, coming=coming,
        may_record=step is None or block.steps[step].record != "none",
    )  # fmt: skip


def length_of(run: Run, state: State, n: int) -> int:
    """The seconds block `n` may take: planned and added."""
    return run.blocks[n].minutes * 60 + state.added[n]


def _free(state: State, n: int, length: int, now: datetime) -> datetime:
    """When block `n` will have had its time; while the clock runs, the same at every look."""
    left = timedelta(seconds=length - state.spent[n])
    since = now if state.stopped_since is not None or state.since is None else state.since
    return max(now, since + left)


def _phase(state: State, now: datetime, remaining: int) -> str:
    if state.stopped_since is not None:
        return "stopped"
    if state.since is not None and state.since > now and not any(state.spent):
        return "waiting"
    return "over" if remaining < 0 else "running"


def _without_current(run: Run, now: datetime, state: State) -> Clock:
    coming: tuple[Coming, ...] = ()
    if state.ended_at is not None:
        planned, free = run.planned_end, state.ended_at
        ends = free
    else:
        planned = run.blocks[0].planned_start if run.blocks else now
        free = max(now, planned)
        coming, ends = _coming(run, state, 0, free)
    return Clock(
        current=None, index=None, phase="ended" if state.ended else "waiting",
        remaining=0, length=0, elapsed=0, step=None, step_remaining=0, step_length=0,
        late=clock.full_minutes(free - planned), free=free, ends=ends,
        planned_end=run.planned_end, coming=coming, may_record=True,
    )  # fmt: skip


def _coming(
    run: Run, state: State, first: int, free: datetime
) -> tuple[tuple[Coming, ...], datetime]:
    coming: list[Coming] = []
    for n in range(first, len(run.blocks)):
        block, skipped = run.blocks[n], n in state.skipped
        expected = max(free, block.planned_start) if block.fixed and not skipped else free
        # A block gone back from has spent some of its time already.
        seconds = max(0, length_of(run, state, n) - state.spent[n])
        coming.append(Coming(
            block=block, n=n, expected=expected, planned=block.planned_start,
            seconds=seconds, skipped=skipped,
        ))  # fmt: skip
        if not skipped:
            free = expected + timedelta(seconds=seconds)
    return tuple(coming), free


def _step(steps: Sequence[RunStep], length: int, elapsed: int) -> tuple[int | None, int, int]:
    """The step at `elapsed`, its seconds left and its length, all steps stretched to `length`."""
    if not steps:
        return None, 0, 0
    lengths = stretched([step.seconds for step in steps], length)
    ends = list(accumulate(lengths))
    step = min(bisect_right(ends, elapsed), len(steps) - 1)
    return step, max(0, ends[step] - elapsed), lengths[step]


def _seconds(since: datetime | None, until: datetime) -> int:
    # A wall clock that was set back must not take away time that was spent.
    return 0 if since is None else max(0, int((until - since).total_seconds()))


def _start(state: State, fact: Fact, place: int | None, blocks: Sequence[RunBlock]) -> State:
    if state.last is not None or state.ended:
        return state
    first = _unskipped(state, range(len(blocks)))
    place = first if place is None or place in state.skipped else place
    return state if place is None else _begun(state, place, fact.at)


def _next(state: State, fact: Fact, _place: int | None, blocks: Sequence[RunBlock]) -> State:
    if state.current is None:
        return state
    following = _unskipped(state, range(state.current + 1, len(blocks)))
    closed = _closed(state, fact.at)
    return closed if following is None else _begun(closed, following, fact.at)


def _back(state: State, fact: Fact, _place: int | None, _blocks: Sequence[RunBlock]) -> State:
    if state.current is None:
        return state if state.last is None else _begun(state, state.last, fact.at)
    before = _unskipped(state, range(state.current - 1, -1, -1))
    return state if before is None else _begun(_paused(state, fact.at), before, fact.at)


def _stop(state: State, fact: Fact, _place: int | None, _blocks: Sequence[RunBlock]) -> State:
    if state.current is None or state.stopped_since is not None:
        return state
    return replace(_paused(state, fact.at), stopped_since=fact.at)


def _go(state: State, fact: Fact, _place: int | None, _blocks: Sequence[RunBlock]) -> State:
    if state.stopped_since is None:
        return state
    since = fact.at if state.since is None else max(state.since, fact.at)
    return replace(state, stopped_since=None, since=since)


def _add(state: State, fact: Fact, place: int | None, blocks: Sequence[RunBlock]) -> State:
    place = state.current if place is None else place
    if place is None or state.ended or place < (state.current or 0):
        return state
    added = max(-60 * blocks[place].minutes, state.added[place] + fact.seconds)
    return replace(state, added=_put(state.added, place, added))


def _skip(state: State, _fact: Fact, place: int | None, _blocks: Sequence[RunBlock]) -> State:
    return replace(state, skipped=state.skipped | {place}) if _ahead(place, state) else state


def _unskip(state: State, _fact: Fact, place: int | None, _blocks: Sequence[RunBlock]) -> State:
    return replace(state, skipped=state.skipped - {place}) if _ahead(place, state) else state


def _end(state: State, fact: Fact, _place: int | None, _blocks: Sequence[RunBlock]) -> State:
    return state if state.ended else _closed(state, fact.at)


_HAPPENINGS: dict[str, Callable[[State, Fact, int | None, Sequence[RunBlock]], State]] = {
    "start": _start, "next": _next, "back": _back, "stop": _stop, "go": _go,
    "add": _add, "skip": _skip, "unskip": _unskip, "end": _end,
}  # fmt: skip


def _ahead(place: int | None, state: State) -> TypeGuard[int]:
    return (
        place is not None and not state.ended and (state.current is None or place > state.current)
    )


def _unskipped(state: State, places: Iterable[int]) -> int | None:
    return next((n for n in places if n not in state.skipped), None)


def _begun(state: State, n: int, at: datetime) -> State:
    return replace(
        state,
        current=n,
        last=n,
        ended_at=None,
        stopped_since=None,
        since=at,
        started=_put(state.started, n, state.started[n] or at),
        finished=_put(state.finished, n, None),
    )


def _paused(state: State, at: datetime) -> State:
    n = state.current
    return state if n is None else replace(state, spent=_put(state.spent, n, state.elapsed(n, at)))


def _closed(state: State, at: datetime) -> State:
    """The run ended at `at`, until the next block begins."""
    state = replace(_paused(state, at), stopped_since=None, since=None, ended_at=at)
    if state.current is None:
        return state
    return replace(state, current=None, finished=_put(state.finished, state.current, at))


def _put(values: tuple[T, ...], n: int, value: T) -> tuple[T, ...]:
    return (*values[:n], value, *values[n + 1 :])

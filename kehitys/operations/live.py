"""Holding a workshop: each thing that happens in it is one fact, added and never changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import takewhile
from uuid import UUID

from kehitys.domain import clock
from kehitys.domain.agenda import Placed, agenda_of
from kehitys.domain.live import Fact, Run, RunBlock, state_of
from kehitys.domain.methods import Edition, Method, Step, StepWords
from kehitys.domain.problems import Problem, Stale
from kehitys.domain.replan import Plan
from kehitys.domain.workshops import Workshop
from kehitys.i18n import N_, _
from kehitys.store import runs, tables, workshops
from kehitys.store.ids import new_id
from kehitys.store.journal import Tx

KIND_WORDS = {"talk": N_("Talk"), "break": N_("Break"), "buffer": N_("Buffer")}
"""What a block is called in a run when nobody gave it a title."""

HALF_A_DAY = timedelta(hours=12)
ANOTHER_HOUR = timedelta(hours=1)
"""A start further than this from the plan is no lateness: nobody would catch it up."""


def begin(tx: Tx, workshop_id: UUID, *, at: datetime, speak: str) -> UUID:
    """Begins a run and gives its id; the clock of the first block starts at `at`.

    The plan is frozen as it stands now, in the words of `speak`. Raises `Problem` when
    there are no blocks, or a run of the workshop goes on.
    """
    workshop = workshops.workshop(tx.connection, workshop_id)
    if workshop is None:
        raise Stale(N_("This was deleted in the meantime. Undo brings it back."))
    if not workshop.blocks:
        raise Problem(N_("There is nothing to run yet. Add a block to the agenda first."))
    if runs.unfinished_of(tx.connection, workshop_id) is not None:
        raise Problem(N_("This workshop is being run already. Continue that run."))
    agenda = agenda_of(_held_to(workshop, at))
    run_id = new_id()
    tx.record(
        tables.run,
        id=run_id,
        workshop_id=workshop_id,
        day_id=workshop.day_id,
        begun_at=at,
        planned_end=agenda.ends,
        must_end=agenda.must_end,
    )
    block_ids = [_freeze(tx, run_id, n, placed, speak) for n, placed in enumerate(agenda.placed)]
    tx.record(tables.run_fact, run_id=run_id, at=at, kind="start", run_block_id=block_ids[0])
    tx.describe(N_("Run a workshop"), ("workshop", workshop_id))
    return run_id


def _held_to(workshop: Workshop, at: datetime) -> Workshop:
    """The workshop with the clock that a run from `at` is held to.

    That is the plan's, on its day or that of a start on another day; a start on the evening before
    a plan of past midnight is early, and no other day. Begun at another hour altogether, as in a
    rehearsal, the plan begins with the run and nothing in it is tied to the clock, unless it is
    the plan's own day and the promised end, or a fixed start, is still to come.
    """
    here = clock.local(at, workshop.zone)
    another_day = abs(at - workshop.begins) >= HALF_A_DAY
    if another_day:
        workshop = replace(workshop, date=here.date(), end=None)
    if abs(at - workshop.begins) <= ANOTHER_HOUR:
        return workshop
    agenda = agenda_of(workshop)
    ties = [placed.start for placed in agenda.placed if placed.block.fixed]
    if agenda.must_end is not None:
        ties.append(agenda.must_end)
    if not another_day and any(tie > at for tie in ties):
        return workshop
    # To the second: five minutes more must make it five minutes late, not four.
    return replace(
        workshop,
        date=here.date(),
        start=here.time(),
        end=None,
        blocks=tuple(replace(block, start=None) for block in workshop.blocks),
    )


def next_block(tx: Tx, run_id: UUID) -> None:
    """Goes on to the next block that is not skipped; after the last one the run ends."""
    _append(tx, run_id, N_("Next block"), ("next", None, 0))


def back(tx: Tx, run_id: UUID) -> None:
    """Goes back to the block before, whose clock goes on; takes back the end of the run too.

    Raises `Problem` when the run is in its first block.
    """
    if not _append(tx, run_id, N_("Back a block"), ("back", None, 0)):
        raise Problem(N_("This is the first block: there is none to go back to."))


def stop_clock(tx: Tx, run_id: UUID) -> None:
    """Stops the clock."""
    _append(tx, run_id, N_("The clock stopped"), ("stop", None, 0))


def go(tx: Tx, run_id: UUID) -> None:
    """Starts the stopped clock again."""
    _append(tx, run_id, N_("The clock started again"), ("go", None, 0))


def add_time(tx: Tx, run_id: UUID, seconds: int) -> None:
    """Gives the current block more time, or less when `seconds` is negative.

    Raises `Problem` when it has no time that could be taken away.
    """
    if not _append(tx, run_id, N_("Add time"), ("add", None, seconds)) and seconds < 0:
        raise Problem(N_("This block has no time left to take away."))


def skip(tx: Tx, run_id: UUID, run_block_id: UUID) -> None:
    """Leaves out a block still ahead."""
    _append(tx, run_id, N_("Skip a block"), ("skip", run_block_id, 0))


def unskip(tx: Tx, run_id: UUID, run_block_id: UUID) -> None:
    """Takes a skipped block back in."""
    _append(tx, run_id, N_("Take a block back in"), ("unskip", run_block_id, 0))


def end(tx: Tx, run_id: UUID) -> None:
    """Ends the run; the workshop has been held."""
    _append(tx, run_id, N_("End the workshop"), ("end", None, 0))


def apply_plan(tx: Tx, run_id: UUID, plan: Plan) -> None:
    """Plans the rest of the day anew: shorter blocks and skipped ones, in one commit."""
    facts: list[tuple[str, UUID | None, int]] = []
    for change in plan.changes:
        if change.dropped:
            facts.append(("skip", change.id, 0))
        elif change.minutes_after != change.minutes_before:
            facts.append(("add", change.id, 60 * (change.minutes_after - change.minutes_before)))
    _append(tx, run_id, N_("Plan the rest anew"), *facts)


def take_back_plan(tx: Tx, run_id: UUID) -> None:
    """Takes back the last re-planning, or the last skip, by opposite facts; again brings it back.

    Raises `Problem` when there is none. A block that has begun since keeps what it was given.
    """
    facts = runs.run(tx.connection, run_id).facts
    last = next((fact for fact in reversed(facts) if _replans(fact)), None)
    if last is None:
        raise Problem(N_("There is nothing to undo."))
    upto = [fact for fact in facts if fact.seq <= last.seq]
    together = takewhile(lambda fact: _replans(fact) and fact.at == last.at, reversed(upto))
    _append(tx, run_id, N_("Take back the new plan"), *map(_opposite, together))


def _replans(fact: Fact) -> bool:
    return fact.kind in ("skip", "unskip", "add") and fact.run_block_id is not None


def _opposite(fact: Fact) -> tuple[str, UUID | None, int]:
    kind = {"skip": "unskip", "unskip": "skip"}.get(fact.kind, fact.kind)
    return kind, fact.run_block_id, -fact.seconds


def _append(tx: Tx, run_id: UUID, label: str, *wanted: tuple[str, UUID | None, int]) -> bool:
    """Adds the facts that change something, and repeats their end on the run and the workshop.

    Gives whether there were any.
    """
    run = runs.run(tx.connection, run_id)
    before = state = state_of(run)
    for kind, run_block_id, seconds in wanted:
        seconds = _possible(run.blocks, state.added, run_block_id, seconds)
        fact = Fact(
            seq=run.facts[-1].seq + 1 if run.facts else 1,
            at=tx.now,
            kind=kind,
            run_block_id=run_block_id,
            seconds=seconds,
        )
        followed = replace(run, facts=(*run.facts, fact))
        if (after := state_of(followed)) == state:
            continue
        run, state = followed, after
        tx.record(
            tables.run_fact,
            run_id=run_id,
            at=fact.at,
            kind=kind,
            run_block_id=run_block_id,
            seconds=seconds,
        )
    if state == before:
        return False
    tx.describe(label, ("workshop", run.workshop_id))
    if state.ended_at != before.ended_at:
        _repeat_end(tx, run, state.ended_at)
    return True


def _repeat_end(tx: Tx, run: Run, ended_at: datetime | None) -> None:
    runs.set_ended(tx.connection, run.id, ended_at)
    tx.touched.add("run")
    state = "planned" if ended_at is None else "held"
    if tx.update(tables.workshop, run.workshop_id, state=state):
        # Undo takes back this mark only, not the facts, so the step must not promise more.
        mark = N_("Mark a workshop as held") if ended_at else N_("Mark a workshop as planned")
        tx.describe(mark, ("workshop", run.workshop_id))


def _possible(
    blocks: Iterable[RunBlock], added: Iterable[int], run_block_id: UUID | None, seconds: int
) -> int:
    """No more seconds taken away than the block has, so that the opposite gives them back."""
    for block, so_far in zip(blocks, added, strict=True):
        if block.id == run_block_id:
            return max(-60 * block.minutes - so_far, seconds)
    return seconds


def _freeze(tx: Tx, run_id: UUID, n: int, placed: Placed, speak: str) -> UUID:
    block, method = placed.block, placed.block.method
    title = block.title
    steps: list[dict[str, object]] = []
    if method is not None:
        edition = method.edition(speak)
        title = title or edition.name
        steps = [_step(*told) for told in zip(method.steps, _words(method, edition), strict=True)]
    run_block_id = new_id()
    tx.record(
        tables.run_block,
        id=run_block_id,
        run_id=run_id,
        block_id=block.id,
        method_id=method.id if method else None,
        n=n,
        title=title or _(KIND_WORDS.get(block.kind, "")),
        kind=block.kind,
        method_slug=method.slug if method else "",
        minutes=block.minutes,
        min_minutes=block.min_minutes,
        planned_start=placed.start,
        fixed=int(block.fixed),
        priority=block.priority,
        lead_id=block.lead_id,
        lead_name=block.lead_name,
        steps=steps,
    )
    return run_block_id


def _words(method: Method, edition: Edition) -> Iterable[StepWords]:
    """The words of each step; empty ones where the edition says less than there are steps."""
    missing = len(method.steps) - len(edition.steps)
    return (*edition.steps[: len(method.steps)], *[StepWords(title="")] * missing)


def _step(step: Step, said: StepWords) -> dict[str, object]:
    return {
        "seconds": step.seconds,
        "grouping": step.grouping,
        "record": step.record,
        "title": said.title,
        "do": said.do,
        "say": said.say,
    }

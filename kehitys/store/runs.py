"""Runs: the frozen plan and the facts, read; what a run took, for the plans to come."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, RowMapping, Select, select, update

from kehitys.domain.actuals import Actual, after_run
from kehitys.domain.live import Fact, Run, RunBlock, RunStep
from kehitys.domain.problems import Problem
from kehitys.i18n import N_
from kehitys.store import tables

BATCH = 1_000
"""How many ids one query names."""

_run, _block, _fact, _workshop = tables.run, tables.run_block, tables.run_fact, tables.workshop


@dataclass(frozen=True, slots=True, kw_only=True)
class UnfinishedRun:
    """A run that goes on, as Today offers it."""

    run_id: UUID
    workshop_id: UUID
    workshop_title: str
    zone: str
    begun_at: datetime
    """In UTC."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Remembered:
    """What the planner says of a block, for the facilitator who leads it."""

    grouping: str = ""
    """How people sit in a block without a method; empty when nobody has said."""
    why: str = ""
    note: str = ""


def run(connection: Connection, run_id: UUID) -> Run:
    """A run with its plan and its facts; raises `Problem` when there is none."""
    found = runs(connection, (run_id,))
    if run_id not in found:
        raise Problem(N_("This run is no longer here. Start the workshop again."))
    return found[run_id]


def runs(connection: Connection, run_ids: Iterable[UUID]) -> dict[UUID, Run]:
    """Runs with their plans and facts, by their ids; three queries for a thousand."""
    found: dict[UUID, Run] = {}
    ids = list(run_ids)
    for start in range(0, len(ids), BATCH):
        found |= _batch(connection, ids[start : start + BATCH])
    return found


def unfinished(connection: Connection) -> tuple[UnfinishedRun, ...]:
    """The runs that go on, the one begun last first."""
    wanted = (
        select(_run.c.id, _run.c.workshop_id, _run.c.begun_at, _workshop.c.title, _workshop.c.zone)
        .join(_workshop, _workshop.c.id == _run.c.workshop_id)
        .where(_run.c.ended_at.is_(None))
        .order_by(_run.c.begun_at.desc(), _run.c.id.desc())
    )
    return tuple(
        UnfinishedRun(
            run_id=row.id,
            workshop_id=row.workshop_id,
            workshop_title=row.title,
            zone=row.zone,
            begun_at=row.begun_at,
        )
        for row in connection.execute(wanted)
    )


def unfinished_of(connection: Connection, workshop_id: UUID) -> UUID | None:
    """The run of a workshop that goes on, if one does."""
    return connection.execute(_latest(workshop_id).where(_run.c.ended_at.is_(None))).scalar()


def latest_run(connection: Connection, workshop_id: UUID) -> UUID | None:
    """The run of a workshop that began last."""
    return connection.execute(_latest(workshop_id)).scalar()


def must_end(connection: Connection, run_id: UUID) -> datetime | None:
    """When the run has been promised to end, in UTC; `None` when nothing is promised."""
    return connection.execute(select(_run.c.must_end).where(_run.c.id == run_id)).scalar()


def ended_at(connection: Connection, run_id: UUID) -> datetime | None:
    """When the run ended, in UTC; `None` while it goes on."""
    return connection.execute(select(_run.c.ended_at).where(_run.c.id == run_id)).scalar()


def remembered(connection: Connection, run_id: UUID) -> dict[UUID, Remembered]:
    """What the planner says now of the blocks of a run, by their ids in the run.

    A block that has been deleted since is missing.
    """
    planned = tables.block
    wanted = (
        select(_block.c.id, planned.c.grouping, planned.c.why, planned.c.note)
        .join(planned, planned.c.id == _block.c.block_id)
        .where(_block.c.run_id == run_id)
    )
    return {
        row.id: Remembered(grouping=row.grouping or "", why=row.why, note=row.note)
        for row in connection.execute(wanted)
    }


def actuals(connection: Connection, run_id: UUID) -> tuple[Actual, ...]:
    """What each block of a run was planned to take and what it took."""
    return actuals_of(run(connection, run_id))


def actuals_of(run: Run) -> tuple[Actual, ...]:
    """What each block was planned to take and what it took, up to the last thing that happened."""
    return after_run(run, run.facts[-1].at if run.facts else run.planned_end)


def set_ended(connection: Connection, run_id: UUID, at: datetime | None) -> None:
    """Repeats on the run what its facts say of its end."""
    connection.execute(update(_run).where(_run.c.id == run_id).values(ended_at=at))


def _latest(workshop_id: UUID) -> Select[Any]:
    return (
        select(_run.c.id)
        .where(_run.c.workshop_id == workshop_id)
        .order_by(_run.c.begun_at.desc(), _run.c.id.desc())
        .limit(1)
    )


def _batch(connection: Connection, ids: Sequence[UUID]) -> dict[UUID, Run]:
    heads = connection.execute(
        select(
            _run.c.id,
            _run.c.workshop_id,
            _run.c.planned_end,
            _workshop.c.title,
            _workshop.c.zone,
            _workshop.c.people,
            _workshop.c.people_came,
        )
        .join(_workshop, _workshop.c.id == _run.c.workshop_id)
        .where(_run.c.id.in_(ids))
    )
    found = {
        row.id: Run(
            id=row.id,
            workshop_id=row.workshop_id,
            workshop_title=row.title,
            zone=row.zone,
            blocks=(),
            people=row.people if row.people_came is None else row.people_came,
            planned_end=row.planned_end,
        )
        for row in heads
    }
    blocks: dict[UUID, list[RunBlock]] = {run_id: [] for run_id in found}
    facts: dict[UUID, list[Fact]] = {run_id: [] for run_id in found}
    for row in connection.execute(
        select(_block).where(_block.c.run_id.in_(found)).order_by(_block.c.n)
    ).mappings():
        blocks[row["run_id"]].append(_run_block(row))
    for row in connection.execute(
        select(_fact).where(_fact.c.run_id.in_(found)).order_by(_fact.c.seq)
    ).mappings():
        facts[row["run_id"]].append(
            Fact(
                seq=row["seq"],
                at=row["at"],
                kind=row["kind"],
                run_block_id=row["run_block_id"],
                seconds=row["seconds"],
            )
        )
    return {
        run_id: replace(run, blocks=tuple(blocks[run_id]), facts=tuple(facts[run_id]))
        for run_id, run in found.items()
    }


def _run_block(row: RowMapping) -> RunBlock:
    return RunBlock(
        id=row["id"],
        block_id=row["block_id"],
        n=row["n"],
        title=row["title"],
        kind=row["kind"],
        method_slug=row["method_slug"],
        minutes=row["minutes"],
        planned_start=row["planned_start"],
        fixed=bool(row["fixed"]),
        priority=row["priority"],
        min_minutes=row["min_minutes"],
        steps=tuple(RunStep(**step) for step in row["steps"]),
        lead_name=row["lead_name"],
    )

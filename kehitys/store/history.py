"""How methods have gone here: their runs that ended, what those took, and the word said of each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from uuid import UUID

from sqlalchemy import Connection, func, select

from kehitys.domain import clock
from kehitys.domain.history import ENOUGH, History, history_of
from kehitys.domain.methods import MethodUse
from kehitys.store import runs, tables

_run, _block, _rating = tables.run, tables.run_block, tables.block_rating


def uses_of(connection: Connection, method_id: UUID) -> tuple[MethodUse, ...]:
    """How a method has gone in the runs that ended, the newest first, by the plan of its day.

    Blocks that were skipped, not reached or passed over at once are not among them.
    """
    return _uses(connection, (method_id,)).get(method_id, ())


def histories(connection: Connection) -> Mapping[UUID, History]:
    """What the runs of every method that was run here add up to, by its id."""
    ended = _block.join(_run, _run.c.id == _block.c.run_id)
    of_method = (_block.c.method_id.is_not(None), _run.c.ended_at.is_not(None))
    often = connection.execute(
        select(_block.c.method_id)
        .select_from(ended)
        .where(*of_method)
        .group_by(_block.c.method_id)
        .having(func.count() >= ENOUGH)
    ).scalars()
    rated = connection.execute(
        select(_block.c.method_id)
        .select_from(ended.join(_rating, _rating.c.run_block_id == _block.c.id))
        .where(*of_method)
        .distinct()
    ).scalars()
    found = _uses(connection, {*often, *rated})
    return {method_id: history_of(uses) for method_id, uses in found.items()}


def ratings_of(connection: Connection, run_id: UUID) -> Mapping[UUID, str]:
    """How the blocks of a run went, one of `WENT` by the block's id; the unsaid are left out."""
    rows = connection.execute(
        select(_rating.c.run_block_id, _rating.c.went)
        .join(_block, _block.c.id == _rating.c.run_block_id)
        .where(_block.c.run_id == run_id)
    )
    return {row.run_block_id: row.went for row in rows}


def _uses(connection: Connection, method_ids: Iterable[UUID]) -> dict[UUID, tuple[MethodUse, ...]]:
    wanted = list(method_ids)
    if not wanted:
        return {}
    rows = connection.execute(
        select(
            _run.c.id,
            _run.c.workshop_id,
            _run.c.begun_at,
            _block.c.id.label("block_id"),
            _block.c.method_id,
            _block.c.lead_name,
            func.coalesce(_rating.c.went, "").label("went"),
        )
        .select_from(
            _run.join(_block, _block.c.run_id == _run.c.id).outerjoin(
                _rating, _rating.c.run_block_id == _block.c.id
            )
        )
        .where(_block.c.method_id.in_(wanted), _run.c.ended_at.is_not(None))
        .order_by(_run.c.begun_at.desc(), _run.c.id.desc(), _block.c.n)
    ).all()
    leads = _facilitators(connection, {row.workshop_id for row in rows if not row.lead_name})
    found = runs.runs(connection, dict.fromkeys(row.id for row in rows))
    took = {actual.block.id: actual for run in found.values() for actual in runs.actuals_of(run)}
    uses: dict[UUID, list[MethodUse]] = {}
    for row in rows:
        actual, run = took[row.block_id], found[row.id]
        if actual.started is None:
            continue
        uses.setdefault(row.method_id, []).append(
            MethodUse(
                workshop_id=row.workshop_id,
                workshop_title=run.workshop_title,
                on=clock.local(row.begun_at, run.zone).date().isoformat(),
                planned_minutes=actual.planned_minutes,
                actual_minutes=actual.actual_minutes,
                lead_name=row.lead_name or leads.get(row.workshop_id, ""),
                went=row.went,
            )
        )
    return {method_id: tuple(found_uses) for method_id, found_uses in uses.items()}


def _facilitators(connection: Connection, workshop_ids: Iterable[UUID]) -> Mapping[UUID, str]:
    """Who led the workshops, for blocks of which nobody said who would lead them."""
    held, person = tables.workshop_facilitator, tables.person
    names: dict[UUID, list[str]] = {}
    for row in connection.execute(
        select(held.c.workshop_id, person.c.name)
        .join(person, person.c.id == held.c.person_id)
        .where(held.c.workshop_id.in_(list(workshop_ids)))
        .order_by(person.c.name_sort, person.c.id)
    ):
        names.setdefault(row.workshop_id, []).append(row.name)
    return {workshop_id: ", ".join(found) for workshop_id, found in names.items()}

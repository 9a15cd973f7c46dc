"""Everything a workshop's report tells, gathered."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import Connection, select

from kehitys.domain.problems import Stale
from kehitys.domain.reports import Begun, Report
from kehitys.i18n import N_
from kehitys.store import catches, runs, tables, workshops

_experiment, _person = tables.experiment, tables.person


def material(connection: Connection, workshop_id: UUID) -> Report:
    """A workshop with its last run, what was caught and begun in it; `Stale` when it is gone."""
    workshop = workshops.workshop(connection, workshop_id)
    if workshop is None:
        raise Stale(N_("This was deleted in the meantime. Undo brings it back."))
    run_id = runs.latest_run(connection, workshop_id)
    run = None if run_id is None else runs.run(connection, run_id)
    return Report(
        workshop=workshop,
        began=run.facts[0].at if run and run.facts else None,
        ended=None if run is None else runs.ended_at(connection, run.id),
        actuals=() if run is None else runs.actuals_of(run),
        catches=catches.of_workshop(connection, workshop_id),
        experiments=_begun(connection, workshop_id),
    )


def _begun(connection: Connection, workshop_id: UUID) -> tuple[Begun, ...]:
    rows = connection.execute(
        select(_experiment.c.id, _experiment.c.title, _experiment.c.review, _person.c.name)
        .select_from(_experiment.outerjoin(_person, _person.c.id == _experiment.c.owner_id))
        .where(_experiment.c.workshop_id == workshop_id)
        .order_by(_experiment.c.created_at, _experiment.c.id)
    )
    return tuple(
        Begun(id=row.id, title=row.title, owner_name=row.name or "", review=row.review)
        for row in rows
    )

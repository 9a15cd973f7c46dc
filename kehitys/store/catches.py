"""What was caught in workshops, read."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import Connection, RowMapping, Select, and_, select

from kehitys.domain.catches import Catch
from kehitys.store import tables

_catch, _person, _experiment = tables.catch, tables.person, tables.experiment


def of_workshop(connection: Connection, workshop_id: UUID) -> tuple[Catch, ...]:
    """Everything caught in a workshop, in the order of its ranks, which is that of its saying."""
    wanted = (
        _catches().where(_catch.c.workshop_id == workshop_id).order_by(_catch.c.rank, _catch.c.id)
    )
    return tuple(map(_read, connection.execute(wanted).mappings()))


def catch(connection: Connection, catch_id: UUID) -> Catch | None:
    """One thing caught, or `None` when it is gone."""
    row = connection.execute(_catches().where(_catch.c.id == catch_id)).mappings().first()
    return None if row is None else _read(row)


def last_rank(connection: Connection, workshop_id: UUID) -> str | None:
    """The rank of what was caught last, or `None`."""
    return connection.execute(
        select(_catch.c.rank)
        .where(_catch.c.workshop_id == workshop_id)
        .order_by(_catch.c.rank.desc())
        .limit(1)
    ).scalar()


def _catches() -> Select[Any]:
    became = and_(_catch.c.became_table == "experiment", _experiment.c.id == _catch.c.became_id)
    return select(
        _catch,
        _person.c.name.label("owner_name"),
        _experiment.c.id.label("experiment_id"),
        _experiment.c.title.label("experiment_title"),
    ).select_from(
        _catch.outerjoin(_person, _person.c.id == _catch.c.owner_id).outerjoin(_experiment, became)
    )


def _read(row: RowMapping) -> Catch:
    return Catch(
        id=row["id"],
        workshop_id=row["workshop_id"],
        kind=row["kind"],
        text=row["text"],
        lang=row["lang"],
        votes=row["votes"],
        owner_id=row["owner_id"],
        owner_name=row["owner_name"] or "",
        owner_role=row["owner_role"],
        due=row["due"],
        became_id=row["experiment_id"],
        became_title=row["experiment_title"] or "",
        caught_at=row["created_at"],
        run_block_id=row["run_block_id"],
        version=row["version"],
    )

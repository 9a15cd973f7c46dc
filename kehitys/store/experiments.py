"""What is asked of the experiment log."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Select, case, func, select

from kehitys.domain.experiments import (
    Experiment,
    ExperimentLine,
    Measure,
    Move,
    Point,
    Prediction,
)
from kehitys.store import search, tables
from kehitys.store.network import batches
from kehitys.store.paging import Page

ORDER = ("running", "study", "planned", "idea", "decided", "archived")
"""The states in the order of the list: first what somebody is doing now."""

SHOWN_VALUES = 12
"""How many of the last points a row of the list shows."""


def lines(
    connection: Connection,
    *,
    today: date,
    text: str = "",
    state: str = "",
    offset: int = 0,
    limit: int = 100,
) -> Page[ExperimentLine]:
    """The log by state and review date, or by how near each is to what was typed."""
    if text.strip():
        found = _found(connection, text, state)
        total, ids = len(found), found[offset : offset + limit]
    else:
        listed = _listed(state)
        total = connection.scalar(select(func.count()).select_from(listed.subquery())) or 0
        ids = list(connection.scalars(listed.order_by(*_order()).offset(offset).limit(limit)))
    return Page(total=total, offset=offset, rows=_lines(connection, ids, today))


def position(
    connection: Connection, *, experiment_id: UUID, text: str = "", state: str = ""
) -> int | None:
    """Where in that list the experiment stands."""
    if text.strip():
        found = _found(connection, text, state)
        return found.index(experiment_id) if experiment_id in found else None
    place = func.row_number().over(order_by=_order()).label("place")
    numbered = _listed(state).add_columns(place).subquery()
    number = connection.scalar(select(numbered.c.place).where(numbered.c.id == experiment_id))
    return None if number is None else int(number) - 1


def experiment(connection: Connection, experiment_id: UUID) -> Experiment | None:
    """One experiment told whole."""
    table, team, owner, workshop = tables.experiment, tables.team, tables.person, tables.workshop
    row = (
        connection.execute(
            select(
                table,
                team.c.name.label("team_name"),
                owner.c.name.label("owner_name"),
                workshop.c.title.label("workshop_title"),
            )
            .outerjoin(team, team.c.id == table.c.team_id)
            .outerjoin(owner, owner.c.id == table.c.owner_id)
            .outerjoin(workshop, workshop.c.id == table.c.workshop_id)
            .where(table.c.id == experiment_id)
        )
        .mappings()
        .first()
    )
    if row is None:
        return None
    as_they_stand = (
        "id", "title", "state", "problem", "hypothesis", "because", "trial", "learning",
        "decision", "decision_reason", "team_id", "owner_id", "workshop_id", "starts", "review",
        "cycle", "qualitative", "version",
    )  # fmt: skip
    return Experiment(
        **{name: row[name] for name in as_they_stand},
        team_name=row["team_name"] or "",
        owner_name=row["owner_name"] or "",
        workshop_title=row["workshop_title"] or "",
        predictions=_predictions(connection, experiment_id),
        measures=_measures(connection, experiment_id),
        moves=_moves(connection, experiment_id),
    )


def decimal(milli: int | None) -> Decimal | None:
    """A number of thousandths as it was written, without zeros at its end."""
    if milli is None:
        return None
    value = Decimal(milli).scaleb(-3).normalize()
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value


def _listed(state: str) -> Select[tuple[UUID]]:
    listed = select(tables.experiment.c.id)
    return listed.where(tables.experiment.c.state == state) if state else listed


def _order() -> tuple[Any, ...]:
    table = tables.experiment
    places = {state: place for place, state in enumerate(ORDER)}
    return (
        case(places, value=table.c.state),
        table.c.review.is_(None),
        table.c.review,
        table.c.title_sort,
        table.c.id,
    )


def _found(connection: Connection, text: str, state: str) -> list[UUID]:
    found = search.find(connection, text, "experiment")
    if not state:
        return found
    table = tables.experiment
    fitting = {
        row_id
        for batch in batches(found)
        for row_id in connection.scalars(
            select(table.c.id).where(table.c.id.in_(batch), table.c.state == state)
        )
    }
    return [row_id for row_id in found if row_id in fitting]


def _lines(connection: Connection, ids: Sequence[UUID], today: date) -> tuple[ExperimentLine, ...]:
    table, team, owner = tables.experiment, tables.team, tables.person
    rows = {
        row.id: row
        for batch in batches(ids)
        for row in connection.execute(
            select(
                table.c.id,
                table.c.title,
                table.c.state,
                table.c.review,
                table.c.decision,
                team.c.name.label("team_name"),
                owner.c.name.label("owner_name"),
            )
            .outerjoin(team, team.c.id == table.c.team_id)
            .outerjoin(owner, owner.c.id == table.c.owner_id)
            .where(table.c.id.in_(batch))
        )
    }
    points = _last_points(connection, ids, today)
    return tuple(
        ExperimentLine(
            id=row.id,
            title=row.title,
            state=row.state,
            team_name=row.team_name or "",
            owner_name=row.owner_name or "",
            review=row.review,
            last_point=points[row.id][-1].on if points[row.id] else None,
            values=tuple(point.value for point in points[row.id]),
            decision=row.decision,
        )
        for row in (rows[row_id] for row_id in ids if row_id in rows)
    )


def _last_points(
    connection: Connection, ids: Sequence[UUID], today: date
) -> defaultdict[UUID, list[Point]]:
    """The last points, until `today`, of each experiment's first measure."""
    uses, point = tables.experiment_measure, tables.point
    first: dict[UUID, UUID] = {}
    for batch in batches(ids):
        for row in connection.execute(
            select(uses.c.experiment_id, uses.c.measure_id)
            .where(uses.c.experiment_id.in_(batch))
            .order_by(uses.c.role.desc(), uses.c.id)
        ):
            first.setdefault(row.experiment_id, row.measure_id)
    by_measure: defaultdict[UUID, list[Point]] = defaultdict(list)
    for measures in batches(list(first.values())):
        newest = func.row_number().over(partition_by=point.c.measure_id, order_by=point.c.on.desc())
        numbered = (
            select(point, newest.label("newest"))
            .where(point.c.measure_id.in_(measures), point.c.on <= today)
            .subquery()
        )
        for row in connection.execute(
            select(numbered).where(numbered.c.newest <= SHOWN_VALUES).order_by(numbered.c.on)
        ):
            by_measure[row.measure_id].append(_point(row))
    found: defaultdict[UUID, list[Point]] = defaultdict(list)
    for experiment_id, measure_id in first.items():
        found[experiment_id] = by_measure[measure_id]
    return found


def _point(row: Any) -> Point:
    value = decimal(row.value_milli)
    assert value is not None
    return Point(id=row.id, on=row.on, value=value, note=row.note)


def _predictions(connection: Connection, experiment_id: UUID) -> tuple[Prediction, ...]:
    table = tables.prediction
    return tuple(
        Prediction(
            id=row.id,
            text=row.text,
            direction=row.direction,
            baseline=decimal(row.baseline_milli),
            target=decimal(row.target_milli),
            by=row.by,
            locked_at=row.locked_at,
        )
        for row in connection.execute(
            select(table).where(table.c.experiment_id == experiment_id).order_by(table.c.n)
        )
    )


def _measures(connection: Connection, experiment_id: UUID) -> tuple[Measure, ...]:
    uses, measure, point = tables.experiment_measure, tables.measure, tables.point
    rows = connection.execute(
        select(measure.c.id, measure.c.name, measure.c.unit, uses.c.role)
        .join(uses, uses.c.measure_id == measure.c.id)
        .where(uses.c.experiment_id == experiment_id)
        .order_by(uses.c.role.desc(), uses.c.id)
    ).all()
    points: defaultdict[UUID, list[Point]] = defaultdict(list)
    for row in connection.execute(
        select(point)
        .join(uses, uses.c.measure_id == point.c.measure_id)
        .where(uses.c.experiment_id == experiment_id)
        .order_by(point.c.on)
    ):
        points[row.measure_id].append(_point(row))
    return tuple(
        Measure(
            id=row.id, name=row.name, unit=row.unit, role=row.role, points=tuple(points[row.id])
        )
        for row in rows
    )


def _moves(connection: Connection, experiment_id: UUID) -> tuple[Move, ...]:
    move, person = tables.experiment_move, tables.person
    rows = connection.execute(
        select(move.c.at, move.c.state_before, move.c.state_after, move.c.reason, person.c.name)
        .outerjoin(person, person.c.id == move.c.person_id)
        .where(move.c.experiment_id == experiment_id)
        .order_by(move.c.id)
    )
    return tuple(
        Move(
            at=row.at,
            before=row.state_before,
            after=row.state_after,
            reason=row.reason,
            person_name=row.name or "",
        )
        for row in rows
    )

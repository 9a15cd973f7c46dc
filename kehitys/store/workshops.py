"""Workshops as they stand: lists of them, one whole, and the templates they start from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, RowMapping, Select, and_, exists, func, or_, select

from kehitys.domain.methods import Method
from kehitys.domain.workshops import (
    Block,
    Facilitator,
    Template,
    TemplateBlock,
    Workshop,
    WorkshopLine,
)
from kehitys.store import search, tables
from kehitys.store.methods import methods_by_id
from kehitys.store.paging import Page

WHEN = ("coming", "past", "all")

SIFTED = 5_000
"""How many workshops a search gives for the dates to choose from."""

_workshop, _day, _block = tables.workshop, tables.workshop_day, tables.block
_person, _team = tables.person, tables.team


def lines(
    connection: Connection,
    *,
    when: str = "all",
    today: date,
    text: str = "",
    offset: int = 0,
    limit: int = 100,
) -> Page[WorkshopLine]:
    """A stretch of the workshops, the coming ones nearest first, the others newest first.

    A workshop is coming from its day on until it has been held; all the rest are past.
    """
    wanted = _wanted(connection, when, today, text)
    joined = _workshop.join(_day, _first_day())
    total = connection.execute(select(func.count()).select_from(joined).where(*wanted)).scalar_one()
    of_day = _block.c.day_id == _day.c.id
    rows = connection.execute(
        select(
            _workshop,
            _day.c.date,
            _day.c.start_wall,
            _day.c.end_wall,
            func.coalesce(_team.c.name, "").label("team_name"),
            exists().where(of_day, _block.c.start_wall.is_not(None)).label("fixed"),
            select(func.coalesce(func.sum(_block.c.minutes), 0))
            .where(of_day)
            .scalar_subquery()
            .label("minutes"),
            select(func.count())
            .select_from(_block)
            .where(of_day)
            .scalar_subquery()
            .label("blocks"),
        )
        .select_from(joined.outerjoin(_team, _team.c.id == _workshop.c.team_id))
        .where(*wanted)
        .order_by(*_order(when))
        .offset(offset)
        .limit(limit)
    ).mappings()
    return Page(total=total, offset=offset, rows=tuple(_line(row) for row in rows))


def position(
    connection: Connection, *, when: str, today: date, text: str, workshop_id: UUID
) -> int | None:
    """Where in that list the workshop stands, counted from 0; `None` when it does not."""
    numbered = (
        select(_workshop.c.id, func.row_number().over(order_by=_order(when)).label("n"))
        .select_from(_workshop.join(_day, _first_day()))
        .where(*_wanted(connection, when, today, text))
        .subquery()
    )
    n = connection.execute(select(numbered.c.n).where(numbered.c.id == workshop_id)).scalar()
    return None if n is None else int(n) - 1


def workshop(connection: Connection, workshop_id: UUID) -> Workshop | None:
    """The whole workshop with its blocks in order and their methods; `None` when there is none."""
    row = (
        connection.execute(
            select(
                _workshop,
                _day.c.id.label("day_id"),
                _day.c.date,
                _day.c.start_wall,
                _day.c.end_wall,
                func.coalesce(_team.c.name, "").label("team_name"),
            )
            .select_from(
                _workshop.join(_day, _first_day()).outerjoin(
                    _team, _team.c.id == _workshop.c.team_id
                )
            )
            .where(_workshop.c.id == workshop_id)
        )
        .mappings()
        .first()
    )
    if row is None:
        return None
    return Workshop(
        id=row["id"],
        day_id=row["day_id"],
        title=row["title"],
        goal=row["goal"],
        team_id=row["team_id"],
        team_name=row["team_name"],
        date=row["date"],
        start=row["start_wall"],
        end=row["end_wall"],
        zone=row["zone"],
        place=row["place"],
        mode=row["mode"],
        people=row["people"],
        people_came=row["people_came"],
        languages=tuple(row["languages"]),
        facilitators=_facilitators(connection, workshop_id),
        template=row["template"],
        blocks=_blocks(connection, row["day_id"]),
        state=row["state"],
        version=row["version"],
    )


def workshop_of_block(connection: Connection, block_id: UUID) -> UUID | None:
    """The workshop whose agenda the block stands in."""
    return connection.execute(
        select(_day.c.workshop_id)
        .join(_block, _block.c.day_id == _day.c.id)
        .where(_block.c.id == block_id)
    ).scalar()


def was_run(connection: Connection, workshop_id: UUID) -> bool:
    """Whether the workshop has ever been started live."""
    run = tables.run
    found = connection.execute(select(run.c.id).where(run.c.workshop_id == workshop_id).limit(1))
    return found.first() is not None


def templates(connection: Connection) -> tuple[Template, ...]:
    """The templates, in the order of their file."""
    table = tables.template
    rows = connection.execute(select(table).order_by(table.c.n, table.c.slug)).mappings()
    return tuple(_template(row) for row in rows)


def template(connection: Connection, slug: str) -> Template | None:
    """The template called `slug`."""
    table = tables.template
    row = connection.execute(select(table).where(table.c.slug == slug)).mappings().first()
    return None if row is None else _template(row)


def methods_called(connection: Connection, slugs: Iterable[str]) -> Mapping[str, UUID]:
    """The ids of the methods that have these slugs; those there are not are left out."""
    table = tables.method
    wanted = sorted(set(slugs))
    rows = connection.execute(select(table.c.slug, table.c.id).where(table.c.slug.in_(wanted)))
    return {row.slug: row.id for row in rows}


def _first_day() -> Any:
    return and_(_day.c.workshop_id == _workshop.c.id, _day.c.n == 1)


def _wanted(connection: Connection, when: str, today: date, text: str) -> list[Any]:
    assert when in WHEN, when
    wanted: list[Any] = []
    if when == "coming":
        wanted += [_day.c.date >= today, _workshop.c.state != "held"]
    elif when == "past":
        wanted.append(or_(_day.c.date < today, _workshop.c.state == "held"))
    if text.strip():
        found = search.find(connection, text, "workshop", limit=SIFTED)
        wanted.append(_workshop.c.id.in_(found))
    return wanted


def _order(when: str) -> list[Any]:
    near: list[Any] = [_day.c.date, _day.c.start_wall]
    if when != "coming":
        near = [column.desc() for column in near]
    return [*near, _workshop.c.title_sort, _workshop.c.id]


def _line(row: RowMapping) -> WorkshopLine:
    return WorkshopLine(
        id=row["id"],
        title=row["title"],
        team_name=row["team_name"],
        date=row["date"],
        start=row["start_wall"],
        zone=row["zone"],
        minutes=row["minutes"],
        end=row["end_wall"],
        fixed=bool(row["fixed"]),
        people=row["people"],
        place=row["place"],
        blocks=row["blocks"],
        state=row["state"],
    )


def _facilitators(connection: Connection, workshop_id: UUID) -> tuple[Facilitator, ...]:
    held = tables.workshop_facilitator
    rows = connection.execute(
        select(_person.c.id, _person.c.name)
        .join(held, held.c.person_id == _person.c.id)
        .where(held.c.workshop_id == workshop_id)
        .order_by(_person.c.name_sort, _person.c.id)
    )
    return tuple(Facilitator(person_id=row.id, name=row.name) for row in rows)


def _blocks(connection: Connection, day_id: UUID) -> tuple[Block, ...]:
    rows = list(connection.execute(_blocks_of(day_id)).mappings())
    methods = _methods(connection, {row["method_id"] for row in rows} - {None})
    return tuple(
        Block(
            id=row["id"],
            kind=row["kind"],
            title=row["title"],
            minutes=row["minutes"],
            min_minutes=row["min_minutes"],
            max_minutes=row["max_minutes"],
            priority=row["priority"],
            start=row["start_wall"],
            method=methods.get(row["method_id"]),
            grouping=row["grouping"] or None,
            lead_id=row["lead_id"],
            lead_name=row["lead_name"],
            why=row["why"],
            note=row["note"],
            rank=row["rank"],
        )
        for row in rows
    )


def _blocks_of(day_id: UUID) -> Select[Any]:
    return (
        select(_block, func.coalesce(_person.c.name, "").label("lead_name"))
        .outerjoin(_person, _person.c.id == _block.c.lead_id)
        .where(_block.c.day_id == day_id)
        .order_by(_block.c.rank, _block.c.id)
    )


def _methods(connection: Connection, ids: set[UUID]) -> Mapping[UUID, Method]:
    return methods_by_id(connection, ids) if ids else {}


def _template(row: RowMapping) -> Template:
    return Template(
        id=row["id"],
        slug=row["slug"],
        name=row["names"],
        summary=row["summaries"],
        goal=row["goals"],
        minutes=row["minutes"],
        people_min=row["people_min"],
        people_max=row["people_max"],
        mode=tuple(row["mode"]),
        blocks=tuple(TemplateBlock(**block) for block in row["blocks"]),
    )

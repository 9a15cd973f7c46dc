"""What people, teams and units are part of: the workshops and experiments of each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, select

from kehitys.store import tables

MOST = 50
"""How many of each are told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Led:
    """A workshop that a person leads or led."""

    id: UUID
    title: str
    date: date
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """An experiment of a person or a team."""

    id: UUID
    title: str
    state: str
    decision: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Members:
    """Who and what stands in a unit."""

    people: tuple[tuple[UUID, str], ...]
    """Ids and names."""
    teams: tuple[str, ...]


def workshops_led(connection: Connection, person_id: UUID) -> tuple[Led, ...]:
    """The workshops a person leads, the newest first."""
    workshop, leads, day = tables.workshop, tables.workshop_facilitator, tables.workshop_day
    rows = connection.execute(
        select(workshop.c.id, workshop.c.title, workshop.c.state, day.c.date)
        .join(leads, leads.c.workshop_id == workshop.c.id)
        .join(day, (day.c.workshop_id == workshop.c.id) & (day.c.n == 1))
        .where(leads.c.person_id == person_id)
        .order_by(day.c.date.desc(), workshop.c.id)
        .limit(MOST)
    )
    return tuple(Led(id=row.id, title=row.title, date=row.date, state=row.state) for row in rows)


def experiments_owned(connection: Connection, person_id: UUID) -> tuple[Tried, ...]:
    """The experiments a person looks after, by title."""
    return _experiments(connection, tables.experiment.c.owner_id == person_id)


def experiments_of_team(connection: Connection, team_id: UUID) -> tuple[Tried, ...]:
    """The experiments of a team, by title."""
    return _experiments(connection, tables.experiment.c.team_id == team_id)


def members_of_unit(connection: Connection, unit_id: UUID) -> Members:
    """The people and the teams of a unit, by name."""
    person, team = tables.person, tables.team
    people = connection.execute(
        select(person.c.id, person.c.name)
        .where(person.c.unit_id == unit_id, person.c.erased_at.is_(None))
        .order_by(person.c.name_sort, person.c.id)
    )
    teams = connection.scalars(
        select(team.c.name).where(team.c.unit_id == unit_id).order_by(team.c.name_sort, team.c.id)
    )
    return Members(people=tuple((row.id, row.name) for row in people), teams=tuple(teams))


def _experiments(connection: Connection, wanted: ColumnElement[bool]) -> tuple[Tried, ...]:
    table = tables.experiment
    rows = connection.execute(
        select(table.c.id, table.c.title, table.c.state, table.c.decision)
        .where(wanted)
        .order_by(table.c.title_sort, table.c.id)
        .limit(MOST)
    )
    return tuple(
        Tried(id=row.id, title=row.title, state=row.state, decision=row.decision) for row in rows
    )

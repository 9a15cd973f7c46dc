"""What is asked of the network: people, units, teams and skills."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, RowMapping, Select, and_, func, select

from kehitys import i18n
from kehitys.domain.network import Person, PersonLine, PersonSkill, Skill, Team, Unit
from kehitys.domain.text import fold, sort_key
from kehitys.domain.words import said_in
from kehitys.store import search, tables
from kehitys.store.paging import Page

MEMBER = "member"
"""The role of somebody who belongs to a team."""

BATCH = 1_000
"""The most ids one query asks for."""

T = TypeVar("T")


def people(
    connection: Connection, *, text: str = "", state: str = "", offset: int = 0, limit: int = 100
) -> Page[PersonLine]:
    """The people of the register by name, or by how near they are to what was typed."""
    person = tables.person
    if text.strip():
        found = _found(connection, text, state)
        total, ids = len(found), found[offset : offset + limit]
    else:
        listed = _listed(state)
        total = connection.scalar(select(func.count()).select_from(listed.subquery())) or 0
        ids = list(
            connection.scalars(
                listed.order_by(person.c.name_sort, person.c.id).offset(offset).limit(limit)
            )
        )
    return Page(total=total, offset=offset, rows=_lines(connection, ids))


def position(
    connection: Connection, *, person_id: UUID, text: str = "", state: str = ""
) -> int | None:
    """Where in that list the person stands."""
    if text.strip():
        found = _found(connection, text, state)
        return found.index(person_id) if person_id in found else None
    person = tables.person
    place = func.row_number().over(order_by=(person.c.name_sort, person.c.id)).label("place")
    numbered = _listed(state).add_columns(place).subquery()
    number = connection.scalar(select(numbered.c.place).where(numbered.c.id == person_id))
    return None if number is None else int(number) - 1


def person_of(row: RowMapping, **more: Any) -> Person:
    """The person of a row that has `unit_names` beside it, and what `more` tells."""
    return Person(
        id=row["id"],
        name=row["name"],
        email=row["email"],
        phone=row["phone"],
        unit_id=row["unit_id"],
        unit_name=row["unit_names"] or {},
        version=row["version"],
        **more,
    )


def person(connection: Connection, person_id: UUID) -> Person | None:
    """A person told whole; `None` when there is none or they were erased."""
    row = (
        connection.execute(
            select(tables.person, tables.unit.c.names.label("unit_names"))
            .outerjoin(tables.unit, tables.unit.c.id == tables.person.c.unit_id)
            .where(tables.person.c.id == person_id, tables.person.c.erased_at.is_(None))
        )
        .mappings()
        .first()
    )
    if row is None:
        return None
    role, team = tables.role, tables.team
    team_names = connection.scalars(
        select(team.c.name)
        .join(role, and_(role.c.context_id == team.c.id, _belongs(role)))
        .where(role.c.person_id == person_id)
        .order_by(team.c.name_sort)
    )
    return person_of(
        row,
        membership=memberships_of(connection, [person_id]).get(person_id, ""),
        languages=tuple(languages_of(connection, [person_id])[person_id]),
        skills=_person_skills(connection, person_id),
        teams=tuple(team_names),
    )


def names(connection: Connection) -> tuple[tuple[UUID, str], ...]:
    """Ids and names of everybody who was not erased, by name."""
    person = tables.person
    rows = connection.execute(
        select(person.c.id, person.c.name)
        .where(person.c.erased_at.is_(None))
        .order_by(person.c.name_sort, person.c.id)
    )
    return tuple((row.id, row.name) for row in rows)


def teams(connection: Connection) -> tuple[Team, ...]:
    """Every team by name, with its members."""
    return _teams(connection, None)


def team(connection: Connection, team_id: UUID) -> Team | None:
    """One team with its members."""
    return next(iter(_teams(connection, tables.team.c.id == team_id)), None)


def team_named(connection: Connection, name: str) -> Team | None:
    """The team a person means by `name`, capitals and accents aside."""
    exact = _teams(connection, tables.team.c.name_sort == sort_key(name.strip()))
    if exact:
        return exact[0]
    typed = fold(name).strip()
    return next((each for each in teams(connection) if fold(each.name) == typed), None)


def units(connection: Connection) -> tuple[Unit, ...]:
    """Every unit, by its name in the language spoken."""
    unit = tables.unit
    parents = _parents(connection)
    found = [
        Unit(id=row.id, names=row.names, parent_id=parents.get(row.id), version=row.version)
        for row in connection.execute(select(unit.c.id, unit.c.names, unit.c.version))
    ]
    return tuple(sorted(found, key=lambda unit: (_spoken(unit.names), unit.id)))


def unit(connection: Connection, unit_id: UUID) -> Unit | None:
    """One unit."""
    return next((each for each in units(connection) if each.id == unit_id), None)


def skills(connection: Connection) -> tuple[Skill, ...]:
    """What there is to be skilled in, by its name in the language spoken."""
    skill = tables.skill
    found = [
        Skill(id=row.id, slug=row.slug, names=row.names)
        for row in connection.execute(select(skill.c.id, skill.c.slug, skill.c.names))
    ]
    return tuple(sorted(found, key=lambda skill: (_spoken(skill.names), skill.slug)))


def _listed(state: str) -> Select[tuple[UUID]]:
    listed = select(tables.person.c.id).where(tables.person.c.erased_at.is_(None))
    if not state:
        return listed
    membership = tables.membership
    return listed.where(
        tables.person.c.id.in_(
            select(membership.c.person_id).where(
                membership.c.ends.is_(None), membership.c.state == state
            )
        )
    )


def _found(connection: Connection, text: str, state: str) -> list[UUID]:
    found = search.find(connection, text, "person")
    if not state:
        return found
    memberships = memberships_of(connection, found)
    return [person_id for person_id in found if memberships.get(person_id) == state]


def _lines(connection: Connection, ids: Sequence[UUID]) -> tuple[PersonLine, ...]:
    person, unit, held = tables.person, tables.unit, tables.person_skill
    rows = {
        row.id: row
        for batch in batches(ids)
        for row in connection.execute(
            select(person.c.id, person.c.name, unit.c.names)
            .outerjoin(unit, unit.c.id == person.c.unit_id)
            .where(person.c.id.in_(batch))
        )
    }
    counts = {
        person_id: count
        for batch in batches(ids)
        for person_id, count in connection.execute(
            select(held.c.person_id, func.count())
            .where(held.c.person_id.in_(batch), held.c.valid_to.is_(None))
            .group_by(held.c.person_id)
        )
    }
    memberships, languages = memberships_of(connection, ids), languages_of(connection, ids)
    return tuple(
        PersonLine(
            id=person_id,
            name=rows[person_id].name,
            unit_name=rows[person_id].names or {},
            membership=memberships.get(person_id, ""),
            languages=tuple(languages[person_id]),
            skills=counts.get(person_id, 0),
        )
        for person_id in ids
        if person_id in rows
    )


def memberships_of(connection: Connection, ids: Sequence[UUID]) -> dict[UUID, str]:
    """The standing membership of each of these people who has one."""
    membership = tables.membership
    return {
        row.person_id: row.state
        for batch in batches(ids)
        for row in connection.execute(
            select(membership.c.person_id, membership.c.state)
            .where(membership.c.person_id.in_(batch), membership.c.ends.is_(None))
            .order_by(membership.c.id)
        )
    }


def languages_of(connection: Connection, ids: Sequence[UUID]) -> defaultdict[UUID, list[str]]:
    """The languages each of these people works in."""
    spoken = tables.person_language
    found: defaultdict[UUID, list[str]] = defaultdict(list)
    for batch in batches(ids):
        for row in connection.execute(
            select(spoken.c.person_id, spoken.c.lang)
            .where(spoken.c.person_id.in_(batch))
            .order_by(spoken.c.id)
        ):
            found[row.person_id].append(row.lang)
    return found


def _person_skills(connection: Connection, person_id: UUID) -> tuple[PersonSkill, ...]:
    held, skill = tables.person_skill, tables.skill
    rows = connection.execute(
        select(skill.c.id, skill.c.slug, skill.c.names, held.c.level, held.c.confirmed_at)
        .join(skill, skill.c.id == held.c.skill_id)
        .where(held.c.person_id == person_id, held.c.valid_to.is_(None))
    )
    found = [
        PersonSkill(
            skill=Skill(id=row.id, slug=row.slug, names=row.names),
            level=row.level,
            confirmed_at=row.confirmed_at,
        )
        for row in rows
    ]
    return tuple(sorted(found, key=lambda each: (-each.level, _spoken(each.skill.names))))


def _belongs(role: Any) -> ColumnElement[bool]:
    return and_(role.c.context_table == "team", role.c.role == MEMBER, role.c.ends.is_(None))


def _teams(connection: Connection, wanted: ColumnElement[bool] | None) -> tuple[Team, ...]:
    team, unit, role, person = tables.team, tables.unit, tables.role, tables.person
    chosen = select(team, unit.c.names.label("unit_names")).outerjoin(
        unit, unit.c.id == team.c.unit_id
    )
    belonging = (
        select(role.c.context_id, person.c.id, person.c.name)
        .join(person, person.c.id == role.c.person_id)
        .where(_belongs(role), person.c.erased_at.is_(None))
        .order_by(person.c.name_sort, person.c.id)
    )
    if wanted is not None:
        chosen = chosen.where(wanted)
        belonging = belonging.where(role.c.context_id.in_(select(team.c.id).where(wanted)))
    members: defaultdict[UUID, list[tuple[UUID, str]]] = defaultdict(list)
    for row in connection.execute(belonging):
        members[row.context_id].append((row.id, row.name))
    left_out = _left_out(connection)
    return tuple(
        Team(
            id=row["id"],
            name=row["name"],
            kind=row["kind"],
            unit_id=row["unit_id"],
            unit_name=row["unit_names"] or {},
            members=tuple(members[row["id"]]),
            leaves_out=tuple(left_out[row["id"]]),
            starts=row["starts"],
            ends=row["ends"],
            version=row["version"],
        )
        for row in connection.execute(chosen.order_by(team.c.name_sort, team.c.id)).mappings()
    )


def _left_out(connection: Connection) -> defaultdict[UUID, list[Unit]]:
    item, unit = tables.scope_item, tables.unit
    found: defaultdict[UUID, list[Unit]] = defaultdict(list)
    for row in connection.execute(
        select(item.c.context_id, unit.c.id, unit.c.names, unit.c.version)
        .join(unit, unit.c.id == item.c.unit_id)
        .where(item.c.context_table == "team", item.c.kind == "exclude")
        .order_by(item.c.id)
    ):
        found[row.context_id].append(Unit(id=row.id, names=row.names, version=row.version))
    return found


def _parents(connection: Connection) -> dict[UUID, UUID | None]:
    period = tables.unit_period
    rows = connection.execute(
        select(period.c.unit_id, period.c.parent_id)
        .where(period.c.ends.is_(None))
        .order_by(period.c.id)
    )
    return {row.unit_id: row.parent_id for row in rows}


def _spoken(words: Mapping[str, str]) -> str:
    return sort_key(said_in(words, i18n.current()).text)


def batches(ids: Sequence[T]) -> Iterable[Sequence[T]]:
    """`ids` in stretches that one query can take."""
    for start in range(0, len(ids), BATCH):
        yield ids[start : start + BATCH]

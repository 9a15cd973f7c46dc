"""The whole register at once, as lists of people are held against it and written from it."""

from __future__ import annotations

from collections import defaultdict
from uuid import UUID

from sqlalchemy import Connection, select

from kehitys.domain.network import PersonSkill
from kehitys.domain.roster import Register
from kehitys.store import network, tables


def register(connection: Connection) -> Register:
    """Everybody who was not erased, by name, with the units and the skills there are."""
    skills = network.skills(connection)
    by_id = {skill.id: skill for skill in skills}
    held: defaultdict[UUID, list[PersonSkill]] = defaultdict(list)
    said = tables.person_skill
    for row in connection.execute(
        select(said.c.person_id, said.c.skill_id, said.c.level, said.c.confirmed_at)
        .where(said.c.valid_to.is_(None))
        .order_by(said.c.id)
    ):
        if row.skill_id in by_id:
            held[row.person_id].append(
                PersonSkill(
                    skill=by_id[row.skill_id], level=row.level, confirmed_at=row.confirmed_at
                )
            )
    person, unit = tables.person, tables.unit
    rows = list(
        connection.execute(
            select(person, unit.c.names.label("unit_names"))
            .outerjoin(unit, unit.c.id == person.c.unit_id)
            .where(person.c.erased_at.is_(None))
            .order_by(person.c.name_sort, person.c.id)
        ).mappings()
    )
    ids = [row["id"] for row in rows]
    languages = network.languages_of(connection, ids)
    memberships = network.memberships_of(connection, ids)
    people = tuple(
        network.person_of(
            row,
            membership=memberships.get(row["id"], ""),
            languages=tuple(languages[row["id"]]),
            skills=tuple(held[row["id"]]),
        )
        for row in rows
    )
    return Register(people=people, units=network.units(connection), skills=skills)

"""What is searched: which records, and what each of them says."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, select

from kehitys.store import tables


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What one record says in one language; `lang` is empty where it has but one."""

    row_id: UUID
    lang: str
    name: str
    aliases: str = ""
    """Other names, one on a line."""
    summary: str = ""
    body: str = ""


def _methods(connection: Connection, row_ids: Sequence[UUID]) -> Iterable[Entry]:
    method, edition = tables.method, tables.method_edition
    for row in connection.execute(
        select(
            edition.c.method_id,
            edition.c.lang,
            edition.c.name,
            edition.c.summary,
            edition.c.body,
            method.c.aliases,
        )
        .join(method, method.c.id == edition.c.method_id)
        .where(method.c.id.in_(row_ids), method.c.gone.is_(False))
    ):
        yield of_edition(row.method_id, row.lang, row.name, row.summary, row.body, row.aliases)


def of_edition(
    method_id: UUID, lang: str, name: str, summary: str, body: Any, aliases: Iterable[str]
) -> Entry:
    """What an edition of a method says; the texts are as the rows have them."""
    return Entry(
        row_id=method_id,
        lang=lang,
        name=name,
        aliases="\n".join(aliases),
        summary=summary,
        body=" ".join(_texts_in(body)),
    )


def _texts_in(value: Any) -> list[str]:
    found: list[str] = []
    _gather(value, found)
    return found


def _gather(value: Any, found: list[str]) -> None:
    if isinstance(value, str):
        found.append(value)
    elif isinstance(value, dict):
        for part in value.values():
            _gather(part, found)
    elif isinstance(value, list):
        for part in value:
            _gather(part, found)


def _workshops(connection: Connection, row_id: UUID) -> Iterable[Entry]:
    row = connection.execute(
        select(tables.workshop.c.title, tables.workshop.c.goal, tables.workshop.c.place).where(
            tables.workshop.c.id == row_id
        )
    ).first()
    if row is not None:
        caught = connection.execute(
            select(tables.catch.c.text).where(tables.catch.c.workshop_id == row_id)
        ).scalars()
        yield Entry(
            row_id=row_id, lang="", name=row.title, body=" ".join([row.goal, row.place, *caught])
        )


def _experiments(connection: Connection, row_id: UUID) -> Iterable[Entry]:
    table = tables.experiment
    row = connection.execute(select(table).where(table.c.id == row_id)).mappings().first()
    if row is not None:
        parts = ("problem", "hypothesis", "because", "trial", "learning", "decision_reason")
        yield Entry(
            row_id=row_id, lang="", name=row["title"], body=" ".join(row[part] for part in parts)
        )


def _people(connection: Connection, row_id: UUID) -> Iterable[Entry]:
    person = tables.person
    row = connection.execute(
        select(person.c.name, person.c.unit_id).where(
            person.c.id == row_id, person.c.erased_at.is_(None)
        )
    ).first()
    if row is None:
        return
    held = tables.person_skill
    names = connection.execute(
        select(tables.skill.c.names)
        .join(held, held.c.skill_id == tables.skill.c.id)
        .where(held.c.person_id == row_id, held.c.valid_to.is_(None))
    ).scalars()
    words = [word for each in names for word in each.values()]
    if row.unit_id is not None:
        unit_names = connection.execute(
            select(tables.unit.c.names).where(tables.unit.c.id == row.unit_id)
        ).scalar_one()
        words += unit_names.values()
    yield Entry(row_id=row_id, lang="", name=row.name, body=" ".join(words))


def _teams(connection: Connection, row_id: UUID) -> Iterable[Entry]:
    name = connection.execute(select(tables.team.c.name).where(tables.team.c.id == row_id)).scalar()
    if name is not None:
        yield Entry(row_id=row_id, lang="", name=name, body="")


def _each(
    source: Callable[[Connection, UUID], Iterable[Entry]],
) -> Callable[[Connection, Sequence[UUID]], Iterable[Entry]]:
    """A source of one record as one of several."""
    return lambda connection, row_ids: (
        entry for row_id in row_ids for entry in source(connection, row_id)
    )


SOURCES: Mapping[str, Callable[[Connection, Sequence[UUID]], Iterable[Entry]]] = {
    "method": _methods,
    "workshop": _each(_workshops),
    "experiment": _each(_experiments),
    "person": _each(_people),
    "team": _each(_teams),
}
"""What the records of each kind say."""

PARTS: Mapping[str, tuple[str, str]] = {
    "method_edition": ("method", "method_id"),
    "catch": ("workshop", "workshop_id"),
    "person_skill": ("person", "person_id"),
    "unit": ("person", "unit_id"),
}
"""Tables whose rows are words of another record: which, and the column that names it."""


def wholes_of(
    connection: Connection, table: str, row_id: UUID, values: Mapping[str, Any] | None
) -> list[tuple[str, UUID]]:
    """The records whose words a row of one of `PARTS` is."""
    whole, column = PARTS[table]
    if table == "unit":
        person = tables.person
        people = connection.scalars(select(person.c.id).where(person.c.unit_id == row_id))
        return [(whole, person_id) for person_id in people]
    whole_id = (values or {}).get(column)
    if whole_id is None:
        part = tables.metadata.tables[table]
        whole_id = connection.execute(select(part.c[column]).where(part.c.id == row_id)).scalar()
    return [] if whole_id is None else [(whole, whole_id)]

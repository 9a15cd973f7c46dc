"""The full-text index: kept by the transaction, asked by the lists."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, delete, func, insert, select, text

from kehitys.domain.text import fold, sort_key
from kehitys.i18n import LANGUAGES
from kehitys.store import method_listing, tables

MOST = 500
"""The most records one search gives; a person refines rather than reads further."""

CREATE = (
    "CREATE VIRTUAL TABLE search_text USING fts5(name, body, stems, "
    "tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3 4')"
)

_WORD = re.compile(r"[^\W_]+")
_STEMMERS = {"fi": "finnish", "sv": "swedish", "en": "english"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What one record says in one language; `lang` is empty where it has but one."""

    row_id: UUID
    lang: str
    name: str
    body: str


def renew(connection: Connection, table: str, row_id: UUID) -> None:
    """Makes the index say what the record says now; nothing for tables that are not searched."""
    renew_all(connection, table, [row_id])


def renew_all(connection: Connection, table: str, row_ids: Sequence[UUID]) -> None:
    """The same for at most a thousand records at once."""
    source = SOURCES.get(table)
    if source is None:
        return
    forget_all(connection, row_ids)
    if table == "method":
        method_listing.renew(connection, row_ids)
    rowid = connection.execute(select(func.coalesce(func.max(tables.search_row.c.rowid), 0)))
    entries = list(enumerate(source(connection, row_ids), rowid.scalar_one() + 1))
    if not entries:
        return
    connection.execute(
        insert(tables.search_row),
        [
            {
                "rowid": n,
                "kind": table,
                "row_id": entry.row_id,
                "lang": entry.lang,
                "name_sort": sort_key(entry.name),
            }
            for n, entry in entries
        ],
    )
    connection.execute(
        text("INSERT INTO search_text(rowid, name, body, stems) VALUES (:rowid, :n, :b, :s)"),
        [
            {
                "rowid": n,
                "n": entry.name,
                "b": entry.body,
                "s": " ".join(_stems(_words(f"{entry.name} {entry.body}"), entry.lang)),
            }
            for n, entry in entries
        ],
    )


def forget(connection: Connection, row_id: UUID) -> None:
    """Takes a record out of the index."""
    forget_all(connection, [row_id])


def forget_all(connection: Connection, row_ids: Sequence[UUID]) -> None:
    """Takes at most a thousand records out of the index."""
    search = tables.search_row
    rowids = connection.scalars(select(search.c.rowid).where(search.c.row_id.in_(row_ids)))
    gone = [{"rowid": rowid} for rowid in rowids]
    if gone:
        connection.execute(text("DELETE FROM search_text WHERE rowid = :rowid"), gone)
        connection.execute(delete(search).where(search.c.row_id.in_(row_ids)))


def rebuild(connection: Connection) -> None:
    """Makes the whole index anew from the records."""
    connection.execute(text("DELETE FROM search_text"))
    connection.execute(delete(tables.search_row))
    for name in SOURCES:
        for row_id in connection.execute(select(tables.metadata.tables[name].c.id)).scalars():
            renew(connection, name, row_id)


def squeeze(connection: Connection) -> None:
    """Leaves no deleted word in the index's own pages."""
    connection.execute(text("INSERT INTO search_text(search_text) VALUES ('optimize')"))


def find(connection: Connection, typed: str, kind: str, limit: int = MOST) -> list[UUID]:
    """The records of `kind` that have every word typed, those with it in their name first.

    One letter is the beginning of a name and two the beginning of a word in it; from three on the
    body counts too, in any form of the word (Snowball stems). At most `limit`, nearest first.
    """
    words = _words(typed)
    if not words:
        return []
    found: dict[UUID, None] = {}
    if len(fold(typed).strip()) == 1:
        return _by_first_letter(connection, typed, kind, limit)
    in_name = " AND ".join(f"name : {_quoted(word)} *" for word in words)
    _collect(connection, in_name, kind, limit, found)
    if max(map(len, words)) >= 3 and len(found) < limit:
        anywhere = " AND ".join(f"({_anywhere(connection, word)})" for word in words)
        _collect(connection, anywhere, kind, limit, found)
    return list(found)


def _by_first_letter(connection: Connection, typed: str, kind: str, limit: int) -> list[UUID]:
    search = tables.search_row
    start = sort_key(typed.strip())
    rows = connection.execute(
        select(search.c.row_id)
        .where(
            search.c.kind == kind,
            search.c.name_sort >= start,
            search.c.name_sort < start + "\U0010ffff",
        )
        .order_by(search.c.name_sort)
        .limit(limit)
    ).scalars()
    return list(dict.fromkeys(rows))


def _collect(
    connection: Connection, match: str, kind: str, limit: int, found: dict[UUID, None]
) -> None:
    # CROSS: the words are asked first, never row by row for every record of the kind.
    rows = connection.execute(
        text(
            "SELECT search.row_id FROM search_text "
            "CROSS JOIN search ON search.rowid = search_text.rowid "
            "WHERE search_text MATCH :match AND search.kind = :kind LIMIT :limit"
        ),
        {"match": match, "kind": kind, "limit": limit * len(LANGUAGES)},
    ).scalars()
    for row_id in rows:
        if len(found) >= limit:
            return
        found[UUID(row_id)] = None


def _anywhere(connection: Connection, word: str) -> str:
    choices = [word, *_synonyms(connection, word)]
    parts = [f"{{name body}} : {_quoted(choice)} *" for choice in choices]
    stems = {stem for choice in choices for lang in LANGUAGES for stem in _stems([choice], lang)}
    parts += [f"stems : {_quoted(stem)}" for stem in sorted(stems)]
    return " OR ".join(parts)


def _synonyms(connection: Connection, word: str) -> list[str]:
    synonym = tables.synonym
    return list(
        connection.execute(select(synonym.c.means).where(synonym.c.word == fold(word))).scalars()
    )


def _quoted(word: str) -> str:
    return '"' + word.replace('"', '""') + '"'


def _words(typed: str) -> list[str]:
    """The words of a text as the tokenizer sees them: letters and digits."""
    return _WORD.findall(typed)


def _stems(words: Sequence[str], lang: str) -> list[str]:
    langs = [lang] if lang in _STEMMERS else ["fi", "sv"]
    lowered = dict.fromkeys(word.casefold() for word in dict.fromkeys(words))
    return [_stem(choice, word) for choice in langs for word in lowered]


@lru_cache(maxsize=20_000)
def _stem(lang: str, word: str) -> str:
    return str(_stemmer(lang).stemWord(word))


@cache
def _stemmer(lang: str) -> Any:
    import snowballstemmer

    return snowballstemmer.stemmer(_STEMMERS[lang])


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
        words = [row.summary, *row.aliases, *_texts_in(row.body)]
        yield Entry(row_id=row.method_id, lang=row.lang, name=row.name, body=" ".join(words))


def _texts_in(value: Any) -> Iterable[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from _texts_in(part)
    elif isinstance(value, list):
        for part in value:
            yield from _texts_in(part)


def _each(
    source: Callable[[Connection, UUID], Iterable[Entry]],
) -> Callable[[Connection, Sequence[UUID]], Iterable[Entry]]:
    """A source of one record as one of several."""
    return lambda connection, row_ids: (
        entry for row_id in row_ids for entry in source(connection, row_id)
    )


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

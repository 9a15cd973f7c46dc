"""Whether the file is whole: its pages, its references, and its search index."""

from __future__ import annotations

import sqlite3
from collections import Counter
from dataclasses import dataclass

from sqlalchemy import Connection, select, text
from sqlalchemy.exc import DatabaseError

from kehitys.domain.problems import Problem
from kehitys.domain.text import sort_key
from kehitys.i18n import N_
from kehitys.store import search, searched, tables
from kehitys.store.database import Database

MOST = 20
"""The most faults that are told of one kind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What the check found; nothing is written by it."""

    damage: tuple[str, ...] = ()
    """What SQLite says of damaged pages, in its own words."""
    orphans: tuple[str, ...] = ()
    """Tables with rows that name a row there is not."""
    unindexed: int = 0
    """How many records the search index tells wrongly."""

    @property
    def whole(self) -> bool:
        """Whether nothing is wrong."""
        return not (self.damage or self.orphans or self.unindexed)


def check(database: Database) -> Checked:
    """Reads the whole file and says what is wrong in it."""
    try:
        return database.read(_check)
    # A value that its column cannot hold (half an id, a date that is none) is damage too.
    except (DatabaseError, sqlite3.DatabaseError, ValueError) as fault:
        raise Problem(
            N_(
                "The file is damaged: %(why)s. Nothing was changed. "
                "Restore a backup: kehitys restore latest"
            ),
            why=fault,
        ) from fault


def mend_index(database: Database) -> None:
    """Makes the search index anew from the records."""
    database.write(lambda tx: search.rebuild(tx.connection))


def _check(connection: Connection) -> Checked:
    said = connection.exec_driver_sql(f"PRAGMA integrity_check({MOST})").scalars().all()
    damage = tuple(str(line) for line in said if line != "ok")
    if damage:
        return Checked(damage=damage)
    rows = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    return Checked(
        orphans=tuple(sorted({str(row[0]) for row in rows})),
        unindexed=_unindexed(connection),
    )


def _unindexed(connection: Connection) -> int:
    """How many entries of the index are missing, wrong or left over."""
    row = tables.search_row
    texts = {
        found.rowid: tuple(found[1:])
        for found in connection.execute(
            text("SELECT rowid, name, aliases, summary, body FROM search_text")
        )
    }
    kept: Counter[tuple[object, ...]] = Counter(
        (found.kind, found.row_id, found.lang, found.name_sort, *texts.pop(found.rowid, ()))
        for found in connection.execute(
            select(row.c.rowid, row.c.kind, row.c.row_id, row.c.lang, row.c.name_sort)
        )
    )
    told: Counter[tuple[object, ...]] = Counter(
        (kind, entry.row_id, entry.lang, sort_key(entry.name), *_texts_of(entry))
        for kind, source in searched.SOURCES.items()
        for row_id in connection.scalars(select(tables.metadata.tables[kind].c.id)).all()
        for entry in source(connection, [row_id])
    )
    wrong = {(entry[0], entry[1]) for entry in (kept - told) + (told - kept)}
    return len(wrong) + len(texts)


def _texts_of(entry: searched.Entry) -> tuple[str, ...]:
    return (entry.name, entry.aliases, entry.summary, entry.body)

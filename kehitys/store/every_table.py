"""Everything that a file holds, table by table, also in one that must not be opened.

A file from a newer Kehitys, or on a disk that cannot be written to, is read from a copy.
"""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from kehitys.domain.problems import Problem
from kehitys.domain.text import clean
from kehitys.i18n import N_
from kehitys.store import opening, own_log, tables
from kehitys.store.checking.private_copy import look_into, private_copy

_SHADOWS = ("data", "idx", "content", "docsize", "config")
"""What SQLite calls the tables in which a full-text index keeps itself."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table as it stands, whatever its columns mean."""

    connection: sqlite3.Connection
    name: str
    columns: tuple[str, ...]
    count: int

    def rows(self) -> Iterator[list[str]]:
        """Each row as texts; what is no text is written as SQLite writes it, nothing as empty."""
        for row in self.connection.execute(f"SELECT * FROM {_quoted(self.name)}"):
            yield [_told(value) for value in row]


@contextmanager
def tables_of(path: Path) -> Iterator[tuple[Table, ...]]:
    """The tables of a file with rows in them, by name; the file itself is not touched.

    Raises `Problem` when there is none, when it is not ours, or when it is damaged, also while
    the rows are read.
    """
    try:
        judgement = opening.judge(path)
    except opening.Newer:
        pass
    else:
        if judgement.kind == "new":
            raise Problem(N_("There is no file %(path)s to export."), path=path)
    with private_copy(path, logs=(own_log.WAL, own_log.JOURNAL)) as copy:
        try:
            with closing(look_into(copy)) as connection:
                yield tuple(_tables(connection))
        except sqlite3.Error as fault:
            raise opening.unreadable(path, fault) from fault


def _tables(connection: sqlite3.Connection) -> Iterator[Table]:
    listed = connection.execute(
        "SELECT name, sql FROM sqlite_schema WHERE type = 'table' ORDER BY name"
    ).fetchall()
    made = {str(name): str(sql or "") for name, sql in listed}
    virtual = {name for name, sql in made.items() if sql.upper().startswith("CREATE VIRTUAL")}
    shadows = {f"{name}_{end}" for name in virtual for end in _SHADOWS}
    for name in made:
        if name in virtual | shadows | tables.WORKED_OUT or name.startswith("sqlite_"):
            continue
        quoted = _quoted(name)
        (count,) = connection.execute(f"SELECT count(*) FROM {quoted}").fetchone()
        if count:
            empty = connection.execute(f"SELECT * FROM {quoted} LIMIT 0")
            columns = tuple(_told(column[0]) for column in empty.description)
            yield Table(connection, name, columns, count)


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _told(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bytes):
        return value.hex()
    return clean(str(value), line=False, limit=sys.maxsize)

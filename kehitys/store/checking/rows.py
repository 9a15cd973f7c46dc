"""Every value of every row: can its column hold it, and has its text been through the gate."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import Any

from sqlalchemy import Boolean, Column, Date, Integer, String, Table, Time, Uuid

from kehitys.domain.text import clean, sort_key
from kehitys.i18n import N_
from kehitys.store import tables, values
from kehitys.store.checking.findings import Found
from kehitys.store.cleaning import cleaned
from kehitys.store.ids import short_text
from kehitys.store.tables.base import Json, Moment, Word

PART = N_("Texts and values")
BATCH = 500

_BEGINNING = 100_000
"""How many characters are read of a value that is too long to be one of ours."""

_RANK = re.compile("[0-9a-z]+", re.ASCII | re.IGNORECASE)


def check_rows(connection: sqlite3.Connection, found: Found) -> None:
    """Notes values that are not what their column is for, a row at a time."""
    every = tables.metadata.sorted_tables
    for n, table in enumerate(every):
        found.told(PART, n / len(every))
        for count, row in enumerate(stored(connection, table)):
            if count % BATCH == 0:
                found.told(PART, n / len(every))
            _check_row(table, row, found)


def stored(
    connection: sqlite3.Connection, table: Table, where: str = "", wanted: Sequence[object] = ()
) -> Iterator[dict[str, Any]]:
    """The rows of a table as the file keeps them, by their columns.

    Only the beginning is read of a value that is longer than any of ours, so that it takes no
    more room than others.
    """
    names = kept_columns(connection, table)
    query = f'FROM "{table.name}" {where}'
    whole = ", ".join(f'"{name}"' for name in names)
    done = 0
    try:
        for row in connection.execute(f"SELECT {whole} {query}", wanted):
            yield dict(zip(names, row, strict=True))
            done += 1
        return
    except sqlite3.DataError as fault:
        if fault.sqlite_errorcode != sqlite3.SQLITE_TOOBIG:
            raise
    begun = ", ".join(
        f'CASE WHEN length(CAST("{name}" AS BLOB)) > {_BEGINNING} '
        f'THEN substr("{name}", 1, {_BEGINNING}) ELSE "{name}" END'
        for name in names
    )
    with _without_limit(connection):
        rows = connection.execute(f"SELECT {begun} {query}", wanted)
        for row in islice(rows, done, None):
            yield dict(zip(names, row, strict=True))


@contextmanager
def _without_limit(connection: sqlite3.Connection) -> Iterator[None]:
    limit = connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, -1 & 0x7FFFFFFF)
    try:
        yield
    finally:
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, limit)


def kept_columns(connection: sqlite3.Connection, table: Table) -> list[str]:
    """The columns that the table has both in the file and by this revision."""
    there = {row[1] for row in connection.execute(f'PRAGMA table_info("{table.name}")')}
    return [column.name for column in table.c if column.name in there]


def value_of(column: Column[Any], raw: Any) -> Any:
    """What a stored value means, as the journal would say it but for moments and times.

    Raises `ValueError` when the column cannot hold it.
    """
    if raw is None:
        if not column.nullable:
            raise values.Unfit("nothing")
        return None
    kind = column.type
    if isinstance(kind, Boolean):
        return values.flag(raw)
    if isinstance(kind, Integer):
        return values.whole(raw)
    if isinstance(kind, Uuid):
        values.row_id(raw)
    elif isinstance(kind, Moment):
        return values.moment(raw)
    elif isinstance(kind, Date):
        values.day(raw)
    elif isinstance(kind, Time):
        return values.wall(raw)
    elif isinstance(kind, Word):
        values.word(raw, kind.allowed)
    elif isinstance(kind, Json):
        if not column.info and not _is_text(values.text(raw)):
            raise values.Unfit("no text")
        return kind.read(raw)
    else:
        values.text(raw)
    return raw


def _is_text(raw: str) -> bool:
    """Whether there are no bytes in it that are no text, which reading lets through."""
    return raw.isascii() or raw.encode("utf-8", "replace").decode() == raw


def fits_gate(table: Table, column: Column[Any], value: Any) -> bool:
    """Whether a text is as the gate would have let it in."""
    if isinstance(value, str) and isinstance(column.type, String) and not _own_text(column):
        limit = column.type.length or 20_000
        return clean(value, line=False, limit=limit) == value
    if column.info.get("derived"):
        return True
    try:
        return bool(cleaned(table, {column.name: value})[column.name] == value)
    except (TypeError, RecursionError):
        return False


def _own_text(column: Column[Any]) -> bool:
    return column.info.get("text") in ("line", "paragraph", "texts") or "derived" in column.info


def _check_row(table: Table, row: dict[str, Any], found: Found) -> None:
    name = row_name(table, row)
    for column in table.c:
        if column.name not in row:
            continue
        try:
            value = value_of(column, row[column.name])
        except (ValueError, RecursionError):
            found.add("value", table=table.name, column=column.name, row=name)
            continue
        if value is not None and not fits_gate(table, column, value):
            found.add("text", table=table.name, column=column.name, row=name)
        of = column.info.get("sort_of")
        if of and isinstance(row.get(of), str) and value != _sorted(row[of]):
            found.add("sort", table=table.name, column=column.name, row=name)
    if table is tables.block and not _RANK.fullmatch(str(row.get("rank", ""))):
        found.add("rank", table=table.name, column="rank", row=name)


def _sorted(text: str) -> str | None:
    try:
        return sort_key(text)
    except UnicodeError:
        return None


def row_name(table: Table, row: dict[str, Any]) -> str:
    """The short id by which a row is told of; its number or its name when it has no id."""
    for column in ("id", "seq", "name", "step_id", "person_id", "method_id", "rowid", "word"):
        if column in row:
            if column == "name" and table is not tables.setting:
                continue
            return short_text(row[column])
    return ""

"""Every value of every row: can its column hold it, and has its text been through the gate."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from typing import Any

from sqlalchemy import Boolean, Column, Date, Integer, String, Table, Time, Uuid

from kehitys.domain.text import clean, sort_key
from kehitys.i18n import N_
from kehitys.store import tables
from kehitys.store.checking.findings import Found
from kehitys.store.cleaning import cleaned
from kehitys.store.ids import short_text
from kehitys.store.tables.base import Json, Moment

PART = N_("Texts and values")
BATCH = 500

_HEX = re.compile("[0-9a-f]{32}")
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


def stored(connection: sqlite3.Connection, table: Table) -> Iterator[dict[str, Any]]:
    """The rows of a table as the file keeps them, by their columns."""
    names = kept_columns(connection, table)
    quoted = ", ".join(f'"{name}"' for name in names)
    for row in connection.execute(f'SELECT {quoted} FROM "{table.name}"'):
        yield dict(zip(names, row, strict=True))


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
            raise ValueError("nothing")
        return None
    kind = column.type
    if isinstance(kind, Boolean):
        return _whole(raw, {0, 1}) == 1
    if isinstance(kind, Integer):
        return _whole(raw)
    if not isinstance(raw, str):
        raise ValueError("no text")
    if isinstance(kind, Uuid):
        if not _HEX.fullmatch(raw):
            raise ValueError("no id")
        return raw
    if isinstance(kind, Moment):
        moment = datetime.fromisoformat(raw)
        _same(raw, moment.isoformat(" ", "microseconds"))
        return moment.replace(tzinfo=UTC)
    if isinstance(kind, Date):
        _same(raw, date.fromisoformat(raw).isoformat())
        return raw
    if isinstance(kind, Time):
        wall = time.fromisoformat(raw)
        _same(raw, wall.isoformat("microseconds"))
        return wall
    if isinstance(kind, Json):
        if not column.info and not _is_text(raw):
            raise ValueError("no text")
        return json.loads(raw)
    return raw


def _whole(raw: Any, allowed: set[int] | None = None) -> int:
    if not isinstance(raw, int) or (allowed is not None and raw not in allowed):
        raise ValueError("no whole number")
    return raw


def _same(raw: str, written: str) -> None:
    """Sees that a date or a time is written in the one way in which the file keeps it."""
    if raw != written:
        raise ValueError("written otherwise")


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

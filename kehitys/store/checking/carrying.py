"""Carrying the rows of a damaged file into a new one, each that can be read."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Column, String, Table

from kehitys.domain.text import clean, sort_key
from kehitys.i18n import N_
from kehitys.store import search_index, tables
from kehitys.store.checking.findings import Told
from kehitys.store.checking.rows import fits_gate, kept_columns, row_name, value_of
from kehitys.store.cleaning import cleaned
from kehitys.store.tables.base import Json

PART = N_("Carrying rows over")

UNREADABLE = (sqlite3.DatabaseError, UnicodeDecodeError)
"""What a damaged page raises: its own error, or one whose words are damaged too."""

_FURTHEST = 100_000
"""How far past the last row that could be read rows are looked for, when none says how far."""
_SAID = frozenset({"file_id", search_index.MARK})
"""Settings of the new file itself: whose it is, and by which rules its index is made."""


def put(target: sqlite3.Connection, table: str, values: dict[str, Any]) -> None:
    """Writes a row as it is kept; raises `sqlite3.IntegrityError` if the table refuses it."""
    names = ", ".join(f'"{name}"' for name in values)
    places = ", ".join("?" * len(values))
    target.execute(f'INSERT INTO "{table}" ({names}) VALUES ({places})', tuple(values.values()))


@dataclass(slots=True)
class LeftOut:
    """What did not come over as it was; kept beside the mended file for a person to read."""

    entries: list[dict[str, Any]] = field(default_factory=list)
    rows: dict[str, int] = field(default_factory=dict)
    """How many rows of each table did not come over at all."""
    changed: dict[str, int] = field(default_factory=dict)
    """How many rows of each table came over with something else in them."""

    def row(self, table: str, why: str, values: dict[str, Any], count: int = 1) -> None:
        """A row that stays behind, or `count` of them that could not even be read."""
        self.rows[table] = self.rows.get(table, 0) + count
        self._entry(table, why, values)

    def value(self, table: str, why: str, values: dict[str, Any]) -> None:
        """A value that was changed on the way, as it was."""
        self.changed[table] = self.changed.get(table, 0) + 1
        self._entry(table, why, values)

    def _entry(self, table: str, why: str, values: dict[str, Any]) -> None:
        shown = {name: _shown(value) for name, value in values.items()}
        self.entries.append({"table": table, "why": why, "values": shown})


def carry(
    source: sqlite3.Connection, target: sqlite3.Connection, left_out: LeftOut, told: Told
) -> None:
    """Writes every row of every table that can be read into the new file."""
    every = [
        table for table in tables.metadata.sorted_tables if table.name not in tables.WORKED_OUT
    ]
    for n, table in enumerate(every):
        told(PART, n / len(every))
        try:
            names = kept_columns(source, table)
        except UNREADABLE:
            names = []
        if not names:
            left_out.row(table.name, "table", {})
            continue
        for row in _readable(source, table, names, left_out):
            _carry_row(table, row, target, left_out)


def _readable(
    source: sqlite3.Connection, table: Table, names: list[str], left_out: LeftOut
) -> Iterator[dict[str, Any]]:
    """The rows that can be read: in one go until a page is torn, then number by number."""
    quoted = ", ".join(f'"{name}"' for name in names)
    query = f'SELECT rowid, {quoted} FROM "{table.name}"'
    last = 0
    try:
        for row in source.execute(f"{query} ORDER BY rowid"):
            last = row[0]
            yield dict(zip(names, row[1:], strict=True))
        return
    except UNREADABLE:
        furthest = _furthest(source, table)
    torn, missing = 0, 0
    for number in range(last + 1, (furthest or last + _FURTHEST) + 1):
        try:
            found = source.execute(f"{query} WHERE rowid = ?", (number,)).fetchone()
        except UNREADABLE:
            torn += 1
            continue
        if found is not None:
            missing, torn = missing + torn, 0
            yield dict(zip(names, found[1:], strict=True))
    # When nothing says how many rows there were, those after the last one are counted as one.
    missing += torn if furthest else min(torn, 1)
    if missing:
        left_out.row(table.name, "unreadable", {"rows at most": missing}, missing)


def _furthest(source: sqlite3.Connection, table: Table) -> int:
    """The highest row number, from the table or one of its indexes; 0 when none can be read."""
    try:
        indexes = [
            f'INDEXED BY "{row[1]}"'
            for row in source.execute(f'PRAGMA index_list("{table.name}")')
            if not row[4]
        ]
    except UNREADABLE:
        indexes = []
    for way in ("", *indexes):
        try:
            row = source.execute(f'SELECT max(rowid) FROM "{table.name}" {way}').fetchone()
            return int(row[0] or 0)
        except (*UNREADABLE, TypeError):
            continue
    return 0


def _carry_row(
    table: Table, row: dict[str, Any], target: sqlite3.Connection, left_out: LeftOut
) -> None:
    if table is tables.setting and row.get("name") in _SAID:
        return
    kept: dict[str, Any] = {}
    for column in table.c:
        if column.name not in row:
            continue
        value, right = _mended(table, column, row)
        if value is _NOTHING:
            left_out.row(table.name, f"value of {column.name}", row)
            return
        if not right:
            left_out.value(
                table.name,
                column.name,
                {"row": row_name(table, row), column.name: row[column.name]},
            )
        kept[column.name] = value
    try:
        put(target, table.name, kept)
    except sqlite3.IntegrityError as fault:
        left_out.row(table.name, _rule(fault), row)


_NOTHING = object()


def _mended(table: Table, column: Column[Any], row: dict[str, Any]) -> tuple[Any, bool]:
    """The value to carry over, and whether it is the one that was there."""
    raw = row[column.name]
    of = column.info.get("sort_of")
    if of and isinstance(row.get(of), str):
        return sort_key(clean(row[of], limit=500)), True
    try:
        value = value_of(column, raw)
    except (ValueError, RecursionError):
        return _in_place_of(table, column), False
    if value is None or fits_gate(table, column, value):
        return raw, True
    if column.info.get("text") in ("line", "paragraph", "texts"):
        value = cleaned(table, {column.name: value})[column.name]
        if isinstance(column.type, Json):
            return json.dumps(value, ensure_ascii=False, separators=(",", ":")), False
        return value, False
    return clean(str(value), limit=getattr(column.type, "length", None) or 400), False


def _in_place_of(table: Table, column: Column[Any]) -> Any:
    """What stands for a value that its column cannot hold."""
    if table in (tables.edit, tables.edit_person):
        # Nothing before or after means that a row was made or deleted.
        return _NOTHING
    if column.nullable:
        return None
    if column.server_default is not None and isinstance(column.type, String):
        return ""
    return _NOTHING


def _rule(fault: sqlite3.IntegrityError) -> str:
    """Which rule a row breaks, as SQLite names it."""
    return str(getattr(fault, "sqlite_errorname", "rule"))


def _shown(value: Any) -> Any:
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, str):
        return value.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return value

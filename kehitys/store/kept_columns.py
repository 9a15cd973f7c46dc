"""The columns of a row as the journal keeps them, and back."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from sqlalchemy import Column, RowMapping, Table, Uuid

from kehitys.store import tables
from kehitys.store.tables.base import Moment


def personal(table: Table) -> list[Column[Any]]:
    """The columns of `table` that hold a person's own words or how to reach them."""
    return [column for column in table.c if column.info.get("person")]


def encode(table: Table, values: dict[str, Any] | None) -> dict[str, Any] | None:
    """Columns of a row as the journal keeps them: texts, whole numbers and lists."""
    if values is None:
        return None
    return {name: _plain(value) for name, value in values.items() if name in table.c}


def decode(table: Table, values: dict[str, Any] | None) -> dict[str, Any] | None:
    """Columns as the journal keeps them, back to what the table takes."""
    if values is None:
        return None
    return {name: _typed(table.c[name], value) for name, value in values.items()}


def kept(table: Table, row: RowMapping) -> dict[str, Any]:
    """The columns of a whole row that the journal keeps; those worked out from others are not."""
    return {
        column.name: row[column.name]
        for column in table.c
        if column.name != "id" and not column.info.get("derived")
    }


def apart(
    table: Table, values: dict[str, Any] | None
) -> tuple[dict[str, Any] | None, dict[str, Any]]:
    """Columns as the journal keeps them: those of the record, and those about a person."""
    plain = encode(table, values)
    if plain is None:
        return None, {}
    names = {column.name for column in personal(table)}
    return (
        {name: value for name, value in plain.items() if name not in names},
        {name: value for name, value in plain.items() if name in names},
    )


def _plain(value: Any) -> Any:
    if isinstance(value, UUID):
        return value.hex
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    return value


def _typed(column: Column[Any], value: Any) -> Any:
    if value is None or not isinstance(value, str):
        return value
    if isinstance(column.type, Uuid):
        return UUID(value)
    if isinstance(column.type, Moment):
        return datetime.fromisoformat(value)
    kind = column.type.python_type if not isinstance(column.type, tables.Json) else str
    if kind in (date, time):
        return kind.fromisoformat(value)
    return value

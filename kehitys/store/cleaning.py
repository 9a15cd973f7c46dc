"""The gate in the transaction: every text is cleaned on its way into a table."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from sqlalchemy import Column, Table

from kehitys.domain.text import clean


def cleaned(table: Table, values: dict[str, Any]) -> dict[str, Any]:
    """`values` with each text as its column takes it; raises `KeyError` for no column."""
    return {name: _clean(table.c[name], value) for name, value in values.items()}


def _clean(column: Column[Any], value: Any) -> Any:
    kind = column.info.get("text")
    if value is None or kind is None or kind == "code":
        return value
    if kind == "texts":
        return _each(value, column.info["limit"])
    return clean(str(value), line=kind == "line", limit=column.info["limit"])


def _each(value: Any, limit: int) -> Any:
    if isinstance(value, str):
        return clean(value, line=False, limit=limit)
    if isinstance(value, dict):
        return {_name(str(name)): _each(part, limit) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [_each(part, limit) for part in value]
    return value


@lru_cache(maxsize=500)
def _name(name: str) -> str:
    return clean(name, limit=80)

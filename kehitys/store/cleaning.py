"""The gate in the transaction: every text is cleaned on its way into a table."""

from __future__ import annotations

import sys
from functools import lru_cache
from typing import Any

from sqlalchemy import Column, Table

from kehitys.domain.problems import Problem
from kehitys.domain.text import clean
from kehitys.i18n import N_, dates

_NAMED_BY = 40
"""How many characters of a text are enough to know it by."""


def fitting(table: Table, values: dict[str, Any]) -> dict[str, Any]:
    """`values` as `cleaned` makes them; raises `Problem` for a text that does not fit whole.

    What a person wrote is never cut: they may believe that all of it was saved.
    """
    whole = {name: _clean(table.c[name], value, sys.maxsize) for name, value in values.items()}
    for name, value in whole.items():
        if table.c[name].info.get("text") in ("line", "paragraph", "texts"):
            _measure(value, table.c[name].info["limit"])
    return whole


def cleaned(table: Table, values: dict[str, Any]) -> dict[str, Any]:
    """`values` with each text as its column takes it; raises `KeyError` for no column."""
    return {name: _clean(table.c[name], value) for name, value in values.items()}


def _clean(column: Column[Any], value: Any, limit: int | None = None) -> Any:
    kind = column.info.get("text")
    if value is None or kind is None or kind == "code":
        return value
    limit = column.info["limit"] if limit is None else limit
    if kind == "texts":
        return _each(value, limit)
    return clean(str(value), line=kind == "line", limit=limit)


def _measure(value: Any, limit: int) -> None:
    if isinstance(value, str):
        if len(value) > limit:
            raise Problem(
                N_(
                    "“%(text)s” is too long: %(length)s characters, and %(limit)s fit. "
                    "Shorten it. Nothing was saved."
                ),
                text=value[:_NAMED_BY].rstrip() + "…",
                length=dates.number(len(value)),
                limit=dates.number(limit),
            )
    elif isinstance(value, dict | list | tuple):
        for part in value.values() if isinstance(value, dict) else value:
            _measure(part, limit)


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

"""The columns' own types, as the driver keeps them: each value is looked at on its way out.

They stand in the engine and not in the tables, so that no column and no expression over columns
can be read without them.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from sqlalchemy import Boolean, Date, DateTime, Engine, Integer, String, Text, Time, Uuid
from sqlalchemy.dialects import sqlite
from sqlalchemy.engine import Dialect

from kehitys.domain.problems import Problem
from kehitys.i18n import N_
from kehitys.store import values

_SPARE = 4
"""How many times as long as its column a text may be: keys to sort by are longer than names."""

Processor = Callable[[Any], Any]


def look_at_values(engine: Engine) -> None:
    """Has every value that the engine reads looked at; one that is unfit raises `values.Unfit`."""
    engine.dialect.colspecs = {**engine.dialect.colspecs, **_KEPT}


def _unless_none(read: Processor) -> Processor:
    return lambda raw: None if raw is None else read(raw)


class _KeptString(String):
    def result_processor(self, dialect: Dialect, coltype: object) -> Processor:  # noqa: ARG002
        most = (self.length or values.LONGEST) * _SPARE

        def read(raw: Any) -> str | None:
            if raw is None or (raw.__class__ is str and len(raw) <= most):
                return raw
            raise values.Unfit("too long" if isinstance(raw, str) else "no text")

        return read


class _KeptText(Text):
    def result_processor(self, dialect: Dialect, coltype: object) -> Processor:  # noqa: ARG002
        return _unless_none(values.text)


class _KeptInteger(Integer):
    def result_processor(self, dialect: Dialect, coltype: object) -> Processor:  # noqa: ARG002
        return _unless_none(values.whole)


class _KeptBoolean(Boolean):
    def result_processor(self, dialect: Dialect, coltype: object) -> Processor:  # noqa: ARG002
        return _unless_none(values.flag)


class _KeptUuid(Uuid[Any]):
    def result_processor(self, dialect: Dialect, coltype: object) -> Processor:  # noqa: ARG002
        return _unless_none(values.row_id)


class _KeptDate(sqlite.DATE):
    def bind_processor(self, dialect: Dialect) -> Processor:  # noqa: ARG002
        return _unless_none(_near)

    def result_processor(self, dialect: Dialect, coltype: object) -> Processor:  # noqa: ARG002
        return _unless_none(values.day)


class _KeptTime(sqlite.TIME):
    def result_processor(self, dialect: Dialect, coltype: object) -> Processor:  # noqa: ARG002
        return _unless_none(values.wall)


class _KeptDateTime(sqlite.DATETIME):
    def result_processor(self, dialect: Dialect, coltype: object) -> Processor:  # noqa: ARG002
        return _unless_none(values.moment)


def _near(day: date) -> str:
    if day.year not in values.YEARS:
        # What could not be read again is not written.
        raise Problem(
            N_("“%(typed)s” is not a day. Write it like 24.11.2026."), typed=day.isoformat()
        )
    return day.isoformat()


_KEPT: dict[Any, Any] = {
    String: _KeptString,
    Text: _KeptText,
    Integer: _KeptInteger,
    Boolean: _KeptBoolean,
    Uuid: _KeptUuid,
    Date: _KeptDate,
    Time: _KeptTime,
    DateTime: _KeptDateTime,
}

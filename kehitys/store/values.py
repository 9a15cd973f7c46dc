"""What a value of the file must be; the standard library only, for the first frame.

Both who reads rows and who checks them ask here, so that whatever a reading refuses the check
names. A value that its column cannot hold is never passed on: what comes later, in a list or on a
page, could only fail on it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection
from datetime import UTC, date, datetime, time
from typing import Any
from uuid import UUID

LARGEST = 2**31 - 1
"""The largest whole number of a column, which has four bytes; the smallest is as far below 0."""

YEARS = range(1000, 3000)
"""The years a day may be in, so that reckoning on from it stays within the calendar."""

LONGEST = 8_000_000
"""The most bytes a value or a row may have; the longest ones are steps of large imports."""

_HEX = re.compile("[0-9a-f]{32}")


class Unfit(ValueError):
    """A value that is not what its column holds: the file is damaged."""


def text(raw: object) -> str:
    """A text as it is."""
    if not isinstance(raw, str):
        raise Unfit("no text")
    return raw


def word(raw: object, allowed: Collection[str]) -> str:
    """One of the words that are allowed."""
    if raw not in allowed:
        raise Unfit("no word of ours")
    return text(raw)


def whole(raw: object) -> int:
    """A whole number that its column has room for."""
    if not isinstance(raw, int) or not -LARGEST - 1 <= raw <= LARGEST:
        raise Unfit("no whole number")
    return raw


def flag(raw: object) -> bool:
    """Yes or no."""
    if not isinstance(raw, int) or raw not in (0, 1):
        raise Unfit("neither yes nor no")
    return raw == 1


def row_id(raw: object) -> UUID:
    """The id of a row."""
    if not isinstance(raw, str) or not _HEX.fullmatch(raw):
        raise Unfit("no id")
    return UUID(raw)


def day(raw: object) -> date:
    """A date."""
    found: date = _read(date, raw)
    if found.isoformat() != raw or found.year not in YEARS:
        raise Unfit("no date of ours")
    return found


def wall(raw: object) -> time:
    """A wall-clock time."""
    found: time = _read(time, raw)
    if found.isoformat("microseconds") != raw:
        raise Unfit("written otherwise")
    return found


def moment(raw: object) -> datetime:
    """A moment, UTC."""
    found: datetime = _read(datetime, raw)
    if found.isoformat(" ", "microseconds") != raw or found.year not in YEARS:
        raise Unfit("no moment of ours")
    return found.replace(tzinfo=UTC)


def parsed(raw: object) -> Any:
    """Lists, mappings, texts and whole numbers that were kept as one text."""
    try:
        return json.loads(text(raw))
    except RecursionError as fault:
        raise Unfit("nested without end") from fault
    except ValueError as fault:
        raise Unfit("no JSON") from fault


def label_rows(raw: object) -> list[tuple[str, UUID]]:
    """The rows that a step says it is about: their tables and ids."""
    found = parsed(raw)
    if not isinstance(found, list):
        raise Unfit("no list")
    pairs = [each for each in found if isinstance(each, list) and len(each) == 2]
    if len(pairs) != len(found):
        raise Unfit("no pairs")
    return [(text(table), row_id(row)) for table, row in pairs]


def _read(kind: Any, raw: object) -> Any:
    try:
        return kind.fromisoformat(text(raw))
    except ValueError as fault:
        raise Unfit("no date or time") from fault

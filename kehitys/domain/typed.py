"""What people type for days, times and numbers, read the way they write them."""

from __future__ import annotations

import os
import re
from datetime import date, time
from decimal import Decimal, InvalidOperation
from pathlib import Path

from kehitys.domain.problems import Problem
from kehitys.i18n import N_

_DAY = re.compile(r"(\d{1,2})\.\s*(\d{1,2})\.?\s*(\d{4})?\.?")
_TIME = re.compile(r"(\d{1,2})(?:[.:](\d{2}))?")


def day(typed: str, today: date) -> date:
    """24.11., 24.11.2026 or 2026-11-24; without a year, the nearest such day."""
    text = typed.strip()
    try:
        if found := _DAY.fullmatch(text):
            number, month, year = found.groups()
            if year:
                return date(int(year), int(month), int(number))
            near = [date(today.year + step, int(month), int(number)) for step in (-1, 0, 1)]
            return min(near, key=lambda guess: abs((guess - today).days))
        return date.fromisoformat(text)
    except ValueError as fault:
        raise Problem(
            N_("“%(typed)s” is not a day. Write it like 24.11.2026."), typed=text
        ) from fault


def wall(typed: str) -> time:
    """9, 9.05 or 9:05."""
    text = typed.strip()
    found = _TIME.fullmatch(text)
    if found and int(found[1]) < 24 and int(found[2] or 0) < 60:
        return time(int(found[1]), int(found[2] or 0))
    raise Problem(N_("“%(typed)s” is not a time. Write it like 9.05."), typed=text)


def whole(typed: str, low: int, high: int) -> int:
    """A whole number from `low` to `high`."""
    text = typed.strip()
    if text.isascii() and text.isdigit() and low <= int(text) <= high:
        return int(text)
    raise Problem(
        N_("“%(typed)s” does not do here. Write a whole number from %(low)d to %(high)d."),
        typed=text,
        low=low,
        high=high,
    )


def path(typed: str) -> Path:
    """A file or folder; dragged into a terminal it comes in quotes, or with its blanks marked."""
    text = typed.strip()
    if len(text) > 1 and text[0] == text[-1] and text[0] in "'\"":
        text = text[1:-1].strip()
    elif os.sep == "/":
        text = text.replace("\\ ", " ")
    return Path(text).expanduser()


def amount(typed: str) -> Decimal:
    """A number with a decimal comma or point, at most three decimals."""
    text = typed.strip().replace("\u00a0", "").replace(" ", "").replace("−", "-")
    try:
        value = Decimal(text.replace(",", "."))
        if value.is_finite() and value == value.quantize(Decimal("0.001")) and abs(value) < 10**6:
            return value
    except InvalidOperation:
        pass
    raise Problem(N_("“%(typed)s” is not a number. Write it like 12,5."), typed=typed.strip())

"""Finnish personal identity codes, known by their shape, so that none is ever kept."""

from __future__ import annotations

import re

# Day, month, year, the sign of the century (also the ones of 2023), number, check sign.
_SHAPE = re.compile(
    r"(?<![0-9A-Za-z])(0[1-9]|[12]\d|3[01])(0[1-9]|1[0-2])(\d\d)"
    r"([-+A-FU-Y\u2010-\u2013\u2212])(\d{3})([0-9A-Z])(?![0-9A-Za-z])",
    re.IGNORECASE,
)
_CHECK_SIGNS = "0123456789ABCDEFHJKLMNPRSTUVWXY"


def holds_code(text: str) -> bool:
    """Whether something shaped like a personal identity code stands in `text`."""
    return _SHAPE.search(text) is not None


def holds_code_not_phone(text: str) -> bool:
    """The same where telephone numbers stand: one that could be either counts by its check sign."""
    for found in _SHAPE.finditer(text):
        day, month, year, _sign, number, check = found.groups()
        right = _CHECK_SIGNS[int(day + month + year + number) % 31]
        if not check.isdecimal() or found[4] not in "-\u2010\u2011\u2012\u2013\u2212":
            return True
        if check == right:
            return True
    return False

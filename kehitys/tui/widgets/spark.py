"""A row of values as small bars."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

_BARS = "▁▂▃▄▅▆▇█"


def spark(values: Sequence[Decimal]) -> str:
    """One bar a value, the lowest and the highest of them at the ends of the scale."""
    if not values:
        return ""
    low, high = min(values), max(values)
    if low == high:
        return _BARS[3] * len(values)
    return "".join(_BARS[int((value - low) * 7 / (high - low))] for value in values)

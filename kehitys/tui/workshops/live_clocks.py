"""What a look at the clock may tell: that the computer slept, or that the time of a block is up."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from kehitys.domain.live import Clock

SLEPT = 120
"""Seconds by which the two clocks may differ before it is told that the computer slept."""


class TwoClocks:
    """The clock on the wall beside one that nobody sets and that stands still in sleep."""

    def __init__(self) -> None:
        self._before: tuple[datetime, float] | None = None

    def jumped(self, wall: datetime, steady: float) -> int:
        """Seconds that the wall clock went on by itself since the last look, or back if negative.

        0 while they go together; `steady` is in seconds.
        """
        before, self._before = self._before, (wall, steady)
        if before is None:
            return 0
        apart = (wall - before[0]).total_seconds() - (steady - before[1])
        return int(apart) if abs(apart) > SLEPT else 0


class Bell:
    """Rings once for each block whose time is up, when it is on."""

    def __init__(self) -> None:
        self.on = False
        self._rang: int | None = None

    def is_due(self, seen: Clock) -> bool:
        """Whether it rings now."""
        over = seen.index if seen.phase == "over" else None
        due = self.on and over is not None and over != self._rang
        self._rang = over
        return due

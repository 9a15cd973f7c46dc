"""How much time a run leaves for something that was not planned."""

from __future__ import annotations

from datetime import datetime

from kehitys.domain.live import Run, view


def minutes_left(run: Run, now: datetime, must_end: datetime | None) -> int | None:
    """Whole minutes to the next locked start, or to the end; `None` when none is left.

    Without a promised end it is the planned one that counts.
    """
    seen = view(run, now)
    locked = [
        each.planned
        for each in seen.coming
        if each.block.fixed and not each.skipped and each.planned > now
    ]
    until = min([*locked, must_end or run.planned_end])
    left = int((until - now).total_seconds()) // 60
    return left if left > 0 and seen.phase != "ended" else None

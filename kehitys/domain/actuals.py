"""How the blocks of a run went: what was planned, and what they took."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from kehitys.domain import clock
from kehitys.domain.live import Run, RunBlock, state_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Actual:
    """How a block went: what was planned and what it took."""

    block: RunBlock
    planned_minutes: int
    actual_minutes: int
    """Stops not counted."""
    skipped: bool
    started: datetime | None


def after_run(run: Run, now: datetime) -> tuple[Actual, ...]:
    """How each block went by `now`; one passed over in less than half a minute was not begun."""
    state = state_of(run)
    spent = (timedelta(seconds=state.elapsed(n, now)) for n in range(len(run.blocks)))
    took = list(map(clock.whole_minutes, spent))
    begun = [at if took[n] or n == state.current else None for n, at in enumerate(state.started)]
    return tuple(
        Actual(
            block=block, planned_minutes=block.minutes, actual_minutes=took[n],
            skipped=n in state.skipped, started=begun[n],
        )
        for n, block in enumerate(run.blocks)
    )  # fmt: skip

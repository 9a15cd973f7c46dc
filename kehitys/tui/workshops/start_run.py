"""Beginning to run a workshop, or going on with a run that was left."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from textual.content import Content

from kehitys import i18n
from kehitys.domain import clock
from kehitys.domain.problems import Problem, Stale
from kehitys.domain.workshops import Workshop
from kehitys.i18n import N_, _, dates
from kehitys.operations import live
from kehitys.store import runs, workshops
from kehitys.tui.pick import Pick
from kehitys.tui.workshops.live import LiveRun

if TYPE_CHECKING:
    from kehitys.tui.app import Kehitys

NEAR = timedelta(minutes=1)
"""How near the planned start needs no question."""
A_DAY = 24 * 60
"""Minutes up to which it is told how long it is to the planned start."""
TICK = 1.0
"""Seconds between looks at the clock."""


def start_run(app: Kehitys, workshop_id: UUID) -> None:
    """Opens the live screen over a workshop; begins its run when none goes on.

    Asks whether to start now or as planned when those are more than a minute apart.
    """
    app.run_worker(_start(app, workshop_id), group="start", exclusive=True)


async def _start(app: Kehitys, workshop_id: UUID) -> None:
    try:
        run_id = await app.ask(lambda c: runs.unfinished_of(c, workshop_id))
        if run_id is None:
            run_id = await _begin(app, workshop_id)
    except Problem as problem:
        app.tell_problem(problem)
        return
    if run_id is not None:
        app.push_screen(LiveRun(run_id))


async def _begin(app: Kehitys, workshop_id: UUID) -> UUID | None:
    workshop = await app.ask(lambda c: workshops.workshop(c, workshop_id))
    if workshop is None:
        raise Stale(N_("This was deleted in the meantime. Undo brings it back."))
    if not workshop.blocks:
        raise Problem(N_("There is nothing to run yet. Add a block to the agenda first."))
    at: datetime | None = workshop.begins
    if abs(workshop.begins - app.now()) > NEAR:
        at = await _asked(app, workshop)
    if at is None:
        return None
    speak = workshop.languages[0] if workshop.languages else i18n.current()
    begin = partial(live.begin, workshop_id=workshop_id, at=at, speak=speak)
    run_id: UUID = await app.carry_out(begin)
    return run_id


async def _asked(app: Kehitys, workshop: Workshop) -> datetime | None:
    """When the first block begins, as the person says; `None` when they went back."""
    chosen = await app.push_screen_wait(Beginning(workshop, app.now()))
    return {"now": app.now(), "planned": workshop.begins}.get(str(chosen))


class Beginning(Pick):
    """Asks when the first block begins, and keeps time while it waits for the answer."""

    def __init__(self, workshop: Workshop, now: datetime) -> None:
        self._workshop = workshop
        super().__init__(_("When does the first block begin?"), self._ways(now), chosen="now")

    def on_mount(self) -> None:
        """Looks at the clock from now on."""
        self.set_interval(TICK, self.tick)

    def tick(self) -> None:
        """Says what the clock on the wall says now; what was marked stays so."""
        ways, at = self._ways(self.app.now()), self.choices.highlighted
        if ways != self._options:
            self._options = ways
            self._offer()
            self.choices.highlighted = at

    def _ways(self, now: datetime) -> list[tuple[str, Content | str]]:
        zone, planned = self._workshop.zone, self._workshop.begins
        here, then = clock.local(now, zone), clock.local(planned, zone)
        day = "" if here.date() == then.date() else f"{dates.day(then.date())} "
        # In minutes of the wall, as the two times beside it are.
        apart = clock.full_minutes(planned - now.replace(second=0, microsecond=0))
        length = {"length": dates.length(abs(apart))}
        as_planned = _("As planned, %(time)s") % {"time": f"{day}{dates.time_of(then)}"}
        # Further off, the day says it; hundreds of hours say nothing.
        if apart and abs(apart) < A_DAY:
            told = _("in %(length)s") if apart > 0 else _("%(length)s have gone")
            as_planned += f" · {told % length}"
        return [
            ("now", _("Now, %(time)s") % {"time": dates.time_of(here)}),
            ("planned", as_planned),
        ]

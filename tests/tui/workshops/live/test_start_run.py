"""A run begins now or as planned, and what has begun is gone on with."""

from __future__ import annotations

import pytest

from kehitys.tui.pick import Pick
from kehitys.tui.workshops.live import LiveRun
from kehitys.tui.workshops.start_run import start_run
from tests.tui.workshops.live.screen import seen


async def test_the_start_is_asked_only_when_it_is_not_now(app, settle, library, workshop_id, clock):
    """On the minute it just begins; later the first block begins now or as planned."""
    async with app.run_test() as pilot:
        await settle(pilot)
        clock.tick(30)
        start_run(app, workshop_id)
        await settle(pilot)
        await settle(pilot)
        assert isinstance(app.screen, LiveRun)
        run_id = app.screen.run_id
        assert seen(library, run_id, clock).elapsed == 30
        await pilot.press("escape")
        await settle(pilot)
        clock.tick(600)
        start_run(app, workshop_id)
        await settle(pilot)
        await settle(pilot)
        assert app.screen.run_id == run_id


@pytest.mark.parametrize(("keys", "elapsed"), [("enter", 0), ("down,enter", 600)])
async def test_a_late_start_is_now_or_as_planned(
    app, settle, library, workshop_id, clock, keys, elapsed
):
    """The person says which."""
    async with app.run_test() as pilot:
        await settle(pilot)
        clock.tick(600)
        start_run(app, workshop_id)
        await settle(pilot)
        assert isinstance(app.screen, Pick)
        await pilot.press(*keys.split(","))
        await settle(pilot)
        await settle(pilot)
        assert seen(library, app.screen.run_id, clock).elapsed == elapsed

"""A run begins now or as planned, and what has begun is gone on with."""

from __future__ import annotations

import pytest

from kehitys.tui.pick import Pick
from kehitys.tui.workshops.live import LiveRun
from kehitys.tui.workshops.start_run import start_run
from tests.tui.eye import lines, shown
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


@pytest.mark.parametrize(
    ("seconds", "now", "planned"),
    [
        (-30 * 60 - 20, "Now, 8:29", "As planned, 9:00 · in 31 min"),
        (-100, "Now, 8:58", "As planned, 9:00 · in 2 min"),
        (61, "Now, 9:01", "As planned, 9:00 · 1 min have gone"),
        (10 * 60 + 40, "Now, 9:10", "As planned, 9:00 · 10 min have gone"),
    ],
)
async def test_the_times_are_those_of_the_wall(
    app, settle, workshop_id, clock, seconds, now, planned
):
    """A minute that has not come is not said to be here, and what is between is as on the wall."""
    clock.tick(seconds)
    async with app.run_test() as pilot:
        await settle(pilot)
        start_run(app, workshop_id)
        await settle(pilot)
        assert now in shown(app)
        assert planned in shown(app)


async def test_a_start_of_another_week_is_told_by_its_day(app, settle, workshop_id, clock):
    """Hundreds of hours say nothing to one who rehearses."""
    clock.tick(-16 * 24 * 3600)
    async with app.run_test() as pilot:
        await settle(pilot)
        start_run(app, workshop_id)
        await settle(pilot)
        said = shown(app)
        assert "As planned, Tue 24 Nov 9:00" in said
        assert "384 h" not in said


async def test_the_question_keeps_time(app, settle, library, workshop_id, clock):
    """One who waits with it for the last comers is told the minute it is, and begins then."""
    clock.tick(-150)
    async with app.run_test() as pilot:
        await settle(pilot)
        start_run(app, workshop_id)
        await settle(pilot)
        assert "Now, 8:57" in shown(app)
        await pilot.press("down")
        clock.tick(150)
        app.screen.tick()
        await settle(pilot)
        assert "Now, 9:00" in shown(app)
        assert any(line.rstrip(" │").endswith("As planned, 9:00") for line in lines(app))
        assert app.screen.choices.highlighted == 1
        clock.tick(180)
        app.screen.tick()
        await settle(pilot)
        await pilot.press("up", "enter")
        await settle(pilot)
        await settle(pilot)
        assert seen(library, app.screen.run_id, clock).elapsed == 0

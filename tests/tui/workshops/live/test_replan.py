"""The rest of the day planned anew, while the run goes on."""

from __future__ import annotations

from kehitys.operations import live
from kehitys.tui.workshops.replan import Replan
from tests.tui.workshops.live.screen import do, facts, opened, seen, shown


async def test_the_rest_is_planned_anew_and_taken_back(app, settle, library, run_id, clock, both):
    """r compares five ways; enter takes one, ctrl+z takes it back."""
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(pilot, settle, run_id)
        both(18 * 60)
        await pilot.press("r")
        await settle(pilot)
        assert isinstance(app.screen, Replan)
        said = shown(app.screen)
        for words in ("1 buffers", "2 shorten", "3 drop", "4 move end", "5 keep", "8 min too much"):
            assert words in said
        assert app.screen.chosen.strategy == "shorten"
        await pilot.press("1")
        assert app.screen.chosen.strategy == "buffers"
        await pilot.press("right", "enter")
        await settle(pilot)
        coming = {one.block.title: one for one in seen(library, run_id, clock).coming}
        assert coming["Buffer"].seconds == 0
        assert coming["Lunch"].expected == coming["Lunch"].planned
        await pilot.press("ctrl+z")
        await settle(pilot)
        coming = {one.block.title: one for one in seen(library, run_id, clock).coming}
        assert coming["Buffer"].seconds == 300


async def test_a_plan_is_not_taken_when_the_run_went_on(app, settle, library, run_id, both):
    """Another window went on meanwhile: look once more."""
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(pilot, settle, run_id)
        both(18 * 60)
        await pilot.press("r")
        await settle(pilot)
        shown_facts = app.screen._live
        do(library, live.next_block, run_id)
        app.screen._live = shown_facts
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(app.screen, Replan)
        assert facts(library, run_id) == ["start", "next"]

"""The rest of the day planned anew, while the run goes on."""

from __future__ import annotations

from datetime import date, time

from kehitys.operations import agenda, live
from kehitys.operations.workshops import new_workshop
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


async def test_what_each_way_comes_to_stands_in_sight_of_a_long_day(
    app, settle, library, clock, both
):
    """At 80 by 24 the blocks of a whole day scroll; the ends, what fits and the meaning stay."""

    def plan(tx):
        workshop_id = new_workshop(
            tx, title="Day", day=date(2026, 11, 24), start=time(9), end=time(15), people=12
        )
        for n in range(1, 21):
            agenda.add_block(tx, workshop_id, kind="talk", title=f"Talk {n}", minutes=18)
        return workshop_id

    run_id = do(library, live.begin, do(library, plan), at=clock.now, speak="en")
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot, settle, run_id)
        both(25 * 60)
        await pilot.press("r")
        await settle(pilot)
        await pilot.press("2")
        await settle(pilot)
        screen = app.screen
        box = screen.query_one("#replan").region
        rows = screen.query_one("#replan-rows")
        assert rows.max_scroll_y > 0
        for part in (screen.names, rows, screen.sums, screen.foot):
            assert part.region.height > 0
            assert box.contains_region(part.region), part.id
        assert "Spends the buffers" in str(screen.foot.render())
        await pilot.click("#replan-sums", offset=(77, 0))
        assert screen.chosen.strategy == "keep"

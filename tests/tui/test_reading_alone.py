"""A record read alone, as it is on a narrow screen: its keys, and none of the list behind it."""

from __future__ import annotations

from datetime import date, time

import pytest

from kehitys.operations import network
from kehitys.operations.experiments import new_experiment
from kehitys.operations.workshops import new_workshop
from kehitys.store import tables
from kehitys.tui.keys import working_now
from kehitys.tui.pick import Pick
from kehitys.tui.widgets.record_pane import RecordPane
from tests.tui.eye import lines, until

NARROW, WIDE = (80, 24), (120, 40)

PLACES = {
    "methods": ("2", "favourite note", "suggest narrow new bring remove", "wlcnir"),
    "workshops": ("3,f", "harvest copy", "new turn", "nf"),
    "experiments": ("4", "edit log", "new filter", "nf"),
    "network": ("5", "edit skills", "new groups filter bring_in write_list", "ntfiv"),
}
"""The key of a place, some keys of its records, those of its list, and how these are pressed."""


@pytest.fixture
def app(app, library):
    """The app over a file with a workshop that was held, an experiment and a colleague."""

    def fill(tx):
        held = new_workshop(tx, title="Behind", day=date(2026, 11, 24), start=time(9), people=12)
        tx.update(tables.workshop, held, state="held")
        new_experiment(tx, title="One queue")
        network.add_person(tx, name="Kim Korpi")

    library.write(fill)
    return app


def working(app, place):
    """The keys of the place that do something now, and those that the bar may show."""
    bindings = [each for each in working_now(app.screen) if each.id.startswith(f"{place}.")]
    return {each.id.split(".")[1] for each in bindings}


@pytest.mark.parametrize("place", PLACES)
async def test_the_keys_of_the_list_are_away_while_a_record_is_read_alone(app, settle, place):
    """They are not shown and do nothing; back in the list they are there again."""
    key, of_record, of_list, pressed = PLACES[place]
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        await pilot.press(*key.split(","))
        await settle(pilot)
        in_list = working(app, place)
        assert in_list >= {*of_record.split(), *of_list.split()}
        await pilot.press("enter")
        await settle(pilot)
        screen, record = app.screen, app.screen.current_id
        assert screen.has_class("-reading")
        assert working(app, place) == in_list - set(of_list.split())
        bar = lines(app)[-1]
        assert "esc Back" in bar
        assert "New" not in bar
        assert "Search" not in bar
        await pilot.press("slash", *pressed)
        await settle(pilot)
        assert (app.screen, screen.current_id) == (screen, record)
        assert screen.has_class("-reading")
        await pilot.press("escape")
        await settle(pilot)
        assert working(app, place) == in_list
        assert "New" in lines(app)[-1]


@pytest.mark.parametrize("place", PLACES)
async def test_beside_its_list_a_record_leaves_the_keys_of_the_list_alone(app, settle, place):
    """On a wide screen both are in sight, and so are the keys of both."""
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        await pilot.press(*PLACES[place][0].split(","))
        await settle(pilot)
        in_list = working(app, place)
        await pilot.press("enter")
        await settle(pilot)
        assert working(app, place) == in_list


async def test_a_screen_made_wide_gives_the_keys_of_the_list_back(app, settle):
    """And made narrow again takes them away."""
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        await pilot.press("5", "enter")
        await settle(pilot)
        assert "filter" not in working(app, "network")
        await pilot.resize_terminal(*WIDE)
        await until(pilot, lambda: "filter" in working(app, "network"))
        await pilot.press("f")
        await settle(pilot)
        assert isinstance(app.screen, Pick)
        await pilot.press("escape")
        await pilot.resize_terminal(*NARROW)
        await until(pilot, lambda: "filter" not in working(app, "network"))


async def test_a_record_longer_than_its_room_scrolls_and_the_bar_says_so(app, settle):
    """With keys or the mouse; one that is all in sight has nothing to scroll."""
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        await pilot.press("2", "enter")
        await settle(pilot)
        pane = app.screen.query_one(RecordPane)
        for key, at in (("down", 1), ("up", 0), ("end", pane.max_scroll_y), ("home", 0)):
            await pilot.press(key)
            await until(pilot, lambda at=at: pane.scroll_y == at)
        bar = lines(app)[-1]
        assert "↑↓ Scroll" in bar
        await pilot.click("KeyBar", offset=(bar.index("↓"), 0))
        await until(pilot, lambda: pane.scroll_y == 1)
        await pilot.press("escape", "5", "enter")
        await settle(pilot)
        assert app.screen.query_one(RecordPane).max_scroll_y == 0
        assert "Scroll" not in lines(app)[-1]

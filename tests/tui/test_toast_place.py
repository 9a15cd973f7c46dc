"""Where the sentences in the corner lie: never over the cursor, never over the keys."""

from __future__ import annotations

from datetime import date, time

import pytest
from textual.widgets._toast import Toast

from kehitys.operations import agenda, network
from kehitys.operations.workshops import new_workshop
from kehitys.tui.telling import cursor_of
from tests.tui.eye import lines, until

LONG = "Undo with ctrl+z. " * 7
SIZES = [(80, 24), (120, 40)]


@pytest.fixture
def app(app, library):
    """The app over a file with more of everything than a screen shows."""

    def fill(tx):
        for n in range(60):
            network.add_person(tx, name=f"Kim Korpi {n}")
        for n in range(20):
            workshop_id = new_workshop(
                tx, title=f"Day {n}", day=date(2026, 12, 1 + n), start=time(9), people=12
            )
        for n in range(50):
            agenda.add_block(tx, workshop_id, kind="talk", title=f"Talk {n}", minutes=5)

    library.write(fill)
    return app


def in_the_way(app):
    """Whether any sentence lies over the cursor or the keys."""
    looked_at, keys = cursor_of(app.focused), app.screen.query_one("KeyBar").region
    assert looked_at
    told = [toast.region for toast in app.screen.query(Toast)]
    assert told
    assert all(region.height for region in told)
    return any(region.overlaps(keys) or region.overlaps(looked_at) for region in told)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("keys", [("2",), ("5",), ("3",), ("3", "end", "enter"), ("f8",)])
async def test_no_sentence_lies_over_the_row_under_the_cursor(app, settle, size, keys):
    """Wherever the cursor goes while it stands, and wherever the cursor is when it comes."""
    async with app.run_test(size=size, notifications=True) as pilot:
        await settle(pilot)
        for key in keys:
            await pilot.press(key)
            await settle(pilot)
        app.tell(LONG)
        await settle(pilot)
        assert not in_the_way(app)
        for key in ("end", *["up"] * 4, "home", *["down"] * 6, "pagedown", "pagedown", "up"):
            await pilot.press(key)
            await settle(pilot)
            app.tell(LONG, problem=True)
            await settle(pilot)
            assert not in_the_way(app)


async def test_the_corner_is_below_again_when_the_cursor_is_above(app, settle):
    """It is at the top only while it must be, and leaves the names of the places there."""
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await pilot.press("2")
        await settle(pilot)
        app.tell(LONG)
        await settle(pilot)
        assert min(toast.region.y for toast in app.screen.query(Toast)) > 18
        await pilot.press("end")
        await until(pilot, lambda: app.screen.query_one(Toast).region.y == 1)
        assert "2 Methods" in lines(app)[0]
        await pilot.press("home")
        await until(pilot, lambda: app.screen.query_one(Toast).region.y > 18)


async def test_what_is_typed_is_not_hidden(app, settle):
    """The row of the field one writes in, in a form as high as the screen."""
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await pilot.press("2", "n")
        await settle(pilot)
        app.tell(LONG, problem=True)
        await settle(pilot)
        for _field in range(14):
            await pilot.press("tab")
            await settle(pilot)
            if cursor_of(app.focused):
                assert not in_the_way(app)


async def test_a_short_sentence_takes_one_row(app, settle):
    """No empty rows around it, and no wider than its words."""
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        app.tell("Done: New team. Undo with ctrl+z.")
        await settle(pilot)
        region = app.screen.query_one(Toast).region
        assert (region.height, region.bottom) == (1, 23)
        assert region.width < 40


async def test_a_problem_told_just_before_something_done_is_there_once(app, settle):
    """One keystroke may tell both."""
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        app.tell("The disk is full.", problem=True)
        app.tell("Done.")
        await settle(pilot)
        told = [str(toast.render()) for toast in app.screen.query(Toast)]
        assert told == ["The disk is full.", "Done."]

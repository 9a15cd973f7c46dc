"""How it went, one word a block: said with 1, 2 and 3 or the mouse, and never asked for."""

from __future__ import annotations

from datetime import date, time

import pytest

from kehitys.operations import agenda, live
from kehitys.operations.workshops import new_workshop
from kehitys.store import history, methods
from kehitys.tui.methods.library import MethodLibrary
from kehitys.tui.workshops.harvest import Harvest
from kehitys.tui.workshops.rating import HowItWent
from tests.tui.eye import HOSTILE, shown, until
from tests.tui.keyboard import press
from tests.tui.mouse import Mouse


@pytest.fixture
def held(library, clock):
    """A workshop that was run: a talk, two methods, and one more that was passed over."""

    def plan(tx):
        workshop_id = new_workshop(
            tx, title="Long solution day", day=date(2026, 11, 24), start=time(9), people=12
        )
        agenda.add_block(tx, workshop_id, kind="talk", title="Opening", minutes=10)
        for slug, title in (("alkukierros", HOSTILE), ("loppukierros", ""), ("pariporina", "")):
            method = methods.by_slug(tx.connection, slug)
            agenda.add_block(
                tx, workshop_id, kind="method", method_id=method.id, minutes=10, title=title
            )
        return workshop_id

    workshop_id = library.write(plan)[1]
    run_id = library.write(lambda tx: live.begin(tx, workshop_id, at=clock.now, speak="en"))[1]
    for seconds in (600, 720, 300, 5):
        clock.tick(seconds)
        library.write(lambda tx: live.next_block(tx, run_id))
    return workshop_id, run_id


async def opened(app, pilot, settle, held):
    """The window of words, opened from the harvest."""
    await settle(pilot)
    app.push_screen(Harvest(held[0]))
    await settle(pilot)
    await pilot.press("h")
    await until(pilot, lambda: isinstance(app.screen, HowItWent))
    await settle(pilot)


def words(library, held):
    """What was said, in the order it was."""
    return sorted(library.read(lambda c: history.ratings_of(c, held[1])).values())


async def test_only_methods_that_were_held_are_asked_about(app, settle, held):
    """No talk, and nothing that was passed over; titles are only text."""
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(app, pilot, settle, held)
        assert [a.block.method_slug for a in app.screen._rated.blocks] == [
            "alkukierros", "loppukierros",
        ]  # fmt: skip
        assert "[/] [Espoo] [@click" in shown(app)


async def test_a_key_says_a_word_and_goes_on_and_ctrl_z_takes_it_back(app, settle, held, library):
    """1 and 3 are said of the two blocks; 0 takes one back; undo brings it again."""
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(app, pilot, settle, held)
        await press(pilot, settle, "1", "3")
        assert words(library, held) == ["badly", "well"]
        await press(pilot, settle, "2")
        assert words(library, held) == ["so_so", "well"]
        await press(pilot, settle, "0")
        assert words(library, held) == ["well"]
        await press(pilot, settle, "escape", "ctrl+z")
        assert words(library, held) == ["so_so", "well"]
        assert "said of 2 of 2 blocks" in shown(app)


async def test_nothing_need_be_said(app, settle, held, library):
    """esc leaves, and the harvest says of how many it was said."""
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot, settle, held)
        await press(pilot, settle, "escape")
        assert isinstance(app.screen, Harvest)
        assert words(library, held) == []


async def test_the_mouse_says_it_too_and_the_same_word_again_takes_it_back(
    app, settle, held, library
):
    """The line in the harvest opens the window; each word is a button."""
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        app.push_screen(Harvest(held[0]))
        mouse = Mouse(pilot, settle)
        await mouse.click("said of 0 of 2 blocks")
        await until(pilot, lambda: isinstance(app.screen, HowItWent))
        await mouse.click("2 so-so", nth=1)
        assert words(library, held) == ["so_so"]
        await mouse.click("1 well", nth=0)
        assert words(library, held) == ["so_so", "well"]
        await mouse.click("✓ so-so")
        assert words(library, held) == ["well"]


async def test_a_workshop_that_was_not_run_has_nothing_to_say(app, settle, library):
    """The key is not offered."""
    plan = lambda tx: new_workshop(  # noqa: E731
        tx, title="Coming", day=date(2026, 12, 1), start=time(9), people=12
    )
    workshop_id = library.write(plan)[1]
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        app.push_screen(Harvest(workshop_id))
        await settle(pilot)
        assert "Coming" in shown(app)
        await press(pilot, settle, "h")
        assert isinstance(app.screen, Harvest)
        assert "How it went: said of" not in shown(app)


@pytest.mark.usefixtures("held")
async def test_the_method_leads_back_to_its_workshop(app, settle, library):
    """o and enter, or a click on the title in the page, open the workshop it was used in."""
    method_id = library.read(lambda c: methods.by_slug(c, "loppukierros")).id
    async with app.run_test(size=(120, 60)) as pilot:
        await settle(pilot)
        for way in ("keys", "mouse"):
            app.open_record("method", method_id)
            await settle(pilot)
            await settle(pilot)
            assert isinstance(app.screen, MethodLibrary)
            if way == "keys":
                await press(pilot, settle, "o", "enter")
            else:
                app.screen.query_one("#detail-pane").scroll_end(animate=False)
                await Mouse(pilot, settle).click("Long solution day")
            await until(pilot, lambda: app.current_mode == "workshops")
            await settle(pilot)

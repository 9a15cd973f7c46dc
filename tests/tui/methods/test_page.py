"""The page of a method: how it goes, how it went here, where it comes from, one's note."""

from __future__ import annotations

from datetime import date, time
from functools import partial
from typing import Any
from uuid import UUID

from sqlalchemy import update

from kehitys import i18n
from kehitys.operations import agenda, live, workshops
from kehitys.operations import methods as operations
from kehitys.store import methods as store
from kehitys.store import tables
from kehitys.tui.text_widgets import Choices
from kehitys.tui.widgets.fields import ParagraphField
from tests.tui.eye import HOSTILE, SHOWN
from tests.tui.methods.place import library_of, opened, opened_at, page_of, rows_of, searched
from tests.tui.mouse import Mouse


async def test_the_page_tells_steps_and_what_to_say(app, settle):
    """A method is told whole: when it fits, its steps with time and grouping, quotes, source."""
    async with app.run_test(size=(120, 40)) as pilot:
        await searched(pilot, settle, "fishbowl")
        page = page_of(app)
        assert "Conversation  together\u00a0·\u00a025\u00a0min" in page
        assert "“Talk to each other," in page
        for words in (
            "Fits when",
            "Not when",
            "Variations",
            "Traps",
            "Remotely",
            "Licence",
            "Not run here yet",
        ):
            assert words in page


async def test_quotes_and_badge_follow_the_language_of_the_words(app, own, settle):
    """In Swedish a method without Swedish words is told in Finnish, with its badge."""
    i18n.use("sv")
    async with app.run_test(size=(120, 40)) as pilot:
        await opened_at(pilot, settle, own)
        row = next(row for row in rows_of(app) if "Oma tapa" in row)
        assert "Oma tapa [fi]" in row
        assert "”Sanokaa jotakin.” [fi]" in page_of(app)


async def test_the_page_tells_how_the_method_went_here(app, own, library, clock, settle):
    """After a run the page tells what the method took and what had been planned."""

    def hold(tx: Any) -> UUID:
        workshop_id = workshops.new_workshop(
            tx, title=f"Day {HOSTILE}", day=date(2026, 11, 24), start=time(9), people=8
        )
        agenda.add_block(tx, workshop_id, kind="method", minutes=15, method_id=own.id)
        return live.begin(tx, workshop_id, at=clock.now, speak="en")

    _change, run_id = library.write(hold)
    clock.tick(20 * 60)
    library.write(partial(live.end, run_id=run_id))
    async with app.run_test(size=(120, 40)) as pilot:
        await opened_at(pilot, settle, own)
        page = " ".join(page_of(app).split())
        assert "Used here 1 time · usually 20 min, planned 15 min" in page
        assert f"24 Nov 2026 Day {SHOWN} · 15 → 20 min" in page


async def test_a_note_is_kept_and_undone(app, settle):
    """m opens the note, ctrl+s keeps it on the page, ctrl+z takes it away."""
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(pilot, settle, "m")
        app.screen.query_one(ParagraphField).text = f"Ask early {HOSTILE}"
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert f"Ask early {SHOWN}" in " ".join(page_of(app).split())
        await pilot.press("ctrl+z")
        await settle(pilot)
        assert "Ask early" not in page_of(app)


async def test_g_says_how_each_method_goes_with_this_one(app, settle):
    """Before it, after it or instead of it, as on the page."""
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot, settle, "g")
        choices = app.screen.query_one(Choices)
        offered = [choices.get_option_at_index(n).prompt.plain for n in range(choices.option_count)]
        assert "Before it      Check-in" in offered
        assert "After it       Dot voting" in offered
        assert "Instead of it  Buzz pairs" in offered


async def test_a_copy_says_what_it_was_copied_from_and_that_it_changed(app, settle, library):
    """The page names the original and its version; a newer original is told, and g leads to it."""
    original = library.read(lambda c: store.by_slug(c, "alkukierros"))
    copy = partial(operations.copy_to_own, method_id=original.id, speak="en")
    _change, copy_id = library.write(copy)
    since = original.method_version
    assert library.read(lambda c: store.method(c, copy_id)).origin_version == since
    library.write(
        lambda tx: tx.connection.execute(
            update(tables.method)
            .where(tables.method.c.id == original.id)
            .values(method_version=since + 1)
        )
    )
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        app.open_record("method", copy_id)
        await settle(pilot)
        await settle(pilot)
        told = " ".join(page_of(app).split())
        assert f"Copied from Check-in · version {since}" in told
        assert f"has changed since (version {since + 1})" in told
        await pilot.press("g")
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert library_of(app).current_id == original.id
        assert f"version {since + 1}" in page_of(app)


async def test_the_page_shows_the_short_instruction(app, settle, library):
    """Plain words for each step, and no line wider than the screen."""
    method = library.read(lambda c: store.by_slug(c, "alkukierros"))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        app.open_record("method", method.id)
        await settle(pilot)
        await settle(pilot)
        told = " ".join(page_of(app).split())
        edition = method.edition("en")
        assert "Short instruction" in told
        assert edition.steps[0].plain
        assert all(" ".join(step.plain.split()) in told for step in edition.steps)
        assert max(map(len, page_of(app).splitlines())) <= 80


async def test_a_click_on_a_method_that_goes_with_this_one_opens_it(app, settle, library):
    """Its name on the page is a link; the page stands alone here, so no row is clicked."""
    method = library.read(lambda c: store.by_slug(c, "alkukierros"))
    neighbour_id, name = library.read(lambda c: store.kin(c, method, "en"))[method.after[0]]
    async with app.run_test(size=(80, 24)) as pilot:
        place = await opened_at(pilot, settle, method)
        assert place.has_class("-reading")
        place.query_one("#detail-pane").scroll_end(animate=False)
        await Mouse(pilot, settle).click(name)
        assert place.current_id == neighbour_id

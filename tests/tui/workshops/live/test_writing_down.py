"""What is said while a run goes on is written down, kept as it is typed, and found again."""

from __future__ import annotations

import pytest
from textual import events

from kehitys.store import runs
from kehitys.tui.app import Kehitys
from kehitys.tui.workshops.capture import CaptureField
from kehitys.tui.workshops.live import LiveRun
from tests.tui.eye import SHOWN, until
from tests.tui.keyboard import type_in
from tests.tui.workshops.live.screen import caught, draft, facts, opened, shown


@pytest.mark.parametrize(
    ("key", "kind"), [("i", "idea"), ("o", "outcome"), ("p", "parked"), ("k", "experiment")]
)
async def test_a_key_and_enter_write_it_down(app, settle, library, workshop_id, run_id, key, kind):
    """Space, digits, signs and letters are text while one types."""
    async with app.run_test() as pilot:
        screen = await opened(pilot, settle, run_id)
        await pilot.press(key)
        await settle(pilot)
        text = f"Try 3 + 4 weeks, ok? {SHOWN}"
        await type_in(pilot, text)
        await pilot.press("enter")
        await settle(pilot)
        assert caught(library, workshop_id) == [(kind, text)]
        assert facts(library, run_id) == ["start"]
        assert draft(library, run_id) == ""
        assert "Espoo" in shown(screen)
        assert screen.focused is None


async def test_esc_keeps_the_draft_and_then_leaves_the_run_going(
    app, settle, library, workshop_id, run_id
):
    """First esc leaves the field, the second the screen; nothing ends and nothing is lost."""
    async with app.run_test() as pilot:
        screen = await opened(pilot, settle, run_id)
        await pilot.press("i")
        await type_in(pilot, "half a tho")
        await pilot.press("escape")
        await settle(pilot)
        assert app.screen is screen
        assert draft(library, run_id) == "half a tho"
        assert "half a tho" in shown(screen)
        await pilot.press("escape")
        await settle(pilot)
        assert not isinstance(app.screen, LiveRun)
        assert facts(library, run_id) == ["start"]
        await opened(pilot, settle, run_id)
        await pilot.press("o")
        await type_in(pilot, "ught")
        await pilot.press("enter")
        await settle(pilot)
        assert caught(library, workshop_id) == [("outcome", "half a thought")]


async def test_typing_is_kept_each_second(app, settle, library, run_id, both):
    """At most once a second, and never later than that."""
    async with app.run_test() as pilot:
        screen = await opened(pilot, settle, run_id)
        await pilot.press("i")
        await type_in(pilot, "abc")
        await settle(pilot)
        assert draft(library, run_id) == "a"
        both(1.1)
        screen.tick()
        await settle(pilot)
        assert draft(library, run_id) == "abc"


async def test_a_killed_app_goes_on_at_the_right_second(library, settle, run_id, clock, both):
    """Another app over the same file knows the block, the second and what was being typed."""
    first = Kehitys(library.path, me=library.person_id, now=clock)
    async with first.run_test(size=(120, 40)) as pilot:
        await opened(pilot, settle, run_id)
        both(300)
        await pilot.press("space")
        await settle(pilot)
        await pilot.press("k")
        await type_in(pilot, "x")
        await settle(pilot)
    both(95)
    second = Kehitys(library.path, me=library.person_id, now=clock)
    async with second.run_test(size=(120, 40)) as pilot:
        screen = await opened(pilot, settle, run_id)
        assert "NOW  Ideas" in shown(screen)
        assert screen.seen().remaining == 30 * 60 - 95
        assert screen.query_one(CaptureField).value == "x"


async def test_ctrl_q_ends_nothing(app, settle, library, run_id):
    """What is being typed is kept and the run goes on."""
    async with app.run_test() as pilot:
        await opened(pilot, settle, run_id)
        await pilot.press("i")
        await type_in(pilot, "abc")
        await pilot.press("ctrl+q")
        await pilot.pause()
    assert facts(library, run_id) == ["start"]
    assert draft(library, run_id) == "abc"
    assert library.read(runs.unfinished)


async def test_what_is_typed_is_stored_before_the_app_is_left(
    app, settle, library, run_id, monkeypatch
):
    """Also the letters of the last second; what the screens do while they go may come too late."""
    kept = []
    async with app.run_test() as pilot:
        await opened(pilot, settle, run_id)
        await pilot.press("i")
        await type_in(pilot, "abc")
        monkeypatch.setattr(app, "exit", lambda: kept.append(draft(library, run_id)))
        await pilot.press("ctrl+q")
        await until(pilot, lambda: kept)
    assert kept == ["abc"]


async def test_letters_in_one_burst_are_text(app, settle, library, workshop_id, run_id):
    """A key and a text that arrive together open the line and lose no letter."""
    async with app.run_test() as pilot:
        await opened(pilot, settle, run_id)
        for key in "iall bht":
            app.post_message(events.Key("space" if key == " " else key, key))
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert caught(library, workshop_id) == [("idea", "all bht")]
        assert facts(library, run_id) == ["start"]

"""Leading a run with keys: what is shown follows the facts and the clock, nothing else."""

from __future__ import annotations

from functools import partial

import pytest

from kehitys.tui.workshops.harvest import Harvest
from kehitys.tui.workshops.live import LiveRun
from kehitys.tui.workshops.live_view import ComingList
from tests.tui.eye import SHOWN
from tests.tui.workshops.live.screen import facts, opened, seen, shown


async def test_now_next_and_the_time_left_are_told(app, settle, run_id, both):
    """The block, its figures, what comes and when the day ends."""
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await opened(pilot, settle, run_id)
        both(65)
        screen.tick()
        said = shown(screen)
        for words in ("NOW  Opening", "left of 10 min", "Ideas", "Lunch", "on time", SHOWN):
            assert words in said
        assert "ends 10:50 as planned" in said
        both(14 * 60 - 65)
        screen.tick()
        said = shown(screen)
        assert "4 min over" in said
        assert "4 min late" in said
        assert "4 min too much before 10:00 Lunch" in said


@pytest.mark.parametrize("lost", [1, 59, 60, 61, 89, 90, 119, 120, 150])
async def test_a_stopped_clock_makes_every_number_late_by_the_same(app, settle, run_id, both, lost):
    """How late it is, when each block begins, and what is too much, here and in the plans."""
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await opened(pilot, settle, run_id)
        await pilot.press("t")
        await settle(pilot)
        both(lost)
        screen.tick()
        late = lost // 60
        said = shown(screen)
        assert f"9:{10 + late}" in said
        if late:
            assert f"{late} min late" in said
            assert f"{late} min too much before 10:00 Lunch" in said
            assert f"ends 10:{50 + late} (planned 10:50)" in said
        else:
            assert "on time" in said
            assert "too much" not in said
        await pilot.press("r")
        await settle(pilot)
        told = f"{late} min too much before 10:00 Lunch" if late else "Everything fits as it is."
        assert told in shown(app.screen)
        assert ("min over" in shown(app.screen)) == bool(late)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_what_matters_is_in_sight_at_both_sizes(app, settle, run_id, size):
    """Nothing that is told stands outside the screen."""
    async with app.run_test(size=size) as pilot:
        screen = await opened(pilot, settle, run_id)
        for name in ("#now", "ComingList", "CaughtList", "#trouble", "CaptureLine", "KeyBar"):
            region = screen.query_one(name).region
            assert region.height > 0
            assert region.bottom <= size[1]


@pytest.mark.parametrize(
    ("keys", "kinds"),
    [
        ("space", ["next"]),
        ("right", ["next"]),
        ("pagedown", ["next"]),
        ("space,b", ["next", "back"]),
        ("space,left", ["next", "back"]),
        ("space,pageup", ["next", "back"]),
        ("t", ["stop"]),
        ("t,t", ["stop", "go"]),
        ("plus", ["add"]),
        ("minus", ["add"]),
        ("greater_than_sign", ["add"]),
        ("less_than_sign", ["add"]),
        ("h", ["skip"]),
        ("h,h", ["skip", "unskip"]),
        ("1,2,3,4,5", []),
    ],
)
async def test_each_key_adds_its_fact(app, settle, library, run_id, keys, kinds):
    """One key, one fact; digits do nothing."""
    async with app.run_test() as pilot:
        screen = await opened(pilot, settle, run_id)
        for key in keys.split(","):
            await pilot.press(key)
            await settle(pilot)
        assert facts(library, run_id) == ["start", *kinds]
        assert app.screen is screen


async def test_minutes_are_added_and_taken(app, settle, library, run_id, clock):
    """+ and − are one minute, < and > five."""
    async with app.run_test() as pilot:
        await opened(pilot, settle, run_id)
        for key, length in (("plus", 11), ("greater_than_sign", 16), ("minus", 15),
                            ("less_than_sign", 10)):  # fmt: skip
            await pilot.press(key)
            await settle(pilot)
            assert seen(library, run_id, clock).length == length * 60


async def test_the_chosen_block_is_skipped(app, settle, library, run_id, clock):
    """Arrows choose among the blocks ahead; the same key takes it back in."""
    async with app.run_test() as pilot:
        await opened(pilot, settle, run_id)
        await pilot.press("down", "down", "h")
        await settle(pilot)
        skipped = [one.block.title for one in seen(library, run_id, clock).coming if one.skipped]
        assert skipped == [f"Choose {SHOWN}"]
        await pilot.press("h")
        await settle(pilot)
        assert not [one for one in seen(library, run_id, clock).coming if one.skipped]


async def test_a_click_chooses_a_block(app, settle, library, run_id, clock):
    """The mouse does what the arrows do."""
    async with app.run_test() as pilot:
        await opened(pilot, settle, run_id)
        await pilot.click(ComingList, offset=(4, 2))
        await pilot.press("h")
        await settle(pilot)
        skipped = [one.block.title for one in seen(library, run_id, clock).coming if one.skipped]
        assert skipped == ["Buffer"]


async def test_a_sleep_is_told(app, settle, run_id, clock, monkeypatch, both):
    """The wall clock went on by itself; the time counts."""
    told = []
    async with app.run_test() as pilot:
        screen = await opened(pilot, settle, run_id)
        monkeypatch.setattr(app, "tell", lambda sentence, **_: told.append(sentence))
        both(90)
        screen.tick()
        assert told == []
        clock.tick(6 * 60)
        screen.tick()
        assert told == ["The computer slept 6\N{NO-BREAK SPACE}min; the time was counted."]
        assert screen.seen().elapsed == 90 + 360


async def test_the_end_opens_the_harvest_and_can_be_taken_back(app, settle, library, run_id):
    """l ends; esc and b go on with the day."""
    async with app.run_test() as pilot:
        screen = await opened(pilot, settle, run_id)
        await pilot.press("l")
        await settle(pilot)
        assert isinstance(app.screen, Harvest)
        assert facts(library, run_id) == ["start", "end"]
        await pilot.press("escape")
        await settle(pilot)
        assert app.screen is screen
        assert "The workshop has ended" in shown(screen)
        await pilot.press("b")
        await settle(pilot)
        assert not screen._state.ended


async def test_keys_the_run_does_not_take_now_are_not_offered(app, settle, run_id):
    """A stopped clock is started, a running one stopped."""
    async with app.run_test() as pilot:
        screen = await opened(pilot, settle, run_id)
        works = partial(screen.check_action, parameters=())
        assert works("stop")
        assert not works("go")
        assert not works("harvest")
        await pilot.press("t")
        await settle(pilot)
        screen.tick()
        assert works("go")
        assert not works("stop")
        assert "the clock is stopped" in shown(screen)


async def test_what_is_read_after_the_run_was_left_is_not_painted(app, settle, run_id):
    """Leaving while the run is being read anew leaves, and nothing more happens."""
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        screen = LiveRun(run_id)
        app.push_screen(screen)
        await settle(pilot)
        await pilot.press("escape")
        await settle(pilot)
        assert app.screen is not screen
        screen.paint()


async def test_a_skipped_block_keeps_its_name_where_it_is_narrow(app, settle, run_id, both):
    """At 80 by 24 a late day has two times a row; which block was skipped is still to be read."""
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot, settle, run_id)
        both(18 * 60)
        await pilot.press("down", "down", "h")
        await settle(pilot)
        rows = str(screen.coming_list.render()).splitlines()
        row = next(row for row in rows if "–" in row)
        assert f"Choose {SHOWN}"[:12] in row
        assert "9:45" in row


async def test_going_back_from_the_first_block_is_answered(app, settle, library, run_id):
    """A key that can do nothing says so."""
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot, settle, run_id)
        await pilot.press("b")
        await settle(pilot)
        assert facts(library, run_id) == ["start"]
        assert [told.message for told in app._notifications] == [
            "This is the first block: there is none to go back to."
        ]


async def test_time_that_is_not_there_cannot_be_taken(app, settle, library, run_id):
    """Three times five minutes from a block of ten: the third says why nothing happens."""
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot, settle, run_id)
        await pilot.press("less_than_sign", "less_than_sign", "less_than_sign")
        await settle(pilot)
        assert facts(library, run_id) == ["start", "add", "add"]
        assert [told.message for told in app._notifications] == [
            "This block has no time left to take away."
        ]

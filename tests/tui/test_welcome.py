"""The first start: the welcome, the name, and the file that is made meanwhile."""

from __future__ import annotations

from math import inf
from threading import Event

from textual import events

from kehitys.domain.problems import Problem
from kehitys.files.library import take_in
from kehitys.store import settings, tables
from kehitys.tui.app import Kehitys
from kehitys.tui.welcome import Welcome
from tests.tui.eye import lines, shown, until


async def test_the_first_start_asks_the_name_and_makes_the_person(tmp_path, clock, settle):
    """Nothing is written before a name is; then there is one person, and it is me."""
    path = tmp_path / "own.db"
    app = Kehitys(path, new=True, now=clock)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert isinstance(app.screen, Welcome)
        assert not path.exists()
        await pilot.press("enter", *"Leena Luotu", "enter")
        await settle(pilot)
        names = await app.ask(lambda c: list(c.execute(tables.person.select()).mappings()))
        assert [row["name"] for row in names] == ["Leena Luotu"]
        assert app.me == names[0]["id"]
    assert settings.load().people


async def test_what_was_pressed_before_the_welcome_is_seen_reaches_nobody(tmp_path, clock, settle):
    """Neither as a name nor as a key of a place: the terminal keeps keys for a slow start."""
    early = [events.Key(key, key if len(key) == 1 else None) for key in ("x", "2", "enter", "f9")]
    pasted = events.Paste("kehitys")
    app = Kehitys(tmp_path / "own.db", new=True, now=clock)
    async with app.run_test(size=(80, 24)) as pilot:
        for event in early:
            app.post_message(event)
        await settle(pilot)
        for event in (*early, pasted):
            app.post_message(event)
        await settle(pilot)
        assert isinstance(app.screen, Welcome)
        assert app.screen.name_field.value == ""
        assert app.current_mode == "today"
        assert "Write your name first." not in shown(app)
        await pilot.press(*"Leena")
        assert app.screen.name_field.value == "Leena"


async def test_who_waits_for_the_first_frame_may_still_leave(tmp_path, clock, settle):
    """ctrl+q is heard from the first moment on."""
    early = events.Key("ctrl+q", None)
    app = Kehitys(tmp_path / "own.db", new=True, now=clock)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        app.post_message(early)
        await until(pilot, lambda: app._exit)


async def test_nothing_can_be_typed_while_the_first_file_is_being_made(
    tmp_path, clock, settle, monkeypatch
):
    """The name stays as given, a second enter makes nobody twice, and Today hears nothing."""
    made, go_on = Event(), Event()

    def slowly(database):
        made.set()
        assert go_on.wait(30)
        return take_in(database)

    monkeypatch.setattr("kehitys.files.library.take_in", slowly)
    app = Kehitys(tmp_path / "own.db", new=True, now=clock)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, Welcome) and app.focused)
        await until(pilot, lambda: app._hears_from < inf)
        await pilot.press(*"Leena", "enter")
        await until(pilot, made.is_set)
        welcome = app.screen
        await pilot.press("x", "enter", "f8", "f9", "2")
        assert welcome.name_field.value == "Leena"
        assert "Making your file …" in shown(app)
        assert "F9" not in lines(app)[-1]
        late = events.Key("2", "2")
        go_on.set()
        await settle(pilot)
        app.post_message(late)
        await settle(pilot)
        assert not isinstance(app.screen, Welcome)
        assert app.current_mode == "today"
        names = await app.ask(lambda c: list(c.execute(tables.person.select()).mappings()))
        assert [row["name"] for row in names] == ["Leena"]


async def test_a_file_that_cannot_be_made_leaves_the_name_to_be_tried_again(
    tmp_path, clock, settle, monkeypatch
):
    """The problem is told under the name, and the cursor stands in it."""

    def refuse(_database):
        raise Problem("The disk is full.")

    app = Kehitys(tmp_path / "own.db", new=True, now=clock)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        with monkeypatch.context() as full:
            full.setattr("kehitys.files.library.take_in", refuse)
            await pilot.press(*"Leen", "enter")
            await settle(pilot)
        assert "The disk is full." in shown(app)
        await pilot.press("a")
        assert app.screen.name_field.value == "Leena"
        await pilot.press("enter")
        await settle(pilot)
        assert app.me_name == "Leena"

"""The shell: places, keys, languages, undo, other windows, the demo and the way back."""

from __future__ import annotations

import errno
from functools import partial

import pytest
from textual import events

from kehitys import i18n
from kehitys.domain.problems import Problem
from kehitys.operations import network
from kehitys.store import settings, tables
from kehitys.store.database import Database
from kehitys.tui.app import Kehitys
from kehitys.tui.form import Form
from kehitys.tui.welcome import Welcome
from tests.tui.eye import shown


async def test_digits_lead_to_the_five_places(app, settle):
    """Each place has its number, and says its name in the top line."""
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        for digit, place in zip(
            "23451", ("methods", "workshops", "experiments", "network", "today"), strict=True
        ):
            await pilot.press(digit)
            await settle(pilot)
            assert app.current_mode == place


async def test_a_digit_in_a_search_field_is_text(app, settle):
    """While a field has the focus, digits are typed and no place changes."""
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await pilot.press("2", "slash", "1", "5")
        await settle(pilot)
        assert app.current_mode == "methods"
        assert app.screen.typed == "15"


async def test_a_digit_does_nothing_in_a_form(app, settle):
    """Digits change place only on the five places."""
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await pilot.press("5", "n")
        await settle(pilot)
        assert isinstance(app.screen, Form)
        await pilot.press("3")
        assert app.current_mode == "network"


async def test_ctrl_z_in_a_field_undoes_typing_and_nothing_else(app, settle):
    """The journal is left alone while one types."""
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        before = await app.ask(steps)
        await pilot.press("2", "slash", "a", "b", "ctrl+z")
        await settle(pilot)
        assert app.screen.typed == "a"
        assert await app.ask(steps) == before


async def test_undo_says_what_was_undone_and_redo_brings_it_back(app, settle):
    """The sentence holds the step and the name of what it was about."""
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await settle(pilot)
        await app.carry_out(partial(network.add_team, name="Museon yleisötyö", kind="pilot"))
        await settle(pilot)
        await pilot.press("ctrl+z")
        await settle(pilot)
        assert await app.ask(lambda c: c.execute(tables.team.select()).first()) is None
        assert "Undone" in shown(app)
        await pilot.press("ctrl+y")
        await settle(pilot)
        assert "Museon yleisötyö" in shown(app)


@pytest.mark.parametrize(("lang", "words"), [("fi", "Tänään"), ("sv", "I dag"), ("en", "Today")])
async def test_another_language_is_spoken_at_once(app, settle, lang, words):
    """Top line, list and record change without a restart, and the choice is kept."""
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await pilot.press("2")
        await settle(pilot)
        app.speak(lang)
        await settle(pilot)
        assert words in shown(app)
        names = {"fi": "1-2-4-kaikki", "sv": "1-2-4-alla", "en": "1-2-4-All"}
        assert names[lang] in shown(app)
    assert settings.load().language == lang


async def test_light_and_dark_change_at_once(app, settle):
    """F7 changes the colours and keeps the choice."""
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        before = app.theme
        await pilot.press("f7")
        assert app.theme != before
    assert settings.load().theme == app.theme


async def test_help_tells_every_key_of_the_screen(app, settle):
    """It is made from the bindings, so it cannot fall behind them."""
    async with app.run_test(size=(120, 60)) as pilot:
        await settle(pilot)
        await pilot.press("2")
        await settle(pilot)
        described = {
            active.binding.description
            for active in app.screen.active_bindings.values()
            if active.enabled
            and (active.binding.id or "").split(".")[0] in ("methods", "method", "app")
        }
        await pilot.press("f1")
        await settle(pilot)
        page = " ".join(shown(app).split())
        for description in described:
            assert description in page


async def test_the_palette_finds_a_place_by_name(app, settle):
    """ctrl+p, a few letters, enter."""
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await pilot.press("ctrl+p")
        await pilot.pause()
        await pilot.press(*"Networ")
        await pilot.pause(0.3)
        await pilot.press("enter")
        await settle(pilot)
        assert app.current_mode == "network"


async def test_what_another_window_does_is_seen_here(app, settle, library: Database):
    """A second window adds a person; this one lists them without a key pressed."""
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await pilot.press("5")
        await settle(pilot)
        await look_once(app)
        other = Database(library.path)
        other.write(partial(network.add_person, name="Kim Keksitty"))
        other.close()
        await look_once(app)
        await settle(pilot)
        assert "Kim Keksitty" in shown(app)


async def look_once(app: Kehitys) -> None:
    """Looks around as the timer would, which stands still meanwhile."""
    app._watching = False
    app.workers.cancel_group(app, "news")
    await app.look_around().wait()


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


async def test_the_demo_has_a_file_of_its_own_and_a_way_back(tmp_path, clock, settle):
    """F9 on the first start fills a throw-away file; F9 again asks for one's own name."""
    path = tmp_path / "own.db"
    app = Kehitys(path, new=True, now=clock)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await pilot.press("f9")
        await settle(pilot)
        assert app.demo
        assert "Demo data" in shown(app)
        assert not path.exists()
        await pilot.press("f9")
        await settle(pilot)
        assert not app.demo
        assert isinstance(app.screen, Welcome)
        await pilot.press(*"Leena", "enter")
        await settle(pilot)
        people = await app.ask(lambda c: list(c.execute(tables.person.select()).mappings()))
        assert [row["name"] for row in people] == ["Leena"]


@pytest.mark.parametrize("keys", [("enter",), ("f5", "down", "enter"), ("f", "v")])
async def test_the_banner_stands_on_every_screen_and_leads_back(tmp_path, clock, settle, keys):
    """Planner, live run and harvest of a demo say so, and F9 leaves them and the demo."""
    own = Database(tmp_path / "own.db")
    own.close()
    app = Kehitys(tmp_path / "own.db", now=clock)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("f9")
        await settle(pilot)
        await pilot.press("3")
        await settle(pilot)
        for key in keys:
            await pilot.press(key)
            await settle(pilot)
        assert len(app.screen_stack) == 2
        assert "Demo data" in shown(app)
        await pilot.press("f9")
        await settle(pilot)
        assert not app.demo
        assert "Demo data" not in shown(app)
        assert isinstance(app.screen, Welcome)


async def test_a_demo_begun_from_the_command_line_leads_back_to_ones_own(library, clock, settle):
    """F9 opens the person's own file, never the demo's as if it were theirs."""
    mine = {"name": "demo_person", "value": library.person_id.hex}
    library.write(lambda tx: tx.record(tables.setting, **mine))
    app = Kehitys(library.path, demo=True, me=library.person_id, now=clock)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("f9")
        await settle(pilot)
        assert isinstance(app.screen, Welcome)
        await pilot.press(*"Leena", "enter")
        await settle(pilot)
        assert app.store.path == settings.data_file()
        assert app.store.path != library.path


async def test_a_keymap_in_the_settings_moves_a_key(library, clock, settle):
    """The key of a binding is found by its id."""
    settings.save(settings.Settings(keymap={"place.network": "f6"}))
    app = Kehitys(library.path, me=library.person_id, now=clock)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("f6")
        await settle(pilot)
        assert app.current_mode == "network"


async def test_leaving_waits_for_what_is_being_written(app, settle, library):
    """ctrl+q right after a change loses nothing."""
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        app.perform(partial(network.add_team, name="Viime hetken tiimi", kind="pilot"))
        await pilot.press("ctrl+q")
        await pilot.pause()
    names = library.read(lambda c: [row.name for row in c.execute(tables.team.select())])
    assert names == ["Viime hetken tiimi"]


def steps(connection) -> int:
    """How many steps the journal has."""
    return len(connection.execute(tables.step.select()).all())


def test_an_unknown_language_is_english():
    """A broken setting does not break the words."""
    i18n.use("xx")
    assert i18n.current() == "en"


async def test_pasted_lines_all_go_into_a_line(app, settle):
    """Textual takes the first line of a paste and drops the others without a word."""
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await pilot.press("2", "slash")
        app.screen.focused.post_message(events.Paste("yksi\n\nkaksi kolme\r\n"))
        await settle(pilot)
        assert app.screen.focused.value == "yksi kaksi kolme"


async def test_a_paste_that_does_not_fit_a_line_is_told(app, settle):
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await pilot.press("2", "slash")
        app.screen.focused.post_message(events.Paste("x" * 501))
        await settle(pilot)
        assert app.screen.focused.value == ""
        assert ["500 characters fit here" in each.message for each in app._notifications] == [True]


async def test_sentences_in_the_corner_never_lie_in_a_heap(app, settle):
    """Ten undos say ten things, one at a time; the screen stays in sight."""
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        for n in range(10):
            app.tell(f"Tehty {n}")
            await pilot.pause()
        await settle(pilot)
        assert [each.message for each in app._notifications] == ["Tehty 9"]


async def test_what_was_done_does_not_take_the_place_of_a_problem(app, settle):
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        app.tell("Levy on täynnä.", problem=True)
        for n in range(3):
            await pilot.pause()
            app.tell(f"Tehty {n}")
        await settle(pilot)
        assert [each.message for each in app._notifications] == ["Levy on täynnä.", "Tehty 2"]


@pytest.mark.parametrize("kept", ["the folder", "the file"])
async def test_a_demo_that_cannot_be_written_leaves_ones_own_file(
    tmp_path, clock, settle, monkeypatch, kept
):
    """The temporary disk is full: it is said, and the name given next goes where it should."""

    def full(*_args: object, **_named: object) -> None:
        if kept == "the folder":
            raise OSError(errno.ENOSPC, "No space left on device")
        raise Problem("Could not save: the disk is full.")

    where = "passing_folder._lock" if kept == "the folder" else "database.Database.write"
    path = tmp_path / "own.db"
    app = Kehitys(path, new=True, now=clock)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        with monkeypatch.context() as broken:
            broken.setattr(f"kehitys.store.{where}", full)
            await pilot.press("f9")
            await settle(pilot)
        assert isinstance(app.screen, Welcome)
        assert "The demo could not be written" in shown(app)
        assert not app.demo
        await pilot.press(*"Leena", "enter")
        await settle(pilot)
        assert app.store.path == path
        people = await app.ask(lambda c: list(c.execute(tables.person.select()).mappings()))
        assert [row["name"] for row in people] == ["Leena"]

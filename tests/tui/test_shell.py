"""The shell: places, keys, languages, undo, other windows, the first start and leaving."""

from __future__ import annotations

from functools import partial

import pytest

from kehitys import i18n
from kehitys.operations import network
from kehitys.store import settings, tables
from kehitys.store.database import Database
from kehitys.tui.app import Kehitys
from kehitys.tui.form import Form
from kehitys.tui.inks import ink
from kehitys.tui.widgets.top_bar import TopBar
from tests.tui.eye import shown, until
from tests.tui.watching import look_once


async def test_digits_lead_to_the_five_places(app, settle):
    """Each place has its number, and its name alone stands out in the top line."""
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        for digit, name in zip(
            "23451", ("Methods", "Workshops", "Experiments", "Network", "Today"), strict=True
        ):
            await pilot.press(digit)
            await settle(pilot)
            assert app.current_mode == name.lower()
            line, here = app.screen.query_one(TopBar).render(), ink(app, "here")
            standing_out = [span for span in line.spans if span.style == here]
            assert [line.plain[each.start : each.end] for each in standing_out] == [
                f"{digit} {name}"
            ]


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
        app.speak("fi" if lang == "sv" else "sv")
        await settle(pilot)
        assert words not in shown(app)
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
        assert len(described) > 10
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
        await settle(pilot)
        await pilot.press(*"Networ")
        await until(pilot, lambda: "Check the file" not in shown(app))
        await pilot.press("enter")
        await settle(pilot)
        assert app.current_mode == "network"


async def test_the_palette_says_in_the_language_spoken_that_it_found_nothing(app, settle):
    """Not in the English of Textual."""
    i18n.use("fi")
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await pilot.press("ctrl+p")
        await settle(pilot)
        await pilot.press(*"qqq")
        await until(pilot, lambda: "Tällaista komentoa ei ole." in shown(app))
        assert "matches" not in shown(app)


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

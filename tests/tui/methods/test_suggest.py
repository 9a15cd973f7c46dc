"""What could I use now: the list follows what is typed, with reasons, also while a run goes on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest

from kehitys import i18n
from kehitys.domain.fit import Fit, Reason
from kehitys.domain.methods import Edition
from kehitys.operations import agenda, live
from kehitys.operations.workshops import new_workshop
from kehitys.store import methods, runs
from kehitys.tui.methods.fit_lines import method_line
from kehitys.tui.methods.library import MethodLibrary
from kehitys.tui.methods.own_method import EMPTY
from kehitys.tui.methods.reader import MethodReader
from kehitys.tui.methods.suggest import WhatNow
from kehitys.tui.text_widgets import Choices, Words
from kehitys.tui.widgets.choice_field import ChoiceField
from kehitys.tui.widgets.fields import LineField
from kehitys.tui.workshops.live import LiveRun
from tests.tui.eye import HOSTILE, SHOWN, shown, until
from tests.tui.keyboard import press
from tests.tui.methods.place import opened
from tests.tui.mouse import Mouse


async def asked(app, pilot, settle):
    """The screen, opened from the methods."""
    await opened(pilot, settle, "w")
    await until(pilot, lambda: isinstance(app.screen, WhatNow))
    await settle(pilot)
    return app.screen


def count(screen):
    return str(screen.query_one("#suggest-count", Words).content)


def names(screen):
    """The first lines of the methods offered."""
    listed = screen.query_one(Choices)
    return [str(option.prompt).split("\n")[0] for option in listed.options]


async def test_the_list_answers_while_one_types(app, settle, library):
    """Each condition narrows it, best first, and each method says why."""
    everything = len(library.read(methods.everything))
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await asked(app, pilot, settle)
        assert count(screen) == f"{everything} methods suit"
        await press(pilot, settle, *"30", "tab", *"12")
        fewer = int(count(screen).split()[0])
        assert 0 < fewer < everything
        assert "Is at its best with 12 people." in shown(app)
        assert "Fills the 30 minutes exactly." in shown(app)
        await press(pilot, settle, "tab", "right", "right", "tab", "right")
        assert int(count(screen).split()[0]) < fewer
        assert "Is calm, as you want." in shown(app)


async def test_the_way_to_the_list_stands_in_the_bar_while_one_types(app, settle):
    """Down goes from a field to the methods: the bar says so there too."""
    async with app.run_test(size=(120, 40)) as pilot:
        await asked(app, pilot, settle)
        assert "↓ To the list" in shown(app)
        await press(pilot, settle, "down")
        assert isinstance(app.focused, Choices)


@pytest.mark.parametrize("width", [80, 100, 119, 120])
async def test_every_field_shows_what_it_asks_and_that_there_is_more(app, settle, width):
    """In Swedish, whose words are long: each is whole at first, and a long choice is cut."""
    i18n.use("sv")
    async with app.run_test(size=(width, 30)) as pilot:
        screen = await asked(app, pilot, settle)
        assert shown(app).count("▾") == 4
        assert "vilken som helst  ▾" in shown(app)
        assert "…  ▾" not in shown(app)
        screen.query_one("#ask-mode", ChoiceField).value = "hybrid"
        screen.query_one("#ask-trust", ChoiceField).value = "low"
        await settle(pilot)
        assert shown(app).count("▾") == 4


async def test_when_nothing_suits_it_says_what_to_give_up(app, settle):
    """Two minutes are too few; the sentence says how many methods the next time lets in."""
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await asked(app, pilot, settle)
        await press(pilot, settle, *"2", "tab", *"12")
        assert count(screen).startswith("Nothing fits in 2 min.")
        assert "fit in 5 min." in count(screen)
        assert "✗" in shown(app)


async def test_what_is_no_number_is_told_and_nothing_breaks(app, settle):
    """The field keeps what was typed, the list stays, and hostile text is only text."""
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await asked(app, pilot, settle)
        before = names(screen)
        screen.query_one("#ask-minutes", LineField).value = HOSTILE
        await settle(pilot)
        assert "[Espoo]" in count(screen)
        assert names(screen) == before
        screen.query_one("#ask-minutes", LineField).value = "30"
        await settle(pilot)
        assert count(screen).endswith("suit")


async def test_enter_reads_the_method_and_esc_leads_all_the_way_back(app, settle):
    """Field, list, page; then list with what was typed, then the methods."""
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await asked(app, pilot, settle)
        await press(pilot, settle, *"30", "enter", "down", "enter")
        await until(pilot, lambda: isinstance(app.screen, MethodReader))
        await settle(pilot)
        assert names(screen)[1].split("  ")[0] in shown(app)
        assert "How it goes" in shown(app)
        await press(pilot, settle, "escape")
        assert app.screen is screen
        assert screen.query_one("#ask-minutes", LineField).value == "30"
        await press(pilot, settle, "escape")
        assert isinstance(app.screen, MethodLibrary)


async def test_up_from_the_first_method_leads_to_the_fields_and_c_clears_them(app, settle):
    """The arrows go both ways; c is a letter in a field and a key in the list."""
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await asked(app, pilot, settle)
        await press(pilot, settle, *"30", "down")
        assert screen.focused is screen.query_one("#suggest-list")
        await press(pilot, settle, "c")
        assert screen.query_one("#ask-minutes", LineField).value == ""
        await press(pilot, settle, "up")
        assert screen.focused is screen.query_one("#ask-minutes")


async def test_it_is_all_done_with_the_mouse_too(app, settle):
    """A click on a choice opens it, two on a method read it, one on the bottom line leaves."""
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await asked(app, pilot, settle)
        mouse = Mouse(pilot, settle)
        await mouse.click("anywhere")
        await mouse.click("remotely")
        assert screen.query_one("#ask-mode", ChoiceField).value == "remote"
        first = names(screen)[0].split("  ")[0]
        await mouse.click(first)
        await until(pilot, lambda: isinstance(app.screen, MethodReader))
        await mouse.press_below("Back")
        await mouse.press_below("Back")
        assert isinstance(app.screen, MethodLibrary)


@pytest.fixture
def run_id(library, clock):
    """A run of an hour with a check-in, with a break locked at 9.40."""

    def plan(tx):
        workshop_id = new_workshop(
            tx, title=f"Day {HOSTILE}", day=date(2026, 11, 24), start=time(9), people=14,
            mode="hybrid",
        )  # fmt: skip
        check_in = methods.by_slug(tx.connection, "alkukierros")
        agenda.add_block(tx, workshop_id, kind="method", method_id=check_in.id, minutes=10)
        pause = agenda.add_block(tx, workshop_id, kind="break", minutes=10)
        agenda.fix_start(tx, pause, time(9, 40))
        return workshop_id

    workshop_id = library.write(plan)[1]
    return library.write(lambda tx: live.begin(tx, workshop_id, at=clock.now, speak="en"))[1]


async def test_in_a_run_it_knows_the_time_left_and_the_run_goes_on(
    app, settle, library, clock, run_id
):
    """Minutes to the locked break, the people and the mode; esc comes back to the live screen."""
    clock.tick(7 * 60)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        live_screen = LiveRun(run_id)
        app.push_screen(live_screen)
        await settle(pilot)
        facts = library.read(lambda c: runs.run(c, run_id)).facts
        await press(pilot, settle, "w")
        screen = app.screen
        assert isinstance(screen, WhatNow)
        typed = {
            name: screen.query_one(f"#ask-{name}").value for name in ("minutes", "people", "mode")
        }
        assert typed == {"minutes": "33", "people": "14", "mode": "hybrid"}
        assert SHOWN in shown(app)
        await press(pilot, settle, "enter", "enter")
        await until(pilot, lambda: isinstance(app.screen, MethodReader))
        await press(pilot, settle, "escape", "escape")
        assert app.screen is live_screen
        assert library.read(lambda c: runs.run(c, run_id)).facts == facts


@pytest.mark.usefixtures("run_id")
async def test_a_method_of_the_same_workshop_says_so(app, settle):
    """From the methods too, the run that goes on tells what has been used."""
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await asked(app, pilot, settle)
        listed = screen.query_one(Choices).options
        check_in = next(str(o.prompt) for o in listed if str(o.prompt).startswith("Check-in"))
        assert "Is in this workshop already." in check_in


async def test_another_language_keeps_what_was_asked(app, settle):
    """Everything is said anew, and the numbers stay."""
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await asked(app, pilot, settle)
        await press(pilot, settle, *"25")
        app.speak("sv")
        await settle(pilot)
        await settle(pilot)
        assert "Vad passar nu?" in shown(app)
        assert screen.query_one("#ask-minutes", LineField).value == "25"
        assert count(screen).endswith("passar")
        i18n.use("en")


def test_the_reasons_of_a_method_go_on_under_their_words():
    """A line that is too long does not begin again under its sign."""
    reasons = tuple(
        Reason(code="people_ideal", good=True, values={"people": people}) for people in (8, 9, 10)
    )
    way = replace(EMPTY, editions=(Edition(lang="en", name="Way"),))
    found = Fit(method=way, suits=True, reasons=reasons, score=1)
    _name, first, *rest = method_line(found, 40).plain.splitlines()
    assert first.startswith("✓ ")
    assert rest
    assert all(line.startswith("  ") and line[2] != " " for line in rest)
    assert max(map(len, (first, *rest))) <= 40

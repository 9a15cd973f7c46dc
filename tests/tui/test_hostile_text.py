"""Texts that look like markup, actions or escape sequences are only texts, on every screen."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, time
from decimal import Decimal

import pytest
from textual import events

from kehitys.domain.methods import Edition, GroupSize, Method, Minutes
from kehitys.operations import agenda, catches, experiments, live, network
from kehitys.operations import methods as methods_operations
from kehitys.operations.workshops import new_workshop
from kehitys.tui.app import Kehitys
from kehitys.tui.form import Form
from kehitys.tui.methods.own_method import EMPTY
from kehitys.tui.widgets.fields import LineField, ParagraphField
from kehitys.tui.workshops.harvest import Harvest
from kehitys.tui.workshops.live import LiveRun
from kehitys.tui.workshops.planner import Planner
from tests.tui.eye import HOSTILE, shown, until

LITERAL = "[Espoo]"


def method() -> Method:
    """A method of one's own, every word of it hostile."""
    edition = Edition(
        lang="en", name=HOSTILE, summary=HOSTILE, use_when=HOSTILE, avoid_when=HOSTILE,
        invitation=HOSTILE, remote_notes=HOSTILE, room=HOSTILE, traps=(HOSTILE,),
    )  # fmt: skip
    return replace(
        EMPTY,
        minutes=Minutes(min=5, typical=10, max=20),
        group_size=GroupSize(min=2, max=30),
        purposes=("connect",),
        phases=("open",),
        mode=("room",),
        editions=(edition,),
        metadata_language="en",
        source=replace(EMPTY.source, author=HOSTILE, work=HOSTILE),
    )


@pytest.fixture
def ids(library, clock):
    """A file in which every text is hostile; a run goes on in it."""

    def fill(tx):
        unit = network.add_unit(tx, names={"fi": HOSTILE, "sv": HOSTILE})
        person = network.add_person(tx, name=HOSTILE, phone=HOSTILE, unit_id=unit)
        team = network.add_team(tx, name=HOSTILE, unit_id=unit, members=[person])
        method_id = methods_operations.write_own(tx, method())
        methods_operations.keep_note(tx, method_id, HOSTILE)
        workshop_id = new_workshop(
            tx, title=HOSTILE, goal=HOSTILE, place=HOSTILE, day=date(2026, 11, 24), start=time(9),
            people=12, team_id=team, facilitators=[person],
        )  # fmt: skip
        for _n in range(2):
            agenda.add_block(tx, workshop_id, kind="method", method_id=method_id, minutes=20)
        agenda.add_block(tx, workshop_id, kind="talk", title=HOSTILE, minutes=15)
        experiment_id = experiments.new_experiment(
            tx, title=HOSTILE, problem=HOSTILE, hypothesis=HOSTILE, because=HOSTILE,
            trial=HOSTILE, team_id=team, owner_id=person, workshop_id=workshop_id,
            review=date(2026, 12, 1),
        )  # fmt: skip
        experiments.predict(
            tx, experiment_id, text=HOSTILE, direction="down",
            baseline=Decimal(14), target=Decimal(9), by=None,
        )  # fmt: skip
        measure = experiments.add_measure(tx, experiment_id, name=HOSTILE, unit=HOSTILE)
        for state in ("planned", "running"):
            experiments.move(tx, experiment_id, state)
        experiments.log_point(
            tx, experiment_id, measure_id=measure, value=Decimal(12), on=date(2026, 11, 24),
            note=HOSTILE,
        )  # fmt: skip
        run_id = live.begin(tx, workshop_id, at=clock.now, speak="en")
        for kind in ("idea", "outcome", "action", "parked"):
            catches.catch(tx, workshop_id, kind=kind, text=HOSTILE, lang="en")
        return workshop_id, run_id

    return library.write(fill)[1]


OURS = re.compile(
    r"|screen\.(check|rate|mark\(\d+\)"
    r"|turn\('(people|groups)'\)|show_when\('(coming|past|all)'\)"
    r"|(open_method|open_workshop)\('[0-9a-f-]{36}'\))"
)
"""What may be clicked in a text: nothing, or what the program itself put there."""


def check(app):
    """What is drawn: the brackets as they are, nothing that acts, the app still there."""
    strips = app.screen._compositor.render_strips(app.size)
    drawn = "".join(strip.text for strip in strips)
    assert LITERAL in drawn, f"no {LITERAL} on {type(app.screen).__name__}\n{shown(app)}"
    for strip in strips:
        for segment in strip:
            meta = segment.style.meta if segment.style else {}
            assert OURS.fullmatch(meta.get("@click", "")), meta
    assert app.is_running


WAYS = {
    "today": ("1",),
    "method": ("2", "slash", *"espoo", "enter"),
    "method read": ("2", "slash", *"espoo", "enter", "enter"),
    "method form": ("2", "slash", *"espoo", "enter", "e"),
    "method note": ("2", "slash", *"espoo", "enter", "m"),
    "workshops": ("3",),
    "workshop copied": ("3", "c"),
    "experiments": ("4",),
    "experiment read": ("4", "enter"),
    "experiment form": ("4", "e"),
    "experiment prediction": ("4", "p"),
    "experiment measures": ("4", "m"),
    "experiment value": ("4", "l"),
    "people": ("5",),
    "person read": ("5", "enter"),
    "person form": ("5", "e"),
    "skills": ("5", "k"),
    "erase": ("5", "x"),
    "teams": ("5", "t"),
    "team form": ("5", "t", "e"),
    "unit form": ("5", "t", "end", "e"),
    "planner": ("planner",),
    "planner read": ("planner", "enter"),
    "block added": ("planner", "a", "enter"),
    "block swapped": ("planner", "end", "s"),
    "block form": ("planner", "e"),
    "workshop form": ("planner", "w"),
    "checked": ("planner", "g"),
    "exported": ("planner", "x"),
    "live": ("live",),
    "replanned": ("live", "r"),
    "harvest": ("harvest",),
    "owner": ("harvest", "o"),
    "kind": ("harvest", "t"),
    "reworded": ("harvest", "e"),
}
SCREENS = {"planner": Planner, "live": LiveRun, "harvest": Harvest}


@pytest.mark.parametrize("keys", WAYS.values(), ids=WAYS.keys())
async def test_stored_text_is_shown_as_it_is(app, settle, ids, keys):
    """Whatever shows a stored text shows its brackets and does nothing that it says."""
    workshop_id, run_id = ids
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        for key in keys:
            if key in SCREENS:
                row_id = run_id if key == "live" else workshop_id
                app.push_screen(SCREENS[key](row_id))
            else:
                await pilot.press(key)
            await pilot.pause()
            await settle(pilot)
        await until(pilot, lambda: LITERAL in shown(app))
        check(app)


TYPED = {
    "method": ("2", "n"),
    "method narrowed": ("2", "l"),
    "workshop": ("3", "n", "enter"),
    "experiment": ("4", "n"),
    "person": ("5", "n"),
    "team": ("5", "t", "n", "enter"),
    "unit": ("5", "t", "n", "down", "enter"),
    "talk": ("planner", "a", "down", "enter"),
    "block": ("planner", "e"),
    "catch": ("harvest", "a"),
    "role": ("harvest", "o", "enter"),
    "report": ("harvest", "x"),
}


@pytest.mark.parametrize("keys", TYPED.values(), ids=TYPED.keys())
async def test_typed_text_is_shown_as_it_is(app, settle, ids, keys):
    """Every field of every form takes hostile text, and saving or leaving it harms nothing."""
    workshop_id, _run_id = ids
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        for key in keys:
            if key in SCREENS:
                app.push_screen(SCREENS[key](workshop_id))
            else:
                await pilot.press(key)
            await pilot.pause()
            await settle(pilot)
        await until(pilot, lambda: isinstance(app.screen, Form))
        form = app.screen
        for field in form.query(".field-input"):
            if isinstance(field, LineField | ParagraphField):
                field.focus()
                field.post_message(events.Paste(HOSTILE))
                await pilot.press("home", *"[/]")
                check(app)
        for key in ("ctrl+s", "escape"):
            if app.screen is form:
                await pilot.press(key)
                await settle(pilot)
        assert app.is_running


@pytest.mark.usefixtures("ids")
@pytest.mark.parametrize("place", "2345")
async def test_a_search_is_only_text(app, settle, place):
    """The search of each place takes brackets as letters."""
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press(place, "slash", *("space" if c == " " else c for c in HOSTILE[:33]))
        await settle(pilot)
        check(app)


async def paste(pilot, settle):
    """Puts the text where the cursor stands, as a person who copied it from somewhere would."""
    pilot.app.screen.focused.post_message(events.Paste(HOSTILE))
    await settle(pilot)


async def test_a_hostile_name_at_the_first_start_is_only_a_name(tmp_path, clock, settle):
    """The person is made, and the top line shows what was typed, letter for letter."""
    app = Kehitys(tmp_path / "own.db", new=True, now=clock)
    async with app.run_test(size=(160, 24)) as pilot:
        await pilot.pause()
        await paste(pilot, settle)
        await pilot.press("enter")
        await settle(pilot)
        assert app.me is not None
        assert LITERAL in shown(app)
        check(app)


async def test_a_hostile_catch_is_written_down_as_it_is(app, settle, ids):
    """The capture line takes it, and the list of what was caught shows it."""
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        app.push_screen(LiveRun(ids[1]))
        await settle(pilot)
        await pilot.press("i")
        await settle(pilot)
        await paste(pilot, settle)
        await pilot.press("enter")
        await settle(pilot)
        check(app)


@pytest.mark.usefixtures("ids")
async def test_the_palette_and_the_erase_window_take_it_as_words(app, settle):
    """Neither finds anything by it, and neither crashes."""
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("ctrl+p")
        await settle(pilot)
        await paste(pilot, settle)
        assert app.is_running
        await pilot.press("escape", "5")
        await settle(pilot)
        await pilot.press("down", "x")
        await settle(pilot)
        await paste(pilot, settle)
        check(app)

"""The Workshops place, by its keys."""

from __future__ import annotations

from datetime import date, time
from functools import partial

import pytest

from kehitys.domain.methods import MODES
from kehitys.operations import agenda as agenda_operations
from kehitys.operations import network
from kehitys.operations import workshops as operations
from kehitys.store import tables, workshops
from kehitys.tui.form import Form
from kehitys.tui.pick import Pick
from kehitys.tui.text_widgets import Words
from kehitys.tui.workshops.agenda_list import AgendaList
from kehitys.tui.workshops.planner import Planner
from kehitys.tui.workshops.workshops import Workshops
from tests.tui.eye import HOSTILE, SHOWN, lines, shown, until


@pytest.fixture
def plan(library):
    """Plans a workshop in the file."""

    def make(title, day, **more):
        facts = {"start": time(9), "people": 12, "title": title, "day": day, **more}
        return library.write(partial(operations.new_workshop, **facts))[1]

    return make


def stored(library, workshop_id):
    return library.read(lambda c: workshops.workshop(c, workshop_id))


async def open_place(app, pilot, settle):
    await settle(pilot)
    await pilot.press("3")
    await settle(pilot)
    assert isinstance(app.screen, Workshops)


async def test_an_empty_place_says_what_to_do_first(app, settle):
    """Without workshops the place says what it is for and which key plans one."""
    async with app.run_test(size=(120, 40)) as pilot:
        await open_place(app, pilot, settle)
        assert "plan workshops and run them" in shown(app)


async def test_coming_ones_first_past_ones_behind_a_key(app, settle, plan):
    """The list begins with what is ahead; f shows the past, then all."""
    plan("Ahead", date(2026, 12, 1))
    plan("Behind", date(2026, 10, 1))
    async with app.run_test(size=(120, 40)) as pilot:
        await open_place(app, pilot, settle)
        assert "Ahead" in shown(app)
        assert "Behind" not in shown(app)
        await pilot.press("f")
        await settle(pilot)
        assert "Behind" in shown(app)
        assert "Ahead" not in shown(app)
        await pilot.press("f")
        await settle(pilot)
        assert app.screen.records.total == 2
        text = app.screen.filter_line.content.plain
        await pilot.click("#filters", offset=(1 + text.index("coming") + 1, 0))
        await settle(pilot)
        assert "Ahead" in shown(app)
        assert app.screen.records.total == 1
        await pilot.click("#filters", offset=(1 + text.index("past") + 1, 0))
        await settle(pilot)
        assert "Behind" in shown(app)
        assert app.screen.records.total == 1


async def test_the_record_tells_goal_agenda_and_remarks(app, settle, plan, library):
    """Beside the list stand the goal, the agenda with its times, and what to look at again."""
    made = plan("Day", date(2026, 12, 1), goal="Shorter queues", place="Room 5", end=time(9, 10))
    library.write(
        partial(agenda_operations.add_block, workshop_id=made, kind="talk", minutes=30, title="Hi")
    )
    async with app.run_test(size=(120, 40)) as pilot:
        await open_place(app, pilot, settle)
        text = shown(app)
        for part in ("Shorter queues", "Room 5", "9:00", "Hi", "runs 20 minutes past"):
            assert part in text


async def test_a_workshop_from_a_template(app, settle, library):
    """n offers templates with their minutes, then the form; saving opens the planner."""
    async with app.run_test(size=(120, 45)) as pilot:
        await open_place(app, pilot, settle)
        await pilot.press("n")
        await until(pilot, lambda: isinstance(app.screen, Pick))
        await settle(pilot)
        assert "Team meeting" in shown(app)
        assert "1 h" in shown(app)
        await pilot.press(*"team", "enter")
        await until(pilot, lambda: isinstance(app.screen, Form))
        await settle(pilot)
        form = app.screen
        form.query_one("#field-day").value = "1.12.2026"
        form.query_one("#field-start").value = "13"
        form.query_one("#field-people").value = "8"
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, Planner))
        await settle(pilot)
        (line,) = library.read(lambda c: workshops.lines(c, today=date(2026, 11, 24))).rows
        found = stored(library, line.id)
        assert (found.title, found.date, found.start) == (
            "Team meeting",
            date(2026, 12, 1),
            time(13),
        )
        assert found.end == time(14)
        assert len(found.blocks) == 6
        assert found.facilitators[0].name == "Maija Mallikas"
        # Undone, the workshop is gone, and the planner with it.
        await pilot.press("ctrl+z")
        await settle(pilot)
        await until(pilot, lambda: isinstance(app.screen, Workshops))


async def test_what_is_wrong_stands_in_the_form(app, settle):
    """A form that cannot be saved says why beside the field, and keeps what was typed."""
    async with app.run_test(size=(80, 24)) as pilot:
        await open_place(app, pilot, settle)
        await pilot.press("n")
        await until(pilot, lambda: isinstance(app.screen, Pick))
        await settle(pilot)
        await pilot.press(*"empty", "enter")
        await until(pilot, lambda: isinstance(app.screen, Form))
        await settle(pilot)
        await pilot.press(*"Title")
        app.screen.query_one("#field-day").value = "soon"
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert "is not a day" in str(app.screen.query_one("#wrong-day", Words).render())
        assert app.screen.query_one("#field-title").value == "Title"


async def test_opening_a_coming_one_and_a_past_one(app, settle, plan, library):
    """A coming workshop opens in the planner, one that was held in its record."""
    coming = plan("Ahead", date(2026, 12, 1))
    past = plan("Behind", date(2026, 10, 1))

    def held(tx):
        tx.describe("Hold")
        tx.update(tables.workshop, past, state="held")

    library.write(held)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        app.open_record("workshop", past)
        await until(
            pilot, lambda: isinstance(app.screen, Workshops) and app.screen.has_class("-reading")
        )
        await settle(pilot)
        assert "✓ held" in shown(app)
        app.open_record("workshop", coming)
        await until(pilot, lambda: isinstance(app.screen, Planner))
        await settle(pilot)
        assert "Ahead" in shown(app)
        await pilot.press("escape")
        await settle(pilot)
        assert isinstance(app.screen, Workshops)


async def test_copy_delete_and_undo(app, settle, plan):
    """c plans it again on another day, d deletes, ctrl+z brings it back."""
    plan("Ahead", date(2026, 12, 1))
    async with app.run_test(size=(120, 40)) as pilot:
        await open_place(app, pilot, settle)
        await pilot.press("c")
        await until(pilot, lambda: isinstance(app.screen, Form))
        await settle(pilot)
        await pilot.press(*"8.12.2026", "ctrl+s")
        await settle(pilot)
        await until(pilot, lambda: app.screen.records.total == 2)
        await settle(pilot)
        assert app.screen.records.current.date == date(2026, 12, 8)
        await pilot.press("d")
        await settle(pilot)
        assert app.screen.records.total == 1
        await pilot.press("ctrl+z")
        await settle(pilot)
        assert app.screen.records.total == 2


async def test_export_writes_markdown_and_never_over_a_file(app, settle, plan, tmp_path):
    """x writes the agenda; a file that is there already is left as it is."""
    plan("Ahead", date(2026, 12, 1), goal="A goal")
    there = tmp_path / "there.md"
    there.write_text("mine")
    async with app.run_test(size=(120, 40)) as pilot:
        await open_place(app, pilot, settle)
        await pilot.press("x")
        await until(pilot, lambda: isinstance(app.screen, Form))
        await settle(pilot)
        app.screen.query_one("#field-path").value = str(there)
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert there.read_text() == "mine"
        assert "already" in shown(app)
        app.screen.query_one("#field-path").value = str(tmp_path / "new.md")
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert (tmp_path / "new.md").read_text().startswith("# Ahead")
        assert isinstance(app.screen, Workshops)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_strange_text_is_only_text(app, settle, plan, library, size):
    """What looks like markup or a command to the terminal is shown letter for letter."""
    made = plan(HOSTILE, date(2026, 12, 1), goal=HOSTILE, place=HOSTILE, mode=MODES[0])
    library.write(
        partial(
            agenda_operations.add_block, workshop_id=made, kind="talk", minutes=30, title=HOSTILE
        )
    )
    async with app.run_test(size=size) as pilot:
        await open_place(app, pilot, settle)
        assert SHOWN[:18] in shown(app)
        assert "\x1b" not in shown(app)
        await pilot.press("slash", *"[/]", "escape")
        await settle(pilot)
        assert "[/]" in shown(app)
        await pilot.press("escape")
        await settle(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, Planner))
        await settle(pilot)
        assert app.screen.query_one(AgendaList).cursor_id is not None
        assert SHOWN[:18] in shown(app)
        await pilot.press("w")
        await until(pilot, lambda: isinstance(app.screen, Form))
        await settle(pilot)
        assert app.screen.query_one("#field-place").value == SHOWN


async def test_back_from_the_planner_is_the_list(app, settle, plan):
    """On a narrow screen the list stands there again, and enter opens the planner anew."""
    plan("Ahead", date(2026, 12, 1))
    async with app.run_test(size=(80, 24)) as pilot:
        await open_place(app, pilot, settle)
        for _turn in range(2):
            await pilot.press("enter")
            await settle(pilot)
            assert isinstance(app.screen, Planner)
            await pilot.press("escape")
            await settle(pilot)
            assert isinstance(app.screen, Workshops)
            assert not app.screen.has_class("-reading")
            assert "Ahead" in shown(app)


async def test_a_narrow_empty_place_says_what_to_do_first(app, settle):
    """With one pane the first keys stand under the empty list."""
    async with app.run_test(size=(80, 24)) as pilot:
        await open_place(app, pilot, settle)
        assert "plan workshops and run them" in shown(app)
        assert "Open" not in shown(app)


@pytest.mark.parametrize(
    ("title", "team", "row"),
    [
        ("Day", "Childcare centre of the northern ward", "Childcare centre of the northern ward"),
        ("A day of eleven words for all who work at a desk", "Desk", " Desk "),
        ("A day of eleven words for all who work", "The night patrol of the north", "…"),
    ],
)
async def test_name_and_team_lend_each_other_room(app, settle, plan, library, title, team, row):
    """At 80 columns neither is cut while the other has cells it does not use."""
    team_id = library.write(partial(network.add_team, name=team))[1]
    plan(title, date(2026, 12, 1), end=time(10), team_id=team_id)
    plan("Other", date(2026, 12, 2), team_id=team_id)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_place(app, pilot, settle)
        first = next(line for line in lines(app) if title[:10] in line)
        assert row in first
        assert title in first
        assert len(first) == 80


async def test_a_past_one_says_whose_it_was_also_where_there_is_little_room(
    app, settle, plan, library
):
    """At 80 columns by the sign of its state alone, which the help explains."""
    team_id = library.write(partial(network.add_team, name="Childcare centre Meadow"))[1]
    plan("Behind", date(2026, 10, 1), team_id=team_id)
    called_off = plan("Called off", date(2026, 10, 2), team_id=team_id)
    library.write(partial(operations.cancel_workshop, workshop_id=called_off))
    async with app.run_test(size=(80, 24)) as pilot:
        await open_place(app, pilot, settle)
        await pilot.press("f")
        await settle(pilot)
        behind = next(line for line in lines(app) if "Called off" in line)
        assert "Childcare centre Meadow" in behind
        assert behind.rstrip().endswith("✗")
        await pilot.press("f1", "end")
        await settle(pilot)
        assert "a workshop that was called off" in shown(app)

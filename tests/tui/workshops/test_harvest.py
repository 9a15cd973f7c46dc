"""The harvest: what was caught put in order with keys, and the report saved as a file."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest
from rich.style import Style
from textual.widgets import Input

from kehitys.domain.catches import Catch
from kehitys.operations import agenda, catches, live
from kehitys.operations.workshops import new_workshop
from kehitys.store import catches as stored
from kehitys.store import experiments, workshops
from kehitys.store.ids import new_id
from kehitys.tui.form import Form
from kehitys.tui.pick import Pick
from kehitys.tui.text_widgets import Words
from kehitys.tui.widgets.fields import ParagraphField
from kehitys.tui.workshops.harvest import Harvest
from kehitys.tui.workshops.harvest_words import Row, drawn
from tests.tui.eye import HOSTILE, SHOWN
from tests.tui.keyboard import press


def do(database, operation, *args, **values):
    """Does one operation and gives what it gave."""
    return database.write(lambda tx: operation(tx, *args, **values))[1]


@pytest.fixture
def workshop_id(library, clock):
    """A workshop that was run: an idea, an outcome and an action were caught."""

    def plan(tx):
        workshop_id = new_workshop(
            tx, title=f"Day: {HOSTILE}", day=date(2026, 11, 24), start=time(9), people=12
        )
        agenda.add_block(tx, workshop_id, kind="talk", title="Opening", minutes=10)
        agenda.add_block(tx, workshop_id, kind="talk", title="Closing", minutes=20)
        return workshop_id

    workshop_id = do(library, plan)
    run_id = do(library, live.begin, workshop_id, at=clock.now, speak="en")
    clock.tick(14 * 60)
    for kind, text in (("idea", "One queue"), ("outcome", "We agree"), ("action", "Ask IT")):
        do(library, catches.catch, workshop_id, kind=kind, text=text, lang="en")
    do(library, live.end, run_id)
    return workshop_id


async def opened(pilot, settle, workshop_id):
    """The harvest of a workshop."""
    await settle(pilot)
    screen = Harvest(workshop_id)
    pilot.app.push_screen(screen)
    await settle(pilot)
    return screen


def shown(screen):
    """Everything the screen says outside its list."""
    said = "\n".join(str(words.render()) for words in screen.query(Words))
    return said.replace("\N{NO-BREAK SPACE}", " ")


def listed(screen):
    """The list as it is: kinds and texts."""
    return [(row.catch.kind, row.catch.text) for _, row in sorted(screen.records._rows.items())]


def one(library, workshop_id, kind):
    """The only thing of a kind."""
    found = library.read(lambda c: stored.of_workshop(c, workshop_id))
    (wanted,) = [catch for catch in found if catch.kind == kind]
    return wanted


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_what_was_caught_stands_by_kind_beside_the_plan(app, settle, workshop_id, size):
    """Outcomes before ideas before actions; planned and taken minutes of each block."""
    async with app.run_test(size=size) as pilot:
        screen = await opened(pilot, settle, workshop_id)
        assert listed(screen) == [
            ("outcome", "We agree"), ("idea", "One queue"), ("action", "Ask IT")
        ]  # fmt: skip
        said = shown(screen)
        assert "4 min over" in said
        assert "not reached" in said
        assert "1 idea · 1 outcome · 1 action" in said
        for name in ("RecordList", "#harvest-one", "#harvest-right"):
            assert screen.query_one(name).region.bottom <= size[1]


async def test_votes_go_up_and_down_and_sort(app, settle, library, workshop_id):
    """+ and − vote for the thing under the cursor; there are never fewer than none."""
    do(library, catches.catch, workshop_id, kind="idea", text="Second", lang="en")
    async with app.run_test() as pilot:
        screen = await opened(pilot, settle, workshop_id)
        await press(pilot, settle, "down", "down", "plus", "plus", "minus")
        assert screen.current.text == "Second"
        assert screen.current.votes == 1
        assert listed(screen)[1] == ("idea", "Second")
        await press(pilot, settle, "minus", "minus")
        assert screen.current.votes == 0


async def test_an_owner_is_a_person_or_a_role(app, settle, library, workshop_id):
    """o picks somebody of the register; a role is said in words."""
    async with app.run_test() as pilot:
        await opened(pilot, settle, workshop_id)
        await press(pilot, settle, "o")
        assert isinstance(app.screen, Pick)
        await press(pilot, settle, "down", "enter")
        assert one(library, workshop_id, "outcome").owner == "Maija Mallikas"
        await press(pilot, settle, "o", "up", "up", "enter")
        assert isinstance(app.screen, Form)
        app.screen.query_one("#field-role", Input).value = HOSTILE
        await press(pilot, settle, "ctrl+s")
        caught = one(library, workshop_id, "outcome")
        assert caught.owner_id is None
        assert SHOWN in caught.owner
        assert SHOWN in shown(app.screen)
        await press(pilot, settle, "o", "down", "enter")
        assert one(library, workshop_id, "outcome").owner == ""


async def test_kind_text_and_day_are_changed(app, settle, library, workshop_id):
    """t, e and s ask in a window each."""
    async with app.run_test() as pilot:
        screen = await opened(pilot, settle, workshop_id)
        await press(pilot, settle, "t", "down", "enter")
        assert one(library, workshop_id, "decision").text == "We agree"
        await press(pilot, settle, "e")
        app.screen.query_one(ParagraphField).text = f"Agreed {HOSTILE}"
        await press(pilot, settle, "ctrl+s")
        assert SHOWN in one(library, workshop_id, "decision").text
        assert SHOWN in shown(screen)
        await press(pilot, settle, "s")
        app.screen.query_one("#field-due", Input).value = "3.12."
        await press(pilot, settle, "ctrl+s")
        assert one(library, workshop_id, "decision").due == date(2026, 12, 3)
        assert "by 3 Dec 2026" in shown(screen)


@pytest.mark.parametrize("width", [50, 70, 120])
def test_the_day_stays_whole_beside_a_long_name(width):
    """By when is what one looks for; of a name the beginning tells who."""
    catch = Catch(
        id=new_id(), workshop_id=new_id(), kind="action", due=date(2026, 11, 18),
        text="Kerro mallista lähikirjastoille ja pyydä mukaan",
        owner_name="Riikka-Maria Hautajoki-Mäkelä", caught_at=datetime(2026, 11, 4, 7, tzinfo=UTC),
    )  # fmt: skip
    row = Row(id=catch.id, catch=catch, first=True)
    told = drawn(row, width, lambda _name: Style()).plain
    assert "18 Nov" in told.replace("\N{NO-BREAK SPACE}", " ")
    assert "Riikka-" in told
    assert len(told) <= width


async def test_one_key_makes_an_experiment_and_enter_goes_to_it(
    app, settle, library, workshop_id, monkeypatch
):
    """k makes it; the key works once; enter opens what it became."""
    went = []
    monkeypatch.setattr(app, "open_record", lambda kind, row_id: went.append((kind, row_id)))
    async with app.run_test() as pilot:
        screen = await opened(pilot, settle, workshop_id)
        await press(pilot, settle, "down", "k")
        caught = one(library, workshop_id, "idea")
        assert caught.became_title == "One queue"
        assert library.read(lambda c: experiments.experiment(c, caught.became_id))
        assert not screen.check_action("experiment", ())
        await press(pilot, settle, "enter")
        assert went == [("experiment", caught.became_id)]


async def test_enter_edits_what_is_no_experiment(app, settle, workshop_id):
    """There is something to do with every row."""
    async with app.run_test() as pilot:
        await opened(pilot, settle, workshop_id)
        await press(pilot, settle, "down", "enter")
        assert isinstance(app.screen, Form)
        assert app.screen.query_one(ParagraphField).text == "One queue"


async def test_something_is_added_deleted_and_brought_back(app, settle, workshop_id):
    """a adds, d takes away, ctrl+z brings back."""
    async with app.run_test() as pilot:
        screen = await opened(pilot, settle, workshop_id)
        await press(pilot, settle, "down", "down", "a")
        app.screen.query_one(ParagraphField).text = f"Later {HOSTILE}"
        await press(pilot, settle, "ctrl+s")
        added = [text for kind, text in listed(screen) if kind == "action" and "Later" in text]
        assert len(added) == 1
        assert SHOWN in added[0]
        before = listed(screen)
        await press(pilot, settle, "d")
        assert len(listed(screen)) == len(before) - 1
        await press(pilot, settle, "ctrl+z")
        assert listed(screen) == before


async def test_how_many_came_is_said(app, settle, library, workshop_id):
    """n asks, and what cannot be is told in the form."""
    async with app.run_test() as pilot:
        screen = await opened(pilot, settle, workshop_id)
        assert "how many came? press n" in shown(screen)
        await press(pilot, settle, "n")
        field = app.screen.query_one("#field-people", Input)
        field.value = "many"
        await press(pilot, settle, "ctrl+s")
        assert isinstance(app.screen, Form)
        field.value = "11"
        await press(pilot, settle, "ctrl+s")
        assert "11 came (12 expected)" in shown(screen)
        assert library.read(lambda c: workshops.workshop(c, workshop_id)).people_came == 11
        await press(pilot, settle, "n")
        app.screen.query_one("#field-people", Input).value = "12"
        await press(pilot, settle, "ctrl+s")
        assert "12 came" in shown(screen)
        assert "expected" not in shown(screen)


async def test_the_report_is_saved_and_never_over_another_file(app, settle, workshop_id):
    """x proposes a name in the documents folder; a taken name is refused."""
    documents = Path.home() / "Documents"
    documents.mkdir(parents=True)
    async with app.run_test() as pilot:
        await opened(pilot, settle, workshop_id)
        await press(pilot, settle, "x")
        proposed = Path(app.screen.query_one("#field-path", Input).value)
        assert proposed.parent == documents
        assert proposed.name.startswith("2026-11-24 Day")
        await press(pilot, settle, "ctrl+s")
        written = proposed.read_text("utf-8")
        assert "One queue" in written
        assert "\x1b" not in written
        await press(pilot, settle, "x")
        field = app.screen.query_one("#field-path", Input)
        assert field.value != str(proposed)
        field.value = str(proposed)
        await press(pilot, settle, "ctrl+s")
        assert isinstance(app.screen, Form)
        assert "already" in shown(app.screen)
        assert proposed.read_text("utf-8") == written


async def test_an_empty_harvest_says_what_it_is_for(app, settle, library):
    """And which key adds the first thing."""
    workshop_id = do(
        library, new_workshop, title="New", day=date(2026, 12, 1), start=time(9), people=5
    )
    async with app.run_test() as pilot:
        screen = await opened(pilot, settle, workshop_id)
        said = shown(screen)
        assert "Here stands what was written down" in said
        assert "Not run yet." in said
        assert not screen.check_action("owner", ())
        await press(pilot, settle, "escape")
        assert not isinstance(app.screen, Harvest)


async def test_digits_do_nothing(app, settle, workshop_id):
    """Places change by digit only on the five places."""
    async with app.run_test() as pilot:
        screen = await opened(pilot, settle, workshop_id)
        await press(pilot, settle, "1", "4")
        assert app.screen is screen


async def test_a_workshop_held_on_another_day_is_told_of_that_day(app, settle, library, clock):
    """The head and the name of the file have the date of the run, as the report in it has."""

    def plan(tx):
        workshop_id = new_workshop(
            tx, title="Moved", day=date(2026, 12, 1), start=time(9), people=12
        )
        agenda.add_block(tx, workshop_id, kind="talk", title="Opening", minutes=10)
        return workshop_id

    workshop_id = do(library, plan)
    do(library, live.end, do(library, live.begin, workshop_id, at=clock.now, speak="en"))
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await opened(pilot, settle, workshop_id)
        said = shown(screen)
        assert "Tue 24 Nov" in said
        assert "1 Dec" not in said
        await pilot.press("x")
        await settle(pilot)
        assert Path(app.screen.query_one(Input).value).name.startswith("2026-11-24 Moved")

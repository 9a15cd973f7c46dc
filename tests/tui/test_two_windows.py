"""Two windows on one file: what one does is seen in the other, and no word is lost."""

from __future__ import annotations

from datetime import date, time
from functools import partial

import pytest

from kehitys.operations import agenda, catches, live
from kehitys.operations import experiments as log
from kehitys.operations import methods as method_operations
from kehitys.operations import network as register
from kehitys.operations import workshops as planning
from kehitys.store import drafts, experiments, methods, network, workshops
from kehitys.store.database import Database
from kehitys.store.undoing import undo
from kehitys.tui.clashes import ClashedField, Clashes
from kehitys.tui.form import Form
from kehitys.tui.workshops.harvest import Harvest
from kehitys.tui.workshops.planner import Planner
from tests.tui.mouse import Mouse, told
from tests.tui.test_workshops import shown, until

DAY = date(2026, 12, 1)
FACTS = {
    "title": "Solutions", "goal": "One queue", "day": DAY, "start": time(9), "people": 12,
    "place": "Library",
}  # fmt: skip

EARLIER = FACTS | {"title": "Before", "day": date(2026, 11, 25)}


@pytest.fixture
def other(library, clock):
    """Another window, used by Anna Aalto."""
    database = Database(library.path, device="other")
    database.clock = clock
    database.person_id = library.write(partial(register.add_person, name="Anna Aalto"))[1]
    yield database
    database.close()


@pytest.fixture
def workshop_id(library):
    return library.write(partial(planning.new_workshop, **FACTS))[1]


def stored(database, workshop_id):
    return database.read(lambda c: workshops.workshop(c, workshop_id))


def change(database, workshop_id, **facts):
    """Saves the form of the workshop in another window."""
    now = stored(database, workshop_id)
    database.write(
        partial(
            planning.edit_workshop,
            workshop_id=workshop_id,
            version=now.version,
            **{
                "title": now.title, "goal": now.goal, "team_id": now.team_id, "day": now.date,
                "start": now.start, "end": now.end, "place": now.place, "mode": now.mode,
                "people": now.people, "languages": now.languages,
                "facilitators": [each.person_id for each in now.facilitators],
                **facts,
            },
        )
    )  # fmt: skip


async def form_of_workshop(app, pilot, settle):
    """Opens the planner and the form of the workshop in it."""
    await settle(pilot)
    await pilot.press("3")
    await settle(pilot)
    await pilot.press("enter")
    await until(pilot, lambda: isinstance(app.screen, Planner) and app.screen.workshop)
    await settle(pilot)
    await pilot.press("w")
    await until(pilot, lambda: isinstance(app.screen, Form))
    await settle(pilot)


async def write_over(pilot, name, text):
    """Types into a field in the place of what stands there."""
    pilot.app.screen.query_one(f"#field-{name}").focus()
    await pilot.press("home", "shift+end", "delete", *text)


def toasts(app):
    return " ".join(each.message for each in app._notifications)


async def test_fields_that_do_not_touch_are_both_kept(app, library, other, workshop_id, settle):
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await form_of_workshop(app, pilot, settle)
        await write_over(pilot, "title", "Mine")
        change(other, workshop_id, place="Town hall", people=20)
        await pilot.press("ctrl+s")
        await settle(pilot)
        now = stored(library, workshop_id)
        assert (now.title, now.place, now.people) == ("Mine", "Town hall", 20)
        assert isinstance(app.screen, Planner)
        assert "From the other window: Place, People." in toasts(app)


async def test_the_same_change_in_both_is_no_question(app, library, other, workshop_id, settle):
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await form_of_workshop(app, pilot, settle)
        await write_over(pilot, "title", "Same")
        change(other, workshop_id, title="Same")
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert stored(library, workshop_id).title == "Same"
        assert "From the other window" not in toasts(app)


async def clash(app, pilot, settle, other, workshop_id):
    """Both change the name and the place; the other window the number of people too."""
    await form_of_workshop(app, pilot, settle)
    await write_over(pilot, "title", "Mine")
    await write_over(pilot, "place", "My room")
    change(other, workshop_id, title="Theirs", place="Their room", people=20)
    await pilot.press("ctrl+s")
    await until(pilot, lambda: isinstance(app.screen, Clashes))
    await settle(pilot)


async def test_what_both_changed_is_asked_field_by_field(app, library, other, workshop_id, settle):
    """The question shows what it was, theirs with who and when, and mine; m and t answer it."""
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await clash(app, pilot, settle, other, workshop_id)
        text = told(app)
        for words in ("It was Solutions", "Anna Aalto, 9:00", "Theirs", "m Mine Mine", "My room"):
            assert words in text
        assert [row.field.name for row in app.screen.query(ClashedField)] == ["title", "place"]
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert isinstance(app.screen, Clashes)
        assert "Say of each field" in shown(app)
        await pilot.press("m", "t", "ctrl+s")
        await settle(pilot)
        now = stored(library, workshop_id)
        assert (now.title, now.place, now.people) == ("Mine", "Their room", 20)
        assert isinstance(app.screen, Planner)


async def test_a_clash_is_settled_by_hand(app, library, other, workshop_id, settle):
    async with app.run_test(size=(80, 24)) as pilot:
        await clash(app, pilot, settle, other, workshop_id)
        await pilot.press("e")
        await until(pilot, lambda: isinstance(app.screen, Form))
        await pilot.press("end", *" and theirs", "ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, Clashes))
        await settle(pilot)
        await pilot.press("down", "m", "ctrl+s")
        await settle(pilot)
        now = stored(library, workshop_id)
        assert (now.title, now.place) == ("Mine and theirs", "My room")


async def test_a_clash_is_settled_with_the_mouse(app, library, other, workshop_id, settle):
    async with app.run_test(size=(120, 40)) as pilot:
        await clash(app, pilot, settle, other, workshop_id)
        mouse = Mouse(pilot, settle)
        await mouse.click("9:00  Theirs")
        await mouse.click("Mine  My room")
        await mouse.click("Save  ctrl+s")
        now = stored(library, workshop_id)
        assert (now.title, now.place) == ("Theirs", "My room")


async def test_esc_from_the_question_goes_back_to_my_words(
    app, library, other, workshop_id, settle
):
    async with app.run_test(size=(120, 40)) as pilot:
        await clash(app, pilot, settle, other, workshop_id)
        await pilot.press("escape")
        await settle(pilot)
        assert app.screen.typed()["title"] == "Mine"
        assert stored(library, workshop_id).title == "Theirs"


async def test_a_third_change_while_one_chooses_is_asked_too(
    app, library, other, workshop_id, settle
):
    async with app.run_test(size=(120, 40)) as pilot:
        await clash(app, pilot, settle, other, workshop_id)
        change(other, workshop_id, title="Theirs again", goal="Their goal")
        await pilot.press("m", "m", "ctrl+s")
        await until(pilot, lambda: "Theirs again" in shown(app))
        await settle(pilot)
        await pilot.press("m", "ctrl+s")
        await settle(pilot)
        now = stored(library, workshop_id)
        assert (now.title, now.place, now.goal) == ("Mine", "My room", "Their goal")


async def test_a_record_deleted_meanwhile_is_made_anew_of_what_was_typed(
    app, library, other, workshop_id, settle
):
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await form_of_workshop(app, pilot, settle)
        await write_over(pilot, "title", "Mine")
        other.write(partial(planning.delete_workshop, workshop_id=workshop_id))
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert "deleted in another window" in told(app)
        await pilot.press("ctrl+s")
        await settle(pilot)
        (line,) = library.read(lambda c: workshops.lines(c, today=DAY)).rows
        assert line.title == "Mine"


async def test_a_person_keeps_both_changes(app, library, other, settle):
    person_id = library.write(partial(register.add_person, name="Aino", phone="1"))[1]
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        app.open_record("person", person_id)
        await settle(pilot)
        await pilot.press("e")
        await until(pilot, lambda: isinstance(app.screen, Form))
        await settle(pilot)
        await write_over(pilot, "name", "Aino Oma")
        edit = partial(register.edit_person, person_id=person_id, version=1, name="Aino")
        other.write(partial(edit, phone="2", languages=("sv", "fi")))
        await pilot.press("ctrl+s")
        await settle(pilot)
    now = library.read(lambda c: network.person(c, person_id))
    assert (now.name, now.phone, set(now.languages)) == ("Aino Oma", "2", {"fi", "sv"})


async def test_an_experiment_and_its_prediction_keep_both_changes(app, library, other, settle):
    trial = library.write(partial(log.new_experiment, title="Queue", problem="Long"))[1]
    library.write(partial(log.predict, experiment_id=trial, text="Shorter"))
    async with app.run_test(size=(120, 45)) as pilot:
        await settle(pilot)
        app.open_record("experiment", trial)
        await settle(pilot)
        await pilot.press("e")
        await until(pilot, lambda: isinstance(app.screen, Form))
        await settle(pilot)
        await write_over(pilot, "title", "One queue")
        edit = partial(log.edit_experiment, experiment_id=trial, problem="Longer")
        other.write(
            lambda tx: edit(tx, version=experiments.experiment(tx.connection, trial).version)
        )
        await pilot.press("ctrl+s")
        await settle(pilot)
        await pilot.press("p")
        await until(pilot, lambda: isinstance(app.screen, Form))
        await settle(pilot)
        await write_over(pilot, "baseline", "30")
        other.write(partial(log.predict, experiment_id=trial, text="Half"))
        await pilot.press("ctrl+s")
        await settle(pilot)
    now = library.read(lambda c: experiments.experiment(c, trial))
    assert (now.title, now.problem) == ("One queue", "Longer")
    assert (now.predictions[0].text, now.predictions[0].baseline) == ("Half", 30)


async def test_a_block_keeps_both_changes(app, library, other, workshop_id, settle):
    add = partial(agenda.add_block, workshop_id=workshop_id, kind="talk", minutes=10, title="A")
    block_id = library.write(add)[1]
    async with app.run_test(size=(120, 45)) as pilot:
        await settle(pilot)
        await pilot.press("3")
        await settle(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, Planner) and app.screen.workshop)
        await settle(pilot)
        await pilot.press("e")
        await until(pilot, lambda: isinstance(app.screen, Form))
        await settle(pilot)
        await write_over(pilot, "title", "Opening")
        other.write(partial(agenda.change_minutes, block_id=block_id, by=5))
        await pilot.press("ctrl+s")
        await settle(pilot)
    (block,) = stored(library, workshop_id).blocks
    assert (block.title, block.minutes) == ("Opening", 15)


async def test_a_method_of_ones_own_keeps_both_changes(app, library, other, settle):
    card = library.read(lambda c: methods.by_slug(c, "kokeilukortti"))
    own = library.write(partial(method_operations.copy_to_own, method_id=card.id, speak="en"))[1]
    async with app.run_test(size=(120, 45)) as pilot:
        await settle(pilot)
        app.open_record("method", own)
        await settle(pilot)
        await until(pilot, lambda: app.screen.current_id == own)
        await pilot.press("e")
        await until(pilot, lambda: isinstance(app.screen, Form))
        await settle(pilot)
        await write_over(pilot, "name", "My card")

        def rewrite(tx):
            from dataclasses import replace

            now = methods.method(tx.connection, own)
            method_operations.rewrite_own(tx, replace(now, energy="high"))

        other.write(rewrite)
        await pilot.press("ctrl+s")
        await settle(pilot)
    now = library.read(lambda c: methods.method(c, own))
    assert (now.edition("en").name, now.energy) == ("My card", "high")


# What another window does is seen.


async def test_a_list_stays_on_its_record_when_another_window_adds_above(
    app, other, workshop_id, settle
):
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await pilot.press("3")
        await settle(pilot)
        other.write(partial(planning.new_workshop, **EARLIER))
        await until(pilot, lambda: "Before" in shown(app))
        await settle(pilot)
        assert app.screen.current_id == workshop_id
        assert app.screen.records.cursor == 1


async def test_a_record_deleted_elsewhere_is_told_where_it_was(
    app, library, other, workshop_id, settle
):
    library.write(partial(planning.new_workshop, **FACTS | {"title": "Stays"}))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await pilot.press("3")
        await settle(pilot)
        app.screen.show_record(workshop_id)
        await settle(pilot)
        other.write(partial(planning.delete_workshop, workshop_id=workshop_id))
        await until(pilot, lambda: "Solutions was deleted in another window." in toasts(app))
        assert app.screen.records.current.title == "Stays"


@pytest.mark.usefixtures("workshop_id")
async def test_ones_own_deletion_is_not_told_as_another_windows(app, settle):
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await pilot.press("3")
        await settle(pilot)
        await pilot.press("d")
        await settle(pilot)
        await app.look_around().wait()
        await settle(pilot)
        assert "another window" not in toasts(app)


async def test_the_planner_moves_what_is_there_now(app, library, other, workshop_id, settle):
    """Both move blocks; each key works on the agenda as it stands, not as it was drawn."""
    ids = [
        library.write(
            partial(agenda.add_block, workshop_id=workshop_id, kind="talk", minutes=10, title=each)
        )[1]
        for each in "ABC"
    ]
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await pilot.press("3")
        await settle(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, Planner) and app.screen.workshop)
        await settle(pilot)
        other.write(partial(agenda.move_block, block_id=ids[2], by=-2))
        await pilot.press("shift+down")
        await settle(pilot)
        assert [b.title for b in stored(library, workshop_id).blocks] == ["C", "B", "A"]
        await until(pilot, lambda: [b.title for b in app.screen.workshop.blocks] == ["C", "B", "A"])
        assert app.screen.marked.block.title == "A"
        other.write(partial(agenda.delete_block, block_id=ids[0]))
        await until(pilot, lambda: len(app.screen.workshop.blocks) == 2)
        assert app.screen.marked.block.title in ("B", "C")


async def test_a_run_and_its_harvest_follow_the_other_window(
    app, library, other, workshop_id, settle, clock
):
    library.write(
        partial(agenda.add_block, workshop_id=workshop_id, kind="talk", minutes=10, title="A")
    )
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await pilot.press("3")
        await settle(pilot)
        app.push_screen(Harvest(workshop_id))
        await settle(pilot)
        other.write(
            partial(catches.catch, workshop_id=workshop_id, kind="idea", text="Ticket", lang="en")
        )
        await until(pilot, lambda: "Ticket" in shown(app))
        begin = partial(live.begin, workshop_id=workshop_id, at=clock(), speak="en")
        run_id = other.write(begin)[1]
        other.write(partial(live.end, run_id=run_id))
        await until(pilot, lambda: app.screen._told.ended is not None)


async def test_undo_names_what_another_window_did_since(app, library, other, workshop_id, settle):
    from kehitys import i18n

    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await form_of_workshop(app, pilot, settle)
        await write_over(pilot, "title", "Mine")
        await pilot.press("ctrl+s")
        await settle(pilot)
        change(other, workshop_id, title="Theirs")
        other.write(partial(planning.cancel_workshop, workshop_id=workshop_id))
        i18n.use("fi")
        await pilot.press("ctrl+z")
        await settle(pilot)
        assert "myöhempi muutos perustuu siihen" in toasts(app)
        assert i18n._("Edit a workshop") in toasts(app)
        assert i18n._("Cancel a workshop") not in toasts(app)
        assert stored(library, workshop_id).title == "Theirs"


async def test_undo_of_a_merged_save_leaves_the_other_windows_words(
    app, library, other, workshop_id, settle
):
    async with app.run_test(size=(120, 40)) as pilot:
        await form_of_workshop(app, pilot, settle)
        await write_over(pilot, "title", "Mine")
        change(other, workshop_id, place="Town hall")
        await pilot.press("ctrl+s")
        await settle(pilot)
        library.write(undo)
        now = stored(library, workshop_id)
        assert (now.title, now.place) == ("Solutions", "Town hall")


# What is typed and not saved.


def kept(library, key):
    place = drafts.form_place(library.person_id, key)
    found = library.read(lambda c: drafts.form_draft(c, place))
    return {} if found is None else {name: typed for name, (_was, typed) in found.fields.items()}


async def test_what_was_typed_waits_in_the_file_until_the_form_is_opened_again(
    app, library, workshop_id, settle, clock
):
    key = f"workshop.{workshop_id}"
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await form_of_workshop(app, pilot, settle)
        await write_over(pilot, "title", "Mine")
        await pilot.press("tab")
        await settle(pilot)
        assert kept(library, key) == {"title": "Mine"}
        await pilot.press("escape")
        await settle(pilot)
        clock.tick(300)
        await pilot.press("w")
        await until(pilot, lambda: isinstance(app.screen, Form))
        await settle(pilot)
        assert app.screen.typed()["title"] == "Mine"
        assert "What you typed 9:00 is here and not saved yet." in told(app)
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert stored(library, workshop_id).title == "Mine"
        assert kept(library, key) == {}


async def test_what_was_typed_is_put_aside_and_brought_back_with_one_key(
    app, library, workshop_id, settle
):
    key = f"workshop.{workshop_id}"
    async with app.run_test(size=(120, 40)) as pilot:
        await form_of_workshop(app, pilot, settle)
        assert "ctrl+r" not in told(app)
        await write_over(pilot, "title", "Mine")
        await pilot.press("ctrl+r")
        await settle(pilot)
        assert app.screen.typed()["title"] == "Solutions"
        assert kept(library, key) == {}
        await pilot.press("ctrl+r")
        await settle(pilot)
        assert app.screen.typed()["title"] == "Mine"
        assert kept(library, key) == {"title": "Mine"}
        await Mouse(pilot, settle).click("As it was  ctrl+r")
        assert app.screen.typed()["title"] == "Solutions"


async def test_a_draft_meets_what_another_window_saved_since(
    app, library, other, workshop_id, settle
):
    """The draft remembers what it was written over, so that nobody's word is written over."""
    async with app.run_test(size=(120, 40)) as pilot:
        await form_of_workshop(app, pilot, settle)
        await write_over(pilot, "title", "Mine")
        await pilot.press("escape")
        await settle(pilot)
        change(other, workshop_id, title="Theirs", place="Town hall")
        await pilot.press("w")
        await until(pilot, lambda: isinstance(app.screen, Form))
        await settle(pilot)
        assert app.screen.typed()["place"] == "Town hall"
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, Clashes))
        await settle(pilot)
        await pilot.press("m", "ctrl+s")
        await settle(pilot)
        now = stored(library, workshop_id)
        assert (now.title, now.place) == ("Mine", "Town hall")


async def test_a_new_record_is_gone_on_with_after_a_crash(app, library, settle, clock):
    """What was typed into a form that was never left is there in the next window."""
    from kehitys.tui.app import Kehitys

    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await pilot.press("5")
        await settle(pilot)
        await pilot.press("n")
        await until(pilot, lambda: isinstance(app.screen, Form))
        await settle(pilot)
        await pilot.press(*"Aino", "tab", *"aino@")
        await until(pilot, lambda: kept(library, "person.new").get("email") == "aino@")
    again = Kehitys(library.path, me=library.person_id, now=clock)
    async with again.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await pilot.press("5")
        await settle(pilot)
        await pilot.press("n")
        await until(pilot, lambda: isinstance(again.screen, Form))
        await settle(pilot)
        assert again.screen.typed()["name"] == "Aino"
        assert again.screen.typed()["email"] == "aino@"


async def test_erasing_a_person_forgets_what_was_typed_about_them(app, library, settle):
    person_id = library.write(partial(register.add_person, name="Åke Öhman"))[1]
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        app.open_record("person", person_id)
        await settle(pilot)
        await pilot.press("e")
        await until(pilot, lambda: isinstance(app.screen, Form))
        await settle(pilot)
        await write_over(pilot, "phone", "040 123")
        await pilot.press("escape")
        await settle(pilot)
        assert kept(library, f"person.{person_id}") == {"phone": "040 123"}
        library.write(partial(register.erase_person, person_id=person_id))
        assert kept(library, f"person.{person_id}") == {}

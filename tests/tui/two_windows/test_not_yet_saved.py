"""What was typed and not saved waits in the file, also through a crash and another window."""

from __future__ import annotations

from functools import partial

from kehitys.operations import network as register
from kehitys.store import drafts
from kehitys.tui.clashes import Clashes
from kehitys.tui.form import Form
from tests.tui.eye import told, until
from tests.tui.mouse import Mouse
from tests.tui.two_windows.forms import change, form_of, form_of_workshop, stored, write_over


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
        await form_of(app, pilot, settle, "person", person_id)
        await write_over(pilot, "phone", "040 123")
        await pilot.press("escape")
        await settle(pilot)
        assert kept(library, f"person.{person_id}") == {"phone": "040 123"}
        library.write(partial(register.erase_person, person_id=person_id))
        assert kept(library, f"person.{person_id}") == {}

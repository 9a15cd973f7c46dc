"""What both windows changed is asked field by field, and no word is lost."""

from __future__ import annotations

from kehitys.tui.clashes import ClashedField, Clashes
from kehitys.tui.form import Form
from kehitys.tui.workshops.planner import Planner
from tests.tui.eye import shown, told, until
from tests.tui.mouse import Mouse
from tests.tui.two_windows.forms import change, form_of_workshop, stored, write_over


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

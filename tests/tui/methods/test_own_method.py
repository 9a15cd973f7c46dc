"""A method of one's own: written, copied, edited and translated in the form."""

from __future__ import annotations

from datetime import date, time
from functools import partial

from kehitys.domain.methods import GroupSize, Material, Minutes, StepWords
from kehitys.operations import agenda
from kehitys.operations import methods as operations
from kehitys.operations.workshops import new_workshop
from kehitys.store import methods as store
from kehitys.store.methods import Wanted
from kehitys.tui.form import Form
from kehitys.tui.methods import own_method
from kehitys.tui.widgets.fields import LineField, ParagraphField
from tests.tui.eye import toasts
from tests.tui.keyboard import type_in
from tests.tui.methods.place import library_of, methods_like, opened, opened_at, page_of, searched

STEPS = """5 min, alone, Write
Hand out cards.
“Write one thing.”

10 min, in pairs, Compare, and choose
“What is the same?”"""


async def test_writing_a_method_of_ones_own(app, library, settle):
    """n opens the form; the steps are lines, and their minutes become the usual length."""
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(pilot, settle, "n")
        form = app.screen
        assert isinstance(form, Form)
        await type_in(pilot, "Cards")
        for name, text in (("minutes", "10-20"), ("people", "4+"), ("author", "Aino")):
            form.query_one(f"#field-{name}", LineField).value = text
        form.query_one("#field-steps", ParagraphField).text = "Write"
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert app.screen is form
        assert "5 min" in form.query_one("#wrong-steps").content.plain
        form.query_one("#field-steps", ParagraphField).text = STEPS
        form.query_one("#field-materials", ParagraphField).text = "2 cards, for each person"
        form.query_one("#field-aliases", ParagraphField).text = "Korttikierros\nlappuset\n"
        await pilot.press("ctrl+s")
        await settle(pilot)
        (made,) = methods_like(library, "Cards")
        assert made.minutes == Minutes(min=10, typical=15, max=20)
        assert made.group_size == GroupSize(min=4)
        assert [step.grouping for step in made.steps] == ["alone", "pairs"]
        assert made.edition("en").steps[1] == StepWords(
            title="Compare, and choose", say="What is the same?"
        )
        assert made.materials == (Material(quantity=2, per="person"),)
        assert library_of(app).records.current.name == "Cards"
        assert made.aliases == ("Korttikierros", "lappuset")
        assert "Korttikierros, lappuset" in page_of(app)
        found = library.read(
            partial(store.lines, speak="en", wanted=Wanted(text="lappus"), person_id=None)
        )
        assert made.id in {each.id for each in found.rows}
        await pilot.press("d")
        await settle(pilot)
        assert not methods_like(library, "Cards")
        await pilot.press("ctrl+z")
        await settle(pilot)
        assert methods_like(library, "Cards")


async def test_editing_keeps_the_other_language_beside_its_steps(app, own, library, settle):
    """A step put first in one language moves the other language's words along."""
    async with app.run_test(size=(120, 40)) as pilot:
        await opened_at(pilot, settle, own)
        await pilot.press("e")
        await settle(pilot)
        field = app.screen.query_one("#field-steps", ParagraphField)
        field.text = f"1 min, together, Start\n\n{field.text}"
        await pilot.press("ctrl+s")
        await settle(pilot)
        edited = library.read(lambda c: store.method(c, own.id))
        assert edited.minutes.typical == 16
        assert [step.title for step in edited.edition("fi").steps] == ["", "Yksi", "Kaksi"]
        assert "Start" in page_of(app)


async def test_translating_adds_a_language(app, own, library, settle):
    """t offers the language that is missing, and its words begin with those there are."""
    async with app.run_test(size=(120, 40)) as pilot:
        await opened_at(pilot, settle, own)
        await pilot.press("t")
        await pilot.pause()
        await pilot.press("enter")
        await settle(pilot)
        app.screen.query_one("#field-name", LineField).value = "Eget sätt"
        await pilot.press("ctrl+s")
        await settle(pilot)
        edited = library.read(lambda c: store.method(c, own.id))
        assert {edition.lang for edition in edited.editions} == {"fi", "sv", "en"}
        assert edited.edition("sv").name == "Eget sätt"


async def test_a_built_in_method_is_copied_before_it_is_changed(app, library, settle):
    """e on a method of a toolkit offers a copy, which then opens in the form."""
    async with app.run_test(size=(120, 40)) as pilot:
        await searched(pilot, settle, "fishbowl")
        await pilot.press("enter", "e")
        await pilot.pause()
        await pilot.press("enter")
        await settle(pilot)
        app.screen.query_one("#field-name", LineField).value = "Our fishbowl"
        await pilot.press("ctrl+s")
        await settle(pilot)
        (copy,) = methods_like(library, "Our fishbowl")
        (original,) = methods_like(library, "Fishbowl")
        assert copy.own
        assert copy.steps == original.steps
        assert copy.edition("fi") == original.edition("fi")
        assert library_of(app).records.current.id == copy.id


async def test_a_method_that_a_workshop_uses_is_not_deleted(app, own, library, settle):
    """d says that it stays, and it does."""

    def plan(tx):
        workshop_id = new_workshop(tx, title="Day", day=date(2026, 11, 24), start=time(9), people=8)
        agenda.add_block(tx, workshop_id, kind="method", minutes=15, method_id=own.id)

    library.write(plan)
    async with app.run_test(size=(120, 40)) as pilot:
        await opened_at(pilot, settle, own)
        await pilot.press("d")
        await settle(pilot)
        assert "A workshop uses this method, so it stays." in toasts(app)
        assert library.read(lambda c: store.method(c, own.id)) == own


def test_an_open_ended_method_and_one_told_in_words_are_written(library):
    """`20+` has no upper end; without minutes the words tell how long it takes."""
    written_words = {
        "name": "Oma", "summary": "", "purposes": ("gather",), "phases": (), "people": (2, None),
        "best": None, "mode": ("room",), "invitation": "", "steps": None, "use_when": "",
        "avoid_when": "", "materials": None, "no_materials": "untold", "room": "",
        "remote_notes": "", "variations": None,
        "traps": None, "aliases": None, "outcome": "list", "energy": "low", "safety": "low",
        "difficulty": "easy", "author": "", "work": "", "public_sector": "Julkista.",
        "typical": None, "lang": "fi",
    }  # fmt: skip
    spanned = own_method.written_method(
        own_method.EMPTY, "fi", {**written_words, "minutes": (20, None), "length": ""}
    )
    assert spanned.minutes == Minutes(min=20, typical=20, max=None)
    told = own_method.written_method(
        own_method.EMPTY, "fi", {**written_words, "minutes": None, "length": "2–10 viikkoa"}
    )
    assert told.minutes is None
    _change, method_id = library.write(partial(operations.write_own, method=told))
    kept = library.read(lambda c: store.method(c, method_id))
    assert (kept.edition("fi").length, kept.edition("fi").public_sector) == (
        "2–10 viikkoa", "Julkista.",
    )  # fmt: skip
    values = {field.name: field.value for field in own_method.fields(spanned, "fi")}
    assert values["minutes"] == "20+"

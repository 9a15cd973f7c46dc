"""The Methods place: finding, reading, marking and writing methods with the keyboard."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import date, time
from functools import partial
from pathlib import Path
from threading import Event as ThreadEvent
from typing import Any

import pytest
from sqlalchemy import update

from kehitys import i18n
from kehitys.domain.methods import (
    Edition,
    GroupSize,
    Material,
    Method,
    Minutes,
    Step,
    StepWords,
    Variation,
)
from kehitys.domain.problems import Problem
from kehitys.files.toolkits import check
from kehitys.operations import agenda, live, workshops
from kehitys.operations import methods as operations
from kehitys.store import methods as store
from kehitys.store import tables
from kehitys.store import workshops as workshop_store
from kehitys.store.methods import Wanted
from kehitys.tui.form import Form
from kehitys.tui.methods import own_method, toolkit_import, written
from kehitys.tui.methods.library import MethodLibrary
from kehitys.tui.methods.toolkit_import import ToolkitImport
from kehitys.tui.pick import Pick
from kehitys.tui.widgets.fields import LineField, ParagraphField
from tests.bench import many_methods

NASTY = "[/] [Espoo] [@click=app.quit]x[/] \x1b]52;c;eA==\x07"
SHOWN = "[/] [Espoo] [@click=app.quit]x[/]"

STEPS = """5 min, alone, Write
Hand out cards.
“Write one thing.”

10 min, in pairs, Compare, and choose
“What is the same?”"""


@pytest.fixture
def own(library) -> Method:
    """A method that the person wrote, in Finnish and English."""
    written_words = [
        Edition(
            lang=lang,
            name=name,
            steps=(StepWords(title=first, do="", say=say), StepWords(title="Kaksi")),
            materials=("kortti",),
        )
        for lang, name, first, say in (
            ("fi", "Oma tapa", "Yksi", "Sanokaa jotakin."),
            ("en", "Own way", "One", "Say something."),
        )
    ]
    method = Method(
        id=library.person_id,
        slug="",
        toolkit="own",
        minutes=Minutes(min=10, typical=15, max=20),
        group_size=GroupSize(min=2),
        purposes=("generate",),
        steps=(Step(seconds=300, grouping="alone"), Step(seconds=600, grouping="pairs")),
        materials=(Material(quantity=1, per="person"),),
        editions=tuple(written_words),
    )
    _change, method_id = library.write(partial(operations.write_own, method=method))
    kept = library.read(lambda c: store.method(c, method_id))
    assert kept is not None
    return kept


def library_of(app: Any) -> MethodLibrary:
    """The Methods place, which is shown now."""
    assert isinstance(app.screen, MethodLibrary)
    return app.screen


def page_of(app: Any) -> str:
    """What the page of the method says."""
    return library_of(app).detail_words.visual.plain


def rows_of(app: Any) -> list[str]:
    """What the rows of the list say."""
    records = library_of(app).records
    return [records.render_line(y).text for y in range(min(records.size.height, records.total))]


def methods_like(library: Any, name: str) -> list[Method]:
    """The methods with an edition of that name."""
    every = library.read(store.everything)
    return [each for each in every if name in {edition.name for edition in each.editions}]


async def type_in(pilot: Any, text: str) -> None:
    """Presses the keys of a text."""
    for character in text:
        await pilot.press("space" if character == " " else character)


async def test_search_answers_while_one_types(app, settle):
    """Letters in the search narrow the list, and the filter line says how many of how many."""
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await pilot.press("2")
        await settle(pilot)
        every = library_of(app).records.total
        await pilot.press("slash")
        await type_in(pilot, "fishbow")
        await settle(pilot)
        assert library_of(app).records.current.name == "Fishbowl"
        assert f"of {every} methods" in library_of(app).filter_line.visual.plain
        await pilot.press("down", "f")
        await settle(pilot)
        assert "★" in rows_of(app)[0]
        await pilot.press("c")
        await settle(pilot)
        assert library_of(app).records.total == every
        assert library_of(app).records.current.name == "Fishbowl"


def marked(content: Any) -> list[str]:
    """The words of a text that are underlined."""
    return [
        content.plain[span.start : span.end]
        for span in content.spans
        if "underline" in str(span.style)
    ]


async def test_the_letters_searched_for_are_underlined_in_the_name(app, settle):
    """In the row and over the page, and no longer when the search is gone."""
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await pilot.press("2", "slash")
        await type_in(pilot, "fish")
        await settle(pilot)
        place = library_of(app)
        row = place.records.render_line(0)
        assert "".join(part.text for part in row if part.style and part.style.underline) == "Fish"
        assert marked(place.detail_words.visual)[0] == "Fish"
        await pilot.press("escape", "c")
        await settle(pilot)
        rows = [place.records.render_line(n) for n in range(20)]
        assert not any(part.style and part.style.underline for row in rows for part in row)
        assert "Fish" not in marked(place.detail_words.visual)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_page_says_where_a_word_stands_that_the_name_does_not_have(
    app, library, own, settle, size
):
    """Another name, a sentence of the text with its place, and every word of several."""
    method = replace(own, aliases=("Puumerkki",))
    library.write(partial(operations.rewrite_own, method=method))
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        await pilot.press("2", "slash")
        await type_in(pilot, "puumerk")
        await settle(pilot)
        place = library_of(app)
        assert place.records.current.name == "Own way"
        assert "Match · Also called  Puumerkki" in place.detail_words.visual.plain
        assert marked(place.detail_words.visual) == ["Puumerk"]
        await type_in(pilot, "k")
        await settle(pilot)
        assert marked(place.detail_words.visual) == ["Puumerkk"]
        await type_in(pilot, "i sano")
        await settle(pilot)
        told = place.detail_words.visual
        assert "Match · How it goes [fi]  Sanokaa jotakin." in told.plain
        assert marked(told) == ["Puumerkki", "Sano"]


async def test_filters_are_set_by_keys_shown_and_cleared(app, library, settle):
    """Minutes and people typed in the form narrow the list to what fits them."""
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await pilot.press("2")
        await settle(pilot)
        await pilot.press("l")
        await pilot.pause()
        await type_in(pilot, "20")
        await pilot.press("enter")
        await type_in(pilot, "12")
        await pilot.press("ctrl+s")
        await settle(pilot)
        wanted = Wanted(minutes=20, people=12)
        found = library.read(lambda c: store.lines(c, speak="en", wanted=wanted, person_id=None))
        shown = library_of(app)
        assert shown.filtered == wanted
        assert shown.records.total == found.total > 0
        line = shown.filter_line.visual.plain
        assert "20\u00a0min" in line
        assert "12\u00a0people" in line
        shown.action_drop_filter("minutes")
        await settle(pilot)
        assert shown.filtered == Wanted(people=12)
        await pilot.press("c")
        await settle(pilot)
        assert shown.filtered == Wanted()


async def test_a_filter_in_the_line_is_changed_with_the_mouse(app, settle):
    """Clicking a filter in the line opens it, and its cross takes it away."""
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await pilot.press("2")
        await settle(pilot)
        shown = library_of(app)
        shown.filtered = Wanted(mode="remote")
        shown.load_from_top()
        await settle(pilot)
        text = shown.filter_line.visual.plain
        await pilot.click("#filters", offset=(1 + text.index("remotely") + 1, 0))
        await pilot.pause()
        assert isinstance(app.screen, Pick)
        await pilot.press("down", "enter")
        await settle(pilot)
        assert shown.filtered == Wanted(mode="hybrid")
        text = shown.filter_line.visual.plain
        await pilot.click("#filters", offset=(1 + text.index("×"), 0))
        await settle(pilot)
        assert shown.filtered == Wanted()


async def test_the_page_tells_steps_and_what_to_say(app, settle):
    """A method is told whole: when it fits, its steps with time and grouping, quotes, source."""
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await pilot.press("2", "slash")
        await type_in(pilot, "fishbowl")
        await settle(pilot)
        page = page_of(app)
        assert "Conversation  together\u00a0·\u00a025\u00a0min" in page
        assert "“Talk to each other," in page
        for words in (
            "Fits when",
            "Not when",
            "Variations",
            "Traps",
            "Remotely",
            "Licence",
            "Not run here yet",
        ):
            assert words in page


async def test_quotes_and_badge_follow_the_language_of_the_words(app, own, settle):
    """In Swedish a method without Swedish words is told in Finnish, with its badge."""
    i18n.use("sv")
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await pilot.press("2")
        await settle(pilot)
        library_of(app).open_by_id("method", own.id)
        await settle(pilot)
        row = next(row for row in rows_of(app) if "Oma tapa" in row)
        assert "Oma tapa [fi]" in row
        assert "”Sanokaa jotakin.” [fi]" in page_of(app)


async def test_the_page_tells_how_the_method_went_here(app, own, library, clock, settle):
    """After a run the page tells what the method took and what had been planned."""

    def hold(tx: Any) -> None:
        workshop_id = workshops.new_workshop(
            tx, title=f"Day {NASTY}", day=date(2026, 11, 24), start=time(9), people=8
        )
        agenda.add_block(tx, workshop_id, kind="method", minutes=15, method_id=own.id)

    library.write(hold)
    (workshop,) = library.read(lambda c: workshop_store.lines(c, today=date(2026, 11, 24)).rows)
    _change, run_id = library.write(
        partial(live.begin, workshop_id=workshop.id, at=clock.now, speak="en")
    )
    clock.tick(20 * 60)
    library.write(partial(live.end, run_id=run_id))
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await pilot.press("2")
        await settle(pilot)
        library_of(app).open_by_id("method", own.id)
        await settle(pilot)
        page = " ".join(page_of(app).split())
        assert "Used here 1 time · usually 20 min, planned 15 min" in page
        assert f"24 Nov 2026 Day {SHOWN} · 15 → 20 min" in page
        await pilot.press("d")
        await settle(pilot)
        assert library.read(lambda c: store.method(c, own.id)) is not None


async def test_a_note_is_kept_and_undone(app, settle):
    """m opens the note, ctrl+s keeps it on the page, ctrl+z takes it away."""
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await pilot.press("2")
        await settle(pilot)
        await pilot.press("m")
        await settle(pilot)
        app.screen.query_one(ParagraphField).text = f"Ask early {NASTY}"
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert f"Ask early {SHOWN}" in " ".join(page_of(app).split())
        await pilot.press("ctrl+z")
        await settle(pilot)
        assert "Ask early" not in page_of(app)


async def test_writing_a_method_of_ones_own(app, library, settle):
    """n opens the form; the steps are lines, and their minutes become the usual length."""
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await pilot.press("2")
        await settle(pilot)
        await pilot.press("n")
        await settle(pilot)
        form = app.screen
        assert isinstance(form, Form)
        await type_in(pilot, "Cards")
        for name, text in (("minutes", "10-20"), ("people", "4+"), ("author", "Aino")):
            form.query_one(f"#field-{name}", LineField).value = text
        form.query_one("#field-steps", ParagraphField).text = "Write"
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert app.screen is form
        form.query_one("#field-steps", ParagraphField).text = STEPS
        form.query_one("#field-materials", ParagraphField).text = "2 cards, for each person"
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
        await pilot.press("d")
        await settle(pilot)
        assert not methods_like(library, "Cards")
        await pilot.press("ctrl+z")
        await settle(pilot)
        assert methods_like(library, "Cards")


async def test_editing_keeps_the_other_language_beside_its_steps(app, own, library, settle):
    """A step put first in one language moves the other language's words along."""
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await pilot.press("2")
        await settle(pilot)
        library_of(app).open_by_id("method", own.id)
        await settle(pilot)
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
        await settle(pilot)
        await pilot.press("2")
        await settle(pilot)
        library_of(app).open_by_id("method", own.id)
        await settle(pilot)
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
        await settle(pilot)
        await pilot.press("2", "slash")
        await type_in(pilot, "fishbowl")
        await pilot.press("enter")
        await settle(pilot)
        await pilot.press("e")
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


async def test_a_method_is_saved_as_a_file_and_replaced_only_when_said_twice(
    app, own, settle, tmp_path: Path
):
    """x writes the file that the check passes; an older file of that name is kept at first."""
    path = tmp_path / "oma-tapa.yaml"
    path.write_text("old")
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await pilot.press("2")
        await settle(pilot)
        library_of(app).open_by_id("method", own.id)
        await settle(pilot)
        await pilot.press("x")
        await settle(pilot)
        app.screen.query_one("#field-path", LineField).value = str(path)
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert path.read_text() == "old"
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert isinstance(app.screen, MethodLibrary)
    assert "Oma tapa" in path.read_text(encoding="utf-8")
    assert check([path]) == []


async def test_texts_in_every_field_are_only_text(app, own, library, settle):
    """Brackets and escapes in any words of a method are shown letter for letter."""
    nasty = Edition(
        lang="en", name=f"Name {NASTY}", summary=f"S {NASTY}", use_when=NASTY, avoid_when=NASTY,
        invitation=NASTY, remote_notes=NASTY, room=NASTY, materials=(NASTY,), traps=(NASTY,),
        steps=(StepWords(title=NASTY, do=NASTY, say=NASTY),) * 2,
        variations=(Variation(name=NASTY, text=NASTY),),
    )  # fmt: skip
    changed = replace(own, editions=(nasty,), metadata_language="en")
    library.write(partial(operations.rewrite_own, method=changed))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("2", "slash")
        await type_in(pilot, "[/] [@")
        await settle(pilot)
        await pilot.press("ctrl+z", "ctrl+z", "ctrl+z", "ctrl+z", "ctrl+z", "ctrl+z")
        library_of(app).open_by_id("method", own.id)
        await settle(pilot)
        assert page_of(app).count("[Espoo]") >= 14
        await pilot.press("escape")
        assert any("Name [/] [Espoo]" in row for row in rows_of(app))
        await pilot.press("e")
        await settle(pilot)
        assert SHOWN in app.screen.query_one("#field-steps", ParagraphField).text
        await pilot.press("escape")
        await settle(pilot)
        assert isinstance(app.screen, MethodLibrary)


def test_steps_are_read_as_they_are_written(own):
    """What the form shows of the steps is read back to the same steps."""
    edition = own.edition("en")
    read = written.read_steps(written.steps_text(own, edition))
    assert tuple(step for step, _said in read) == own.steps
    assert tuple(said for _step, said in read) == edition.steps


def test_every_built_in_method_survives_the_form(library):
    """The steps, materials, variations and traps of the toolkits are read back unchanged."""
    for method in library.read(store.everything):
        for lang in ("fi", "sv", "en"):
            edition = method.edition(lang)
            steps = written.read_steps(written.steps_text(method, edition))
            assert tuple(step for step, _said in steps) == method.steps
            assert tuple(said for _step, said in steps) == edition.steps
            things = written.read_materials(written.materials_text(method, edition))
            assert tuple(item for _material, item in things) == edition.materials
            assert tuple(material for material, _item in things) == method.materials
            assert written.read_variations(written.variations_text(edition)) == edition.variations
            assert written.read_lines("\n".join(edition.traps)) == edition.traps


def test_a_step_that_does_not_begin_with_its_minutes_says_how():
    """The problem names the line and shows how a step begins."""
    with pytest.raises(Problem) as problem:
        written.read_steps("Compare in pairs")
    assert "Compare in pairs" in str(problem.value)
    assert "5 min" in str(problem.value)


@pytest.mark.parametrize(
    ("typed", "read"),
    [("20–40", (20, 40)), ("20 - 40", (20, 40)), ("8+", (8, None)), ("7", (7, 7))],
)
def test_a_span_is_read_with_any_dash(typed, read):
    """Both a hyphen and a dash stand between the least and the most."""
    assert written.span(typed, 1, 2000, open_end=True) == read


@pytest.mark.parametrize("typed", ["40–20", "0", "many", "5000", "3,5"])
def test_a_span_out_of_order_is_a_problem(typed):
    """Numbers out of order or out of range are refused."""
    with pytest.raises(Problem):
        written.span(typed, 1, 2000, open_end=True)


@pytest.fixture
def kit(tmp_path):
    """A toolkit of three methods from elsewhere."""
    many_methods.write(tmp_path / "espoon-tavat", 3)
    return tmp_path / "espoon-tavat"


async def open_import(pilot, settle, path) -> ToolkitImport:
    """Presses the keys that lead to the window of an import."""
    await settle(pilot)
    await pilot.press("2")
    await settle(pilot)
    await pilot.press("i")
    await settle(pilot)
    pilot.app.screen.query_one("#field-path", LineField).value = str(path)
    await pilot.press("ctrl+s")
    await settle(pilot)
    await settle(pilot)
    assert isinstance(pilot.app.screen, ToolkitImport)
    return pilot.app.screen


async def test_a_toolkit_is_shown_first_and_imported_with_enter(app, settle, library, kit):
    """What is new stands in the window; nothing is in before enter, all of it after."""
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await open_import(pilot, settle, kit)
        assert "New ones (3)" in screen.list_words.visual.plain
        assert library.read(lambda c: store.by_slug(c, "tapa-0")) is None
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(app.screen, MethodLibrary)
        assert library.read(lambda c: store.by_slug(c, "tapa-2")) is not None
        screen = await open_import(pilot, settle, kit)
        assert "already" in screen.state_words.visual.plain
        await pilot.press("escape")
        await settle(pilot)
        await pilot.press("r")
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert "tapa-2" not in {m.slug for m in library.read(store.everything)}


async def test_faults_of_a_toolkit_are_told_and_nothing_is_imported(app, settle, library, kit):
    """File, line and what to do; enter does nothing, esc leaves."""
    path = kit / "tapa-1.yaml"
    path.write_text(path.read_text("utf-8").replace("energy: ", "'[/]': ", 1), "utf-8")
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await open_import(pilot, settle, kit)
        told = screen.list_words.visual.plain
        assert "tapa-1.yaml" in told
        assert "energy" in told
        assert "[/]" in told
        await pilot.press("enter")
        await settle(pilot)
        assert app.screen is screen
        await pilot.press("escape")
        await settle(pilot)
        assert isinstance(app.screen, MethodLibrary)
    assert library.read(lambda c: store.by_slug(c, "tapa-0")) is None


async def test_a_path_that_is_not_there_is_told_in_the_form(app, settle, tmp_path):
    """The form stays with what was typed."""
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("2")
        await settle(pilot)
        await pilot.press("i")
        await settle(pilot)
        app.screen.query_one("#field-path", LineField).value = str(tmp_path / NASTY)
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert isinstance(app.screen, Form)


async def test_an_import_is_stopped_with_esc_and_nothing_is_in(
    app, settle, library, kit, monkeypatch
):
    """The whole of it is undone, and the window still shows what would change."""
    begun, goes_on = ThreadEvent(), ThreadEvent()
    whole = toolkit_import.import_toolkit

    def held(tx, toolkit, progress):
        begun.set()
        goes_on.wait(20)
        return whole(tx, toolkit, progress)

    monkeypatch.setattr(toolkit_import, "import_toolkit", held)
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await open_import(pilot, settle, kit)
        await pilot.press("enter")
        await pilot.pause()
        await asyncio.to_thread(begun.wait, 20)
        await pilot.press("escape")
        await pilot.pause()
        goes_on.set()
        await settle(pilot)
        assert app.screen is screen
        assert "New ones (3)" in screen.list_words.visual.plain
    assert library.read(lambda c: store.by_slug(c, "tapa-0")) is None


async def test_a_copy_says_what_it_was_copied_from_and_that_it_changed(app, settle, library):
    """The page names the original and its version; a newer original is told, and g leads to it."""
    original = library.read(lambda c: store.by_slug(c, "alkukierros"))
    copy = partial(operations.copy_to_own, method_id=original.id, speak="en")
    _change, copy_id = library.write(copy)
    since = original.method_version
    assert library.read(lambda c: store.method(c, copy_id)).origin_version == since
    library.write(
        lambda tx: tx.connection.execute(
            update(tables.method)
            .where(tables.method.c.id == original.id)
            .values(method_version=since + 1)
        )
    )
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        app.open_record("method", copy_id)
        await settle(pilot)
        await settle(pilot)
        told = " ".join(page_of(app).split())
        assert f"Copied from Check-in · version {since}" in told
        assert f"has changed since (version {since + 1})" in told
        await pilot.press("g")
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert library_of(app).current_id == original.id
        assert f"version {since + 1}" in page_of(app)


async def test_the_page_shows_the_short_instruction_and_what_goes_with_it(app, settle, library):
    """Plain words for each step, public-sector notes, and neighbours that a click opens."""
    method = library.read(lambda c: store.by_slug(c, "alkukierros"))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        app.open_record("method", method.id)
        await settle(pilot)
        await settle(pilot)
        told = " ".join(page_of(app).split())
        edition = method.edition("en")
        assert "Short instruction" in told
        assert edition.steps[0].plain
        assert all(" ".join(step.plain.split()) in told for step in edition.steps)
        assert "After it" in told
        library_of(app).action_open_method(str(method.id))
        assert max(map(len, page_of(app).splitlines())) <= 80


def test_an_open_ended_method_and_one_told_in_words_are_written(library):
    """`20+` has no upper end; without minutes the words tell how long it takes."""
    written_words = {
        "name": "Oma", "summary": "", "purposes": ("gather",), "phases": (), "people": (2, None),
        "best": None, "mode": ("room",), "invitation": "", "steps": None, "use_when": "",
        "avoid_when": "", "materials": None, "no_materials": "untold", "room": "",
        "remote_notes": "", "variations": None,
        "traps": None, "outcome": "list", "energy": "low", "safety": "low", "difficulty": "easy",
        "author": "", "work": "", "public_sector": "Julkista.", "typical": None, "lang": "fi",
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

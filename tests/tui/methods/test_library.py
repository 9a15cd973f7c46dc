"""The list of methods: found while one types, narrowed by filters, every text only text."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from kehitys.domain.methods import Edition, StepWords, Variation
from kehitys.operations import methods as operations
from kehitys.store import methods as store
from kehitys.store.methods import Wanted
from kehitys.tui.methods.library import MethodLibrary
from kehitys.tui.pick import Pick
from kehitys.tui.widgets.fields import ParagraphField
from tests.tui.eye import HOSTILE, SHOWN
from tests.tui.keyboard import type_in
from tests.tui.methods.place import library_of, opened, page_of, rows_of, searched


async def test_search_answers_while_one_types(app, settle):
    """Letters in the search narrow the list, and the filter line says how many of how many."""
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(pilot, settle)
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


async def test_esc_clears_a_search_that_finds_nothing(app, settle):
    """As the empty list says, at once; of a search that found something it leads to the list."""
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot, settle)
        every = library_of(app).records.total
        await pilot.press("slash")
        await type_in(pilot, "xyzzy")
        await settle(pilot)
        assert "esc clears the search" in library_of(app).nothing_words.visual.plain
        await pilot.press("escape")
        await settle(pilot)
        assert library_of(app).typed == ""
        assert library_of(app).records.total == every
        await type_in(pilot, "fishbow")
        await settle(pilot)
        await pilot.press("escape")
        await settle(pilot)
        assert library_of(app).typed == "fishbow"
        assert app.focused is library_of(app).records


async def test_filters_are_set_by_keys_shown_and_cleared(app, library, settle):
    """Minutes and people typed in the form narrow the list to what fits them."""
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(pilot, settle)
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
        await opened(pilot, settle)
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


async def test_texts_in_every_field_are_only_text(app, own, library, settle):
    """Brackets and escapes in any words of a method are shown letter for letter."""
    nasty = Edition(
        lang="en", name=f"Name {HOSTILE}", summary=f"S {HOSTILE}", use_when=HOSTILE,
        avoid_when=HOSTILE, invitation=HOSTILE, remote_notes=HOSTILE, room=HOSTILE,
        materials=(HOSTILE,), traps=(HOSTILE,),
        steps=(StepWords(title=HOSTILE, do=HOSTILE, say=HOSTILE),) * 2,
        variations=(Variation(name=HOSTILE, text=HOSTILE),),
    )  # fmt: skip
    changed = replace(own, editions=(nasty,), metadata_language="en")
    library.write(partial(operations.rewrite_own, method=changed))
    async with app.run_test(size=(80, 24)) as pilot:
        await searched(pilot, settle, "[/] [@")
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

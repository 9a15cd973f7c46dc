"""Why a search found a method is seen in its row and on its page."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

import pytest

from kehitys.operations import methods as operations
from tests.tui.keyboard import type_in
from tests.tui.methods.place import library_of, searched


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
        await searched(pilot, settle, "fish")
        place = library_of(app)
        row = place.records.render_line(0)
        assert "".join(part.text for part in row if part.style and part.style.underline) == "Fish"
        assert marked(place.detail_words.visual)[0] == "Fish"
        await pilot.press("escape", "c")
        await settle(pilot)
        rows = [place.records.render_line(n) for n in range(20)]
        assert not any(part.style and part.style.underline for row in rows for part in row)
        assert "Fish" not in marked(place.detail_words.visual)


async def test_a_compound_found_by_its_beginning_is_underlined_there(app, library, own, settle):
    """Else another language's name is told for the reason."""
    named = replace(own.editions[0], name="Kokeilukortti")
    library.write(partial(operations.rewrite_own, method=replace(own, editions=(named,))))
    async with app.run_test(size=(120, 40)) as pilot:
        await searched(pilot, settle, "kokeiluja")
        place = library_of(app)
        rows = [place.records.render_line(n) for n in range(place.records.total)]
        marks = {
            "".join(part.text for part in row if part.style and part.style.underline)
            for row in rows
            if "Kokeilukortti" in "".join(part.text for part in row)
        }
        assert marks == {"Kokeilu"}


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_page_says_where_a_word_stands_that_the_name_does_not_have(
    app, library, own, settle, size
):
    """Another name, a sentence of the text with its place, and every word of several."""
    method = replace(own, aliases=("Puumerkki",))
    library.write(partial(operations.rewrite_own, method=method))
    async with app.run_test(size=size) as pilot:
        await searched(pilot, settle, "puumerk")
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


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_words_that_find_nothing_together_give_what_is_nearest_and_say_so(app, settle, size):
    """What is typed stays; the line says what was searched for, and the next search starts anew."""
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        await pilot.press("2", "slash")
        await type_in(pilot, "qwzxqwzx fishbwol")
        await settle(pilot)
        place = library_of(app)
        assert place.search_field.value == "qwzxqwzx fishbwol"
        assert place.records.current.name == "Fishbowl"
        assert "searched for “fishbowl” instead" in place.filter_line.visual.plain
        await pilot.press("escape", "slash")
        await type_in(pilot, "fish")
        await settle(pilot)
        assert "instead" not in place.filter_line.visual.plain


async def test_a_word_of_the_summary_is_underlined_where_it_stands_and_not_told_twice(
    app, library, own, settle
):
    """Also when the summary is too long for a snippet and the word stands at its end."""
    summary = f"{'Ryhmä puhuu vuorotellen. ' * 5}Lopussa on zzyzx."
    (edition, *others) = own.editions
    method = replace(own, editions=(replace(edition, summary=summary), *others))
    library.write(partial(operations.rewrite_own, method=method))
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await pilot.press("2", "slash")
        await type_in(pilot, "zzyzx")
        await settle(pilot)
        told = library_of(app).detail_words.visual
        assert told.plain.count("zzyzx") == 1
        assert marked(told) == ["zzyzx"]
        assert "Match" not in told.plain

"""Rows and lines as the screens set them."""

import pytest
from rich.style import Style as Ink
from textual.app import App
from textual.content import Content
from textual.style import Style

from kehitys import i18n
from kehitys.tui.experiments import experiment_words
from kehitys.tui.text_widgets import Words
from kehitys.tui.widgets.columns import in_columns
from kehitys.tui.widgets.fields import ParagraphField
from kehitys.tui.widgets.hanging import broken
from kehitys.tui.workshops import workshop_words


def test_a_row_keeps_a_cell_free_at_both_edges():
    """A number flush right stands under the corner of the bar above, not on the edge."""
    plain = Ink()
    row = in_columns([("Kirjasto", 0, plain), ("3 pers.", -10, plain)], flexible=0, width=30).plain
    assert len(row) == 30
    assert row.startswith(" Kirjasto ")
    assert row.endswith("3 pers. ")


def test_a_dot_between_parts_never_begins_a_line():
    """It ends the line before, wherever the break falls, and the text stays what it was."""
    text = "samla tankar · skapa idéer · vidga · samla"
    for width in range(12, 44):
        lines = [line.plain for line in broken(Content(text), width)]
        assert not any(line.startswith("·") for line in lines)
        assert " ".join(lines) == text


def test_swedish_says_planned_of_a_workshop_otherwise_than_of_an_experiment():
    """En workshop, ett försök."""
    i18n.use("sv")
    assert workshop_words.state("planned") == "◔ planerad"
    assert workshop_words.state("held") == "✓ genomförd"
    assert experiment_words.state_name("planned") == "◔ planerat"


class Page(App):
    """One text over one field."""

    # Else the field, taller than the screen, sooner or later takes the text out of sight.
    AUTO_FOCUS = ""
    CSS = "ParagraphField { height: 14; }"

    def __init__(self, text):
        super().__init__()
        self.text, self.followed = text, 0

    def compose(self):
        yield Words(self.text)
        yield ParagraphField(self.text.plain)

    def action_follow(self):
        self.followed += 1


def lines(app, kind):
    """The lines of a widget as they stand on the screen."""
    region = app.query_one(kind).region
    strips = app.screen._compositor.render_strips(app.size)
    return [strip.text.strip() for strip in strips[region.y : region.bottom] if strip.text.strip()]


@pytest.mark.parametrize("space", ["\u00a0", "\u202f"])
@pytest.mark.parametrize("width", range(16, 34))
async def test_a_number_is_never_parted_from_its_unit(space, width):
    """In a text and in the field it is written in, wherever the line ends."""
    amount = f"1{space}200{space}euroa"
    app = Page(Content(f"Ryhmä sai {amount} ja siitä {amount} meni tiloihin, eli {amount} jäi."))
    async with app.run_test(size=(width, 40)) as pilot:
        await pilot.pause()
        for kind in (Words, ParagraphField):
            shown = lines(app, kind)
            assert sum(line.count(amount) for line in shown) == 3
            assert len(shown) > 2


async def test_what_is_held_together_but_longer_than_a_line_is_broken_between_its_words():
    """A text pasted with nothing but no-break spaces has no word cut in two."""
    app = Page(Content("\u00a0".join(["sana", "toinen", "kolmas", "neljäs", "viides"])))
    async with app.run_test(size=(16, 24)) as pilot:
        await pilot.pause()
        words = " ".join(lines(app, Words)).replace("\u00a0", " ").split()
        assert words == ["sana", "toinen", "kolmas", "neljäs", "viides"]


async def test_a_link_that_goes_to_the_next_line_whole_is_followed_there():
    """Held together, it keeps its style, its place and what a click on it does."""
    link = Content.styled("30\u00a0min", Style.from_meta({"@click": "app.follow()"}))
    app = Page(Content("Kesto tavallisesti ") + link + Content(" ryhmältä"))
    async with app.run_test(size=(24, 10)) as pilot:
        await pilot.pause()
        assert lines(app, Words) == ["Kesto tavallisesti", "30\u00a0min ryhmältä"]
        await pilot.click(Words, offset=(0, 1))
        await pilot.click(Words, offset=(5, 1))
        assert app.followed == 2
        await pilot.click(Words, offset=(7, 1))
        await pilot.click(Words, offset=(6, 0))
        assert app.followed == 2

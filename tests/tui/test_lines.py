"""Rows and lines as the screens set them."""

from rich.style import Style
from textual.content import Content

from kehitys import i18n
from kehitys.tui.experiments import experiment_words
from kehitys.tui.widgets.columns import in_columns
from kehitys.tui.widgets.hanging import broken
from kehitys.tui.workshops import workshop_words


def test_a_row_keeps_a_cell_free_at_both_edges():
    """A number flush right stands under the corner of the bar above, not on the edge."""
    plain = Style()
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

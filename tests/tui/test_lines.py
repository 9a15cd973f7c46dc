"""Rows and lines as the screens set them."""

from rich.style import Style
from textual.content import Content

from kehitys.tui.widgets.columns import in_columns
from kehitys.tui.widgets.hanging import broken


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

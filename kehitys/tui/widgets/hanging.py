"""Lines broken by hand, so that what follows the first stands under its text."""

from __future__ import annotations

from textual import content
from textual.content import Content

from kehitys.i18n import dates
from kehitys.tui.line_breaks import hold_together

NARROWEST = 10

hold_together(content, "divide_line")


def broken(text: Content, width: int) -> list[Content]:
    """The text in lines of at most `width` cells, as the screen would break it."""
    return [line.rstrip() for line in text.wrap(max(width, NARROWEST))]


def hanging(
    text: Content | str, width: int, first: Content | str = "", rest: Content | str | None = None
) -> list[Content]:
    """The text after `first`, its other lines after `rest`; without it, under the first one."""
    head = first if isinstance(first, Content) else Content(first)
    tail = " " * head.cell_length if rest is None else rest
    under = tail if isinstance(tail, Content) else Content(tail)
    body = text if isinstance(text, Content) else Content(text)
    lines = broken(body, width - max(head.cell_length, under.cell_length))
    return [(head if n == 0 else under) + line for n, line in enumerate(lines)]


def held(text: str) -> str:
    """The text as one that is not broken between its words."""
    return text.replace(" ", dates.NO_BREAK)

"""Lines broken by hand, so that what follows the first stands under its text."""

from __future__ import annotations

from textual.content import Content

from kehitys.i18n import dates

NARROWEST = 10
_HELD, _DOTTED = "\ue000", "\ue001"


def broken(text: Content, width: int) -> list[Content]:
    """The text in lines of at most `width` cells, never broken at a no-break space.

    A dot between two parts stays at the end of its line.
    """
    # Textual breaks lines at no-break spaces too, so another sign stands for them meanwhile.
    plain = text.plain.replace(dates.NO_BREAK, _HELD).replace(" · ", f"{_DOTTED}· ")
    held = Content(plain, list(text.spans))
    lines = [line.rstrip() for line in held.wrap(max(width, NARROWEST))]
    return [Content(_as_before(line.plain), list(line.spans)) for line in lines]


def _as_before(text: str) -> str:
    return text.replace(_HELD, dates.NO_BREAK).replace(_DOTTED, " ")


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

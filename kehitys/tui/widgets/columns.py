"""Texts cut and set in columns of cells."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len, set_cell_size
from rich.style import Style
from rich.text import Text

LEAST = 12
"""What is left of the second of two columns when the first would fill the row."""


def in_columns(cells: Sequence[tuple[str, int, Style]], *, flexible: int, width: int) -> Text:
    """Texts in columns: each with its width (negative: flush right), one takes what is left.

    A cell stays empty at either edge.
    """
    fixed = sum(abs(w) + 1 for n, (_, w, _) in enumerate(cells) if n != flexible)
    line = Text(no_wrap=True)
    for n, (text, size, style) in enumerate(cells):
        cell = max(0, width - fixed - 2) if n == flexible else abs(size)
        shown = cut(text, cell)
        padding = " " * (cell - cell_len(shown))
        line.append(" " if n == 0 else "")
        line.append(padding + shown if size < 0 else shown + padding, style)
        line.append(" ")
    return line


def beside(first: str, second: str, room: int) -> int:
    """How many of the cells that two texts share the second has.

    Two of five, as in other rows, more when the first leaves more, and less when it needs them.
    """
    usual, left, needed = room * 2 // 5, room - cell_len(first), cell_len(second)
    return max(usual, min(needed, left)) if left >= usual else max(left, min(needed, LEAST))


def cut(text: str, width: int) -> str:
    """The beginning of a text, with an ellipsis when it does not fit."""
    if cell_len(text) <= width:
        return text
    return set_cell_size(text, max(0, width - 1)).rstrip() + "…" if width > 0 else ""

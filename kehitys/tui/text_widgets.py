"""The widgets that take text, each so that the text is only text.

Textual reads a plain `str` as markup in most of its widgets; here everything becomes `Content`
first, and nothing else in the app imports those widgets.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from textual.app import App
from textual.content import Content
from textual.widgets import Button, OptionList, Static
from textual.widgets.option_list import Option

from kehitys.tui.widgets.hanging import broken

__all__ = ["Choices", "Press", "Words", "toast"]


class Words(Static):
    """Text on the screen; a `str` is shown letter for letter."""

    def __init__(
        self, text: Content | str = "", *, id: str | None = None, classes: str = ""
    ) -> None:
        self._said = _literal(text)
        super().__init__(self._said, id=id, classes=classes, markup=False)

    def say(self, text: Content | str) -> None:
        """Shows another text; the same one again costs no new layout."""
        text = _literal(text)
        # Contents of the same letters are equal whatever their styles.
        if not text.is_same(self._said):
            self._said = text
            self.update(text)


class Press(Button):
    """A button."""

    def __init__(self, label: str, *, id: str | None = None, classes: str = "") -> None:
        super().__init__(_literal(label), id=id, classes=classes, compact=True)


class Choices(OptionList):
    """A short list to choose from."""

    def __init__(
        self, options: Iterable[tuple[str, Content | str]] = (), *, id: str | None = None
    ) -> None:
        super().__init__(*self._made(options), id=id, markup=False, compact=True)

    def offer(self, options: Iterable[tuple[str, Content | str]]) -> None:
        """Shows these choices, ids and texts, with the first one marked."""
        self.set_options(self._made(options))
        if self.option_count:
            self.highlighted = 0

    @property
    def cursor_rows(self) -> range:
        """The rows of the list that the cursor covers."""
        if self.highlighted is None:
            return range(0)
        first = self._index_to_line[self.highlighted]
        return range(first, first + self._line_cache.heights[self.highlighted])

    @staticmethod
    def _made(options: Iterable[tuple[str, Content | str]]) -> list[Option]:
        return [Option(_literal(text), id=name) for name, text in options]


TOAST = 72
"""The cells of a line of a toast, at most."""

BESIDE_TOAST = 3
"""The cells beside a line of a toast: its edge, and one free at both ends."""


def toast(app: App[Any], sentence: str, *, problem: bool = False, seconds: float) -> None:
    """Shows a sentence for so many seconds in the corner, never broken at a no-break space."""
    lines = broken(Content(sentence), min(TOAST, app.size.width - BESIDE_TOAST - 1))
    app.notify(
        "\n".join(line.plain for line in lines),
        severity="warning" if problem else "information",
        timeout=seconds,
        markup=False,
    )


def _literal(text: Content | str) -> Content:
    return text if isinstance(text, Content) else Content(text)

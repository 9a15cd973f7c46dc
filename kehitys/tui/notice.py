"""A window that says something worth stopping for, once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Button

from kehitys.i18n import N_, _
from kehitys.tui.text_widgets import Press, Words
from kehitys.tui.widgets.key_bar import KeyBar
from kehitys.tui.window import Window


class Notice(Window):
    """A title and a few paragraphs, left with enter or esc."""

    AUTO_FOCUS = "#notice-leave"
    CSS = """
    Notice > .window { border: round $warning; }
    Notice .window-title { color: $text-warning; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter", "leave", N_("I see"), id="notice.leave"),
    ]

    def __init__(self, title: str, paragraphs: Sequence[str]) -> None:
        super().__init__()
        self._title, self._paragraphs = title, paragraphs

    def compose(self) -> ComposeResult:
        """The title, the paragraphs, and the way out."""
        with Vertical(classes="window"):
            yield Words(self._title, classes="window-title")
            for paragraph in self._paragraphs:
                yield Words(paragraph, classes="window-about")
            yield Press(f"{_('I see')}  {_('enter')}", id="notice-leave")
        yield KeyBar()

    @on(Button.Pressed)
    def press(self) -> None:
        """Leaves with the mouse."""
        self.action_leave()

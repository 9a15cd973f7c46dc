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
from kehitys.tui.base import Modal
from kehitys.tui.text_widgets import Press, Words
from kehitys.tui.widgets.key_bar import KeyBar


class Notice(Modal):
    """A title and a few paragraphs, left with enter or esc."""

    AUTO_FOCUS = "#notice-leave"
    CSS = """
    Notice { align: center middle; background: $background 60%; }
    Notice #notice {
        width: 72; max-width: 96%; height: auto; border: round $warning; padding: 1 2;
        background: $background;
    }
    Notice #notice-title { text-style: bold; color: $text-warning; width: 1fr; }
    Notice .notice-part { width: 1fr; margin-top: 1; }
    Notice #notice-leave { margin-top: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter", "leave", N_("I see"), id="notice.leave"),
    ]

    def __init__(self, title: str, paragraphs: Sequence[str]) -> None:
        super().__init__()
        self._title, self._paragraphs = title, paragraphs

    def compose(self) -> ComposeResult:
        """The title, the paragraphs, and the way out."""
        with Vertical(id="notice"):
            yield Words(self._title, id="notice-title")
            for paragraph in self._paragraphs:
                yield Words(paragraph, classes="notice-part")
            yield Press(f"{_('I see')}  {_('enter')}", id="notice-leave")
        yield KeyBar()

    @on(Button.Pressed)
    def press(self) -> None:
        """Leaves with the mouse."""
        self.action_leave()

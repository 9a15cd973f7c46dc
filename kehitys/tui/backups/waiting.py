"""A window that says what is being done while nothing else can be."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical

from kehitys.i18n import _
from kehitys.tui.text_widgets import Words
from kehitys.tui.window import Window


class Waiting(Window):
    """Says what is being done; whoever shows it takes it away."""

    BINDINGS: ClassVar[list[BindingType]] = []

    def __init__(self, title: str) -> None:
        super().__init__()
        self._title = title

    def compose(self) -> ComposeResult:
        """What, and how far."""
        with Vertical(classes="window"):
            yield Words(self._title, classes="window-title")
            yield Words("…", id="waiting-stage")

    def say(self, msgid: str) -> None:
        """Says what is being done now, by the message id of it."""
        if self.is_attached:
            self.query_one("#waiting-stage", Words).say(_(msgid))

    def action_leave(self) -> None:
        """Stays: what has begun is done whole."""

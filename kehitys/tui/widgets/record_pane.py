"""The pane beside or over a list."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll

from kehitys.i18n import N_

_SCROLL = Binding.Group(N_("Scroll"), compact=True)


class RecordPane(VerticalScroll, can_focus=True):
    """The record told whole, which scrolls when it is longer than its room."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "scroll_up", N_("Up"), group=_SCROLL, id="record.up"),
        Binding("down", "scroll_down", N_("Down"), group=_SCROLL, id="record.down"),
        Binding("pageup", "page_up", N_("Page up"), show=False, id="record.page_up"),
        Binding("pagedown", "page_down", N_("Page down"), show=False, id="record.page_down"),
        Binding("home", "scroll_home", N_("To the top"), show=False, id="record.top"),
        Binding("end", "scroll_end", N_("To the end"), show=False, id="record.end"),
    ]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """There must be more than is in sight."""
        return self.max_scroll_y > 0

    def watch_virtual_size(self) -> None:
        """Says anew what works: there may be more now, or no longer."""
        if self.has_focus:
            self.screen.refresh_bindings()

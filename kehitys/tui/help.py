"""Help: every key of the screen it was asked on, from the bindings themselves, and its signs."""

from __future__ import annotations

from typing import Any, ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen

from kehitys.i18n import N_, _
from kehitys.tui.base import Modal
from kehitys.tui.keys import key_name, working_now
from kehitys.tui.text_widgets import Words
from kehitys.tui.widgets.hanging import hanging

KEYS, LINE = 22, 69
"""Cells for the keys of a line, and for all of it."""


class Help(Modal):
    """A page of keys, the nearest first, and of signs."""

    CSS = """
    Help { align: center middle; background: $background 60%; }
    Help #help {
        width: 76; height: auto; max-height: 90%; padding: 1 2;
        border: round $accent; background: $background;
        border-subtitle-color: $text-muted; scrollbar-size-vertical: 1;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f1,question_mark,q", "leave", N_("Back"), id="help.leave"),
    ]

    def __init__(self, about: Screen[Any]) -> None:
        super().__init__()
        self._lines = self._told(about)

    def compose(self) -> ComposeResult:
        """What the screen is for, its keys, and what its signs mean."""
        with VerticalScroll(id="help") as page:
            page.border_subtitle = Content(_("esc closes this page."))
            yield Words(self._lines)

    def _told(self, about: Screen[Any]) -> Content:
        keys: dict[str, list[str]] = {}
        shown = {binding.action: binding for binding in working_now(about)}
        for key, active in about.active_bindings.items():
            if active.enabled and active.binding.action in shown:
                keys.setdefault(active.binding.action, []).append(key_name(key))
        lines = [Content.styled(_("Keys that work here"), "bold $accent"), Content("")]
        what = getattr(about, "ABOUT", "")
        if what:
            lines[1:1] = [Content(""), Content(_(what))]
        named: dict[str, list[str]] = {}
        for action, binding in shown.items():
            named.setdefault(_(binding.description), []).extend(keys[action])
        for words, names in named.items():
            told = "  ".join(names)
            pad = " " * max(1, KEYS - cell_len(told))
            lines.append(Content.assemble((told, "bold"), pad, words))
        parts = Content.assemble(("Tab  ⇧Tab", "bold"), " " * 13, _("next part, part before"))
        lines.append(parts)
        signs = getattr(about, "SIGNS", ())
        if signs:
            lines += [Content(""), Content.styled(_("Signs"), "bold $accent"), Content("")]
        for sign, words in signs:
            first = Content.assemble((sign, "bold"), " " * (KEYS - cell_len(sign)))
            lines += hanging(_(words), LINE, first)
        return Content("\n").join(lines)

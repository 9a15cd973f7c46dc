"""The line in which what is said is written down while the workshop goes on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.getters import query_one
from textual.message import Message
from textual.widgets import Input

from kehitys.i18n import N_, _
from kehitys.tui.text_widgets import Words
from kehitys.tui.widgets.columns import cut
from kehitys.tui.widgets.fields import LineField
from kehitys.tui.workshops.live_words import CATCH_KINDS

LONGEST = 1_000


class CaptureField(LineField):
    """The field itself; left with esc, what was typed stays."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", N_("Store"), id="capture.store"),
        Binding("escape", "leave", N_("Leave, keep what is typed"), id="capture.leave"),
    ]

    @dataclass
    class Left(Message):
        """The field was left and nothing is to be stored."""

    def on_mount(self) -> None:
        """What is there is gone on with, never typed over."""
        self.select_on_focus = False

    def action_leave(self) -> None:
        """Leaves the field."""
        self.post_message(self.Left())


class CaptureLine(Horizontal):
    """Closed, it says which keys open it; open, it is a field to type in.

    A letter typed when `may_write` says no is taken back at once.
    """

    DEFAULT_CSS = """
    CaptureLine {
        height: 1; margin: 0 1;
        #capture-kind { width: auto; color: $accent; text-style: bold; padding-right: 1; }
        #capture-field { width: 1fr; display: none; }
        #capture-hint { width: 1fr; color: $text-muted; }
        &.-open #capture-field { display: block; }
        &.-open #capture-hint { display: none; }
        &.-private #capture-hint { color: $text-warning; text-style: bold; }
    }
    """

    @dataclass
    class Typed(Message):
        """Another letter was typed or taken away."""

    @dataclass
    class Wanted(Message):
        """The text is to be stored."""

        kind: str
        text: str

    @dataclass
    class Shut(Message):
        """The field was closed on somebody, because nothing may be written now."""

    @dataclass
    class Closed(Message):
        """The field was left; what was typed stays."""

    field = query_one("#capture-field", CaptureField)
    _kind_words = query_one("#capture-kind", Words)
    _hint_words = query_one("#capture-hint", Words)

    def __init__(self, may_write: Callable[[], bool], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._may_write = may_write
        self.kind = ""
        """What is being written down; empty while the field is closed."""
        self.allowed = True
        """Whether what is said now may be written down."""
        self._text = ""

    def compose(self) -> ComposeResult:
        """A word for the kind, then the field or the hint."""
        yield Words(id="capture-kind")
        yield CaptureField(id="capture-field", limit=LONGEST)
        yield Words(id="capture-hint")

    @property
    def text(self) -> str:
        """What is typed and not stored."""
        return self._text

    def open(self, kind: str) -> None:
        """Opens the field, with what was typed before still in it."""
        self.kind = kind
        self.add_class("-open")
        # At once: a letter typed right after the key belongs to the field already.
        self.screen.set_focus(self.field)
        self.field.cursor_position = len(self.field.value)
        self.retell()

    def close(self) -> None:
        """Closes the field; what was typed stays."""
        if self.kind:
            self.kind = ""
            self.remove_class("-open")
            self.screen.set_focus(None)
            self.retell()
            self.post_message(self.Closed())

    def allow(self, allowed: bool) -> None:
        """Opens or shuts the way to write; shutting it closes the field."""
        if allowed != self.allowed:
            self.allowed = allowed
            self.set_class(not allowed, "-private")
            if not allowed:
                self.put(self._text)
                if self.kind:
                    self.post_message(self.Shut())
                self.close()
            self.retell()

    def put(self, text: str) -> None:
        """Makes `text` what is typed."""
        self._text = text
        with self.prevent(Input.Changed):
            self.field.value = text
        self.retell()

    def retell(self) -> None:
        """Says what can be done here now."""
        self._kind_words.say(_(CATCH_KINDS[self.kind]) if self.kind else "")
        if not self.allowed:
            self._hint_words.say(_("Nothing said in this step is written down."))
        elif self._text.strip():
            waits = _("Not stored yet:")
            room = max(10, self.size.width - len(waits) - 14)
            self._hint_words.say(
                Content.assemble((waits, "bold"), " ", cut(self._text, room), "  i o p k")
            )
        else:
            self._hint_words.say(_("Write down with i idea, o outcome, p parked, k experiment"))

    @on(Input.Changed)
    def typed(self, event: Input.Changed) -> None:
        """Hands on what is typed, or takes it back where nothing may be written."""
        event.stop()
        self.allow(self._may_write())
        if not self.allowed:
            self.put(self._text)
        elif event.value != self._text:
            self._text = event.value
            self.post_message(self.Typed())

    @on(Input.Submitted)
    def store(self, event: Input.Submitted) -> None:
        """Asks for it to be stored; an empty line only closes."""
        event.stop()
        if self._text.strip() and self.kind:
            self.post_message(self.Wanted(self.kind, self._text))
        else:
            self.close()

    @on(CaptureField.Left)
    def leave(self, event: CaptureField.Left) -> None:
        """Closes the field."""
        event.stop()
        self.close()

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:  # noqa: ARG002
        """A field that lost the keys is closed, but not because another window is in front."""
        if self.app.app_focus:
            self.close()

"""A window to pick from: type to narrow a long list, enter to take."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.getters import query_one
from textual.widgets import Input, OptionList

from kehitys.domain.text import fold
from kehitys.i18n import N_, _
from kehitys.tui.base import Modal
from kehitys.tui.text_widgets import Choices, Words
from kehitys.tui.widgets.fields import LineField
from kehitys.tui.widgets.key_bar import KeyBar

WIDEST = 96
"""The most cells the window takes, as its style sheet has it."""
MANY = 6
"""From so many choices on a field to narrow them with is shown; fewer are seen at a glance."""
EDGES = 7
"""Its border, what is empty within, and the scroll bar."""


class _Narrow(LineField):
    """The field to narrow with; enter takes the marked choice."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", N_("Choose"), id="pick.take")
    ]


class _Options(Choices):
    """The choices."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space", "select", N_("Choose"), id="pick.select")
    ]

    def on_key(self, event: events.Key) -> None:
        """Letters narrow here too, without a change of place: one may type faster than that."""
        pick = self.screen
        assert isinstance(pick, Pick)
        typed = pick.field.value
        if event.character and event.is_printable and not event.character.isspace():
            event.stop()
            pick.type_over_choices(typed + event.character)
        elif event.key == "backspace" and typed:
            event.stop()
            pick.type_over_choices(typed[:-1])


class Pick(Modal):
    """Offers keys and their words; gives the key, or a tuple of keys when `many`."""

    CSS_PATH = __file__.replace("pick.py", "form.tcss")
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "done", N_("Done"), id="pick.done"),
        Binding("escape", "leave", N_("Back"), id="pick.leave"),
    ]

    choices = query_one(Choices)
    field = query_one(_Narrow)

    def __init__(
        self,
        title: str,
        options: Sequence[tuple[str, Content | str]],
        *,
        chosen: Any = "",
        many: bool = False,
        note: str = "",
    ) -> None:
        super().__init__()
        self._title = title
        self._options = list(options)
        self._chosen: list[str] = list(chosen) if many else [chosen]
        self._many = many
        self._note = note

    @staticmethod
    def room(width: int) -> int:
        """How many cells the words of a choice have when the terminal has `width`."""
        return min(WIDEST, width * 9 // 10) - EDGES

    def compose(self) -> ComposeResult:
        """The choices, under a field to narrow them with when they are many."""
        with Vertical(id="pick"):
            yield Words(self._title, id="pick-title")
            if self._note:
                yield Words(self._note, classes="form-note")
            yield _Narrow(id="pick-search", placeholder=_("Type to narrow"))
            yield _Options(id="pick-options")
            yield Words(_("Nothing here matches. Take letters away."), id="pick-nothing")
        yield KeyBar()

    def on_mount(self) -> None:
        """Offers everything, with what is chosen now marked."""
        self.field.display = len(self._options) >= MANY
        self.set_focus(self.field if self.field.display else self.choices)
        self._offer()
        keys = [key for key, _words in self._options]
        if not self._many and self._chosen[0] in keys:
            self.choices.highlighted = keys.index(self._chosen[0])

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Done is for those who pick several."""
        return action != "done" or self._many

    def _offer(self) -> None:
        typed = fold(self.field.value)
        at = self.choices.highlighted
        shown = []
        for key, words in self._options:
            content = words if isinstance(words, Content) else Content(words)
            if typed in fold(content.plain):
                mark = ("✓ " if key in self._chosen else "· ") if self._many else ""
                shown.append((key, Content.assemble(mark, content)))
        self.choices.offer(shown)
        self.query_one("#pick-nothing").display = not shown and bool(typed)
        if self._many and at is not None and at < len(shown):
            self.choices.highlighted = at

    @on(Input.Changed, "#pick-search")
    def narrow(self) -> None:
        """Offers what matches."""
        self._offer()

    @on(Input.Submitted, "#pick-search")
    def take_marked(self) -> None:
        """Takes the marked choice without leaving the field."""
        if self.choices.highlighted is not None:
            self.choices.action_select()

    @on(OptionList.OptionSelected)
    def take(self, event: OptionList.OptionSelected) -> None:
        """Gives the choice, or marks it when several may be picked."""
        key = event.option.id or ""
        if not self._many:
            self.dismiss(key)
            return
        if key in self._chosen:
            self._chosen.remove(key)
        else:
            self._chosen.append(key)
        self._offer()

    def on_key(self, event: events.Key) -> None:
        """Arrows move in the choices while one types."""
        if event.key in ("down", "up") and self.focused is not self.choices:
            event.stop()
            if event.key == "down":
                self.choices.action_cursor_down()
            else:
                self.choices.action_cursor_up()

    def type_over_choices(self, text: str) -> None:
        """Narrows to `text` at once: the key after it may be the one that takes the choice."""
        self.field.display = True
        with self.prevent(Input.Changed):
            self.field.value = text
        self._offer()

    def action_done(self) -> None:
        """Gives what is marked."""
        order = [key for key, _words in self._options]
        self.dismiss(tuple(key for key in order if key in self._chosen))

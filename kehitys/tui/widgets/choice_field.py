"""A field that holds one or some of a few words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from rich.text import Text
from textual import events, work
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from kehitys.i18n import N_, _
from kehitys.tui.widgets.columns import cut

_OPENS = "  ▾"
"""The sign that there is more to choose from."""


class ChoiceField(Widget, can_focus=True):
    """Shows what is chosen; arrows go through the choices, enter opens them all."""

    DEFAULT_CSS = """
    ChoiceField { height: 1; padding: 0 1; background: $surface; }
    ChoiceField:focus { background: $surface-lighten-1; text-style: bold; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "turn(-1)", N_("Previous"), show=False, id="choice.previous"),
        Binding("right", "turn(1)", N_("Next"), show=False, id="choice.next"),
        Binding("enter,space", "open", N_("Choose"), id="choice.open"),
    ]

    value: reactive[Any] = reactive("")

    @dataclass
    class Changed(Message):
        """Another thing was chosen."""

        choice_field: ChoiceField

        @property
        def control(self) -> ChoiceField:
            return self.choice_field

    def __init__(
        self,
        options: Sequence[tuple[str, str]],
        value: Any = "",
        *,
        many: bool = False,
        id: str | None = None,
    ) -> None:
        super().__init__(id=id)
        self._options = tuple(options)
        self._many = many
        self.set_reactive(ChoiceField.value, tuple(value) if many else value)

    def watch_value(self) -> None:
        """Tells that another thing was chosen."""
        self.post_message(self.Changed(self))

    def render(self) -> Text:
        """The words of what is chosen."""
        names = dict(self._options)
        chosen = self.value if self._many else (self.value,)
        words = ", ".join(names[key] for key in chosen if key in names)
        room = self.content_size.width - len(_OPENS)
        told = cut(words or _("Choose"), room)
        line = Text(told, style="" if words else "dim", no_wrap=True)
        return line.append(_OPENS, "dim")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Arrows turn only where one thing is chosen."""
        return not (action == "turn" and self._many)

    def action_turn(self, by: int) -> None:
        """Chooses the next or the previous."""
        keys = [key for key, _words in self._options]
        if keys:
            at = keys.index(self.value) if self.value in keys else -1 if by > 0 else 0
            self.value = keys[(at + by) % len(keys)]

    @work
    async def action_open(self) -> None:
        """Shows all the choices in a window."""
        from kehitys.tui.pick import Pick

        chosen = await self.app.push_screen_wait(
            Pick(_("Choose"), self._options, chosen=self.value, many=self._many)
        )
        if chosen is not None:
            self.value = chosen

    def on_click(self, event: events.Click) -> None:
        """Opens the choices with the mouse."""
        event.stop()
        self.focus()
        self.action_open()

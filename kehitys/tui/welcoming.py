"""Asking who somebody is, of one who may be typing already."""

from __future__ import annotations

from math import inf

from textual import events
from textual._time import get_time
from textual.app import App

_PRESSED = (events.Key, events.Paste, events.MouseDown)
_LEAVES = "ctrl+q"


class Welcoming(App[None]):
    """The part of an app that shows the welcome, and hears no key meant for what stood before it.

    What is pressed while a terminal waits for its first frame is kept by the terminal, and would
    come as a name, or as a key of a place nobody has seen.
    """

    _hears_from = 0.0
    """The moment, by the clock of the events, from which on they are meant for what is shown."""

    def hear_nothing(self) -> None:
        """Lets what is pressed go by until `hear_from_now`; only leaving works."""
        self._hears_from = inf

    def hear_from_now(self) -> None:
        """Hears what is pressed from now on, not what was pressed before and still waits."""
        self._hears_from = get_time()

    async def on_event(self, event: events.Event) -> None:
        """Passes an event on, unless it came too early."""
        early = isinstance(event, _PRESSED) and event.time < self._hears_from
        if not early or (isinstance(event, events.Key) and event.key == _LEAVES):
            await super().on_event(event)

    def welcome(self) -> None:
        """Asks who is at the keyboard."""
        from kehitys.tui.welcome import Welcome

        if not any(isinstance(screen, Welcome) for screen in self.screen_stack):
            self.hear_nothing()
            self.push_screen(Welcome())

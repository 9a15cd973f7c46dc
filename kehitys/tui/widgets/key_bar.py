"""The bottom line: what works now, by key or by mouse."""

from __future__ import annotations

from rich.cells import cell_len
from rich.text import Text
from textual import events
from textual.binding import Binding
from textual.widget import Widget

from kehitys.i18n import _
from kehitys.tui.keys import keys_of, working_now

_LAST = ("app.undo", "app.help")
_ALL = "ctrl+p"
"""The key of the palette, where everything stands that there is no room for here."""


class KeyBar(Widget):
    """One line of keys and their words; each can be pressed with the mouse."""

    COMPONENT_CLASSES = {"key-bar--key", "key-bar--words"}
    DEFAULT_CSS = """
    KeyBar { dock: bottom; height: 1; background: $panel; color: $foreground; }
    KeyBar .key-bar--key { color: $accent; text-style: bold; background: $panel; }
    KeyBar .key-bar--words { color: $foreground; background: $panel; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._spots: list[tuple[int, int, str]] = []

    def on_mount(self) -> None:
        """Follows the screen's keys as they come and go."""
        self.screen.bindings_updated_signal.subscribe(self, lambda _screen: self.refresh())

    def render(self) -> Text:
        """As many as there is room for; the way out, help and the palette keep their places."""
        key_style = self.get_component_rich_style("key-bar--key")
        words_style = self.get_component_rich_style("key-bar--words")
        shown = [binding for binding in working_now(self.screen) if binding.show]
        first = [binding for binding in shown if not _stays(binding)]
        last = [binding for binding in shown if _stays(binding)]
        more = " … " if _ALL in self.screen.active_bindings else ""
        room = self.size.width - sum(_width(binding) for binding in last) - len(more)
        line, self._spots = Text(no_wrap=True), []
        at = 0

        def put(binding: Binding) -> None:
            nonlocal at
            line.append(f" {keys_of(binding)} ", key_style)
            line.append(f"{_(binding.description)} ", words_style)
            self._spots.append((at, at + _width(binding), binding.key))
            at += _width(binding)

        for binding in first:
            if at + _width(binding) <= room:
                put(binding)
        if more:
            line.append(more, key_style)
            self._spots.append((at, at + len(more), _ALL))
            at, room = at + len(more), room + len(more)
        if last and at < room:
            line.append(" " * (room - at), words_style)
            at = room
        for binding in last:
            put(binding)
        return line

    def on_click(self, event: events.Click) -> None:
        """Presses the key under the mouse."""
        for start, end, key in self._spots:
            if start <= event.x < end:
                self.app.simulate_key(key)


def _stays(binding: Binding) -> bool:
    return binding.id in _LAST or binding.key == "escape"


def _width(binding: Binding) -> int:
    return cell_len(keys_of(binding)) + cell_len(_(binding.description)) + 3

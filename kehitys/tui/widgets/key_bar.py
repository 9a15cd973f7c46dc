"""The bottom line: what works now, by key or by mouse."""

from __future__ import annotations

from rich.cells import cell_len
from rich.text import Text
from textual import events
from textual.binding import Binding
from textual.widget import Widget

from kehitys.i18n import _
from kehitys.tui.inks import ink
from kehitys.tui.keys import keys_of, working_now

_LAST = ("app.undo", "app.help")
_ALL = "ctrl+p"
"""The key of the palette, where everything stands that there is no room for here."""


class KeyBar(Widget):
    """One line of keys and their words; each can be pressed with the mouse."""

    DEFAULT_CSS = "KeyBar { dock: bottom; height: 1; background: $panel; color: $foreground; }"

    def __init__(self) -> None:
        super().__init__()
        self._spots: list[tuple[int, int, str]] = []

    def on_mount(self) -> None:
        """Follows the screen's keys as they come and go."""
        self.screen.bindings_updated_signal.subscribe(self, lambda _screen: self.refresh())

    def render(self) -> Text:
        """As many as there is room for; the way out, help and the palette keep their places."""
        key_style, words_style = ink(self.app, "head"), ink(self.app, "plain")
        shown = [binding for binding in working_now(self.screen) if binding.show]
        first = _grouped([binding for binding in shown if not _stays(binding)])
        last = _grouped([binding for binding in shown if _stays(binding)])
        more = " … " if _ALL in self.screen.active_bindings else ""
        room = self.size.width - sum(map(_width, last)) - len(more)
        line, self._spots = Text(no_wrap=True), []
        at = 0

        def put(group: list[Binding]) -> None:
            nonlocal at
            line.append(" ", key_style)
            start, end = at, at + 1
            for binding, keys in zip(group, _keys(group), strict=True):
                line.append(keys, key_style)
                end += cell_len(keys)
                self._spots.append((start, end, binding.key))
                start = end
            line.append(f"{_words(group)} ", words_style)
            at += _width(group)
            # The words belong to the first key, and to the other keys their own cells.
            self._spots.append((end, at, group[0].key))

        for group in first:
            if at + _width(group) <= room:
                put(group)
        if more:
            line.append(more, key_style)
            self._spots.append((at, at + len(more), _ALL))
            at, room = at + len(more), room + len(more)
        if last and at < room:
            line.append(" " * (room - at), words_style)
            at = room
        for group in last:
            put(group)
        return line

    def on_click(self, event: events.Click) -> None:
        """Presses the key under the mouse."""
        for start, end, key in self._spots:
            if start <= event.x < end:
                self.app.simulate_key(key)


def _stays(binding: Binding) -> bool:
    return binding.id in _LAST or binding.key == "escape"


def _grouped(bindings: list[Binding]) -> list[list[Binding]]:
    """Bindings that say one thing together stand together, where the first of them does."""
    groups: list[list[Binding]] = []
    for binding in bindings:
        with_it = [g for g in groups if binding.group is not None and g[0].group == binding.group]
        if with_it:
            with_it[0].append(binding)
        else:
            groups.append([binding])
    return groups


def _words(group: list[Binding]) -> str:
    first = group[0]
    return _(first.group.description if first.group else first.description)


def _width(group: list[Binding]) -> int:
    return cell_len("".join(_keys(group))) + cell_len(_words(group)) + 2


def _keys(group: list[Binding]) -> list[str]:
    """The keys with the space that follows each, or in a compact group only the last."""
    compact = group[0].group is not None and group[0].group.compact
    names = [keys_of(binding) + ("" if compact else " ") for binding in group]
    return [*names[:-1], f"{names[-1].rstrip()} "]

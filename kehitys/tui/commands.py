"""The palette: everything that works now, by name."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.command import CommandList, CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.widgets.option_list import Option

from kehitys.i18n import N_, _
from kehitys.tui.base import PLACE_NAMES, PLACES
from kehitys.tui.keys import key_name, keys_of, working_now

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kehitys.tui.app import Kehitys


_CURSOR = {"up", "down", "left", "right", "home", "end", "pageup", "pagedown", "enter"}
"""Keys that move in what is on the screen: nobody looks for them by name."""
_KEY_AT = 48
"""The column in which the keys stand."""


class Commands(Provider):
    """What the keys of the screen do, the places, and what belongs to the whole app."""

    async def discover(self) -> Hits:
        """Everything, before anything is typed."""
        for words, key, run in self._all():
            yield DiscoveryHit(_row(words, key), run, text=words)

    async def search(self, query: str) -> Hits:
        """What matches the words typed."""
        matcher = self.matcher(query)
        for words, key, run in self._all():
            score = matcher.match(words)
            if score > 0:
                yield Hit(score, _row(words, key), run, text=words)

    def _all(self) -> Iterator[tuple[str, str, Callable[[], object]]]:
        app: Kehitys = self.app  # type: ignore[assignment]
        for n, place in enumerate(PLACES, 1):
            yield _(PLACE_NAMES[place]), str(n), partial(app.action_go, place)
        seen = set()
        for binding in working_now(self.screen):
            if binding.action.startswith("app.go") or binding.key.split(",")[0] in _CURSOR:
                continue
            words = _(binding.description)
            if words not in seen:
                seen.add(words)
                # The bar leaves out what the keys of a group have in common.
                keys = key_name(binding.key) if binding.group else keys_of(binding)
                yield words, keys, partial(app.simulate_key, binding.key.split(",")[0])


def _row(words: str, key: str) -> Content:
    pad = " " * max(2, _KEY_AT - cell_len(words))
    return Content.assemble((words, "not bold"), pad, (key, "$text-muted not bold"))


class Palette(CommandPalette):
    """The palette in the person's language."""

    CSS = """
    Palette { background: $background 60%; }
    Palette > Vertical { width: 72; max-width: 100%; }
    Palette SearchIcon { display: none; }
    Palette CommandInput { padding-left: 1; }
    """

    def __init__(self) -> None:
        super().__init__(
            providers=[Commands],
            placeholder=_(N_("Type what you want to do")),
            id="--command-palette",
        )

    def _start_no_matches_countdown(self, search_value: str) -> None:
        """Says in the person's language that nothing was found: Textual's own words are English."""
        self._stop_no_matches_countdown()

        def tell() -> None:
            if search_value:
                told = Content(_("There is no such command. Try another word."))
                nothing = Option(told, disabled=True, id=self._NO_MATCHES)
                self.query_one(CommandList).add_option(nothing)
            self._list_visible = bool(search_value)

        self._no_matches_timer = self.set_timer(self._NO_MATCHES_COUNTDOWN, tell)

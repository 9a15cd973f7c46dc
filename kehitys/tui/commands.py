"""The palette: everything that works now, by name."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from kehitys.i18n import N_, _
from kehitys.tui.base import PLACE_NAMES, PLACES
from kehitys.tui.keys import keys_of, working_now

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kehitys.tui.app import Kehitys


class Commands(Provider):
    """What the keys of the screen do, the places, and what belongs to the whole app."""

    async def discover(self) -> Hits:
        """Everything, before anything is typed."""
        for words, help_text, run in self._all():
            yield DiscoveryHit(Content(words), run, text=words, help=help_text)

    async def search(self, query: str) -> Hits:
        """What matches the words typed."""
        matcher = self.matcher(query)
        for words, help_text, run in self._all():
            score = matcher.match(words)
            if score > 0:
                yield Hit(score, Content(words), run, text=words, help=help_text)

    def _all(self) -> Iterator[tuple[str, str, Callable[[], object]]]:
        app: Kehitys = self.app  # type: ignore[assignment]
        for n, place in enumerate(PLACES, 1):
            yield _(PLACE_NAMES[place]), str(n), partial(app.action_go, place)
        seen = set()
        for binding in working_now(self.screen):
            if binding.action.startswith(("app.go", "command_palette", "focus", "scroll")):
                continue
            words = _(binding.description)
            if words not in seen:
                seen.add(words)
                yield words, keys_of(binding), partial(app.simulate_key, binding.key.split(",")[0])


class Palette(CommandPalette):
    """The palette in the person's language."""

    def __init__(self) -> None:
        super().__init__(
            providers=[Commands],
            placeholder=_(N_("Type what you want to do")),
            id="--command-palette",
        )

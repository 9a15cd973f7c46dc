"""Where the screen of each place stands; none is imported before somebody goes there."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any
from uuid import UUID

from textual.app import App
from textual.screen import Screen

_SCREENS = {
    "today": "kehitys.tui.today.today:Today",
    "methods": "kehitys.tui.methods.library:MethodLibrary",
    "workshops": "kehitys.tui.workshops.workshops:Workshops",
    "experiments": "kehitys.tui.experiments.experiments:Experiments",
    "network": "kehitys.tui.network.network:Network",
}


def screen_of(place: str) -> Callable[[], Screen[Any]]:
    """What makes the screen of a place."""

    def make() -> Screen[Any]:
        module, name = _SCREENS[place].split(":")
        screen: Screen[Any] = getattr(import_module(module), name)()
        return screen

    return make


async def to_the_places(app: App[Any]) -> None:
    """Leaves every screen over a place, which shows one file's records, and goes to Today."""
    for place in [place for place in _SCREENS if place in app._screen_stacks]:
        await app.switch_mode(place)
        while len(app.screen_stack) > 1:
            await app.pop_screen()
    await app.switch_mode("today")


_PLACE_OF = {
    "run": "workshops",
    "workshop": "workshops",
    "method": "methods",
    "experiment": "experiments",
    "person": "network",
}


def open_record(app: App[Any], kind: str, row_id: UUID) -> None:
    """Goes to the place of a record and opens it there."""
    app.switch_mode(_PLACE_OF[kind])
    while len(app.screen_stack) > 1:
        app.pop_screen()
    app.call_after_refresh(lambda: app.screen.open_by_id(kind, row_id))  # type: ignore[attr-defined]

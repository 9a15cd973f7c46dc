"""Where the screen of each place stands; none is imported before somebody goes there."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any

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

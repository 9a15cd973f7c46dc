"""The line that says the data are invented: on every screen, and over every window."""

from __future__ import annotations

import html
import importlib
import inspect
import pkgutil

import pytest

from kehitys import tui
from kehitys.store.database import Database
from kehitys.tui.app import Kehitys
from kehitys.tui.base import KehitysScreen, PlaceScreen


def screens_of(base: type) -> list[type]:
    """Every class of screens under one, wherever it is written."""
    for found in pkgutil.walk_packages(tui.__path__, "kehitys.tui."):
        importlib.import_module(found.name)
    under = list(base.__subclasses__())
    for each in under:
        under += each.__subclasses__()
    return [each for each in under if each.__module__.startswith("kehitys.")]


def test_every_screen_has_a_line_for_the_banner():
    """The five places have it in their top line, and every other screen a line of its own."""
    drawn = [each for each in screens_of(KehitysScreen) if "compose" in vars(each)]
    assert len(drawn) >= 8
    for each in drawn:
        wanted = "TopBar(" if issubclass(each, PlaceScreen) else "DemoBanner("
        assert wanted in inspect.getsource(each.compose), each


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
@pytest.mark.parametrize(
    "keys",
    [("f1",), ("f4",), ("2", "n"), ("3", "n"), ("5", "n"), ("5", "i", *"~/list.csv", "ctrl+s")],
)
async def test_no_window_of_a_demo_covers_the_banner(tmp_path, clock, settle, keys, size):
    """However high it would like to be."""
    (tmp_path / "home").mkdir()
    names = "".join(f"Kim {n}\n" for n in range(40))
    (tmp_path / "home" / "list.csv").write_text(f"Name\n{names}", "utf-8")
    own = Database(tmp_path / "own.db")
    own.close()
    app = Kehitys(tmp_path / "own.db", now=clock)
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        await pilot.press("f9")
        await settle(pilot)
        for key in keys:
            await pilot.press(key)
            await settle(pilot)
        assert len(app.screen_stack) == 2
        picture = html.unescape(app.export_screenshot()).replace("\u00a0", " ")
        assert picture.count("Demo data: an invented municipality.") == 1

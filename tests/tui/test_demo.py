"""The demo: a file of its own, a line on every screen that says so, and a way back."""

from __future__ import annotations

import errno
import html
import importlib
import inspect
import pkgutil
from dataclasses import replace

import pytest

from kehitys import tui
from kehitys.cli.demo import write
from kehitys.domain.problems import Problem
from kehitys.store import opening, settings, tables
from kehitys.store.database import Database
from kehitys.store.today import file_facts
from kehitys.tui.app import Kehitys
from kehitys.tui.base import KehitysScreen, PlaceScreen
from kehitys.tui.start import open_app
from kehitys.tui.welcome import Welcome
from tests.tui.eye import shown
from tests.tui.keyboard import press


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


async def test_the_demo_has_a_file_of_its_own_and_a_way_back(tmp_path, clock, settle):
    """F9 on the first start fills a throw-away file; F9 again asks for one's own name."""
    path = tmp_path / "own.db"
    app = Kehitys(path, new=True, now=clock)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await pilot.press("f9")
        await settle(pilot)
        assert app.demo
        assert "Demo data" in shown(app)
        assert not path.exists()
        await pilot.press("f9")
        await settle(pilot)
        assert not app.demo
        assert isinstance(app.screen, Welcome)
        await pilot.press(*"Leena", "enter")
        await settle(pilot)
        people = await app.ask(lambda c: list(c.execute(tables.person.select()).mappings()))
        assert [row["name"] for row in people] == ["Leena"]


@pytest.mark.parametrize("keys", [("enter",), ("f5", "down", "enter"), ("f", "v")])
async def test_the_banner_stands_on_every_screen_and_leads_back(tmp_path, clock, settle, keys):
    """Planner, live run and harvest of a demo say so, and F9 leaves them and the demo."""
    own = Database(tmp_path / "own.db")
    own.close()
    app = Kehitys(tmp_path / "own.db", now=clock)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("f9")
        await settle(pilot)
        await pilot.press("3")
        await settle(pilot)
        for key in keys:
            await pilot.press(key)
            await settle(pilot)
        assert len(app.screen_stack) == 2
        assert "Demo data" in shown(app)
        await pilot.press("f9")
        await settle(pilot)
        assert not app.demo
        assert "Demo data" not in shown(app)
        assert isinstance(app.screen, Welcome)


async def test_a_demo_begun_from_the_command_line_leads_back_to_ones_own(library, clock, settle):
    """F9 opens the person's own file, never the demo's as if it were theirs."""
    mine = {"name": "demo_person", "value": library.person_id.hex}
    library.write(lambda tx: tx.record(tables.setting, **mine))
    app = Kehitys(library.path, demo=True, me=library.person_id, now=clock)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("f9")
        await settle(pilot)
        assert isinstance(app.screen, Welcome)
        await pilot.press(*"Leena", "enter")
        await settle(pilot)
        assert app.store.path == settings.data_file()
        assert app.store.path != library.path


@pytest.mark.parametrize("hand", ["key", "mouse", "banner"])
async def test_who_erases_themselves_in_a_demo_is_led_back_and_not_to_another(
    library, clock, settle, hand
):
    """The welcome that asks who they are says the same of F9 as the banner above it."""
    mine = {"name": "demo_person", "value": library.person_id.hex}
    library.write(lambda tx: tx.record(tables.setting, **mine))
    app = Kehitys(library.path, demo=True, me=library.person_id, now=clock)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, settle, "5", "x")
        await pilot.press(*"Maija Mallikas", "enter")
        await settle(pilot)
        assert isinstance(app.screen, Welcome)
        assert "Back to my own file  F9" in shown(app)
        assert "Try with demo data" not in shown(app)
        ways = {"mouse": "#demo", "banner": "DemoBanner"}
        await (pilot.press("f9") if hand == "key" else pilot.click(ways[hand]))
        await settle(pilot)
        assert not app.demo
        assert isinstance(app.screen, Welcome)
        assert "Try with demo data  F9" in shown(app)
        await pilot.press(*"Leena", "enter")
        await settle(pilot)
        assert app.store.path == settings.data_file()
        assert app.me_name == "Leena"


def started(monkeypatch, path):
    """The app over a file as the command line begins it, not yet running."""
    begun = []
    monkeypatch.setattr(Kehitys, "run", lambda app: begun.append(app))
    for name in ("guard.install", "garbage.leave_what_is_loaded"):
        monkeypatch.setattr(f"kehitys.tui.start.{name}", lambda: None)
    open_app(path)
    return begun[0]


@pytest.mark.parametrize("behind", [False, True])
async def test_a_demo_opened_later_is_the_demo_it_was(tmp_path, monkeypatch, settle, behind):
    """The same person is at the keyboard, the banner stands, and F9 leads to one's own file."""
    path = tmp_path / "demo.db"
    write(path)
    with monkeypatch.context() as begin:
        if behind:
            older = replace(opening.judge(path), kind="behind")
            begin.setattr(opening, "judge", lambda _path: older)
        app = started(begin, path)
    assert behind or app.demo
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        assert app.demo
        assert not isinstance(app.screen, Welcome)
        assert "Demo data: an invented municipality." in shown(app)
        facts = await app.ask(file_facts)
        assert app.me == facts.demo_person
        assert facts.name_of(app.me) in shown(app)
        assert not app.makes_backups
        await pilot.press("f9")
        await settle(pilot)
        assert isinstance(app.screen, Welcome)
        await pilot.press(*"Leena", "enter")
        await settle(pilot)
        assert app.store.path == settings.data_file()
        assert "Demo data" not in shown(app)


@pytest.mark.parametrize("kept", ["the folder", "the file"])
async def test_a_demo_that_cannot_be_written_leaves_ones_own_file(
    tmp_path, clock, settle, monkeypatch, kept
):
    """The temporary disk is full: it is said, and the name given next goes where it should."""

    def full(*_args: object, **_named: object) -> None:
        if kept == "the folder":
            raise OSError(errno.ENOSPC, "No space left on device")
        raise Problem("Could not save: the disk is full.")

    where = "passing_folder._lock" if kept == "the folder" else "database.Database.write"
    path = tmp_path / "own.db"
    app = Kehitys(path, new=True, now=clock)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        with monkeypatch.context() as broken:
            broken.setattr(f"kehitys.store.{where}", full)
            await pilot.press("f9")
            await settle(pilot)
        assert isinstance(app.screen, Welcome)
        assert "The demo could not be written" in shown(app)
        assert not app.demo
        await pilot.press(*"Leena", "enter")
        await settle(pilot)
        assert app.store.path == path
        people = await app.ask(lambda c: list(c.execute(tables.person.select()).mappings()))
        assert [row["name"] for row in people] == ["Leena"]

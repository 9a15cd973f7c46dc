"""Methods to and from files: one saved, a toolkit looked at and brought in."""

from __future__ import annotations

import asyncio
from pathlib import Path
from threading import Event as ThreadEvent

from kehitys.files.method_file import write_method
from kehitys.files.toolkits import check
from kehitys.store import methods as store
from kehitys.tui.form import Form
from kehitys.tui.methods import toolkit_import
from kehitys.tui.methods.library import MethodLibrary
from kehitys.tui.methods.toolkit_import import ToolkitImport
from kehitys.tui.widgets.fields import LineField
from tests.tui.eye import SHOWN, shown
from tests.tui.methods.place import library_of, methods_like, opened, opened_at


async def give(pilot, settle, path):
    """Fills the form that asks for a path, and presses the key that goes on."""
    pilot.app.screen.query_one("#field-path", LineField).value = str(path)
    await pilot.press("ctrl+s")
    await settle(pilot)


async def open_import(pilot, settle, path) -> ToolkitImport:
    """Presses the keys that lead to the window of an import."""
    await opened(pilot, settle, "i")
    await give(pilot, settle, path)
    assert isinstance(pilot.app.screen, ToolkitImport)
    return pilot.app.screen


async def test_a_method_is_saved_as_a_file_and_replaced_only_when_said_twice(
    app, own, settle, tmp_path: Path
):
    """x writes the file that the check passes; an older file of that name is kept at first."""
    path = tmp_path / "oma-tapa.yaml"
    path.write_text("old")
    async with app.run_test(size=(120, 40)) as pilot:
        await opened_at(pilot, settle, own)
        await pilot.press("x")
        await settle(pilot)
        await give(pilot, settle, path)
        assert path.read_text() == "old"
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert isinstance(app.screen, MethodLibrary)
    assert "Oma tapa" in path.read_text(encoding="utf-8")
    assert check([path]) == []


async def test_a_toolkit_is_shown_first_and_imported_with_enter(app, settle, library, kit):
    """What is new stands in the window; nothing is in before enter, all of it after."""
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await open_import(pilot, settle, kit)
        assert "New ones (3)" in screen.list_words.visual.plain
        assert library.read(lambda c: store.by_slug(c, "tapa-0")) is None
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(app.screen, MethodLibrary)
        assert library.read(lambda c: store.by_slug(c, "tapa-2")) is not None
        screen = await open_import(pilot, settle, kit)
        assert "already" in screen.state_words.visual.plain
        await pilot.press("escape")
        await settle(pilot)
        await pilot.press("r")
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert "tapa-2" not in {m.slug for m in library.read(store.everything)}


async def test_faults_of_a_toolkit_are_told_and_nothing_is_imported(app, settle, library, kit):
    """File, line and what to do; enter does nothing, esc leaves."""
    path = kit / "tapa-1.yaml"
    path.write_text(path.read_text("utf-8").replace("energy: ", "'[/]': ", 1), "utf-8")
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await open_import(pilot, settle, kit)
        told = screen.list_words.visual.plain
        assert "tapa-1.yaml" in told
        assert "energy" in told
        assert "[/]" in told
        await pilot.press("enter")
        await settle(pilot)
        assert app.screen is screen
        await pilot.press("escape")
        await settle(pilot)
        assert isinstance(app.screen, MethodLibrary)
    assert library.read(lambda c: store.by_slug(c, "tapa-0")) is None


async def test_many_faults_leave_the_way_out_in_sight(app, settle, kit):
    """On a small screen too the button stands under them, and a long sentence hangs together."""
    for path in kit.glob("tapa-*.yaml"):
        text = path.read_text("utf-8").replace("energy: ", "energy: !", 1)
        path.write_text(text.replace("max: ", "max: 999, x: ", 1), "utf-8")
    for n in range(12):
        (kit / f"Väärä nimi {n}.yaml").write_text((kit / "tapa-0.yaml").read_text("utf-8"), "utf-8")
    async with app.run_test(size=(80, 20)) as pilot:
        screen = await open_import(pilot, settle, kit)
        assert "Back  esc" in shown(app)
        lines = screen.list_words.visual.plain.split("\n")
        assert all(line.startswith("  ") or ".yaml" in line for line in lines)
        assert max(map(len, lines)) <= screen.list_words.size.width


async def test_a_path_that_is_not_there_is_told_in_the_form(app, settle, tmp_path):
    """The form says so, and stays with what was typed."""
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot, settle, "i")
        await give(pilot, settle, tmp_path / SHOWN)
        form = app.screen
        assert isinstance(form, Form)
        assert "There is no such file or folder." in form.query_one("#form-wrong").content.plain
        assert form.typed()["path"] == str(tmp_path / SHOWN)


async def test_an_import_is_stopped_with_esc_and_nothing_is_in(
    app, settle, library, kit, monkeypatch
):
    """The whole of it is undone, and the window still shows what would change."""
    begun, goes_on = ThreadEvent(), ThreadEvent()
    whole = toolkit_import.import_toolkit

    def held(tx, toolkit, progress):
        begun.set()
        goes_on.wait(20)
        return whole(tx, toolkit, progress)

    monkeypatch.setattr(toolkit_import, "import_toolkit", held)
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await open_import(pilot, settle, kit)
        await pilot.press("enter")
        await pilot.pause()
        await asyncio.to_thread(begun.wait, 20)
        await pilot.press("escape")
        await pilot.pause()
        goes_on.set()
        await settle(pilot)
        assert app.screen is screen
        assert "New ones (3)" in screen.list_words.visual.plain
    assert library.read(lambda c: store.by_slug(c, "tapa-0")) is None


async def test_a_method_saved_to_a_file_is_brought_in_by_another_and_only_once(
    app, library, own, settle, tmp_path: Path
):
    """i takes the file that x wrote; the same again, or one with a fault, changes nothing."""
    path = tmp_path / "Tämä sinulle (1).yml"
    path.write_text(write_method(own), encoding="utf-8")
    async with app.run_test(size=(80, 24)) as pilot:
        await opened_at(pilot, settle, own)
        await pilot.press("escape", "d")
        await settle(pilot)
        assert own.id not in {each.id for each in methods_like(library, "Oma tapa")}

        async def bring() -> None:
            await pilot.press("i")
            await settle(pilot)
            await give(pilot, settle, f"'{path}'")

        await bring()
        assert library_of(app).records.current.toolkit == "own"
        assert [each.slug for each in methods_like(library, "Oma tapa")] == [own.slug]
        await bring()
        assert isinstance(app.screen, Form)
        assert len(methods_like(library, "Oma tapa")) == 1
        path.write_text(path.read_text("utf-8").replace("energy: ", "vauhti: "), "utf-8")
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert isinstance(app.screen, Form)
        assert len(methods_like(library, "Oma tapa")) == 1

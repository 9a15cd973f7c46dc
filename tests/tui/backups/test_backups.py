"""The backups of the file: made by themselves, listed, restored, taken back."""

from __future__ import annotations

import shutil
from datetime import date, time
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import select

from kehitys.domain.problems import Problem
from kehitys.operations import network, workshops
from kehitys.store import backups, second_folder, settings, tables
from kehitys.store.backups import folder_of
from kehitys.store.database import Database
from kehitys.store.today import file_id
from kehitys.tui.app import Kehitys
from kehitys.tui.backups.backups import Backups
from kehitys.tui.backups.confirming import ConfirmRestore
from kehitys.tui.form import Form
from kehitys.tui.today.today import Today
from kehitys.tui.welcome import Welcome
from tests.tui.eye import HOSTILE, toasts, told, until
from tests.tui.mouse import Mouse
from tests.tui.watching import look_once


@pytest.fixture
def app(library: Database, clock) -> Kehitys:
    """The app over a file that no other window has open."""
    library.close()
    return Kehitys(library.path, me=library.person_id, now=clock)


async def add_team(app, name):
    await app.carry_out(partial(network.add_team, name=name))


async def teams(app):
    return await app.ask(lambda c: c.scalars(select(tables.team.c.name)).all())


async def look_and_keep(app):
    """A quarter of an hour later."""
    await look_once(app)
    app._watching = True
    app.keep_safe()


def whys(app):
    return [backup.why for backup in backups.backups(app.store.path)]


async def test_a_backup_is_made_at_the_start_and_when_something_has_changed(app, settle):
    """And not when nothing has, not even by another window."""
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert whys(app) == ["start"]
        await look_and_keep(app)
        await settle(pilot)
        assert whys(app) == ["start"]
        await add_team(app, "Tiimi")
        await look_and_keep(app)
        await settle(pilot)
        assert whys(app) == ["interval", "start"]
        other = Database(app.store.path)
        other.write(partial(network.add_team, name="Toisessa ikkunassa"))
        other.close()
        await look_and_keep(app)
        await settle(pilot)
        assert whys(app) == ["interval", "interval", "start"]


async def test_opening_it_again_unchanged_makes_no_other_backup(app, settle, library, clock):
    async with app.run_test() as pilot:
        await settle(pilot)
    again = Kehitys(library.path, me=library.person_id, now=clock)
    async with again.run_test() as pilot:
        await settle(pilot)
        assert whys(again) == ["start"]


async def test_f6_lists_them_and_enter_restores_after_one_question(app, settle, clock):
    """What is left out is named; the list's top line takes it back the same way."""
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await settle(pilot)
        await add_team(app, "Jälkeen")
        clock.tick(3600)
        await pilot.press("5", "f6")
        await settle(pilot)
        assert isinstance(app.screen, Backups)
        for words in ("today 9:00", "Kehitys was opened", "1 change since", "Add a team · Jälkeen"):
            assert words in told(app), words
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(app.screen, ConfirmRestore)
        assert "leaves out 1 change" in told(app)
        await pilot.press("enter")
        await settle(pilot)
        await until(pilot, lambda: isinstance(app.screen, Today))
        assert await teams(app) == []
        assert "To take this back: F6, enter" in toasts(app)
        assert app.me_name == "Maija Mallikas"
        await pilot.press("f6")
        await settle(pilot)
        assert "takes the last restore back" in told(app)
        await pilot.press("enter")
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        await until(pilot, lambda: isinstance(app.screen, Today))
        assert await teams(app) == ["Jälkeen"]
        assert whys(app) == ["before_restore", "before_restore", "start"]


async def test_esc_restores_nothing(app, settle):
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await add_team(app, "Jälkeen")
        await pilot.press("f6")
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        await pilot.press("escape")
        await settle(pilot)
        assert isinstance(app.screen, Backups)
        await pilot.press("escape")
        await settle(pilot)
        assert isinstance(app.screen, Today)
        assert await teams(app) == ["Jälkeen"]


async def test_by_mouse(app, settle):
    """From the palette to the restored file without the keyboard."""
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        mouse = Mouse(pilot, settle)
        await settle(pilot)
        await add_team(app, "Jälkeen")
        await mouse.command("Backups")
        await mouse.press_below("Back up now")
        await mouse.sees("made by hand")
        await mouse.click("Kehitys was opened")
        await mouse.open("Kehitys was opened")
        await mouse.click("Restore  enter")
        await until(pilot, lambda: isinstance(app.screen, Today))
        await settle(pilot)
        assert await teams(app) == []


async def test_another_window_with_the_file_open_is_told_of(app, settle):
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await settle(pilot)
        await add_team(app, "Jälkeen")
        other = Database(app.store.path)
        other.read(lambda c: c.execute(select(tables.team.c.id)).all())
        await pilot.press("f6")
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: "Another window" in told(app))
        await settle(pilot)
        other.close()
        assert await teams(app) == ["Jälkeen"]
        assert whys(app) == ["start"]


async def test_who_came_after_the_backup_is_asked_who_they_are(app, settle):
    """The person at the keyboard is not in the restored file."""
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        app.store.person_id = await app.carry_out(partial(network.add_person, name="Uusi"))
        await pilot.press("f6")
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, Welcome))
        assert app.me is None


async def test_the_second_folder_gets_the_newest_backup(app, settle, tmp_path, clock):
    disk = tmp_path / "disk"
    disk.mkdir()
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await settle(pilot)
        await pilot.press("f6", "f")
        await settle(pilot)
        assert isinstance(app.screen, Form)
        await pilot.press(*"nowhere", "ctrl+s")
        await settle(pilot)
        assert "There is no folder nowhere" in told(app)
        await pilot.press(*["backspace"] * 7, *str(disk), "ctrl+s")
        await settle(pilot)
        await until(pilot, lambda: "last copy today 9:00" in " ".join(told(app).split()))
        assert [backup.why for backup in copies(disk)] == ["start"]
        await add_team(app, "Tiimi")
        await pilot.press("b")
        await settle(pilot)
        assert [backup.why for backup in copies(disk)] == ["by_hand", "start"]
        shutil.rmtree(disk)
        clock.tick(26 * 3600)
        for turn in range(2):
            await add_team(app, f"Tiimi {turn}")
            app.store.written = True
            app.keep_safe()
            await settle(pilot)
        reminders = [each for each in app._notifications if "out of reach" in each.message]
        assert len(reminders) == 1
        assert "24 Nov 2026" in reminders[0].message.replace("\u00a0", " ")


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
@pytest.mark.parametrize("planned", [False, True])
async def test_today_says_when_the_second_copy_is_a_week_old(
    library, clock, settle, tmp_path, size, planned
):
    """With what to do; it leads to the backups, and is gone once a copy has succeeded."""
    if planned:
        library.write(
            partial(
                workshops.new_workshop, title="Ideat", day=date(2026, 12, 1), start=time(9),
                people=8,
            )
        )  # fmt: skip
    its = library.read(file_id)
    library.close()
    disk = tmp_path / "disk"
    chosen = second_folder.with_folder(settings.load(), its, disk)
    settings.save(second_folder.copied(chosen, its, clock()))
    clock.tick(7 * 86_400 - 120)
    app = Kehitys(library.path, me=library.person_id, now=clock)
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        assert "Second backup folder" not in told(app)
        clock.tick(120)
        app.keep_safe()
        await settle(pilot)
        assert "Second backup folder" in told(app)
        assert "copy 7 days old" in told(app)
        assert "Connect the disk, then press F6 and b." in told(app)
        mouse = Mouse(pilot, settle)
        await mouse.click("Second backup folder")
        await settle(pilot)
        if not isinstance(app.screen, Backups):
            await pilot.press("enter")
            await settle(pilot)
        assert isinstance(app.screen, Backups)
        disk.mkdir()
        await pilot.press("b")
        await settle(pilot)
        await pilot.press("escape")
        await settle(pilot)
        assert isinstance(app.screen, Today)
        assert "Second backup folder" not in told(app)


async def test_a_start_with_the_disk_there_never_says_that_the_copy_was_old(
    library, clock, settle, tmp_path, monkeypatch
):
    """The copy made at the start comes before the reminder, and after the first frame."""
    its = library.read(file_id)
    library.close()
    disk = tmp_path / "disk"
    disk.mkdir()
    chosen = second_folder.with_folder(settings.load(), its, disk)
    settings.save(second_folder.copied(chosen, its, clock()))
    clock.tick(9 * 86_400)
    app = Kehitys(library.path, me=library.person_id, now=clock)
    said = []
    monkeypatch.setattr(Today, "_remind", lambda _today: said.append(app.second_folder_behind))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert copies(disk)
        assert not any(said)


def copies(disk: Path):
    (folder,) = disk.iterdir()
    return backups.in_folder(folder)


async def test_a_hostile_folder_is_shown_letter_for_letter(app, settle, tmp_path):
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        app.keep_settings(app.settings)
        app.use_second_folder(tmp_path / HOSTILE.replace("/", "∕"))
        await pilot.press("f6")
        await settle(pilot)
        assert "[Espoo]" in "".join(told(app).split("\n"))
        await pilot.press("f")
        await settle(pilot)
        assert isinstance(app.screen, Form)


async def test_a_backup_that_fails_by_itself_is_told_once(app, settle, monkeypatch):
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await settle(pilot)

        def fail(*_arguments, **_more):
            raise Problem("The backup could not be written: the disk is full.")

        with monkeypatch.context() as full:
            full.setattr(backups, "make", fail)
            for turn in range(3):
                await add_team(app, f"Tiimi {turn}")
                app.store.written = True
                app.keep_safe()
                await settle(pilot)
        assert len([each for each in app._notifications if "disk is full" in each.message]) == 1
        app.keep_safe()
        await settle(pilot)
        assert whys(app) == ["interval", "start"]


async def test_another_windows_backup_is_waited_for_without_a_word(app, settle, monkeypatch):
    """What was written here is backed up a quarter of an hour later."""
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await add_team(app, "Tiimi")
        monkeypatch.setattr(backups, "WAIT", 0.05)
        with backups.alone(app.store.path):
            await look_and_keep(app)
            await settle(pilot)
        assert not [each for each in app._notifications if "window" in each.message]
        assert app.store.written
        app.keep_safe()
        await settle(pilot)
        assert whys(app) == ["interval", "start"]


async def test_a_demo_makes_none_by_itself_and_says_so(settle, library, clock):
    library.close()
    app = Kehitys(library.path, demo=True, me=library.person_id, now=clock)
    library.write(
        lambda tx: tx.record(tables.setting, name="demo_person", value=library.person_id.hex)
    )
    library.close()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        app.store.written = True
        app.keep_safe()
        await settle(pilot)
        assert not folder_of(app.store.path).exists()
        await pilot.press("f6")
        await settle(pilot)
        assert "a demo makes no backups by itself" in told(app)
        await pilot.press("b")
        await settle(pilot)
        assert whys(app) == ["by_hand"]


async def test_an_erasure_makes_one_first_and_says_when_the_last_goes(app, settle):
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await app.carry_out(partial(network.add_person, name="Leokadia"))
        await pilot.press("5", "home", "x")
        await settle(pilot)
        assert "goes on 24 Dec 2026" in told(app)
        await pilot.press(*"Leokadia", "enter")
        await settle(pilot)
        await until(pilot, lambda: "before_erase" in whys(app))
        await settle(pilot)
        assert b"Leokadia" not in app.store.path.read_bytes()

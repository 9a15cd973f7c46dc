"""The app stays up when the disk refuses, waits in words, and ends plainly when it is at fault."""

from __future__ import annotations

import asyncio
import os
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from datetime import date
from functools import partial
from threading import Event as ThreadEvent

import pytest
from sqlalchemy.exc import DatabaseError, OperationalError
from textual.widgets import Button
from textual.worker import WorkerFailed

from kehitys.files.library import take_in
from kehitys.operations import network
from kehitys.operations.demo import fill
from kehitys.store import fault_log, methods, settings, tables
from kehitys.store.database import Database
from kehitys.store.passing_folder import PREFIX
from kehitys.store.today import file_id
from kehitys.tui.app import Kehitys
from kehitys.tui.check_result import CheckResult
from kehitys.tui.form import Form
from kehitys.tui.methods.reader import MethodReader
from kehitys.tui.notice import Notice
from kehitys.tui.sturdy import BUG
from tests.store.damage import harm
from tests.tui.eye import shown, toasts, until


def teams(path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return [row[0] for row in connection.execute("SELECT name FROM team ORDER BY name")]


async def test_a_write_that_waits_for_another_window_says_so_and_then_goes_through(app, settle):
    """After a second a line says why; when the other is done it goes, and the change is there."""
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        with closing(sqlite3.connect(app.store.path, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            app.perform(partial(network.add_team, name="Museon tiimi"))
            await until(pilot, lambda: "Another window is saving" in shown(app))
            await pilot.press("3")
            assert app.current_mode == "workshops"
            await until(pilot, lambda: "Another window is saving" in shown(app))
            other.execute("ROLLBACK")
        await until(pilot, lambda: "Undo with ctrl+z" in toasts(app))
        await until(pilot, lambda: not app.screen.query("#saving-line"))
        assert teams(app.store.path) == ["Museon tiimi"]


async def test_a_write_that_ends_after_the_screens_have_gone_is_saved_and_no_fault(app, settle):
    """A terminal that is closed takes the screens first; what was being written is written."""
    goes_on = ThreadEvent()

    def held(tx) -> None:
        network.add_team(tx, name="Museon tiimi")
        goes_on.wait(20)

    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        let_go = app.store.close

        async def close() -> None:
            assert not app.screen_stack
            goes_on.set()
            await let_go()

        app.store.close = close
        app.perform(held)
    assert app.return_code != BUG
    assert teams(app.store.path) == ["Museon tiimi"]


async def test_a_window_that_saves_for_too_long_leaves_the_text_in_the_form(library, settle):
    """One sentence in the form; what was typed stays, and the same key saves it later."""
    app = Kehitys(library.path, me=library.person_id)
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        app.store._opened.close()
        app.store._opened = Database(library.path, wait=0.05)
        await pilot.press("5", "n")
        await settle(pilot)
        assert isinstance(app.screen, Form)
        await pilot.press(*"Leena")
        with closing(sqlite3.connect(library.path, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            await pilot.press("ctrl+s")
            await settle(pilot)
            assert "Another window is saving" in shown(app)
            assert app.screen.typed()["name"] == "Leena"
            other.execute("ROLLBACK")
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert not isinstance(app.screen, Form)
    with closing(sqlite3.connect(library.path)) as connection:
        assert connection.execute("SELECT count(*) FROM person WHERE name = 'Leena'").fetchone()[0]


async def test_a_full_disk_is_a_sentence_and_the_screen_goes_on(app, settle):
    """Nothing is half written, and every place still opens."""
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await settle(pilot)

        def fill(database: Database) -> None:
            with database._engine.connect() as connection:
                connection.exec_driver_sql("ROLLBACK")
                pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
                connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")

        await app.store.open(fill)

        def much(tx):
            tx.describe("Add teams")
            for n in range(400):
                tx.insert(tables.team, name=f"Tiimi {n}" + "x" * 150, kind="pilot")

        app.perform(much)
        await settle(pilot)
        assert "the disk is full" in toasts(app)
        assert teams(app.store.path) == []
        await pilot.press("2")
        await settle(pilot)
        assert app.current_mode == "methods"
        assert "Methods" in shown(app)


async def test_a_reading_that_the_disk_refuses_is_told_and_the_app_goes_on(app, settle):
    """A page that cannot be read takes one view's answer, not the app."""
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await settle(pilot)

        def torn(_query: object) -> object:
            fault = sqlite3.DatabaseError("database disk image is malformed")
            fault.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
            raise DatabaseError("SELECT 1", {}, fault)

        app.store._opened._engine, whole = _Refusing(torn), app.store._opened._engine
        await pilot.press("3")
        await settle(pilot)
        assert "kehitys check" in toasts(app)
        app.store._opened._engine = whole
        await pilot.press("2")
        await settle(pilot)
        assert app.is_running
        assert app.current_mode == "methods"


async def test_leaving_a_page_that_is_still_being_read_harms_nothing(app, settle, library):
    """The answer that comes while the page is taken down is for nobody."""
    method_id = library.read(lambda c: methods.by_slug(c, "alkukierros")).id
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        page = MethodReader(method_id)
        await app.push_screen(page)
        await settle(pilot)
        read, found_it, came_late = app.store.read, [], []

        async def slow(query: object) -> object:
            found = await read(query)
            found_it.append(True)
            while page.query("#reader-words"):
                await asyncio.sleep(0)
            came_late.append(page._pruning)
            return found

        app.store.read = slow
        page.load()
        await until(pilot, lambda: found_it)
        await pilot.press("escape")
        await until(pilot, lambda: came_late)
        app.store.read = read
        await settle(pilot)
        assert came_late == [True]
        assert app.is_running
        assert not isinstance(app.screen, MethodReader)


class _Refusing:
    """An engine whose every reading fails."""

    def __init__(self, fail) -> None:
        self._fail = fail

    def begin(self):
        return self._fail(None)


async def test_the_palettes_check_shows_a_whole_file(app, settle):
    """By its key, and left by the mouse."""
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("f4")
        await until(pilot, lambda: "The file is whole." in shown(app))
        assert isinstance(app.screen, CheckResult)
        await pilot.click(Button)
        await settle(pilot)
        assert not isinstance(app.screen, CheckResult)


async def test_the_check_shows_what_is_wrong_and_what_to_do(library, settle, clock):
    """Each finding a line, and the advice last; esc goes back while the app goes on."""
    library.write(partial(network.add_team, name="[/] [Espoo]"))
    library.checkpoint()
    library.close()
    harm(library.path, "UPDATE team SET name = '[b] muu', name_sort = '[b] muu'")
    app = Kehitys(library.path, me=library.person_id, now=clock)
    async with app.run_test(size=(100, 40)) as pilot:
        await settle(pilot)
        await pilot.press("ctrl+p", *"check the file", "enter")
        await until(pilot, lambda: "Restore a backup" in shown(app))
        assert "teams" in shown(app)
        await pilot.press("escape")
        await settle(pilot)
        assert app.current_mode == "today"


async def test_a_file_in_a_cloud_folder_is_warned_of_once(library, settle, clock, tmp_path):
    """A window says what can go wrong and what to do; it does not come again for this file."""
    library.checkpoint()
    library.close()
    path = tmp_path / "OneDrive - Espoo" / "kehitys.db"
    path.parent.mkdir()
    library.path.replace(path)
    for turn in range(2):
        app = Kehitys(path, me=library.person_id, now=clock)
        async with app.run_test(size=(80, 24)) as pilot:
            await settle(pilot)
            assert isinstance(app.screen, Notice) == (turn == 0)
            if turn == 0:
                assert "cloud folder" in shown(app)
                await pilot.press("enter")
                await settle(pilot)
                assert not isinstance(app.screen, Notice)
    assert set(settings.load().warned.values()) == {"cloud"}


SECRET = "Salainen Sirkka"


@pytest.mark.parametrize("where", ["operation", "query", "key"])
async def test_a_fault_of_ours_ends_plainly_and_logs_nobodys_data(library, clock, capsys, where):
    """Exit 70, a few plain lines, and a log with the place in the code and no name in it."""
    app = Kehitys(library.path, me=library.person_id, now=clock)

    def fail(tx) -> None:
        tx.describe("Add a person")
        name = SECRET
        tx.connection.exec_driver_sql("INSERT INTO nowhere VALUES (?)", (name,))
        raise RuntimeError(name)

    async def drive() -> None:
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            if where == "operation":
                app.perform(fail)
            elif where == "query":
                app.run_worker(app.ask(lambda c: c.exec_driver_sql(f"SELECT '{SECRET}' +")))
            else:
                app.call_later(lambda: [][len(SECRET)])
            await until(pilot, lambda: app.return_code)

    # The driver of the test is given the fault itself, which a person never sees.
    with pytest.raises((WorkerFailed, OperationalError, IndexError)):
        await drive()
    assert app.return_code == BUG
    printed = "".join(capsys.readouterr())
    assert "What was saved is safe" in printed
    assert SECRET not in printed
    assert "Traceback" not in printed
    log = fault_log.path().read_text("utf-8")
    assert "Sirkka" not in log
    assert ("OperationalError" in log) == (where != "key")
    assert ("IndexError" in log) == (where == "key")
    assert str(library.path.parent) not in log


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pty")
def test_the_terminal_is_given_back_after_a_fault_and_the_next_start_goes_on(library):
    """In a real terminal: plain words, the old screen, exit 70; then the file opens as before."""
    from tests.terminal import Terminal

    library.write(partial(network.add_team, name="Museon tiimi"))
    people = {library.read(file_id): library.person_id.hex}
    settings.save(settings.Settings(people=people))
    library.close()
    broken = (
        "import kehitys.tui.help as h\n"
        "def broken(*_): raise RuntimeError('Salainen Sirkka')\n"
        "h.Help.__init__ = broken\n"
        "from kehitys.cli.main import main; "
        f"main(['--lang', 'en', '--db', {str(library.path)!r}])"
    )
    terminal = Terminal([sys.executable, "-c", broken], environment=dict(os.environ))
    terminal.wait_for("what wants you today")
    terminal.quiet()
    terminal.press("\x1bOP")
    terminal.wait_for("What was saved is safe")
    assert terminal.exit_code() == BUG
    assert b"\x1b[?1049l" in terminal.raw
    assert "Sirkka" not in terminal.text()
    done = subprocess.run(
        [sys.executable, "-m", "kehitys", "--db", str(library.path), "check"],
        capture_output=True,
        text=True,
        env={**os.environ, "KEHITYS_LANG": "en"},
    )
    assert "The file is whole." in done.stdout, done.stderr


@pytest.mark.parametrize(
    ("key", "statement"),
    [
        ("2", "UPDATE method_edition SET name = x'00ff'"),
        ("3", "UPDATE workshop_day SET date = '9999-99-99'"),
        ("5", "UPDATE person SET name = x'00ff'"),
        ("5", "UPDATE unit SET names = '[1, 2]'"),
    ],
)
async def test_a_place_that_meets_a_damaged_row_says_so_and_stays(settle, tmp_path, key, statement):
    """The sentence stands in the corner, and every other place is still there."""
    path = tmp_path / "demo.db"
    database = Database(path)
    take_in(database)
    fill(database, today=date(2026, 11, 24), speak="fi")
    database.close()
    app = Kehitys(path, demo=True)
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await settle(pilot)
        harm(path, statement)
        await pilot.press(key)
        await settle(pilot)
        assert "The file is damaged. Nothing was changed." in toasts(app)
        await pilot.press("f6")
        await settle(pilot)
        assert app.is_running
    assert app.return_code in (None, 0)


def test_a_file_damaged_under_today_is_a_sentence_and_no_more(library):
    """`kehitys --db damaged` says what it is and leaves with 1, before anything is drawn."""
    harm(library.path, "UPDATE step SET at = 'never'")
    library.checkpoint()
    library.close()
    done = subprocess.run(
        [sys.executable, "-m", "kehitys", "--db", str(library.path)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "KEHITYS_LANG": "en"},
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert "The file is damaged. Nothing was changed." in done.stderr
    assert "Traceback" not in done.stderr


async def test_what_a_killed_check_left_behind_goes_when_the_app_starts(
    app, settle, tmp_path, monkeypatch
):
    """A copy of somebody's file, in a folder of which no process knows any more."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    left = tmp_path / f"{PREFIX}left"
    left.mkdir()
    (left / "copy.db").write_text(SECRET)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await app.settled()
    assert not left.exists()

"""The app in a real terminal, ended by the system or left without its terminal or its settings."""

from __future__ import annotations

import os
import signal
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest

from kehitys.operations.joining import join
from kehitys.store import settings
from kehitys.store.database import Database
from kehitys.store.today import file_id

if os.name == "nt":
    pytest.skip("a pty is a thing of POSIX", allow_module_level=True)

from kehitys.tui.form import Form
from tests.terminal import KEHITYS, Terminal

LIGHT_OR_DARK = "\x1b[18~"
LEAVES_ITS_SCREEN = b"\x1b[?1049l"


UNTOLD = ("sh", "-c", 'trap "" HUP; "$@"; exit $?', "sh")
"""Starts a program that nobody tells when its terminal goes."""


@pytest.fixture
def terminal(library, request):
    """The app, ready for keys, over a file whose person it knows; begun by what a test names."""
    by = getattr(request, "param", ())
    own = library.read(file_id)
    _change, person = library.write(lambda tx: join(tx, name="Maija", language="en"))
    library.checkpoint()
    library.close()
    settings.save(settings.Settings(people={own: person.hex}))
    begun = Terminal((*by, *KEHITYS, "--lang", "en", "--db", str(library.path)))
    begun.wait_for("Plan your first workshop")
    yield begun
    if not begun.ended:
        begun.leave()


def ended_by_itself(terminal) -> int:
    """What the app told the shell at its end, which nobody reads for."""
    with ThreadPoolExecutor(1) as waiting:
        try:
            _pid, status = waiting.submit(os.waitpid, terminal.pid, 0).result(timeout=30)
        except TimeoutError:
            os.kill(terminal.pid, signal.SIGKILL)
            raise
    return os.waitstatus_to_exitcode(status)


def drafts(path):
    with closing(sqlite3.connect(path)) as connection:
        return [row[0] for row in connection.execute("SELECT text FROM draft")]


def begin_to_write(terminal):
    """Types a name into the form of a person."""
    at = terminal.press("5")
    terminal.wait_for("Search by name", since=at)
    at = terminal.press("n")
    terminal.wait_for("ctrl.s", since=at)
    at = terminal.press("Leena")
    terminal.wait_for("Leena", since=at)


def test_a_terminal_that_takes_no_more_and_is_closed_takes_the_app_with_it(terminal):
    """A connection stands still and breaks: the app waits to write, and is ended all the same."""
    for _turn in range(20):
        terminal.press(LIGHT_OR_DARK)
        terminal.rest()
    os.close(terminal._file)
    terminal.ended = True
    assert ended_by_itself(terminal) == 128 + signal.SIGHUP


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGHUP])
def test_ended_by_the_system_it_keeps_what_is_typed_and_gives_the_terminal_back(
    terminal, library, sign
):
    begin_to_write(terminal)
    os.kill(terminal.pid, sign)
    assert terminal.exit_code() == 128 + sign
    assert LEAVES_ITS_SCREEN in terminal.raw
    assert any("Leena" in text for text in drafts(library.path))


async def test_what_is_typed_before_the_last_draft_is_read_is_kept_too(app, settle, monkeypatch):
    """A start backup of a large file holds up the reading; whoever leaves then loses no word."""
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        monkeypatch.setattr(Form, "load_draft", lambda _form: None)
        await pilot.press("5", "n", *"Leena")
        await settle(pilot)
        assert isinstance(app.screen, Form)
        await pilot.press("ctrl+q")
    assert any("Leena" in text for text in drafts(app.store.path))


@pytest.mark.parametrize("terminal", [UNTOLD], indirect=True)
def test_a_terminal_that_goes_without_a_word_takes_the_app_with_it(terminal, library):
    """It would ask for keys for ever, with all that a processor can give."""
    begin_to_write(terminal)
    os.close(terminal._file)
    terminal.ended = True
    assert ended_by_itself(terminal) == 128 + signal.SIGHUP
    assert any("Leena" in text for text in drafts(library.path))


def test_a_terminal_that_is_closed_takes_the_app_with_it(terminal, library):
    """No program is left behind that holds the file, and what was typed is there."""
    begin_to_write(terminal)
    os.close(terminal._file)
    terminal.ended = True
    assert ended_by_itself(terminal) == 128 + signal.SIGHUP
    assert any("Leena" in text for text in drafts(library.path))
    Database(library.path).close()


def test_settings_that_cannot_be_saved_are_told_and_the_app_goes_on(library, tmp_path):
    """Their folder stands where a file is: one sentence, and the language changes all the same."""
    library.close()
    (tmp_path / "closed").touch()
    closed = {"KEHITYS_CONFIG": str(tmp_path / "closed" / "config")}
    terminal = Terminal((*KEHITYS, "--lang", "en", "--db", str(library.path)), environment=closed)
    terminal.wait_for("Begin")
    terminal.settle()
    at = terminal.press("Maija\r")
    terminal.wait_for("settings could not be saved", since=at)
    at = terminal.press("\x1b[19~")
    terminal.wait_for("svenska", since=at)
    at = terminal.press("sven\r")
    terminal.wait_for("Metoder", since=at)
    terminal.press("\x11")
    assert terminal.exit_code() == 0

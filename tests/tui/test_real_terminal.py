"""The app in a real terminal: what reaches it, and what outlives a kill."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

import pytest

from kehitys.files.library import take_in
from kehitys.operations.demo import fill
from kehitys.store import settings, tables
from kehitys.store.database import Database
from kehitys.store.today import file_facts

if os.name == "nt":
    pytest.skip("a pty is a thing of POSIX", allow_module_level=True)

from tests.terminal import Terminal

KEHITYS = (sys.executable, "-c", "from kehitys.cli.main import main; main()")
PAYLOADS = (
    "\x1b]52;c;eA==\x07 \x1b]0;mine\x07 \x1b[6n \x1b[2J \x9b31m \u202e [/] [@click=app.quit]x[/]"
)
OWN = ("\x1b]52", "\x1b]0;mine", "\x1b[6n", "\x9b31", "\u202e", "\x07")


@pytest.fixture
def demo(tmp_path: Path) -> Path:
    """A file with the invented municipality."""
    database = Database(tmp_path / "demo.db")
    take_in(database)
    fill(database, speak="fi")
    database.close()
    return database.path


def opened(path: Path) -> Terminal:
    """The app over a file, in English, used by the person the demo is made for."""
    database = Database(path)
    facts = database.read(file_facts)
    database.close()
    settings.save(settings.Settings(people={facts.file_id: facts.demo_person.hex}))
    return Terminal((*KEHITYS, "--lang", "en", "--db", str(path)))


def poison(path: Path) -> None:
    """Puts payloads into every line and paragraph of people, past the gate."""
    database = Database(path)

    def write(tx) -> None:
        for table in tables.metadata.sorted_tables:
            for column in table.c:
                if column.info.get("text") in ("line", "paragraph") and column.name in (
                    "name", "title", "text", "goal", "place", "problem", "hypothesis", "because",
                    "trial", "learning", "summary", "note", "why",
                ):  # fmt: skip
                    tx.connection.exec_driver_sql(
                        f'UPDATE "{table.name}" SET "{column.name}" = ? || "{column.name}"',
                        (PAYLOADS,),
                    )

    database.write(write)
    database.close()


def test_nothing_that_was_stored_reaches_the_terminal_raw(demo):
    """Every place is walked through with payloads in every text; none of them gets out."""
    poison(demo)
    terminal = opened(demo)
    terminal.wait_for("Today")
    terminal.quiet(0.5)
    for place, words in (
        ("2", "22 methods"),
        ("3", "coming"),
        ("4", "all states"),
        ("5", "Saarelma"),
    ):
        terminal.wait_for(words, since=terminal.press(place))
        for _turn in range(3):
            terminal.press("\x1b[B")
            terminal.quiet(0.2)
    terminal.wait_for("Changed lately", since=terminal.press("1"))
    # Textual's own word about the mouse pointer ends with a bell.
    written = re.sub("\x1b]22;[a-z]*\x07", "", terminal.raw.decode("utf-8", "replace"))
    terminal.leave()
    assert "@click=app.quit" in written
    assert not [payload for payload in OWN if payload in written]

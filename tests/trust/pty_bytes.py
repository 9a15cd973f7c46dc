"""Every screen in a real terminal over a file full of control bytes: none of them gets out.

The texts of every table are poisoned past the gate, by SQL of our own, one payload a round; then
every place, page, form, list and window is walked through with keys. Each sequence that reaches the
terminal must be one that Textual itself speaks, and no other control byte may come. Broken on
purpose (`broken=True`: the guard over what is drawn is not put up), the table says raw.
"""

from __future__ import annotations

import json
import re
import sqlite3
import sys
import tempfile
import time
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from kehitys.files.library import take_in
from kehitys.operations.demo import fill
from kehitys.store import tables
from kehitys.store.database import Database
from kehitys.store.today import file_facts
from tests.trust import seed
from tests.trust.killing import ENTRY
from tests.trust.tally import Row, Tally

MARK = "[Espoo]"
"""Stands in every text, so that a screen shows that it shows one."""

PAYLOADS = (
    "\x1b]52;c;eA==\x07",
    "\x1b]0;mine\x07",
    "\x1b[7;77r",
    "\x9b31m\x9d0;mine\x9c",
    "\x1b]8;;https://example.org\x1b\\x\x1b]8;;\x1b\\",
    "\x1bPq\x1b\\\x1b_x\x1b\\",
    "\x07\x08\x0b\x0c\x0e\x7f\x00",
    "\u202e\u2066\u200f\x85\x1b[6n",
)
ENTER, DOWN, END, ESCAPE = "\r", "\x1b[B", "\x1b[F", "\x1b"
HELP, RUN, LANGUAGE, PALETTE = "\x1bOP", "\x1b[15~", "\x1b[19~", "\x10"

SCREENS: tuple[tuple[str, ...], ...] = (
    ("today", "1"),
    ("methods", "2"), ("a method", "2", ENTER), ("its note", "2", "m"), ("narrowed", "2", "l"),
    ("found", "2", "/", "kokeilu"),
    ("workshops", "3"), ("past ones", "3", "f"), ("a new one", "3", "n"),
    ("planner", "3", ENTER), ("a block", "3", ENTER, DOWN, ENTER), ("more", "3", ENTER, "a"),
    ("another method", "3", ENTER, DOWN, "s"), ("block form", "3", ENTER, DOWN, "e"),
    ("workshop form", "3", ENTER, "w"), ("checked", "3", ENTER, "g"),
    ("begin", "3", RUN), ("live", "3", RUN, ENTER), ("planned anew", "3", RUN, "r"),
    ("writing down", "3", RUN, "i"),
    ("harvest", "3", "f", "v"), ("owner", "3", "f", "v", "o"), ("kind", "3", "f", "v", "t"),
    ("reworded", "3", "f", "v", "e"), ("due", "3", "f", "v", "s"),
    ("experiments", "4"), ("an experiment", "4", ENTER), ("its form", "4", "e"),
    ("prediction", "4", "p"), ("measures", "4", "m"), ("a value", "4", "l"), ("its step", "4", "s"),
    ("people", "5"), ("a person", "5", ENTER), ("their form", "5", "e"), ("skills", "5", "k"),
    ("erase", "5", "x"), ("teams", "5", "t"), ("a team", "5", "t", "e"),
    ("a unit", "5", "t", END, ENTER), ("unit form", "5", "t", END, "e"),
    ("palette", PALETTE), ("help", "2", HELP), ("language", LANGUAGE),
)  # fmt: skip
"""Each screen by name, and the keys that lead to it."""

OF_ITS_OWN = frozenset(
    {"palette", "help", "language", "due", "kind", "narrowed", "its step", "begin"}
)
"""Windows that hold words of the product and need not show a stored text."""

SPOKEN = re.compile(
    rb"\x1b\[[0-9;:]*[mHABCDGJKdhlu]"  # colour, cursor, clearing
    rb"|\x1b\[[?>=<][0-9;]*\$?[hlcpuqm]"  # what the terminal can do
    rb"|\x1b\[[0-9;]* q|\x1b\[[0-9;]*t|\x1b\[c"
    rb"|\x1b\]22;[a-z-]*\x07"  # the pointer's shape
    rb"|\x1b_G[^\x1b]*\x1b\\"  # whether pictures can be drawn
    rb"|\x1b[()][0AB]|\x1b[=>78]|[\r\n\t]"
)
"""What Textual itself says to a terminal."""

CONTROL = re.compile(
    rb"[\x00-\x1f\x7f]|\xc2[\x80-\x9f]|\xe2\x80[\x8e\x8f\xaa-\xae]|\xe2\x81[\xa6-\xa9]"
)

CODES = frozenset(
    {"slug", "zone", "rank", "lang", "template", "metadata_language", "ui_language", "method_slug",
     "role", "group", "licence"}
)  # fmt: skip
"""Lines by which the product finds things, which no person reads."""

READ = frozenset({"title", "do", "say", "fi", "sv", "en", "author", "work"})
"""Keys of lists and mappings under which people's words stand."""

UNGUARDED = """
import sys
from kehitys.tui import guard
guard.install = lambda: None
from kehitys.cli.main import main
main(sys.argv[1:])
"""


def run(rounds: int, number: int, *, broken: bool = False, screens: int | None = None) -> Row:
    """So many walks through every screen (or the first so many), each with another payload."""
    tally = Tally("bytes in a terminal")
    walk = SCREENS[:screens]
    unseen: set[str] = set()
    with tempfile.TemporaryDirectory(prefix="kehitys-trust-") as name:
        folder = Path(name)
        start = folder / "start.db"
        me = _demo(start)
        with seed.settings_in(folder / "config"):
            seed.use_as(start, me)
        for n in range(rounds):
            # A single round has all of them, each in texts of its own.
            turn = n % len(PAYLOADS) if rounds > 1 or number % 1_000 else None
            path = seed.copy(start, folder / "file.db")
            poison(path, turn)
            unseen |= _walk(tally, path, folder, walk, broken=broken)
    tally.note = f"{len(walk)} screens x {len(PAYLOADS) if rounds == 1 else rounds} payloads"
    if unseen:
        tally.note += f"; no stored text seen on {', '.join(sorted(unseen))}"
    return tally.row()


def _demo(path: Path) -> UUID:
    """The invented municipality; gives who is at the keyboard."""
    database = Database(path)
    take_in(database)
    fill(database, today=datetime.now(UTC).date(), speak="fi")
    person_id = database.read(file_facts).demo_person
    database.checkpoint()
    database.close()
    assert person_id is not None
    return person_id


def poison(path: Path, turn: int | None) -> None:
    """Puts a payload into every text of people, past the gate; without a turn, all in turns."""
    with closing(sqlite3.connect(path)) as connection:
        place = 0
        for table in tables.metadata.sorted_tables:
            for column in table.c:
                kind = column.info.get("text")
                if kind not in ("line", "paragraph", "texts") or column.name in CODES:
                    continue
                place += 1
                payload = PAYLOADS[(place if turn is None else turn) % len(PAYLOADS)]
                if kind == "texts":
                    _poison_each(connection, table.name, column.name, payload)
                else:
                    connection.execute(
                        f'UPDATE "{table.name}" SET "{column.name}" = ? || "{column.name}" '
                        f'WHERE "{column.name}" IS NOT NULL',
                        (f"{MARK}{payload}",),
                    )
        connection.commit()


def _poison_each(connection: sqlite3.Connection, table: str, column: str, payload: str) -> None:
    if column in ("languages", "goes_before", "goes_after", "goes_beside", "blocks", "mode"):
        return
    for row_id, kept in connection.execute(f'SELECT rowid, "{column}" FROM "{table}"').fetchall():
        poisoned = json.dumps(_poisoned(json.loads(kept), payload), ensure_ascii=False)
        connection.execute(
            f'UPDATE "{table}" SET "{column}" = ? WHERE rowid = ?', (poisoned, row_id)
        )


def _poisoned(value: Any, payload: str, key: str = "") -> Any:
    if isinstance(value, str):
        return f"{MARK}{payload}{value}" if key in READ or not key else value
    if isinstance(value, dict):
        return {name: _poisoned(part, payload, name) for name, part in value.items()}
    if isinstance(value, list):
        return [_poisoned(part, payload, key) for part in value]
    return value


def _walk(
    tally: Tally, path: Path, folder: Path, walk: tuple[tuple[str, ...], ...], *, broken: bool
) -> set[str]:
    """Goes through the screens and gives the names of those that showed no stored text."""
    from tests.terminal import Terminal

    entry = (sys.executable, "-c", UNGUARDED) if broken else ENTRY
    environment = {
        "KEHITYS_CONFIG": str(folder / "config"),
        "KEHITYS_DATA": str(folder),
        "TEXTUAL_ANIMATIONS": "none",
    }
    terminal = Terminal(
        (*entry, "--lang", "en", "--db", str(path)), size=(140, 45), environment=environment
    )
    unseen: set[str] = set()
    try:
        terminal.wait_for("Today")
        terminal.quiet(0.3)
        for name, *keys in walk:
            begin = time.perf_counter()
            at = len(terminal.raw)
            for key in keys:
                at = _answered(terminal, key)
            seen = MARK in terminal.text(at)
            for _turn in range(20):
                if seen or name in OF_ITS_OWN or broken:
                    break
                terminal.read(0.1)
                seen = MARK in terminal.text(at)
            if not seen and name not in OF_ITS_OWN:
                unseen.add(name)
            tally.rounds += 1
            tally.acknowledged += seen
            tally.took(time.perf_counter() - begin)
            if terminal.ended or "Traceback" in terminal.text(at):
                tally.fault("raw", f"{name}: the app ended: {terminal.text(at)[-300:]}")
                break
            for _key in keys:
                terminal.press(ESCAPE)
                _rest(terminal)
    finally:
        written = terminal.raw
        terminal.kill()
    for found in raw_bytes(written):
        tally.fault("raw", found)
    return set() if broken else unseen


def _answered(terminal: Any, key: str) -> int:
    """Presses a key and reads the whole answer; gives where that begins."""
    at: int = terminal.press(key)
    until = time.perf_counter() + 1.5
    while len(terminal.raw) == at and time.perf_counter() < until and not terminal.ended:
        terminal.read(0.1)
    terminal.quiet(0.25, within=3)
    return at


def _rest(terminal: Any) -> None:
    """Waits as long as a terminal does before an escape is a key and not the start of one."""
    until = time.perf_counter() + 0.15
    while (left := until - time.perf_counter()) > 0 and not terminal.ended:
        terminal.read(left)


def raw_bytes(written: bytes) -> list[str]:
    """What reached the terminal that Textual does not say by itself, and where."""
    rest = SPOKEN.sub(b"", written)
    return [
        repr(rest[max(0, found.start() - 10) : found.start() + 20])
        for found in CONTROL.finditer(rest)
    ]

"""Every screen in a real terminal over a file full of control bytes: none of them gets out.

The texts of every table are poisoned past the gate, by SQL of our own, one payload a round, and so
are the names of the file, of its second backup folder and of what is brought in; then every place,
page, form, list and window is walked through with keys. Each sequence that reaches the
terminal must be one that Textual itself speaks, and no other control byte may come. Broken on
purpose (`broken=True`: the guard over what is drawn is not put up), the table says raw.
"""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kehitys.store import tables
from tests.trust import hostile_files, seed
from tests.trust.hostile_files import MARK, changed_elsewhere, named
from tests.trust.killing import ENTRY
from tests.trust.tally import Row, Tally

if TYPE_CHECKING:
    from tests.terminal import Terminal

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
CHECK, BACKUPS, SAVE = "\x1bOS", "\x1b[17~", "\x13"

Key = str | Callable[[Path], None]
"""What is typed, or what another window does to the file meanwhile."""

SCREENS: tuple[tuple[str, str, tuple[Key, ...]], ...] = (
    ("today", "Coming up", ("2", "1")),
    ("methods", "usually", ("1", "2")),
    ("a method", "usually", ("2", ENTER)),
    ("its note", "My note", ("2", "m")),
    ("narrowed", "Narrow the list", ("2", "l")),
    ("found", "kokeilu", ("2", "/", "kokeilu")),
    ("what now", "What could I use now", ("2", "w")),
    ("what now, read", "How it goes", ("2", "w", "30", ENTER, ENTER)),
    ("goes with", "Go to", ("2", "g")),
    ("own method", "Part of the day", ("2", "e", ENTER)),
    ("saved to a file", "Save the method", ("2", "x")),
    ("toolkit to go", "Remove which toolkit?", ("2", "r")),
    ("where it was used", "Where it was used", ("2", "o")),
    ("toolkit", "No longer in it", ("2", "i", "{folder}/second/suuri", SAVE)),
    ("faulty toolkit", "fault", ("2", "i", "{folder}/faulty/viallinen", SAVE)),
    ("workshops", "2 workshops", ("1", "3")),
    ("past ones", "6 workshops", ("3", "f")),
    ("a new one", "Strategy review", ("3", "n")),
    ("planner", "Add", ("3", ENTER)),
    ("a block", "Why here", ("3", ENTER, DOWN, ENTER)),
    ("more", "Method", ("3", ENTER, "a")),
    ("another method", "Swap", ("3", ENTER, DOWN, "s")),
    ("block form", "Note", ("3", ENTER, DOWN, "e")),
    ("workshop form", "Place", ("3", ENTER, "w")),
    ("checked", "remark", ("3", ENTER, "g")),
    ("clash", "Changed in two windows", ("3", ENTER, "w", "x", changed_elsewhere, SAVE)),
    ("by hand", "By hand", ("3", ENTER, "w", "x", changed_elsewhere, SAVE, "e")),
    ("copied", "Copy", ("3", "c")),
    ("sheets", "Export", ("3", "x")),
    ("begin", "When does the first block begin?", ("3", RUN)),
    ("live", "left of", ("3", RUN, ENTER)),
    ("planned anew", "Use this", ("3", RUN, ENTER, "r")),
    ("writing down", "Idea", ("3", RUN, ENTER, "i")),
    ("harvest", "Outcomes", ("3", "f", "v")),
    ("owner", "Owner", ("3", "f", "v", "o")),
    ("kind", "Outcome", ("3", "f", "v", "t")),
    ("reworded", "ctrl+s", ("3", "f", "v", "e")),
    ("due", "By when", ("3", "f", "v", "s")),
    ("how it went", "How it went", ("3", "f", "v", "h")),
    ("how many came", "How many", ("3", "f", "v", "n")),
    ("report", "Report", ("3", "f", "v", "x")),
    ("experiments", "experiments", ("1", "4")),
    ("an experiment", "Prediction", ("4", ENTER)),
    ("its form", "Problem", ("4", "e")),
    ("prediction", "ctrl+s", ("4", "p")),
    ("measures", "Measure", ("4", "m")),
    ("a value", "Value", ("4", "l")),
    ("its step", "Choose", ("4", "s")),
    ("people", "people", ("1", "5")),
    ("a person", "Skills", ("5", ENTER)),
    ("their form", "Phone", ("5", "e")),
    ("skills", "Skills", ("5", "k")),
    ("erase", "Erase", ("5", "x")),
    ("list of people", "Bring in", ("5", "i", "{folder}/list.csv", SAVE)),
    ("teams", "team", ("5", "t")),
    ("a team", "Members", ("5", "t", "e")),
    ("a unit", "unit", ("5", "t", END, ENTER)),
    ("unit form", "Name", ("5", "t", END, "e")),
    ("backups", "Second folder", (BACKUPS,)),
    ("restore", "Restore this backup?", (BACKUPS, DOWN, ENTER)),
    ("second folder", "newest backup is copied", (BACKUPS, "f")),
    ("check of the file", "Check of the file", (CHECK,)),
    ("palette", "Backups", (PALETTE,)),
    ("help", "esc closes this page", ("2", HELP)),
    ("language", "svenska", (LANGUAGE,)),
)
"""Each screen by name, words by which it is known, and the keys that lead to it."""

HALVES = 2

PATIENCE = 100
"""How many tenths of a second a screen has to come."""

PLACES = tuple("12345")
TURNED: dict[tuple[Key, ...], str] = {("3", "f"): "ff", ("5", "t"): "t"}
"""What the first two keys have turned, and what turns it back."""

OF_ITS_OWN = frozenset(
    {"notice", "how many came", "palette", "help", "language", "due", "kind", "narrowed",
     "its step", "begin", "second folder"}
)  # fmt: skip
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

UNFINISHED = re.compile(rb"\x1b(?:\[[0-9;:?>=<]*)?\Z")

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


def run(
    rounds: int, number: int, *, broken: bool = False, screens: Sequence[int] | None = None
) -> Row:
    """So many walks, each through half of the screens, or through those of these numbers."""
    tally = Tally("bytes in a terminal")
    unseen: set[str] = set()
    with tempfile.TemporaryDirectory(prefix="kehitys-trust-") as name:
        folder = Path(name)
        start = folder / "start.db"
        me = hostile_files.municipality(start)
        hostile_files.beside(folder, PAYLOADS)
        for n in range(rounds):
            turn = number % 1_000 * rounds + n
            walk = SCREENS[turn % HALVES :: HALVES]
            if screens is not None:
                walk = tuple(SCREENS[place] for place in screens)
            # In a folder of this name it is told once that the cloud may change the file too.
            called = named("".join(PAYLOADS))
            path = seed.copy(start, _emptied(folder / "Dropbox") / f"{called}.db")
            with seed.settings_in(folder / "config"):
                hostile_files.use(path, me, f"/{called}")
            hostile_files.earlier_backup(path)
            poison(path, turn // HALVES)
            unseen |= _walk(tally, path, folder, walk, broken=broken)
    tally.counts["screens"] = tally.rounds
    tally.note = f"{len(PAYLOADS)} payloads"
    for screen in sorted(unseen):
        tally.faults.append(f"never seen: {screen}")
    return tally.row()


def _emptied(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    return folder


def poison(path: Path, turn: int) -> None:
    """Puts a payload into every text of people, past the gate: all of them, each in its texts.

    In as many turns as there are payloads every text has had each of them.
    """
    with closing(sqlite3.connect(path)) as connection:
        place = 0
        for table in tables.metadata.sorted_tables:
            for column in table.c:
                kind = column.info.get("text")
                if kind not in ("line", "paragraph", "texts") or column.name in CODES:
                    continue
                place += 1
                payload = PAYLOADS[(place + turn) % len(PAYLOADS)]
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
    told = f'SELECT rowid, "{column}" FROM "{table}" WHERE "{column}" IS NOT NULL'
    for row_id, kept in connection.execute(told).fetchall():
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
    tally: Tally,
    path: Path,
    folder: Path,
    walk: Sequence[tuple[str, str, tuple[Key, ...]]],
    *,
    broken: bool,
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
        terminal.wait_for("I see", within=60)
        terminal.settle()
        for name, words, keys in (("notice", "Today", (ENTER,)), *walk):
            begin = time.perf_counter()
            start = len(terminal.raw)
            place = keys[0] if keys[0] in PLACES else ""
            back = TURNED.get(keys[:2], "")
            typed = sum(not callable(key) for key in keys)
            # A digit opened nothing that is to be left, nor did what was turned.
            leaving = (*(ESCAPE,) * (typed - bool(place) - bool(back)),
                       *(place + back if back else ""))  # fmt: skip
            wanted = [] if broken else [words] if name in OF_ITS_OWN else [words, MARK]
            _press(terminal, path, folder, keys)
            missing = _missing(terminal, wanted, start)
            if missing and not terminal.ended:
                # A machine with much else to do may have let a key by: once more from the start.
                again = (key for key in keys if not callable(key))
                _press(terminal, path, folder, (*leaving, *again))
                missing = _missing(terminal, wanted, start)
            if missing:
                unseen.add(f"{name} ({', '.join(missing)})")
            tally.rounds += 1
            tally.acknowledged += not missing
            tally.took(time.perf_counter() - begin)
            if terminal.ended or "Traceback" in terminal.text(start):
                tally.fault("raw", f"{name}: the app ended: {terminal.text(start)[-300:]}")
                break
            _press(terminal, path, folder, leaving)
    finally:
        written = terminal.raw
        terminal.kill()
    for found in raw_bytes(written):
        tally.fault("raw", found)
    return set() if broken else unseen


def _press(terminal: Terminal, path: Path, folder: Path, keys: Sequence[Key]) -> None:
    for key in keys:
        if callable(key):
            key(path)
            continue
        terminal.press(key.replace("{folder}", str(folder)))
        terminal.settle()


def _missing(terminal: Terminal, wanted: Sequence[str], start: int) -> list[str]:
    """Which of the words do not come, however long one waits."""
    missing = list(wanted)
    for _turn in range(PATIENCE):
        missing = [each for each in wanted if each not in terminal.text(start)]
        if not missing or terminal.ended:
            break
        terminal.read(0.1)
    return missing


def raw_bytes(written: bytes) -> list[str]:
    """What reached the terminal that Textual does not say by itself, and where."""
    # The program is killed while it may be at a sequence.
    rest = SPOKEN.sub(b"", UNFINISHED.sub(b"", written))
    return [
        repr(rest[max(0, found.start() - 10) : found.start() + 20])
        for found in CONTROL.finditer(rest)
    ]

"""The app in a real terminal, killed in a run: it goes on where the clock on the wall says.

A workshop is run by keys. Things are written down (safe when the screen has counted them), some
keys are pressed, half a thought is typed, and the app is killed. Opened again it offers the run
first; the step and the clock are the wall's to within two seconds, what was written down is there
once, and of the half thought at most the last second is missing. Broken on purpose
(`broken=True`: an app that keeps no drafts), the table says lost.
"""

from __future__ import annotations

import re
import sqlite3
import sys
import tempfile
import time
from contextlib import closing
from datetime import UTC, datetime
from datetime import time as wall
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

from kehitys.domain import clock
from kehitys.domain.live import view
from kehitys.files.library import take_in
from kehitys.operations import agenda
from kehitys.operations.workshops import new_workshop
from kehitys.store import methods, runs, tables
from kehitys.store.database import Database
from kehitys.store.journal import Tx
from tests.trust import audit, seed
from tests.trust.killing import ENTRY
from tests.trust.tally import Row, Tally

OFF_BY = 2.0
"""Seconds that the clock may be away from the wall's."""
UNSAVED = 1.0
"""Seconds of typing that may be missing."""
SIZE = (120, 40)
PAUSE = 0.1
"""Seconds between two keys of somebody who types fast."""

FORGETFUL = """
import sys
from kehitys.operations import drafts
from kehitys.cli.main import main
drafts.keep_draft = lambda tx, place, text: None
main(sys.argv[1:])
"""
"""The program without drafts."""


def run(rounds: int, number: int, *, broken: bool = False) -> Row:
    """So many runs, each killed once."""
    tally = Tally("kill -9: app, live run")
    random = Random(f"resume {number}")
    entry = (sys.executable, "-c", FORGETFUL) if broken else ENTRY
    with tempfile.TemporaryDirectory(prefix="kehitys-trust-") as name:
        folder = Path(name)
        path = folder / "file.db"
        person = _planned(path)
        start = seed.copy(path, folder / "start.db")
        environment = {
            "KEHITYS_CONFIG": str(folder / "config"),
            "KEHITYS_DATA": name,
            "TEXTUAL_ANIMATIONS": "none",
        }
        with seed.settings_in(folder / "config"):
            seed.use_as(path, person)
        for n in range(rounds):
            seed.copy(start, path)
            command = (*entry, "--lang", "en", "--db", str(path))
            try:
                _round(tally, command, environment, path, random, f"{number}{n}")
            except AssertionError as fault:
                tally.fault("raw", str(fault)[:400])
    return tally.row()


def _planned(path: Path) -> UUID:
    """A file of one person with a workshop that begins this very minute; gives the person."""
    database = Database(path)
    take_in(database)
    now = clock.local(datetime.now(UTC))

    def plan(tx: Tx) -> UUID:
        person_id = tx.insert(tables.person, name="Maija Mallikas", ui_language="en")
        begins: dict[str, Any] = {"day": now.date(), "start": wall(now.hour, now.minute)}
        workshop_id = new_workshop(tx, title="One queue", people=12, **begins)
        card = methods.by_slug(tx.connection, "kokeilukortti")
        assert card is not None
        agenda.add_block(tx, workshop_id, kind="method", method_id=card.id, minutes=25)
        agenda.add_block(tx, workshop_id, kind="talk", title="Plans", minutes=25)
        tx.describe("Plan")
        return person_id

    person_id: UUID = database.write(plan)[1]
    database.checkpoint()
    database.close()
    return person_id


def _round(
    tally: Tally,
    command: tuple[str, ...],
    environment: dict[str, str],
    path: Path,
    random: Random,
    text: str,
) -> None:
    from tests.terminal import Terminal

    tally.rounds += 1
    first = Terminal(command, size=SIZE, environment=environment)
    try:
        first.wait_for("One queue")
        first.wait_for("1 workshop", since=first.press("3"))
        at = first.press("\x1b[15~")
        first.wait_for("When does the first block begin|NOW", since=at)
        if "NOW" not in first.text(at):
            first.wait_for("NOW", since=first.press("\r"))
        promised = [_write_down(first, f"thought {text} {n}", n) for n in range(2)]
        tally.acknowledged += len(promised)
        typed = _type(first, f"half a thought {text} that goes on for a while", random)
    finally:
        first.kill()
    for fault in audit.faults(path):
        tally.fault("half", fault)
    _check_catches(tally, path, promised)
    _check_draft(tally, path, typed)

    second = Terminal(command, size=SIZE, environment=environment)
    try:
        begin = time.perf_counter()
        second.wait_for("▶ +Continue the workshop +One queue")
        tally.took(time.perf_counter() - begin)
        at = second.press("\r")
        second.wait_for(r"step 1/\d .*? \d+:\d\d ", since=at)
        second.quiet(0.1)
        now = datetime.now(UTC)
        shown = re.findall(r"step 1/\d .*? (\d+):(\d\d) ", second.text(at))[-1]
        _check_clock(tally, path, 60 * int(shown[0]) + int(shown[1]), now)
    finally:
        second.kill()


def _write_down(terminal: Any, text: str, n: int) -> str:
    """Writes something down and gives it once the screen has counted it."""
    terminal.wait_for("Store", since=terminal.press("i"))
    terminal.wait_for(re.escape(text), since=terminal.press(text))
    at = terminal.press("\r")
    terminal.wait_for(rf"CAUGHT +{n + 1} ideas?", since=at)
    return text


def _type(terminal: Any, text: str, random: Random) -> list[tuple[float, str]]:
    """Types for a while; gives what had been typed at each moment, counted back from the kill."""
    terminal.wait_for("Store", since=terminal.press("i"))
    so_far = [(time.perf_counter(), "")]
    for n in range(random.randrange(25, len(text))):
        terminal.press(text[n])
        so_far.append((time.perf_counter(), text[: n + 1]))
        while (left := so_far[-1][0] + PAUSE - time.perf_counter()) > 0:
            terminal.read(left)
    # What is on its way from the keys to the app has not been typed yet, as a person sees it.
    terminal.wait_for(re.escape(so_far[-1][1][-6:].strip()))
    killed = time.perf_counter()
    return [(killed - moment, typed) for moment, typed in so_far]


def _check_catches(tally: Tally, path: Path, promised: list[str]) -> None:
    for text in promised:
        count = audit.kept_text(path, "catch", "text", text)
        if count != 1:
            kind = "lost" if not count else "doubled"
            tally.fault(kind, f"{text} is there {count} times")


def _check_draft(tally: Tally, path: Path, typed: list[tuple[float, str]]) -> None:
    """All that was typed more than a second before the kill is kept."""
    with closing(sqlite3.connect(path)) as connection:
        row = connection.execute('SELECT "text" FROM draft').fetchone()
    kept = row[0] if row else ""
    # A person who waits for the machine is not yet typing: its own delay is allowed once more.
    due = [text.strip() for ago, text in typed if ago > UNSAVED + 0.5]
    if due and not kept.startswith(due[-1]):
        tally.fault("lost", f"of {typed[-1][1]!r} only {kept!r} is kept, {due[-1]!r} was due")
    if not typed[-1][1].startswith(kept):
        tally.fault("doubled", f"{kept!r} was never typed")


def _check_clock(tally: Tally, path: Path, shown: int, now: datetime) -> None:
    database = Database(path)
    (going,) = database.read(runs.unfinished)
    found = database.read(lambda c: runs.run(c, going.run_id))
    database.close()
    seen = view(found, now)
    if seen.step != 0 or abs(seen.step_remaining - shown) > OFF_BY:
        tally.fault("lost", f"the clock shows {shown} s, the wall {seen.step_remaining} s")

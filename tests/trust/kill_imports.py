"""Kill -9 while toolkits are taken in, by the program's own entry point.

A new file and one whose library is of an earlier day are both tried; killed at any moment, the
library is as it was or all there, and the next start takes in the rest. The toolkits that people
bring are killed in turn with them (`kill_toolkits`). Broken on purpose (`broken=True`: each toolkit
in a transaction of its own), the table says half.
"""

from __future__ import annotations

import sqlite3
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path
from random import Random

from kehitys.files.library import take_in
from kehitys.store.database import Database
from tests.trust import audit, kill_toolkits, seed
from tests.trust.kill_toolkits import Toolkits
from tests.trust.killing import ENTRY, run_and_kill
from tests.trust.tally import Row, Tally

TABLES = ("method", "method_edition", "tagged", "toolkit", "template", "term", "synonym", "search")

PIECEMEAL = """
import sys
from kehitys.store import journal, library
from kehitys.cli.main import main

whole = library.write_toolkit
def commit_first(tx, toolkit):
    tx.connection.exec_driver_sql("COMMIT")
    tx.connection.exec_driver_sql("BEGIN IMMEDIATE")
    return whole(tx, toolkit)
library.write_toolkit = commit_first
main(sys.argv[1:])
"""
"""The program with a commit before each toolkit."""


KINDS = ("new file", "older file", *kill_toolkits.KINDS)
"""What is killed in turns: the library into an empty file and into one with an older library, a
toolkit that somebody brings, and another version of it."""


def run(rounds: int, number: int, *, broken: bool = False, kinds: Sequence[str] = KINDS) -> Row:
    """So many kills, of each kind in turn."""
    tally = Tally("kill -9: import")
    random = Random(f"import {number}")
    with tempfile.TemporaryDirectory(prefix="kehitys-trust-") as name:
        folder = Path(name)
        environment = {"KEHITYS_CONFIG": name, "KEHITYS_DATA": name, "KEHITYS_LANG": "fi"}
        library = Library(folder, environment, broken=broken)
        toolkits = None
        for n in range(rounds):
            kind = kinds[(n + number) % len(kinds)]
            part: Library | Toolkits = library
            if kind in kill_toolkits.KINDS:
                toolkits = toolkits or Toolkits(folder, library.fresh, environment, broken=broken)
                part = toolkits
            tally.counts[f"{kind} killed"] += part.round(tally, kind, random)
    return tally.row()


class Library:
    """The taking in of the built-in library when a file is opened."""

    def __init__(self, folder: Path, environment: Mapping[str, str], *, broken: bool) -> None:
        self.path = folder / "file.db"
        self.older = seed.small(folder / "older.db")
        self.fresh = folder / "fresh.db"
        entry = (sys.executable, "-c", PIECEMEAL) if broken else ENTRY
        self._command = (*entry, "--db", str(self.path), "toolkit", "list", "--json")
        self._environment = environment
        # The first one is left alone, to see how long it takes.
        begin = time.perf_counter()
        ended = run_and_kill(self._command, environment, after=120)
        self._taken = time.perf_counter() - begin
        assert (ended.killed, ended.code) == (False, 0), ended.complained
        self._after = _counts(self.path)
        seed.copy(self.path, self.fresh)
        seed.furnish(self.fresh)

    def round(self, tally: Tally, kind: str, random: Random) -> bool:
        """One kill while the library is taken in; gives whether it came in time."""
        for end in ("", "-wal", "-shm"):
            self.path.with_name(self.path.name + end).unlink(missing_ok=True)
        before = _counts(seed.copy(self.older, self.path)) if kind == "older file" else {}
        begin = time.perf_counter()
        ended = run_and_kill(
            self._command, self._environment, after=random.uniform(0.2, 1.05) * self._taken
        )
        if not ended.killed:
            # The first one may have had to wait for a machine that was busy then.
            self._taken = min(self._taken, time.perf_counter() - begin)
        if not ended.killed and ended.code:
            tally.fault("raw", ended.complained.decode("utf-8", "replace")[-300:])
        done = not ended.killed and not ended.code
        _check(tally, self.path, before, self._after, acknowledged=done)
        return ended.killed


def _check(
    tally: Tally, path: Path, before: dict[str, int], after: dict[str, int], *, acknowledged: bool
) -> None:
    tally.rounds += 1
    tally.acknowledged += acknowledged
    there = _counts(path) if path.exists() and path.stat().st_size else {}
    if acknowledged and there != after:
        tally.fault("lost", f"{there} for {after}")
    if there not in ({}, dict.fromkeys(TABLES, 0), before, after):
        tally.fault("half", f"{there}, neither {before} nor {after}")
    begin = time.perf_counter()
    database = Database(path)
    take_in(database)
    database.close()
    tally.took(time.perf_counter() - begin)
    if _counts(path) != after:
        tally.fault("half", f"the next start left {_counts(path)} for {after}")
    for fault in audit.faults(path):
        tally.fault("half", fault)


def _counts(path: Path) -> dict[str, int]:
    """How many rows each table of the library has; empty before there are tables."""
    with closing(sqlite3.connect(path)) as connection:
        if not connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]:
            return {}
        present = {
            table: connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0]
            for table in TABLES
        }
        # A file of people has them in its index too.
        present["search"] = connection.execute(
            "SELECT count(*) FROM search WHERE kind = 'method'"
        ).fetchone()[0]
    return present

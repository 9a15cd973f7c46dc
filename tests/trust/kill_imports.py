"""Kill -9 while toolkits are taken in, by the program's own entry point.

A new file and one whose library is of an earlier day are both tried; killed at any moment, the
library is as it was or all there, and the next start takes in the rest. Broken on purpose
(`broken=True`: each toolkit in a transaction of its own), the table says half.
"""

from __future__ import annotations

import sqlite3
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path
from random import Random

from kehitys.files.library import take_in
from kehitys.store.database import Database
from tests.trust import audit, seed
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


def run(rounds: int, number: int, *, broken: bool = False) -> Row:
    """So many kills."""
    tally = Tally("kill -9: import")
    random = Random(f"import {number}")
    killed = 0
    with tempfile.TemporaryDirectory(prefix="kehitys-trust-") as name:
        folder = Path(name)
        environment = {"KEHITYS_CONFIG": name, "KEHITYS_DATA": name, "KEHITYS_LANG": "fi"}
        older = seed.small(folder / "older.db")
        fresh = seed.whole_library(folder / "fresh.db")
        path = folder / "file.db"
        before, after = {}, _counts(fresh)
        entry = (sys.executable, "-c", PIECEMEAL) if broken else ENTRY
        taken = 0.0
        for n in range(rounds + 1):
            for end in ("", "-wal", "-shm"):
                path.with_name(path.name + end).unlink(missing_ok=True)
            before = {}
            if n % 2:
                before = _counts(seed.copy(older, path))
            begin = time.perf_counter()
            ended = run_and_kill(
                (*entry, "--db", str(path), "toolkit", "list", "--json"),
                environment,
                # The first one is left alone, to see how long it takes.
                after=random.uniform(0.2 * taken, 1.05 * taken) if n else 120,
            )
            if not ended.killed:
                taken = time.perf_counter() - begin
            killed += ended.killed
            if n:
                done = not ended.killed and not ended.code
                _check(tally, path, before, after, acknowledged=done)
            if not ended.killed and ended.code:
                tally.fault("raw", ended.complained.decode("utf-8", "replace")[-300:])
    tally.note = f"{killed} killed"
    return tally.row()


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

"""Kill -9 while an earlier file is brought up to date, by the program's own entry point.

Killed at any moment the file is old, every row as it was, or new; opened again it shows what the
golden export says, and a backup of it stands beside it. Half of the kills come just after that
backup, where the one transaction is. Broken on purpose (`broken=True`: each statement of the
migration committed by itself), the table says half.
"""

from __future__ import annotations

import json
import sqlite3
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path
from random import Random
from typing import Any

from kehitys.domain.problems import Problem
from kehitys.store.opening import HEAD, REVISIONS, judge
from tests.trust import audit, golden
from tests.trust.killing import ENTRY, run_and_kill
from tests.trust.tally import Row, Tally

PIECEMEAL = """
import sys
import time
from sqlalchemy import event
from kehitys.store import migrating
from kehitys.cli.main import main

whole = migrating.{name}
def commit(connection):
    if connection.get_execution_options().get("write"):
        connection.exec_driver_sql("COMMIT")
def hasty(connection, _record):
    connection.execute("PRAGMA synchronous = OFF")
def slow(_connection, _cursor, statement, *_told):
    time.sleep(0.15 if statement.startswith(("ALTER", "DROP")) else 0)
def loose(path, engine_for):
    def engine(path):
        made = engine_for(path)
        event.listen(made, "connect", hasty)
        event.listen(made, "begin", commit)
        event.listen(made, "after_cursor_execute", slow)
        return made
    return whole(path, engine)
migrating.{name} = loose
main(sys.argv[1:])
"""
"""The program whose migration has no transaction, slow enough to be killed in the midst of it."""


def run(rounds: int, number: int, *, broken: bool = False) -> Row:
    """So many kills, over every earlier revision there is a file of."""
    tally = Tally("kill -9: migration")
    random = Random(f"migration {number}")
    entry = (sys.executable, "-c", PIECEMEAL.format(name="upgrade")) if broken else ENTRY
    killed = old = 0
    taken: dict[str, float] = {}
    with tempfile.TemporaryDirectory(prefix="kehitys-trust-") as name:
        environment = {"KEHITYS_CONFIG": name, "KEHITYS_DATA": name, "KEHITYS_LANG": "fi"}
        for n in range(rounds + len(REVISIONS) - 1):
            revision = REVISIONS[n % (len(REVISIONS) - 1)]
            with tempfile.TemporaryDirectory(prefix="round-", dir=name) as round_name:
                path = golden.stored(revision, Path(round_name))
                before = _everything(path)
                measured = revision in taken
                late = measured and (broken or n % 2 == 0)
                begin = time.perf_counter()
                ended = run_and_kill(
                    (*entry, "--db", str(path), "check", "--reindex"),
                    environment,
                    after=random.uniform(0, 0.6) * taken[revision] if late
                    else random.uniform(0.1, 1.1) * taken[revision] if measured else 60,
                    when=(path.parent, "**/*before*") if late else None,
                )  # fmt: skip
                taken.setdefault(revision, time.perf_counter() - begin)
                if not measured:
                    continue
                killed += ended.killed
                if not ended.killed and ended.code:
                    tally.fault("raw", ended.complained.decode("utf-8", "replace")[-300:])
                old += _check(tally, path, revision, before)
    tally.note = f"{killed} killed, {old} found old"
    return tally.row()


def _check(tally: Tally, path: Path, revision: str, before: dict[str, Any]) -> bool:
    """Whether the file was found as it had been."""
    tally.rounds += 1
    try:
        found = judge(path).revision
    except Problem as problem:
        tally.fault("half", f"{problem!r}, because {problem.__cause__!r}")
        return False
    if found == revision and _everything(path) != before:
        tally.fault("half", "the file says it is old, and is not as it was")
    begin = time.perf_counter()
    try:
        export = golden.export(path)
    except Exception as fault:
        tally.fault("half", f"does not open again: {fault!r}"[:400])
        return False
    tally.took(time.perf_counter() - begin)
    tally.acknowledged += found == HEAD
    for told in golden.differences(golden.kept(revision), export):
        tally.fault("lost", told)
    for fault in audit.faults(path):
        tally.fault("half", fault)
    copies = [copy for copy in path.parent.rglob("*.db") if copy != path]
    if not any(_everything(copy) == before for copy in copies):
        tally.fault("lost", f"no backup of the old file among {len(copies)}")
    return found == revision


def _everything(path: Path) -> dict[str, Any]:
    """The tables as they were made, and every row of them, whatever they are."""
    with closing(sqlite3.connect(path)) as connection:
        schema = connection.execute(
            "SELECT name, sql FROM sqlite_schema WHERE type = 'table' ORDER BY name"
        ).fetchall()
        return {
            name: (
                sql,
                sorted(
                    json.dumps(row, default=repr)
                    for row in connection.execute(f'SELECT * FROM "{name}"')
                ),
            )
            for name, sql in schema
        }

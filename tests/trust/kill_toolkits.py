"""Kill -9 in `kehitys toolkit import FOLDER`, over a file with people and work in it.

A toolkit that the file has not seen is brought, then another version of it: some methods new, some
changed, some no longer there, one of them in a workshop. Killed at any moment, the file has all of
it or nothing, everything else is row for row as it was, the backup made first is absent or whole,
and the same import again gives the whole result once. Broken on purpose (a commit between a few
methods and the next few), the table says half.
"""

from __future__ import annotations

import hashlib
import sqlite3
import sys
import time
from collections import Counter
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from kehitys.operations import agenda
from kehitys.store import backups, tables
from kehitys.store.database import Database
from kehitys.store.ids import file_id
from kehitys.store.journal import Tx
from tests.bench import many_methods
from tests.trust import audit, seed
from tests.trust.killing import ENTRY, Ended, run_and_kill
from tests.trust.tally import Tally

KINDS = ("toolkit", "changed toolkit")
METHODS, LEAVING, CHANGED, NEW = 60, 6, 20, 10
SLUG = "suuri"

IN_PARTS = """
import sys
from kehitys.store import method_files
from kehitys.cli.main import main

few = method_files._write
def commit_first(tx, toolkit_id, files):
    tx.connection.exec_driver_sql("COMMIT")
    tx.connection.exec_driver_sql("BEGIN IMMEDIATE")
    return few(tx, toolkit_id, files)
method_files._write = commit_first
method_files.TOGETHER = 3
main(sys.argv[1:])
"""
"""The program with a commit before each few methods."""

Content = Mapping[str, Counter[tuple[Any, ...]]]
"""Every row of a file, by table."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One import, from a file as it stands before to what it is after."""

    start: Path
    command: tuple[str, ...]
    before: Content
    after: Content
    taken: float
    """Seconds it takes when it is left alone."""
    writing: float
    """Seconds of them that are left once the backup stands."""


class Toolkits:
    """The files and toolkits that the rounds begin from, and one round after another."""

    def __init__(
        self, folder: Path, library: Path, environment: Mapping[str, str], *, broken: bool
    ) -> None:
        self.path = folder / "brought.db"
        self.environment = environment
        self.entry = (sys.executable, "-c", IN_PARTS) if broken else ENTRY
        first, second = folder / "first" / SLUG, folder / "second" / SLUG
        _write_both(first, second, folder)
        self.steps = {"toolkit": self._step(library, first)}
        used = seed.copy(self.path, folder / "used.db")
        _use_in_a_workshop(used, "tapa-0")
        self.steps["changed toolkit"] = self._step(used, second)
        self._expect(self.steps["toolkit"].after, METHODS, 0)
        self._expect(self.steps["changed toolkit"].after, METHODS - LEAVING + NEW, LEAVING)

    def round(self, tally: Tally, kind: str, random: Random) -> bool:
        """One kill in an import of the kind and the import again; gives whether it was killed."""
        step = self.steps[kind]
        self._begin(step.start)
        folder = backups.folder_of(self.path)
        when: tuple[Path, str] | None
        aimed = random.randrange(4)
        if aimed == 0:
            when, after = None, random.uniform(0.2, 1.05) * step.taken
        elif aimed == 1:
            when, after = (folder, "*.part"), random.uniform(0, 0.1) * step.taken
        else:
            when, after = (folder, "*-before_import.db"), random.uniform(0, 1.05) * step.writing
        ended = run_and_kill(step.command, self.environment, after=after, when=when)
        done = not ended.killed and not ended.code
        self._complain(tally, ended)
        tally.rounds += 1
        tally.acknowledged += done
        there = self._whole(tally, f"after a killed {kind}", index=False)
        if done and there != step.after:
            tally.fault("lost", f"{kind}: said to be in: {_differing(there, step.after)}")
        elif there not in (step.before, step.after):
            tally.fault("half", f"{kind}: {_differing(there, step.after)}")
        _check_backups(tally, self.path, step, must=there != step.before)
        begin = time.perf_counter()
        self._complain(tally, run_and_kill(step.command, self.environment, after=120))
        tally.took(time.perf_counter() - begin)
        there = self._whole(tally, f"after {kind} again", index=True)
        if there != step.after:
            more = any((there[table] - step.after[table]).total() for table in step.after)
            kind_of = "doubled" if more else "lost"
            tally.fault(kind_of, f"{kind} again: {_differing(there, step.after)}")
        _check_backups(tally, self.path, step, must=True)
        for left in _leftovers(self.path):
            tally.fault("half", f"{kind} again leaves {left} among the backups")
        return ended.killed

    def _step(self, start: Path, toolkit: Path) -> Step:
        """Does the import once and leaves it alone."""
        self._begin(start)
        command = (*self.entry, "--db", str(self.path), "toolkit", "import", str(toolkit))
        begin = time.perf_counter()
        when = (backups.folder_of(self.path), "*-before_import.db")
        ended = run_and_kill(command, self.environment, after=120, when=when)
        taken = time.perf_counter() - begin
        assert (ended.killed, ended.code) == (False, 0), ended.complained
        (made,) = backups.backups(self.path)
        writing = time.time() - made.path.stat().st_ctime
        _checkpoint(self.path)
        return Step(
            start=start,
            command=command,
            before=_content(start),
            after=_content(self.path),
            taken=taken,
            writing=writing,
        )

    def _begin(self, start: Path) -> None:
        seed.copy(start, self.path)
        for left in backups.folder_of(self.path).glob("*"):
            left.unlink()

    def _whole(self, tally: Tally, when: str, *, index: bool) -> Content:
        for fault in audit.faults(self.path, index=index):
            tally.fault("half", f"{when}: {fault}")
        return _content(self.path)

    @staticmethod
    def _complain(tally: Tally, ended: Ended) -> None:
        if not ended.killed and ended.code:
            tally.fault("raw", ended.complained.decode("utf-8", "replace")[-300:])

    @staticmethod
    def _expect(after: Content, there: int, gone: int) -> None:
        names = [column.name for column in tables.method.c]
        toolkit, left = names.index("toolkit_id"), names.index("gone")
        mine = file_id(SLUG, "toolkit.yaml").hex
        found = Counter(row[left] for row in after["method"] if row[toolkit] == mine)
        assert (found[0], found[1]) == (there, gone), found


def _write_both(first: Path, second: Path, folder: Path) -> None:
    many_methods.write(first, METHODS)
    many_methods.write(second, METHODS + NEW)
    other = folder / "other" / SLUG
    many_methods.write(other, LEAVING + CHANGED, seed=8)
    for n in range(LEAVING + CHANGED):
        name = f"tapa-{n}.yaml"
        (other / name).replace(second / name)
    for n in range(LEAVING):
        (second / f"tapa-{n}.yaml").unlink()
    card = second / "toolkit.yaml"
    card.write_text(card.read_text("utf-8").replace("version: 1", "version: 2"), "utf-8")


def _use_in_a_workshop(path: Path, slug: str) -> None:
    def use(tx: Tx) -> None:
        (workshop,) = tx.rows(tables.workshop)
        agenda.add_block(
            tx, workshop["id"], kind="method", minutes=20, title="",
            method_id=file_id(SLUG, slug),
        )  # fmt: skip

    database = Database(path)
    database.write(use)
    database.close()
    _checkpoint(path)


def _checkpoint(path: Path) -> None:
    database = Database(path)
    database.checkpoint()
    database.close()


def _content(path: Path) -> Content:
    """Every row of every table; when a toolkit's rows were written is left out."""
    with closing(sqlite3.connect(path)) as connection:
        found = {}
        for table in tables.metadata.sorted_tables:
            if table.name == "search":
                continue
            moments = [
                f"CASE WHEN toolkit_id = '{file_id(SLUG, 'toolkit.yaml').hex}' THEN 0 "
                f'ELSE "{column.name}" END'
                if table is tables.method and column.name in ("created_at", "updated_at")
                else f'"{column.name}"'
                for column in table.c
            ]
            rows = connection.execute(f'SELECT {", ".join(moments)} FROM "{table.name}"')
            found[table.name] = Counter(rows.fetchall())
        # Where a record stands in the index is the index's own affair.
        rows = connection.execute(
            "SELECT kind, row_id, lang, name_sort, search_text.* "
            "FROM search LEFT JOIN search_text ON search_text.rowid = search.rowid"
        )
        found["search"] = Counter(rows.fetchall())
        return found


def _differing(there: Content, expected: Content) -> str:
    return ", ".join(
        f"{table}: {(there[table] - rows).total()} more, {(rows - there[table]).total()} fewer"
        for table, rows in expected.items()
        if there[table] != rows
    )


def _check_backups(tally: Tally, path: Path, step: Step, *, must: bool) -> None:
    """Every backup that is listed is the file before the import, and no copy is without a note."""
    listed = backups.backups(path)
    if must and not listed:
        tally.fault("lost", "the toolkit is in, and no backup was made before it")
    for each in listed:
        whole = hashlib.sha256(each.path.read_bytes()).hexdigest() == each.sha256
        if not whole or each.why != "before_import" or _content(each.path) != step.before:
            tally.fault("half", f"the backup {each.path.name} is not the file before the import")
    copies = set(backups.folder_of(path).glob("*.db")) - {each.path for each in listed}
    for copy in copies:
        tally.fault("half", f"{copy.name} stands among the backups without its note")


def _leftovers(path: Path) -> list[str]:
    """What stands beside the backups and is none of them."""
    known = {".lock"}
    for each in backups.backups(path):
        known |= {each.path.name, each.path.with_suffix(".json").name}
    return sorted({left.name for left in backups.folder_of(path).iterdir()} - known)

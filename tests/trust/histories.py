"""Histories: fifty random steps, undone to the start and redone to the end, row for row.

Each history is real operations on a copy of a small file. A share is done by two people in two
windows that take turns, a share is undone and redone by a process of its own that has just
opened the file. Broken on purpose (undo leaving out the last edit of a step: `broken=True`), the
table says half.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from random import Random
from typing import Any
from unittest import mock
from uuid import UUID

from sqlalchemy.exc import SQLAlchemyError

from kehitys.domain.problems import Problem, Stale
from kehitys.store import tables, undoing
from kehitys.store.database import Database
from kehitys.store.journal import Tx
from tests.trust import audit, seed
from tests.trust.killing import TOP
from tests.trust.strokes import NothingToDo, stroke
from tests.trust.tally import Row, Tally

STEPS = 50
IN_TURNS = 0.2
"""The share of histories that two people make together."""
RESTARTED = 0.02
"""The share that another process undoes and redoes."""


def run(rounds: int, number: int, *, restarted: float = RESTARTED, broken: bool = False) -> Row:
    """So many histories."""
    tally = Tally("histories undone")
    random = Random(f"history {number}")
    restarts = turns = 0
    with tempfile.TemporaryDirectory(prefix="kehitys-trust-", dir=seed.workplace()) as name:
        folder = Path(name)
        start = seed.small(folder / "start.db")
        for n in range(rounds):
            path = seed.copy(start, folder / "file.db")
            together = random.random() < IN_TURNS
            elsewhere = not together and random.random() < restarted
            turns, restarts = turns + together, restarts + elsewhere
            begin = time.perf_counter()
            with _undo_that_forgets() if broken else _as_it_is():
                _history(tally, path, random, f"{number}.{n}", together, elsewhere)
            tally.took(time.perf_counter() - begin)
    tally.note = f"{turns} by two people, {restarts} with a restart"
    return tally.row()


def _history(
    tally: Tally, path: Path, random: Random, text: str, together: bool, elsewhere: bool
) -> None:
    tally.rounds += 1
    windows = _windows(path, together)
    try:
        before = audit.snapshot(path)
        try:
            done = _do_steps(windows, random, text)
        except SQLAlchemyError as fault:
            tally.fault("raw", f"history {text}: {fault!r}"[:400])
            return
        tally.acknowledged += done
        after = audit.snapshot(path)
        for way, meant in (("undo", before), ("redo", after)):
            if elsewhere:
                _in_a_process_of_its_own(tally, path, way)
            else:
                try:
                    all_the_way(windows, way)
                except (Problem, SQLAlchemyError) as fault:
                    tally.fault("half", f"history {text}, {way}: {fault!r}"[:400])
                    return
            differing = _difference(audit.snapshot(path), meant)
            if differing:
                tally.fault("half", f"history {text} after {way}: {differing}")
                return
        for fault in audit.faults(path):
            tally.fault("half", f"history {text}: {fault}")
    finally:
        for window in windows:
            window.close()


def _windows(path: Path, together: bool) -> list[Database]:
    """One window of Maija's, or one of hers and one of Kim's, and a clock for both."""
    first = Database(path)
    people = first.read(
        lambda c: c.execute(tables.person.select().order_by(tables.person.c.id)).all()
    )
    windows = [first, Database(path)] if together else [first]
    clock = Clock()
    for window, person in zip(windows, people, strict=False):
        window.person_id, window.clock = person.id, clock
    return windows


class Clock:
    """A clock that goes on by some seconds when it is told to."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 24, 7, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def tick(self, seconds: float) -> None:
        """Goes on."""
        self.now += timedelta(seconds=seconds)


def _do_steps(windows: list[Database], random: Random, text: str) -> int:
    """Does as many steps as a history has and gives their number; some keys are pressed again."""
    clock: Any = windows[0].clock
    done = 0
    while done < STEPS:
        clock.tick(random.choice((1, 5, 60)))
        chosen = stroke(random)
        try:
            change, _ = random.choice(windows).write(partial(_do, chosen, random, f"{text}-{done}"))
        except (Problem, NothingToDo):
            continue
        done += change.undoable
    clock.tick(60)
    return done


def _do(chosen: Any, random: Random, text: str, tx: Tx) -> None:
    chosen(tx, random, text)


def all_the_way(windows: list[Database], way: str) -> int:
    """Undoes, or redoes, until nothing is left: first whoever did the newest of what is left."""
    count = 0
    if len(windows) == 1:
        return _alone(windows[0], way)
    while True:
        standing = [
            (key, window) for window in windows if (key := _newest(window, way)) is not None
        ]
        if not standing:
            return count
        _, window = max(standing, key=lambda found: found[0])
        window.write(undoing.undo if way == "undo" else undoing.redo)
        count += 1


def _alone(window: Database, way: str) -> int:
    """The same for one person: until the operation says that there is nothing."""
    for count in range(2 * STEPS):
        try:
            window.write(undoing.undo if way == "undo" else undoing.redo)
        except Stale:
            raise
        except Problem as told:
            if not told.msgid.startswith("There is nothing"):
                raise
            return count
    raise Stale(f"{way} never ends")


def _newest(window: Database, way: str) -> int | None:
    """The number of the step that the person of a window would undo or redo."""
    look = undoing.undoable if way == "undo" else undoing.redoable
    found = window.read(lambda c: look(c, window.person_id))
    if found is None:
        return None
    step = tables.step
    wanted = step.select().where(step.c.id == found.id)
    return window.read(lambda c: int(c.execute(wanted).one().seq))


def _difference(there: audit.Rows, meant: audit.Rows) -> str:
    """The first row that is not as it was meant to be, in words; empty when none is."""
    for table, rows in meant.items():
        for row_id in rows.keys() | there[table].keys():
            if rows.get(row_id) != there[table].get(row_id):
                return f"{table} {row_id}: {there[table].get(row_id)} for {rows.get(row_id)}"[:400]
    return ""


def _in_a_process_of_its_own(tally: Tally, path: Path, way: str) -> None:
    ended = subprocess.run(
        (sys.executable, "-m", "tests.trust.histories", str(path), way),
        cwd=TOP,
        capture_output=True,
        text=True,
        check=False,
    )
    if ended.returncode:
        tally.fault("raw", ended.stderr[-300:])


@contextmanager
def _undo_that_forgets() -> Iterator[None]:
    """Undo leaves a row out: what every history must notice."""
    real = undoing._reverse_edit

    def forget(tx: Tx, row: Any, seq: int) -> None:
        if row["table_name"] != "block" or row["before"] is None:
            real(tx, row, seq)

    with mock.patch.object(undoing, "_reverse_edit", forget):
        yield


@contextmanager
def _as_it_is() -> Iterator[None]:
    yield


def main(path: Path, way: str) -> None:
    """Undoes or redoes everything of a file, as one who has just opened it."""
    database = Database(path)
    people: list[UUID] = database.read(
        lambda c: [r.id for r in c.execute(tables.person.select().order_by(tables.person.c.id))]
    )
    database.person_id = people[0]
    all_the_way([database], way)
    database.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])

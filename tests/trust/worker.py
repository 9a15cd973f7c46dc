"""A process that writes until it is killed: `python -m tests.trust.worker KIND FILE SEED`.

It opens the file as the app does, calls operations through `Database.write`, and prints one line
of JSON before each write (what it is about to do) and one after each commit (what is safe now).
With a fourth word it does what Kehitys must never do, so that a test sees the harness find it:
`ack-first` says that a thing is safe before it is, `autocommit` commits each statement by itself,
`twice` does each thing twice.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, event

from kehitys.domain.problems import Problem
from kehitys.domain.replan import plans
from kehitys.operations import catches, drafts, live
from kehitys.store import drafts as kept_drafts
from kehitys.store import runs, tables, undoing
from kehitys.store.database import Database
from kehitys.store.journal import Tx
from tests.trust.strokes import NothingToDo, catch, stroke

CATCH_KINDS = ("idea", "outcome", "parked", "experiment")


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """One write: what it does, and what may be looked for afterwards."""

    name: str
    does: Callable[[Tx], Any]
    text: str = ""
    """A text that is in no other row, when one is made."""


def main(kind: str, path: Path, seed: str, broken: str) -> None:
    """Writes for ever."""
    database = Database(path, device="trust")
    database.person_id = database.read(
        lambda c: c.execute(tables.person.select().order_by(tables.person.c.id)).first().id
    )
    if broken == "autocommit":
        event.listen(
            database._engine, "begin", lambda connection: connection.exec_driver_sql("COMMIT")
        )
    random = Random(seed)
    deeds = live_deeds(database, random, seed) if kind == "live" else edits(random, seed)
    if broken == "ack-first":
        # A run that stands still, so that most of what is said is said by this.
        deeds = (deed for deed in deeds if deed.name in ("begin", "catch"))
    say({"ready": os.getpid()})
    for deed in deeds:
        facts = rehearsed(database, deed) if kind == "live" else None
        say({"going": deed.name, "text": deed.text, "facts": facts})
        if broken == "ack-first":
            say({"done": deed.name, "text": deed.text, "step": None, "run": None})
        try:
            change, _ = database.write(deed.does)
            if broken == "twice":
                database.write(deed.does)
        except (Problem, NothingToDo):
            say({"refused": deed.name})
            continue
        if broken != "ack-first":
            say(
                {
                    "done": deed.name,
                    "text": deed.text,
                    "step": change.step_id.hex if change.step_id else None,
                    "run": database.read(facts_of) if kind == "live" else None,
                    "drafts": database.read(drafts_of) if kind == "live" else None,
                }
            )


def say(line: dict[str, Any]) -> None:
    """Writes one line at once, past every buffer."""
    os.write(1, (json.dumps(line, ensure_ascii=False) + "\n").encode())


def edits(random: Random, seed: str) -> Iterator[Deed]:
    """Ordinary work of a facilitator and of a coordinator; now and then it is undone."""
    n = 0
    while True:
        n += 1
        if random.random() < 0.1:
            does = random.choice((undoing.undo, undoing.undo, undoing.redo))
            yield Deed(name=does.__name__, does=does)
            continue
        chosen, text = stroke(random), f"{seed}-{n}"
        made = text if chosen is catch else ""
        yield Deed(name=chosen.__name__, does=partial(_do, chosen, random, text), text=made)


def _do(chosen: Any, random: Random, text: str, tx: Tx) -> None:
    chosen(tx, random, text)


class Rehearsed(Exception):
    """Ends a rehearsal, so that nothing of it stays; holds how many facts it added."""


def rehearsed(database: Database, deed: Deed) -> int:
    """How many facts a deed would add: it is done and rolled back."""

    def rehearse(tx: Tx) -> None:
        before = len(facts_of(tx.connection))
        deed.does(tx)
        raise Rehearsed(len(facts_of(tx.connection)) - before)

    try:
        database.write(rehearse)
    except Rehearsed as told:
        return int(told.args[0])
    except Problem:
        return 0
    raise AssertionError("a rehearsal was not rolled back")


def live_deeds(database: Database, random: Random, seed: str) -> Iterator[Deed]:
    """A workshop is run, over and over, by one who writes a great deal down."""
    n = 0
    while True:
        n += 1
        going = database.read(runs.unfinished)
        if not going:
            workshop_id = database.read(lambda c: c.execute(tables.workshop.select()).first().id)
            yield Deed(name="begin", does=partial(_begin, workshop_id))
            continue
        run_id, workshop_id = going[0].run_id, going[0].workshop_id
        text, place = f"{seed}-{n}", kept_drafts.live_place(run_id)
        kind = random.choice(CATCH_KINDS)
        seconds = random.choice((-60, 60, 300))
        name, does, made = random.choice(
            (
                ("next", lambda tx, run_id=run_id: live.next_block(tx, run_id), ""),
                ("back", lambda tx, run_id=run_id: live.back(tx, run_id), ""),
                ("stop", lambda tx, run_id=run_id: live.stop_clock(tx, run_id), ""),
                ("go", lambda tx, run_id=run_id: live.go(tx, run_id), ""),
                ("add", partial(_add, run_id, seconds), ""),
                ("replan", partial(_replan, run_id), ""),
                ("take back", lambda tx, run_id=run_id: live.take_back_plan(tx, run_id), ""),
                ("draft", partial(_draft, place, text), ""),
                ("draft", partial(_draft, place, text), ""),
                ("catch", partial(_catch, workshop_id, run_id, text, kind), text),
                ("catch", partial(_catch, workshop_id, run_id, text, kind), text),
                ("catch", partial(_catch, workshop_id, run_id, text, kind), text),
            )
        )
        yield Deed(name=name, does=does, text=made)


def _begin(workshop_id: UUID, tx: Tx) -> None:
    live.begin(tx, workshop_id, at=datetime.now(UTC), speak="fi")


def _add(run_id: UUID, seconds: int, tx: Tx) -> None:
    live.add_time(tx, run_id, seconds)


def _replan(run_id: UUID, tx: Tx) -> None:
    run = runs.run(tx.connection, run_id)
    ways = plans(run, tx.now, run.planned_end - timedelta(minutes=30))
    live.apply_plan(tx, run_id, max(ways, key=lambda way: sum(c.dropped for c in way.changes)))


def _draft(place: str, text: str, tx: Tx) -> None:
    drafts.keep_draft(tx, place, text)


def _catch(workshop_id: UUID, run_id: UUID, text: str, kind: str, tx: Tx) -> None:
    catches.catch(tx, workshop_id, kind=kind, text=text, run_id=run_id, lang="fi")


def facts_of(connection: Connection) -> list[list[Any]]:
    """Every fact of every run, as the screen would now show them."""
    fact = tables.run_fact
    return [
        [row.seq, row.kind, row.at.isoformat(), row.seconds]
        for row in connection.execute(fact.select().order_by(fact.c.seq))
    ]


def drafts_of(connection: Connection) -> list[str]:
    """What is being typed."""
    return sorted(row.text for row in connection.execute(tables.draft.select()))


if __name__ == "__main__":
    _kind, _path, _seed, *_broken = sys.argv[1:]
    main(_kind, Path(_path), _seed, _broken[0] if _broken else "")

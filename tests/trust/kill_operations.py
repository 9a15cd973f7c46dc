"""Kill -9 under the operations: a run that goes on, ordinary work, and the command line.

Each round starts a real process on the same file, lets it write, kills it at a random moment and
opens the file: every acknowledged thing is there once, nothing is half. Broken on purpose
(`tests.trust.worker`), the table says: `ack-first`, lost; `autocommit`, half; `twice`, doubled.
"""

from __future__ import annotations

import sqlite3
import sys
import tempfile
import time
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

from tests.trust import audit, seed
from tests.trust.killing import ENTRY, Ended, run_and_kill
from tests.trust.tally import Row, Tally

FILE_LASTS = 25
"""Rounds on one file, killed each time, before a fresh one is taken."""


@dataclass(slots=True)
class _Promised:
    """What the processes that wrote to one file have said is safe."""

    texts: set[str] = field(default_factory=set)
    refused: set[str] = field(default_factory=set)
    steps: set[str] = field(default_factory=set)
    facts: list[list[Any]] = field(default_factory=list)
    drafts: list[str] = field(default_factory=list)


def run(kind: str, rounds: int, number: int, broken: str = "") -> Row:
    """So many rounds of `live` or `edits`."""
    tally = Tally(f"kill -9: {kind}")
    random = Random(f"{kind} {number}")
    with tempfile.TemporaryDirectory(prefix="kehitys-trust-") as name:
        folder = Path(name)
        start = seed.small(folder / "start.db")
        path, promised = folder / "file.db", _Promised()
        for n in range(rounds):
            if n % FILE_LASTS == 0:
                seed.copy(start, path)
                promised = _Promised()
            command = (sys.executable, "-m", "tests.trust.worker", kind, str(path), f"{number}.{n}")
            early = n % 10 == 9 and not broken
            ended = run_and_kill(
                (*command, broken) if broken else command,
                {},
                after=random.uniform(0.0, 0.5) if early else random.expovariate(6),
                ready=b"" if early else b'"ready"' if n % 3 == 0 and not broken else b'"done"',
            )
            _check(tally, path, promised, ended, _seconds_to_open(path))
            if tally.found:
                # What is wrong in a file stays wrong; the next rounds tell of themselves.
                seed.copy(start, path)
                promised = _Promised()
    tally.note = f"{tally.note} killed".strip()
    return tally.row()


def _seconds_to_open(path: Path) -> float:
    begin = time.perf_counter()
    if path.exists():
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("SELECT count(*) FROM step").fetchone()
    return time.perf_counter() - begin


def _check(tally: Tally, path: Path, promised: _Promised, ended: Ended, opening: float) -> None:
    tally.rounds += 1
    tally.took(opening)
    killed = int(tally.note or 0) + int(ended.killed)
    tally.note = str(killed)
    if not ended.killed or b"Traceback" in ended.complained:
        tally.fault("raw", ended.complained.decode("utf-8", "replace")[-300:] or "ended by itself")
    coming = _listen(tally, promised, ended)
    for fault in audit.faults(path):
        tally.fault("half", fault)
    with closing(sqlite3.connect(path)) as connection:
        _check_steps(tally, connection, promised)
        _check_texts(tally, connection, promised)
        if promised.facts or (coming and coming["facts"] is not None):
            _check_run(tally, connection, promised, coming)


def _listen(tally: Tally, promised: _Promised, ended: Ended) -> dict[str, Any] | None:
    """Takes in what was acknowledged; gives what was on its way at the end."""
    coming: dict[str, Any] | None = None
    for line in ended.lines:
        if "going" in line:
            coming = line
        elif "refused" in line:
            promised.refused |= {(coming or {}).get("text", "")} - {""}
            coming = None
        elif "done" in line:
            tally.acknowledged += 1
            coming = None
            promised.texts |= {line["text"]} - {""}
            promised.steps |= {line["step"]} - {None}
            if line["run"] is not None:
                promised.facts, promised.drafts = line["run"], line["drafts"]
    return coming


def _check_steps(tally: Tally, connection: sqlite3.Connection, promised: _Promised) -> None:
    """Each acknowledged step stands once in the journal."""
    there = [step_id for (step_id,) in connection.execute("SELECT id FROM step")]
    for step_id in promised.steps - set(there):
        tally.fault("lost", f"step {step_id}")
    if len(there) > len(set(there)):
        tally.fault("doubled", "a step", len(there) - len(set(there)))


def _check_texts(tally: Tally, connection: sqlite3.Connection, promised: _Promised) -> None:
    """Each text that was acknowledged was written down once; each that was refused, never."""
    written: dict[str, int] = {}
    for (text,) in connection.execute(
        "SELECT json_extract(after, '$.text') FROM edit JOIN step ON step.id = edit.step_id "
        "WHERE table_name = 'catch' AND before IS NULL AND undoes IS NULL"
    ):
        written[text] = written.get(text, 0) + 1
    for text in promised.texts - set(written):
        tally.fault("lost", text)
    for text, count in written.items():
        if count > 1:
            tally.fault("doubled", f"{text} was written down {count} times", count - 1)
        if text in promised.refused:
            tally.fault("half", f"{text} was refused and is there")


def _check_run(
    tally: Tally, connection: sqlite3.Connection, promised: _Promised, coming: Any
) -> None:
    """The facts are those acknowledged, then all or none of those that were on their way."""
    there = [
        [seq, kind, at.replace(" ", "T") + "+00:00", seconds]
        for seq, kind, at, seconds in connection.execute(
            "SELECT seq, kind, at, seconds FROM run_fact ORDER BY seq"
        )
    ]
    known = [fact[:2] for fact in promised.facts]
    if [fact[:2] for fact in there[: len(known)]] != known:
        tally.fault("lost", f"facts: {len(there)} of {len(known)}")
    extra = len(there) - len(known)
    if coming is None and extra > 0:
        tally.fault("doubled", f"{extra} facts that nobody added", extra)
    elif coming is not None and extra not in (0, coming["facts"]):
        tally.fault("half", f"{extra} of {coming['facts']} facts of {coming['going']}")
    drafts = sorted(text for (text,) in connection.execute("SELECT text FROM draft"))
    if coming is None and drafts != promised.drafts:
        tally.fault("lost", f"the draft {promised.drafts} is {drafts}")
    promised.facts = [[*fact] for fact in there]
    promised.drafts = drafts


def run_commands(rounds: int, number: int) -> Row:
    """So many times `kehitys workshop new` with a template: printed means there, once, whole."""
    tally = Tally("kill -9: command line")
    random = Random(f"commands {number}")
    killed = 0
    with tempfile.TemporaryDirectory(prefix="kehitys-trust-") as name:
        folder = Path(name)
        environment = {"KEHITYS_CONFIG": name, "KEHITYS_DATA": name, "KEHITYS_LANG": "fi"}
        path = seed.whole_library(folder / "file.db")
        taken = 0.0
        for n in range(rounds):
            title = f"Paja {number}.{n}"
            begin = time.perf_counter()
            ended = run_and_kill(
                (
                    *ENTRY, "--db", str(path), "workshop", "new", "--template", "kehittamispaiva",
                    "--title", title, "--start", "2026-11-24T09:00", "--people", "12",
                ),
                environment,
                # The first one is left alone, to see how long it takes.
                after=random.uniform(0.3 * taken, 1.2 * taken) if n else 60,
            )  # fmt: skip
            if not ended.killed:
                taken = time.perf_counter() - begin
            killed += ended.killed
            tally.rounds += 1
            _check_command(tally, path, title, ended)
    tally.note = f"{killed} killed"
    return tally.row()


def _check_command(tally: Tally, path: Path, title: str, ended: Ended) -> None:
    if not ended.killed and (ended.code or b"Traceback" in ended.complained):
        tally.fault("raw", ended.complained.decode("utf-8", "replace")[-300:])
    printed = ended.told.decode().strip().replace("-", "")
    tally.took(_seconds_to_open(path))
    for fault in audit.faults(path, index=False):
        tally.fault("half", fault)
    with closing(sqlite3.connect(path)) as connection:
        found: Mapping[str, int] = dict(
            connection.execute(
                "SELECT workshop.id, count(block.id) FROM workshop "
                "LEFT JOIN workshop_day ON workshop_day.workshop_id = workshop.id "
                "LEFT JOIN block ON block.day_id = workshop_day.id "
                "WHERE workshop.title = ? GROUP BY workshop.id",
                (title,),
            ).fetchall()
        )
    if len(found) > 1:
        tally.fault("doubled", title, len(found) - 1)
    if len(printed) == 32:
        tally.acknowledged += 1
        if printed not in found:
            tally.fault("lost", title)
    for blocks in found.values():
        if blocks < 3:
            tally.fault("half", f"{title} has {blocks} blocks")

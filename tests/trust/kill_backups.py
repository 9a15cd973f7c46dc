"""Kill -9 in `kehitys backup` and in `kehitys restore latest --yes`.

Killed at any moment, the file is one whole database and there is at least one good backup: a
restore leaves what was there before or what the backup holds, and every backup that is listed is
whole. Broken on purpose (`broken=True`: a restore that copies over the file), the table says half.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path
from random import Random
from typing import Any

from kehitys.cli.main import COMMANDS
from kehitys.store.database import Database
from kehitys.store.journal import Tx
from tests.trust import audit, seed
from tests.trust.killing import ENTRY, run_and_kill, seconds_alone
from tests.trust.tally import Row, Tally

CARELESS = """
import sys
import time
from pathlib import Path
from kehitys.store import restoring
from kehitys.cli.main import main

def restore(path, chosen, now):
    print("begun", flush=True)
    content = Path(chosen).read_bytes()
    with open(path, "r+b") as file:
        for at in range(0, len(content), 4096):
            file.write(content[at:at + 4096])
            file.flush()
            time.sleep(0.001)
    raise SystemExit(0)
restoring.restore = restore
main(sys.argv[1:])
"""
"""The program with a restore that copies the backup over the file, bit by bit."""

_CONTENT_OF_BYTES: dict[str, str] = {}
"""What backups hold, by the SHA-256 of their bytes: a file of a hundred rounds has many of them."""


def run(rounds: int, number: int, *, broken: bool = False) -> Row:
    """So many kills in backups, and as many in restores."""
    tally = Tally("kill -9: backup, restore")
    if "backup" not in COMMANDS or "restore" not in COMMANDS:
        tally.note = "this Kehitys has no backup command"
        return tally.row()
    random = Random(f"backup {number}")
    with tempfile.TemporaryDirectory(prefix="kehitys-trust-") as name:
        folder = Path(name)
        environment = {"KEHITYS_CONFIG": name, "KEHITYS_DATA": name, "KEHITYS_LANG": "fi"}
        path = seed.whole_library(folder / "file.db")
        commands: dict[str, tuple[str, ...]] = {
            "backup": (*ENTRY, "--db", str(path), "backup"),
            "restore": (*ENTRY, "--db", str(path), "restore", "latest", "--yes"),
        }
        taken = {what: seconds_alone(command, environment) for what, command in commands.items()}
        if broken:
            commands["restore"] = (sys.executable, "-c", CARELESS, *commands["restore"][3:])
        for n in range(2 * rounds):
            what = ("backup", "restore")[n % 2]
            _change(path, f"{number}.{n}")
            allowed = [_content(path), *map(_content_of_copy, _newest(path))]
            careless = broken and what == "restore"
            ended = run_and_kill(
                commands[what], environment, ready=b"begun" if careless else b"",
                after=random.uniform(0, 1) if careless else random.uniform(0.2, 1.1) * taken[what],
            )  # fmt: skip
            tally.counts[f"{what}s killed"] += ended.killed
            if not ended.killed and ended.code:
                tally.fault("raw", ended.complained.decode("utf-8", "replace")[-300:])
            tally.rounds += 1
            tally.acknowledged += not ended.killed
            if not _check(tally, path, what, allowed):
                _begin_again(path, folder)
    return tally.row()


def _check(tally: Tally, path: Path, what: str, allowed: list[str]) -> bool:
    """Whether the file and its backups are whole."""
    before = len(tally.faults) + sum(tally.found.values())
    begin = time.perf_counter()
    for fault in audit.faults(path):
        tally.fault("half", f"after a killed {what}: {fault}")
    tally.took(time.perf_counter() - begin)
    whole = sum(tally.found.values()) + len(tally.faults) == before
    if whole and _content(path) not in (allowed if what == "restore" else allowed[:1]):
        tally.fault("lost", f"after a killed {what} the file holds neither old nor new")
    good = 0
    for copy in _listed(path):
        note = json.loads(copy.with_suffix(".json").read_text("utf-8"))
        if hashlib.sha256(copy.read_bytes()).hexdigest() != note["sha256"]:
            tally.fault("half", f"the backup {copy.name} is not what its note says")
        elif _content_of_copy(copy) == "":
            tally.fault("half", f"the backup {copy.name} is not whole")
        else:
            good += 1
    if not good:
        tally.fault("lost", "no good backup is left")
    return sum(tally.found.values()) + len(tally.faults) == before


def _listed(path: Path) -> list[Path]:
    """The backups that have their note beside them."""
    folder = path.with_name(f"{path.stem}-backups")
    return [copy for copy in folder.glob("*.db") if copy.with_suffix(".json").exists()]


def _newest(path: Path) -> list[Path]:
    def number(copy: Path) -> int:
        return int(json.loads(copy.with_suffix(".json").read_text("utf-8"))["number"])

    return sorted(_listed(path), key=number)[-1:]


def _content_of_copy(copy: Path) -> str:
    """A digest of every row of a backup; one with the same bytes is read once."""
    digest = hashlib.sha256(copy.read_bytes()).hexdigest()
    if digest not in _CONTENT_OF_BYTES:
        _CONTENT_OF_BYTES[digest] = _content(copy)
    return _CONTENT_OF_BYTES[digest]


def _content(path: Path) -> str:
    """A digest of every row; empty when the file is not whole."""
    try:
        with closing(sqlite3.connect(path)) as connection:
            if connection.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
                return ""
            return hashlib.sha256("\n".join(connection.iterdump()).encode()).hexdigest()
    except sqlite3.DatabaseError:
        return ""


def _change(path: Path, text: str) -> None:
    """Does one thing, so that no two moments of the file are the same."""
    from kehitys.operations import network

    def add(tx: Tx) -> Any:
        return network.add_person(tx, name=f"Kim {text}")

    database = Database(path)
    database.write(add)
    database.close()


def _begin_again(path: Path, folder: Path) -> None:
    """Puts a sound file where a damaged one is, so that the next rounds tell of themselves."""
    for end in ("-wal", "-shm"):
        path.with_name(path.name + end).unlink(missing_ok=True)
    sound = folder / "sound.db"
    if not sound.exists():
        seed.whole_library(sound)
    seed.copy(sound, path)

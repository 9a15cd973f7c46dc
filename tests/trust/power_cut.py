"""The power goes: what was written and not synced is lost, kept by chance, or kept out of order.

Real operations write through Kehitys' own engine (its pragmas, its `BEGIN IMMEDIATE`), over the
SQLite of apsw, whose file layer notes each write, sync, truncation and removal. For a cut at a
random moment the files are laid out anew as a disk may have them: everything synced, and of the
rest nothing (`drop`), each sector by chance (`random`), or some of the writes in another order with
the last one torn (`reordered`). The file is then opened as the app opens it.

The model takes changes of a folder (a file made or removed) as durable at once, and the drive at
its word when it says that a sync is done. The log's index (-shm) is memory and gone after a cut.
apsw gives no shared memory to such a file layer, so the one connection keeps the file to itself
(`locking_mode = EXCLUSIVE`); what it writes and when it syncs is the same. Broken on purpose with
`synchronous = NORMAL` the table says lost; with `OFF`, lost and half.
"""

from __future__ import annotations

import sqlite3
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from random import Random
from typing import Any
from unittest import mock

from sqlalchemy import create_engine

from kehitys.domain.problems import Problem
from kehitys.store import database as engine_builder
from kehitys.store.database import Database
from tests.trust import audit, seed
from tests.trust.recorder import Disk, Event
from tests.trust.strokes import NothingToDo, stroke
from tests.trust.tally import Row, Tally

MODES = ("drop", "random", "reordered")
WRITES = 40
"""How many operations are done between a start and the cuts made of it."""
CUTS = 25
"""How many cuts are made of one such stretch, in each mode."""
SECTOR = 512


@dataclass(frozen=True, slots=True, kw_only=True)
class _Promise:
    """An operation that was acknowledged."""

    at: int
    """How many events the disk had seen by then."""
    step: str


@contextmanager
def engine_over(disk: Disk, synchronous: str = "") -> Iterator[None]:
    """Has `Database` open files through apsw and this disk, if need be less synchronous."""
    from tests.trust import apsw_driver

    pragmas = ["locking_mode = EXCLUSIVE", *engine_builder._PRAGMAS]
    if synchronous:
        pragmas = [
            f"synchronous = {synchronous}" if pragma.startswith("synchronous") else pragma
            for pragma in pragmas
        ]
    with (
        mock.patch.object(
            engine_builder, "create_engine", partial(create_engine, module=apsw_driver)
        ),
        mock.patch.object(engine_builder, "_PRAGMAS", tuple(pragmas)),
        apsw_driver.through(disk.vfs),
    ):
        yield


def run(cuts: int, number: int, synchronous: str = "") -> Row:
    """So many cuts in each mode."""
    tally = Tally("power cut")
    random = Random(f"cut {number}")
    with tempfile.TemporaryDirectory(prefix="kehitys-trust-", dir=seed.workplace()) as name:
        folder = Path(name)
        start = seed.small(folder / "start.db")
        made = 0
        while made < cuts:
            path = seed.copy(start, folder / "written.db")
            disk = Disk(path)
            promises = _write(path, disk, random, f"{number}.{made}", synchronous)
            for _turn in range(min(CUTS, cuts - made)):
                made += 1
                moment = random.randrange(len(disk.events) + 1)
                for mode in MODES:
                    _cut(tally, disk, moment, mode, random, folder / "cut.db", promises)
    tally.note = f"{made} cuts x {len(MODES)}"
    return tally.row()


def _write(path: Path, disk: Disk, random: Random, text: str, synchronous: str) -> list[_Promise]:
    promises: list[_Promise] = []
    with engine_over(disk, synchronous):
        database = Database(path, device="trust")
        database.person_id = database.read(_first_person)
        for n in range(WRITES):
            chosen = stroke(random)
            try:
                change, _ = database.write(partial(_do, chosen, random, f"{text}-{n}"))
            except (Problem, NothingToDo):
                continue
            if change.step_id is not None:
                promises.append(_Promise(at=len(disk.events), step=change.step_id.hex))
        disk.stop()
        database.close()
    return promises


def _first_person(connection: Any) -> Any:
    from kehitys.store import tables

    return connection.execute(tables.person.select().order_by(tables.person.c.id)).first().id


def _do(chosen: Any, random: Random, text: str, tx: Any) -> None:
    chosen(tx, random, text)


def _cut(
    tally: Tally,
    disk: Disk,
    moment: int,
    mode: str,
    random: Random,
    path: Path,
    promises: list[_Promise],
) -> None:
    tally.rounds += 1
    for end in ("", "-wal", "-shm", "-journal"):
        path.with_name(path.name + end).unlink(missing_ok=True)
    for end, content in images(disk, moment, mode, random).items():
        path.with_name(path.name + end).write_bytes(content)
    begin = time.perf_counter()
    found = audit.faults(path)
    tally.took(time.perf_counter() - begin)
    if found:
        tally.fault("half", f"{mode} at {moment}: {found[0]}")
        return
    with closing(sqlite3.connect(path)) as connection:
        there = [step_id for (step_id,) in connection.execute("SELECT id FROM step")]
    promised = {promise.step for promise in promises if promise.at <= moment}
    tally.acknowledged += len(promised)
    if lost := promised - set(there):
        tally.fault("lost", f"{len(lost)} steps, {mode} at {moment}", len(lost))
    if len(there) > len(set(there)):
        tally.fault("doubled", f"{mode} at {moment}")


def images(disk: Disk, moment: int, mode: str, random: Random) -> dict[str, bytes]:
    """What the files hold after the power went at a moment, by the ends of their names."""
    content = {end: bytearray(image) for end, image in disk.start.items()}
    unsynced: dict[str, list[Event]] = {}
    for happened in disk.events[:moment]:
        end = happened.end
        if happened.kind == "delete":
            content.pop(end, None)
            unsynced.pop(end, None)
        elif happened.kind == "sync":
            for waiting in unsynced.pop(end, []):
                _apply(content.setdefault(end, bytearray()), waiting)
        else:
            unsynced.setdefault(end, []).append(happened)
    if mode != "drop":
        for end, waiting in unsynced.items():
            for kept in _kept(waiting, mode, random):
                _apply(content.setdefault(end, bytearray()), kept)
    return {end: bytes(image) for end, image in content.items()}


def _kept(waiting: list[Event], mode: str, random: Random) -> list[Event]:
    """Of the writes that no sync has followed, those that reached the disk after all."""
    if mode == "random":
        pieces = [piece for happened in waiting for piece in _sectors(happened)]
        return [piece for piece in pieces if random.random() < 0.5]
    order = random.sample(waiting, random.randrange(len(waiting) + 1))
    if order and order[-1].kind == "write":
        torn = _sectors(order.pop())
        order += torn[: random.randrange(len(torn) + 1)]
    return order


def _sectors(happened: Event) -> list[Event]:
    if happened.kind != "write":
        return [happened]
    return [
        Event(
            kind="write",
            end=happened.end,
            at=happened.at + place,
            data=happened.data[place : place + SECTOR],
        )
        for place in range(0, len(happened.data), SECTOR)
    ]


def _apply(image: bytearray, happened: Event) -> None:
    if happened.kind == "truncate":
        if happened.at < len(image):
            del image[happened.at :]
        else:
            image.extend(bytes(happened.at - len(image)))
        return
    if len(image) < happened.at:
        image.extend(bytes(happened.at - len(image)))
    image[happened.at : happened.at + len(happened.data)] = happened.data

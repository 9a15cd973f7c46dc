"""Whole copies of the file in a folder beside it, each verified after it is written."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any

from kehitys.domain.problems import Problem
from kehitys.i18n import N_
from kehitys.store import whole_file
from kehitys.store.opening import read_only

BY_ITSELF = ("start", "interval")
"""Why a backup is made that nobody asked for; left out when nothing has changed."""

BEFORE = ("before_import", "before_migration", "before_restore", "before_erase")
"""Why a backup is made that something larger waits for."""

WHYS = (*BY_ITSELF, "by_hand", *BEFORE)

WAIT = 15.0
"""Seconds to wait for another window's backup."""

_UNFINISHED = ".part"
_FORMAT = 1
_FEW_PAGES = "PRAGMA cache_size = -256"
"""A page is read once while copying: what is kept of them stays in the program's memory."""


class Occupied(Problem):
    """Another window is at the backups."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What a file holds, as far as a list of backups tells it."""

    file_id: str = ""
    revision: str = ""
    step: int = 0
    """The number of the newest step of the journal."""
    step_id: str = ""
    """Its id, by which the same step is known again in another copy."""
    steps: int = 0
    rows: Mapping[str, int] = field(default_factory=dict)
    """How many rows each table has."""
    erased: Mapping[str, str] = field(default_factory=dict)
    """Ids of erased people, and when they were erased as the file keeps moments."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """One whole copy of the file."""

    id: str
    """Its stamp, UTC."""
    path: Path
    number: int
    """Backups are numbered in the order they are made, whatever the clock says."""
    made_at: datetime
    why: str
    """One of `WHYS`."""
    bytes: int
    sha256: str
    contents: Contents


def folder_of(path: Path) -> Path:
    """Where the backups of a file stand."""
    return path.with_name(f"{path.stem}-backups")


def backups(path: Path, file_id: str = "") -> tuple[Backup, ...]:
    """The backups of a file, the newest first; with `file_id`, those of that file only."""
    found = in_folder(folder_of(path))
    return tuple(each for each in found if not file_id or each.contents.file_id == file_id)


def in_folder(folder: Path) -> tuple[Backup, ...]:
    """The backups in a folder, the newest first; what is not one is passed over."""
    try:
        notes = [path for path in folder.iterdir() if path.suffix == ".json"]
    except OSError:
        return ()
    found = [backup for path in notes if (backup := described(path.with_suffix(".db")))]
    return tuple(sorted(found, key=lambda backup: backup.number, reverse=True))


def described(copy: Path) -> Backup | None:
    """The backup that `copy` is by the note beside it; `None` when it is none."""
    try:
        note = json.loads(copy.with_suffix(".json").read_text("utf-8"))
        backup = Backup(
            id=str(note["id"]),
            path=copy,
            number=int(note["number"]),
            made_at=datetime.fromisoformat(note["made_at"]),
            why=str(note["why"]),
            bytes=int(note["bytes"]),
            sha256=str(note["sha256"]),
            contents=Contents(**note["contents"]),
        )
        return backup if copy.stat().st_size == backup.bytes else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def back_up(path: Path, why: str, now: datetime) -> Backup | None:
    """Makes a whole, verified copy of the file and gives it.

    One made by itself is left out, and `None` given, when the file holds what the newest backup
    does. Raises `Problem` when the copy cannot be written or the file is damaged; the file and
    the earlier backups are as they were.
    """
    with alone(path):
        sweep(folder_of(path))
        return make(path, why, now)


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Keeps other windows from making, removing or restoring backups of the file meanwhile."""
    folder = folder_of(path)
    with complaining():
        if not folder.is_dir():
            folder.mkdir(parents=True, exist_ok=True)
            whole_file.keep_name(folder.parent)
        # SQLite's lock goes with the process that holds it, on every system.
        lock = sqlite3.connect(folder / ".lock", timeout=WAIT, isolation_level=None)
    with closing(lock):
        try:
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as fault:
            raise Occupied(
                N_(
                    "Another window is making or restoring a backup. Nothing was changed. "
                    "Try again in a moment."
                )
            ) from fault
        yield


def make(
    path: Path, why: str, now: datetime, *, source: sqlite3.Connection | None = None
) -> Backup | None:
    """`back_up` for those who are alone with the backups already.

    `source` is a connection to the file that keeps others out, also a second one of one's own.
    """
    folder = folder_of(path)
    known = in_folder(folder)
    stamp = _free_stamp(folder, now)
    part = folder / f"{stamp}{_UNFINISHED}"
    try:
        with complaining():
            contents = _whole_copy(path, part, source)
            digest = sha256_of(part)
            if why in BY_ITSELF and known and known[0].sha256 == digest:
                return None
            shutil.copymode(path, part)
            backup = Backup(
                id=stamp,
                path=folder / f"{stamp}-{why}.db",
                number=1 + max((each.number for each in known), default=0),
                made_at=now.astimezone(UTC),
                why=why,
                bytes=part.stat().st_size,
                sha256=digest,
                contents=contents,
            )
            settle(part, backup)
            return backup
    finally:
        for end in ("", "-journal"):
            part.with_name(part.name + end).unlink(missing_ok=True)


def settle(part: Path, backup: Backup) -> None:
    """Makes a finished copy a backup: its note first, then its name, so that none is half."""
    with part.open("rb+") as file:
        os.fsync(file.fileno())
    note = {"format": _FORMAT, **asdict(backup), "made_at": backup.made_at.isoformat()}
    del note["path"]
    kept = json.dumps(note, ensure_ascii=False, indent=1)
    whole_file.write(backup.path.with_suffix(".json"), kept.encode("utf-8"))
    part.replace(backup.path)
    whole_file.keep_name(backup.path.parent)


def remove(backup: Backup) -> None:
    """Takes a backup away, the copy first, so that no copy is left without its note."""
    backup.path.unlink(missing_ok=True)
    backup.path.with_suffix(".json").unlink(missing_ok=True)


def sweep(folder: Path) -> None:
    """Removes what a backup or a restore that was cut short has left."""
    for path in folder.iterdir():
        unfinished = _UNFINISHED in path.name or path.name.startswith(".kehitys-")
        noted = path.suffix == ".json" and not path.with_suffix(".db").exists()
        if unfinished or noted:
            path.unlink(missing_ok=True)


def contents_of(connection: sqlite3.Connection) -> Contents:
    """What a file holds, whatever its revision; as one picture, when read in a transaction."""
    tables = [
        str(name)
        for (name,) in connection.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' "
            "AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name"
        )
    ]
    rows = {
        name: int(connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0])
        for name in tables
    }
    step = _first(connection, "step", "SELECT seq, id FROM step ORDER BY seq DESC LIMIT 1", tables)
    file = _first(connection, "setting", "SELECT value FROM setting WHERE name = 'file_id'", tables)
    revision = _first(
        connection, "alembic_version", "SELECT version_num FROM alembic_version", tables
    )
    erased = connection.execute("SELECT person_id, at FROM erased") if "erased" in tables else ()
    return Contents(
        file_id=str(file[0]) if file else "",
        revision=str(revision[0]) if revision else "",
        step=int(step[0]) if step else 0,
        step_id=str(step[1]) if step else "",
        steps=rows.get("step", 0),
        rows=rows,
        erased={str(person): str(at) for person, at in erased},
    )


def sha256_of(path: Path) -> str:
    """The fingerprint of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@contextmanager
def complaining() -> Iterator[None]:
    """Tells faults of the disk as what a person can do about them."""
    try:
        yield
    except (sqlite3.Error, OSError) as fault:
        if "full" in str(fault) or "No space" in str(fault):
            raise Problem(
                N_(
                    "The backup could not be written: the disk is full. What was there before is "
                    "safe. Free some space and try again."
                )
            ) from fault
        raise Problem(
            N_(
                "The backup could not be written: %(why)s. What was there before is safe. "
                "Check that the disk has room and the folder lets you write."
            ),
            why=getattr(fault, "strerror", None) or fault,
        ) from fault


def _first(connection: sqlite3.Connection, table: str, query: str, tables: list[str]) -> Any:
    return connection.execute(query).fetchone() if table in tables else None


def _free_stamp(folder: Path, now: datetime) -> str:
    """The second it is, UTC; a number after it when that second has a backup already."""
    stamp = now.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    taken = {path.stem.split("-")[0] for path in folder.glob(f"{stamp}*.db")}
    at = stamp
    for n in count(2):
        if at not in taken:
            break
        at = f"{stamp}{n}"
    return at


def _whole_copy(path: Path, part: Path, source: sqlite3.Connection | None) -> Contents:
    """Copies the file in one step and checks the copy; gives what both hold."""
    try:
        if source is not None:
            return _copied(source, part)
        with closing(read_only(path)) as reader:
            reader.execute(_FEW_PAGES)
            return _copied(reader, part)
    except sqlite3.OperationalError:
        raise
    # A text that cannot be read is damage too, and no fault of SQLite's.
    except (sqlite3.DatabaseError, UnicodeDecodeError) as fault:
        raise _damaged() from fault


def _copied(source: sqlite3.Connection, part: Path) -> Contents:
    with closing(sqlite3.connect(part)) as target:
        target.execute("PRAGMA synchronous = OFF")
        target.execute(_FEW_PAGES)
        source.execute("BEGIN")
        try:
            contents = contents_of(source)
            # In one step: in pages it never ends while another window writes (measured).
            source.backup(target)
        finally:
            source.execute("ROLLBACK")
        # A backup is one file: reading it must not put a log beside it.
        target.execute("PRAGMA journal_mode = DELETE")
        if not is_whole(target) or contents_of(target) != contents:
            raise _damaged()
    return contents


def is_whole(connection: sqlite3.Connection) -> bool:
    """Whether SQLite finds nothing wrong with the pages."""
    return bool(connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok")


def _damaged() -> Problem:
    return Problem(
        N_("The file is damaged, so it was not touched. Restore a backup: kehitys restore latest")
    )

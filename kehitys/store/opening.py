"""Judging a file before anything may touch it; the standard library only, for the first frame."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from kehitys.domain.problems import Problem
from kehitys.i18n import N_

APPLICATION_ID = 0x4B656869
"""Kehi, in the header of every file of ours."""

REVISIONS = ("0001", "0002")
"""Every revision of the tables there has been, oldest first."""

HEAD = REVISIONS[-1]

_MAGIC = b"SQLite format 3\x00"
_CLOUD = ("onedrive", "dropbox", "nextcloud", "google drive", "icloud")


class Foreign(Problem):
    """The file is a whole one of another program's."""


class Busy(Problem):
    """Another window keeps the file to itself for a moment."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What a file turned out to be."""

    path: Path
    kind: str
    """new (there is none, or it is empty), ours, or behind (ours, from an older Kehitys)."""
    revision: str = ""


def judge(path: Path) -> Judgement:
    """Says what the file is, from its first bytes and then over a read-only connection.

    Raises `Problem` for anything that is not ours, is damaged, or is from a newer Kehitys; the
    file is not written to.
    """
    if path.is_dir():
        raise Problem(N_("%(path)s is a folder. Name a file in it."), path=path)
    try:
        with path.open("rb") as file:
            header = file.read(100)
    except FileNotFoundError:
        return Judgement(path=path, kind="new")
    except OSError as fault:
        raise Problem(
            N_("%(path)s cannot be read: %(why)s."), path=path, why=fault.strerror
        ) from fault
    if not header:
        return Judgement(path=path, kind="new")
    if header[:16] != _MAGIC or len(header) < 100:
        raise Problem(
            N_("%(path)s is not a Kehitys file. Nothing was changed. Name another file."), path=path
        )
    signature: int | None = int.from_bytes(header[68:72], "big")
    if signature == 0 and int.from_bytes(header[28:32], "big") <= 1:
        # A file just made is one unsigned page until the log is written back into it.
        signature = _signature(path)
        if signature is None:
            return Judgement(path=path, kind="new")
    if signature != APPLICATION_ID:
        raise Foreign(
            N_("%(path)s belongs to another program. Nothing was changed. Name another file."),
            path=path,
        )
    _roll_back(path)
    revision = _revision(path)
    if revision == HEAD:
        return Judgement(path=path, kind="ours", revision=revision)
    if revision in REVISIONS:
        return Judgement(path=path, kind="behind", revision=revision)
    raise Problem(
        N_(
            "%(path)s was made with a newer Kehitys. Nothing was changed. "
            "Install the newer version, then open the file."
        ),
        path=path,
    )


def read_only(path: Path) -> sqlite3.Connection:
    """A connection that cannot write."""
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=5)
    connection.execute("PRAGMA query_only = ON")
    connection.execute("PRAGMA trusted_schema = OFF")
    return connection


def in_cloud_folder(path: Path) -> bool:
    """Whether the file stands where a program copies it behind our back."""
    return any(word in part.casefold() for part in path.absolute().parts for word in _CLOUD)


def _roll_back(path: Path) -> None:
    """Takes back what a killed process left half written in a file of ours that has no log.

    A connection that only reads may not, and would find the file damaged.
    """
    if path.with_name(path.name + "-journal").exists():
        with suppress(sqlite3.Error), closing(sqlite3.connect(path, timeout=5)) as connection:
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()


def _signature(path: Path) -> int | None:
    """The application id as the log has it; `None` when nothing has been made in the file yet."""
    journal = path.with_name(path.name + "-journal")
    if journal.exists():
        from shutil import copyfile
        from tempfile import TemporaryDirectory

        # Whose it is shows once its journal has been taken back, which is tried on a copy.
        # Another window that is making the file right now removes the journal by itself.
        with suppress(FileNotFoundError), TemporaryDirectory() as folder:
            copy = Path(copyfile(path, Path(folder) / path.name))
            copied = Path(copyfile(journal, copy.with_name(journal.name)))
            _roll_back(copy)
            copied.unlink(missing_ok=True)
            return _signature(copy)
    try:
        with closing(read_only(path)) as connection:
            connection.execute("BEGIN")
            if connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0] == 0:
                return None
            return int(connection.execute("PRAGMA application_id").fetchone()[0])
    except (sqlite3.Error, UnicodeDecodeError) as fault:
        raise _unreadable(path, fault) from fault


def _unreadable(path: Path, fault: Exception) -> Problem:
    if "locked" in str(fault):
        return Busy(
            N_("Another window is busy with %(path)s. Nothing was changed. Try again in a moment."),
            path=path,
        )
    return _damaged(path)


def _damaged(path: Path) -> Problem:
    return Problem(
        N_(
            "%(path)s is damaged and cannot be read. Nothing was changed. "
            "Restore a backup: kehitys restore latest"
        ),
        path=path,
    )


def _revision(path: Path) -> str:
    try:
        with closing(read_only(path)) as connection:
            own = connection.execute("SELECT value FROM setting WHERE name = 'file_id'").fetchone()
            row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    except (sqlite3.Error, UnicodeDecodeError) as fault:
        raise _unreadable(path, fault) from fault
    if row is None or own is None:
        raise _damaged(path)
    return str(row[0])

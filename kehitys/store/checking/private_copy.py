"""A copy of a file to look into, made of its bytes, so that the file itself is left alone."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from time import sleep

from kehitys.domain.problems import Problem
from kehitys.i18n import N_
from kehitys.store import own_log, refusals, values
from kehitys.store.passing_folder import passing_folder

_TRIES = 20


@contextmanager
def private_copy(path: Path, *, logs: tuple[str, ...]) -> Iterator[Path]:
    """The copy, in a folder that goes when the caller is done.

    Killed meanwhile, the folder goes the next time that Kehitys starts or copies. `logs` are the
    endings of the logs that belong to the file and are copied with it. The bytes are those of one
    moment: while another window writes, the copying begins again. Raises `Problem` when it never
    comes to rest, when it cannot be read, or when there is no room.
    """
    with ExitStack() as folders:
        try:
            copy = folders.enter_context(passing_folder()) / "copy.db"
            _copy(path, copy, logs)
        except PermissionError as fault:
            raise refusals.system(fault, path) from fault
        except OSError as fault:
            raise no_copy(fault.strerror) from fault
        yield copy


def no_copy(why: object) -> Problem:
    """What to tell when the disk for the copy does not take it."""
    return Problem(
        N_("The file could not be copied to be read: %(why)s. Nothing was changed."), why=why
    )


def look_into(copy: Path) -> sqlite3.Connection:
    """A connection that gives every text, also what is no text, so that it can be told of.

    A row longer than any of ours raises `sqlite3.DataError`, unless it is read by its beginnings.
    """
    connection = sqlite3.connect(copy, isolation_level=None)
    connection.text_factory = lambda raw: raw.decode("utf-8", "surrogateescape")
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, values.LONGEST)
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA cell_size_check = ON")
    return connection


def fold_in(copy: Path) -> None:
    """Writes the log of a copy back into it; raises `sqlite3.DatabaseError` when it cannot be."""
    with closing(look_into(copy)) as connection:
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _copy(path: Path, copy: Path, logs: tuple[str, ...]) -> None:
    for _each in range(_TRIES):
        before = _state(path)
        shutil.copyfile(path, copy)
        for ending in (own_log.WAL, own_log.JOURNAL):
            target = own_log.beside(copy, ending)
            target.unlink(missing_ok=True)
            if ending in logs and own_log.waits(path, ending):
                shutil.copyfile(own_log.beside(path, ending), target)
        if _state(path) == before:
            return
        sleep(0.1)
    raise Problem(N_("Another window keeps the file busy. Try again in a moment."))


def _state(path: Path) -> list[tuple[int, int]]:
    """What changes when somebody writes."""
    found = []
    for each in (path, *(own_log.beside(path, end) for end in (own_log.WAL, own_log.JOURNAL))):
        if each.exists():
            kept = each.stat()
            found.append((kept.st_size, kept.st_mtime_ns))
    return found

"""Whether a file is whole: read from a private copy, so that the file itself is never touched."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from kehitys.domain.problems import Problem
from kehitys.i18n import N_
from kehitys.store import blame, migrating, opening, own_log
from kehitys.store.checking.derived import check_index, check_listing, check_runs
from kehitys.store.checking.findings import Finding, First, Found, Stopped, Told, silent
from kehitys.store.checking.pages import check_pages, check_references, check_size, even_out
from kehitys.store.checking.private_copy import fold_in, look_into, private_copy
from kehitys.store.checking.replaying import check_journal
from kehitys.store.checking.rows import check_rows
from kehitys.store.checking.shape import check_identity, check_shape
from kehitys.store.database import engine_for

__all__ = ["Checked", "Finding", "Stopped", "check", "check_copy", "is_damaged", "own_logs"]

PAGES = N_("The pages of the file")

_UNREADABLE = (sqlite3.DatabaseError, DBAPIError, UnicodeError, ValueError, OverflowError)
"""What reading damaged bytes raises; a value its column cannot hold is damage too."""

_STUMBLED = (SQLAlchemyError, *blame.FAULTS)
"""What code raises that meets rows which are known by then not to be what they should be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What the check found."""

    path: Path
    revision: str = ""
    """The revision of the file's tables; an older one is brought up to date when it is opened."""
    findings: tuple[Finding, ...] = ()

    @property
    def whole(self) -> bool:
        """Whether nothing is wrong."""
        return not self.findings

    @property
    def only_derived(self) -> bool:
        """Whether all that is wrong can be worked out anew from the records."""
        return bool(self.findings) and all(finding.derived for finding in self.findings)


def check(path: Path, told: Told = silent) -> Checked:
    """Reads the whole file, without writing to it or beside it, and says what is wrong in it.

    Raises `Problem` when there is no file, when it is not ours, or when it is from a newer
    Kehitys; raises `Stopped` when `told` does.
    """
    found = Found(told)
    logs = own_logs(path, found)
    with private_copy(path, logs=logs) as copy:
        revision = check_copy(copy, path, found)
    return Checked(path=path, revision=revision, findings=found.findings())


def is_damaged(path: Path) -> bool:
    """Whether the check would find anything; it ends at the first thing it finds.

    Raises `Problem` as `check` does.
    """
    found = First()
    try:
        with private_copy(path, logs=own_logs(path, found)) as copy:
            check_copy(copy, path, found)
    except Stopped:
        return True
    return False


def check_copy(copy: Path, path: Path, found: Found) -> str:
    """Notes everything that is wrong in a copy of `path` that may be written to; its revision."""
    _attempt(found, "log", lambda: fold_in(copy))
    check_size(copy, found)
    even_out(copy)
    revision = _revision(copy, path, found)
    found.told(PAGES, 0.0)
    with closing(look_into(copy)) as connection:
        _attempt(found, "pages", lambda: check_pages(connection, found))
    if revision and revision != opening.HEAD:
        _attempt(found, "migration", lambda: migrating.migrate(copy, engine_for))
    with closing(look_into(copy)) as connection:
        for part, look in (
            ("schema", lambda: check_shape(connection, copy.parent, found)),
            ("identity", lambda: check_identity(connection, found)),
            ("references", lambda: check_references(connection, found)),
            ("rows", lambda: check_rows(connection, found)),
            ("journal", lambda: check_journal(connection, found)),
        ):
            _attempt(found, part, look)
            if part == "schema" and _is_planted(connection):
                # What stands where a table should may run without end.
                return revision
    engine = engine_for(copy)
    try:
        for part, derived in (
            ("runs", check_runs),
            ("index", check_index),
            ("listing", check_listing),
        ):
            _attempt(found, part, lambda derived=derived: _in_copy(engine, derived, found))  # type: ignore[misc]
    finally:
        engine.dispose()
    return revision


def _is_planted(connection: sqlite3.Connection) -> bool:
    try:
        return opening.planted(connection)
    except (sqlite3.DatabaseError, UnicodeDecodeError):
        return False


def _in_copy(engine: Any, look: Callable[[Connection, Found], None], found: Found) -> None:
    with engine.connect() as connection:
        look(connection, found)
        connection.rollback()


def own_logs(path: Path, found: Found) -> tuple[str, ...]:
    """The endings of the logs that belong to the file; a foreign one is noted and left out."""
    if not path.exists():
        opening.need_folder(path)
        raise Problem(N_("There is no file %(path)s to check."), path=path)
    if path.is_file() and path.stat().st_size == 0:
        raise Problem(N_("%(path)s is empty: there is nothing to check."), path=path)
    endings = [own_log.WAL, own_log.JOURNAL]
    if path.is_file():
        side = own_log.foreign(path, opening.APPLICATION_ID)
        if side is not None:
            found.add("foreign_log", detail=side.name)
            endings = [end for end in endings if own_log.beside(path, end) != side]
    return tuple(endings)


def _revision(copy: Path, path: Path, found: Found) -> str:
    """The revision of the copy, empty when it cannot be told; raises `Problem` as the judge."""
    try:
        return opening.judge(copy, named=path).revision
    except opening.Damaged:
        found.add("unreadable", detail="identity")
        return ""


def _attempt(found: Found, part: str, look: Callable[[], object]) -> None:
    try:
        look()
    except _UNREADABLE as fault:
        if isinstance(fault, Problem):
            raise
        found.add("unreadable", detail=part)
    except _STUMBLED:
        if not found.any:
            # In a file that seems whole it is a bug of ours, and shows as one.
            raise
        found.add("unreadable", detail=part)

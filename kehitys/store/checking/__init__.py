"""Whether a file is whole: read from a private copy, so that the file itself is never touched."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection

from kehitys.domain.problems import Problem
from kehitys.i18n import N_
from kehitys.store import migrating, opening, own_log
from kehitys.store.checking.derived import check_index, check_listing, check_runs
from kehitys.store.checking.findings import Finding, First, Found, Stopped, Told, silent
from kehitys.store.checking.pages import check_pages, check_references, check_size, even_out
from kehitys.store.checking.private_copy import fold_in, look_into, private_copy
from kehitys.store.checking.replaying import check_journal
from kehitys.store.checking.rows import check_rows
from kehitys.store.checking.shape import check_identity, check_shape
from kehitys.store.checking.stumbling import (
    STUMBLES,
    attempt,
    attempt_derived,
    refuse_without_room,
    with_engine,
    with_sqlite,
    work_out_anew,
)
from kehitys.store.database import engine_for

__all__ = ["Checked", "Finding", "Stopped", "check", "check_copy", "is_damaged", "own_logs"]

PAGES = N_("The pages of the file")


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


def is_damaged(path: Path, again: Callable[[Connection], object] | None = None) -> bool:
    """Whether the check finds anything wrong with records or pages; it ends at the first.

    What is only worked out from the records is to blame when `again`, which failed, succeeds once
    that has been worked out anew. Raises `Problem` as `check` does, and what `again` raises.
    """
    found = First()
    try:
        with private_copy(path, logs=own_logs(path, found)) as copy:
            check_copy(copy, path, found)
            if not found.derived or again is None:
                return False
            work_out_anew(copy)
            with_engine(lambda connection, _found: again(connection))(copy, found)
    except Stopped:
        pass
    return True


def check_copy(copy: Path, path: Path, found: Found) -> str:
    """Notes everything that is wrong in a copy of `path` that may be written to; its revision."""
    attempt(copy, found, "log", lambda copy, _found: fold_in(copy))
    check_size(copy, found)
    even_out(copy)
    revision = _revision(copy, path, found)
    found.told(PAGES, 0.0)
    attempt(copy, found, "pages", with_sqlite(check_pages))
    if revision and revision != opening.HEAD:
        _bring_up(copy, found)
    for part, look in _STORED:
        attempt(copy, found, part, with_sqlite(look))
        if part == "schema" and _is_planted(copy):
            # What stands where a table should may run without end.
            return revision
    for part, derived in _DERIVED:
        attempt_derived(copy, found, part, with_engine(derived))
    return revision


_STORED: tuple[tuple[str, Callable[[sqlite3.Connection, Found], object]], ...] = (
    ("schema", check_shape),
    ("identity", check_identity),
    ("references", check_references),
    ("rows", check_rows),
    ("journal", check_journal),
)
_DERIVED: tuple[tuple[str, Callable[[Connection, Found], None]], ...] = (
    ("runs", check_runs),
    ("index", check_index),
    ("listing", check_listing),
)


def _bring_up(copy: Path, found: Found) -> None:
    """Migrates a copy from an older Kehitys; the rows that do not let it are damaged."""
    try:
        migrating.migrate(copy, engine_for)
    except (*STUMBLES, Problem) as fault:
        refuse_without_room(fault)
        found.add("unreadable", detail="migration")


def _is_planted(copy: Path) -> bool:
    try:
        with closing(look_into(copy)) as connection:
            return opening.planted(connection)
    except (sqlite3.DatabaseError, UnicodeDecodeError):
        return False


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

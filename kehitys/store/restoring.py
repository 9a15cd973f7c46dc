"""Putting a backup in the place of the file, and the people erased since out of it again."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from sqlalchemy import delete, insert, select

from kehitys.domain.problems import Problem
from kehitys.i18n import N_
from kehitys.store import backups, erasure, migrating, opening, own_log, tables, whole_file
from kehitys.store.backups import Backup, Contents
from kehitys.store.database import Database, engine_for
from kehitys.store.journal import Tx

Told = Callable[[str], object]
"""Is told what is being done: the message id of a few words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """What a restore did."""

    before: Backup | None
    """The file as it was, by which the restore is taken back; `None` when it was not whole."""
    aside: Path | None = None
    """Where the file that was not whole stands now."""
    erased_again: int = 0
    """How many people who were erased since the backup were erased from it."""


def restore(
    path: Path, chosen: Path, now: datetime, *, tell: Told = lambda _words: None
) -> Restored:
    """Makes the file what the backup `chosen` holds, after a backup of it as it is.

    Killed at any moment, the whole old file or the whole new one stands. Raises `Problem`, with
    the file as it was, when the backup is not whole, is another file's or a newer Kehitys's, or
    when another window has the file open.
    """
    _refuse_foreign(path)
    with backups.alone(path), backups.complaining():
        folder = backups.folder_of(path)
        backups.sweep(folder)
        work = folder / "restoring.part"
        before, aside, done = None, None, False
        try:
            with _kept_to_oneself(path) as live:
                tell(N_("Checking the backup …"))
                present = _contents(live)
                made = _taken_out(chosen, work)
                if present is not None and made.file_id != present.file_id:
                    raise Problem(
                        N_(
                            "This is a backup of another file. Nothing was changed. "
                            "Choose a backup of this file."
                        )
                    )
                again = _brought_up(work, now, _erased(path, made, present))
                if live is not None and present is not None:
                    tell(N_("Keeping the file as it is now …"))
                    before = backups.make(path, "before_restore", now, source=live)
                    tell(N_("Putting the backup in its place …"))
                    done = _written_over(live, work)
            if not done:
                aside = _set_aside(path, now) if before is None else None
                _replace(path, work)
        finally:
            for left in folder.glob("restoring.part*"):
                left.unlink(missing_ok=True)
    return Restored(before=before, aside=aside, erased_again=again)


def _refuse_foreign(path: Path) -> None:
    """Raises `Problem` when what stands at the path was never a file of ours.

    One that is damaged, or from a newer Kehitys, is what a backup is for.
    """
    try:
        opening.judge(path)
    except (opening.Foreign, opening.ForeignLog, opening.Busy):
        raise
    except Problem:
        if path.is_dir():
            raise


@contextmanager
def _kept_to_oneself(path: Path) -> Iterator[sqlite3.Connection | None]:
    """A connection that keeps every other window out; `None` when there is no database.

    Raises `Problem` when another window has the file open.
    """
    if _is_nothing(path):
        yield None
        return
    with closing(sqlite3.connect(path, timeout=1, isolation_level=None)) as live:
        readable = True
        try:
            live.execute("PRAGMA synchronous = FULL")
            live.execute("PRAGMA locking_mode = EXCLUSIVE")
            # In this mode the lock stays when the transaction ends.
            live.execute("BEGIN EXCLUSIVE")
            live.execute("COMMIT")
        except sqlite3.OperationalError as fault:
            if "locked" not in str(fault):
                raise
            raise Problem(
                N_(
                    "Another window has the file open. Nothing was changed. "
                    "Close the other windows, then restore again."
                )
            ) from fault
        except sqlite3.DatabaseError:
            readable = False
        yield live if readable else None


def _contents(live: sqlite3.Connection | None) -> Contents | None:
    """What the file holds now; `None` when there is none or it is not whole."""
    if live is None:
        return None
    try:
        if not backups.is_whole(live):
            return None
        contents = backups.contents_of(live)
    except (sqlite3.DatabaseError, UnicodeDecodeError):
        return None
    return contents if contents.file_id else None


def _taken_out(chosen: Path, work: Path) -> Contents:
    """Copies the backup to work on, and says what it holds once it is found whole."""
    broken = Problem(
        N_("The backup %(path)s is damaged. Nothing was changed. Choose another."), path=chosen.name
    )
    if not chosen.is_file():
        raise Problem(N_("There is no backup %(path)s."), path=chosen)
    note = backups.described(chosen)
    if note is None and chosen.with_suffix(".json").exists():
        raise broken
    if note is not None and backups.sha256_of(chosen) != note.sha256:
        raise broken
    if opening.judge(chosen).kind == "new":
        raise broken
    try:
        with closing(opening.read_only(chosen)) as source, closing(sqlite3.connect(work)) as copy:
            # A file that is no backup of ours may have a log, which belongs to it.
            source.backup(copy)
            if not backups.is_whole(copy):
                raise broken
            return backups.contents_of(copy)
    except sqlite3.OperationalError:
        raise
    except (sqlite3.DatabaseError, UnicodeDecodeError) as fault:
        raise broken from fault


def _erased(path: Path, made: Contents, present: Contents | None) -> Mapping[str, str]:
    """Everybody who has been erased from the file; told by its backups when it cannot be read."""
    erased = dict(made.erased)
    for backup in backups.backups(path, made.file_id):
        erased |= backup.contents.erased
    return erased | dict(present.erased if present else {})


def _brought_up(work: Path, now: datetime, erased: Mapping[str, str]) -> int:
    """Makes the copy one of the newest tables without the people erased; gives how many."""
    if opening.judge(work).kind == "behind":
        migrating.migrate(work, engine_for)
    database = Database(work)
    database.clock = lambda: now
    try:
        known = set(database.read(lambda c: c.scalars(select(tables.erased.c.person_id)).all()))
        new = {UUID(person): at for person, at in erased.items() if UUID(person) not in known}
        if new:
            _erase_again(database, new)
        database.checkpoint()
    finally:
        database.close()
    return len(new)


def _erase_again(database: Database, people: Mapping[UUID, str]) -> None:
    for person_id, at in people.items():

        def erase(tx: Tx, person_id: UUID = person_id, at: str = at) -> None:
            # Who came into the register after the backup is not in it, but stays told as erased.
            with suppress(Problem):
                erasure.erase(tx, person_id)
                tx.describe(N_("Erase a person"))
            table = tables.erased
            tx.connection.execute(delete(table).where(table.c.person_id == person_id))
            moment = datetime.fromisoformat(at).replace(tzinfo=UTC)
            tx.connection.execute(insert(table).values(person_id=person_id, at=moment))

        database.write(erase)
    erasure.sweep(database)


def _written_over(live: sqlite3.Connection, work: Path) -> bool:
    """Writes the finished copy into the file in one transaction, through the file's own log.

    Gives whether it did: a file without a log would need a journal that a reader cannot take back.
    """
    if live.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        return False
    _sign(work, live)
    with closing(opening.read_only(work)) as source:
        source.backup(live)
    # From here on the restore stands; a full log is written back whenever there is room.
    with suppress(sqlite3.OperationalError):
        live.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return True


def _sign(work: Path, live: sqlite3.Connection) -> None:
    """Signs the copy as the file's next commit, which writing it over the file will be.

    With the backup's own older sign its log would be held for another file's, if the program were
    killed before that log has been written back.
    """
    found = live.execute("PRAGMA user_version").fetchone()[0]
    with closing(sqlite3.connect(work, isolation_level=None)) as copy:
        own = copy.execute("SELECT value FROM setting WHERE name = 'file_id'").fetchone()[0]
        copy.execute(f"PRAGMA user_version = {own_log.next_sign(str(own), found)}")


def _set_aside(path: Path, now: datetime) -> Path | None:
    """Copies a file that is not whole, for those who know how to read it."""
    if _is_nothing(path):
        return None
    stamp = now.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    aside = path.with_name(f"{path.stem}-damaged-{stamp}{path.suffix}")
    shutil.copyfile(path, aside)
    log = path.with_name(path.name + "-wal")
    if log.exists():
        shutil.copyfile(log, aside.with_name(aside.name + "-wal"))
    return aside


def _is_nothing(path: Path) -> bool:
    return not path.exists() or not path.stat().st_size


def _replace(path: Path, work: Path) -> None:
    """Puts the finished copy where the file is, or was, with no log of another beside it."""
    with work.open("rb+") as file:
        os.fsync(file.fileno())
    for end in ("-wal", "-shm", "-journal"):
        path.with_name(path.name + end).unlink(missing_ok=True)
    try:
        work.replace(path)
    except PermissionError as fault:
        raise Problem(
            N_(
                "Another program keeps the file open, so it could not be replaced. "
                "Close the other windows, then restore again."
            )
        ) from fault
    whole_file.keep_name(path.parent)

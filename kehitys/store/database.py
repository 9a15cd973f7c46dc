"""One file, one engine: how it is opened, read and written."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from time import monotonic
from typing import Any, TypeVar
from uuid import UUID, uuid4

from sqlalchemy import Connection, Engine, create_engine, event, select, text
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.pool import QueuePool

from kehitys.domain.problems import Problem
from kehitys.i18n import N_
from kehitys.store import (
    blame,
    migrating,
    own_log,
    refusals,
    search_index,
    surroundings,
    tables,
    values,
)
from kehitys.store.column_values import look_at_values
from kehitys.store.journal import Change, Tx
from kehitys.store.opening import APPLICATION_ID, HEAD, judge, need_log
from kehitys.store.raw import plain

T = TypeVar("T")

WAIT = 15
"""Seconds a write waits for another window's."""

_PRAGMAS = (
    "synchronous = FULL",
    "foreign_keys = ON",
    "trusted_schema = OFF",
    "cell_size_check = ON",
    "secure_delete = ON",
    "wal_autocheckpoint = 500",
    "cache_size = -32000",
)


def engine_for(path: Path, wait: float = WAIT) -> Engine:
    """An engine on the file, set so that no acknowledged commit is lost.

    On the computer's own disk it keeps a write-ahead log. In a cloud folder and on a network disk
    it does not: such a log needs memory that the windows share, and a file that nobody copies.
    """
    engine = create_engine(
        f"sqlite:///{path}",
        poolclass=QueuePool,
        pool_size=4,
        connect_args={"timeout": wait, "check_same_thread": False},
    )
    look_at_values(engine)
    journal = "DELETE" if surroundings.place_of(path) else "WAL"

    @event.listens_for(engine, "connect")
    def _connect(connection: sqlite3.Connection, _record: object) -> None:
        # SQLAlchemy says BEGIN, not the driver, or DDL would commit by itself.
        connection.isolation_level = None
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, values.LONGEST)
        _keep_journal(connection, journal)
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        write = connection.get_execution_options().get("write")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")

    return engine


def _keep_journal(connection: sqlite3.Connection, mode: str) -> None:
    try:
        connection.execute(f"PRAGMA journal_mode = {mode}")
    except sqlite3.OperationalError as fault:
        # Another window of this computer has it open the other way, and both then go that way.
        if fault.sqlite_errorcode & 0xFF not in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise


class Database:
    """An open file. Reads and writes run on the caller's thread, each in its own transaction."""

    def __init__(
        self,
        path: Path,
        *,
        person_id: UUID | None = None,
        device: str = "",
        wait: float = WAIT,
    ) -> None:
        """Opens the file, made anew when there is none; raises `Problem` when it is not ours.

        `wait` is how many seconds a write waits for another window's.
        """
        self.path = path
        self.person_id = person_id
        """Who writes."""
        self.device = device
        self.clock: Callable[[], datetime] = lambda: datetime.now(UTC)
        """Says what time it is, UTC."""
        self._waits_since: float | None = None
        self._file_id = ""
        judgement = judge(path)
        need_log(path)
        try:
            if judgement.kind == "behind":
                migrating.upgrade(path, engine_for)
            if judgement.kind == "new":
                path.parent.mkdir(parents=True, exist_ok=True)
            self._engine = engine_for(path, wait)
            self._writer = self._engine.execution_options(write=True)
            if judgement.kind == "new":
                create(self._writer)
        except DBAPIError as fault:
            raise refusals.saving(fault.orig) or fault from fault
        except OSError as fault:
            raise refusals.folder(fault, path.parent) from fault

    def read(self, query: Callable[[Connection], T]) -> T:
        """What `query` finds, in one consistent picture.

        Raises `Problem` when the disk refuses, or when the file is damaged: a bug in `query` is
        told from a row that no query could have counted on by asking the check (see `blame`).
        """
        try:
            with self._engine.begin() as connection:
                return query(connection)
        except (SQLAlchemyError, *blame.FAULTS) as fault:
            raise self._gone() or blame.told(fault, self.path, query=query) or fault from fault

    def write(self, operation: Callable[[Tx], Any]) -> tuple[Change, Any]:
        """Does `operation` whole or not at all, and tells what changed and what it gave.

        Raises `Problem` when the disk or another window does not let it, or when the file is
        damaged: nothing is written then.
        """
        try:
            self._waits_since = monotonic()
            with self._writer.begin() as connection:
                self._waits_since = None
                self._know(connection)
                written = _written(connection)
                change, result = self._do(operation, connection)
                if _written(connection) != written:
                    self._sign(connection)
        except (SQLAlchemyError, *blame.FAULTS) as fault:
            told = self._gone() or blame.told(
                fault, self.path, refusals.saving, partial(self._do, operation)
            )
            raise told or fault from fault
        finally:
            self._waits_since = None
        return change, result

    def _do(self, operation: Callable[[Tx], Any], connection: Connection) -> tuple[Change, Any]:
        tx = Tx(connection, now=self.clock(), person_id=self.person_id, device=self.device)
        result = operation(tx)
        return tx.finish(), result

    def _know(self, connection: Connection) -> None:
        """Raises `Problem` when whoever writes was deleted meanwhile, in another window."""
        person = tables.person.c
        if self.person_id is None or connection.scalar(
            select(person.id).where(person.id == self.person_id)
        ):
            return
        raise Problem(
            N_(
                "You were deleted from the register in another window, so nothing was saved. "
                "Undo it there, or start Kehitys again and say who you are."
            )
        )

    def _gone(self) -> Problem | None:
        # SQLite makes an empty file where the one it had open is no longer.
        if self.path.exists() and not _is_empty(self.path):
            return None
        return Problem(
            N_(
                "%(path)s was deleted or moved while it was open. Put it back and open it again, "
                "or restore a backup: kehitys restore latest"
            ),
            path=self.path,
        )

    def waited(self) -> float:
        """How many seconds the write at hand has stood in line; 0 when none does."""
        since = self._waits_since
        return 0.0 if since is None else monotonic() - since

    def _sign(self, connection: Connection) -> None:
        """Signs the commit on the first page, by which the file's log is known as its own."""
        if not self._file_id:
            setting = tables.setting
            own = connection.scalar(select(setting.c.value).where(setting.c.name == "file_id"))
            self._file_id = str(own)
        found = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
        sign = own_log.next_sign(self._file_id, found)
        connection.exec_driver_sql(f"PRAGMA user_version = {sign}")

    def checkpoint(self) -> None:
        """Writes the log back into the file and empties it; raises `Problem` when it cannot."""
        try:
            with self._engine.connect() as connection:
                connection.exec_driver_sql("ROLLBACK")
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        except DBAPIError as fault:
            raise refusals.saving(fault.orig) or fault from fault

    def vacuum(self) -> None:
        """Rewrites the file, so that nothing deleted is left in it, and empties the log."""
        with self._engine.connect() as connection:
            raw = plain(connection)
            connection.exec_driver_sql("ROLLBACK")
            raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            raw.execute("VACUUM")
            raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Lets go of the file."""
        self._engine.dispose()


def create(writer: Engine) -> None:
    """Makes the tables of a new file and signs it as ours."""
    with writer.begin() as connection:
        # Two windows may find the same empty file: the second sees the tables of the first.
        if connection.dialect.has_table(connection, "alembic_version"):
            return
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
        tables.metadata.create_all(connection)
        for statement in search_index.CREATE:
            connection.exec_driver_sql(statement)
        connection.exec_driver_sql(
            "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, "
            "CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
        )
        connection.execute(text("INSERT INTO alembic_version VALUES (:head)"), {"head": HEAD})
        own = uuid4().hex
        connection.execute(tables.setting.insert().values(name="file_id", value=own))
        search_index.keep_rules(connection)
        connection.exec_driver_sql(f"PRAGMA user_version = {own_log.first_sign(own)}")


def _is_empty(path: Path) -> bool:
    """Whether the file is a database without a single table; `False` when it cannot be read."""
    try:
        with closing(
            sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=0.1)
        ) as file:
            return file.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone() is None
    except sqlite3.Error:
        return False


def _written(connection: Connection) -> int:
    return plain(connection).total_changes

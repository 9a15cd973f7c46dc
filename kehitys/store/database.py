"""One file, one engine: how it is opened, read and written."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID, uuid4

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import QueuePool

from kehitys.domain.problems import Problem
from kehitys.i18n import N_
from kehitys.store import migrating, search, tables
from kehitys.store.journal import Change, Tx
from kehitys.store.opening import APPLICATION_ID, HEAD, judge

T = TypeVar("T")

WAIT = 15
"""Seconds a write waits for another window's."""

_PRAGMAS = (
    "journal_mode = WAL",
    "synchronous = FULL",
    "foreign_keys = ON",
    "trusted_schema = OFF",
    "cell_size_check = ON",
    "secure_delete = ON",
    "wal_autocheckpoint = 500",
    "cache_size = -32000",
)


def engine_for(path: Path) -> Engine:
    """An engine on the file, set so that no acknowledged commit is lost (trust.md, 2.1)."""
    engine = create_engine(
        f"sqlite:///{path}",
        poolclass=QueuePool,
        pool_size=4,
        connect_args={"timeout": WAIT, "check_same_thread": False},
    )

    @event.listens_for(engine, "connect")
    def _connect(connection: sqlite3.Connection, _record: object) -> None:
        # SQLAlchemy says BEGIN, not the driver, or DDL would commit by itself.
        connection.isolation_level = None
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        write = connection.get_execution_options().get("write")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")

    return engine


class Database:
    """An open file. Reads and writes run on the caller's thread, each in its own transaction."""

    def __init__(self, path: Path, *, person_id: UUID | None = None, device: str = "") -> None:
        """Opens the file, made anew when there is none; raises `Problem` when it is not ours."""
        self.path = path
        self.person_id = person_id
        """Who writes."""
        self.device = device
        self.clock: Callable[[], datetime] = lambda: datetime.now(UTC)
        """Says what time it is, UTC."""
        judgement = judge(path)
        if judgement.kind == "behind":
            migrating.upgrade(path, engine_for)
        if judgement.kind == "new":
            path.parent.mkdir(parents=True, exist_ok=True)
        self._engine = engine_for(path)
        self._writer = self._engine.execution_options(write=True)
        if judgement.kind == "new":
            create(self._writer)

    def read(self, query: Callable[[Connection], T]) -> T:
        """What `query` finds, in one consistent picture."""
        with self._engine.begin() as connection:
            return query(connection)

    def write(self, operation: Callable[[Tx], Any]) -> tuple[Change, Any]:
        """Does `operation` whole or not at all, and tells what changed and what it gave."""
        try:
            with self._writer.begin() as connection:
                tx = Tx(connection, now=self.clock(), person_id=self.person_id, device=self.device)
                result = operation(tx)
                change = tx.finish()
        except OperationalError as fault:
            raise _told(fault) from fault
        return change, result

    def checkpoint(self) -> None:
        """Writes the log back into the file and empties it."""
        with self._engine.connect() as connection:
            connection.exec_driver_sql("ROLLBACK")
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")

    def vacuum(self) -> None:
        """Rewrites the file, so that nothing deleted is left in it, and empties the log."""
        with self._engine.connect() as connection:
            raw = connection.connection.driver_connection
            assert isinstance(raw, sqlite3.Connection)
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
        connection.exec_driver_sql(search.CREATE)
        connection.exec_driver_sql(
            "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, "
            "CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
        )
        connection.execute(text("INSERT INTO alembic_version VALUES (:head)"), {"head": HEAD})
        connection.execute(tables.setting.insert().values(name="file_id", value=uuid4().hex))


def _told(fault: OperationalError) -> Exception:
    """A database error as what a person can do about it, or as the bug it is."""
    message = str(fault.orig)
    if "locked" in message or "busy" in message:
        return Problem(N_("Another window is saving. Nothing was lost. Try again in a moment."))
    if "full" in message:
        return Problem(
            N_(
                "Could not save: the disk is full. Your text is safe here. "
                "Free some space and try again."
            )
        )
    if "readonly" in message or "read-only" in message or "unable to open" in message:
        return Problem(
            N_(
                "Could not save: the file cannot be written to. "
                "Check that the folder lets you write."
            )
        )
    return fault

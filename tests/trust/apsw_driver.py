"""As much of Python's database interface over apsw as SQLAlchemy's SQLite dialect calls."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import apsw

paramstyle = "qmark"
apilevel = "2.0"
threadsafety = 1
sqlite_version = apsw.sqlite_lib_version()
sqlite_version_info = tuple(int(part) for part in sqlite_version.split("."))

Error = sqlite3.Error
DatabaseError = sqlite3.DatabaseError
IntegrityError = sqlite3.IntegrityError
OperationalError = sqlite3.OperationalError
InterfaceError = sqlite3.InterfaceError
InternalError = sqlite3.InternalError
ProgrammingError = sqlite3.ProgrammingError
NotSupportedError = sqlite3.NotSupportedError
DataError = sqlite3.DataError
Binary = memoryview
PARSE_DECLTYPES = sqlite3.PARSE_DECLTYPES
PARSE_COLNAMES = sqlite3.PARSE_COLNAMES

_layer = ""


@contextmanager
def through(vfs: str) -> Iterator[None]:
    """Has connections made meanwhile use a file layer by its name."""
    global _layer
    before, _layer = _layer, vfs
    try:
        yield
    finally:
        _layer = before


def connect(path: str, timeout: float = 5, **_more: Any) -> Connection:
    """A connection through the file layer named last."""
    return Connection(path, _layer or None, timeout)


class Connection:
    """A connection that begins nothing by itself, like sqlite3's with no isolation level."""

    def __init__(self, path: str, vfs: str | None, timeout: float) -> None:
        self._apsw = apsw.Connection(path, vfs=vfs)
        self._apsw.set_busy_timeout(int(timeout * 1000))
        self.isolation_level: str | None = ""

    @property
    def total_changes(self) -> int:
        """How many rows the connection has written."""
        return int(self._apsw.total_changes())

    def cursor(self, *_more: Any) -> Cursor:
        """A cursor of one's own."""
        return Cursor(self._apsw)

    def execute(self, statement: str, parameters: Sequence[Any] = ()) -> Cursor:
        """Does one statement and gives its cursor."""
        return self.cursor().execute(statement, parameters)

    def create_function(
        self, name: str, count: int, function: Callable[..., Any], **_more: Any
    ) -> None:
        """Makes a function of Python one of SQL."""
        self._apsw.create_scalar_function(name, function, count)

    def setlimit(self, category: int, limit: int) -> int:
        """Changes a limit of the connection and gives the one before."""
        return self._apsw.limit(category, limit)

    def commit(self) -> None:
        """Ends what was begun, if anything was."""
        if self._apsw.in_transaction:
            self.execute("COMMIT")

    def rollback(self) -> None:
        """Takes back what was begun, if anything was."""
        if self._apsw.in_transaction:
            self.execute("ROLLBACK")

    def close(self) -> None:
        """Lets go of the file."""
        self._apsw.close(True)


class Cursor:
    """A cursor that has read all its rows when a statement is done."""

    arraysize = 1

    def __init__(self, connection: apsw.Connection) -> None:
        self._apsw = connection
        self._rows: Iterator[Any] = iter(())
        self.description: Any = None
        self.rowcount = -1
        self.lastrowid: int | None = None

    def execute(self, statement: str, parameters: Sequence[Any] = ()) -> Cursor:
        """Does one statement."""
        cursor = self._apsw.cursor()
        before = self._apsw.total_changes()
        described: list[Any] = []

        def describe(traced: apsw.Cursor, _statement: str, _parameters: Any) -> bool:
            # Only here are the columns of a query without rows known.
            described[:] = traced.get_description()
            return True

        cursor.exec_trace = describe
        try:
            found = list(cursor.execute(statement, tuple(parameters)))
        except apsw.ConstraintError as fault:
            raise IntegrityError(str(fault)) from fault
        except apsw.Error as fault:
            raise OperationalError(str(fault)) from fault
        self.description = [(name, *[None] * 6) for name, *_kind in described] or None
        changed = self._apsw.total_changes() - before
        self.rowcount = changed if _writes(statement) else -1
        self.lastrowid = self._apsw.last_insert_rowid()
        self._rows = iter(found)
        return self

    def executemany(self, statement: str, many: Sequence[Sequence[Any]]) -> Cursor:
        """Does one statement with each of several rows of parameters."""
        changed = 0
        for parameters in many:
            changed += max(0, self.execute(statement, parameters).rowcount)
        self.rowcount = changed
        return self

    def fetchone(self) -> Any:
        """The next row, or `None`."""
        return next(self._rows, None)

    def fetchmany(self, size: int = 1) -> list[Any]:
        """The next rows."""
        return [row for _n, row in zip(range(size), self._rows, strict=False)]

    def fetchall(self) -> list[Any]:
        """The rows that are left."""
        return list(self._rows)

    def __iter__(self) -> Iterator[Any]:
        return self._rows

    def close(self) -> None:
        """Forgets the rows."""
        self._rows = iter(())


def _writes(statement: str) -> bool:
    return statement.lstrip()[:7].upper().startswith(("INSERT", "UPDATE", "DELETE", "REPLACE"))

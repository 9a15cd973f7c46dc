"""The driver's own connection, for what must run before SQLAlchemy is loaded."""

from __future__ import annotations

import sqlite3
from datetime import UTC, date, datetime, time
from typing import Any


def plain(connection: Any) -> sqlite3.Connection:
    """The sqlite3 connection itself, of one of SQLAlchemy's or as it is."""
    if isinstance(connection, sqlite3.Connection):
        return connection
    driver: sqlite3.Connection = connection.connection.driver_connection
    return driver


def moment(kept: str) -> datetime:
    """A moment as the file keeps it."""
    return datetime.fromisoformat(kept).replace(tzinfo=UTC)


def day(kept: str | None) -> date | None:
    """A date as the file keeps it."""
    return date.fromisoformat(kept) if kept else None


def wall(kept: str) -> time:
    """A wall-clock time as the file keeps it."""
    return time.fromisoformat(kept)

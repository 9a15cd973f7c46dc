"""The first page: read with the standard library's sqlite3, so that it can be drawn first."""

from __future__ import annotations

import sqlite3
from typing import Any


def file_id(connection: Any) -> str:
    """The id that a file got when it was made; takes an sqlite3 or an SQLAlchemy connection."""
    row = _plain(connection).execute("SELECT value FROM setting WHERE name = 'file_id'").fetchone()
    return str(row[0])


def _plain(connection: Any) -> sqlite3.Connection:
    if isinstance(connection, sqlite3.Connection):
        return connection
    driver = connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)
    return driver

"""The driver's own connection, for what must run before SQLAlchemy is loaded."""

from __future__ import annotations

import sqlite3
from typing import Any


def plain(connection: Any) -> sqlite3.Connection:
    """The sqlite3 connection itself, of one of SQLAlchemy's or as it is."""
    if isinstance(connection, sqlite3.Connection):
        return connection
    driver: sqlite3.Connection = connection.connection.driver_connection
    return driver

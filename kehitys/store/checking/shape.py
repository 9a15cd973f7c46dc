"""Whether a file has the tables of this revision, and says whose it is."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from uuid import UUID

from sqlalchemy.exc import DBAPIError

from kehitys.store.checking.findings import Found
from kehitys.store.database import create, engine_for
from kehitys.store.opening import APPLICATION_ID, HEAD


def check_shape(connection: sqlite3.Connection, found: Found) -> None:
    """Notes tables and indexes that are missing, changed, or not ours.

    A new file is made beside the one that is read, to compare with.
    """
    read = connection.execute("PRAGMA database_list").fetchone()[2]
    new = Path(read).with_name("new.db")
    if not new.exists():
        make_new(new)
    with closing(sqlite3.connect(new)) as other:
        wanted = _schema(other)
    there = _schema(connection)
    for name in sorted(wanted.keys() - there.keys()):
        found.add("shape", table=name, detail="missing")
    for name in sorted(there.keys() - wanted.keys()):
        found.add("shape", table=name, detail="extra")
    for name in sorted(wanted.keys() & there.keys()):
        if wanted[name] != there[name]:
            found.add("shape", table=name, detail="changed")


def check_identity(connection: sqlite3.Connection, found: Found) -> None:
    """Notes a file that does not say it is ours, which it is, and of which revision."""
    if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        found.add("identity", detail="application_id")
    own = [
        value for (value,) in connection.execute("SELECT value FROM setting WHERE name = 'file_id'")
    ]
    try:
        whole = len(own) == 1 and UUID(own[0]).hex == own[0]
    except (ValueError, AttributeError, TypeError):
        whole = False
    if not whole:
        found.add("identity", detail="file_id")
    revisions = connection.execute("SELECT version_num FROM alembic_version").fetchall()
    if revisions != [(HEAD,)]:
        found.add("identity", detail="revision")


def make_new(path: Path) -> None:
    """Makes an empty file of this revision."""
    engine = engine_for(path)
    try:
        create(engine.execution_options(write=True))
    except DBAPIError as fault:
        raise fault.orig or fault from fault
    finally:
        engine.dispose()


def _schema(connection: sqlite3.Connection) -> dict[str, str]:
    return {
        str(name): f"{kind} {' '.join(str(sql).split())}"
        for kind, name, sql in connection.execute("SELECT type, name, sql FROM sqlite_schema")
        # Made by SQLite itself when it is asked to, as `ANALYZE` does.
        if not str(name).startswith("sqlite_")
    }

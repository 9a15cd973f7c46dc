"""Bringing an older file up to date: a verified backup, then one transaction."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Engine

from kehitys.store import refusals, search_index
from kehitys.store.backups import back_up


def upgrade(path: Path, engine_for: Callable[[Path], Engine]) -> Path:
    """Migrates the file to the newest tables and gives the backup made just before."""
    backup = back_up(path, "before_migration", datetime.now(UTC))
    assert backup is not None
    migrate(path, engine_for)
    return backup.path


def migrate(path: Path, engine_for: Callable[[Path], Engine]) -> None:
    """Migrates a file that somebody else keeps a copy of.

    All steps and the search index, which is made anew, are one transaction: killed at any moment,
    the file is as it was. Raises `Problem` when rows name others that are not there.
    """
    # Alembic costs as much to import as Textual, and is needed once in a file's life.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).with_name("migrations")))
    engine = engine_for(path)
    try:
        with engine.connect() as connection:
            connection.exec_driver_sql("ROLLBACK")
            # Batch copies of tables need this off, and inside a transaction it does nothing.
            connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
        with engine.execution_options(write=True).begin() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
            broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
            if broken:
                # Each step is tried on whole files: it was so before.
                raise refusals.damaged()
            search_index.rebuild(connection)
    finally:
        engine.dispose()

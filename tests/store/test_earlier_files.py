"""Files that earlier versions of Kehitys left behind, brought up to date."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from kehitys.store import checking, search_index
from kehitys.store.database import Database
from kehitys.store.opening import HEAD, REVISIONS, judge
from tests.store.earlier_files import EARLIER, rows, stored


def test_every_earlier_revision_has_a_stored_file():
    """Whoever makes a revision keeps a file of the one before."""
    kept = [path.name.removesuffix(".db.gz") for path in EARLIER.glob("*.db.gz")]
    assert sorted(kept) == sorted(REVISIONS[:-1])


@pytest.mark.parametrize("revision", REVISIONS[:-1])
def test_a_file_of_an_earlier_kehitys_keeps_every_value(tmp_path, revision):
    """Each row has what it had, and whatever is new is empty."""
    path = stored(revision, tmp_path)
    before = rows(path)
    assert judge(path).kind == "behind"
    Database(path).close()
    assert judge(path).revision == HEAD
    after = rows(path)
    assert sum(map(len, before.values())) > 500
    for name, rows_before in before.items():
        old, new = (
            [row for row in every if row.get("name") != search_index.MARK]
            for every in (rows_before, after[name])
        )
        kept = [{column: row[column] for column in old[0]} for row in new] if old else []
        assert kept == old, name


@pytest.mark.parametrize("revision", REVISIONS[:-1])
def test_a_migrated_file_is_whole_and_has_the_tables_of_a_new_one(tmp_path, revision):
    """The check finds nothing, and no table of the old shape is left."""
    database = Database(stored(revision, tmp_path))
    assert checking.check(database.path).whole
    database.close()
    Database(tmp_path / "new.db").close()
    assert schema(database.path) == schema(tmp_path / "new.db")


def schema(path: Path) -> dict[str, str]:
    """Every table and index by name, as SQLite keeps it."""
    with closing(sqlite3.connect(path)) as connection:
        found = connection.execute("SELECT name, sql FROM sqlite_schema")
        return {name: " ".join(str(sql).split()) for name, sql in found}

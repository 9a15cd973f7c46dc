"""A file is judged before anything may touch it."""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from random import Random

import pytest

from kehitys.domain.problems import Problem
from kehitys.store import migrating, tables
from kehitys.store.database import Database, engine_for
from kehitys.store.opening import HEAD, judge


def digest(path: Path) -> str:
    """The bytes of a file, in short."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_no_file_is_a_new_file(tmp_path):
    """Nothing is made by looking."""
    path = tmp_path / "none.db"
    assert judge(path).kind == "new"
    assert not path.exists()


@pytest.mark.parametrize(
    "content", [b"hello", b"SQLite format 3\x00", b"\x00" * 4096, b"PK\x03\x04" * 50]
)
def test_a_file_that_is_not_ours_is_refused_untouched(tmp_path, content):
    """A letter, a cut header, zeros and a zip each get a sentence, and stay as they are."""
    path = tmp_path / "other.db"
    path.write_bytes(content)
    with pytest.raises(Problem):
        judge(path)
    assert path.read_bytes() == content


def test_another_programs_database_is_refused_untouched(tmp_path):
    """A real SQLite file of somebody else's is not written to."""
    path = tmp_path / "other.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE recipe (name)")
        connection.commit()
    before = digest(path)
    with pytest.raises(Problem, match="another program"):
        Database(path)
    assert digest(path) == before


def test_a_newer_file_is_refused_in_plain_words_untouched(database):
    """An older program does not touch what it does not know."""
    database.write(
        lambda tx: tx.connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    )
    database.checkpoint()
    database.close()
    before = digest(database.path)
    with pytest.raises(Problem, match="newer Kehitys"):
        Database(database.path)
    assert digest(database.path) == before


def test_a_folder_is_refused(tmp_path):
    """A folder gets a sentence, not a traceback."""
    with pytest.raises(Problem, match="folder"):
        judge(tmp_path)


def test_damaged_files_give_a_sentence_or_open_and_never_a_traceback(database):
    """Flipped and cut bytes are told in words by the judge, which writes nothing."""
    database.checkpoint()
    database.close()
    whole = database.path.read_bytes()
    random = Random(3)
    for turn in range(60):
        damaged = bytearray(whole if turn % 2 else whole[: random.randrange(100, len(whole))])
        for _flip in range(20):
            damaged[random.randrange(len(damaged))] = random.randrange(256)
        path = database.path.with_name(f"damaged-{turn}.db")
        path.write_bytes(damaged)
        with suppress(Problem):
            judge(path)
        assert path.read_bytes() == bytes(damaged)


def test_a_new_file_equals_a_migrated_one(tmp_path):
    """The tables that are made at once are those that the migrations make."""
    made = tmp_path / "made.db"
    Database(made).close()
    migrated = tmp_path / "migrated.db"
    with closing(sqlite3.connect(migrated)) as connection:
        connection.execute("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, "
                           "CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))")  # fmt: skip
        connection.commit()
    migrating.upgrade(migrated, engine_for)
    assert schema(migrated) == schema(made)


def schema(path: Path) -> dict[str, str]:
    """Every table and index by name, as SQLite keeps it."""
    with closing(sqlite3.connect(path)) as connection:
        return {
            name: " ".join(str(sql).split())
            for name, sql in connection.execute("SELECT name, sql FROM sqlite_master")
        }


def test_a_new_file_is_stamped_with_the_newest_revision(database):
    """So that Alembic need not be asked."""
    assert judge(database.path).revision == HEAD
    assert "workshop" in schema(database.path)
    assert len(tables.metadata.tables) > 30


def test_the_migration_keeps_a_verified_copy_first(database):
    """What was there before can be had back."""
    database.write(
        lambda tx: (tx.describe("Add a team"), tx.insert(tables.team, name="Museo", kind="pilot"))
    )
    database.close()
    copy = migrating.upgrade(database.path, engine_for)
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("SELECT name FROM team").fetchall() == [("Museo",)]

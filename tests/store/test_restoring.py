"""Restoring: the file is what the backup holds, whole, and the erased stay erased."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from functools import partial
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kehitys.domain.problems import Problem
from kehitys.operations import drafts, experiments, network
from kehitys.store import backups, checking, erasure
from kehitys.store import network as asked
from kehitys.store.backups import back_up, folder_of
from kehitys.store.database import Database
from kehitys.store.opening import read_only
from kehitys.store.restoring import restore
from kehitys.store.since import since
from kehitys.store.undoing import redo, undo
from tests.conftest import HandClock

HISTORIES = 200 if os.environ.get("KEHITYS_FULL") else 25


def rows(path: Path) -> dict[str, list[str]]:
    """Every row of every table, as they are read."""
    with closing(read_only(path)) as connection:
        names = connection.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name"
        ).fetchall()
        return {
            name: sorted(repr(row) for row in connection.execute(f'SELECT * FROM "{name}"'))
            for (name,) in names
        }


def teams(path: Path) -> list[str]:
    with closing(read_only(path)) as connection:
        return [name for (name,) in connection.execute("SELECT name FROM team ORDER BY name")]


def add_team(database: Database, name: str) -> None:
    database.write(lambda tx: network.add_team(tx, name=name))


@given(st.integers(0, 10**9))
@settings(max_examples=HISTORIES, deadline=None)
def test_each_backup_of_a_random_history_restores_the_state_of_its_moment(seed):
    """Row for row, in any order, also what is no step of the journal."""
    random = Random(seed)
    clock = HandClock()
    with TemporaryDirectory() as folder:
        path = Path(folder) / "history.db"
        database = Database(path)
        database.clock = clock
        database.person_id = database.write(lambda tx: network.add_person(tx, name="Maija"))[1]
        moments = []
        for n in range(random.randrange(4, 20)):
            clock.tick(random.randrange(1, 4000))
            _something(database, random, n)
            if random.random() < 0.3 or not moments:
                made = back_up(path, random.choice(("by_hand", "before_import")), clock())
                moments.append((made, rows(path)))
        database.close()
        last = rows(path)
        random.shuffle(moments)
        for n, (made, then) in enumerate(moments):
            restored = restore(path, made.path, clock())
            assert rows(path) == then
            if n == 0:
                back = restored.before
        restore(path, back.path, clock())
        assert rows(path) == last


def _something(database: Database, random: Random, n: int) -> None:
    do = random.choice(
        (
            partial(network.add_team, name=f"Tiimi {n}"),
            partial(network.add_person, name=f"Henkilö {n}"),
            partial(experiments.new_experiment, title=f"Kokeilu {n}"),
            partial(drafts.keep_draft, place=f"note:{n % 3}", text=f"kesken {n}"),
            undo,
            redo,
        )
    )
    try:
        database.write(do)
    except Problem:
        add_team(database, f"Tiimi {n}")


@pytest.fixture
def path(database, clock):
    """A closed file with one backup and one team more than in it."""
    add_team(database, "Ennen")
    back_up(database.path, "by_hand", clock())
    add_team(database, "Jälkeen")
    database.close()
    return database.path


def test_a_restore_is_taken_back_the_same_way(path, clock):
    restored = restore(path, backups.backups(path)[0].path, clock())
    assert teams(path) == ["Ennen"]
    first = backups.backups(path)[0]
    assert first == restored.before
    assert first.why == "before_restore"
    restore(path, first.path, clock())
    assert teams(path) == ["Ennen", "Jälkeen"]


def test_after_a_restore_the_backup_made_before_it_holds_other_changes(path, clock):
    restored = restore(path, backups.backups(path)[0].path, clock())
    with closing(read_only(path)) as connection:
        assert not since(connection, [restored.before], "fi")[restored.before.id].known


def test_the_restored_file_is_whole_and_nothing_lies_beside_it(path, clock):
    restore(path, backups.backups(path)[0].path, clock())
    assert not [each for each in path.parent.glob("test.db-*")]
    assert not list(folder_of(path).glob("*.part*"))
    database = Database(path)
    assert checking.check(database.path).whole
    database.close()


def test_whoever_was_erased_stays_erased(database, clock):
    person = database.write(
        lambda tx: network.add_person(tx, name="Leokadia", email="leokadia@example.org")
    )[1]
    old = back_up(database.path, "by_hand", clock())
    older_still = database.write(lambda tx: network.add_person(tx, name="Vierumäkeläinen"))[1]
    for each in (person, older_still):
        database.write(lambda tx, each=each: network.erase_person(tx, each))
    erasure.sweep(database)
    database.close()
    restored = restore(database.path, old.path, clock())
    assert restored.erased_again == 2
    assert b"Leokadia" not in database.path.read_bytes()
    opened = Database(database.path)
    assert [name for _, name in opened.read(asked.names)] == ["Maija Mallikas"]
    with closing(sqlite3.connect(database.path)) as connection:
        kept = {UUID(row) for (row,) in connection.execute("SELECT person_id FROM erased")}
    assert kept == {person, older_still}
    assert checking.check(opened.path).whole
    opened.close()


def test_whoever_was_erased_stays_so_when_the_file_is_lost(database, clock):
    """The notes of newer backups remember them, by id only."""
    person = database.write(lambda tx: network.add_person(tx, name="Leokadia"))[1]
    old = back_up(database.path, "by_hand", clock())
    database.write(lambda tx: network.erase_person(tx, person))
    back_up(database.path, "by_hand", clock())
    database.close()
    database.path.unlink()
    assert restore(database.path, old.path, clock()).erased_again == 1
    assert b"Leokadia" not in database.path.read_bytes()


def test_another_window_with_the_file_open_is_told_and_nothing_changes(path, clock):
    other = Database(path)
    assert other.read(asked.teams)
    with pytest.raises(Problem, match="Another window has the file open"):
        restore(path, backups.backups(path)[0].path, clock())
    assert len(backups.backups(path)) == 1
    assert len(other.read(asked.teams)) == 2
    add_team(other, "Vielä")
    other.close()
    restore(path, backups.backups(path)[0].path, clock())
    assert teams(path) == ["Ennen"]


OPENING = """
import sys
from pathlib import Path
from kehitys.domain.problems import Problem
from kehitys.store.database import Database
try:
    Database(Path(sys.argv[1]))
except Problem as problem:
    print(problem)
"""


def test_a_window_opened_during_a_restore_is_told_to_wait(path, clock):
    said = []

    def open_another(stage):
        if "in its place" in stage:
            command = [sys.executable, "-c", OPENING, str(path)]
            said.append(subprocess.run(command, capture_output=True, text=True).stdout)

    restore(path, backups.backups(path)[0].path, clock(), tell=open_another)
    assert len(said) == 1
    assert "Another window is busy" in said[0]
    assert teams(path) == ["Ennen"]


def test_a_backup_of_another_file_is_refused(path, clock, tmp_path):
    other = Database(tmp_path / "other.db")
    theirs = back_up(other.path, "by_hand", clock())
    other.close()
    with pytest.raises(Problem, match="another file"):
        restore(path, theirs.path, clock())
    assert teams(path) == ["Ennen", "Jälkeen"]


def test_a_backup_from_a_newer_kehitys_is_refused(path, clock):
    newer = path.with_name("newer.db")
    shutil.copy(backups.backups(path)[0].path, newer)
    with closing(sqlite3.connect(newer)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    with pytest.raises(Problem, match="newer Kehitys"):
        restore(path, newer, clock())
    assert teams(path) == ["Ennen", "Jälkeen"]


def test_a_newer_file_can_be_taken_back_to_an_older_backup(path, clock):
    """There are no steps down: this is the way back after a newer Kehitys has migrated it."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    restore(path, backups.backups(path)[0].path, clock())
    assert teams(path) == ["Ennen"]


@pytest.mark.parametrize("at", [30, 5000, -600])
def test_a_changed_backup_is_refused(path, clock, at):
    backup = backups.backups(path)[0]
    raw = bytearray(backup.path.read_bytes())
    raw[at] ^= 0xFF
    backup.path.write_bytes(raw)
    with pytest.raises(Problem, match="damaged"):
        restore(path, backup.path, clock())
    assert teams(path) == ["Ennen", "Jälkeen"]


def test_a_letter_is_no_backup(path, clock, tmp_path):
    letter = tmp_path / "letter.txt"
    letter.write_text("Hei!" * 100)
    with pytest.raises(Problem):
        restore(path, letter, clock())
    assert teams(path) == ["Ennen", "Jälkeen"]


@pytest.fixture
def foreign_log(tmp_path):
    """The log of another file, which SQLite would play into any file it lies beside."""
    other = Database(tmp_path / "elsewhere.db")
    add_team(other, "Vieras")
    log = (tmp_path / "elsewhere.db-wal").read_bytes()
    other.close()
    return log


@pytest.mark.parametrize("harm", ["torn", "header", "cut", "empty", "gone"])
def test_a_file_that_is_not_whole_is_replaced_and_kept_aside(path, clock, harm, foreign_log):
    raw = bytearray(path.read_bytes())
    if harm == "torn":
        for start in range(4 * 4096, len(raw), 4096):
            raw[start : start + 512] = b"\xff" * 512
    elif harm == "header":
        raw[:100] = b"\x00" * 100
    elif harm == "cut":
        raw = raw[: len(raw) // 2 + 13]
    elif harm == "empty":
        raw = bytearray()
    path.write_bytes(raw)
    if harm == "gone":
        path.unlink()
    log = foreign_log if harm in ("empty", "gone") else b"somebody else's log" * 400
    path.with_name("test.db-wal").write_bytes(log)
    restored = restore(path, backups.backups(path)[0].path, clock())
    assert restored.before is None
    assert teams(path) == ["Ennen"]
    if harm in ("empty", "gone"):
        assert restored.aside is None
    else:
        assert restored.aside.read_bytes() == bytes(raw)
    database = Database(path)
    assert checking.check(database.path).whole
    database.close()


def test_another_programs_file_is_never_restored_over(path, clock, tmp_path):
    theirs = tmp_path / "recipes.db"
    with closing(sqlite3.connect(theirs)) as connection:
        connection.execute("CREATE TABLE recipe (name)")
        connection.execute("PRAGMA application_id = 7")
        connection.commit()
    before = theirs.read_bytes()
    with pytest.raises(Problem, match="another program"):
        restore(theirs, backups.backups(path)[0].path, clock())
    assert theirs.read_bytes() == before


KILLED = """
import os, signal, sys
from datetime import UTC, datetime
from pathlib import Path
from kehitys.store import backups, restoring

path, stage = Path(sys.argv[1]), int(sys.argv[2])
seen = []


def tell(words):
    seen.append(words)
    if len(seen) == stage:
        os.kill(os.getpid(), signal.SIGKILL)


if stage == 9:
    old = restoring._written_over
    restoring._written_over = lambda *a: old(*a) and os.kill(os.getpid(), signal.SIGKILL)
restoring.restore(path, backups.backups(path)[0].path, datetime.now(UTC), tell=tell)
"""


@pytest.mark.parametrize("stage", [1, 2, 3, 9])
def test_killed_in_a_restore_the_old_file_or_the_new_one_stands(path, clock, stage):
    command = [sys.executable, "-c", KILLED, str(path), str(stage)]
    assert subprocess.run(command).returncode == -9
    database = Database(path)
    assert checking.check(database.path).whole
    database.close()
    assert teams(path) == (["Ennen"] if stage == 9 else ["Ennen", "Jälkeen"])
    assert backups.backups(path)
    assert restore(path, backups.backups(path)[-1].path, clock())
    assert not list(folder_of(path).glob("*.part*"))


KILLED_IN_BETWEEN = """
import os, sqlite3, sys
from datetime import UTC, datetime
from pathlib import Path
from kehitys.store import restoring

over, connect = restoring._written_over, sqlite3.connect

class Halting(sqlite3.Connection):
    def execute(self, statement, *values):
        if halting and "wal_checkpoint" in statement:
            os._exit(9)
        return super().execute(statement, *values)

halting = []
restoring._written_over = lambda *given: halting.append(True) or over(*given)
sqlite3.connect = lambda *given, **more: connect(*given, factory=Halting, **more)
restoring.restore(Path(sys.argv[1]), Path(sys.argv[2]), datetime.now(UTC))
"""


def test_killed_before_its_log_is_written_back_the_restored_file_opens(library, clock):
    """The log has the backup's first page, which is older than the file's own."""
    made = back_up(library.path, "by_hand", clock())
    for n in range(5):
        add_team(library, f"Tiimi {n}")
    library.checkpoint()
    library.close()
    ended = subprocess.run(
        [sys.executable, "-c", KILLED_IN_BETWEEN, str(library.path), str(made.path)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ended.returncode == 9, ended.stderr
    again = Database(library.path)
    assert again.read(asked.teams) == ()
    again.close()

"""A log that belongs to another file is never played in; one's own always is."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from functools import partial

import pytest

from kehitys.domain.problems import Problem
from kehitys.operations import network
from kehitys.store import opening, own_log, tables
from kehitys.store.database import Database
from kehitys.store.opening import APPLICATION_ID, ForeignLog, judge
from tests.store.damage import digests, snapshot


def written(path, *names, folded=True):
    """A file with teams in it; with `folded`, its log is empty."""
    database = Database(path)
    for name in names:
        database.write(partial(network.add_team, name=name))
    if folded:
        database.checkpoint()
    return database


def beside(main, log):
    """Puts the log of one file beside another."""
    shutil.copy(log.with_name(log.name + "-wal"), main.with_name(main.name + "-wal"))


def teams(path):
    database = Database(path)
    try:
        return database.read(lambda c: sorted(c.scalars(tables.team.select().with_only_columns(
            tables.team.c.name))))  # fmt: skip
    finally:
        database.close()


def crashed(tmp_path, name, *teams, folded=()):
    """A file whose last teams are in its log only, as after a crash."""
    database = written(tmp_path / f"{name}-open.db", *folded)
    for team in teams:
        database.write(partial(network.add_team, name=team))
    kept = snapshot(database.path, tmp_path / name)
    database.close()
    return kept


@pytest.mark.parametrize("folded", [(), ("Museo",), ("Museo", "Kirjasto", "Nuoriso")])
def test_the_files_own_log_is_played_in(tmp_path, folded):
    """After a crash nothing is refused, and what was confirmed is there."""
    path = crashed(tmp_path, "own", "Varhaiskasvatus", folded=folded)
    assert own_log.waits(path, own_log.WAL)
    assert judge(path).kind == "ours"
    assert teams(path) == sorted([*folded, "Varhaiskasvatus"])


def test_a_log_of_another_kehitys_file_is_refused_and_nothing_is_touched(tmp_path):
    """The other's commits write only some pages, and neither its id nor its tables."""
    mine = crashed(tmp_path, "mine", folded=("Museo",))
    other = crashed(tmp_path, "other", "Vieras", folded=("Toinen", "Kolmas"))
    beside(mine, other)
    before = digests(mine.parent)
    with pytest.raises(ForeignLog, match=r"Move mine-open\.db-wal to another folder"):
        Database(mine)
    assert digests(mine.parent) == before


def test_a_log_of_another_program_is_refused(tmp_path):
    """Whether or not it brings its own first page."""
    mine = crashed(tmp_path, "mine", folded=("Museo",))
    recipes = tmp_path / "recipes.db"
    with closing(sqlite3.connect(recipes, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("CREATE TABLE recipe (name)")
        for turn in range(2):
            if turn:
                connection.execute("PRAGMA wal_checkpoint(RESTART)")
                connection.execute("INSERT INTO recipe VALUES ('pulla')")
            beside(mine, recipes)
            before = digests(mine.parent)
            with pytest.raises(ForeignLog):
                judge(mine)
            assert digests(mine.parent) == before


def test_a_log_left_from_before_the_file_was_put_back_is_refused(tmp_path):
    """A backup copied over the file by hand, while the log of the newer file stays behind."""
    database = written(tmp_path / "file.db", "Museo")
    older = tmp_path / "older.db"
    shutil.copy(database.path, older)
    for n in range(5):
        database.write(partial(network.add_team, name=f"Tiimi {n}"))
    database.checkpoint()
    database.write(partial(network.add_team, name="Viimeinen"))
    shutil.copy(database.path.with_name("file.db-wal"), tmp_path / "older.db-wal")
    database.close()
    with pytest.raises(ForeignLog):
        judge(older)


def test_the_count_of_commits_goes_round_without_a_false_alarm(tmp_path):
    """After 65,536 commits it begins anew, also in the middle of a log."""
    database = written(tmp_path / "file.db", "Museo")
    own = database.read(lambda c: c.scalar(tables.setting.select().with_only_columns(
        tables.setting.c.value).where(tables.setting.c.name == "file_id")))  # fmt: skip
    database.close()
    with closing(sqlite3.connect(database.path)) as connection:
        connection.execute(f"PRAGMA user_version = {own_log.first_sign(own) + 0xFFFE}")
    database = Database(database.path)
    for turn in range(4):
        database.write(partial(network.add_team, name=f"Tiimi {turn}"))
        kept = snapshot(database.path, tmp_path / f"crash-{turn}")
        assert own_log.foreign(kept, APPLICATION_ID) is None
        assert len(teams(kept)) == turn + 2
    database.close()


def test_an_empty_file_with_a_log_that_holds_something_is_refused(tmp_path):
    """SQLite would throw the log away, and with it all there is left."""
    path = crashed(tmp_path, "own", "Museo")
    path.write_bytes(b"")
    before = digests(path.parent)
    with pytest.raises(Problem):
        Database(path)
    assert digests(path.parent) == before


def test_an_empty_log_and_one_without_a_commit_are_nothing(tmp_path):
    """SQLite leaves both behind, and reads nothing from them."""
    path = crashed(tmp_path, "own", folded=("Museo",))
    log = own_log.beside(path, own_log.WAL)
    for content in (b"", b"\x00" * 40, b"short"):
        log.write_bytes(content)
        assert judge(path).kind == "ours"


def test_a_new_file_that_crashed_before_its_first_checkpoint_is_ours(tmp_path):
    """Its main file is one unsigned page; everything is in the log."""
    database = Database(tmp_path / "new.db")
    kept = snapshot(database.path, tmp_path / "crashed")
    database.close()
    assert kept.stat().st_size <= 4096
    assert judge(kept).kind == "ours"
    assert teams(kept) == []


def test_many_windows_and_checkpoints_never_make_a_log_foreign(tmp_path):
    """Whoever writes and whenever the log is written back, a crash leaves a file that opens."""
    one, two = Database(tmp_path / "file.db"), Database(tmp_path / "file.db")
    for turn in range(60):
        window = (one, two)[turn * 7 % 3 % 2]
        window.write(partial(network.add_team, name=f"Tiimi {turn:02}"))
        if turn % 5 == 2:
            mode = ("PASSIVE", "FULL", "RESTART", "TRUNCATE")[turn % 4]
            with one._engine.connect() as connection:
                connection.exec_driver_sql("ROLLBACK")
                connection.exec_driver_sql(f"PRAGMA wal_checkpoint({mode})")
        if turn == 40:
            two.vacuum()
        kept = snapshot(tmp_path / "file.db", tmp_path / f"crash-{turn}")
        assert own_log.foreign(kept, APPLICATION_ID) is None, turn
        if turn % 10 == 0:
            assert len(teams(kept)) == turn + 1
    one.close()
    two.close()


def test_a_large_change_that_spills_into_the_log_is_still_our_own(tmp_path):
    """A transaction of more pages than the memory holds writes some of them before its commit."""
    database = Database(tmp_path / "file.db")

    def many(tx):
        tx.describe("Add teams")
        for n in range(300):
            tx.insert(tables.team, name=f"Tiimi {n}" + "x" * 150, kind="pilot")

    with database._engine.connect() as connection:
        connection.exec_driver_sql("ROLLBACK")
        connection.exec_driver_sql("PRAGMA cache_size = 10")
    database.write(many)
    kept = snapshot(database.path, tmp_path / "crash")
    database.close()
    assert len(teams(kept)) == 300


def test_a_journal_of_another_file_is_refused_and_ones_own_rolled_back(tmp_path):
    """In a cloud folder there is a journal; after a crash it takes back what was not done."""
    paths = []
    for name in ("mine", "other"):
        folder = tmp_path / "OneDrive - Espoo" / name
        folder.mkdir(parents=True)
        paths.append(folder / "file.db")
        written(paths[-1], "Museo", folded=False).close()
    crashes = []
    for path in paths:
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            connection.execute("PRAGMA cache_size = 2")
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("UPDATE team SET name = 'Kesken'")
            connection.execute("PRAGMA user_version = 7")
            connection.execute("CREATE TABLE big (x)")
            connection.executemany("INSERT INTO big VALUES (?)", [("x" * 3000,)] * 50)
            crashes.append(snapshot(path, tmp_path / f"crash-{path.parent.name}"))
            connection.execute("ROLLBACK")
    mine, other = crashes
    assert own_log.waits(mine, own_log.JOURNAL)
    assert judge(mine).kind == "ours"
    assert teams(mine) == ["Museo"]
    shutil.copy(own_log.beside(other, own_log.JOURNAL), own_log.beside(mine, own_log.JOURNAL))
    before = digests(mine.parent)
    with pytest.raises(ForeignLog):
        judge(mine)
    assert digests(mine.parent) == before


def test_judging_leaves_no_file_beside(tmp_path):
    """A connection that only reads would leave a log and its index behind."""
    path = crashed(tmp_path, "own", folded=("Museo",))
    own_log.beside(path, own_log.WAL).unlink(missing_ok=True)
    before = digests(path.parent)
    assert opening.judge(path).kind == "ours"
    assert digests(path.parent) == before

"""A disk that is full, closed or busy gets one sentence, and nothing is half written."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from kehitys.domain.problems import Problem
from kehitys.files import saving
from kehitys.operations import network
from kehitys.store import checking, settings, tables
from kehitys.store.database import Database


def teams(database: Database) -> list[str]:
    """The names of the teams."""
    wanted = tables.team.select().with_only_columns(tables.team.c.name)
    return sorted(database.read(lambda connection: connection.scalars(wanted).all()))


def many_teams(tx):
    """More than fits on the pages there are."""
    tx.describe("Add teams")
    for n in range(400):
        tx.insert(tables.team, name=f"Tiimi {n} " + "x" * 150, kind="pilot")


def test_a_full_disk_is_told_and_nothing_is_half_written(database):
    """What was there before stays; with room again, the same change goes through."""
    database.write(partial(network.add_team, name="Museo"))
    with database._engine.connect() as connection:
        connection.exec_driver_sql("ROLLBACK")
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 3}")
    with pytest.raises(Problem, match="disk is full"):
        database.write(many_teams)
    assert teams(database) == ["Museo"]
    with database._engine.connect() as connection:
        connection.exec_driver_sql("ROLLBACK")
        connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
    database.write(many_teams)
    assert len(teams(database)) == 401
    assert checking.check(database.path).whole


@pytest.mark.skipif(sys.platform == "win32", reason="the limit is set by POSIX")
def test_a_file_that_may_not_grow_is_told_and_stays_whole(database):
    """The system itself refuses the bytes, in a process of its own."""
    database.write(partial(network.add_team, name="Museo"))
    database.checkpoint()
    database.close()
    code = """
import resource, sys
from pathlib import Path
from kehitys.domain.problems import Problem
from kehitys.store.database import Database
from tests.store.test_refused_disk import many_teams
path = Path(sys.argv[1])
database = Database(path)
size = path.stat().st_size
resource.setrlimit(resource.RLIMIT_FSIZE, (size + 9000, size + 9000))
try:
    database.write(many_teams)
except Problem as problem:
    print("told", problem)
"""
    done = subprocess.run(
        [sys.executable, "-c", code, str(database.path)], capture_output=True, text=True
    )
    assert done.stdout.startswith("told Could not save"), done.stderr
    reopened = Database(database.path)
    assert teams(reopened) == ["Museo"]
    reopened.close()
    assert checking.check(database.path).whole


def test_a_file_locked_longer_than_one_waits_is_told(database):
    """Another window saves for long; nothing of ours is lost, and later it goes through."""
    patient = Database(database.path, wait=0.05)
    with closing(sqlite3.connect(database.path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(Problem, match="Another window is saving"):
            patient.write(partial(network.add_team, name="Museo"))
        assert patient.waited() == 0
        other.execute("ROLLBACK")
    patient.write(partial(network.add_team, name="Museo"))
    assert teams(patient) == ["Museo"]
    patient.close()


def test_how_long_a_write_has_waited_can_be_asked_meanwhile(database):
    """The screen asks from another thread."""
    with closing(sqlite3.connect(database.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        writer = threading.Thread(
            target=database.write, args=(partial(network.add_team, name="Museo"),)
        )
        writer.start()
        while not database.waited():
            pass
        other.execute("ROLLBACK")
        writer.join()
    assert database.waited() == 0
    assert teams(database) == ["Museo"]


AS_NOBODY = """
import os, sys
from kehitys.cli.main import main
# Once before, so that everything is loaded that the other user may not read.
warm, path = sys.argv[1:]
try:
    main(["--db", warm, "workshop", "list"])
except SystemExit:
    pass
if os.geteuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
main(["--db", path, "workshop", "list"])
"""
"""Runs the program as a user whom modes stop; root is stopped by none."""


@pytest.mark.skipif(sys.platform == "win32", reason="modes are POSIX")
@pytest.mark.parametrize("what", ["folder", "file", "unreadable"])
def test_a_closed_folder_or_file_gets_one_sentence(database, what):
    """No permission to write, or none to read: exit 1, a sentence, and the bytes as they were."""
    database.checkpoint()
    database.close()
    before = database.path.read_bytes()
    # Not in the folder of the tests, which other users may not look into.
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = Path(shutil.copy(database.path, folder / "closed.db"))
        warm = folder / "warm"
        warm.mkdir()
        Database(warm / "warm.db").close()
        path.chmod({"folder": 0o644, "file": 0o444, "unreadable": 0o000}[what])
        folder.chmod(0o555)
        try:
            done = subprocess.run(
                [sys.executable, "-c", AS_NOBODY, str(warm / "warm.db"), str(path)],
                capture_output=True,
                text=True,
                env={**os.environ, "KEHITYS_LANG": "en"},
            )
        finally:
            folder.chmod(0o755)
            path.chmod(0o644)
        assert path.read_bytes() == before
    assert done.returncode == 1, done.stderr
    assert len(done.stderr.strip().splitlines()) == 1, done.stderr
    assert "Traceback" not in done.stderr
    meant = "You may not read" if what == "unreadable" else "Copy it to a folder of your own"
    assert meant in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such files on Windows")
@pytest.mark.parametrize("kind", ["fifo", "device", "loop", "below a file"])
def test_what_is_no_file_gets_one_sentence(tmp_path, kind):
    """A pipe would keep us waiting for ever, a link that leads to itself has no end."""
    path = tmp_path / "strange"
    if kind == "fifo":
        os.mkfifo(path)
    elif kind == "device":
        path = Path("/dev/null")
    elif kind == "loop":
        path.symlink_to(path)
    else:
        path.write_text("a letter")
        path = path / "kehitys.db"
    with pytest.raises(Problem):
        Database(path)


def test_an_export_that_does_not_fit_leaves_the_old_one(tmp_path, monkeypatch):
    """The new bytes go to another name first; no half file and no leftover stays."""
    target = tmp_path / "report.md"
    saving.save(target, "the old one")

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Problem, match="could not be written"):
        saving.save(target, "the new one")
    assert target.read_text() == "the old one"
    assert [path.name for path in tmp_path.iterdir()] == ["report.md"]


def test_settings_that_cannot_be_saved_leave_the_old_ones(monkeypatch):
    """Whole or not at all."""
    settings.save(settings.Settings(language="sv"))

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        settings.save(settings.Settings(language="fi"))
    assert settings.load().language == "sv"


def test_text_whose_bytes_are_none_is_told_as_damage(database):
    """The gate lets no such text in, so something else wrote it."""
    database.write(partial(network.add_team, name="Museo"))
    with closing(sqlite3.connect(database.path)) as connection, connection:
        connection.execute("UPDATE team SET name = CAST(x'fffe00c0' AS TEXT)")
    with pytest.raises(Problem, match="damaged"):
        teams(database)

"""Backups: whole, verified, left out when nothing changed, and never half."""

from __future__ import annotations

import errno
import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from kehitys.domain.problems import Problem
from kehitys.operations import drafts, network
from kehitys.store import backups, erasure, thinning
from kehitys.store.backups import back_up, folder_of, sha256_of
from kehitys.store.since import since


@pytest.fixture
def team(database):
    """Adds a team each time it is called."""

    def add(name="Tiimi"):
        return database.write(lambda tx: network.add_team(tx, name=name))[1]

    return add


def names(path):
    with closing(sqlite3.connect(path)) as connection:
        return [name for (name,) in connection.execute("SELECT name FROM team ORDER BY name")]


def test_a_backup_holds_what_the_file_does_and_says_so(database, clock, team):
    team()
    backup = back_up(database.path, "by_hand", clock())
    assert names(backup.path) == ["Tiimi"]
    assert backup.path.parent == database.path.with_name("test-backups")
    assert (backup.id, backup.why, backup.made_at) == ("20261124T070000Z", "by_hand", clock())
    assert backup.bytes == backup.path.stat().st_size
    assert backup.sha256 == sha256_of(backup.path)
    assert backup.contents.steps == 2
    assert backup.contents.rows["team"] == 1
    assert backups.backups(database.path) == (backup,)


def test_a_backup_is_one_file_that_reading_adds_nothing_to(database, clock):
    backup = back_up(database.path, "by_hand", clock())
    with closing(sqlite3.connect(backup.path)) as connection:
        assert connection.execute("SELECT count(*) FROM person").fetchone() == (1,)
        beside = {path.name for path in folder_of(database.path).iterdir()}
    assert beside == {".lock", backup.path.name, backup.path.with_suffix(".json").name}


def test_one_made_by_itself_is_left_out_when_nothing_has_changed(database, clock, team):
    assert back_up(database.path, "start", clock())
    assert back_up(database.path, "start", clock()) is None
    assert back_up(database.path, "interval", clock()) is None
    assert back_up(database.path, "by_hand", clock())
    team()
    assert back_up(database.path, "interval", clock())


def test_a_draft_which_is_no_step_is_a_change_too(database, clock):
    back_up(database.path, "start", clock())
    database.write(lambda tx: drafts.keep_draft(tx, "note:1", "kesken"))
    assert back_up(database.path, "interval", clock())


def test_closing_and_opening_the_file_is_no_change(database, clock, team):
    team()
    back_up(database.path, "start", clock())
    database.checkpoint()
    database.close()
    assert back_up(database.path, "start", clock()) is None


def test_backups_of_one_second_are_told_apart_and_the_newest_stands_first(database, clock):
    made = [back_up(database.path, "by_hand", clock()) for _ in range(3)]
    clock.tick(-365 * 24 * 3600)
    made.append(back_up(database.path, "by_hand", clock()))
    assert len({backup.id for backup in made}) == 4
    assert backups.backups(database.path) == tuple(reversed(made))


def test_what_a_killed_backup_left_is_swept_by_the_next(database, clock):
    folder = folder_of(database.path)
    folder.mkdir()
    for name in ("20200101T000000Z.part", "20200101T000000Z.part-wal", "x.json", ".kehitys-1.tmp"):
        (folder / name).write_bytes(b"half")
    assert backups.backups(database.path) == ()
    backup = back_up(database.path, "by_hand", clock())
    assert {path.name for path in folder.iterdir()} == {
        ".lock", backup.path.name, backup.path.with_suffix(".json").name,
    }  # fmt: skip


@pytest.mark.parametrize("note", ["", "[]", '{"id": 1}', "\x00"])
def test_a_note_that_says_nothing_is_passed_over(database, clock, note):
    backup = back_up(database.path, "by_hand", clock())
    backup.path.with_suffix(".json").write_text(note)
    assert backups.backups(database.path) == ()


def test_a_copy_cut_short_is_not_listed(database, clock):
    backup = back_up(database.path, "by_hand", clock())
    backup.path.write_bytes(backup.path.read_bytes()[:-4096])
    assert backups.backups(database.path) == ()


def test_a_damaged_file_makes_no_backup(database, clock, team):
    for n in range(200):
        team(f"Tiimi {n}")
    good = back_up(database.path, "by_hand", clock())
    database.checkpoint()
    database.close()
    raw = bytearray(database.path.read_bytes())
    for start in range(8 * 4096, len(raw), 4096):
        raw[start : start + 512] = b"\xff" * 512
    database.path.write_bytes(raw)
    with pytest.raises(Problem, match="damaged"):
        back_up(database.path, "by_hand", clock())
    assert backups.backups(database.path) == (good,)


def test_a_fault_that_only_a_look_at_every_page_finds_makes_no_backup(database, clock, team):
    """An index that tells of other rows than the table: it reads, and counts, as it should."""
    for n in range(40):
        team(f"Tiimi {n}")
    database.checkpoint()
    database.close()
    with closing(sqlite3.connect(database.path)) as connection:
        (page,) = connection.execute(
            "SELECT rootpage FROM sqlite_schema WHERE name = 'ix_edit_row_id'"
        ).fetchone()
    raw = bytearray(database.path.read_bytes())
    end = page * 4096
    raw[end - 20 : end - 10] = b"0" * 10
    database.path.write_bytes(raw)
    with pytest.raises(Problem, match="damaged"):
        back_up(database.path, "by_hand", clock())
    assert backups.backups(database.path) == ()


FULL = """
import resource, sys
from datetime import UTC, datetime
from pathlib import Path

from kehitys.domain.problems import Problem
from kehitys.store.backups import back_up
from kehitys.store.database import Database
from kehitys.operations import network

path = Path(sys.argv[1])
database = Database(path)
resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, resource.RLIM_INFINITY))
try:
    back_up(path, "interval", datetime.now(UTC))
except Problem as problem:
    print(problem)
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY,) * 2)
database.write(lambda tx: network.add_team(tx, name="Sen jälkeen"))
print(back_up(path, "interval", datetime.now(UTC)).contents.rows["team"])
"""


def test_a_full_disk_is_told_and_leaves_the_earlier_backups_as_they_were(database, clock, team):
    pytest.importorskip("resource")
    team()
    good = back_up(database.path, "by_hand", clock())
    before = sha256_of(good.path)
    team("Toinen")
    done = subprocess.run(
        [sys.executable, "-c", FULL, str(database.path)], capture_output=True, text=True
    )
    told, rows = done.stdout.splitlines()
    assert told.startswith("The backup could not be written")
    assert "What was there before is safe" in told
    assert rows == "3", done.stderr
    assert sha256_of(good.path) == before
    assert not list(folder_of(database.path).glob("*.part*"))


def test_a_folder_that_may_not_be_written_to_is_told_in_the_systems_words(
    database, clock, monkeypatch
):
    """Neither its number nor a path in quotes, which is Python's way to put it."""

    def refused(*_path: object, **_how: object) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS), "/somewhere")

    monkeypatch.setattr(Path, "mkdir", refused)
    with pytest.raises(Problem, match=r"written: Read-only file system\. What"):
        back_up(database.path, "by_hand", clock())


def test_a_second_window_waits_for_the_first_ones_backup(database, clock, monkeypatch):
    monkeypatch.setattr(backups, "WAIT", 0.05)
    with (
        backups.alone(database.path),
        pytest.raises(Problem, match="Another window"),
        backups.alone(database.path),
    ):
        pass
    assert back_up(database.path, "by_hand", clock())


def test_what_changed_since_is_counted_and_named(database, clock, team):
    backup = back_up(database.path, "by_hand", clock())
    first = database.read(lambda c: since(c, [backup], "fi"))[backup.id]
    assert (first.known, first.steps, first.newest) == (True, 0, ())
    team()
    team("Toinen")
    told = database.read(lambda c: since(c, [backup], "fi"))[backup.id]
    assert (told.known, told.steps) == (True, 2)
    assert told.newest == (("Add a team", "Toinen"), ("Add a team", "Tiimi"))


def test_many_backups_are_thinned_and_those_made_on_purpose_stay_a_week(database, clock, team):
    for n in range(60):
        team(f"Tiimi {n}")
        back_up(database.path, "before_import" if n == 10 else "interval", clock())
        clock.tick(120)
        thinning.thin(database.path, clock())
    left = backups.backups(database.path)
    assert len(left) < 15
    assert [backup.contents.rows["team"] for backup in left if backup.why == "before_import"]


def test_a_script_that_backs_up_every_minute_does_not_fill_the_disk(database, clock):
    made = []
    for _ in range(40):
        made.append(back_up(database.path, "by_hand", clock()))
        clock.tick(60)
        thinning.thin(database.path, clock())
    left = [backup.id for backup in backups.backups(database.path)]
    assert len(left) <= thinning.BY_HAND + 1
    assert {backup.id for backup in made[-thinning.BY_HAND :]} <= set(left)


def test_a_clock_a_year_ahead_removes_no_more(database, clock, team):
    for n in range(12):
        team(f"Tiimi {n}")
        back_up(database.path, "interval", clock())
        clock.tick(3600 * 24)
    thinning.thin(database.path, clock())
    left = {backup.id for backup in backups.backups(database.path)}
    clock.now += timedelta(days=365)
    team("Vuosi")
    back_up(database.path, "interval", clock())
    thinning.thin(database.path, clock())
    assert left < {backup.id for backup in backups.backups(database.path)}


def test_backups_that_hold_an_erased_person_go_after_thirty_days(database, clock):
    person = database.write(lambda tx: network.add_person(tx, name="Leokadia"))[1]
    old = back_up(database.path, "before_erase", clock())
    database.write(lambda tx: network.erase_person(tx, person))
    erasure.sweep(database)
    clock.tick(29 * 24 * 3600)
    thinning.thin(database.path, clock())
    assert backups.backups(database.path) == (old,)
    clock.tick(24 * 3600)
    thinning.thin(database.path, clock())
    (left,) = backups.backups(database.path)
    assert left.contents.erased
    assert b"Leokadia" not in left.path.read_bytes()
    for path in folder_of(database.path).iterdir():
        assert b"Leokadia" not in path.read_bytes()


def test_the_note_holds_no_words_of_the_file(database, clock, team):
    team("Salainen")
    backup = back_up(database.path, "by_hand", clock())
    note = backup.path.with_suffix(".json").read_text("utf-8")
    assert "Salainen" not in note
    assert "Maija" not in note
    assert json.loads(note)["contents"]["file_id"]

"""The second folder: a verified copy of the newest backup on another disk."""

from __future__ import annotations

from contextlib import closing

import pytest

from kehitys.domain.problems import Problem
from kehitys.operations import network
from kehitys.store import backups, second_folder, settings
from kehitys.store.backups import back_up, folder_of
from kehitys.store.opening import read_only
from kehitys.store.restoring import restore
from kehitys.store.settings import Settings
from kehitys.store.today import file_id


@pytest.fixture
def disk(tmp_path):
    """A folder on another disk, so to say."""
    folder = tmp_path / "disk"
    folder.mkdir()
    return folder


def test_the_newest_backup_is_copied_and_restores(database, clock, disk):
    database.write(lambda tx: network.add_team(tx, name="Tiimi"))
    made = back_up(database.path, "by_hand", clock())
    its = database.read(file_id)
    copy = second_folder.copy_newest(database.path, disk, its, clock())
    assert copy.path.parent.parent == disk
    assert copy.sha256 == made.sha256 == backups.sha256_of(copy.path)
    again = second_folder.copy_newest(database.path, disk, its, clock())
    assert again.path == copy.path
    database.close()
    for each in folder_of(database.path).iterdir():
        each.unlink()
    database.path.unlink()
    restore(database.path, copy.path, clock())
    with closing(read_only(database.path)) as connection:
        assert backups.contents_of(connection).rows["team"] == 1


def test_a_disk_that_is_not_there_is_told(database, clock, disk):
    back_up(database.path, "by_hand", clock())
    with pytest.raises(Problem, match="out of reach"):
        second_folder.copy_newest(database.path, disk / "none", database.read(file_id), clock())


def test_a_copy_that_did_not_turn_out_whole_is_no_copy(database, clock, disk, monkeypatch):
    made = back_up(database.path, "by_hand", clock())
    monkeypatch.setattr(
        second_folder.shutil, "copyfile", lambda _a, to: to.write_bytes(b"not the same")
    )
    with pytest.raises(Problem, match="did not turn out whole"):
        second_folder.copy_to(made, disk)
    assert list(disk.iterdir()) == []


def test_only_a_folder_that_can_be_written_to_is_taken(database, disk):
    assert second_folder.chosen(f" {disk} ", database.path) == disk
    with pytest.raises(Problem, match="no folder"):
        second_folder.chosen(str(disk / "none"), database.path)
    own = folder_of(database.path)
    own.mkdir()
    with pytest.raises(Problem, match="already"):
        second_folder.chosen(str(own), database.path)


def test_the_settings_keep_the_folder_and_its_last_copy(clock, disk):
    kept = settings.save(second_folder.with_folder(Settings(), "a", disk))
    kept = settings.save(second_folder.copied(kept, "a", clock()))
    found = settings.load()
    assert found.second_folders == {"a": str(disk)}
    assert second_folder.last_copied(found, "a") == clock()
    assert not second_folder.is_due(found, "a", clock())
    clock.tick(24 * 3600)
    assert second_folder.is_due(found, "a", clock())
    none = second_folder.with_folder(found, "a", None)
    assert (none.second_folders, none.second_copies) == ({}, {})


def test_a_copy_is_behind_from_the_day_it_is_a_week_old(clock, tmp_path):
    """Not before, and not without a second folder; one that never had a copy is behind at once."""
    assert second_folder.behind(Settings(), "a", clock()) is None
    chosen = second_folder.with_folder(Settings(), "a", tmp_path)
    assert second_folder.behind(chosen, "a", clock()).days is None
    copied = second_folder.copied(chosen, "a", clock())
    clock.tick(7 * 86_400 - 1)
    assert second_folder.behind(copied, "a", clock()) is None
    clock.tick(1)
    found = second_folder.behind(copied, "a", clock())
    assert (found.days, found.folder) == (7, str(tmp_path))
    assert second_folder.behind(copied, "b", clock()) is None
    clock.tick(-30 * 86_400)
    assert second_folder.behind(copied, "a", clock()) is None

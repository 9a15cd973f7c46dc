"""`kehitys backup` and `kehitys restore`."""

import io
import json
import sys
from datetime import UTC, datetime, timedelta

import pytest

from kehitys import i18n
from kehitys.operations import network
from kehitys.store import backups, second_folder, settings
from kehitys.store import network as asked
from kehitys.store.database import Database
from kehitys.store.today import file_id
from tests.cli.command import run


class Terminal(io.StringIO):
    """Somebody at the keyboard."""

    def isatty(self):
        return True


@pytest.fixture
def path(database):
    """A closed file with one team."""
    database.write(lambda tx: network.add_team(tx, name="Ennen"))
    database.close()
    return database.path


def add_team(path, name):
    database = Database(path)
    database.write(lambda tx: network.add_team(tx, name=name))
    database.close()


def teams(path):
    database = Database(path)
    found = [team.name for team in database.read(asked.teams)]
    database.close()
    return found


def test_a_backup_says_where_it_is_and_is_listed(path, capsys):
    assert run("--db", path, "backup") == 0
    (made,) = backups.backups(path)
    assert capsys.readouterr().out == f"The backup is in {made.path}.\n"
    add_team(path, "Jälkeen")
    assert run("--db", path, "backup", "--list") == 0
    told = capsys.readouterr().out
    assert made.id in told
    assert "made by hand" in told
    assert "1 change since" in told
    assert run("--db", path, "backup", "--list", "--json") == 0
    (line,) = json.loads(capsys.readouterr().out)
    assert (line["id"], line["why"]) == (made.id, "by_hand")
    assert line["since"] == {"known": True, "steps": 1, "live": 0}
    assert len(backups.backups(path)) == 1


def test_a_backup_goes_to_a_folder_that_is_named(path, tmp_path, capsys):
    folder = tmp_path / "disk"
    folder.mkdir()
    assert run("--db", path, "backup", "--to", folder, "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert told["copy"].startswith(str(folder))
    assert (backups.in_folder(folder))[0].sha256 == told["sha256"]
    assert run("--db", path, "backup", "--to", tmp_path / "none") == 2


def test_a_backup_goes_to_the_second_folder_that_was_chosen(path, tmp_path, capsys):
    folder = tmp_path / "disk"
    folder.mkdir()
    database = Database(path)
    its = database.read(file_id)
    database.close()
    settings.save(second_folder.with_folder(settings.load(), its, folder))
    assert run("--db", path, "backup") == 0
    assert str(folder) in capsys.readouterr().out
    assert second_folder.last_copied(settings.load(), its)


def test_a_second_folder_a_week_behind_is_told_of(path, tmp_path, capsys):
    """Also when the disk is away: the backup is made, and stands in the answer."""
    folder = tmp_path / "disk"
    database = Database(path)
    its = database.read(file_id)
    database.close()
    chosen = second_folder.with_folder(settings.load(), its, folder)
    settings.save(second_folder.copied(chosen, its, datetime.now(UTC) - timedelta(days=8)))
    assert run("--db", path, "backup") == 1
    told = capsys.readouterr()
    assert "The backup is in" in told.out
    assert "is 8 days old. Connect the disk" in told.err
    assert "out of reach" in told.err
    assert run("--db", path, "backup", "--list", "--json") == 0
    told = capsys.readouterr()
    assert len(json.loads(told.out)) == 1
    assert "is 8 days old" in told.err
    folder.mkdir()
    assert run("--db", path, "backup") == 0
    assert not capsys.readouterr().err


def test_the_latest_is_restored_and_restoring_again_takes_it_back(path, capsys):
    run("--db", path, "backup")
    add_team(path, "Jälkeen")
    assert run("--db", path, "restore", "latest", "--yes") == 0
    assert teams(path) == ["Ennen"]
    assert backups.backups(path)[0].id in capsys.readouterr().out
    assert run("--db", path, "restore", "latest", "--yes", "--json") == 0
    assert json.loads(capsys.readouterr().out)["before"]["why"] == "before_restore"
    assert teams(path) == ["Ennen", "Jälkeen"]


def test_a_backup_is_named_by_the_start_of_its_id_or_by_its_path(path, capsys):
    run("--db", path, "backup")
    (made,) = backups.backups(path)
    for which in (made.id[:4], made.id, made.path):
        add_team(path, "Jälkeen")
        assert run("--db", path, "restore", which, "--yes") == 0
        assert teams(path) == ["Ennen"]
        for backup in backups.backups(path)[:-1]:
            backups.remove(backup)
    run("--db", path, "backup")
    capsys.readouterr()
    assert run("--db", path, "restore", "20", "--yes") == 1
    assert "2 backups begin with 20" in capsys.readouterr().err


def test_there_is_no_such_backup(path, capsys):
    assert run("--db", path, "restore", "latest", "--yes") == 1
    assert "no backups" in capsys.readouterr().err
    run("--db", path, "backup")
    assert run("--db", path, "restore", "1999", "--yes") == 1
    assert "backup --list" in capsys.readouterr().err


def test_it_asks_first_and_says_what_is_left_out(path, capsys, monkeypatch):
    run("--db", path, "backup")
    add_team(path, "Jälkeen")
    assert run("--db", path, "restore", "latest") == 1
    assert "--yes" in capsys.readouterr().err
    monkeypatch.setattr(sys, "stdin", Terminal("no\n"))
    assert run("--db", path, "restore", "latest") == 1
    asked_for = capsys.readouterr().out
    assert "leaves out 1 change" in asked_for
    assert "Add a team · Jälkeen" in asked_for
    assert teams(path) == ["Ennen", "Jälkeen"]
    monkeypatch.setattr(sys, "stdin", Terminal("yes\n"))
    assert run("--db", path, "restore", "latest") == 0
    assert teams(path) == ["Ennen"]


def test_it_asks_in_finnish(path, capsys, monkeypatch):
    run("--db", path, "backup")
    monkeypatch.setattr(sys, "stdin", Terminal("kyllä\n"))
    assert run("--lang", "fi", "--db", path, "restore", "latest") == 0
    assert "Palautetaanko varmuuskopio" in capsys.readouterr().out
    i18n.use("en")


def test_a_file_that_is_lost_is_restored(path):
    run("--db", path, "backup")
    path.unlink()
    assert run("--db", path, "restore", "latest", "--yes") == 0
    assert teams(path) == ["Ennen"]


def test_there_is_nothing_to_back_up(tmp_path, capsys):
    for command in (["backup"], ["backup", "--list"], ["restore", "latest", "--yes"]):
        assert run("--db", tmp_path / "none.db", *command) == 1
        assert "no file" in capsys.readouterr().err
    assert list(tmp_path.glob("none*")) == []


def test_an_open_window_is_told_of(path, capsys):
    run("--db", path, "backup")
    other = Database(path)
    other.read(asked.teams)
    assert run("--db", path, "restore", "latest", "--yes") == 1
    assert "Another window" in capsys.readouterr().err
    other.close()

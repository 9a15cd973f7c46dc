"""Where a file stands is told from its path and the system's table of disks."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from kehitys.operations import network
from kehitys.store import surroundings, tables
from kehitys.store.database import Database
from kehitys.store.surroundings import place_of

MOUNTS = """\
22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
30 22 0:40 / /mnt/share rw - {kind} server:/share rw
31 30 8:2 / /mnt/share/own\\040disk rw - ext4 /dev/sdb1 rw
"""


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("/home/m/OneDrive - Espoo/kehitys.db", "cloud"),
        ("/home/m/Dropbox/team/kehitys.db", "cloud"),
        ("/home/m/Nextcloud/kehitys.db", "cloud"),
        ("/Users/m/Library/CloudStorage/Box-Box/kehitys.db", "cloud"),
        ("/Users/m/Library/Mobile Documents/com~apple~CloudDocs/kehitys.db", "cloud"),
        ("/home/m/Google Drive/kehitys.db", "cloud"),
        ("/home/m/onedrive.db", ""),
        ("/home/m/dropboxes/kehitys.db", ""),
        ("/home/m/kehitys.db", ""),
    ],
)
def test_a_cloud_folder_is_known_by_its_name(path, place):
    """The programs name their folders; a file of that name is not one."""
    assert place_of(Path(path), mounts="", environment={}) == place


def test_onedrive_is_known_by_its_variable_whatever_it_is_called():
    """On Windows the folder may bear the name of the organisation only."""
    path = Path("/home/m/Kunta/kehitys.db")
    assert place_of(path, mounts="", environment={"OneDriveCommercial": "/home/m/Kunta"}) == "cloud"


@pytest.mark.parametrize("kind", ["nfs4", "cifs", "smb3", "fuse.sshfs", "9p", "fuse.davfs2", "afs"])
def test_a_network_disk_is_known_by_its_type(kind):
    """The nearest mount point above the file says what disk it is on."""
    mounts = MOUNTS.format(kind=kind)
    assert place_of(Path("/mnt/share/kehitys.db"), mounts=mounts, environment={}) == "network"
    assert place_of(Path("/mnt/shared/kehitys.db"), mounts=mounts, environment={}) == ""
    assert place_of(Path("/mnt/share/own disk/a.db"), mounts=mounts, environment={}) == ""


def test_a_disk_of_the_computer_is_nothing_to_warn_of():
    """Neither is a table that cannot be understood."""
    path = Path("/mnt/share/kehitys.db")
    assert place_of(path, mounts=MOUNTS.format(kind="xfs"), environment={}) == ""
    assert place_of(path, mounts="what\n - \n1 2 3 - nfs", environment={}) == ""


def in_cloud(folder: Path) -> Path:
    """Where a file would stand in a folder that a cloud copies."""
    folder.mkdir()
    return folder / "kehitys.db"


def journal_mode(path: Path) -> str:
    with closing(sqlite3.connect(path)) as connection:
        return str(connection.execute("PRAGMA journal_mode").fetchone()[0])


def test_no_log_is_kept_in_a_cloud_folder_from_the_first_moment(tmp_path):
    """A write-ahead log and a cloud that copies files do not go together."""
    path = in_cloud(tmp_path / "OneDrive")
    database = Database(path)
    database.write(lambda tx: network.add_team(tx, name="Museo"))
    assert sorted(each.name for each in path.parent.iterdir()) == ["kehitys.db"]
    assert database.read(lambda c: c.exec_driver_sql("PRAGMA synchronous").scalar()) == 2
    database.close()
    assert journal_mode(path) == "delete"


def test_a_file_that_is_moved_changes_its_way_of_writing_with_its_place(tmp_path):
    """Into the cloud and out again, with everything in it."""
    path = tmp_path / "kehitys.db"
    database = Database(path)
    database.write(lambda tx: network.add_team(tx, name="Museo"))
    database.close()
    assert journal_mode(path) == "wal"
    cloud = in_cloud(tmp_path / "Dropbox")
    path.replace(cloud)
    Database(cloud).read(lambda c: c.scalar(tables.team.select()))
    assert journal_mode(cloud) == "delete"
    cloud.replace(path)
    database = Database(path)
    assert database.read(lambda c: c.scalar(tables.team.select().with_only_columns(
        tables.team.c.name))) == "Museo"  # fmt: skip
    database.close()
    assert journal_mode(path) == "wal"


def test_two_windows_write_by_turns_in_a_cloud_folder(tmp_path):
    """Without a log a reader and a writer wait for each other, and nothing is lost."""
    path = in_cloud(tmp_path / "Nextcloud")
    one, two = Database(path), Database(path)
    for n in range(10):
        (one, two)[n % 2].write(lambda tx, n=n: network.add_team(tx, name=f"Tiimi {n}"))
    assert len(one.read(lambda c: c.execute(tables.team.select()).all())) == 10
    one.close()
    two.close()


def test_the_command_line_warns_once_beside_the_answer(tmp_path, capsys):
    """On stderr, so that a pipe gets only what it asked for."""
    from tests.cli.command import run

    path = in_cloud(tmp_path / "OneDrive")
    assert run("--db", path, "network", "list", "--json") == 0
    said = capsys.readouterr()
    assert "cloud folder" in said.err
    assert "cloud" not in said.out
    run("--db", path, "network", "list", "--json")
    assert capsys.readouterr().err == ""
    assert surroundings.place_of(path) == "cloud"

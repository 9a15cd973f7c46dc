"""What may not outlive its process goes with it, also when the process is killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from functools import partial

import pytest

from kehitys.operations import network
from kehitys.store import checking
from kehitys.store.passing_folder import PREFIX, passing_folder, sweep
from tests.cli.command import run

CHECKING = """
import sys
from pathlib import Path
from kehitys.store import checking
def told(part, done):
    print("copied", flush=True)
    sys.stdin.read()
checking.check(Path(sys.argv[1]), told)
"""
"""Checks a file and stands still in the middle, with the copy made."""


@pytest.fixture(autouse=True)
def temporary(tmp_path, monkeypatch):
    """A temporary folder of the test's own, for the processes it begins too."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@contextmanager
def a_check_under_way(path):
    """A check of `path` in a process of its own, which goes on when its input ends."""
    process = subprocess.Popen(
        [sys.executable, "-c", CHECKING, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout.readline() == "copied\n", process.stderr.read()
        yield process
    finally:
        process.kill()
        process.wait()


def holding(folder, word):
    """The files below a folder that hold a word."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return [path for path in files if word.encode() in path.read_bytes()]


@pytest.mark.parametrize("then", ["check", "workshop list"])
def test_a_check_that_was_killed_leaves_nobody_behind(database, temporary, then):
    """The copy is there when kill -9 comes, and the next thing anybody does removes it."""
    database.write(partial(network.add_team, name="Salainen Sirkka"))
    database.checkpoint()
    with a_check_under_way(database.path) as process:
        assert holding(temporary, "Salainen Sirkka")
        process.kill()
        assert process.wait() == -signal.SIGKILL
    assert holding(temporary, "Salainen Sirkka")
    assert run("--db", database.path, *then.split()) == 0
    assert list(temporary.iterdir()) == []


def test_a_check_leaves_the_copy_of_another_check_alone(database, temporary):
    """One is still reading while the other comes and goes; both find the file whole."""
    database.write(partial(network.add_team, name="Salainen Sirkka"))
    with a_check_under_way(database.path) as process:
        before = {path: path.stat().st_size for path in temporary.rglob("*")}
        assert checking.check(database.path).whole
        assert {path: path.stat().st_size for path in temporary.rglob("*")} == before
        _out, wrong = process.communicate()
        assert not wrong
        assert process.returncode == 0
    assert list(temporary.iterdir()) == []


def test_two_in_one_process_leave_each_other_alone(temporary):
    """A window checks the file while it has a demo open."""
    with passing_folder() as one:
        (one / "kept").touch()
        with passing_folder() as other:
            sweep()
            assert one != other
            assert other.is_dir()
        assert (one / "kept").exists()
        sweep()
        assert (one / "kept").exists()
    assert list(temporary.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights on Windows")
def test_a_link_with_the_name_of_ours_leads_to_nothing_being_removed(temporary, tmp_path):
    """Whoever else may write in the temporary folder cannot have us remove our own documents."""
    documents = tmp_path / "documents"
    documents.mkdir()
    (documents / "letter").touch()
    (temporary / f"{PREFIX}link").symlink_to(documents)
    inside = temporary / f"{PREFIX}inside"
    inside.mkdir()
    (inside / "link").symlink_to(documents)
    sweep()
    assert (documents / "letter").exists()
    assert not inside.exists()


@pytest.mark.skipif(not hasattr(os, "getuid") or os.getuid() != 0, reason="only root gives away")
def test_another_persons_folder_is_left_alone(temporary):
    theirs = temporary / f"{PREFIX}theirs"
    theirs.mkdir()
    os.chown(theirs, 65534, 65534)
    sweep()
    assert theirs.is_dir()

"""`kehitys demo` writes an invented municipality and never over anything."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.command import run


def test_the_demo_is_written_and_whole(tmp_path, capsys):
    path = tmp_path / "demo.db"
    assert run("--db", path, "demo", "--no-open") == 0
    assert str(path) in capsys.readouterr().out
    assert run("--db", path, "check") == 0
    capsys.readouterr()
    assert run("--db", path, "experiment", "list", "--json") == 0
    assert len(json.loads(capsys.readouterr().out)) == 9


def test_an_empty_file_may_be_filled(tmp_path):
    path = tmp_path / "empty.db"
    path.touch()
    assert run("--db", path, "demo", "--no-open") == 0


FULL = """
import resource, sys
from kehitys.cli.main import main
most = int(sys.argv[1])
resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
main(sys.argv[2:])
"""
"""The program on a disk that takes no file larger than the first argument says."""


@pytest.mark.parametrize(
    ("most", "empty"), [(0, False), (300_000, True), (3_000_000, True), (6_500_000, False)]
)
def test_a_demo_that_the_disk_does_not_take_leaves_nothing(tmp_path, most, empty):
    """However far it came; an empty file that was there stays as it was."""
    pytest.importorskip("resource")
    folder = tmp_path / "here"
    folder.mkdir()
    path = folder / "demo.db"
    if empty:
        path.touch()
    done = subprocess.run(
        [sys.executable, "-c", FULL, str(most), "--db", path, "demo", "--no-open"],
        capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 1, done.stderr
    assert done.stderr.startswith("The demo could not be written, and nothing is left of it.")
    assert "Traceback" not in done.stderr
    assert list(folder.iterdir()) == ([path] if empty else [])
    assert not empty or path.stat().st_size == 0


def test_a_demo_that_is_written_is_one_file(tmp_path):
    path = tmp_path / "here" / "demo.db"
    path.parent.mkdir()
    assert run("--db", path, "demo", "--no-open") == 0
    assert list(path.parent.iterdir()) == [path]


def test_a_file_with_something_in_it_is_left_alone(tmp_path, capsys):
    path = tmp_path / "letter.txt"
    path.write_text("Hei")
    assert run("--db", path, "demo", "--no-open") == 1
    assert "not empty" in capsys.readouterr().err
    assert path.read_text() == "Hei"
    assert run("--db", tmp_path, "demo", "--no-open") == 1


def test_without_a_file_there_is_nowhere_to_write(capsys):
    assert run("demo", "--no-open") == 2
    assert "--db FILE" in capsys.readouterr().err


def test_the_demo_opens_in_a_throw_away_file(monkeypatch):
    seen: list[tuple[Path, bool, bool]] = []
    monkeypatch.setattr(
        "kehitys.tui.start.open_app",
        lambda path, *, demo: seen.append((path, demo, path.exists())),
    )
    assert run("demo") == 0
    ((path, demo, was_there),) = seen
    assert demo
    assert was_there
    assert not path.parent.exists()

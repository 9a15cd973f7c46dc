"""`kehitys toolkit` as one who writes methods uses it."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys

import pytest

from kehitys.cli.main import main
from kehitys.files import content
from tests.built_in import by_toolkit

TOOLKITS, TEMPLATES = content.where()


@pytest.fixture
def run(capsys):
    """Runs the command and gives its exit code, output and complaint."""

    def run(*arguments):
        with pytest.raises(SystemExit) as left:
            main([*map(str, arguments)])
        told = capsys.readouterr()
        return int(left.value.code or 0), told.out, told.err

    return run


@pytest.fixture
def broken(tmp_path):
    """A toolkit with two faults in one file."""
    folder = tmp_path / "alku"
    shutil.copytree(TOOLKITS / "alku", folder)
    path = folder / "alkukierros.yaml"
    text = path.read_text("utf-8").replace("energy: low", "energy: \x1b]0;x", 1)
    path.write_text(text.replace("facilitators: 1", "facilitators: 1,5"), "utf-8")
    text = path.read_text("utf-8").replace("energy: \x1b]0;x", "energy: lots")
    path.write_text(text, "utf-8")
    return folder


def test_the_built_in_files_are_sound(run):
    """In one go: the folder of toolkits and the templates."""
    code, out, _ = run("toolkit", "check", TOOLKITS, TEMPLATES, "--json")
    assert (code, json.loads(out)) == (0, [])
    code, out, _ = run("toolkit", "check", TOOLKITS)
    assert (code, out.strip()) == (0, "No faults.")


def test_every_fault_is_told_with_file_line_and_field(run, broken):
    """For a script as JSON, for a person as lines an editor can jump to; exit 1."""
    code, out, _ = run("toolkit", "check", broken, "--json")
    faults = json.loads(out)
    assert code == 1
    assert [fault["field"] for fault in faults] == ["energy", "facilitators"]
    for fault in faults:
        assert set(fault) == {"file", "line", "field", "problem"}
        assert fault["file"].endswith("alkukierros.yaml")
        assert fault["line"] > 1
    code, out, _ = run("toolkit", "check", broken)
    assert code == 1
    assert f"alkukierros.yaml:{faults[0]['line']}: energy: " in out
    assert out.strip().endswith("2 faults.")


def test_a_fault_says_nothing_that_moves_a_cursor(run, tmp_path):
    """A file name from a stranger is cleaned too."""
    path = tmp_path / "a\x1b[31mb.yaml"
    path.write_text("id: [\n", "utf-8")
    code, out, _ = run("toolkit", "check", path)
    assert code == 1
    assert "\x1b" not in out


def test_a_path_that_is_not_there_and_no_path_at_all(run, tmp_path):
    """The first is a fault, the second wrong use."""
    code, out, _ = run("toolkit", "check", tmp_path / "none", "--json")
    assert code == 1
    assert [fault["line"] for fault in json.loads(out)] == [0]
    assert run("toolkit", "check")[0] == 2


def test_toolkits_are_listed(run):
    """With how many methods each has."""
    rows = json.loads(run("--lang", "fi", "toolkit", "list", "--json")[1])
    assert {row["id"]: row["methods"] for row in rows} == by_toolkit()
    assert "vertaisapu" in run("toolkit", "list")[1]


def test_a_check_opens_no_file_of_ours_and_imports_no_sqlalchemy(tmp_path):
    """One can check a toolkit where Kehitys has no data at all."""
    script = (
        "import sys\n"
        "from kehitys.cli.main import main\n"
        "try:\n    main(['--db', sys.argv[1], 'toolkit', 'check', sys.argv[2]])\n"
        "except SystemExit as left:\n    assert not left.code\n"
        "print({'sqlalchemy', 'textual'} & set(sys.modules), file=sys.stderr)\n"
    )
    file = tmp_path / "a.db"
    done = subprocess.run(
        [sys.executable, "-c", script, str(file), str(TOOLKITS)], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr.strip() == "set()"
    assert not file.exists()

"""`kehitys toolkit` as one who writes methods uses it."""

from __future__ import annotations

import json
import shutil

import pytest

from kehitys.files import content
from tests.built_in import by_toolkit

TOOLKITS, TEMPLATES = content.where()


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


def test_the_built_in_files_are_sound(ask):
    """In one go: the folder of toolkits and the templates."""
    code, out, _ = ask("toolkit", "check", TOOLKITS, TEMPLATES, "--json")
    assert (code, json.loads(out)) == (0, [])
    code, out, _ = ask("toolkit", "check", TOOLKITS)
    assert (code, out.strip()) == (0, "No faults.")


def test_every_fault_is_told_with_file_line_and_field(ask, broken):
    """For a script as JSON, for a person as lines an editor can jump to; exit 1."""
    code, out, _ = ask("toolkit", "check", broken, "--json")
    faults = json.loads(out)
    assert code == 1
    assert [fault["field"] for fault in faults] == ["energy", "facilitators"]
    for fault in faults:
        assert set(fault) == {"file", "line", "field", "problem"}
        assert fault["file"].endswith("alkukierros.yaml")
        assert fault["line"] > 1
    code, out, _ = ask("toolkit", "check", broken)
    assert code == 1
    assert f"alkukierros.yaml:{faults[0]['line']}: energy: " in out
    assert out.strip().endswith("2 faults.")


def test_a_fault_says_nothing_that_moves_a_cursor(ask, tmp_path):
    """A file name from a stranger is cleaned too."""
    path = tmp_path / "a\x1b[31mb.yaml"
    path.write_text("id: [\n", "utf-8")
    code, out, _ = ask("toolkit", "check", path)
    assert code == 1
    assert "\x1b" not in out


def test_a_path_that_is_not_there_and_no_path_at_all(ask, tmp_path):
    """The first is a fault, the second wrong use."""
    code, out, _ = ask("toolkit", "check", tmp_path / "none", "--json")
    assert code == 1
    assert [fault["line"] for fault in json.loads(out)] == [0]
    assert ask("toolkit", "check")[0] == 2


def test_toolkits_are_listed(ask):
    """With how many methods each has."""
    rows = json.loads(ask("--lang", "fi", "toolkit", "list", "--json")[1])
    assert {row["id"]: row["methods"] for row in rows} == by_toolkit()
    assert "vertaisapu" in ask("toolkit", "list")[1]

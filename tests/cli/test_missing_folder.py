"""A file named in a folder that is not there is a typing error, not a wish for a new file."""

from __future__ import annotations

import pytest

from tests.cli.command import run

TOLD = {
    "en": "There is no folder {}, so nothing was opened or made. Correct the path",
    "fi": "Kansiota {} ei ole, joten mitään ei avattu eikä tehty. Korjaa polku",
    "sv": "Mappen {} finns inte, så inget öppnades eller skapades. Rätta sökvägen",
}

COMMANDS = (
    "", "demo", "demo --no-open", "methods list", "toolkit list", "workshop list",
    "experiment list", "network list", "check", "check --reindex", "backup", "backup --list",
    "restore latest",
)  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("lang", TOLD)
def test_the_first_folder_that_is_missing_is_told_and_not_made(tmp_path, capsys, lang, command):
    """By the app and by every command; one line, exit 1, and nothing new on the disk."""
    wrong = tmp_path / "documets"
    path = wrong / "workshops" / "own.db"
    assert run("--db", path, "--lang", lang, *command.split()) == 1
    out, said = capsys.readouterr()
    assert out == ""
    assert said.startswith(TOLD[lang].format(wrong)), said
    assert len(said.splitlines()) == 1
    assert not wrong.exists()


def test_a_folder_named_from_where_one_stands_is_told_whole(tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert run("--db", "documets/own.db", "workshop", "list") == 1
    assert f"no folder {tmp_path / 'documets'}," in capsys.readouterr().err


def test_the_folder_of_ones_own_file_is_made_by_itself(tmp_path, monkeypatch):
    """Nobody has typed its name."""
    data = tmp_path / "not" / "there"
    monkeypatch.setenv("KEHITYS_DATA", str(data))
    assert run("workshop", "list") == 0
    assert (data / "kehitys.db").exists()


def test_a_new_file_in_a_folder_that_is_there_is_made(tmp_path):
    assert run("--db", tmp_path / "own.db", "workshop", "list") == 0
    assert (tmp_path / "own.db").exists()

"""The command line as a whole: what it loads, how it fails, what it never prints."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from kehitys import i18n
from kehitys.store import fault_log
from kehitys.store.database import Database
from tests.cli.command import PROGRAM, apart, loaded


@pytest.mark.parametrize("option", ["--help", "--version"])
def test_help_and_version_load_neither_screens_nor_database_nor_yaml(option):
    """They answer at once."""
    assert loaded(("textual", "sqlalchemy", "yaml", "alembic"), option) == set()


def test_listing_methods_loads_no_screens():
    """A pipe needs no Textual."""
    assert loaded(("textual", "sqlalchemy"), "methods", "list", "--json") == {"sqlalchemy"}


def test_checking_a_toolkit_opens_no_file_of_ours_and_loads_no_database(tmp_path):
    """One can check a toolkit where Kehitys has no data at all."""
    file = tmp_path / "a.db"
    toolkits = Path(__file__).parents[2] / "toolkits"
    heavy = ("textual", "sqlalchemy")
    assert loaded(heavy, "--db", file, "toolkit", "check", toolkits) == set()
    assert not file.exists()


def test_a_backup_loads_neither_screens_nor_database(database):
    """It copies a file that others have open."""
    database.close()
    assert loaded(("textual", "sqlalchemy"), "--db", database.path, "backup") == set()


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--nope"], 2),
        (["nope"], 2),
        (["methods", "list", "--minutes", "many"], 2),
        (["methods", "list", "--purpose", "\x1b[2J"], 2),
        (["workshop", "new", "--title", "T"], 2),
        (["workshop", "show", "zzz"], 1),
        (["workshop", "show", "\x1b]52;c;eA==\x07"], 1),
        (["experiment", "show", "0"], 1),
        (["workshop", "new", "--template", "nope", "--title", "T", "--start", "2026-12-01T09:00",
          "--people", "3"], 1),
        (["workshop", "new", "--template", "tiimikokous", "--title", "T", "--start", "tomorrow",
          "--people", "3"], 1),
    ],
)  # fmt: skip
def test_bad_input_gets_one_sentence_and_no_traceback(arguments, code):
    """One line on stderr, nothing on stdout, no raw control byte."""
    done = apart(*arguments)
    assert done.returncode == code
    assert done.stdout == ""
    assert len(done.stderr.strip().splitlines()) == 1
    assert "Traceback" not in done.stderr
    assert not any(ord(char) < 32 and char != "\n" for char in done.stderr)


def test_a_bad_file_is_told_in_a_sentence(tmp_path):
    """A letter to somebody is not a database."""
    letter = tmp_path / "letter.db"
    letter.write_text("Dear all")
    done = apart("--db", str(letter), "methods", "list")
    assert done.returncode == 1
    assert "not a Kehitys file" in done.stderr
    assert letter.read_text() == "Dear all"


def test_text_of_people_never_reaches_the_terminal_raw(database: Database):
    """Even bytes put into the file behind our back are printed without escapes."""
    database.write(
        lambda tx: tx.connection.exec_driver_sql(
            "UPDATE person SET name = 'Ma' || char(27) || ']52;c;eA==' || char(7) || 'ija'"
        )
    )
    done = apart("--db", str(database.path), "network", "list")
    assert done.returncode == 0
    assert "\x1b" not in done.stdout
    assert "\x07" not in done.stdout


@pytest.mark.parametrize(("lang", "word"), [("fi", "Komennot"), ("sv", "Kommandon")])
def test_help_speaks_the_language_asked_for(lang, word):
    """click's own words come through our catalogue too."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, "--lang", lang, "--help"], capture_output=True, text=True
    )
    assert word in done.stdout
    assert "Usage" not in done.stdout


def test_a_fault_of_ours_is_logged_and_told_in_one_sentence():
    """Exit 70, a plain sentence, and the traceback in the log for whoever mends it."""
    broken = "import kehitys.cli.methods as m; m.print_rows = None\n"
    done = apart("methods", "list", before=broken)
    assert done.returncode == 70
    assert len(done.stderr.strip().splitlines()) == 1
    log = Path(done.stderr.rsplit("See ", 1)[1].strip().rstrip("."))
    assert "TypeError" in log.read_text()
    assert "kehitys/cli/methods.py" in log.read_text()


def test_the_log_never_holds_what_people_wrote():
    """Neither the message of a fault, nor its parameters, nor where somebody keeps their files."""
    broken = (
        "import kehitys.cli.methods as m\n"
        "def fail(rows): raise ValueError('Salainen Sirkka', rows)\n"
        "m.print_rows = fail\n"
    )
    done = apart("methods", "list", before=broken)
    log = Path(done.stderr.rsplit("See ", 1)[1].strip().rstrip("."))
    assert "ValueError" in log.read_text()
    assert "Sirkka" not in log.read_text() + done.stderr
    assert str(Path.home()) not in log.read_text()


def test_the_log_is_turned_over_before_it_grows_large(monkeypatch):
    """Three files at most, each of half a megabyte."""
    monkeypatch.setattr(fault_log, "SIZE", 2_000)
    for _turn in range(40):
        assert fault_log.keep(ValueError("x")) is not None
    kept = sorted(fault_log.path().parent.glob("kehitys.log*"))
    assert [path.name for path in kept] == ["kehitys.log", "kehitys.log.1", "kehitys.log.2"]
    assert all(path.stat().st_size <= 2_500 for path in kept)


WALK = """
import json
import click
from kehitys.cli import main

def walk(name, command, into):
    into[name] = command.help
    for each in command.params:
        if isinstance(each, click.Option):
            into[f"{name} {each.opts[0]}"] = each.help
    if isinstance(command, click.Group):
        context = click.Context(command)
        for part in command.list_commands(context):
            walk(f"{name} {part}", command.get_command(context, part), into)

told = {}
main.translate = lambda command: None
walk("kehitys", main.kehitys, told)
print(json.dumps(told))
"""


def test_every_command_and_option_says_what_it_does_in_each_language():
    """None is left without a word, and none speaks English to a Finn or a Swede."""
    done = subprocess.run([sys.executable, "-c", WALK], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    helps = {name: words for name, words in json.loads(done.stdout).items() if "--help" not in name}
    assert len(helps) > 60
    assert [name for name, words in helps.items() if not words] == []
    for lang in ("fi", "sv"):
        i18n.use(lang)
        assert [name for name, words in helps.items() if i18n._(words) == words] == []


@pytest.mark.skipif(sys.platform == "win32", reason="pipes close otherwise there")
def test_a_reader_that_has_read_enough_is_no_problem():
    """As in `kehitys toolkit schema | head -1`: a script under `pipefail` goes on."""
    reading, writing = os.pipe()
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAM, "toolkit", "schema"],
        stdout=writing, stderr=subprocess.PIPE, text=True,
    ) as running:  # fmt: skip
        os.close(writing)
        os.close(reading)
        assert running.communicate()[1] == ""
        assert running.returncode == 0

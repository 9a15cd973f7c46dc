"""`kehitys check` says whether the file is whole, and makes a whole one of what is left."""

import json
from functools import partial
from uuid import uuid4

import pytest

from kehitys.operations import experiments, network
from kehitys.store import fault_log
from kehitys.store.opening import HEAD
from tests.cli.command import run
from tests.store.damage import harm


def checked(database, capsys, *more):
    """The exit code and the answer as JSON."""
    code = run("--db", database.path, "check", "--json", *more)
    return code, json.loads(capsys.readouterr().out)


def test_a_sound_file_is_whole(database, capsys):
    """One sentence, and the same in JSON."""
    database.write(partial(network.add_team, name="Tiimi"))
    code, found = checked(database, capsys)
    assert code == 0
    assert found == {
        "file": str(database.path),
        "whole": True,
        "revision": HEAD,
        "findings": [],
        "log": str(fault_log.path()),
    }
    run("--db", database.path, "check")
    assert capsys.readouterr().out == "The file is whole.\n"


def test_json_names_each_finding_exactly(database, capsys):
    """Kind, table, column, rows by their short ids, and how many."""
    _, experiment = database.write(partial(experiments.new_experiment, title="Jono"))
    database.close()
    harm(database.path, f"UPDATE experiment SET owner_id = '{uuid4().hex}'")
    code, found = checked(database, capsys)
    assert code == 1
    short = experiment.hex[-8:]
    assert found["findings"] == [
        {"kind": "orphan", "table": "experiment", "column": "", "rows": [short], "count": 1,
         "detail": "person"},
        {"kind": "differs", "table": "experiment", "column": "owner_id", "rows": [short],
         "count": 1, "detail": ""},
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("lang", "words", "advice"),
    [
        ("en", "It is not what the history says · experiments (title) · 1 row", "Restore a backup"),
        ("fi", "Se ei ole niin kuin muutoshistoria sanoo · kokeilut (title) · 1 rivi",
         "Palauta varmuuskopio"),
        ("sv", "Det stämmer inte med ändringshistoriken · försök (title) · 1 rad",
         "Återställ en säkerhetskopia"),
    ],
)  # fmt: skip
def test_a_finding_is_a_plain_line_and_the_advice_is_the_last(
    database, capsys, lang, words, advice
):
    """In the language asked for, with the short id to look for."""
    database.write(partial(experiments.new_experiment, title="Jono"))
    database.close()
    harm(database.path, "UPDATE experiment SET title = 'Toinen', title_sort = 'toinen'")
    assert run("--db", database.path, "--lang", lang, "check") == 1
    lines = capsys.readouterr().out.splitlines()
    assert any(line.startswith(words) for line in lines), lines
    assert advice in lines[-1]


def test_an_index_that_tells_another_story_is_made_anew_when_asked(database, capsys):
    """Nothing of anybody's is wrong then, and the advice says so."""
    database.write(partial(experiments.new_experiment, title="Jono"))
    database.close()
    harm(database.path, "UPDATE search_text SET name = 'Muu'")
    assert run("--db", database.path, "check") == 1
    assert "--reindex" in capsys.readouterr().out
    code, found = checked(database, capsys, "--reindex")
    assert (code, found["whole"]) == (0, True)


def test_a_damaged_file_is_mended_into_a_copy(database, capsys, tmp_path):
    """The answer says what was lost and where the list is; the damaged file is as it was."""
    for n in range(60):
        database.write(partial(network.add_team, name=f"Tiimi {n}"))
    database.checkpoint()
    database.close()
    harm(database.path, "UPDATE team SET kind = 'strange' WHERE name = 'Tiimi 7'")
    before = database.path.read_bytes()
    copy = tmp_path / "mended.db"
    code, found = checked(database, capsys, "--mend", str(copy))
    assert (code, found["whole"], found["file"]) == (0, True, str(copy))
    assert found["damaged"]["whole"] is False
    assert found["brought_back"] == 1
    assert database.path.read_bytes() == before
    assert run("--db", copy, "check") == 0
    assert run("--db", database.path, "check", "--mend", str(copy)) == 1
    assert "already" in capsys.readouterr().err


def test_a_torn_page_is_told_without_a_traceback(database, capsys):
    """Half the pages are overwritten."""
    for n in range(200):
        database.write(partial(network.add_team, name=f"Tiimi {n}"))
    database.checkpoint()
    database.close()
    raw = bytearray(database.path.read_bytes())
    for start in range(8 * 4096, len(raw), 4096):
        raw[start : start + 512] = b"\xff" * 512
    database.path.write_bytes(raw)
    assert run("--db", database.path, "check") == 1
    told = "".join(capsys.readouterr())
    assert "damaged" in told
    assert "Traceback" not in told
    assert database.path.read_bytes() == bytes(raw)


def test_there_is_no_file_to_check(tmp_path, capsys):
    """Neither is one made."""
    assert run("--db", tmp_path / "none.db", "check") == 1
    assert "no file" in capsys.readouterr().err
    assert run("--db", tmp_path / "none.db", "check", "--reindex") == 1
    assert not (tmp_path / "none.db").exists()
    (tmp_path / "empty.db").touch()
    assert run("--db", tmp_path / "empty.db", "check") == 1
    assert "empty" in capsys.readouterr().err

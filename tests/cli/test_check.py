"""`kehitys check` says whether the file is whole."""

import json
import sqlite3
from contextlib import closing
from uuid import uuid4

from kehitys.operations import experiments, network
from tests.cli.test_demo import run


def harm(database, statement):
    """Does behind our back what no operation does."""
    database.close()
    with closing(sqlite3.connect(database.path)) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute(statement)
        connection.commit()


def checked(database, capsys, *more):
    code = run("--db", database.path, "check", "--json", *more)
    return code, json.loads(capsys.readouterr().out)


def test_a_sound_file_is_whole(database, capsys):
    database.write(lambda tx: network.add_team(tx, name="Tiimi"))
    code, found = checked(database, capsys)
    assert (code, found["whole"]) == (0, True)
    run("--db", database.path, "check")
    assert capsys.readouterr().out == "The file is whole.\n"


def test_a_row_that_names_nothing_is_told(database, capsys):
    database.write(lambda tx: experiments.new_experiment(tx, title="Jono"))
    harm(database, f"UPDATE experiment SET owner_id = '{uuid4().hex}'")
    code, found = checked(database, capsys)
    assert (code, found["orphans"]) == (1, ["experiment"])


def test_a_value_that_cannot_be_read_is_told(database, capsys):
    database.write(lambda tx: experiments.new_experiment(tx, title="Jono"))
    harm(database, "UPDATE experiment SET owner_id = 'x'")
    assert run("--db", database.path, "check") == 1
    assert "damaged" in capsys.readouterr().err


def test_an_index_that_tells_another_story_is_mended_when_asked(database, capsys):
    database.write(lambda tx: experiments.new_experiment(tx, title="Jono"))
    harm(database, "UPDATE experiment SET title = 'Toinen'")
    code, found = checked(database, capsys)
    assert (code, found["unindexed"]) == (1, 1)
    assert run("--db", database.path, "check") == 1
    assert "--mend" in capsys.readouterr().out
    code, found = checked(database, capsys, "--mend")
    assert (code, found["unindexed"]) == (0, 0)


def test_a_torn_page_is_told_without_a_traceback(database, capsys):
    for n in range(200):
        database.write(lambda tx, n=n: network.add_team(tx, name=f"Tiimi {n}"))
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


def test_there_is_no_file_to_check(tmp_path, capsys):
    assert run("--db", tmp_path / "none.db", "check") == 1
    assert "no file" in capsys.readouterr().err
    assert not (tmp_path / "none.db").exists()

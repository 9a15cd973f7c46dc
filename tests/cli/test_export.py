"""`kehitys export` writes every table of a file, also of one that must not be opened."""

from __future__ import annotations

import csv
import json
import os
import sqlite3
from contextlib import closing
from functools import partial
from hashlib import sha256
from random import Random

import pytest

from kehitys.operations import experiments, network
from tests.store.damage import harm, spoilt


@pytest.fixture
def path(database):
    """A closed file with two people and an experiment in it."""
    for name in ("Maija Mallikas", "Kim Keksitty"):
        database.write(partial(network.add_person, name=name))
    database.write(partial(experiments.new_experiment, title="Yksi jono"))
    database.checkpoint()
    database.close()
    return database.path


def rows(file):
    """What a spreadsheet sees in a CSV file: each row by its headings."""
    return list(csv.DictReader(file.read_text("utf-8-sig").splitlines(), delimiter=";"))


def everything_in(folder):
    """Each file below a folder and its bytes' digest."""
    return {each: sha256(each.read_bytes()).hexdigest()
            for each in folder.rglob("*") if each.is_file()}  # fmt: skip


def test_every_table_with_rows_becomes_a_file(ask, path, tmp_path):
    """Words are there as they were written; what is only for searching is left out."""
    code, told, _ = ask("--db", path, "export", tmp_path / "taulut", "--json")
    files = {file.stem: rows(file) for file in (tmp_path / "taulut").iterdir()}
    assert code == 0
    assert {row["name"] for row in files["person"]} == {"Maija Mallikas", "Kim Keksitty"}
    assert [row["title"] for row in files["experiment"]] == ["Yksi jono"]
    assert not [name for name in files if name.startswith("search")]
    assert json.loads(told) == {
        "folder": str(tmp_path / "taulut"),
        "tables": len(files),
        "rows": sum(map(len, files.values())),
    }


def test_a_file_from_a_newer_kehitys_can_be_had_as_tables(ask, path, tmp_path):
    """The refusal tells how; tables that nobody knows yet come too; the file is left alone."""
    harm(
        path,
        "UPDATE alembic_version SET version_num = '9999'",
        "CREATE TABLE bridge (id TEXT, told TEXT)",
        "INSERT INTO bridge VALUES ('1', 'Silta')",
        "CREATE VIRTUAL TABLE newer_search USING fts5(told)",
        "INSERT INTO newer_search VALUES ('Silta')",
    )
    before = everything_in(path.parent)
    code, _, complaint = ask("--db", path, "network", "list")
    assert (code, "kehitys --db FILE export FOLDER" in complaint) == (1, True)
    assert ask("--db", path, "export", tmp_path / "taulut")[0] == 0
    assert rows(tmp_path / "taulut" / "bridge.csv") == [{"id": "1", "told": "Silta"}]
    assert not list((tmp_path / "taulut").glob("newer_search*"))
    there = everything_in(path.parent)
    assert {each: there[each] for each in before} == before


@pytest.mark.skipif(os.name == "nt", reason="a folder's permissions are a thing of POSIX")
def test_a_file_that_may_only_be_read_is_read(ask, path, tmp_path):
    """Nothing is made beside it."""
    path.chmod(0o444)
    before = everything_in(path.parent)
    assert ask("--db", path, "export", tmp_path / "taulut")[0] == 0
    assert {each for each in everything_in(path.parent) if "taulut" not in each.parts} == set(
        before
    )


def test_what_is_in_the_log_only_is_there_too(ask, database, tmp_path):
    """Another window has the file open and has not written it back."""
    database.write(partial(network.add_person, name="Pentti Paperi"))
    assert ask("--db", database.path, "export", tmp_path / "taulut")[0] == 0
    people = rows(tmp_path / "taulut" / "person.csv")
    assert "Pentti Paperi" in {row["name"] for row in people}


def test_hostile_names_and_texts_stay_in_the_folder(ask, path, tmp_path):
    """A table called as a path, a text that moves the cursor, a cell that is a formula."""
    harm(path, "UPDATE alembic_version SET version_num = '9999'")
    with closing(sqlite3.connect(path)) as file, file:
        file.execute('CREATE TABLE "../../ulos" ("a""b" TEXT)')
        file.execute('INSERT INTO "../../ulos" VALUES (?)', ("=1+1\x1b[2J\x07",))
        file.execute('INSERT INTO "../../ulos" VALUES (?)', (b"\x00\xff",))
    assert ask("--db", path, "export", tmp_path / "taulut")[0] == 0
    [strange] = (tmp_path / "taulut").glob("table-*.csv")
    assert [row['a"b'] for row in rows(strange)] == ["'=1+1", "00ff"]
    assert not (tmp_path / "ulos.csv").exists()


def test_a_damaged_file_is_told_and_nothing_half_is_written(ask, path, tmp_path):
    whole, random = path.read_bytes(), Random(11)
    codes = set()
    for turn in range(12):
        path.write_bytes(spoilt(whole, random, turn, 4096))
        target = tmp_path / f"taulut-{turn}"
        code, _, complaint = ask("--db", path, "export", target)
        codes.add(code)
        assert target.exists() == (code == 0)
        assert (code == 0) or (code == 1 and complaint)
    assert codes == {0, 1}
    assert not list(tmp_path.glob(".kehitys-*"))


@pytest.mark.parametrize("lang", ["fi", "sv", "en"])
def test_no_file_and_a_folder_with_something_in_it_are_told(ask, path, tmp_path, lang):
    (tmp_path / "oma").mkdir()
    (tmp_path / "oma" / "muistio.txt").write_text("Oma.", "utf-8")
    for arguments in (("--db", path, "export", tmp_path / "oma"),
                      ("--db", tmp_path / "ei-ole.db", "export", tmp_path / "x")):  # fmt: skip
        code, told, complaint = ask("--lang", lang, *arguments)
        assert (code, told) == (1, "")
        assert complaint.count("\n") == 1
    assert [each.name for each in (tmp_path / "oma").iterdir()] == ["muistio.txt"]
    assert not (tmp_path / "ei-ole.db").exists()

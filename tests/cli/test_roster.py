"""`kehitys network import` and `export`: looked at first, whole or not at all, and back again."""

import json

import pytest

from kehitys.operations import network
from kehitys.store import roster
from tests.cli.command import loaded, run

LIST = "Nimi;Sähköposti;Puhelin;Yksikkö;Kengät\nÅsa;asa@example.org;'+358 40;Museo;37\n"


@pytest.fixture
def lists(tmp_path):
    """Writes a list and gives its path."""

    def write(text, name="list.csv"):
        path = tmp_path / name
        path.write_bytes(text.encode())
        return path

    return write


def names(library):
    return [person.name for person in library.read(roster.register).people]


def test_a_dry_run_tells_everything_and_does_nothing(library, lists, capsys):
    assert run("--db", library.path, "network", "import", lists(LIST), "--dry-run") == 0
    told = capsys.readouterr().out
    assert "+ new" in told
    assert "Åsa  Museo · asa@example.org · +358 40" in told
    assert "New units: Museo" in told
    assert "Not brought in: Kengät" in told
    assert names(library) == ["Maija Mallikas"]


def test_with_yes_it_is_done_and_a_backup_stands_before_it(library, lists, capsys, tmp_path):
    before = set(tmp_path.rglob("*.db"))
    assert run("--db", library.path, "network", "import", lists(LIST), "--yes") == 0
    assert "Brought in." in capsys.readouterr().out
    assert names(library) == ["Maija Mallikas", "Åsa"]
    assert library.read(roster.register).people[1].phone == "+358 40"
    assert len(set(tmp_path.rglob("*.db")) - before) == 1


def test_without_yes_a_pipe_brings_nothing_in(library, lists, capsys):
    assert run("--db", library.path, "network", "import", lists(LIST)) == 1
    assert "--yes" in capsys.readouterr().err
    assert names(library) == ["Maija Mallikas"]


def test_faults_are_told_with_their_lines_and_nothing_is_done(library, lists, capsys):
    path = lists(LIST + ";b@example.org;;;\nBo;not an address;;;\n")
    assert run("--db", library.path, "network", "import", path, "--yes") == 1
    told = capsys.readouterr()
    assert "3  –" in told.out
    assert "4  Bo" in told.out
    assert told.err == "The list has 2 faults. Nothing was brought in.\n"
    assert names(library) == ["Maija Mallikas"]


def test_json_is_exact(library, lists, capsys):
    path = lists(LIST + "Maija Mallikas;;040 1;;\nBo;bad;;;\n")
    assert run("--db", library.path, "network", "import", path, "--json", "--dry-run") == 1
    told = json.loads(capsys.readouterr().out)
    assert told["brought_in"] is False
    assert told["new"] == [{"line": 2, "name": "Åsa"}]
    assert told["unsure"][0]["changes"] == [{"field": "phone", "before": "", "after": "040 1"}]
    assert [(fault["line"], fault["field"]) for fault in told["faults"]] == [(4, "Sähköposti")]
    assert told["left_out"] == ["Kengät"]


@pytest.mark.parametrize(
    ("answer", "found"),
    [
        ("skip", ["Maija Mallikas", "Åsa"]),
        ("same", ["Maija Mallikas", "Åsa"]),
        ("new", ["Maija Mallikas", "Maija Mallikas", "Åsa"]),
    ],
)
def test_namesakes_are_as_one_says(library, lists, answer, found):
    path = lists(LIST + "Maija Mallikas;;040 1;;\n")
    arguments = ("network", "import", path, "--yes", "--namesakes", answer)
    assert run("--db", library.path, *arguments) == 0
    assert names(library) == found
    phones = [person.phone for person in library.read(roster.register).people]
    assert ("040 1" in phones) == (answer != "skip")


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize("lang", ["fi", "sv", "en"])
def test_what_is_written_is_brought_in_the_same(library, tmp_path, kind, lang, capsys):
    """The round trip, in every language and both forms, into a file that had nobody."""
    unit = library.write(lambda tx: network.add_unit(tx, names={lang: "Museo = ”A”"}))[1]

    def add(tx):
        asa = network.add_person(
            tx, name="=Åsa; Ö", email="asa@example.org", phone="+358 40", unit_id=unit,
            languages=("sv", "fi"), membership="",
        )  # fmt: skip
        network.set_skill(tx, asa, network.skill_id("dialogue"), 3)

    library.write(add)
    out, other, back = tmp_path / f"out.{kind}", tmp_path / "other.db", tmp_path / f"back.{kind}"
    speak = ("--lang", lang)
    assert run("--db", library.path, *speak, "network", "export", "-o", out) == 0
    assert run("--db", other, *speak, "network", "import", out, "--yes") == 0
    assert run("--db", other, *speak, "network", "export", "-o", back) == 0
    if kind == "csv":
        assert back.read_bytes() == out.read_bytes()
        assert ";'+358 40;" in out.read_text("utf-8-sig")
    capsys.readouterr()
    assert run("--db", other, *speak, "network", "import", out, "--json", "--dry-run") == 0
    told = json.loads(capsys.readouterr().out)
    assert len(told["same"]) == 2


def test_another_ending_is_a_sentence(library, tmp_path, capsys):
    assert run("--db", library.path, "network", "export", "-o", tmp_path / "out.ods") == 1
    assert "CSV or XLSX" in capsys.readouterr().err
    assert not (tmp_path / "out.ods").exists()


def test_openpyxl_is_not_loaded_before_a_file_needs_it(lists):
    """It costs the start nothing, and a CSV nothing either."""
    assert loaded(("openpyxl",), "--help") == set()
    path = str(lists(LIST))
    assert loaded(("openpyxl", "textual"), "network", "import", path, "--dry-run") == set()

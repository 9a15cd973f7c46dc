"""`kehitys workshop` as a script and a person use it."""

from __future__ import annotations

import json
from datetime import datetime, time
from itertools import pairwise
from pathlib import Path

import pytest

from kehitys.operations import agenda
from kehitys.store import settings, workshops
from kehitys.store.database import Database

ONE_SENTENCE_CODES = (1, 2)


@pytest.fixture
def made(ask):
    """Makes a workshop and gives its id."""

    def made(*more, title="Kehittämispäivä", start="2026-11-24T09:00", people=12):
        code, out, complaint = ask(
            "workshop", "new", "--title", title, "--start", start, "--people", people, "--json",
            *more,
        )  # fmt: skip
        assert code == 0, complaint
        return json.loads(out)["id"]

    return made


def shown(ask, workshop_id, *more):
    code, out, complaint = ask(*more, "workshop", "show", workshop_id, "--json")
    assert code == 0, complaint
    return json.loads(out)


def change(operation):
    database = Database(settings.data_file())
    try:
        return database.write(operation)[1]
    finally:
        database.close()


def test_a_new_workshop_is_shown_with_the_offset_of_its_day(ask, made):
    found = shown(ask, made())
    assert found["title"] == "Kehittämispäivä"
    assert found["start"] == "2026-11-24T09:00:00+02:00"
    assert found["people"] == 12
    assert found["blocks"] == []
    assert [warning["code"] for warning in found["warnings"]] == ["empty"]


@pytest.mark.parametrize(
    ("typed", "start"),
    [
        ("2026-11-24T07:00Z", "2026-11-24T09:00:00+02:00"),
        ("2026-06-24T09:00+02:00", "2026-06-24T10:00:00+03:00"),
        ("2026-11-24 09:30", "2026-11-24T09:30:00+02:00"),
        ("2026-03-29T03:30", "2026-03-29T04:30:00+03:00"),
        ("2026-10-25T03:30", "2026-10-25T03:30:00+03:00"),
    ],
)
def test_a_start_is_wall_time_at_home_unless_it_says_otherwise(ask, made, typed, start):
    assert shown(ask, made(start=typed))["start"] == start


@pytest.mark.parametrize(
    "typed",
    ["huomenna", "", "2026-11-24", "2026-02-30T09:00", "2026-11-24T25:00", "2026-11-24T09:00:30",
     "0001-01-01T00:00+14:00", "9999-12-31T23:00", "2026-11-24T09:00\udcff"],
)  # fmt: skip
def test_a_start_that_is_none_is_refused_in_a_sentence(ask, typed):
    code, out, complaint = ask(
        "workshop", "new", "--title", "W", "--start", typed, "--people", "12"
    )
    assert code in ONE_SENTENCE_CODES
    assert not out
    assert len(complaint.strip().splitlines()) == 1


@pytest.mark.parametrize(
    "wrong",
    [
        ["--people", "0"],
        ["--people", "monta"],
        ["--people", "9" * 40],
        ["--title", "  "],
        ["--template", "ei-ole"],
        ["--template", "\udcff"],
        ["--team", "Ei ole"],
    ],
)
def test_bad_input_is_refused_in_a_sentence_and_nothing_is_made(ask, wrong):
    good = ["--title", "W", "--start", "2026-11-24T09:00", "--people", "12"]
    code, out, complaint = ask("workshop", "new", *good, *wrong)
    assert code in ONE_SENTENCE_CODES
    assert not out
    assert len(complaint.strip().splitlines()) == 1
    assert json.loads(ask("workshop", "list", "--json")[1]) == []


def test_every_template_becomes_an_agenda_without_gaps(ask, made):
    code, out, _ = ask("workshop", "templates", "--json")
    assert code == 0
    templates = json.loads(out)
    assert templates
    for template in templates:
        found = shown(ask, made("--template", template["id"], people=template["people"]["min"]))
        blocks = found["blocks"]
        assert sum(block["minutes"] for block in blocks) == template["minutes"]
        assert blocks[0]["start"] == found["start"]
        for above, below in pairwise(blocks):
            assert below["start"] == above["end"]
        assert blocks[-1]["end"] == found["end"]
        for block in blocks:
            length = datetime.fromisoformat(block["end"]) - datetime.fromisoformat(block["start"])
            assert length.total_seconds() == block["minutes"] * 60
            assert block["title"]
            assert (block["method"] is not None) == (block["kind"] == "method")


def test_words_come_in_the_language_asked_for(ask, made):
    workshop_id = made()
    assert "agenda" in shown(ask, workshop_id, "--lang", "en")["warnings"][0]["text"]
    template = json.loads(ask("workshop", "templates", "--json")[1])[0]["id"]
    in_swedish = json.loads(
        ask(
            "--lang", "sv", "workshop", "new", "--template", template, "--title", "W", "--start",
            "2026-11-24T09:00", "--people", "12", "--json",
        )[1]
    )["id"]  # fmt: skip
    in_finnish = json.loads(
        ask(
            "--lang", "fi", "workshop", "new", "--template", template, "--title", "W", "--start",
            "2026-11-24T09:00", "--people", "12", "--json",
        )[1]
    )["id"]  # fmt: skip
    swedish, finnish = shown(ask, in_swedish), shown(ask, in_finnish)
    assert swedish["blocks"][0]["title"] != finnish["blocks"][0]["title"]


def test_a_fixed_start_that_overlaps_is_a_warning_on_its_block(ask, made):
    workshop_id = made()
    ids = []
    for title in ("Avaus", "Puhe"):

        def add(tx, title=title):
            found = workshops.lines(tx.connection, today=tx.now.date()).rows[0]
            return agenda.add_block(tx, found.id, kind="talk", minutes=30, title=title)

        ids.append(change(add))
    change(lambda tx: agenda.fix_start(tx, ids[1], time(9, 15)))
    found = shown(ask, workshop_id)
    assert [block["fixed"] for block in found["blocks"]] == [False, True]
    assert found["blocks"][1]["start"] == "2026-11-24T09:15:00+02:00"
    overlap = next(each for each in found["warnings"] if each["code"] == "overlap")
    assert overlap["block"] == str(ids[1])
    assert overlap["text"] == "Starts 15 minutes before the block above ends."


def test_a_person_gets_columns_without_control_bytes(ask, made):
    workshop_id = made(title="Päivä \x1b]0;otsikko\x07 [/] [Espoo]")
    for arguments in (["show", workshop_id], ["list"]):
        code, out, _ = ask("workshop", *arguments)
        assert code == 0
        assert "[/] [Espoo]" in out
        assert not [char for char in out if char < " " and char != "\n"]


def test_the_short_id_of_the_list_is_taken(ask, made):
    workshop_id = made()
    short = ask("workshop", "list")[1].split()[0]
    assert workshop_id.replace("-", "").endswith(short)
    assert shown(ask, short)["id"] == workshop_id


@pytest.mark.parametrize("typed", ["ei-ole", "deadbeef", "a", "%"])
def test_an_unknown_id_is_refused_in_a_sentence(ask, typed):
    code, _, complaint = ask("workshop", "show", typed)
    assert code == 1
    assert len(complaint.strip().splitlines()) == 1


def test_an_export_is_written_whole_and_leaves_nothing_beside_it(ask, made, tmp_path):
    workshop_id = made()
    folder = tmp_path / "ulos"
    folder.mkdir()
    path = folder / "työpaja.md"
    path.write_text("vanha")
    code, _, complaint = ask("workshop", "export", workshop_id, "--format", "md", "-o", path)
    assert code == 0, complaint
    assert "Kehittämispäivä" in path.read_text("utf-8")
    assert [each.name for each in folder.iterdir()] == ["työpaja.md"]


def test_an_export_to_a_missing_folder_says_so(ask, made, tmp_path):
    workshop_id = made()
    for path in (tmp_path / "ei" / "ole.md", tmp_path):
        code, _, complaint = ask("workshop", "export", workshop_id, "--format", "md", "-o", path)
        assert code == 1
        assert len(complaint.strip().splitlines()) == 1


def test_a_list_of_nothing_says_so(ask):
    assert ask("workshop", "list") == (0, "There are no workshops here yet.\n", "")
    assert not Path("kehitys.db").exists()

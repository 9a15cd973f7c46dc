"""A damaged file is carried into a new one that is whole, and what is lost is told."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from functools import partial
from pathlib import Path
from random import Random

import pytest

from kehitys.domain.problems import Problem
from kehitys.operations import network
from kehitys.store import checking, undoing
from kehitys.store.checking.mending import mend, reindex
from kehitys.store.database import Database
from tests.store.damage import change_text, digests, harm, spoilt


def rows(path: Path, query: str) -> list[tuple[object, ...]]:
    """What a query finds in a file."""
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(query).fetchall()


EVERYTHING = (
    "SELECT id, name, email, phone, erased_at FROM person ORDER BY id",
    "SELECT id, title, goal, people, state, version, created_at FROM workshop ORDER BY id",
    "SELECT id, day_id, rank, title, minutes FROM block ORDER BY id",
    "SELECT seq, run_id, at, kind FROM run_fact ORDER BY seq",
    "SELECT id, kind, text, votes FROM catch ORDER BY id",
    "SELECT id, title, hypothesis FROM experiment ORDER BY id",
    "SELECT seq, id, label, undoes FROM step ORDER BY seq",
    "SELECT step_id, n, before, after FROM edit ORDER BY step_id, n",
    "SELECT * FROM setting ORDER BY name",
    "SELECT * FROM erased",
    "SELECT id, slug, steps, sha256 FROM method ORDER BY id",
)


def test_a_whole_file_mended_is_the_same_file(lived, tmp_path):
    """Row for row, with its history and its id."""
    copy = tmp_path / "mended.db"
    mended = mend(lived, copy)
    assert mended.after.whole
    assert (mended.lost, mended.changed, mended.left_out) == ({}, {}, None)
    for query in EVERYTHING:
        assert rows(copy, query) == rows(lived, query), query
    database = Database(copy)
    database.person_id = None
    database.write(partial(network.add_team, name="Uusi"))
    database.write(undoing.undo)
    database.close()
    assert checking.check(copy).whole


def test_the_journal_gives_back_a_row_that_is_gone(lived, tmp_path):
    """An experiment taken out behind its back comes back as it was."""
    wanted = "SELECT id, title, hypothesis, state, owner_id FROM experiment"
    before = rows(lived, wanted)
    harm(lived, "DELETE FROM experiment")
    mended = mend(lived, tmp_path / "mended.db")
    assert mended.brought_back == 1
    assert rows(tmp_path / "mended.db", wanted) == before
    assert mended.after.whole


def test_the_journals_word_is_taken_and_the_other_is_kept_in_the_list(lived, tmp_path):
    """Nothing of either is thrown away."""
    harm(lived, "UPDATE experiment SET hypothesis = 'Muutettu salaa'")
    mended = mend(lived, tmp_path / "mended.db")
    assert rows(mended.after.path, "SELECT hypothesis FROM experiment") == [("Odotusaika lyhenee",)]
    assert "Muutettu salaa" in json.dumps(json.loads(mended.left_out.read_text("utf-8")))
    assert mended.after.whole


def test_a_wounded_journal_lets_the_rows_stand_and_begins_anew(lived, tmp_path):
    """What a row says now is then the newer word."""
    harm(lived, "DELETE FROM edit WHERE table_name = 'experiment'",
         "DELETE FROM step WHERE seq = 2")  # fmt: skip
    mended = mend(lived, tmp_path / "mended.db")
    copy = mended.after.path
    assert rows(copy, "SELECT hypothesis FROM experiment") == [("Odotusaika lyhenee",)]
    assert mended.after.findings == ()
    harm(copy, "UPDATE workshop SET people = 99")
    assert "differs" in {finding.kind for finding in checking.check(copy).findings}


def test_rows_that_name_nothing_are_taken_out_and_listed(lived, tmp_path):
    """A block without its day goes; a workshop without its team stays, without it."""
    harm(lived, "DELETE FROM edit", "DELETE FROM step", "DELETE FROM edit_person",
         "DELETE FROM workshop_day", "DELETE FROM team")  # fmt: skip
    blocks = len(rows(lived, "SELECT id FROM block"))
    mended = mend(lived, tmp_path / "mended.db")
    copy = mended.after.path
    assert mended.lost["block"] == blocks
    assert rows(copy, "SELECT title, team_id FROM workshop") == [("Ratkaisutyöpaja", None)]
    assert sum(entry["table"] == "block" for entry in json.loads(
        mended.left_out.read_text("utf-8"))) == blocks  # fmt: skip
    assert mended.after.whole


def test_texts_are_cleaned_on_the_way(lived, tmp_path):
    """No control byte and no broken text comes over."""
    assert change_text(lived, "Löytynyt".encode(), b"L\xff\x1bytynyt")
    mended = mend(lived, tmp_path / "mended.db")
    names = [row[0] for row in rows(mended.after.path, "SELECT name FROM person")]
    assert [name for name in names if name.startswith("Leena L") and name.endswith("tynyt")]
    assert not any("\x1b" in name for name in names)
    assert mended.after.whole


def test_whatever_is_damaged_the_copy_is_whole_and_the_original_untouched(lived, tmp_path):
    """Torn pages, flipped bytes, cut ends: a whole file, or a plain refusal."""
    whole, random = lived.read_bytes(), Random(11)
    came = 0
    for turn in range(18):
        raw = spoilt(whole, random, turn, len(whole) // 2)
        folder = tmp_path / str(turn)
        folder.mkdir()
        path = folder / "damaged.db"
        path.write_bytes(raw)
        before = digests(folder)
        try:
            mended = mend(path, tmp_path / f"mended-{turn}.db")
        except Problem:
            assert not (tmp_path / f"mended-{turn}.db").exists()
        else:
            came += 1
            assert mended.after.findings == (), turn
        assert digests(folder) == before
    assert came >= 12


def test_a_file_that_is_there_is_never_written_over(lived, tmp_path):
    """Neither the damaged one nor any other."""
    for target in (lived, tmp_path / "letter.txt"):
        target.touch()
        before = target.read_bytes()
        with pytest.raises(Problem, match="already"):
            mend(lived, target)
        assert target.read_bytes() == before


def test_a_file_of_an_earlier_kehitys_is_mended_into_one_of_today(tmp_path):
    """Its copy is brought up to date, not the file."""
    from tests.store.earlier_files import stored

    path = stored("0001", tmp_path)
    before = path.read_bytes()
    mended = mend(path, tmp_path / "mended.db")
    assert mended.after.whole
    assert path.read_bytes() == before


def test_the_search_index_is_made_anew_in_the_file_itself(lived):
    """It is worked out from the records, so nothing of anybody's is changed."""
    harm(lived, "DELETE FROM search", "DELETE FROM method_listing")
    assert checking.check(lived).only_derived
    database = Database(lived)
    reindex(database)
    database.close()
    assert checking.check(lived).whole

"""The check finds damage, says where, and never touches the file."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from functools import partial
from pathlib import Path
from random import Random

import pytest

from kehitys.domain.problems import Problem
from kehitys.operations import network
from kehitys.store import checking, tables
from kehitys.store.database import Database
from kehitys.store.ids import short
from tests.store.conftest import MEASURED
from tests.store.damage import change_text, digests, harm, spoilt


def kinds(path: Path) -> set[tuple[str, str]]:
    """What is wrong, and in which tables."""
    return {(finding.kind, finding.table) for finding in checking.check(path).findings}


def test_a_file_that_was_lived_with_is_whole(lived):
    """Undo, redo, runs and an erased person are all as the journal says."""
    assert checking.check(lived).findings == ()


def test_the_check_writes_neither_to_the_file_nor_beside_it(lived):
    """Whole or damaged: every byte of the folder is as it was."""
    folder = lived.parent / "alone"
    folder.mkdir()
    shutil.copy(lived, folder / "file.db")
    for damage in (b"", b"\xff" * 4096):
        raw = bytearray((folder / "file.db").read_bytes())
        raw[8192 : 8192 + len(damage)] = damage
        (folder / "file.db").write_bytes(raw)
        before = digests(folder)
        checking.check(folder / "file.db")
        assert digests(folder) == before


def test_what_is_still_in_the_log_is_checked_too(library):
    """A file in use is read with its log, and stays usable meanwhile."""
    library.write(partial(network.add_team, name="Museo"))
    assert checking.check(library.path).whole
    library.write(partial(network.add_team, name="Kirjasto"))
    assert checking.check(library.path).whole


def test_a_changed_word_in_a_row_is_found_by_the_journal(lived):
    """The pages are sound and so is the index; only the journal knows what was written."""
    harm(lived, "UPDATE measure SET unit = 'x'", "UPDATE workshop SET people = 13",
         "UPDATE team SET kind = 'permanent'")  # fmt: skip
    found = checking.check(lived).findings
    assert ("differs", "workshop", "people") in {(f.kind, f.table, f.column) for f in found}


def test_each_flipped_letter_of_a_row_is_found(lived):
    """Wherever a byte of a journalled text turns, in the row or in the journal, it is told."""
    whole = lived.read_bytes()
    places = [n for n in range(len(whole)) if whole.startswith(MEASURED, n)]
    assert places
    for n in places:
        for at in range(0, len(MEASURED), 6):
            raw = bytearray(whole)
            raw[n + at] ^= 1
            lived.write_bytes(raw)
            assert not checking.check(lived).whole, (n, at)


def test_a_row_that_is_gone_or_came_from_nowhere_is_found(lived):
    """Taken out, put in, or brought back behind the journal's back."""
    with closing(sqlite3.connect(lived)) as connection:
        gone = connection.execute("SELECT id FROM experiment").fetchone()[0]
    harm(
        lived,
        "DELETE FROM experiment",
        "INSERT INTO team (id, name, name_sort, kind, created_at, updated_at) VALUES "
        "('0123456789abcdef0123456789abcdef', 'Varas', 'varas', 'pilot', "
        "'2026-01-01 00:00:00.000000', '2026-01-01 00:00:00.000000')",
    )
    found = checking.check(lived).findings
    lost = next(finding for finding in found if finding.kind == "lost")
    assert (lost.table, lost.rows) == ("experiment", (gone[-8:],))
    assert ("unknown", "team") in {(finding.kind, finding.table) for finding in found}


@pytest.mark.parametrize(
    ("statement", "detail"),
    [
        ("DELETE FROM step WHERE seq = 3", "missing steps"),
        ("DELETE FROM step WHERE seq = (SELECT max(seq) FROM step)", "missing steps"),
        ("DELETE FROM edit WHERE step_id = (SELECT id FROM step WHERE seq = 4)", "no edits"),
        ("DELETE FROM edit WHERE n = 1", "missing edits"),
        ("UPDATE edit SET before = '{\"votes\":9}' WHERE table_name = 'catch' "
         "AND before IS NOT NULL", "before"),
        ("UPDATE edit SET after = '{' WHERE table_name = 'catch'", "unreadable"),
        ("UPDATE step SET undoes = id || 'x' WHERE undoes IS NOT NULL", "undoes nothing"),
        ("DELETE FROM edit_person", "personal"),
    ],
)  # fmt: skip
def test_a_wound_of_the_journal_is_found(lived, statement, detail):
    """Steps, their edits, and what each edit went on from."""
    harm(lived, statement)
    details = {f.detail for f in checking.check(lived).findings if f.kind == "journal"}
    assert detail in details


@pytest.mark.parametrize(
    ("statement", "kind", "table"),
    [
        ("UPDATE team SET name = char(27) || '[31mMuseo'", "text", "team"),
        ("UPDATE method_edition SET body = '{'", "value", "method_edition"),
        ("UPDATE method SET aliases = '[\"' || char(8238) || '\"]'", "text", "method"),
        ("UPDATE workshop_day SET date = '2026-02-30'", "value", "workshop_day"),
        ("UPDATE experiment SET owner_id = 'x'", "value", "experiment"),
        ("UPDATE person SET name_sort = 'z'", "sort", "person"),
        ("UPDATE block SET rank = 'ö'", "rank", "block"),
        ("UPDATE team SET kind = 'strange'", "pages", ""),
        ("DELETE FROM run_fact WHERE kind = 'start'", "run", "run"),
        ("DELETE FROM method_listing WHERE speak = 'sv'", "listing", "method"),
        ("DELETE FROM search WHERE kind = 'workshop'", "index", "workshop"),
        ("UPDATE search_text SET name = 'Muu'", "index", "method"),
        ("DELETE FROM workshop_day", "orphan", "block"),
        ("DELETE FROM setting WHERE name = 'file_id'", "unreadable", ""),
        ("UPDATE setting SET value = 'mine' WHERE name = 'file_id'", "identity", ""),
        ("DROP INDEX ix_block_day_id", "shape", "ix_block_day_id"),
        ("CREATE TRIGGER trap AFTER INSERT ON team BEGIN DELETE FROM step; END", "shape", "trap"),
        ("CREATE TABLE extra (x)", "shape", "extra"),
    ],
)
def test_each_kind_of_damage_is_told_by_its_name(lived, statement, kind, table):
    """What no operation writes is found wherever it stands."""
    harm(lived, statement)
    assert (kind, table) in kinds(lived)


def test_bytes_that_are_no_text_are_told_and_not_raised(lived):
    """Python fails inside SQLite's own check at them."""
    assert change_text(lived, "Löytynyt".encode(), b"L\xff\xfeytynyt")
    assert ("text", "person") in kinds(lived)


def test_a_file_that_lost_its_end_is_told(lived):
    """SQLite itself says nothing of three bytes."""
    raw = lived.read_bytes()
    lived.write_bytes(raw[:-3])
    assert ("cut", "") in kinds(lived)
    lived.write_bytes(raw[: len(raw) // 3])
    assert ("cut", "") in kinds(lived)


def test_damage_anywhere_gives_findings_and_never_a_traceback(lived):
    """Torn pages, flipped bytes and cut ends; the bytes stay as they were."""
    whole, random = lived.read_bytes(), Random(7)
    for turn in range(24):
        raw = spoilt(whole, random, turn, 4096)
        lived.write_bytes(raw)
        found = checking.check(lived)
        assert turn % 3 != 2 or not found.whole
        assert lived.read_bytes() == raw


def test_a_newer_file_is_refused_by_the_check_too(lived):
    """It may mean other things by its tables."""
    harm(lived, "UPDATE alembic_version SET version_num = '9999'")
    before = digests(lived.parent)
    with pytest.raises(Problem, match=rf"{lived.name} was made with a newer Kehitys"):
        checking.check(lived)
    assert digests(lived.parent) == before


def test_a_log_of_another_file_is_told_and_left_out(lived, tmp_path):
    """The file itself is checked without it."""
    other = Database(tmp_path / "other.db")
    other.write(partial(network.add_team, name="Vieras"))
    shutil.copy(tmp_path / "other.db-wal", lived.with_name(f"{lived.name}-wal"))
    other.close()
    found = checking.check(lived).findings
    assert [finding.kind for finding in found] == ["foreign_log"]


def test_a_check_can_be_stopped_and_tells_how_far_it_is(lived):
    """Whoever watches hears of each part in turn."""
    heard = []
    checking.check(lived, lambda part, done: heard.append((part, done)))
    assert len({part for part, _done in heard}) >= 5
    assert all(0 <= done <= 1 for _part, done in heard)

    def enough(part: str, _done: float) -> None:
        if part == heard[-1][0]:
            raise checking.Stopped

    with pytest.raises(checking.Stopped):
        checking.check(lived, enough)


def test_what_is_found_is_told_without_what_rows_hold(lived):
    """Findings may be shown to whoever helps: they name rows, not people."""
    assert change_text(lived, "Löytynyt".encode(), b"L\xff\xfeytynyt")
    harm(lived, "UPDATE person SET email = 'toinen@example.org'")
    found = checking.check(lived).findings
    assert {"text", "differs"} <= {finding.kind for finding in found}
    told = json.dumps([str(finding) for finding in found])
    assert "Leena" not in told
    assert "ytynyt" not in told
    assert "toinen" not in told


def test_a_finding_names_rows_as_people_see_them(library):
    """By the short id that lists and the command line show."""
    _, team = library.write(partial(network.add_team, name="Museo"))
    library.checkpoint()
    library.close()
    harm(library.path, "UPDATE team SET name = 'Muu', name_sort = 'muu'")
    found = next(f for f in checking.check(library.path).findings if f.kind == "differs")
    assert (found.table, found.column, found.rows) == (tables.team.name, "name", (short(team),))

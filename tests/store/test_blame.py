"""A failure while reading is laid to the file when the file is damaged, and to us when not."""

from __future__ import annotations

import sqlite3
from datetime import date
from functools import partial

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError, NoResultFound, OperationalError

from kehitys.domain.problems import Problem
from kehitys.operations import network as register
from kehitys.store import checking, methods, network, tables
from kehitys.store.checking import mending
from kehitys.store.database import Database
from kehitys.store.methods import Wanted
from tests.store.damage import harm

DAMAGED = "The file is damaged. Nothing was changed."


def a_bug(connection):
    """A query of ours that counts on a row there never was."""
    return connection.execute(select(tables.method.c.slug).where(tables.method.c.slug == "")).one()


def another_bug(connection):
    """A query of ours that names a column there is not."""
    return connection.execute(text("SELECT nothing FROM person"))


@pytest.mark.parametrize(
    ("bug", "raised"),
    [(a_bug, NoResultFound), (another_bug, OperationalError), (lambda _: {}["name"], KeyError)],
)
def test_a_bug_of_ours_stays_one_while_the_file_is_whole(library, bug, raised):
    with pytest.raises(raised):
        library.read(bug)
    with pytest.raises(raised):
        library.write(lambda tx: bug(tx.connection))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE method SET id = 'zz' WHERE rowid = 1",
        "UPDATE method SET minutes_min = 'many'",
        "UPDATE method SET people_min = 9223372036854775807",
        "UPDATE method_edition SET name = x'00ff'",
        "UPDATE method_edition SET name = printf('%.*c', 30000000, 'x') WHERE rowid = 1",
        "DROP TABLE tagged",
    ],
)
def test_a_list_that_meets_damage_says_so(library, statement):
    """A value of another kind is told by its column, a missing table by asking the check."""
    harm(library.path, statement)
    with pytest.raises(Problem, match=DAMAGED):
        library.read(
            lambda connection: methods.lines(
                connection, speak="fi", wanted=Wanted(), person_id=None, limit=500
            )
        )


@pytest.mark.parametrize("names", ["[1, 2]", "7", "{", "[" * 5_000, '{"fi": 7}'])
def test_json_of_another_shape_is_damage(library, names):
    harm(library.path, f"UPDATE skill SET names = '{names}'")
    with pytest.raises(Problem, match=DAMAGED):
        library.read(network.skills)


def test_a_fault_that_the_check_laid_to_the_file_is_kept_in_the_log(library):
    """A row that is missing shows as whatever the code stumbles over."""
    from kehitys.store import fault_log

    harm(library.path, "DELETE FROM unit_period", "DROP TABLE membership")
    with pytest.raises(Problem, match=DAMAGED):
        library.read(a_bug)
    assert "NoResultFound" in fault_log.path().read_text("utf-8")


def test_a_day_that_could_not_be_read_again_is_not_written(library):
    """The day is refused with the sentence of the forms, and the row stays as it was."""
    with pytest.raises(Problem, match="is not a day"):
        library.write(
            lambda tx: tx.connection.execute(
                tables.person_skill.update().values(valid_from=date(9999, 12, 31))
            )
        )


def test_a_bug_of_ours_stays_one_while_only_the_index_is_out_of_step(library):
    """What can be worked out anew is not why the reading failed."""
    harm(
        library.path,
        "UPDATE search_text SET name = 'Muu'",
        "DELETE FROM method_listing WHERE speak = 'sv'",
        "UPDATE team SET name_sort = 'zz'",
    )
    assert not checking.check(library.path).whole
    for bug, raised in ((a_bug, NoResultFound), (another_bug, OperationalError)):
        with pytest.raises(raised):
            library.read(bug)


def test_a_list_worked_out_wrongly_is_the_files_fault(library):
    """The reading stumbles over it, and would not, had it been worked out anew."""
    harm(library.path, "UPDATE method_listing SET lang = ''")
    with pytest.raises(Problem, match=DAMAGED):
        library.read(
            lambda connection: methods.lines(
                connection, speak="fi", wanted=Wanted(), person_id=None, limit=500
            )
        )


def test_a_write_that_a_wrong_index_stops_is_the_files_fault(library):
    """The words of a record to come stand there already; a bug of ours stays one."""
    stray = "INSERT INTO search_text (rowid, name) SELECT max(rowid) + 1, 'Tuleva' FROM search"
    library.write(lambda tx: tx.connection.exec_driver_sql(stray))
    with pytest.raises(Problem, match=DAMAGED):
        library.write(partial(register.add_team, name="Tiimi"))
    with pytest.raises(NoResultFound):
        library.write(lambda tx: a_bug(tx.connection))
    mending.reindex(library)
    library.write(partial(register.add_team, name="Tiimi"))


BUGS = (
    ("kehitys.store.method_listing", "_FACTS", ("minutes_min", "nothing")),
    ("kehitys.store.method_listing", "LANGUAGES", None),
    ("kehitys.store.word_forms", "_told", lambda _forms: {}["form"]),
    ("kehitys.store.checking.derived", "state_of", lambda _run: int("many")),
    ("kehitys.store.checking.derived", "_kept", lambda c, *_: c.execute(text("SELECT x FROM y"))),
    ("kehitys.store.checking.rows", "clean", lambda *_, **__: {}["text"]),
    ("kehitys.store.checking.replaying", "_WOUNDS", (("x", "SELECT nothing FROM step"),)),
)
"""Faults of ours in what the check itself runs: where they are, and what stands there."""


@pytest.mark.parametrize(("where", "name", "wrong"), BUGS, ids=[bug[1] for bug in BUGS])
@pytest.mark.parametrize("wound", [None, "UPDATE search_text SET name = 'Muu'"])
def test_a_bug_of_ours_in_the_check_calls_no_file_damaged(
    lived, monkeypatch, where, name, wrong, wound
):
    """The check shows it as a bug, and a reading that failed for it is one too."""
    if wound:
        harm(lived, wound)
    database = Database(lived)
    monkeypatch.setattr(f"{where}.{name}", wrong)
    with pytest.raises(
        (DBAPIError, sqlite3.Error, KeyError, ValueError, TypeError, AttributeError)
    ):
        checking.check(lived)
    with pytest.raises(NoResultFound):
        database.read(a_bug)
    database.close()


@pytest.mark.parametrize(
    "wound",
    [
        "UPDATE search_text SET body_words = 7",
        "UPDATE search_text_config SET v = 3 WHERE k = 'version'",
        "UPDATE search_text_data SET block = x'ffff' WHERE id = 10",
        "DELETE FROM search_text_data",
        "UPDATE search_text_content SET c4 = NULL",
        "UPDATE method_listing SET lang = 'xx'",
        "INSERT OR REPLACE INTO method_listing SELECT * FROM method_listing WHERE 0",
    ],
)
def test_an_index_that_cannot_be_read_is_found_and_no_bug(lived, wound):
    """Other hands have been at what only we write."""
    harm(lived, wound)
    found = checking.check(lived)
    assert found.whole == ("WHERE 0" in wound)


def test_a_check_without_room_for_its_copy_says_so_and_lays_nothing_to_the_file(lived, monkeypatch):
    """The disk that fills is the temporary folder's."""

    def full(_connection, _found):
        fault = sqlite3.OperationalError("database or disk is full")
        fault.sqlite_errorcode = sqlite3.SQLITE_FULL
        raise fault

    monkeypatch.setattr(checking, "_STORED", (("rows", full),))
    with pytest.raises(Problem, match=r"could not be copied .* is full"):
        checking.check(lived)

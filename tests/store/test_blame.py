"""A failure while reading is laid to the file when the file is damaged, and to us when not."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import NoResultFound, OperationalError

from kehitys.domain.problems import Problem
from kehitys.store import methods, network, tables
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

"""The gate in the transaction: what a person wrote goes in whole, or not at all."""

import pytest

from kehitys.domain.problems import Problem
from kehitys.store import tables


def insert(tx, table, values):
    tx.describe("Add a row")
    return tx.insert(table, **values)


def add(database, **values):
    whole = {"state": "idea", "cycle": 1, **values}
    return database.write(lambda tx: insert(tx, tables.experiment, whole))


def problems(database):
    return database.read(lambda c: list(c.execute(tables.experiment.select()).mappings()))


def test_a_text_of_the_greatest_length_goes_in_whole(database):
    add(database, title="ä" * 200, problem="ö" * 4_000)
    (kept,) = problems(database)
    assert (kept["title"], kept["problem"]) == ("ä" * 200, "ö" * 4_000)


@pytest.mark.parametrize("values", [{"title": "ä" * 201}, {"title": "x", "problem": "ö" * 4_001}])
def test_a_longer_text_is_refused_and_never_cut(database, values):
    with pytest.raises(Problem, match="too long"):
        add(database, **values)
    assert problems(database) == []


def test_a_text_in_a_list_of_texts_is_measured_too(database):
    names = {"names": {"fi": "Palvelut", "sv": "x" * 4_001}}
    with pytest.raises(Problem, match="too long"):
        database.write(lambda tx: insert(tx, tables.unit, names))


def test_what_is_only_long_before_it_is_cleaned_fits(database):
    add(database, title="a" + " " * 900 + "b\x1b]52;c;" + "e" * 500 + "\x07")
    assert problems(database)[0]["title"] == "a b"

"""`kehitys experiment` lists and shows what is in the log."""

import json
from datetime import date
from decimal import Decimal

import pytest

from kehitys.operations import experiments as log
from kehitys.store.ids import short
from tests.cli.command import run


@pytest.fixture
def jono(database):
    """An experiment that has a prediction and points."""

    def write(tx):
        id_ = log.new_experiment(
            tx, title="Jono\x1b[31m [Espoo]", problem="Aamulla on jono.", review=date(2025, 12, 15)
        )
        log.predict(tx, id_, text="Puolittuu.", baseline=Decimal("12.5"), target=Decimal(6))
        measure = log.add_measure(tx, id_, name="Jonottajia", unit="kpl")
        log.log_point(tx, id_, measure, on=date(2025, 11, 24), value=Decimal("7.5"), note="tyyni")
        log.move(tx, id_, "planned")
        log.new_experiment(tx, title="Toinen")
        return id_

    return database.write(write)[1]


def test_the_list_is_exact_with_json_and_readable_without(database, jono, capsys):
    assert run("--db", database.path, "experiment", "list", "--json") == 0
    first, second = json.loads(capsys.readouterr().out)
    assert first == {
        "id": str(jono), "title": "Jono [Espoo]", "state": "planned", "decision": None,
        "team": None, "owner": "Maija Mallikas", "review": "2025-12-15",
        "last_point": "2025-11-24", "values": [7.5],
    }  # fmt: skip
    assert second["review"] is None
    assert run("--db", database.path, "experiment", "list") == 0
    told = capsys.readouterr().out
    assert "Jono [Espoo]" in told
    assert "\x1b" not in told
    assert short(jono) in told


def test_a_list_may_be_of_one_state_or_of_a_word(database, jono, capsys):  # noqa: ARG001
    run("--db", database.path, "experiment", "list", "--state", "idea", "--json")
    assert [each["title"] for each in json.loads(capsys.readouterr().out)] == ["Toinen"]
    run("--db", database.path, "experiment", "list", "jonoja", "--json")
    assert [each["title"] for each in json.loads(capsys.readouterr().out)] == ["Jono [Espoo]"]
    assert run("--db", database.path, "experiment", "list", "--state", "lost") == 2
    run("--db", database.path, "experiment", "list", "xyzzy")
    assert capsys.readouterr().out == "There are no experiments here.\n"


def test_one_is_shown_by_the_tail_of_its_id(database, jono, capsys):
    assert run("--db", database.path, "experiment", "show", short(jono), "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert found["predictions"][0]["baseline"] == 12.5
    assert found["measures"][0]["points"] == [{"on": "2025-11-24", "value": 7.5, "note": "tyyni"}]
    assert [move["to"] for move in found["moves"]] == ["planned"]
    assert run("--db", database.path, "experiment", "show", jono) == 0
    assert "Aamulla on jono." in capsys.readouterr().out


def test_one_that_is_not_there_is_said_in_a_sentence(database, capsys):
    assert run("--db", database.path, "experiment", "show", "deadbeef") == 1
    assert "Nothing has the id" in capsys.readouterr().err

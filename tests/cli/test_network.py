"""`kehitys network` lists people and teams."""

import json

import pytest

from kehitys.operations import network
from tests.cli.command import run


@pytest.fixture
def staffed(database):
    """Two people more, one of them in a team."""

    def write(tx):
        unit = network.add_unit(tx, names={"fi": "Kirjasto", "sv": "Biblioteket"})
        asa = network.add_person(
            tx,
            name="Åsa",
            unit_id=unit,
            languages=("sv", "fi"),
            email="asa@example.org",
            phone="050 123",
        )
        network.add_person(tx, name="Aino", membership="resting")
        network.add_team(tx, name="Aamuvuoro", unit_id=unit, members=(asa,))

    database.write(write)
    return database


def test_people_are_listed_by_name(staffed, capsys):
    assert run("--db", staffed.path, "network", "list", "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert [each["name"] for each in found] == ["Aino", "Maija Mallikas", "Åsa"]
    assert found[2]["unit"] == {"fi": "Kirjasto", "sv": "Biblioteket"}
    assert found[2]["languages"] == ["sv", "fi"]
    assert found[1]["membership"] is None
    assert run("--db", staffed.path, "--lang", "sv", "network", "list", "åsa") == 0
    assert "Biblioteket" in capsys.readouterr().out


def test_a_list_may_be_of_one_membership(staffed, capsys):
    run("--db", staffed.path, "network", "list", "--state", "resting", "--json")
    assert [each["name"] for each in json.loads(capsys.readouterr().out)] == ["Aino"]
    run("--db", staffed.path, "network", "list", "nobody")
    assert capsys.readouterr().out == "There is nobody here.\n"


@pytest.mark.parametrize("how", [(), ("--json",)])
def test_no_list_prints_how_to_reach_anybody(staffed, capsys, how):
    for of in ("list", "teams"):
        assert run("--db", staffed.path, "network", of, *how) == 0
        told = capsys.readouterr().out
        assert "Åsa" in told
        assert not [part for part in ("email", "phone", "asa@", "050 123") if part in told]


def test_teams_are_listed_with_their_members(staffed, capsys):
    assert run("--db", staffed.path, "network", "teams", "--json") == 0
    (team,) = json.loads(capsys.readouterr().out)
    assert (team["name"], team["members"], team["leaves_out"]) == ("Aamuvuoro", ["Åsa"], [])
    run("--db", staffed.path, "network", "teams")
    assert "Åsa" in capsys.readouterr().out

"""What a coordinator does to the register."""

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest

from kehitys import i18n
from kehitys.domain.problems import Problem, Stale
from kehitys.operations import experiments as log
from kehitys.operations import network
from kehitys.operations.toolkits import take_in_terms
from kehitys.store import network as asked
from kehitys.store import tables
from kehitys.store.undoing import undo


def add(database, **values):
    return database.write(lambda tx: network.add_person(tx, **values))[1]


def person(database, person_id):
    return database.read(lambda c: asked.person(c, person_id))


@pytest.fixture
def skilled(database):
    """The file with its built-in skills."""
    database.write(take_in_terms)
    return database


def test_a_person_is_added_whole_and_undo_takes_them_away(database):
    unit = database.write(lambda tx: network.add_unit(tx, names={"fi": "Kirjasto"}))[1]
    id_ = add(database, name="Åke Öhman", email="ake@example.org", phone="040 1", unit_id=unit,
              languages=("sv", "fi", "sv"))  # fmt: skip
    found = person(database, id_)
    assert (found.name, found.email, found.phone) == ("Åke Öhman", "ake@example.org", "040 1")
    assert (found.membership, found.languages) == ("active", ("sv", "fi"))
    assert found.unit_name == {"fi": "Kirjasto"}
    database.write(undo)
    assert person(database, id_) is None


def test_a_person_can_be_given_the_id_they_have_elsewhere(database):
    row_id = uuid4()
    assert add(database, name="Aino", row_id=row_id) == row_id


@pytest.mark.parametrize("values", [{"name": " "}, {"name": "A", "email": "osoite"},
                                    {"name": "A", "membership": "boss"}])  # fmt: skip
def test_what_cannot_be_is_said_in_a_sentence(database, values):
    with pytest.raises(Problem):
        add(database, **values)


def test_a_change_keeps_the_membership_before_it(database, clock):
    id_ = add(database, name="Aino", membership="training")
    clock.tick(86_400 * 30)
    network_edit = {"version": 1, "name": "Aino Ahola", "languages": ("fi",)}
    database.write(lambda tx: network.edit_person(tx, id_, **network_edit))
    found = person(database, id_)
    assert (found.name, found.membership, found.languages) == ("Aino Ahola", "active", ("fi",))
    with database._engine.begin() as connection:
        kept = connection.execute(
            tables.membership.select().where(tables.membership.c.person_id == id_)
        ).all()
    assert [(row.state, row.starts, row.ends) for row in kept] == [
        ("training", date(2026, 11, 24), date(2026, 12, 24)),
        ("active", date(2026, 12, 24), None),
    ]
    with pytest.raises(Stale):
        database.write(lambda tx: network.edit_person(tx, id_, **network_edit))


def test_a_new_word_of_a_skill_supersedes_the_old(skilled, clock):
    id_ = add(skilled, name="Aino")
    skill = network.skill_id("facilitation")
    for level in (1, 2):
        skilled.write(lambda tx, level=level: network.set_skill(tx, id_, skill, level))
        clock.tick(86_400)
    (held,) = person(skilled, id_).skills
    assert (held.skill.slug, held.level) == ("facilitation", 2)
    skilled.write(undo)
    assert person(skilled, id_).skills[0].level == 1
    skilled.write(lambda tx: network.drop_skill(tx, id_, skill))
    assert person(skilled, id_).skills == ()
    with pytest.raises(Problem, match="1 to 3"):
        skilled.write(lambda tx: network.set_skill(tx, id_, skill, 4))


def test_the_three_skill_groups_of_the_network_stand_in_every_file(skilled):
    skilled.write(take_in_terms)
    slugs = [skill.slug for skill in skilled.read(asked.skills)]
    assert slugs == ["continuous-improvement", "dialogue", "facilitation", "interaction"]
    i18n.use("fi")
    assert next(s.names["fi"] for s in skilled.read(asked.skills)) == "dialogi"


def test_people_are_listed_by_name_and_found_by_unit_and_skill(skilled):
    unit = skilled.write(lambda tx: network.add_unit(tx, names={"sv": "Biblioteket"}))[1]
    add(skilled, name="Örjan", unit_id=unit)
    add(skilled, name="Åsa", membership="resting")
    aino = add(skilled, name="Aino", languages=("fi", "sv"))
    skilled.write(lambda tx: network.set_skill(tx, aino, network.skill_id("dialogue"), 3))

    def listed(**wanted):
        return [line.name for line in skilled.read(lambda c: asked.people(c, **wanted)).rows]

    assert listed() == ["Aino", "Maija Mallikas", "Åsa", "Örjan"]
    assert listed(state="resting") == ["Åsa"]
    assert listed(text="biblioteket") == ["Örjan"]
    assert listed(text="dialogi") == ["Aino"]
    assert listed(text="aino", state="resting") == []
    assert skilled.read(lambda c: asked.position(c, person_id=aino)) == 0
    first = skilled.read(asked.people).rows[0]
    assert (first.languages, first.skills, first.membership) == (("fi", "sv"), 1, "active")


def test_a_unit_that_changes_its_name_is_found_by_the_new_one(database):
    unit = database.write(lambda tx: network.add_unit(tx, names={"fi": "Kirjasto"}))[1]
    add(database, name="Aino", unit_id=unit)
    database.write(lambda tx: network.edit_unit(tx, unit, version=1, names={"fi": "Museo"}))
    assert database.read(lambda c: asked.people(c, text="museo")).total == 1
    database.write(undo)
    assert database.read(lambda c: asked.people(c, text="museo")).total == 0
    assert database.read(lambda c: asked.people(c, text="kirjasto")).total == 1


def test_deleting_a_person_can_be_undone(skilled):
    id_ = add(skilled, name="Aino", languages=("fi",))
    skilled.write(lambda tx: network.set_skill(tx, id_, network.skill_id("dialogue"), 3))
    skilled.write(lambda tx: network.add_team(tx, name="Tiimi", members=(id_,)))
    before = person(skilled, id_)
    skilled.write(lambda tx: network.delete_person(tx, id_))
    assert person(skilled, id_) is None
    assert skilled.read(asked.teams)[0].members == ()
    skilled.write(undo)
    assert replace(person(skilled, id_), version=before.version) == before


def test_a_person_who_is_named_is_not_deleted(database):
    id_ = add(database, name="Aino")
    database.write(lambda tx: log.new_experiment(tx, title="Jono", owner_id=id_))
    with pytest.raises(Problem, match="names this person"):
        database.write(lambda tx: network.delete_person(tx, id_))
    with pytest.raises(Problem, match="This is you"):
        database.write(lambda tx: network.delete_person(tx, database.person_id))


def test_a_team_shows_its_members_and_what_it_leaves_out(database, clock):
    aino, berit = add(database, name="Aino"), add(database, name="Berit")
    upper = database.write(lambda tx: network.add_unit(tx, names={"fi": "Toinen aste"}))[1]
    school = database.write(
        lambda tx: network.add_unit(tx, names={"fi": "Lukio"}, parent_id=upper)
    )[1]
    id_ = database.write(
        lambda tx: network.add_team(
            tx, name="Sihteerit", unit_id=upper, members=(berit, aino), leaves_out=(school,)
        )
    )[1]
    team = database.read(lambda c: asked.team(c, id_))
    assert [name for _, name in team.members] == ["Aino", "Berit"]
    assert [unit.names["fi"] for unit in team.leaves_out] == ["Lukio"]
    assert person(database, aino).teams == ("Sihteerit",)
    assert next(u for u in database.read(asked.units) if u.id == school).parent_id == upper
    clock.tick(86_400)
    database.write(
        lambda tx: network.edit_team(
            tx, id_, version=1, name="Sihteerit 2", kind="work", members=(berit,)
        )
    )
    team = database.read(lambda c: asked.team_named(c, "SIHTEERIT 2"))
    assert team is not None
    assert (team.kind, [name for _, name in team.members], team.leaves_out) == (
        "work", ["Berit"], (),
    )  # fmt: skip
    database.write(lambda tx: network.delete_team(tx, id_))
    assert database.read(asked.teams) == ()
    database.write(undo)
    assert database.read(lambda c: asked.team(c, id_)).members == ((berit, "Berit"),)


def test_a_team_with_experiments_is_not_deleted(database):
    team = database.write(lambda tx: network.add_team(tx, name="Tiimi"))[1]
    database.write(lambda tx: log.new_experiment(tx, title="Jono", team_id=team))
    with pytest.raises(Problem, match="belongs to this team"):
        database.write(lambda tx: network.delete_team(tx, team))


def test_nothing_is_kept_of_a_persons_goals_or_health():
    """What the register has words for is how to name and reach a person, and nothing else."""
    words = {
        table.name: {
            column.name
            for column in table.c
            if column.info.get("text", "code") not in ("code", "rank")
        }
        for table in (tables.person, tables.membership, tables.role, tables.person_skill)
    }
    assert words == {
        "person": {"name", "email", "phone", "ui_language"},
        "membership": set(),
        "role": {"role"},
        "person_skill": set(),
    }

"""A list of people brought in: whole, once, and taken back whole."""

from functools import partial

import pytest

from kehitys.domain.problems import Problem, Stale
from kehitys.domain.roster import answered
from kehitys.domain.roster_reading import plan_of
from kehitys.domain.sheets import Sheet, SheetRow
from kehitys.operations import network, roster
from kehitys.store import roster as store
from kehitys.store.undoing import redo, undo


def planned(database, header, *rows, answers=None):
    sheet = Sheet(
        header=tuple(header.split("|")),
        rows=tuple(SheetRow(line=n, cells=tuple(row.split("|"))) for n, row in enumerate(rows, 2)),
    )
    return answered(plan_of(sheet, database.read(store.register), "list.csv"), answers or {})


def bring_in(database, plan):
    return database.write(partial(roster.bring_in, plan=plan, speak="fi"))[1]


def people(database):
    return {person.name: person for person in database.read(store.register).people}


HEADER = "Nimi|Sähköposti|Puhelin|Yksikkö|Kielet|Jäsenyys|Taidot"
ASA = "Åsa Öhrn|asa@example.org|+358 40|Museo|ruotsi, suomi|tauolla|dialogi 3, fasilitointi"


def test_a_new_person_comes_with_everything_the_list_says(library):
    assert bring_in(library, planned(library, HEADER, ASA)) == 1
    found = people(library)["Åsa Öhrn"]
    assert (found.email, found.phone) == ("asa@example.org", "+358 40")
    assert found.unit_name == {"fi": "Museo"}
    assert set(found.languages) == {"sv", "fi"}
    assert found.membership == "resting"
    assert {each.skill.slug: each.level for each in found.skills} == {
        "dialogue": 3,
        "facilitation": 2,
    }


def test_the_whole_list_is_one_step(library):
    before = library.read(store.register)
    bring_in(library, planned(library, HEADER, ASA, "Bo Ek||||||", "Ulla Ek|||Museo|||"))
    after = people(library)
    library.write(undo)
    assert library.read(store.register) == before
    library.write(redo)
    assert people(library).keys() == after.keys()


def test_the_same_list_again_changes_nothing(library):
    bring_in(library, planned(library, HEADER, ASA))
    again = planned(library, HEADER, ASA)
    assert [entry.kind for entry in again.entries] == ["same"]
    with pytest.raises(Problem, match="already"):
        bring_in(library, again)


def test_only_what_the_list_says_otherwise_is_changed(library):
    bring_in(library, planned(library, HEADER, ASA))
    bring_in(library, planned(library, "Nimi|E-post|Taidot", "Åsa Ek|asa@example.org|dialogi 1"))
    found = people(library)["Åsa Ek"]
    assert (found.phone, found.membership) == ("+358 40", "resting")
    assert {each.skill.slug: each.level for each in found.skills} == {
        "dialogue": 1,
        "facilitation": 2,
    }


def test_a_list_with_a_fault_brings_nothing_in(library):
    before = library.read(store.register)
    with pytest.raises(Problem, match="faults"):
        bring_in(library, planned(library, HEADER, ASA, "|b@example.org|||||"))
    assert library.read(store.register) == before


def test_an_unsure_row_stays_out_until_it_is_answered(library):
    plan = partial(planned, library, "Nimi|Puhelin", "Maija Mallikas|040 1", "Bo|2")
    bring_in(library, plan())
    assert people(library)["Maija Mallikas"].phone == ""
    bring_in(library, plan(answers={2: "same"}))
    assert people(library)["Maija Mallikas"].phone == "040 1"


def test_who_changed_since_the_list_was_read_is_not_overwritten(library):
    bring_in(library, planned(library, HEADER, ASA))
    late = planned(library, "Nimi|E-post|Puhelin", "Åsa Öhrn|asa@example.org|09 1", "Bo|b@x.fi|")
    found = people(library)["Åsa Öhrn"]
    library.write(
        lambda tx: network.edit_person(tx, found.id, version=found.version, name="Åsa Ny")
    )
    with pytest.raises(Stale):
        bring_in(library, late)
    assert "Bo" not in people(library)


def test_nobody_is_added_twice_from_two_windows(library):
    plan = planned(library, HEADER, ASA)
    bring_in(library, plan)
    with pytest.raises(Stale):
        bring_in(library, plan)


def test_a_list_of_a_thousand_is_one_step_too(library):
    rows = [f"Nimi {n}|n{n}@example.org|0{n}|Yksikkö {n % 9}|suomi||dialogi" for n in range(1000)]
    assert bring_in(library, planned(library, HEADER, *rows)) == 1000
    assert len(people(library)) == 1001
    library.write(undo)
    assert len(people(library)) == 1

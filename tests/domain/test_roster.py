"""A list of people held against the register, in any of the three languages."""

from uuid import UUID

import pytest

from kehitys.domain import roster_words
from kehitys.domain.identity_codes import holds_code, holds_code_not_phone
from kehitys.domain.network import Person, Skill, Unit
from kehitys.domain.roster import Register, answered
from kehitys.domain.roster_reading import plan_of
from kehitys.domain.sheets import Sheet, SheetRow
from kehitys.domain.terms import BUILT_IN_SKILLS

MUSEUM = Unit(id=UUID(int=7), names={"fi": "Museo", "sv": "Museet"})
SKILLS = tuple(
    Skill(id=UUID(int=20 + n), slug=slug, names=names)
    for n, (slug, names) in enumerate(BUILT_IN_SKILLS.items())
)


def person(n, name, **more):
    return Person(id=UUID(int=n), name=name, **{"unit_name": {}, "membership": "active", **more})


AINO = person(1, "Aino Aalto", email="aino@example.org", phone="040 1", languages=("fi",))
EERO = person(2, "Eero Ek", unit_id=MUSEUM.id, unit_name=MUSEUM.names)
REGISTER = Register(people=(AINO, EERO), units=(MUSEUM,), skills=SKILLS)


def plan(header, *rows, register=REGISTER):
    """What a list with these headings, cells split at bars, would do."""
    sheet = Sheet(
        header=tuple(header.split("|")),
        rows=tuple(SheetRow(line=n, cells=tuple(row.split("|"))) for n, row in enumerate(rows, 2)),
    )
    return plan_of(sheet, register, "list.csv")


def told(faults):
    return [(fault.line, fault.field, fault.problem % fault.values) for fault in faults]


@pytest.mark.parametrize(
    "header",
    [
        "Nimi|Sähköposti|Puhelin|Yksikkö|Kielet|Taidot",
        "NAMN|E-post|Telefonnummer|Enhet|Språk|Kunskaper",
        "name:|E-Mail address|phone|unit|languages|skills",
    ],
)
def test_headings_are_known_in_three_languages_whatever_their_capitals(header):
    found = plan(header, "Åsa|asa@example.org|+358 40|Museet|svenska och finska|Dialog 3")
    (entry,) = found.of("new")
    wanted = entry.wanted
    assert found.left_out == ()
    assert (wanted.name, wanted.email, wanted.phone) == ("Åsa", "asa@example.org", "+358 40")
    assert (wanted.unit, wanted.languages, dict(wanted.skills)) == (
        "Museet",
        ("sv", "fi"),
        {"dialogue": 3},
    )
    assert found.new_units == ()


@pytest.mark.parametrize("lang", ["fi", "sv", "en"])
def test_the_headings_and_words_of_our_own_lists_are_known_again(lang):
    for field in roster_words.HEADINGS:
        assert roster_words.field_of(roster_words.heading(field, lang)) == field
    for state in ("invited", "training", "active", "resting", "ended"):
        assert roster_words.membership_of(roster_words.membership_word(state, lang)) == state
    assert roster_words.membership_of(roster_words.membership_word("", lang)) == "none"


def test_a_first_and_a_last_name_make_one():
    assert plan("Sukunimi|Etunimi", "Öhman|Åke").of("new")[0].name == "Åke Öhman"


def test_a_person_is_the_same_by_e_mail_and_changes_field_by_field():
    found = plan("Nimi|E-post|Puhelin|Yksikkö", "Aino Ek|AINO@example.org||museo")
    (entry,) = found.of("changed")
    assert entry.person == AINO
    assert [(each.field, each.before, each.after) for each in entry.changes] == [
        ("name", "Aino Aalto", "Aino Ek"),
        ("email", "aino@example.org", "AINO@example.org"),
        ("unit", "", "Museo"),
    ]


def test_an_empty_cell_takes_nothing_away():
    assert plan("Nimi|E-post|Puhelin|Kielet", "Aino Aalto|aino@example.org||").of("same")


def test_a_namesake_is_only_asked_about():
    """By name alone nobody is merged; unless answered, the row is left out."""
    found = plan("Nimi|Sähköposti", "eero  EK|eero@example.org")
    (entry,) = found.of("unsure")
    assert entry.person == EERO
    assert not found.does_something
    assert answered(found, {2: "same"}).of("changed")[0].person == EERO
    assert answered(found, {2: "new"}).of("new")[0].person is None
    assert answered(found, {}).of("unsure")


def test_of_several_namesakes_the_one_in_the_unit_is_meant():
    other = person(3, "Eero Ek")
    register = Register(people=(EERO, other), units=(MUSEUM,))
    assert (
        plan("Nimi|Yksikkö|Puhelin", "Eero Ek|Museet|1", register=register).of("unsure")[0].person
        == EERO
    )
    lost = plan("Nimi|Puhelin", "Eero Ek|1", register=register)
    assert lost.of("unsure")[0].person is None
    assert answered(lost, {2: "same"}).of("unsure")


def test_somebody_who_stands_twice_is_a_fault_with_both_lines():
    found = plan("Nimi|Sähköposti", "A|a@x.fi", "B|A@x.fi", "C|", "c|")
    assert [(line, "line" in text) for line, _field, text in told(found.every_fault)] == [
        (3, True),
        (5, True),
    ]
    assert not found.does_something


@pytest.mark.parametrize(
    ("header", "row", "line", "what"),
    [
        ("Yksikkö|Puhelin", "Museo|1", 1, "called Name"),
        ("Nimi|Namn", "A|B", 1, "say the same"),
        ("Nimi|Puhelin", "|1", 2, "no name"),
        ("Nimi|E-post", "A|a at x", 2, "not an e-mail address"),
        ("Nimi|E-post", "A|a@x.fi, b@x.fi", 2, "not an e-mail address"),
        ("Nimi|Puhelin", "A|" + "1" * 41, 2, "more than 40"),
        ("Nimi|Jäsenyys", "A|ehkä", 2, "no membership"),
    ],
)
def test_faults_stop_the_list_and_name_the_line(header, row, line, what):
    found = plan(header, row)
    ((at, _field, text),) = told(found.every_fault)
    assert at == line
    assert what in text
    assert not found.does_something


def test_what_is_not_known_is_left_out_and_said():
    found = plan("Nimi|Kielet|Taidot|Kengännumero|", "A|suomi, klingon|dialogi, juggling|42|x")
    assert found.left_out == ("Kengännumero", "E")
    assert [field for _line, field, _text in told(found.remarks)] == ["Kielet", "Taidot"]
    wanted = found.of("new")[0].wanted
    assert (wanted.languages, dict(wanted.skills)) == (("fi",), {"dialogue": 0})
    assert found.does_something


def test_new_units_are_told_once_each():
    found = plan("Nimi|Yksikkö", "A|Kirjasto", "B|kirjasto", "C|Museo")
    assert found.new_units == ("Kirjasto",)


CODES = ["010101-123A", "311299A1234", "130200+999y", "240575Y901W", "010190–1340"]


@pytest.mark.parametrize("code", CODES)
def test_a_personal_identity_code_is_never_kept_and_never_repeated(code):
    """Wherever it stands: in a column of ours, in another, in a heading."""
    for header, row in (
        ("Nimi|Puhelin", f"A|{code}"),
        ("Nimi|Muuta", f"A|ks. {code}."),
        (f"Nimi|{code}", "A|x"),
        ("Nimi|Yksikkö", f"A|{code}"),
    ):
        found = plan(header, row)
        assert "identity code" in found.remarks[0].problem
        assert code not in repr(found)


def test_a_name_with_a_code_in_it_is_a_fault_since_nothing_of_it_is_kept():
    found = plan("Nimi", "Aino 010101-123A")
    assert "no name" in told(found.every_fault)[0][2]
    assert "123A" not in repr(found)


@pytest.mark.parametrize("text", ["040123-4567", "2026-11-24", "320101-123A", "x010101-123A", ""])
def test_what_only_looks_a_little_like_a_code_is_not_one(text):
    assert not holds_code_not_phone(text)
    assert text == "040123-4567" or not holds_code(text)

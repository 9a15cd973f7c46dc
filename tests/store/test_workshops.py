"""Workshops are read back whole, in order, and found where a list says they stand."""

from __future__ import annotations

from datetime import date, time

import pytest

from kehitys.domain.problems import Problem
from kehitys.domain.workshops import TemplateBlock
from kehitys.operations import agenda
from kehitys.operations.workshops import cancel_workshop, new_workshop
from kehitys.store import ids, tables, workshops
from kehitys.store.lookup import find_id

TODAY = date(2026, 11, 24)


def planned(database, title="Kehittämispäivä", day=TODAY, start=time(9), **more):
    more.setdefault("people", 12)
    return database.write(lambda tx: new_workshop(tx, title=title, day=day, start=start, **more))[1]


def held(database, workshop_id):
    def hold(tx):
        tx.describe("End a workshop")
        tx.update(tables.workshop, workshop_id, state="held")

    database.write(hold)


def titles(database, when, text=""):
    page = database.read(lambda c: workshops.lines(c, when=when, today=TODAY, text=text))
    return [line.title for line in page.rows]


def test_a_workshop_is_read_back_as_it_was_written(database):
    """Every field of the form comes back, with the names that belong to the ids."""

    def team(tx):
        tx.describe("Add a team")
        return tx.insert(tables.team, name="Varhaiskasvatus", kind="pilot")

    team_id = database.write(team)[1]
    workshop_id = planned(
        database,
        goal="Yksi kokeilu",
        team_id=team_id,
        place="Kirjasto",
        mode="hybrid",
        languages=("fi", "sv"),
        facilitators=(database.person_id, database.person_id),
        end=time(12, 30),
    )
    found = database.read(lambda c: workshops.workshop(c, workshop_id))
    assert (found.title, found.goal, found.place) == ("Kehittämispäivä", "Yksi kokeilu", "Kirjasto")
    assert (found.date, found.start, found.end) == (TODAY, time(9), time(12, 30))
    assert (found.team_id, found.team_name) == (team_id, "Varhaiskasvatus")
    assert (found.mode, found.languages, found.people) == ("hybrid", ("fi", "sv"), 12)
    assert [each.name for each in found.facilitators] == ["Maija Mallikas"]
    assert (found.state, found.people_came, found.blocks) == ("planned", None, ())


def test_blocks_come_in_order_with_their_leads(database):
    workshop_id = planned(database)
    for title in ("Avaus", "Puhe", "Loppu"):
        database.write(
            lambda tx, title=title: agenda.add_block(
                tx, workshop_id, kind="talk", minutes=10, title=title
            )
        )
    first = database.read(lambda c: workshops.workshop(c, workshop_id)).blocks[0]
    database.write(
        lambda tx: agenda.edit_block(
            tx, first.id, title="Avaus", minutes=10, min_minutes=5, max_minutes=15,
            priority="must", grouping="together", lead_id=database.person_id,
            why="Alku", note="Muista", start=time(9, 5),
        )
    )  # fmt: skip
    found = database.read(lambda c: workshops.workshop(c, workshop_id))
    assert [block.title for block in found.blocks] == ["Avaus", "Puhe", "Loppu"]
    opening = found.blocks[0]
    assert (opening.lead_name, opening.why, opening.note) == ("Maija Mallikas", "Alku", "Muista")
    assert (opening.min_minutes, opening.max_minutes) == (5, 15)
    assert (opening.start, opening.grouping, opening.priority) == (time(9, 5), "together", "must")
    assert database.read(lambda c: workshops.workshop_of_block(c, first.id)) == workshop_id


def test_an_unknown_workshop_is_none(database):
    assert database.read(lambda c: workshops.workshop(c, ids.new_id())) is None
    assert database.read(lambda c: workshops.template(c, "ei-ole")) is None


def test_coming_is_nearest_first_and_the_rest_newest_first(database):
    for title, day in [("eilen", 23), ("tänään", 24), ("viikon päästä", 30), ("kauan sitten", 2)]:
        planned(database, title, TODAY.replace(day=day))
    planned(database, "tänään aamulla", start=time(8))
    assert titles(database, "coming") == ["tänään aamulla", "tänään", "viikon päästä"]
    assert titles(database, "past") == ["eilen", "kauan sitten"]
    assert titles(database, "all")[0] == "viikon päästä"
    assert len(titles(database, "all")) == 5


def test_what_was_held_today_is_past_and_what_was_cancelled_stays_on_its_day(database):
    held(database, planned(database, "pidetty"))
    cancelled = planned(database, "peruttu")
    database.write(lambda tx: cancel_workshop(tx, cancelled))
    assert titles(database, "coming") == ["peruttu"]
    assert titles(database, "past") == ["pidetty"]


def test_a_search_narrows_the_list_and_its_total(database):
    planned(database, "Kokeilupäivä", place="Kirjasto")
    planned(database, "Dialogi")
    assert titles(database, "all", "kirjasto") == ["Kokeilupäivä"]
    assert titles(database, "all", "ei löydy") == []
    page = database.read(lambda c: workshops.lines(c, today=TODAY, text="dial"))
    assert page.total == 1


def test_a_line_sums_its_blocks(database):
    workshop_id = planned(database)
    for minutes in (10, 35):
        database.write(
            lambda tx, minutes=minutes: agenda.add_block(
                tx, workshop_id, kind="break", minutes=minutes
            )
        )
    [line] = database.read(lambda c: workshops.lines(c, today=TODAY)).rows
    assert (line.minutes, line.blocks, line.people) == (45, 2, 12)


@pytest.mark.parametrize("when", workshops.WHEN)
def test_a_position_is_the_place_in_the_list(database, when):
    made = [planned(database, f"W{n}", TODAY.replace(day=n)) for n in range(10, 30)]
    made += [planned(database, "sama nimi") for _ in range(3)]
    page = database.read(lambda c: workshops.lines(c, when=when, today=TODAY, limit=500))
    places = {line.id: n for n, line in enumerate(page.rows)}
    for workshop_id in made:
        found = database.read(
            lambda c, wanted=workshop_id: workshops.position(
                c, when=when, today=TODAY, text="", workshop_id=wanted
            )
        )
        assert found == places.get(workshop_id)


def test_pages_join_into_the_whole_list(database):
    for n in range(7):
        planned(database, f"W{n}")
    pages = [
        database.read(lambda c, at=at: workshops.lines(c, today=TODAY, offset=at, limit=3))
        for at in (0, 3, 6)
    ]
    assert [len(page.rows) for page in pages] == [3, 3, 1]
    assert {page.total for page in pages} == {7}
    assert len({line.id for page in pages for line in page.rows}) == 7


def test_a_template_is_read_with_its_blocks(database):
    block = {
        "kind": "talk", "minutes": 15, "method": "",
        "title": {"fi": "Avaus"}, "why": {}, "note": {},
        "min_minutes": 10, "max_minutes": None, "priority": "must", "grouping": None,
        "start_after": None,
    }  # fmt: skip

    def take_in(tx):
        tx.record(
            tables.template, id=ids.file_id("templates", "a"), slug="a", names={"fi": "A"},
            summaries={"fi": "S"}, goals={"fi": "G"}, minutes=15, people_min=4, people_max=None,
            mode=["room"], blocks=[block], n=1,
        )  # fmt: skip

    database.write(take_in)
    [template] = database.read(workshops.templates)
    assert template == database.read(lambda c: workshops.template(c, "a"))
    assert template.blocks == (
        TemplateBlock(
            kind="talk", minutes=15, title={"fi": "Avaus"}, why={}, note={}, min_minutes=10,
            priority="must",
        ),
    )  # fmt: skip


def test_an_id_is_found_by_a_unique_start_of_it_or_of_its_tail(database):
    wanted = planned(database)
    planned(database, "toinen")
    for typed in (str(wanted), wanted.hex, wanted.hex.upper(), wanted.hex[-8:], wanted.hex[-8:-3]):
        assert database.read(lambda c, typed=typed: find_id(c, "workshop", typed)) == wanted
    assert database.read(lambda c: find_id(c, "workshop", wanted.hex[:25])) == wanted


@pytest.mark.parametrize(
    "typed", ["", "abc", "zzzz", "%%%%", "____", "0" * 33, "'; --", "\udcff1234"]
)
def test_what_cannot_be_an_id_is_a_problem(database, typed):
    planned(database)
    with pytest.raises(Problem):
        database.read(lambda c: find_id(c, "workshop", typed))


def test_an_id_that_fits_several_is_a_problem(database):
    planned(database)
    planned(database)
    # UUIDv7: two made in the same week share their first digits.
    with pytest.raises(Problem, match="Several"):
        database.read(lambda c: find_id(c, "workshop", ids.new_id().hex[:4]))

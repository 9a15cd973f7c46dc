"""What a person does to a workshop as a whole is done, undone, or refused in a sentence."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from functools import partial

import pytest

from kehitys.domain.problems import Problem, Stale
from kehitys.operations import agenda
from kehitys.operations import workshops as operations
from kehitys.store import ids, tables, undoing, workshops

DAY = date(2026, 11, 24)


def planned(database, **more):
    facts = {"title": "Kehittämispäivä", "day": DAY, "start": time(9), "people": 12, **more}
    return database.write(partial(operations.new_workshop, **facts))[1]


def read(database, workshop_id):
    return database.read(lambda c: workshops.workshop(c, workshop_id))


def form_of(workshop, **changed):
    """What the form of a workshop sends when only `changed` was changed in it."""
    return {
        "version": workshop.version,
        "title": workshop.title,
        "goal": workshop.goal,
        "team_id": workshop.team_id,
        "day": workshop.date,
        "start": workshop.start,
        "end": workshop.end,
        "place": workshop.place,
        "mode": workshop.mode,
        "people": workshop.people,
        "languages": workshop.languages,
        "facilitators": [each.person_id for each in workshop.facilitators],
        **changed,
    }


def edited(database, workshop, **changed):
    form = form_of(workshop, **changed)
    database.write(lambda tx: operations.edit_workshop(tx, workshop.id, **form))


@pytest.fixture
def template(database):
    """A template with a fixed lunch and a method the file does not have."""

    def words(fi, sv=""):
        return {"fi": fi, "sv": sv} if sv else {"fi": fi}

    def block(kind, minutes, title, **more):
        return {
            "kind": kind, "minutes": minutes, "method": "", "title": title,
            "why": words("Koska", "Därför att"), "note": {}, "min_minutes": None,
            "max_minutes": None, "priority": "should", "grouping": None, "start_after": None,
            **more,
        }  # fmt: skip

    def take_in(tx):
        tx.describe("Take in a toolkit")
        tx.insert(
            tables.method, slug="kierros", minutes_min=5, minutes_typical=10,
            minutes_max=15, people_min=4, energy="low", safety="low",
            difficulty="easy", outcome="list", steps=[], materials=[], aliases=[], goes_before=[],
            goes_after=[], source={},
        )  # fmt: skip
        blocks = [
            block("talk", 30, words("Avaus", "Inledning"), grouping="talk", priority="must"),
            block("method", 15, {}, method="kierros", min_minutes=10),
            block("break", 45, words("Lounas", "Lunch"), start_after=45),
            block("method", 20, {}, method="ei-ole"),
        ]
        tx.record(
            tables.template, id=ids.file_id("templates", "paiva"), slug="paiva",
            names=words("Päivä"), summaries={}, goals=words("Tavoite", "Mål"), minutes=110,
            people_min=4, people_max=None, mode=["room"], blocks=blocks, n=1,
        )  # fmt: skip

    database.write(take_in)
    return "paiva"


def test_a_template_becomes_blocks_in_the_language_spoken(database, template):
    workshop = read(database, planned(database, template=template, speak="sv"))
    assert workshop.goal == "Mål"
    assert workshop.template == template
    assert [block.title for block in workshop.blocks] == ["Inledning", "", "Lunch", "ei-ole"]
    assert [block.kind for block in workshop.blocks] == ["talk", "method", "break", "talk"]
    assert {block.why for block in workshop.blocks} == {"Därför att"}
    assert workshop.blocks[1].method.slug == "kierros"
    assert workshop.blocks[0].grouping is None
    assert [block.start for block in workshop.blocks] == [None, None, time(9, 45), None]


def test_a_language_the_template_lacks_falls_back_to_finnish(database, template):
    assert read(database, planned(database, template=template, speak="en")).goal == "Tavoite"


def test_a_goal_of_ones_own_stands(database, template):
    workshop = read(database, planned(database, template=template, goal="Oma"))
    assert workshop.goal == "Oma"


def test_a_fixed_start_that_would_fall_on_the_next_day_is_left_free(database, template):
    workshop = read(database, planned(database, template=template, start=time(23, 30)))
    assert all(block.start is None for block in workshop.blocks)


def test_a_workshop_from_a_template_is_one_undo(database, template):
    workshop_id = planned(database, template=template)
    database.write(undoing.undo)
    assert read(database, workshop_id) is None
    database.write(undoing.redo)
    assert len(read(database, workshop_id).blocks) == 4


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": "  "},
        {"title": "\x1b[2J"},
        {"people": 0},
        {"people": 2_001},
        {"people": 10**30},
        {"mode": "kuu"},
        {"languages": ()},
        {"end": time(9)},
        {"end": time(8)},
        {"zone": "Europe/Kauniainen"},
        {"template": "ei-ole"},
        {"day": date(226, 11, 24)},
        {"day": date(9999, 12, 31)},
        {"team_id": ids.new_id()},
        {"facilitators": (ids.new_id(),)},
    ],
)
def test_what_cannot_be_planned_is_a_problem_and_nothing_is_written(database, wrong):
    with pytest.raises(Problem):
        planned(database, **wrong)
    assert database.read(lambda c: workshops.lines(c, today=DAY)).total == 0


def test_editing_saves_the_form_as_one_undo(database):
    before = read(database, planned(database, facilitators=(database.person_id,)))
    edited(
        database, before, title="Uusi", day=DAY.replace(day=25), start=time(10), end=time(12),
        people=20, languages=("sv",), facilitators=[], mode="remote",
    )  # fmt: skip
    after = read(database, before.id)
    assert (after.title, after.date, after.start, after.end) == (
        "Uusi", DAY.replace(day=25), time(10), time(12),
    )  # fmt: skip
    assert (after.people, after.languages, after.mode) == (20, ("sv",), "remote")
    assert after.facilitators == ()
    database.write(undoing.undo)
    undone = read(database, before.id)
    assert form_of(undone, version=0) == form_of(before, version=0)


@pytest.mark.parametrize(
    "change", [{"title": "Toinen"}, {"start": time(8)}, {"facilitators": []}], ids=str
)
def test_a_form_opened_before_any_change_is_stale(database, change):
    """Also when the change was of the day or of the facilitators, which are rows of their own."""
    opened = read(database, planned(database, facilitators=(database.person_id,)))
    edited(database, opened, **change)
    with pytest.raises(Stale):
        edited(database, opened, place="Muualla")
    edited(database, read(database, opened.id), place="Muualla")
    assert read(database, opened.id).place == "Muualla"


def test_a_form_opened_before_an_undo_is_stale(database):
    first = read(database, planned(database))
    edited(database, first, start=time(8))
    opened = read(database, first.id)
    database.write(undoing.undo)
    with pytest.raises(Stale):
        edited(database, opened, start=time(7))


def test_a_form_that_changes_nothing_is_no_step(database):
    workshop = read(database, planned(database))
    change, _ = database.write(
        lambda tx: operations.edit_workshop(tx, workshop.id, **form_of(workshop))
    )
    assert not change.undoable


def test_a_copy_has_the_same_plan_on_another_day(database, template):
    first = planned(database, template=template, facilitators=(database.person_id,), end=time(12))
    database.write(lambda tx: operations.cancel_workshop(tx, first))
    later = partial(operations.copy_workshop, workshop_id=first, day=date(2027, 1, 12))
    _, copy_id = database.write(later)
    original, copy = read(database, first), read(database, copy_id)
    assert (copy.date, copy.start, copy.end) == (date(2027, 1, 12), time(9), time(12))
    assert copy.state == "planned"
    assert copy.facilitators == original.facilitators

    def plan(workshop):
        return [(b.title, b.minutes, b.start, b.method, b.why, b.rank) for b in workshop.blocks]

    assert plan(copy) == plan(original)
    assert not {b.id for b in copy.blocks} & {b.id for b in original.blocks}


def test_deleting_takes_everything_and_undo_brings_everything_back(database, template):
    workshop_id = planned(database, template=template, facilitators=(database.person_id,))

    def catch(tx):
        tx.describe("Catch an idea")
        tx.insert(tables.catch, workshop_id=workshop_id, kind="idea", text="Kahvia", rank="V")

    def experiment(tx):
        tx.describe("Add an experiment")
        return tx.insert(tables.experiment, title="K", state="idea", workshop_id=workshop_id)

    database.write(catch)
    experiment_id = database.write(experiment)[1]
    before = read(database, workshop_id)
    database.write(lambda tx: operations.delete_workshop(tx, workshop_id))
    assert read(database, workshop_id) is None

    def link(tx):
        return tx.row(tables.experiment, experiment_id)["workshop_id"]

    assert database.write(link)[1] is None
    database.write(undoing.undo)
    after = read(database, workshop_id)
    assert after.blocks == before.blocks
    assert after.facilitators == before.facilitators
    assert database.write(link)[1] == workshop_id


def test_a_workshop_that_was_run_is_not_deleted(database):
    workshop_id = planned(database)
    day_id = read(database, workshop_id).day_id
    now = datetime(2026, 11, 24, 7, tzinfo=UTC)
    database.write(
        lambda tx: tx.record(
            tables.run, id=ids.new_id(), workshop_id=workshop_id, day_id=day_id, begun_at=now,
            planned_end=now,
        )
    )  # fmt: skip
    with pytest.raises(Problem, match="history"):
        database.write(lambda tx: operations.delete_workshop(tx, workshop_id))


def test_what_was_held_cannot_be_cancelled(database):
    workshop_id = planned(database)

    def hold(tx):
        tx.describe("End a workshop")
        tx.update(tables.workshop, workshop_id, state="held")

    database.write(hold)
    with pytest.raises(Problem):
        database.write(lambda tx: operations.cancel_workshop(tx, workshop_id))


def test_what_is_gone_is_stale(database):
    gone = ids.new_id()
    for operation in (
        operations.delete_workshop,
        operations.cancel_workshop,
        partial(operations.copy_workshop, day=DAY),
        partial(agenda.add_block, kind="break", minutes=5),
    ):
        with pytest.raises(Stale):
            database.write(lambda tx, do=operation: do(tx, workshop_id=gone))

"""A run is its frozen plan and its facts, read the same from any window and after any restart."""

from __future__ import annotations

from datetime import date, time, timedelta
from functools import partial

import pytest

from kehitys.domain.live import view
from kehitys.domain.problems import Problem
from kehitys.operations import agenda, live
from kehitys.operations.workshops import new_workshop
from kehitys.store import history, runs, tables
from kehitys.store.database import Database
from kehitys.store.ids import new_id
from tests.rounds import a_round


def do(database, operation, *args, **values):
    """Does one operation and gives what it gave."""
    return database.write(lambda tx: operation(tx, *args, **values))[1]


def ask(database, query, *args):
    """What a query finds."""
    return database.read(lambda connection: query(connection, *args))


@pytest.fixture
def workshop_id(database):
    """Three blocks of 10, 20 and 30 minutes from nine on, to end at eleven."""

    def plan(tx):
        workshop_id = new_workshop(
            tx, title="Day", day=date(2026, 11, 24), start=time(9), end=time(11), people=12
        )
        for title, minutes in (("A", 10), ("B", 20), ("C", 30)):
            agenda.add_block(tx, workshop_id, kind="talk", title=title, minutes=minutes)
        return workshop_id

    return do(database, plan)


@pytest.fixture
def run_id(database, clock, workshop_id):
    """Its run, just begun."""
    return do(database, live.begin, workshop_id, at=clock.now, speak="en")


def test_a_killed_program_comes_back_to_the_same_second(database, clock, run_id):
    """What is stored are facts, so the remaining seconds follow the wall clock, also when shut."""
    clock.tick(600)
    do(database, live.next_block, run_id)
    clock.tick(60)
    do(database, live.add_time, run_id, 120)
    before = ask(database, runs.run, run_id)
    database.close()

    clock.tick(150)
    reopened = Database(database.path)
    after = ask(reopened, runs.run, run_id)
    reopened.close()
    assert after == before
    seen = view(after, clock.now)
    assert seen.current.title == "B"
    assert seen.elapsed == 210
    assert seen.remaining == 20 * 60 + 120 - 210


def test_a_stopped_clock_stands_also_while_the_program_is_shut(database, clock, run_id):
    """A pause over the night takes nothing from the block."""
    clock.tick(100)
    do(database, live.stop_clock, run_id)
    database.close()
    clock.tick(50_000)
    reopened = Database(database.path)
    assert view(ask(reopened, runs.run, run_id), clock.now).remaining == 500
    reopened.close()


def test_facts_are_only_ever_added(database, clock, run_id):
    """Going on, back and on again leaves each of them in the file, in order."""
    for operation in (live.next_block, live.back, live.next_block):
        clock.tick(5)
        before = ask(database, runs.run, run_id).facts
        do(database, operation, run_id)
        assert ask(database, runs.run, run_id).facts[:-1] == before
    kinds = [fact.kind for fact in ask(database, runs.run, run_id).facts]
    assert kinds == ["start", "next", "back", "next"]


def test_nothing_that_ticks_is_stored(database, clock, run_id):
    """Looking at a run writes nothing, however long it goes on."""
    before = database.path.with_name("test.db-wal").read_bytes()
    for _ in range(5):
        clock.tick(60)
        view(ask(database, runs.run, run_id), clock.now)
    assert database.path.with_name("test.db-wal").read_bytes() == before


def test_an_unfinished_run_is_offered_until_it_ends(database, clock, workshop_id, run_id):
    """Today names the workshop and when it began."""
    begun = clock.now
    (offered,) = ask(database, runs.unfinished)
    assert (offered.run_id, offered.workshop_id) == (run_id, workshop_id)
    assert (offered.workshop_title, offered.begun_at) == ("Day", begun)
    assert ask(database, runs.unfinished_of, workshop_id) == run_id
    clock.tick(60)
    do(database, live.end, run_id)
    assert ask(database, runs.unfinished) == ()
    assert ask(database, runs.unfinished_of, workshop_id) is None
    assert ask(database, runs.ended_at, run_id) == clock.now


def test_the_latest_run_is_the_one_begun_last(database, clock, workshop_id, run_id):
    """A workshop that was held may be run again."""
    do(database, live.end, run_id)
    clock.tick(86_400)
    again = do(database, live.begin, workshop_id, at=clock.now, speak="en")
    assert ask(database, runs.latest_run, workshop_id) == again
    assert set(ask(database, runs.runs, [run_id, again])) == {run_id, again}


def test_planned_against_actual_uses_the_plan_of_the_day(database, clock, run_id):
    """A block made longer or deleted afterwards still was what it was."""
    clock.tick(14 * 60)
    do(database, live.next_block, run_id)
    clock.tick(6 * 60)
    do(database, live.end, run_id)
    went = ask(database, runs.actuals, run_id)
    for row in database.write(lambda tx: tx.rows(tables.block))[1]:
        if row["title"] == "A":
            do(database, agenda.delete_block, row["id"])
        else:
            do(database, agenda.change_minutes, row["id"], 25)
    assert ask(database, runs.actuals, run_id) == went
    assert [(a.block.title, a.planned_minutes, a.actual_minutes) for a in went] == [
        ("A", 10, 14), ("B", 20, 6), ("C", 30, 0),
    ]  # fmt: skip
    assert ask(database, runs.run, run_id).blocks[1].minutes == 20


def test_the_uses_of_a_method_are_what_its_runs_took(database, clock):
    """Only ended runs count, the newest first, and a block never begun is not a use."""
    method_id = do(database, a_round)
    workshop_id = do(
        database, new_workshop, title="Day", day=date(2026, 11, 24), start=time(9), people=8
    )
    for _ in range(2):
        do(database, agenda.add_block, workshop_id, kind="method", method_id=method_id, minutes=15)
    for minutes in (18, 12):
        run_id = do(database, live.begin, workshop_id, at=clock.now, speak="fi")
        clock.tick(minutes * 60)
        do(database, live.end, run_id)
        clock.tick(86_400)
    do(database, live.begin, workshop_id, at=clock.now, speak="fi")
    uses = ask(database, history.uses_of, method_id)
    assert [(use.on, use.planned_minutes, use.actual_minutes) for use in uses] == [
        ("2026-11-25", 15, 12), ("2026-11-24", 15, 18),
    ]  # fmt: skip


def test_the_promised_end_is_frozen_with_the_plan(database, clock, run_id):
    """It is what re-planning aims at, whatever is promised afterwards."""
    (day,) = database.write(lambda tx: tx.rows(tables.workshop_day))[1]

    def promise(tx):
        tx.describe("Change a workshop")
        tx.update(tables.workshop_day, day["id"], end_wall=time(15))

    database.write(promise)
    assert ask(database, runs.must_end, run_id) == clock.now + timedelta(hours=2)
    assert ask(database, runs.run, run_id).planned_end == clock.now + timedelta(hours=1)


def test_a_run_that_is_not_there_is_a_problem(database):
    """Said in a sentence, since a person may have opened an old window."""
    with pytest.raises(Problem, match="no longer here"):
        database.read(partial(runs.run, run_id=new_id()))

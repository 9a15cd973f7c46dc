"""Holding a workshop, from the first block to the report."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest

from kehitys.domain import live as domain_live
from kehitys.domain.methods import Step
from kehitys.domain.problems import Problem, Stale
from kehitys.domain.replan import plans
from kehitys.files import markdown
from kehitys.operations import agenda, live
from kehitys.operations.workshops import new_workshop
from kehitys.store import reports, runs, tables, workshops
from kehitys.store.ids import new_id
from tests.rounds import a_round


def do(database, operation, *args, **values):
    """Does one operation and gives what it gave."""
    return database.write(lambda tx: operation(tx, *args, **values))[1]


def the_run(database, run_id):
    """The run as it is now."""
    return database.read(lambda connection: runs.run(connection, run_id))


def seen(database, clock, run_id):
    """What a screen shows of it now."""
    return domain_live.view(the_run(database, run_id), clock.now)


def facts(database, run_id):
    """The kinds of its facts."""
    return [fact.kind for fact in the_run(database, run_id).facts]


def state_of_workshop(database, workshop_id):
    """planned, held or cancelled."""
    return database.read(lambda connection: workshops.workshop(connection, workshop_id)).state


@pytest.fixture
def workshop_id(database):
    """A talk, a method of two steps, a buffer and a talk, from nine to ten."""

    def plan(tx):
        workshop_id = new_workshop(
            tx, title="Day", day=date(2026, 11, 24), start=time(9), end=time(10), people=12
        )
        method_id = a_round(
            tx,
            Step(seconds=300, grouping="alone", record="none"),
            Step(seconds=600, grouping="together"),
        )
        agenda.add_block(tx, workshop_id, kind="talk", title="Hello", minutes=10)
        agenda.add_block(tx, workshop_id, kind="method", method_id=method_id, minutes=30)
        agenda.add_block(tx, workshop_id, kind="buffer", minutes=10)
        agenda.add_block(tx, workshop_id, kind="talk", title="Goodbye", minutes=10)
        return workshop_id

    return do(database, plan)


@pytest.fixture
def run_id(database, clock, workshop_id):
    """Its run, begun at nine."""
    return do(database, live.begin, workshop_id, at=clock.now, speak="fi")


def test_the_plan_is_frozen_in_the_language_of_the_day(database, run_id):
    """A block goes by its own title, its method's name or its kind; a step has its words."""
    hello, method, buffer, _ = the_run(database, run_id).blocks
    assert [hello.title, method.title, buffer.title] == ["Hello", "Kierros", "Buffer"]
    assert (method.method_slug, method.minutes) == ("round", 30)
    assert [(step.title, step.say, step.record) for step in method.steps] == [
        ("Mieti", "Miettikää.", "none"), ("", "", "any"),
    ]  # fmt: skip


def test_a_later_edit_of_the_agenda_does_not_reach_the_run(database, clock, workshop_id, run_id):
    """Planned against actual keeps the plan of the beginning, whatever is edited or deleted."""
    before = the_run(database, run_id).blocks
    for row in database.write(lambda tx: tx.rows(tables.block))[1]:
        if row["kind"] == "buffer":
            do(database, agenda.delete_block, row["id"])
        else:
            do(database, agenda.change_minutes, row["id"], 7)
    do(database, agenda.add_block, workshop_id, kind="break", minutes=15)
    assert the_run(database, run_id).blocks == before
    clock.tick(13 * 60)
    do(database, live.end, run_id)
    went = database.read(lambda connection: runs.actuals(connection, run_id))
    assert [(a.planned_minutes, a.actual_minutes) for a in went] == [
        (10, 13), (30, 0), (10, 0), (10, 0),
    ]  # fmt: skip


def test_a_run_may_wait_for_its_time(database, clock, workshop_id):
    """Begun early, the clock of the first block starts when it was planned to."""
    at = clock.now + timedelta(minutes=10)
    run_id = do(database, live.begin, workshop_id, at=at, speak="fi")
    assert seen(database, clock, run_id).phase == "waiting"
    clock.tick(660)
    assert seen(database, clock, run_id).elapsed == 60


def test_an_agenda_without_blocks_cannot_be_run(database, clock):
    """It says to add one."""
    empty = do(database, new_workshop, title="Day", day=date(2026, 11, 24), start=time(9), people=4)
    with pytest.raises(Problem, match="Add a block"):
        do(database, live.begin, empty, at=clock.now, speak="fi")


def test_a_workshop_has_one_run_at_a_time(database, clock, workshop_id, run_id):
    """It says to continue the one that goes on; after its end another may begin."""
    with pytest.raises(Problem, match="Continue"):
        do(database, live.begin, workshop_id, at=clock.now, speak="fi")
    do(database, live.end, run_id)
    do(database, live.begin, workshop_id, at=clock.now, speak="fi")


def test_a_deleted_workshop_cannot_be_run(database, clock):
    """Nothing is left half begun."""
    with pytest.raises(Stale):
        do(database, live.begin, new_id(), at=clock.now, speak="fi")


def test_each_key_is_one_fact_at_its_moment(database, clock, run_id):
    """On, stop, go on, more time, back and the end."""
    steps = (
        (live.next_block, ()), (live.stop_clock, ()), (live.go, ()),
        (live.add_time, (60,)), (live.back, ()), (live.end, ()),
    )  # fmt: skip
    for operation, more in steps:
        clock.tick(30)
        change, _ = database.write(lambda tx, do=operation, more=more: do(tx, run_id, *more))
        assert "run_fact" in change.tables
        assert change.label
        assert the_run(database, run_id).facts[-1].at == clock.now
    assert facts(database, run_id) == ["start", "next", "stop", "go", "add", "back", "end"]


def test_what_is_not_possible_does_nothing(database, run_id):
    """No fact, no news, no label."""
    first = the_run(database, run_id).blocks[0].id
    for operation, more in (
        (live.go, ()), (live.add_time, (0,)), (live.skip, (first,)),
        (live.unskip, (first,)), (live.skip, (new_id(),)),
    ):  # fmt: skip
        change, _ = database.write(lambda tx, do=operation, more=more: do(tx, run_id, *more))
        assert (change.tables, change.label) == (frozenset(), "")
    do(database, live.end, run_id)
    for operation in (live.end, live.next_block, live.stop_clock):
        do(database, operation, run_id)
    assert facts(database, run_id) == ["start", "end"]


def test_facts_are_not_undone_with_the_journal(database, run_id):
    """A run leaves no steps but the mark of its end."""
    before = len(database.write(lambda tx: tx.rows(tables.step))[1])
    for operation in (live.next_block, live.stop_clock, live.go):
        change, _ = database.write(lambda tx, do=operation: do(tx, run_id))
        assert not change.undoable
    assert len(database.write(lambda tx: tx.rows(tables.step))[1]) == before


def test_a_skipped_block_is_passed_over_and_may_come_back(database, clock, run_id):
    """It takes no time of the day while it is out."""
    blocks = the_run(database, run_id).blocks
    do(database, live.skip, run_id, blocks[1].id)
    assert seen(database, clock, run_id).ends == clock.now + timedelta(minutes=30)
    do(database, live.unskip, run_id, blocks[1].id)
    assert seen(database, clock, run_id).ends == clock.now + timedelta(minutes=60)
    do(database, live.skip, run_id, blocks[1].id)
    do(database, live.next_block, run_id)
    assert seen(database, clock, run_id).current.id == blocks[2].id


def test_the_end_marks_the_workshop_held(database, clock, workshop_id, run_id):
    """Going on from the last block ends it too, and going back takes the end back."""
    for _ in range(4):
        clock.tick(600)
        do(database, live.next_block, run_id)
    ended = database.read(lambda connection: runs.ended_at(connection, run_id))
    assert ended == clock.now
    assert state_of_workshop(database, workshop_id) == "held"
    do(database, live.back, run_id)
    assert database.read(lambda connection: runs.ended_at(connection, run_id)) is None
    assert state_of_workshop(database, workshop_id) == "planned"
    assert seen(database, clock, run_id).current.title == "Goodbye"


def test_a_new_plan_is_facts_in_one_commit(database, clock, run_id):
    """Eight minutes late the buffer is spent, and the day ends when it was promised to."""
    clock.tick(18 * 60)
    run = the_run(database, run_id)
    mildest = plans(run, clock.now, run.planned_end)[0]
    assert mildest.fits
    change, _ = database.write(lambda tx: live.apply_plan(tx, run_id, mildest))
    assert not change.undoable
    after = seen(database, clock, run_id)
    assert after.ends == run.planned_end
    assert [coming.seconds // 60 for coming in after.coming] == [30, 2, 10]
    assert the_run(database, run_id).blocks == run.blocks


def test_a_new_plan_can_drop_blocks_and_be_taken_back(database, clock, run_id):
    """Opposite facts bring the day back as it was, and once more bring the plan back."""
    clock.tick(45 * 60)
    run = the_run(database, run_id)
    before = seen(database, clock, run_id)
    drop = next(plan for plan in plans(run, clock.now, run.planned_end) if plan.strategy == "drop")
    assert any(change.dropped for change in drop.changes)
    do(database, live.apply_plan, run_id, drop)
    planned = seen(database, clock, run_id)
    assert planned.ends == drop.ends
    clock.tick(1)
    do(database, live.take_back_plan, run_id)
    clock.tick(-1)
    assert seen(database, clock, run_id) == before
    clock.tick(2)
    do(database, live.take_back_plan, run_id)
    clock.tick(-2)
    assert seen(database, clock, run_id) == planned


def test_there_may_be_no_plan_to_take_back(database, run_id):
    """Time added by hand is not a plan."""
    do(database, live.add_time, run_id, 60)
    with pytest.raises(Problem, match="nothing to undo"):
        do(database, live.take_back_plan, run_id)


def test_the_report_tells_how_the_last_run_went(database, clock, workshop_id, run_id):
    """Planned and actual minutes by the frozen plan, and the times it was held."""
    clock.tick(12 * 60)
    do(database, live.next_block, run_id)
    clock.tick(20 * 60)
    do(database, live.end, run_id)
    material = database.read(lambda connection: reports.material(connection, workshop_id))
    told = markdown.report(material).replace("\u00a0", " ")
    assert "- **Time** 9:00–9:32" in told
    assert "| 9:00 | Hello | 10 min | 12 min |" in told
    assert "| 9:12 | Kierros | 30 min | 20 min |" in told
    assert "|  | Goodbye | 10 min | not begun |" in told


def test_a_start_on_another_day_is_held_to_that_day(database, clock, workshop_id):
    """Rehearsed two days ahead, a workshop is ten minutes late, not two days early."""
    blocks = database.read(lambda c: workshops.workshop(c, workshop_id)).blocks
    do(database, agenda.fix_start, blocks[-1].id, time(9, 50))
    clock.now -= timedelta(days=2) - timedelta(minutes=10)
    run = do(database, live.begin, workshop_id, at=clock.now, speak="fi")
    told = seen(database, clock, run)
    assert told.late == 10
    assert told.coming[-1].expected - clock.now < timedelta(hours=1)
    assert the_run(database, run).planned_end - clock.now == timedelta(minutes=50)


def test_a_rehearsal_at_another_hour_is_not_late(database, clock, workshop_id):
    """The plan begins with it: hours of lateness would say nothing, and hide what is to be seen."""
    clock.now -= timedelta(days=1) - timedelta(hours=4, seconds=20)
    run = do(database, live.begin, workshop_id, at=clock.now, speak="fi")
    told = seen(database, clock, run)
    assert told.late == 0
    assert the_run(database, run).planned_end - clock.now == timedelta(hours=1)


@pytest.mark.parametrize("second", [0.2, 29.9, 30.1, 59.95])
def test_a_rehearsal_is_in_time_from_whichever_second_it_begins(
    database, clock, workshop_id, second
):
    """The plan is told in minutes; the odd seconds make nobody late while the block has time."""
    clock.now += timedelta(hours=4, seconds=second)
    run = do(database, live.begin, workshop_id, at=clock.now, speak="fi")
    for tenths in range(0, 100):
        clock.now += timedelta(seconds=tenths / 10)
        assert seen(database, clock, run).late == 0


@pytest.mark.parametrize("second", [0, 20, 29.9, 30.1, 53, 59.95])
def test_minutes_given_are_the_minutes_late(database, clock, workshop_id, second):
    """Five minutes more move the end by five, from whichever second the rehearsal began."""
    clock.now += timedelta(hours=4, seconds=second)
    run = do(database, live.begin, workshop_id, at=clock.now, speak="fi")
    clock.now += timedelta(seconds=3)
    before = seen(database, clock, run).told_end
    do(database, live.add_time, run, 300)
    told = seen(database, clock, run)
    assert told.late == 5
    assert told.told_end - before == timedelta(minutes=5)


def test_how_late_it_is_does_not_change_from_look_to_look(database, clock, workshop_id):
    """The clock is looked at four times a second, and the block ends when it ends."""
    clock.now += timedelta(seconds=59.95)
    run = do(database, live.begin, workshop_id, at=clock.now, speak="fi")
    ends = set()
    for _look in range(20):
        clock.now += timedelta(seconds=0.27)
        told = seen(database, clock, run)
        ends.add(told.free)
        assert told.late == 0
    assert len(ends) == 1


@pytest.mark.parametrize(("hours", "late"), [(1, 60), (2, 120), (4, 0)])
def test_an_end_that_has_passed_promises_nothing(database, clock, hours, late):
    """In the afternoon of the morning it was planned for, a workshop is rehearsed, not late."""

    def plan(tx):
        made = new_workshop(
            tx, title="Day", day=date(2026, 11, 24), start=time(9), end=time(12), people=12
        )
        agenda.add_block(tx, made, kind="talk", title="Hello", minutes=90)
        return made

    made = do(database, plan)
    clock.now += timedelta(hours=hours)
    run = do(database, live.begin, made, at=clock.now, speak="fi")
    assert seen(database, clock, run).late == late
    promised = database.read(lambda c: runs.must_end(c, run))
    assert (promised is None) == (not late)


@pytest.mark.parametrize(("days", "hours", "late"), [(0, 2, 120), (0, 4, 0), (-2, 2, 0)])
def test_what_is_tied_to_the_clock_binds_while_it_is_to_come(
    database, clock, workshop_id, days, hours, late
):
    """Lunch at twelve keeps a start at eleven late; past it, or on another day, it says nothing."""
    blocks = database.read(lambda c: workshops.workshop(c, workshop_id)).blocks
    do(database, agenda.fix_start, blocks[-1].id, time(12))
    clock.now += timedelta(days=days, hours=hours)
    run = do(database, live.begin, workshop_id, at=clock.now, speak="fi")
    told = seen(database, clock, run)
    assert told.late == late
    frozen = the_run(database, run).blocks[-1]
    assert frozen.fixed == bool(late)


def test_a_start_just_before_midnight_is_early_and_no_other_day(database, clock):
    def plan(tx):
        made = new_workshop(tx, title="Yö", day=date(2026, 11, 24), start=time(0, 10), people=12)
        agenda.add_block(tx, made, kind="talk", title="Hello", minutes=10)
        return made

    clock.now = clock.now.replace(day=23, hour=21, minute=55)
    run = do(database, live.begin, do(database, plan), at=clock.now, speak="fi")
    assert seen(database, clock, run).late == -15

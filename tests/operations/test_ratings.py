"""One word of how a block went: said, changed, taken back and undone."""

from __future__ import annotations

from datetime import date, time

import pytest

from kehitys.domain.problems import Problem, Stale
from kehitys.operations import agenda, live
from kehitys.operations.ratings import rate_block
from kehitys.operations.workshops import new_workshop
from kehitys.store import history, methods, runs, undoing
from kehitys.store.ids import new_id


def do(database, operation, *args, **values):
    return database.write(lambda tx: operation(tx, *args, **values))[1]


@pytest.fixture
def method_id(library):
    return library.read(lambda c: methods.by_slug(c, "alkukierros")).id


@pytest.fixture
def workshop_id(library, method_id):
    """A workshop of a talk and a check-in."""

    def plan(tx):
        workshop_id = new_workshop(
            tx, title="Day", day=date(2026, 11, 24), start=time(9), people=12,
            facilitators=[library.person_id],
        )  # fmt: skip
        agenda.add_block(tx, workshop_id, kind="talk", title="Opening", minutes=10)
        agenda.add_block(tx, workshop_id, kind="method", method_id=method_id, minutes=10)
        return workshop_id

    return do(library, plan)


def held(library, clock, workshop_id, minutes):
    """The workshop run, the check-in taking so many minutes; gives the run."""
    run_id = do(library, live.begin, workshop_id, at=clock.now, speak="en")
    clock.tick(10 * 60)
    do(library, live.next_block, run_id)
    clock.tick(minutes * 60)
    do(library, live.end, run_id)
    clock.tick(3600)
    return run_id


def blocks(library, run_id):
    return library.read(lambda c: runs.run(c, run_id)).blocks


def said(library, run_id):
    return list(library.read(lambda c: history.ratings_of(c, run_id)).values())


def test_a_word_is_said_changed_and_taken_back(library, clock, workshop_id):
    """One block has one word; the empty word takes it away."""
    run_id = held(library, clock, workshop_id, 12)
    _talk, check_in = blocks(library, run_id)
    for word, stands in (("well", ["well"]), ("badly", ["badly"]), ("", []), ("", [])):
        do(library, rate_block, check_in.id, word)
        assert said(library, run_id) == stands


def test_a_word_is_undone_like_anything_else(library, clock, workshop_id):
    """Undo gives back the word that stood before, and redo the later one."""
    run_id = held(library, clock, workshop_id, 12)
    check_in = blocks(library, run_id)[1]
    do(library, rate_block, check_in.id, "well")
    do(library, rate_block, check_in.id, "so_so")
    for go, stands in (
        (undoing.undo, ["well"]), (undoing.undo, []), (undoing.redo, ["well"]),
    ):  # fmt: skip
        library.write(go)
        assert said(library, run_id) == stands


def test_only_a_method_learns_from_a_word(library, clock, workshop_id):
    """A talk is not told how it went, and a block that is nowhere cannot be."""
    talk = blocks(library, held(library, clock, workshop_id, 12))[0]
    with pytest.raises(Problem, match="Only blocks with a method"):
        do(library, rate_block, talk.id, "well")
    with pytest.raises(Stale):
        do(library, rate_block, new_id(), "well")


def test_a_history_is_what_the_runs_took_and_what_was_said(library, clock, workshop_id, method_id):
    """Five runs give a usual length; each use names the workshop, who led it and the word."""
    for n, minutes in enumerate((14, 12, 9, 16, 13)):
        run_id = held(library, clock, workshop_id, minutes)
        if n < 2:
            do(library, rate_block, blocks(library, run_id)[1].id, "well")
        past = library.read(history.histories)
        assert past.get(method_id) is None or past[method_id].usual is None or n == 4
    past = library.read(history.histories)[method_id]
    assert (past.times, past.usual, past.well, past.rated) == (5, 13, 2, 2)
    newest, *_rest, oldest = library.read(lambda c: history.uses_of(c, method_id))
    assert (newest.actual_minutes, newest.went, newest.workshop_id) == (13, "", workshop_id)
    assert (oldest.actual_minutes, oldest.went, oldest.lead_name) == (14, "well", "Maija Mallikas")


def test_a_block_passed_over_at_once_is_not_in_the_history(library, clock, workshop_id, method_id):
    """Two quick presses are no check-in of nought minutes, and a run that goes on is no use."""
    held(library, clock, workshop_id, 12)
    held(library, clock, workshop_id, 0.4)
    goes_on = do(library, live.begin, workshop_id, at=clock.now, speak="en")
    do(library, live.next_block, goes_on)
    clock.tick(300)
    do(library, live.stop_clock, goes_on)
    uses = library.read(lambda c: history.uses_of(c, method_id))
    assert [use.actual_minutes for use in uses] == [12]

"""Blocks are added, moved, timed and deleted, each in one step that undo takes back whole."""

from __future__ import annotations

from datetime import date, time
from functools import partial

import pytest

from kehitys.domain.problems import Problem, Stale
from kehitys.domain.workshops import LONGEST_BLOCK
from kehitys.operations import agenda
from kehitys.operations.workshops import new_workshop
from kehitys.store import ids, tables, undoing, workshops
from tests.operations.planned import add, blocks, do, edit, edits, order


@pytest.fixture
def workshop_id(database):
    """A workshop with the blocks A, B, C and D of ten minutes each."""
    plan = partial(new_workshop, title="W", day=date(2026, 11, 24), start=time(9), people=12)
    _, made = database.write(plan)
    for title in "ABCD":
        add(database, made, title=title)
    return made


def method(database, slug="kierros"):
    def write(tx):
        tx.describe("Write a method")
        return tx.insert(
            tables.method, slug=slug, minutes_min=5, minutes_typical=10, minutes_max=15,
            people_min=4, energy="low", safety="low", difficulty="easy", outcome="list", steps=[],
            materials=[], aliases=[], goes_before=[], goes_after=[], source={},
        )  # fmt: skip

    return database.write(write)[1]


def test_a_block_goes_under_the_one_named_or_to_the_end(database, workshop_id):
    first = blocks(database, workshop_id)[0]
    add(database, workshop_id, title="x", below=first.id)
    add(database, workshop_id, title="z")
    assert order(database, workshop_id) == "AxBCDz"


def test_a_method_block_goes_by_its_method(database, workshop_id):
    add(database, workshop_id, kind="method", method_id=method(database))
    added = blocks(database, workshop_id)[-1]
    assert (added.kind, added.title, added.method.slug) == ("method", "", "kierros")


@pytest.mark.parametrize(
    "wrong",
    [
        {"minutes": 0},
        {"minutes": -5},
        {"minutes": LONGEST_BLOCK + 1},
        {"minutes": 10**30},
        {"kind": "method"},
        {"kind": "method", "method_id": ids.new_id()},
        {"below": ids.new_id()},
    ],
)
def test_what_cannot_be_added_is_a_problem(database, workshop_id, wrong):
    with pytest.raises(Problem):
        add(database, workshop_id, **wrong)
    assert order(database, workshop_id) == "ABCD"


@pytest.mark.parametrize(
    ("title", "by", "after"),
    [("A", 1, "BACD"), ("D", -1, "ABDC"), ("A", 2, "BCAD"), ("D", -3, "DABC"), ("B", 99, "ACDB"),
     ("C", -99, "CABD")],
)  # fmt: skip
def test_a_move_is_one_edit(database, workshop_id, title, by, after):
    block = next(b for b in blocks(database, workshop_id) if b.title == title)
    change = do(database, agenda.move_block, block.id, by)
    assert order(database, workshop_id) == after
    assert edits(database, change) == 1
    do(database, undoing.undo)
    assert order(database, workshop_id) == "ABCD"


@pytest.mark.parametrize(("n", "by"), [(0, -1), (3, 1), (2, 0)])
def test_a_move_to_where_it_stands_is_no_step(database, workshop_id, n, by):
    block = blocks(database, workshop_id)[n]
    assert not do(database, agenda.move_block, block.id, by).undoable


@pytest.mark.parametrize(
    ("title", "below", "after"),
    [("A", "C", "BCAD"), ("D", "A", "ADBC"), ("C", None, "CABD"), ("A", "D", "BCDA")],
)
def test_a_drop_puts_the_block_under_another_or_first(database, workshop_id, title, below, after):
    by_title = {block.title: block.id for block in blocks(database, workshop_id)}
    change = do(database, agenda.place_block, by_title[title], below and by_title[below])
    assert order(database, workshop_id) == after
    assert edits(database, change) == 1


@pytest.mark.parametrize(("title", "below"), [("A", None), ("B", "A"), ("B", "B")])
def test_a_drop_where_it_stands_is_no_step(database, workshop_id, title, below):
    by_title = {block.title: block.id for block in blocks(database, workshop_id)}
    change = do(database, agenda.place_block, by_title[title], below and by_title[below])
    assert not change.undoable


def test_shared_ranks_are_dealt_anew_so_that_a_block_fits_between(database, workshop_id):
    shared = blocks(database, workshop_id)[0].rank

    def tie(tx):
        tx.describe("Move a block")
        for block in workshops.workshop(tx.connection, workshop_id).blocks:
            tx.update(tables.block, block.id, rank=shared)

    database.write(tie)
    first = blocks(database, workshop_id)[0]
    add(database, workshop_id, title="x", below=first.id)
    ranks = [block.rank for block in blocks(database, workshop_id)]
    assert order(database, workshop_id) == "AxBCD"
    assert len(set(ranks)) == 5


def test_a_thousand_blocks_dropped_in_one_place_keep_their_order(database, workshop_id):
    block_ids = [block.id for block in blocks(database, workshop_id)]

    def swap_often(tx):
        # B and C in turn go right under A.
        for n in range(1_000):
            agenda.place_block(tx, block_ids[1 + n % 2], block_ids[0])

    database.write(swap_often)
    assert order(database, workshop_id) == "ACBD"
    assert max(len(block.rank) for block in blocks(database, workshop_id)) <= agenda.LONGEST_RANK


def test_key_presses_in_a_row_are_one_undo(database, workshop_id, clock):
    block = blocks(database, workshop_id)[1]
    for _ in range(3):
        do(database, agenda.change_minutes, block.id, 5)
        clock.tick(1)
    assert blocks(database, workshop_id)[1].minutes == 25
    do(database, undoing.undo)
    assert blocks(database, workshop_id)[1].minutes == 10


def test_presses_on_another_block_or_later_are_steps_of_their_own(database, workshop_id, clock):
    first, second = blocks(database, workshop_id)[:2]
    do(database, agenda.change_minutes, first.id, 5)
    do(database, agenda.change_minutes, second.id, 5)
    clock.tick(3)
    do(database, agenda.change_minutes, second.id, 5)
    do(database, undoing.undo)
    assert [block.minutes for block in blocks(database, workshop_id)[:2]] == [15, 15]


@pytest.mark.parametrize(("by", "after"), [(-99, 1), (10**9, LONGEST_BLOCK)])
def test_a_length_stays_possible(database, workshop_id, by, after):
    block = blocks(database, workshop_id)[0]
    do(database, agenda.change_minutes, block.id, by)
    assert blocks(database, workshop_id)[0].minutes == after
    assert not do(database, agenda.change_minutes, block.id, by).undoable


def test_a_new_length_moves_the_shortest_and_longest_out_of_its_way(database, workshop_id):
    block = blocks(database, workshop_id)[0]
    edit(database, block, min_minutes=8, max_minutes=12)
    do(database, agenda.change_minutes, block.id, -5)
    shorter = blocks(database, workshop_id)[0]
    assert (shorter.min_minutes, shorter.minutes, shorter.max_minutes) == (5, 5, 12)
    do(database, undoing.undo)
    assert blocks(database, workshop_id)[0].min_minutes == 8


def test_a_start_is_fixed_and_freed(database, workshop_id):
    block = blocks(database, workshop_id)[2]
    do(database, agenda.fix_start, block.id, time(11, 30, 59))
    assert blocks(database, workshop_id)[2].start == time(11, 30)
    do(database, agenda.free_start, block.id)
    assert not blocks(database, workshop_id)[2].fixed
    do(database, undoing.undo)
    assert blocks(database, workshop_id)[2].fixed


def test_another_method_takes_the_place_and_keeps_the_words(database, workshop_id):
    block = blocks(database, workshop_id)[0]
    edit(database, block, why="Koska", grouping="pairs")
    do(database, agenda.swap_method, block.id, method(database), 15)
    swapped = blocks(database, workshop_id)[0]
    assert (swapped.kind, swapped.method.slug, swapped.minutes) == ("method", "kierros", 15)
    assert (swapped.title, swapped.why, swapped.grouping) == ("A", "Koska", None)
    do(database, agenda.swap_method, block.id, method(database, "toinen"))
    assert blocks(database, workshop_id)[0].minutes == 15


@pytest.mark.parametrize(
    "wrong",
    [
        {"minutes": 0},
        {"min_minutes": 11},
        {"max_minutes": 9},
        {"min_minutes": -1},
        {"max_minutes": LONGEST_BLOCK + 1},
        {"lead_id": ids.new_id()},
    ],
)
def test_a_form_that_contradicts_itself_is_a_problem(database, workshop_id, wrong):
    block = blocks(database, workshop_id)[0]
    with pytest.raises(Problem):
        edit(database, block, **wrong)
    assert blocks(database, workshop_id)[0] == block


def test_a_deleted_block_comes_back_where_it_was(database, workshop_id):
    before = blocks(database, workshop_id)
    do(database, agenda.delete_block, before[1].id)
    assert order(database, workshop_id) == "ACD"
    do(database, undoing.undo)
    assert blocks(database, workshop_id) == before


def test_what_is_gone_is_stale(database):
    gone = ids.new_id()
    for operation in (
        agenda.delete_block,
        agenda.free_start,
        partial(agenda.move_block, by=1),
        partial(agenda.place_block, below=None),
        partial(agenda.change_minutes, by=5),
        partial(agenda.fix_start, wall=time(9)),
        partial(agenda.swap_method, method_id=gone),
    ):
        with pytest.raises(Stale):
            do(database, operation, block_id=gone)

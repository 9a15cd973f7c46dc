"""The rest of the day planned again: as little as it takes, and never the lunch."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kehitys.domain.live import Fact, Run, RunBlock, view
from kehitys.domain.replan import STRATEGIES, plans

NINE = datetime(2026, 11, 24, 7, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
COULD, MUST = "could", "must"


def at(minutes):
    """So many minutes after nine."""
    return NINE + timedelta(minutes=minutes)


def a_run(*told):
    """A run begun at nine; blocks are told as (minutes, kind, and what else is said of them)."""
    blocks, start = [], 0
    for n, (minutes, kind, more) in enumerate(told):
        start = more.get("start", start)
        said = {name: value for name, value in more.items() if name != "start"}
        blocks.append(
            RunBlock(
                id=UUID(int=n),
                n=n,
                title=str(n),
                kind=kind,
                minutes=minutes,
                planned_start=at(start),
                fixed="start" in more,
                **said,
            )
        )
        start += minutes
    began = Fact(seq=1, at=NINE, kind="start", run_block_id=UUID(int=0))
    return Run(
        id=uuid4(), workshop_id=uuid4(), workshop_title="", zone="Europe/Helsinki",
        blocks=tuple(blocks), facts=(began,), people=12, planned_end=at(start),
    )  # fmt: skip


def talk(minutes, **more):
    return minutes, "talk", more


def pause(minutes, **more):
    return minutes, "break", more


def buffer(minutes, **more):
    return minutes, "buffer", more


def by_strategy(run, minutes, must_end=None):
    return {plan.strategy: plan for plan in plans(run, at(minutes), must_end)}


def lengths(plan):
    """The minutes of the blocks ahead, `None` for those dropped."""
    return [None if change.dropped else change.minutes_after for change in plan.changes]


def starts(plan):
    return [(change.start_after - NINE) / timedelta(minutes=1) for change in plan.changes]


def test_there_are_five_ways_in_order():
    """They stand on the keys one to five."""
    found = plans(a_run(talk(10), talk(20)), at(5), None)
    assert tuple(plan.strategy for plan in found) == STRATEGIES


def test_a_day_on_time_is_left_alone():
    """Every way fits and none changes anything."""
    for plan in plans(a_run(talk(10), buffer(5), talk(20)), at(5), None):
        assert (plan.fits, plan.over, lengths(plan)) == (True, 0, [5, 20])
        assert all(change.start_before == change.start_after for change in plan.changes)


def test_buffers_are_spent_nearest_first():
    """Eight minutes late take the first buffer whole and three of the second."""
    run = a_run(talk(10), buffer(5), talk(20), buffer(10), talk(15))
    spent = by_strategy(run, 18)["buffers"]
    assert (spent.fits, lengths(spent), starts(spent)) == (True, [0, 20, 7, 15], [18, 18, 38, 45])


def test_the_rest_is_shortened_in_whole_minutes_that_add_up():
    """Three quarters of an hour shared to forty minutes are 14, 13 and 13."""
    run = a_run(talk(10), talk(15), talk(15), talk(15))
    shortened = by_strategy(run, 15)["shorten"]
    assert (shortened.fits, lengths(shortened), shortened.ends) == (True, [14, 13, 13], at(55))


def test_nothing_is_shortened_below_what_it_needs():
    """What one block cannot give the others do; without a word the least is half."""
    run = a_run(talk(10), talk(20, min_minutes=19), talk(20), talk(20))
    assert lengths(by_strategy(run, 25)["shorten"]) == [19, 13, 13]
    most = by_strategy(run, 90)["shorten"]
    assert (most.fits, lengths(most), most.over) == (False, [19, 10, 10], 59)


def test_a_break_stays_a_break():
    """An hour of coffee is halved at most, a short one keeps five minutes."""
    run = a_run(talk(10), pause(8), talk(20), pause(40), talk(20))
    assert lengths(by_strategy(run, 200)["shorten"]) == [5, 10, 20, 10]


def test_what_could_goes_before_what_should_and_the_last_first():
    """Only as much is dropped as it takes for the rest to fit."""
    run = a_run(talk(10), talk(20), talk(10, priority=COULD), talk(10, priority=COULD), talk(20))
    assert lengths(by_strategy(run, 41)["drop"]) == [12, 6, None, 11]
    assert lengths(by_strategy(run, 48)["drop"])[1:3] == [None, None]
    assert lengths(by_strategy(run, 55)["drop"]) == [None, None, None, 15]


def test_what_is_dropped_is_not_shortened_for_twice():
    """When a dropped block is longer than the need, the others and the buffer keep theirs."""
    run = a_run(
        talk(10),
        talk(10, priority=MUST, min_minutes=9),
        buffer(2),
        talk(30, priority=COULD),
        talk(4),
    )
    dropped = by_strategy(run, 34)["drop"]
    assert (dropped.fits, lengths(dropped)) == (True, [10, 2, None, 4])


def test_what_must_be_and_what_closes_the_day_are_never_dropped():
    """However late it is, they stay, and the way says by how much it does not fit."""
    run = a_run(talk(10), talk(20, priority=MUST), pause(10), talk(10, priority=COULD), pause(6))
    dropped = by_strategy(run, 100)["drop"]
    assert (lengths(dropped), dropped.fits, dropped.over) == ([10, 5, 5, 5], False, 69)


def test_a_break_is_dropped_only_when_it_was_said_it_could_be():
    """A break that should be is kept, one that could be goes."""
    run = a_run(talk(10), pause(10), pause(10, priority=COULD), talk(20))
    assert lengths(by_strategy(run, 100)["drop"]) == [5, None, 10]


def test_lunch_is_never_moved():
    """Before a fixed start the day is shortened, after it everything is as planned."""
    run = a_run(talk(30), talk(45, min_minutes=30), pause(15, start=90), talk(30))
    found = by_strategy(run, 58)
    assert (found["keep"].over, starts(found["keep"])) == (13, [58, 103, 118])
    assert (found["buffers"].fits, found["buffers"].over) == (False, 13)
    assert (lengths(found["shorten"]), starts(found["shorten"])) == ([32, 15, 30], [58, 90, 105])
    assert lengths(found["drop"]) == lengths(found["shorten"])


def test_a_fixed_block_keeps_its_length_unless_it_says_otherwise():
    """A lunch is no reserve for the afternoon, but one that gave its least may be shorter."""
    after = [talk(30), talk(30)]
    whole = a_run(talk(30), pause(60, start=30), *after)
    assert lengths(by_strategy(whole, 60, at(120))["shorten"]) == [60, 15, 15]
    given_least = a_run(talk(30), pause(60, start=30, min_minutes=45), *after)
    assert lengths(by_strategy(given_least, 50, at(120))["shorten"])[0] < 60


def test_only_the_stretch_that_is_late_gives():
    """Blocks after a lunch that is kept are not shortened for a late morning."""
    run = a_run(talk(30), buffer(10), pause(30, start=40), buffer(10), talk(30))
    assert lengths(by_strategy(run, 35)["buffers"]) == [5, 30, 10, 30]


def test_an_early_morning_does_not_shorten_the_afternoon_less():
    """The afternoon begins with lunch, however long before it the morning was done."""
    run = a_run(talk(30), pause(10, start=60), talk(40))
    assert lengths(by_strategy(run, 5, at(100))["shorten"]) == [10, 30]


def test_each_fixed_start_is_kept_in_turn():
    """A stretch too full in the afternoon is mended by the afternoon."""
    run = a_run(talk(30), pause(10, start=30), talk(40), pause(10, start=70), talk(10))
    assert lengths(by_strategy(run, 10)["shorten"]) == [10, 30, 10, 10]


def test_without_a_promised_end_the_end_can_move():
    """The end gives way only after everything else has given."""
    run = a_run(talk(10), talk(20, priority=MUST), talk(10))
    found = by_strategy(run, 40)
    assert (found["drop"].fits, found["drop"].over) == (False, 15)
    moved = found["move_end"]
    assert (moved.fits, lengths(moved), moved.ends) == (True, lengths(found["drop"]), at(55))


def test_a_promised_end_does_not_move():
    """With a hard end the fourth way is no better than the third."""
    run = a_run(talk(10), talk(20, priority=MUST), talk(10))
    found = by_strategy(run, 40, at(40))
    assert (found["move_end"].fits, found["move_end"].over) == (False, 15)


def test_the_end_cannot_move_a_lunch():
    """Moving the end helps nothing before a fixed start."""
    run = a_run(talk(10), talk(20, priority=MUST), pause(30, start=30), talk(10))
    assert not by_strategy(run, 40)["move_end"].fits


def test_room_before_the_promised_end_is_used_first():
    """Late against the plan is not late against the promise."""
    run = a_run(talk(10), talk(20))
    assert by_strategy(run, 20, at(45))["keep"].fits
    assert not by_strategy(run, 20)["keep"].fits


def test_keeping_on_says_how_far_over():
    """The fifth way changes nothing and tells the truth."""
    kept = by_strategy(a_run(talk(10), talk(20)), 18)["keep"]
    assert (kept.fits, kept.over, lengths(kept), kept.ends) == (False, 8, [20], at(38))


def test_less_than_a_minute_too_many_costs_nobody_a_minute():
    """What is told too many is what is taken: full minutes, as they are told everywhere."""
    run = a_run(talk(10), talk(20), pause(10, start=30))
    for seconds, over, left in ((59, 0, 20), (60, 1, 19), (119, 1, 19), (120, 2, 18)):
        found = {p.strategy: p for p in plans(run, at(10) + timedelta(seconds=seconds), None)}
        assert (found["keep"].over, found["keep"].fits) == (over, not over)
        assert lengths(found["shorten"]) == [left, 10]
        (_talk, rest) = found["shorten"].changes
        assert (rest.told, rest.late, found["shorten"].told_end) == (at(30), False, at(40))


def test_an_ended_run_has_nothing_to_change():
    """After the end every way is empty."""
    over = a_run(talk(10))
    ended = replace(over, facts=(*over.facts, Fact(seq=2, at=at(9), kind="end")))
    assert all(plan.changes == () and plan.fits for plan in plans(ended, at(30), None))


BLOCKS = st.lists(
    st.tuples(
        st.integers(0, 60),
        st.sampled_from(["method", "talk", "break", "buffer"]),
        st.fixed_dictionaries(
            {"priority": st.sampled_from(["must", "should", "could"])},
            optional={"min_minutes": st.integers(0, 60), "start": st.integers(0, 400)},
        ),
    ),
    min_size=1,
    max_size=10,
)


@given(BLOCKS, st.integers(0, 24_000), st.one_of(st.none(), st.integers(0, 500)))
def test_every_way_keeps_its_word(told, seconds, must_end):
    """Fixed starts hold when it fits, leasts hold always, and later ways are never worse."""
    run = a_run(*told)
    now = NINE + timedelta(seconds=seconds)
    end = None if must_end is None else at(must_end)
    aim = run.planned_end if end is None else end
    found = {plan.strategy: plan for plan in plans(run, now, end)}
    blocks = {block.id: block for block in run.blocks}
    for plan in found.values():
        for change in plan.changes:
            block = blocks[change.id]
            if block.fixed:
                assert not change.dropped
                assert change.start_after >= block.planned_start
                assert change.told == block.planned_start or not plan.fits
                assert change.late == (change.told > block.planned_start)
            if change.dropped:
                assert block.priority != "must"
            elif block.min_minutes is not None:
                assert change.minutes_after >= min(block.min_minutes, change.minutes_before)
            assert 0 <= change.minutes_after <= change.minutes_before
        assert plan.fits == (plan.over == 0)
        assert not plan.fits or plan.strategy == "move_end" or plan.ends < aim + MINUTE
    mildest_first = [found[name] for name in ("keep", "buffers", "shorten", "drop", "move_end")]
    fitting = [plan.fits for plan in mildest_first]
    assert fitting == sorted(fitting)
    ends = [plan.ends for plan in mildest_first]
    assert found["keep"].fits is False or len(set(ends)) == 1
    assert found["keep"].ends == view(run, now).ends


@given(st.lists(st.integers(1, 90), min_size=1, max_size=12), st.integers(0, 200))
def test_exactly_the_minutes_too_many_are_taken(minutes, late):
    """When shortening is enough the day ends on the minute, else it is as short as may be."""
    run = a_run(talk(0), *(talk(m) for m in minutes))
    shortened = by_strategy(run, late)["shorten"]
    spare = sum(m - -(-m // 2) for m in minutes)
    assert sum(lengths(shortened)) == sum(minutes) - min(late, spare)
    assert shortened.fits == (late <= spare)


@pytest.mark.parametrize("late", [1, 300, 9000])
def test_a_plan_of_two_hundred_blocks_has_a_change_for_each(late):
    """A very long day is planned again like a short one."""
    run = a_run(*(talk(10 + n % 7) for n in range(200)))
    assert all(len(plan.changes) == 199 for plan in plans(run, at(late), None))

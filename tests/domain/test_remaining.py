"""How much time a run leaves for something that was not planned."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from kehitys.domain.live import Fact, Run, RunBlock
from kehitys.domain.remaining import minutes_left
from tests.conftest import HandClock

NINE = HandClock().now


def run(*blocks, ended=None):
    """A run begun at nine; each block is its minutes, negative when its start is locked."""
    made, at = [], NINE
    for n, minutes in enumerate(blocks):
        made.append(
            RunBlock(
                id=uuid4(), n=n, title="", kind="talk", minutes=abs(minutes),
                planned_start=at, fixed=minutes < 0,
            )
        )  # fmt: skip
        at += timedelta(minutes=abs(minutes))
    facts = [Fact(seq=1, at=NINE, kind="start", run_block_id=made[0].id)]
    if ended is not None:
        facts.append(Fact(seq=2, at=after(ended), kind="end"))
    return Run(
        id=uuid4(), workshop_id=uuid4(), workshop_title="Day", zone="Europe/Helsinki",
        blocks=tuple(made), facts=tuple(facts), people=12, planned_end=at,
    )  # fmt: skip


def after(minutes):
    return NINE + timedelta(minutes=minutes)


@pytest.mark.parametrize(
    ("blocks", "now", "left"),
    [
        ((30, 30), 0, 60),
        ((30, 30), 12.9, 47),
        ((30, -30, 30), 10, 20),
        ((30, -30, 30), 35, 55),
        ((30, 30), 60, None),
    ],
)
def test_time_is_left_until_the_next_locked_start_or_the_end(blocks, now, left):
    """Whole minutes, rounded down; a locked start that has passed stands in nobody's way."""
    assert minutes_left(run(*blocks), after(now), None) == left


def test_the_promised_end_counts_before_the_planned_one():
    """The room is booked until eleven, whatever the plan says."""
    assert minutes_left(run(30, 30), after(0), after(120)) == 120
    assert minutes_left(run(30, 30), after(0), after(45)) == 45


def test_a_lunch_that_was_skipped_leaves_its_time():
    """A locked start is only in the way while it is to be held."""
    day = run(30, -30, 30)
    skipped = Fact(seq=2, at=after(1), kind="skip", run_block_id=day.blocks[1].id)
    assert minutes_left(replace(day, facts=(*day.facts, skipped)), after(10), None) == 80


def test_a_run_that_ended_leaves_nothing():
    assert minutes_left(run(30, 30, ended=20), after(30), None) is None

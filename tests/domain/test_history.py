"""What the runs of a method add up to."""

from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kehitys.domain.history import (
    NO_HISTORY,
    History,
    history_of,
    median_minutes,
    offer,
    usual_minutes,
)
from kehitys.domain.methods import MethodUse
from tests.domain.sample import method


def use(minutes, went=""):
    return MethodUse(
        workshop_id=uuid4(),
        workshop_title="Day",
        on="2026-11-24",
        planned_minutes=10,
        actual_minutes=minutes,
        went=went,
    )


@pytest.mark.parametrize(
    ("minutes", "middle"),
    [
        ([14], 14),
        ([9, 40, 10], 10),
        ([10, 10, 12, 12], 11),
        ([10, 11], 11),
        ([10, 13], 12),
        ([7, 7, 7, 7, 90], 7),
    ],
)
def test_the_median_is_the_middle_one_and_halves_are_rounded_up(minutes, middle):
    """One long day does not move it."""
    assert median_minutes(minutes) == middle


@given(st.lists(st.integers(1, 500), min_size=1))
def test_the_median_does_not_depend_on_the_order_and_lies_within(minutes):
    """As many runs were shorter as were longer."""
    middle = median_minutes(minutes)
    assert middle == median_minutes(sorted(minutes))
    assert min(minutes) <= middle <= max(minutes)


def test_four_runs_are_too_few_and_five_are_enough():
    """Below five, chance says more than habit."""
    assert usual_minutes([14, 14, 14, 14]) is None
    assert usual_minutes([14, 13, 15, 14, 40]) == 14


def test_a_history_counts_runs_and_words():
    """Those of which nothing was said count as runs only."""
    found = history_of([use(12, "well"), use(14), use(9, "badly"), use(10, "well")])
    assert found == History(times=4, usual=None, well=2, so_so=0, badly=1)
    assert found.rated == 3
    assert history_of([]) == NO_HISTORY


@pytest.mark.parametrize(("usual", "minutes"), [(14, 14), (3, 5), (30, 20)])
def test_the_offer_keeps_within_what_the_method_says(usual, minutes):
    """What is usual here is told as it is; the planned time keeps its bounds."""
    round_ = method(minutes=(5, 10, 20))
    found = offer(round_, History(times=5, usual=usual))
    assert (found.minutes, found.usual, found.typical) == (minutes, usual, 10)
    assert offer(round_, History(times=4)) is None

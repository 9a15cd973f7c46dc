"""Which backups stay."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kehitys.domain.thinning import NEWEST, in_care, keep

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
YEAR = timedelta(days=365)
ages = st.lists(st.integers(0, 3 * 365 * 24 * 60), max_size=120)


def made(minutes_ago: list[int]) -> list[datetime]:
    """Moments so many minutes ago, in the order they came."""
    return [NOW - timedelta(minutes=age) for age in sorted(minutes_ago, reverse=True)]


def a_life(days: int, step: timedelta = timedelta(minutes=15)) -> set[datetime]:
    """What is left when a backup was made all day long on every day and thinned each time."""
    kept: list[datetime] = []
    for day in range(days):
        at = NOW - timedelta(days=days - day - 1, hours=4)
        for n in range(20):
            moment = at + n * step
            kept = sorted(keep([*kept, moment], moment))
    return set(kept)


def test_a_year_of_work_leaves_hours_days_weeks_and_months():
    left = sorted(a_life(400))
    assert len({at.strftime("%Y-%m") for at in left}) == 12
    assert len({at.date() for at in left if NOW - at < timedelta(days=14)}) == 14
    assert len({at.isocalendar()[:2] for at in left if NOW - at < timedelta(weeks=7)}) >= 7
    hours = {at.strftime("%d %H") for at in left if NOW - at < timedelta(days=4)}
    assert len(hours) >= 20
    assert len(left) <= 24 + 14 + 8 + 12 + NEWEST


@given(ages)
def test_the_newest_stay_and_thinning_again_removes_nothing(minutes_ago):
    moments = made(minutes_ago)
    kept = keep(moments, NOW)
    assert set(moments[-NEWEST:]) <= kept <= set(moments)
    assert keep(sorted(kept), NOW) == kept


@given(ages)
def test_each_of_the_last_days_weeks_and_months_keeps_its_newest(minutes_ago):
    moments = made(minutes_ago)
    kept = keep(moments, NOW)
    for count, period in (
        (24, lambda at: at.strftime("%Y-%m-%d %H")),
        (14, lambda at: at.date().isoformat()),
        (12, lambda at: at.strftime("%Y-%m")),
    ):
        for named in sorted({period(at) for at in moments}, reverse=True)[:count]:
            assert max(at for at in moments if period(at) == named) in kept


@given(ages, st.integers(-3, 3))
def test_a_clock_set_wrong_by_years_removes_nothing_it_would_not_have(minutes_ago, years):
    """Periods are counted, so nothing grows old; what is ahead of the clock stays."""
    moments = made(minutes_ago)
    assert keep(moments, NOW) <= keep(moments, NOW + years * YEAR)
    assert in_care(moments, NOW) <= in_care(moments, NOW + max(0, years) * YEAR)


@given(ages, st.integers(1, 30))
def test_backups_made_while_the_clock_was_a_year_off_stay_while_they_are_the_newest(ages, count):
    """The order they were made in says which are the newest, not their stamps."""
    moments = made(ages)
    for off in (-YEAR, YEAR):
        while_wrong = [NOW + off + timedelta(minutes=15 * n) for n in range(count)]
        kept = keep([*moments, *while_wrong], NOW)
        assert set(while_wrong[-NEWEST:]) <= kept


def test_what_was_made_on_purpose_stays_for_a_week_of_days():
    days = [NOW - timedelta(days=n) for n in range(20)][::-1]
    assert in_care(days, NOW) == {at for at in days if NOW - at <= timedelta(days=7)}

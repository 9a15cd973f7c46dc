"""Wall clocks and moments, also on the two days a year when they part."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kehitys.domain import clock
from kehitys.domain.problems import Problem

AUTUMN = date(2026, 10, 25)
SPRING = date(2026, 3, 29)


def test_a_summer_morning_is_three_hours_ahead():
    """Nine in Helsinki in June is six in UTC."""
    assert clock.instant(date(2026, 6, 1), time(9)) == datetime(2026, 6, 1, 6, tzinfo=UTC)


def test_an_hour_shown_twice_means_the_first():
    """On the autumn night half past three is the one before the clocks go back."""
    assert clock.instant(AUTUMN, time(3, 30)) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    second = time(3, 30, fold=1)
    assert clock.instant(AUTUMN, second) == clock.instant(AUTUMN, time(3, 30))


def test_an_hour_never_shown_is_an_hour_later():
    """On the spring night half past three is what the clock shows as half past four."""
    moment = clock.instant(SPRING, time(3, 30))
    assert clock.local(moment).time() == time(4, 30)


def test_minutes_are_real_when_the_clocks_change():
    """Two hours from half past two in autumn end at half past three, the second time."""
    ends = clock.local(clock.after(clock.instant(AUTUMN, time(2, 30)), 120))
    assert (ends.time(), ends.fold) == (time(3, 30), 1)


def test_minutes_are_real_also_from_a_local_moment():
    """It makes no difference in which zone the moment was told."""
    begins = clock.instant(AUTUMN, time(2, 30))
    assert clock.after(clock.local(begins), 120) == clock.after(begins, 120)


@given(
    st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1)),
    st.sampled_from(["Europe/Helsinki", "Europe/Stockholm", "UTC", "America/St_Johns"]),
)
def test_a_moment_shown_and_read_again_is_itself_but_for_the_twice_shown_hour(moment, zone):
    """Only the second showing of an hour reads back as the first."""
    moment = moment.replace(tzinfo=UTC)
    shown = clock.local(moment, zone)
    back = clock.instant(shown.date(), shown.time(), zone)
    assert back == (moment - timedelta(hours=1) if shown.fold else moment)


@pytest.mark.parametrize("name", ["Helsinki", "", "../etc/passwd", "Europe"])
def test_a_zone_that_is_none_is_a_problem(name):
    """A zone name nobody knows is told to the person, with the name."""
    with pytest.raises(Problem) as caught:
        clock.zone_of(name)
    assert caught.value.values == {"name": name}


@pytest.mark.parametrize(
    ("seconds", "minutes"), [(0, 0), (29, 0), (30, 1), (90, 2), (-29, 0), (-30, -1), (-90, -2)]
)
def test_lengths_round_to_the_nearest_minute(seconds, minutes):
    """Halves go away from zero, both ways."""
    assert clock.whole_minutes(timedelta(seconds=seconds)) == minutes


@given(st.integers(-100_000, 100_000))
def test_a_moment_beside_its_plan_is_off_by_the_minutes_it_is_late(seconds):
    """Less than a minute off is as planned, both ways, and the two never differ."""
    planned = clock.instant(date(2026, 11, 24), time(9))
    late = timedelta(seconds=seconds)
    told = clock.beside(planned + late, planned)
    assert told == clock.after(planned, clock.full_minutes(late))
    assert abs(planned + late - told) < timedelta(minutes=1)
    assert abs(told - planned) <= abs(late)

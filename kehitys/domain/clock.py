"""Wall clock to instants and back."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from kehitys.domain.problems import Problem
from kehitys.i18n import N_

HOME_ZONE = "Europe/Helsinki"


def zone_of(name: str) -> ZoneInfo:
    """The time zone called `name`; raises `Problem` when there is none."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as fault:
        raise Problem(
            N_("There is no time zone “%(name)s”. Write it like Europe/Helsinki."), name=name
        ) from fault


def instant(day: date, wall: time, zone: str = HOME_ZONE) -> datetime:
    """The moment, in UTC, when a clock on the wall of `zone` shows `wall` on `day`.

    The first of the two when the clock shows it twice; as much later as the clock jumped
    when it shows it never (PEP 495, `fold=0`).
    """
    return datetime.combine(day, wall.replace(fold=0), zone_of(zone)).astimezone(UTC)


def local(moment: datetime, zone: str = HOME_ZONE) -> datetime:
    """`moment` as the wall clock of `zone` shows it."""
    return moment.astimezone(zone_of(zone))


def after(moment: datetime, minutes: float) -> datetime:
    """The moment `minutes` of real time later, whatever the wall clock does."""
    return moment.astimezone(UTC) + timedelta(minutes=minutes)


def full_minutes(length: timedelta) -> int:
    """The minutes that have gone by in full; a negative length has as many as a positive one."""
    return int(length.total_seconds() / 60)


def beside(moment: datetime, planned: datetime) -> datetime:
    """`moment` as it is told beside what was planned: less than a minute off is as planned.

    So a moment, the time planned for it and how late it is always agree with each other.
    """
    return after(planned, full_minutes(moment - planned))


def whole_minutes(length: timedelta) -> int:
    """A length rounded to the nearest minute, halves away from zero."""
    seconds = round(length.total_seconds())
    return (seconds + 30) // 60 if seconds >= 0 else -((-seconds + 30) // 60)

"""Which backups stay: many of today, fewer of this month, one of each month of the year."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from datetime import UTC, datetime

NEWEST = 5
"""So many stay whatever the clock says: the last ones in the order they were made."""

DAYS_OF_CARE = 8
"""On so many days, today among them, the backups made on purpose stay too."""

_Period = Callable[[datetime], Hashable]

_PERIODS: tuple[tuple[int, _Period], ...] = (
    (24, lambda at: at.strftime("%Y-%m-%d %H")),
    (14, lambda at: at.date()),
    (8, lambda at: at.isocalendar()[:2]),
    (12, lambda at: (at.year, at.month)),
)


def keep(moments: Sequence[datetime], now: datetime) -> set[datetime]:
    """The moments to keep of `moments`, which are told in the order the backups were made.

    The newest of each of the last 24 hours, 14 days, 8 weeks and 12 months on which there is one,
    by UTC. Periods are counted, not measured back from `now`, and what is later than `now` stays:
    so a clock set forward or back throws nothing good away.
    """
    kept = set(moments[-NEWEST:]) | {at for at in moments if at > now}
    past = sorted((at.astimezone(UTC) for at in moments if at <= now), reverse=True)
    for count, period in _PERIODS:
        newest: dict[Hashable, datetime] = {}
        for at in past:
            if len(newest) == count and period(at) not in newest:
                break
            newest.setdefault(period(at), at)
        kept |= set(newest.values())
    return kept


def in_care(moments: Sequence[datetime], now: datetime) -> set[datetime]:
    """Those of the last days with a backup, a week and today; days are counted, as in `keep`."""
    days = sorted({at.astimezone(UTC).date() for at in moments if at <= now})[-DAYS_OF_CARE:]
    return {at for at in moments if at > now or at.astimezone(UTC).date() in days}

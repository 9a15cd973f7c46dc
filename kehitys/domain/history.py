"""A method's history here: how often it was run, how long it took and how it went."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from kehitys.domain.methods import Method, MethodUse

ENOUGH = 5
"""From this many runs on, their median is offered as the planned time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """What the runs of a method add up to."""

    times: int = 0
    """How often it was run."""
    usual: int | None = None
    """The median of its real minutes; `None` until there are `ENOUGH` runs."""
    well: int = 0
    so_so: int = 0
    badly: int = 0

    @property
    def rated(self) -> int:
        """How many of its runs were told how they went."""
        return self.well + self.so_so + self.badly


NO_HISTORY = History()


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """The minutes a new block of a method begins with, and what they come from."""

    minutes: int
    usual: int
    """The median of its runs here."""
    typical: int | None
    """What the method itself says; `None` when only words tell it."""


def history_of(uses: Iterable[MethodUse]) -> History:
    """What the runs of one method add up to."""
    known = tuple(uses)
    went = [use.went for use in known]
    return History(
        times=len(known),
        usual=usual_minutes([use.actual_minutes for use in known]),
        well=went.count("well"),
        so_so=went.count("so_so"),
        badly=went.count("badly"),
    )


def usual_minutes(actual: Sequence[int]) -> int | None:
    """The median of the minutes that runs took; `None` while there are fewer than `ENOUGH`."""
    return median_minutes(actual) if len(actual) >= ENOUGH else None


def median_minutes(minutes: Sequence[int]) -> int:
    """The middle one; of an even number the mean of the two in the middle, halves rounded up.

    Raises `statistics.StatisticsError` when there are none.
    """
    return int(median(minutes) + 0.5)


def offer(method: Method, history: History) -> Offer | None:
    """What a new block of the method had better be given; `None` when the runs are too few.

    The offer stays between the shortest and the longest the method says it takes.
    """
    if history.usual is None:
        return None
    of = method.minutes
    minutes = max(1, history.usual)
    if of is not None:
        minutes = max(of.min, min(minutes, of.longest))
    return Offer(minutes=minutes, usual=history.usual, typical=None if of is None else of.typical)

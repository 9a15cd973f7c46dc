"""Experiments: what is believed, what is tried, what is learnt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

DECISIONS = ("adopt", "adapt", "abandon", "inconclusive", "unfinished")
DIRECTIONS = ("up", "down", "same")


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One value of a measure on one day."""

    id: UUID
    on: date
    value: Decimal
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """What is counted, with its points in the order of their days."""

    id: UUID
    name: str
    unit: str = ""
    role: str = "outcome"
    """outcome or balancing."""
    points: tuple[Point, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Prediction:
    """What was believed beforehand."""

    id: UUID
    text: str
    direction: str = "up"
    baseline: Decimal | None = None
    target: Decimal | None = None
    by: date | None = None
    locked_at: datetime | None = None
    """When it was locked, in UTC; a locked prediction never changes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """One step of an experiment from a state to another."""

    at: datetime
    before: str
    after: str
    reason: str = ""
    person_name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Experiment:
    """One experiment, told whole."""

    id: UUID
    title: str
    state: str = "idea"
    problem: str = ""
    hypothesis: str = ""
    """We believe that …"""
    because: str = ""
    trial: str = ""
    """What is done, with whom."""
    learning: str = ""
    decision: str = ""
    """One of `DECISIONS`, or empty."""
    decision_reason: str = ""
    team_id: UUID | None = None
    team_name: str = ""
    owner_id: UUID | None = None
    owner_name: str = ""
    workshop_id: UUID | None = None
    workshop_title: str = ""
    starts: date | None = None
    review: date | None = None
    cycle: int = 1
    qualitative: bool = False
    """Nothing is counted; what is learnt is told in words."""
    predictions: tuple[Prediction, ...] = ()
    """The first one, then its amendments, oldest first."""
    measures: tuple[Measure, ...] = ()
    moves: tuple[Move, ...] = ()
    version: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class ExperimentLine:
    """An experiment as a row of a list."""

    id: UUID
    title: str
    state: str
    team_name: str
    owner_name: str
    review: date | None
    last_point: date | None
    values: tuple[Decimal, ...] = ()
    """The last points of its first measure, oldest first."""
    decision: str = ""


def missing_for(experiment: Experiment, state: str) -> tuple[str, ...]:
    """The fields that must be filled before `experiment` may enter `state`, by their names.

    The gates are those of the life cycle in measurement.md: a plan has a hypothesis, a
    prediction, a trial, a review date and a measure or the word that it is told in words;
    a decision has a learning and a reason.
    """
    missing: list[str] = []
    if state == "planned":
        missing += [name for name in ("problem",) if not getattr(experiment, name)]
        if experiment.owner_id is None:
            missing.append("owner")
    if state == "running":
        missing += [name for name in ("hypothesis", "trial") if not getattr(experiment, name)]
        if not experiment.predictions:
            missing.append("prediction")
        if experiment.review is None:
            missing.append("review")
        if not experiment.measures and not experiment.qualitative:
            missing.append("measure")
    if state == "decided":
        missing += [
            name
            for name in ("learning", "decision", "decision_reason")
            if not getattr(experiment, name)
        ]
    return tuple(missing)

"""Workshops and the blocks of their agenda."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from kehitys.domain import clock
from kehitys.domain.methods import Method

KINDS = ("method", "talk", "break", "buffer")
PRIORITIES = ("must", "should", "could")
LONGEST_BLOCK = 24 * 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One stretch of a workshop's agenda."""

    id: UUID
    kind: str
    """One of `KINDS`."""
    title: str
    """What the person called it; empty when it goes by its method or its kind."""
    minutes: int
    min_minutes: int | None = None
    max_minutes: int | None = None
    priority: str = "should"
    start: time | None = None
    """The wall-clock time of a fixed start; `None` when it follows the block before."""
    method: Method | None = None
    grouping: str | None = None
    """How people sit in a block without a method; one of `GROUPINGS` or `None`."""
    lead_id: UUID | None = None
    lead_name: str = ""
    why: str = ""
    note: str = ""
    rank: str = ""
    """Its place among the others: ranks sort as text."""

    @property
    def fixed(self) -> bool:
        """Whether its start is nailed to the clock."""
        return self.start is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Facilitator:
    """A person who leads the workshop, or a part of it."""

    person_id: UUID
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Workshop:
    """A workshop of one day: who, when, why, and the blocks in order."""

    id: UUID
    day_id: UUID
    title: str
    goal: str = ""
    team_id: UUID | None = None
    team_name: str = ""
    date: date
    start: time
    """When it begins, by the wall clock of `zone`."""
    end: time | None = None
    """When it must end, by the same clock; `None` when nothing is promised."""
    zone: str = clock.HOME_ZONE
    place: str = ""
    mode: str = "room"
    people: int
    """How many are expected."""
    people_came: int | None = None
    """How many took part; `None` before anyone has said."""
    languages: tuple[str, ...] = ("fi",)
    facilitators: tuple[Facilitator, ...] = ()
    template: str = ""
    """The slug of the template it was made from, or empty."""
    blocks: tuple[Block, ...] = ()
    state: str = "planned"
    """planned, held or cancelled."""
    version: int = 1

    @property
    def headcount(self) -> int:
        """How many took part, or until that has been said, how many are expected."""
        return self.people if self.people_came is None else self.people_came

    @property
    def begins(self) -> datetime:
        """The moment it begins, in UTC."""
        return clock.instant(self.date, self.start, self.zone)


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkshopLine:
    """A workshop as a row of a list."""

    id: UUID
    title: str
    team_name: str
    date: date
    start: time
    zone: str
    minutes: int
    """The sum of its blocks; gaps before fixed starts not counted."""
    end: time | None
    """When it was promised to end."""
    fixed: bool
    """Whether any of its blocks has a locked start."""
    people: int
    place: str
    blocks: int
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateBlock:
    """One stretch of a template, its words by language."""

    kind: str
    minutes: int
    method: str = ""
    """The slug of its method, or empty."""
    title: Mapping[str, str]
    why: Mapping[str, str]
    note: Mapping[str, str]
    min_minutes: int | None = None
    max_minutes: int | None = None
    priority: str = "should"
    grouping: str | None = None
    start_after: int | None = None
    """Minutes from the workshop's start to a fixed start."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """A workshop to start from."""

    id: UUID
    slug: str
    name: Mapping[str, str]
    summary: Mapping[str, str]
    goal: Mapping[str, str]
    minutes: int
    people_min: int
    people_max: int | None
    mode: tuple[str, ...]
    blocks: tuple[TemplateBlock, ...]

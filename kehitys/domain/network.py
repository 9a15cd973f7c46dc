"""The network: people, units, teams and what people can do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

MEMBERSHIP_STATES = ("invited", "training", "active", "resting", "ended")
TEAM_KINDS = ("pilot", "work", "peer", "mixed")
SKILL_LEVELS = (1, 2, 3)
"""1 learning, 2 can do it, 3 can teach it: what the person says of themselves."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Skill:
    """Something a person of the network can do."""

    id: UUID
    slug: str
    names: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonSkill:
    """What one person says of one skill of theirs."""

    skill: Skill
    level: int
    confirmed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A person of the network, with what the register may hold of them and no more."""

    id: UUID
    name: str
    email: str = ""
    phone: str = ""
    unit_id: UUID | None = None
    unit_name: Mapping[str, str]
    membership: str = ""
    """One of `MEMBERSHIP_STATES`; empty when not a member."""
    languages: tuple[str, ...] = ()
    """The languages the person works in."""
    skills: tuple[PersonSkill, ...] = ()
    teams: tuple[str, ...] = ()
    version: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonLine:
    """A person as a row of a list."""

    id: UUID
    name: str
    unit_name: Mapping[str, str]
    membership: str
    languages: tuple[str, ...]
    skills: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A part of the organisation, named in its languages."""

    id: UUID
    names: Mapping[str, str]
    parent_id: UUID | None = None
    version: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Team:
    """A group that works or tries things together."""

    id: UUID
    name: str
    kind: str = "pilot"
    unit_id: UUID | None = None
    unit_name: Mapping[str, str]
    members: tuple[tuple[UUID, str], ...] = ()
    """Ids and names."""
    leaves_out: tuple[Unit, ...] = ()
    """Parts of its unit that do not belong to it."""
    starts: date | None = None
    ends: date | None = None
    version: int = 1

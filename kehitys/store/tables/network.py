"""People, units, teams and skills."""

from __future__ import annotations

from sqlalchemy import Column, Date, Index, Integer, String, Table, UniqueConstraint, Uuid, text

from kehitys.domain.network import MEMBERSHIP_STATES, TEAM_KINDS
from kehitys.store.tables.base import (
    NAMES,
    Moment,
    code,
    created,
    key,
    line,
    metadata,
    reference,
    sort_key,
    texts,
    updated,
    version,
)

organisation = Table(
    "organisation",
    metadata,
    key(),
    texts("names", NAMES),
    code("kind", ("municipality", "joint", "vendor", "partner", "funder")),
    Column("starts", Date),
    Column("ends", Date),
)

unit = Table(
    "unit",
    metadata,
    key(),
    reference("organisation_id", "organisation", nullable=True),
    texts("names", NAMES),
    version(),
    created(),
    updated(),
)

unit_period = Table(
    "unit_period",
    metadata,
    key(),
    reference("unit_id", "unit", index=True),
    reference("parent_id", "unit", nullable=True),
    Column("starts", Date),
    Column("ends", Date),
)
"""Where a unit stands in the organisation, from a day (in) to a day (out)."""

person = Table(
    "person",
    metadata,
    key(),
    line("name", person="id"),
    sort_key("name_sort", "name"),
    line("email", person="id"),
    line("phone", 40, person="id"),
    reference("unit_id", "unit", nullable=True, index=True),
    line("ui_language", 10),
    Column("erased_at", Moment),
    version(),
    created(),
    updated(),
)
"""Somebody of the register. An erased person is a row without a name."""

person_language = Table(
    "person_language",
    metadata,
    key(),
    reference("person_id", "person"),
    line("lang", 10),
    UniqueConstraint("person_id", "lang"),
    info={"part_of": ("person", "person_id")},
)

membership = Table(
    "membership",
    metadata,
    key(),
    reference("person_id", "person", index=True),
    code("state", MEMBERSHIP_STATES),
    Column("starts", Date),
    Column("ends", Date),
    Column("invited_by", Uuid),
    info={"part_of": ("person", "person_id")},
)

project = Table(
    "project",
    metadata,
    key(),
    line("name"),
    texts("names", NAMES),
    reference("funder_id", "organisation", nullable=True),
    line("problem", 500),
    Column("starts", Date),
    Column("ends", Date),
    version(),
    created(),
    updated(),
)

scope_item = Table(
    "scope_item",
    metadata,
    key(),
    Column("context_table", String(60), nullable=False, info={"text": "code"}),
    Column("context_id", Uuid, nullable=False),
    reference("unit_id", "unit"),
    code("kind", ("include", "exclude")),
)
"""A unit that a project or a team covers, or leaves out."""

team = Table(
    "team",
    metadata,
    key(),
    line("name"),
    sort_key("name_sort", "name"),
    code("kind", TEAM_KINDS),
    reference("unit_id", "unit", nullable=True),
    reference("project_id", "project", nullable=True),
    Column("starts", Date),
    Column("ends", Date),
    version(),
    created(),
    updated(),
)

role = Table(
    "role",
    metadata,
    key(),
    reference("person_id", "person", index=True),
    line("role", 40),
    Column("context_table", String(60), nullable=False, server_default="", info={"text": "code"}),
    Column("context_id", Uuid),
    Column("starts", Date),
    Column("ends", Date),
)
"""What somebody is in a team, a unit, a project: member, coach, mentor, coordinator …"""

Index("ix_role_context_id", role.c.context_id)

skill = Table(
    "skill",
    metadata,
    key(),
    line("slug", 80, unique=True),
    line("group", 40),
    texts("names", NAMES),
    info={"journal": False},
)

person_skill = Table(
    "person_skill",
    metadata,
    key(),
    reference("person_id", "person"),
    reference("skill_id", "skill"),
    Column("level", Integer, nullable=False),
    code("origin", ("self", "training")),
    Column("valid_from", Date, nullable=False),
    Column("valid_to", Date),
    Column("confirmed_at", Moment, nullable=False),
)
"""What a person says of a skill; a new word supersedes the old, which keeps its dates."""

Index(
    "ix_person_skill_standing",
    person_skill.c.person_id,
    person_skill.c.skill_id,
    unique=True,
    sqlite_where=text("valid_to IS NULL"),
)

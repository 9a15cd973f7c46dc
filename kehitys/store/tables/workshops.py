"""Workshops, their days and blocks, runs and what was caught."""

from __future__ import annotations

from sqlalchemy import (
    CheckConstraint,
    Column,
    Date,
    Index,
    Integer,
    String,
    Table,
    Time,
    UniqueConstraint,
    Uuid,
)

from kehitys.domain.catches import KINDS as CATCH_KINDS
from kehitys.domain.live import FACT_KINDS, RunStep
from kehitys.domain.methods import GROUPINGS, MODES, WENT
from kehitys.domain.workshops import KINDS, PRIORITIES
from kehitys.store.tables.base import (
    LIST,
    Moment,
    code,
    created,
    key,
    line,
    metadata,
    paragraph,
    reference,
    sort_key,
    texts,
    updated,
    version,
)

workshop = Table(
    "workshop",
    metadata,
    key(),
    line("title"),
    sort_key("title_sort", "title"),
    paragraph("goal"),
    reference("team_id", "team", nullable=True, index=True),
    line("place"),
    code("mode", MODES),
    Column("people", Integer, nullable=False),
    Column("people_came", Integer),
    texts("languages", LIST),
    line("zone", 60),
    line("template", 80),
    code("state", ("planned", "held", "cancelled")),
    version(),
    created(),
    updated(),
)

workshop_day = Table(
    "workshop_day",
    metadata,
    key(),
    reference("workshop_id", "workshop", index=True),
    Column("n", Integer, nullable=False),
    Column("date", Date, nullable=False, index=True),
    Column("start_wall", Time, nullable=False),
    Column("end_wall", Time),
    UniqueConstraint("workshop_id", "n"),
    info={"part_of": ("workshop", "workshop_id")},
)

block = Table(
    "block",
    metadata,
    key(),
    reference("day_id", "workshop_day", index=True),
    reference("parent_id", "block", nullable=True),
    Column("track", Integer, nullable=False, server_default="0"),
    line("rank", 100),
    code("kind", KINDS),
    line("title"),
    reference("method_id", "method", nullable=True, index=True),
    code("grouping", GROUPINGS, empty=True),
    Column(
        "minutes",
        Integer,
        CheckConstraint("minutes BETWEEN 0 AND 1440", name="minutes"),
        nullable=False,
    ),
    Column("min_minutes", Integer),
    Column("max_minutes", Integer),
    code("priority", PRIORITIES),
    Column("start_wall", Time),
    reference("lead_id", "person", nullable=True),
    paragraph("why", 500),
    paragraph("note"),
    created(),
    updated(),
)

workshop_facilitator = Table(
    "workshop_facilitator",
    metadata,
    key(),
    reference("workshop_id", "workshop"),
    reference("person_id", "person", index=True),
    UniqueConstraint("workshop_id", "person_id"),
    info={"part_of": ("workshop", "workshop_id")},
)

run = Table(
    "run",
    metadata,
    key(),
    reference("workshop_id", "workshop", index=True),
    reference("day_id", "workshop_day"),
    Column("begun_at", Moment, nullable=False),
    Column("planned_end", Moment, nullable=False),
    Column("must_end", Moment),
    Column("ended_at", Moment),
    info={"journal": False},
)
"""One time a workshop was run. Its state is the fold of its facts; `ended_at` repeats one."""

run_block = Table(
    "run_block",
    metadata,
    key(),
    reference("run_id", "run", index=True),
    Column("block_id", Uuid),
    reference("method_id", "method", nullable=True, index=True),
    Column("n", Integer, nullable=False),
    line("title"),
    code("kind", KINDS),
    line("method_slug", 80),
    Column("minutes", Integer, nullable=False),
    Column("min_minutes", Integer),
    Column("planned_start", Moment, nullable=False),
    Column("fixed", Integer, nullable=False),
    code("priority", PRIORITIES),
    line("lead_name", person="lead_id"),
    Column("lead_id", Uuid),
    texts("steps", tuple[RunStep, ...]),
    info={"journal": False},
)
"""The plan as it stood when the run began."""

block_rating = Table(
    "block_rating",
    metadata,
    key(),
    reference("run_block_id", "run_block", unique=True),
    code("went", WENT),
    created(),
    updated(),
)
"""How a block of a run went, as its facilitator saw it; one word, and no text."""

run_fact = Table(
    "run_fact",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    reference("run_id", "run", index=True),
    Column("at", Moment, nullable=False),
    code("kind", FACT_KINDS),
    Column("run_block_id", Uuid),
    Column("seconds", Integer, nullable=False, server_default="0"),
    info={"journal": False},
    sqlite_autoincrement=True,
)
"""What happened, append-only: nothing that ticks is ever stored."""

catch = Table(
    "catch",
    metadata,
    key(),
    reference("workshop_id", "workshop", index=True),
    Column("run_id", Uuid),
    Column("run_block_id", Uuid),
    code("kind", CATCH_KINDS),
    paragraph("text", 1_000),
    line("lang", 10),
    Column("votes", Integer, nullable=False, server_default="0"),
    reference("owner_id", "person", nullable=True),
    line("owner_role"),
    Column("due", Date),
    line("rank", 100),
    Column("became_table", String(60), nullable=False, server_default="", info={"text": "code"}),
    Column("became_id", Uuid),
    version(),
    created(),
    updated(),
)
"""Something said in a workshop and written down: text, votes, owner, and what it became."""

Index("ix_catch_became_id", catch.c.became_id)

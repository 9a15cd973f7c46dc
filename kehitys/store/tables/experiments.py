"""Experiments, predictions, measures and points."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    Index,
    Integer,
    Table,
    UniqueConstraint,
    Uuid,
    text,
)

from kehitys.domain.experiment_states import STATES
from kehitys.domain.experiments import DECISIONS, DIRECTIONS
from kehitys.store.tables.base import (
    Moment,
    code,
    created,
    key,
    line,
    metadata,
    paragraph,
    reference,
    sort_key,
    updated,
    version,
)

experiment = Table(
    "experiment",
    metadata,
    key(),
    line("title"),
    sort_key("title_sort", "title"),
    code("state", STATES),
    paragraph("problem"),
    paragraph("hypothesis"),
    paragraph("because"),
    paragraph("trial"),
    paragraph("learning"),
    code("decision", DECISIONS, empty=True),
    paragraph("decision_reason"),
    reference("team_id", "team", nullable=True, index=True),
    reference("owner_id", "person", nullable=True),
    reference("workshop_id", "workshop", nullable=True, index=True),
    Column("catch_id", Uuid),
    Column("starts", Date),
    Column("review", Date),
    Column("series_id", Uuid),
    reference("parent_id", "experiment", nullable=True),
    Column("cycle", Integer, nullable=False, server_default="1"),
    Column("qualitative", Boolean, nullable=False, server_default=text("0")),
    version(),
    created(),
    updated(),
)

Index("ix_experiment_state_review", experiment.c.state, experiment.c.review)

experiment_move = Table(
    "experiment_move",
    metadata,
    key(),
    reference("experiment_id", "experiment", index=True),
    Column("at", Moment, nullable=False),
    code("state_before", STATES),
    code("state_after", STATES),
    paragraph("reason", 1_000),
    reference("person_id", "person", nullable=True),
)

prediction = Table(
    "prediction",
    metadata,
    key(),
    reference("experiment_id", "experiment", index=True),
    Column("n", Integer, nullable=False),
    paragraph("text"),
    code("direction", DIRECTIONS),
    Column("baseline_milli", Integer),
    Column("target_milli", Integer),
    Column("by", Date),
    Column("locked_at", Moment),
    UniqueConstraint("experiment_id", "n"),
    info={"locked_by": "locked_at"},
)
"""What was believed beforehand; once `locked_at` is set the transaction refuses a change."""

measure = Table(
    "measure",
    metadata,
    key(),
    line("name"),
    line("unit", 40),
    version(),
    created(),
    updated(),
)

experiment_measure = Table(
    "experiment_measure",
    metadata,
    key(),
    reference("experiment_id", "experiment"),
    reference("measure_id", "measure", index=True),
    code("role", ("outcome", "balancing")),
    UniqueConstraint("experiment_id", "measure_id"),
)

point = Table(
    "point",
    metadata,
    key(),
    reference("measure_id", "measure"),
    Column("on", Date, nullable=False),
    Column("value_milli", Integer, nullable=False),
    line("note", 300),
    UniqueConstraint("measure_id", "on"),
)
"""One value of a measure on one day, in thousandths."""

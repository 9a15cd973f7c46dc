"""The journal: every change a person made, and how to take it back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import Boolean, Column, Index, Integer, String, Table, Uuid, text

from kehitys.store.tables.base import LIST, Json, Moment, metadata

_COLUMNS = Mapping[str, Any]
"""Columns of a row by their names, as the journal keeps them."""

DRAFT_LIMIT = 1_000_000
"""More than fits in any text: a draft keeps what was typed also when saving would refuse it."""

step = Table(
    "step",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("id", Uuid, nullable=False, unique=True),
    Column("at", Moment, nullable=False),
    Column("person_id", Uuid),
    Column("device", String(40), nullable=False, server_default=""),
    Column("label", String(200), nullable=False),
    Column("label_rows", Json(tuple[tuple[str, UUID], ...]), nullable=False),
    Column("tables", Json(LIST), nullable=False),
    Column("run_key", String(120), nullable=False, server_default=""),
    Column("run_of", Uuid),
    Column("undoes", Uuid),
    Column("final", Boolean, nullable=False, server_default=text("0")),
    info={"journal": False},
    sqlite_autoincrement=True,
)
"""One thing a person did.

A `final` step cannot be undone: it erased a person, or held what was erased.
"""

Index("ix_step_person_id_seq", step.c.person_id, step.c.seq)
Index("ix_step_undoes", step.c.undoes)
Index("ix_step_run_of", step.c.run_of)

edit = Table(
    "edit",
    metadata,
    Column("step_id", Uuid, primary_key=True),
    Column("n", Integer, primary_key=True),
    Column("table_name", String(60), nullable=False),
    Column("row_id", Uuid, nullable=False),
    Column("before", Json(_COLUMNS)),
    Column("after", Json(_COLUMNS)),
    info={"journal": False},
)
"""One row changed by a step: its changed columns before and after.

No `before` is an insert, no `after` a delete.
"""

Index("ix_edit_row_id", edit.c.row_id)

edit_person = Table(
    "edit_person",
    metadata,
    Column("step_id", Uuid, primary_key=True),
    Column("n", Integer, primary_key=True),
    Column("person_id", Uuid, nullable=False, index=True),
    Column("before", Json(_COLUMNS), nullable=False),
    Column("after", Json(_COLUMNS), nullable=False),
    info={"journal": False},
)
"""The personal columns of an edit, kept apart so that they can be erased with the person."""

erased = Table(
    "erased",
    metadata,
    Column("person_id", Uuid, primary_key=True),
    Column("at", Moment, nullable=False),
    info={"journal": False},
)
"""Who was erased and when, without a name; applied again when a backup is restored."""

draft = Table(
    "draft",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("person_id", Uuid),
    Column("place", String(120), nullable=False, unique=True),
    Column(
        "text",
        String,
        nullable=False,
        info={"text": "paragraph", "limit": DRAFT_LIMIT, "person": "person_id"},
    ),
    Column("at", Moment, nullable=False),
    info={"journal": False},
)
"""What somebody is typing and has not stored yet."""

setting = Table(
    "setting",
    metadata,
    Column("name", String(60), primary_key=True),
    Column("value", String(400), nullable=False),
    info={"journal": False},
)
"""What belongs to the file: its own id, whether it holds demo data."""

"""What can be found: one row a record and language, beside the full-text table."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, String, Table, Uuid

from kehitys.store.tables.base import metadata

search_row = Table(
    "search",
    metadata,
    Column("rowid", Integer, primary_key=True, autoincrement=True),
    Column("kind", String(30), nullable=False),
    Column("row_id", Uuid, nullable=False),
    Column("lang", String(10), nullable=False, server_default=""),
    Column("name_sort", String(500), nullable=False, server_default=""),
    info={"journal": False},
)

Index("ix_search_row_id", search_row.c.row_id)
Index("ix_search_kind_name_sort", search_row.c.kind, search_row.c.name_sort)

search_word = Table(
    "search_word",
    metadata,
    Column("token", String(500), primary_key=True),
    info={"journal": False},
    sqlite_with_rowid=False,
)
"""Every word of the index, as it is kept there; none is looked into twice."""

search_form = Table(
    "search_form",
    metadata,
    Column("form", String(500), primary_key=True),
    Column("token", String(500), primary_key=True),
    info={"journal": False},
    sqlite_with_rowid=False,
)
"""What each word of the index may be a form of, and be made of."""

synonym = Table(
    "synonym",
    metadata,
    Column("word", String(80), primary_key=True),
    Column("means", String(80), primary_key=True),
    info={"journal": False},
)
"""Words that people type for the words the texts use, both without diacritics."""

"""Toolkits, methods and templates."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Index, Integer, String, Table, UniqueConstraint, Uuid, text

from kehitys.domain.methods import (
    DIFFICULTIES,
    LEVELS,
    OUTCOMES,
    Edition,
    Material,
    Origin,
    Source,
    Step,
)
from kehitys.domain.workshops import TemplateBlock
from kehitys.store.shapes import Part
from kehitys.store.tables.base import (
    LIST,
    NAMES,
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

TERM_KINDS = ("purpose", "phase", "theme", "aim", "strategy")

toolkit = Table(
    "toolkit",
    metadata,
    key(),
    line("slug", 80, unique=True),
    texts("names", NAMES),
    texts("summaries", NAMES),
    line("licence", 40),
    line("attribution"),
    Column("toolkit_version", Integer, nullable=False),
    Column("sha256", String(64), nullable=False, info={"text": "code"}),
    Column("imported", Boolean, nullable=False, server_default=text("0")),
    info={"journal": False},
)
"""A folder of methods; `imported` when a person brought it in, not Kehitys itself."""

method = Table(
    "method",
    metadata,
    key(),
    line("slug", 80, unique=True),
    reference("toolkit_id", "toolkit", nullable=True, index=True),
    Column("minutes_min", Integer),
    Column("minutes_typical", Integer),
    Column("minutes_max", Integer),
    Column("people_min", Integer, nullable=False),
    Column("people_max", Integer),
    Column("ideal_min", Integer),
    Column("ideal_max", Integer),
    Column("unit", Integer, nullable=False, server_default="1"),
    Column("in_room", Boolean, nullable=False, server_default=text("1")),
    Column("remote", Boolean, nullable=False, server_default=text("0")),
    Column("hybrid", Boolean, nullable=False, server_default=text("0")),
    code("energy", LEVELS),
    code("safety", LEVELS),
    code("difficulty", DIFFICULTIES),
    code("outcome", OUTCOMES),
    Column("facilitators", Integer, nullable=False, server_default="1"),
    line("metadata_language", 10),
    texts("steps", tuple[Step, ...]),
    texts("materials", tuple[Material, ...], nullable=True),
    texts("aliases", LIST),
    texts("goes_before", LIST),
    texts("goes_after", LIST),
    texts("goes_beside", LIST, server_default="[]"),
    texts("source", Source),
    line("licence", 40),
    line("text_origin", 20),
    line("attribution"),
    line("trademark"),
    Column("method_version", Integer, nullable=False, server_default="1"),
    Column("sha256", String(64), nullable=False, server_default="", info={"text": "code"}),
    Column("gone", Boolean, nullable=False, server_default=text("0")),
    Column("origin_id", Uuid),
    Column("origin_version", Integer),
    texts("origin", Origin, nullable=True),
    line("formerly", 60),
    version(),
    created(),
    updated(),
)
"""A method's facts. One from a file is `gone` when its file is; a workshop may still use it.

Without minutes, its length is only told in words; without `minutes_max` it is open-ended.
`materials` is NULL while nobody has told whether any are needed. `origin_id` and `origin_version`
say which method this one was copied from and how old that was, `origin` what it was called, also
where it is not; `formerly` is the toolkit a method was first published in.
"""

Index("ix_method_minutes_typical", method.c.minutes_typical)

method_edition = Table(
    "method_edition",
    metadata,
    key(),
    reference("method_id", "method"),
    line("lang", 10),
    line("name"),
    sort_key("name_sort", "name"),
    line("summary", 300),
    texts("body", Part(Edition, left_out=("lang", "name", "summary"))),
    UniqueConstraint("method_id", "lang"),
)
"""A method's words in one language."""

Index("ix_method_edition_lang_name_sort", method_edition.c.lang, method_edition.c.name_sort)

method_listing = Table(
    "method_listing",
    metadata,
    Column("speak", String(10), primary_key=True),
    Column("method_id", Uuid, primary_key=True),
    Column("lang", String(10), nullable=False),
    Column("name_sort", String(500), nullable=False),
    Column("minutes_min", Integer),
    Column("minutes_max", Integer),
    Column("people_min", Integer, nullable=False),
    Column("people_max", Integer),
    Column("in_room", Boolean, nullable=False),
    Column("remote", Boolean, nullable=False),
    Column("hybrid", Boolean, nullable=False),
    info={"journal": False},
)
"""How each method stands in the list of one who speaks `speak`: the best edition, and what lists
filter by. Derived from `method` and `method_edition`; a method that is gone has no row."""

Index(
    "ix_method_listing_speak_name_sort",
    method_listing.c.speak,
    method_listing.c.name_sort,
    method_listing.c.method_id,
)

term = Table(
    "term",
    metadata,
    key(),
    code("kind", TERM_KINDS),
    line("code", 40),
    texts("names", NAMES),
    UniqueConstraint("kind", "code"),
    info={"journal": False},
)

tagged = Table(
    "tagged",
    metadata,
    key(),
    reference("term_id", "term"),
    Column("table_name", String(60), nullable=False, info={"text": "code"}),
    Column("row_id", Uuid, nullable=False),
    # The most important first; those that are equal, by the order of all terms.
    Column("n", Integer, nullable=False, server_default="0"),
    UniqueConstraint("row_id", "term_id"),
)

Index("ix_tagged_term_id_row_id", tagged.c.term_id, tagged.c.row_id)

favourite = Table(
    "favourite",
    metadata,
    key(),
    reference("person_id", "person"),
    reference("method_id", "method", index=True),
    UniqueConstraint("person_id", "method_id"),
)

method_note = Table(
    "method_note",
    metadata,
    key(),
    reference("person_id", "person"),
    reference("method_id", "method", index=True),
    paragraph("text", person="person_id"),
    version(),
    UniqueConstraint("person_id", "method_id"),
)
"""What one person wants to remember of a method."""

template = Table(
    "template",
    metadata,
    key(),
    line("slug", 80, unique=True),
    texts("names", NAMES),
    texts("summaries", NAMES),
    texts("goals", NAMES),
    Column("minutes", Integer, nullable=False),
    Column("people_min", Integer, nullable=False),
    Column("people_max", Integer),
    texts("mode", LIST),
    texts("blocks", tuple[TemplateBlock, ...]),
    Column("n", Integer, nullable=False),
    Column("sha256", String(64), nullable=False, server_default="", info={"text": "code"}),
    info={"journal": False},
)

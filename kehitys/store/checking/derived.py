"""What is worked out from the records: the search index, the method list, the runs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TypeAlias
from uuid import UUID

from sqlalchemy import Connection, select, text
from sqlalchemy.exc import DBAPIError

from kehitys.domain.live import Run, state_of
from kehitys.domain.text import sort_key
from kehitys.i18n import N_
from kehitys.store import method_listing, runs, search_index, searched, tables, word_forms
from kehitys.store.checking.findings import Found
from kehitys.store.checking.rows import BATCH
from kehitys.store.ids import short

INDEX = N_("The search index")
RUNS = N_("The runs")

_Words: TypeAlias = tuple[str, str, tuple[str, ...]]
"""An entry of the index: its language, its place in the order and its texts."""


def check_index(connection: Connection, found: Found) -> None:
    """Notes records that the search index tells wrongly, tells not, or need not tell."""
    try:
        connection.execute(text("INSERT INTO search_text(search_text) VALUES ('integrity-check')"))
    except DBAPIError:
        found.add("index", detail="inner")
    if not search_index.made_by_these_rules(connection):
        # It is right by the rules it was made by, and made anew when the file is opened.
        return
    for n, (kind, source) in enumerate(searched.SOURCES.items()):
        table = tables.metadata.tables[kind]
        for ids in _ids(connection, table.c.id):
            found.told(INDEX, n / len(searched.SOURCES))
            kept = _kept(connection, kind, ids)
            told: dict[UUID, Counter[_Words]] = {}
            for entry in source(connection, ids):
                texts = tuple(search_index.columns(entry).values())
                words = (entry.lang, sort_key(entry.name), texts)
                told.setdefault(entry.row_id, Counter())[words] += 1
            for row_id in ids:
                if told.get(row_id) != kept.get(row_id):
                    found.add("index", table=kind, row=short(row_id))
        row = tables.search_row
        astray = select(row.c.row_id).where(
            row.c.kind == kind, row.c.row_id.not_in(select(table.c.id))
        )
        for row_id in connection.scalars(astray):
            found.add("index", table=kind, row=short(row_id))
    loose = text("SELECT count(*) FROM search_text WHERE rowid NOT IN (SELECT rowid FROM search)")
    if connection.execute(loose).scalar():
        found.add("index", detail="left over")
    if not word_forms.right(connection):
        found.add("index", detail="forms")


def check_listing(connection: Connection, found: Found) -> None:
    """Notes methods that stand in the lists otherwise than their rows say."""
    listing = tables.method_listing
    for ids in _ids(connection, tables.method.c.id):
        kept = connection.execute(select(listing).where(listing.c.method_id.in_(ids))).mappings()
        told = {frozenset(line.items()) for line in method_listing.lines_of(connection, ids)}
        astray = told.symmetric_difference(frozenset(row.items()) for row in kept)
        for method_id in sorted({dict(line)["method_id"] for line in astray}):
            found.add("listing", table="method", row=short(method_id))
    nobodys = listing.c.method_id.not_in(select(tables.method.c.id))
    for method_id in connection.scalars(select(listing.c.method_id).where(nobodys).distinct()):
        found.add("listing", table="method", row=short(method_id))


def check_runs(connection: Connection, found: Found) -> None:
    """Notes runs whose facts make no sense together."""
    found.told(RUNS, 0.0)
    for run in broken_runs(connection):
        found.add("run", table="run", row=short(run.id))


def broken_runs(connection: Connection) -> Iterator[Run]:
    """The runs that do not begin with a start, name blocks of others, or end otherwise."""
    for ids in _ids(connection, tables.run.c.id):
        ended = {
            row.id: row.ended_at
            for row in connection.execute(
                select(tables.run.c.id, tables.run.c.ended_at).where(tables.run.c.id.in_(ids))
            )
        }
        for run_id, run in runs.runs(connection, ids).items():
            blocks = {block.id for block in run.blocks}
            named = {fact.run_block_id for fact in run.facts if fact.run_block_id}
            begun = bool(run.facts) and run.facts[0].kind == "start"
            if named - blocks or not begun or state_of(run).ended != (ended[run_id] is not None):
                yield run


def _ids(connection: Connection, column: object) -> Iterator[Sequence[UUID]]:
    """The ids of a table in their order, so many at a time."""
    last: UUID | None = None
    while True:
        wanted = select(column).order_by(column).limit(BATCH)  # type: ignore[call-overload]
        if last is not None:
            wanted = wanted.where(column > last)  # type: ignore[operator]
        ids = list(connection.scalars(wanted))
        if not ids:
            return
        yield ids
        last = ids[-1]


def _kept(connection: Connection, kind: str, ids: Sequence[UUID]) -> dict[UUID, Counter[_Words]]:
    """What the index keeps of these records."""
    row = tables.search_row
    rows = connection.execute(
        select(row.c.rowid, row.c.row_id, row.c.lang, row.c.name_sort).where(
            row.c.kind == kind, row.c.row_id.in_(ids)
        )
    ).all()
    texts: dict[int, tuple[str, ...]] = {}
    for start in range(0, len(rows), BATCH):
        numbers = ", ".join(str(each.rowid) for each in rows[start : start + BATCH])
        query = f"SELECT rowid, * FROM search_text WHERE rowid IN ({numbers})"
        texts |= {each.rowid: tuple(each[1:]) for each in connection.execute(text(query))}
    found: dict[UUID, Counter[_Words]] = {}
    for each in rows:
        told = texts.get(each.rowid, ())
        found.setdefault(each.row_id, Counter())[each.lang, each.name_sort, told] += 1
    return found

"""The journal played again from its beginning, and compared with the rows as they stand."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, time
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import Boolean, Column, Table, Time

from kehitys.i18n import N_
from kehitys.store import tables
from kehitys.store.checking.findings import Found
from kehitys.store.checking.rows import BATCH, stored, value_of
from kehitys.store.erasure import OWN
from kehitys.store.ids import short_text
from kehitys.store.kept_columns import personal
from kehitys.store.tables.base import Moment

PART = N_("The journal")

_ERASED_WITH = frozenset({"unit_id", "ui_language", "erased_at"})
"""What erasing changes in a person besides their own words; erasing is not an edit."""

_EDITS = """
SELECT edit.row_id, edit.table_name, step.seq, edit.n, edit.before, edit.after,
       own.before, own.after, own.step_id IS NOT NULL
FROM edit
LEFT JOIN step ON step.id = edit.step_id
LEFT JOIN edit_person AS own ON own.step_id = edit.step_id AND own.n = edit.n
WHERE step.seq IS NULL OR step.seq >= ?
ORDER BY edit.row_id, edit.table_name, step.seq, edit.n
"""


@dataclass(slots=True)
class Replayed:
    """One row as the journal has it."""

    table: Table
    row_id: str
    values: dict[str, Any] | None = None
    """The columns the journal knows; `None` when the row is not there."""
    begun: bool = False
    """Whether the journal knows the row from its making on, with all its columns."""
    sound: bool = True
    """Whether each edit went on from where the one before it left the row."""
    private: bool = True
    """Whether the columns that are a person's own are among the values."""
    _seen: bool = field(default=False)


def check_journal(connection: sqlite3.Connection, found: Found) -> bool:
    """Notes where journal and rows tell different things; says whether the journal is whole."""
    whole = _check_steps(connection, found)
    erased = erased_people(connection)
    edits = connection.execute("SELECT count(*) FROM edit").fetchone()[0]
    done = 0
    for batch in in_batches(replayed(connection, found)):
        found.told(PART, min(done / max(edits, 1), 1.0))
        done += len(batch)
        for each, row in beside_rows(connection, batch):
            _compare(each, row, erased, found)
    _check_unknown(connection, found)
    return whole


def replayed(connection: sqlite3.Connection, found: Found | None = None) -> Iterator[Replayed]:
    """Each row of the journal, its edits folded in the order in which they were made."""
    notes = found or Found()
    rows = connection.execute(_EDITS, (journal_from(connection),))
    for (row_id, name), edits in groupby(rows, key=itemgetter(0, 1)):
        table = tables.metadata.tables.get(name)
        if table is None or table.info.get("journal") is False or "id" not in table.c:
            notes.add("journal", detail="table", row=short_text(row_id))
            continue
        each = Replayed(table, row_id)
        for edit in edits:
            _fold(each, edit, notes)
        yield each


def journal_from(connection: sqlite3.Connection) -> int:
    """The step from which the journal can be replayed: 1, or the one that a mending made."""
    kept = connection.execute("SELECT value FROM setting WHERE name = 'journal_from'").fetchone()
    return int(kept[0]) if kept else 1


def beside_rows(
    connection: sqlite3.Connection, batch: list[Replayed]
) -> Iterator[tuple[Replayed, dict[str, Any] | None]]:
    """Each replayed row with the one that stands in the file, read in one query a table."""
    by_table: dict[str, list[Replayed]] = {}
    for each in batch:
        by_table.setdefault(each.table.name, []).append(each)
    for those in by_table.values():
        table = those[0].table
        places = ", ".join("?" * len(those))
        found = stored(
            connection, table, f"WHERE id IN ({places})", [each.row_id for each in those]
        )
        rows = {row["id"]: row for row in found}
        for each in those:
            yield each, rows.get(each.row_id)


def in_batches(every: Iterator[Replayed]) -> Iterator[list[Replayed]]:
    """So many at a time that one query can name them."""
    batch: list[Replayed] = []
    for each in every:
        batch.append(each)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def erased_people(connection: sqlite3.Connection) -> frozenset[str]:
    """The ids of those who were erased."""
    return frozenset(row[0] for row in connection.execute("SELECT person_id FROM erased"))


def gone_with_person(each: Replayed, erased: frozenset[str]) -> bool:
    """Whether a row went because its person was erased."""
    return each.table in OWN and (each.values or {}).get("person_id") in erased


def differing(each: Replayed, row: dict[str, Any], erased: frozenset[str]) -> list[str]:
    """The columns in which the row is not what the journal made of it."""
    left_out = _left_to_erasing(each, row, erased)
    wrong = []
    for name, kept in (each.values or {}).items():
        if name in left_out or name not in row or name not in each.table.c:
            continue
        column = each.table.c[name]
        try:
            same = value_of(column, row[name]) == journal_value(column, kept)
        except (ValueError, RecursionError):
            same = False
        if not same:
            wrong.append(name)
    return wrong


def journal_value(column: Column[Any], kept: Any) -> Any:
    """What the journal keeps of a column, in the form of `value_of`; raises `ValueError`."""
    if kept is None:
        return None
    if isinstance(column.type, Moment):
        return datetime.fromisoformat(kept)
    if isinstance(column.type, Time):
        return time.fromisoformat(kept)
    if isinstance(column.type, Boolean):
        return bool(kept)
    return kept


def _left_to_erasing(
    each: Replayed, row: dict[str, Any], erased: frozenset[str]
) -> frozenset[str] | set[str]:
    if each.table is tables.person and each.row_id in erased:
        return {*_ERASED_WITH, *(column.name for column in personal(each.table))}
    return {
        column.name for column in personal(each.table) if row.get(column.info["person"]) in erased
    }


def _fold(each: Replayed, edit: tuple[Any, ...], found: Found) -> None:
    row_id, name, seq, _n, before, after, own_before, own_after, own = edit

    def note(detail: str) -> None:
        each.sound = False
        found.add("journal", table=name, row=short_text(row_id), detail=detail)

    if seq is None:
        note("no step")
        return
    try:
        then = _together(before, own_before)
        now = _together(after, own_after)
    except (ValueError, TypeError, RecursionError):
        note("unreadable")
        return
    first = not each._seen
    each._seen = True
    if not first and not _goes_on(each, then):
        note("before")
    if then is None and now is None:
        note("empty")
    if now is None:
        each.values = None
    elif then is None:
        each.values, each.begun = now, True
        each.private = bool(own) or not personal(each.table)
    else:
        each.values = {**(each.values or then), **now}


def _goes_on(each: Replayed, then: dict[str, Any] | None) -> bool:
    """Whether an edit begins where the one before it ended, in the columns both know."""
    if then is None or each.values is None:
        return then is None and each.values is None
    return all(each.values.get(name, value) == value for name, value in then.items())


def _together(open_part: str | None, own_part: str | None) -> dict[str, Any] | None:
    if open_part is None:
        return None
    whole = {**json.loads(open_part), **json.loads(own_part or "{}")}
    return whole


def _compare(
    each: Replayed, row: dict[str, Any] | None, erased: frozenset[str], found: Found
) -> None:
    name, short = each.table.name, short_text(each.row_id)
    if each.values is None:
        if row is not None:
            found.add("left", table=name, row=short)
    elif row is None:
        if not gone_with_person(each, erased):
            found.add("lost", table=name, row=short)
    else:
        for column in differing(each, row, erased):
            found.add("differs", table=name, column=column, row=short)
        if not each.private and not _left_to_erasing(each, row, erased):
            found.add("journal", table=name, row=short, detail="personal")


def _check_steps(connection: sqlite3.Connection, found: Found) -> bool:
    """Notes steps that are missing or name what is not there; says whether none is."""
    begin = journal_from(connection)
    last, count = connection.execute(
        "SELECT coalesce(max(seq), 0), count(*) FROM step WHERE seq >= ?", (begin,)
    ).fetchone()
    counted = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'step'").fetchone()
    whole = bool(max(last, counted[0] if counted else 0) - begin + 1 == count)
    if not whole:
        found.add("journal", table="step", detail="missing steps")
    for detail, query in _WOUNDS:
        for (step_id,) in connection.execute(query, (begin,)):
            whole = False
            found.add("journal", table="step", row=short_text(step_id), detail=detail)
    return whole


_WOUNDS = (
    ("undoes nothing", "SELECT id FROM step WHERE seq >= ? AND undoes IS NOT NULL "
                       "AND undoes NOT IN (SELECT id FROM step)"),
    ("goes on nothing", "SELECT id FROM step WHERE seq >= ? AND run_of IS NOT NULL "
                        "AND run_of NOT IN (SELECT id FROM step)"),
    ("no edits", "SELECT id FROM step WHERE seq >= ? AND NOT final "
                 "AND id NOT IN (SELECT step_id FROM edit)"),
    ("missing edits", "SELECT edit.step_id FROM edit JOIN step ON step.id = edit.step_id "
                      "WHERE step.seq >= ? GROUP BY edit.step_id "
                      "HAVING max(edit.n) != count(*) - 1 OR min(edit.n) != 0"),
    ("no edit", "SELECT own.step_id FROM edit_person AS own JOIN step ON step.id = own.step_id "
                "WHERE step.seq >= ? AND NOT EXISTS (SELECT 1 FROM edit "
                "WHERE edit.step_id = own.step_id AND edit.n = own.n)"),
)  # fmt: skip
"""How steps can be hurt, and the query that finds those that are."""

_FROM_FILES = {
    "method": "toolkit_id IS NOT NULL",
    "method_edition": "method_id IN (SELECT id FROM method WHERE toolkit_id IS NOT NULL)",
    "tagged": "row_id IN (SELECT id FROM method WHERE toolkit_id IS NOT NULL)",
}
"""Rows that come from toolkits, of which the journal knows nothing."""


def _check_unknown(connection: sqlite3.Connection, found: Found) -> None:
    """Notes rows that no step made."""
    for table in tables.metadata.sorted_tables:
        if table.info.get("journal") is False or "id" not in table.c:
            continue
        query = (
            f'SELECT id FROM "{table.name}" AS kept WHERE NOT ({_FROM_FILES.get(table.name, "0")}) '
            "AND NOT EXISTS (SELECT 1 FROM edit WHERE edit.row_id = kept.id "
            f"AND edit.table_name = '{table.name}')"
        )
        for (row_id,) in connection.execute(query):
            found.add("unknown", table=table.name, row=short_text(row_id))

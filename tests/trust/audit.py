"""Whether a file is whole: its pages, its journal, its runs, and every row beside its history."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from itertools import pairwise
from pathlib import Path
from typing import Any

from sqlalchemy.exc import SQLAlchemyError

from kehitys.domain.live import state_of
from kehitys.domain.problems import Problem
from kehitys.store import checking, runs, tables
from kehitys.store.database import Database

Rows = dict[str, dict[str, dict[str, Any]]]
"""By table and id: the columns that the journal keeps."""

_MADE_BY_FILES = frozenset({"method", "method_edition", "tagged"})
"""Journalled tables some of whose rows come from toolkit files, which no step made."""


def faults(path: Path, *, index: bool = True) -> list[str]:
    """What is half, torn or without its step in the file, in words; nothing when it is whole."""
    try:
        database = Database(path)
    except (Problem, sqlite3.DatabaseError, SQLAlchemyError) as problem:
        return [f"does not open: {problem!r}"]
    try:
        found = [
            fault for read in (_pages, _journal, _runs) for fault in database.read(_plain(read))
        ]
        if index and not found and not checking.check(database.path).whole:
            found.append("the search index tells other words than the records")
        return found
    except (sqlite3.DatabaseError, SQLAlchemyError, ValueError, Problem) as fault:
        return [f"cannot be read: {fault!r}"]
    finally:
        database.close()


def snapshot(path: Path) -> Rows:
    """Every journalled row by its table and id, without what is worked out from others."""
    with closing(sqlite3.connect(path)) as connection:
        return _rows(connection)


def _plain(read: Any) -> Any:
    return lambda connection: list(read(connection))


def _pages(connection: Any) -> Iterator[str]:
    for (told,) in connection.exec_driver_sql("PRAGMA integrity_check(5)"):
        if told != "ok":
            yield str(told)
    for row in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        yield f"a row of {row[0]} names something there is not"


def _journal(connection: Any) -> Iterator[str]:
    """Each step has its edits, each edit its step, and together they make the rows there are."""
    raw = connection.connection.driver_connection
    counts = {step_id: [] for (step_id,) in raw.execute("SELECT id FROM step")}
    for step_id, n in raw.execute("SELECT step_id, n FROM edit ORDER BY step_id, n"):
        if step_id not in counts:
            yield f"an edit without its step {step_id}"
            return
        counts[step_id].append(n)
    for step_id, places in counts.items():
        if places != list(range(len(places))) or not places:
            yield f"step {step_id} has the edits {places}"
    told, there = _told_by_journal(raw), _rows(raw)
    for table, kept in there.items():
        for row_id, row in kept.items():
            if row_id not in told[table]:
                if table not in _MADE_BY_FILES:
                    yield f"{table} {row_id} is in no step"
            elif differing := _differing(table, row, told[table][row_id]):
                yield f"{table} {row_id} is not as its steps say: {differing}"
        for row_id in told[table].keys() - kept.keys():
            yield f"{table} {row_id} is gone, and no step says so"


def _differing(table: str, row: dict[str, Any], told: dict[str, Any]) -> list[str]:
    """The columns that are not as told; one that a later revision added is as that left it."""
    columns = tables.metadata.tables[table].c
    return [
        name
        for name, value in row.items()
        if value != (told[name] if name in told else _as_added(columns[name]))
    ]


def _as_added(column: Any) -> Any:
    default = column.server_default
    return None if default is None else column.type.python_type(default.arg)


def _told_by_journal(raw: sqlite3.Connection) -> Rows:
    """The rows as every step from the first to the last makes them."""
    rows: Rows = {table.name: {} for table in _journalled()}
    edits = raw.execute(
        "SELECT edit.table_name, edit.row_id, edit.before, edit.after, edit_person.after FROM edit "
        "JOIN step ON step.id = edit.step_id "
        "LEFT JOIN edit_person ON edit_person.step_id = edit.step_id AND edit_person.n = edit.n "
        "ORDER BY step.seq, edit.n"
    )
    for table, row_id, before, after, closed in edits:
        if after is None:
            rows[table].pop(row_id, None)
            continue
        values = {**json.loads(after), **(json.loads(closed) if closed else {})}
        if before is None:
            rows[table][row_id] = values
        else:
            rows[table].setdefault(row_id, {}).update(values)
    return rows


def _rows(raw: sqlite3.Connection) -> Rows:
    kept: Rows = {}
    for table in _journalled():
        columns = [c for c in table.c if not c.info.get("derived") and c.name != "id"]
        names = ", ".join(f'"{column.name}"' for column in columns)
        kept[table.name] = {
            row_id: {
                column.name: _as_kept(column, value)
                for column, value in zip(columns, values, strict=True)
            }
            for row_id, *values in raw.execute(f'SELECT id, {names} FROM "{table.name}"')
        }
    return kept


def _journalled() -> list[Any]:
    return [table for table in tables.metadata.sorted_tables if table.info.get("journal", True)]


def _as_kept(column: Any, value: Any) -> Any:
    """A value of a row as the journal writes it."""
    kind = type(column.type).__name__
    if value is None:
        return None
    if kind == "Json":
        return json.loads(value)
    if kind == "Boolean":
        return bool(value)
    if kind == "Moment":
        return value.replace(" ", "T").removesuffix(".000000") + "+00:00"
    if kind == "Time":
        return value.removesuffix(".000000")
    return value


def _runs(connection: Any) -> Iterator[str]:
    """Each run has its blocks from the first on, its start, and ends where its facts say."""
    ids = [row.id for row in connection.execute(tables.run.select())]
    ended = {row.id: row.ended_at for row in connection.execute(tables.run.select())}
    for run_id, run in runs.runs(connection, ids).items():
        if [block.n for block in run.blocks] != list(range(len(run.blocks))) or not run.blocks:
            yield f"run {run_id} has the blocks {[block.n for block in run.blocks]}"
        if not run.facts or run.facts[0].kind != "start":
            yield f"run {run_id} never began"
            continue
        if any(later.seq <= earlier.seq for earlier, later in pairwise(run.facts)):
            yield f"run {run_id} has facts out of order"
        if state_of(run).ended_at != ended[run_id]:
            yield f"run {run_id} ended at {ended[run_id]}, its facts say {state_of(run).ended_at}"


def kept_text(path: Path, table: str, column: str, text: str) -> int:
    """How many rows of a table hold exactly this text."""
    with closing(sqlite3.connect(path)) as connection:
        found = connection.execute(
            f'SELECT count(*) FROM "{table}" WHERE "{column}" = ?', (text,)
        ).fetchone()
    return int(found[0])

"""What the journal and the rules of the tables give back to a mended file."""

from __future__ import annotations

import json
import sqlite3
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Column, Integer, Uuid

from kehitys.domain.text import sort_key
from kehitys.store import runs, tables
from kehitys.store.checking.carrying import LeftOut, put
from kehitys.store.checking.derived import broken_runs
from kehitys.store.checking.findings import Found
from kehitys.store.checking.replaying import (
    Replayed,
    beside_rows,
    check_journal,
    differing,
    erased_people,
    gone_with_person,
    in_batches,
    journal_value,
    replayed,
)
from kehitys.store.checking.rows import fits_gate
from kehitys.store.ids import short_text
from kehitys.store.journal import Tx
from kehitys.store.tables.base import Json, Moment


def close_gaps(target: sqlite3.Connection, left_out: LeftOut) -> None:
    """Leaves no row that names one there is not: the naming is taken out, or else the row."""
    while True:
        loose = target.execute("PRAGMA foreign_key_check").fetchall()
        if not loose:
            return
        for name, rowid, _parent, number in loose:
            row = _row(target, name, rowid)
            if row is None:
                continue
            column, needed = _column_of(target, name, number)
            if needed:
                target.execute(f'DELETE FROM "{name}" WHERE rowid = ?', (rowid,))
                left_out.row(name, f"{column} names nothing", row)
            else:
                target.execute(f'UPDATE "{name}" SET "{column}" = NULL WHERE rowid = ?', (rowid,))
                left_out.value(name, f"{column} names nothing", {"row": short_text(row.get("id")),
                                                                 column: row[column]})  # fmt: skip


def bring_back(target: sqlite3.Connection, left_out: LeftOut) -> int:
    """Makes rows say what the journal says, where the journal is whole; how many it did.

    Where it is not, what stands in the rows is the newer word, and is kept.
    """
    if not check_journal(target, Found()):
        return 0
    erased = erased_people(target)
    done = 0
    for batch in in_batches(replayed(target)):
        for each, row in list(beside_rows(target, batch)):
            if not each.sound or not each.begun:
                continue
            if each.values is None:
                if row is not None:
                    left_out.row(each.table.name, "deleted by the journal", row)
                    target.execute(f'DELETE FROM "{each.table.name}" WHERE id = ?', (each.row_id,))
            elif row is None:
                if each.private and not gone_with_person(each, erased):
                    came = _insert(target, each)
                    done += came
                    left_out.rows[each.table.name] = left_out.rows.get(each.table.name, 0) - came
            else:
                for name in differing(each, row, erased):
                    done += _update(target, each, name, row, left_out)
    return done


def close_runs(tx: Tx, left_out: LeftOut) -> None:
    """Ends each run whose facts no longer make sense together, at the moment it is known to end."""
    run_table, fact_table = tables.run, tables.run_fact
    for run in list(broken_runs(tx.connection)):
        row = tx.row(run_table, run.id)
        assert row is not None
        for fact in run.facts:
            left_out.row(
                "run_fact", "run", {"run": run.id.hex, "kind": fact.kind, "at": str(fact.at)}
            )
        tx.connection.execute(fact_table.delete().where(fact_table.c.run_id == run.id))
        last = row["ended_at"] or (run.facts[-1].at if run.facts else row["begun_at"])
        first = run.blocks[0].id if run.blocks else None
        tx.record(fact_table, run_id=run.id, at=row["begun_at"], kind="start", run_block_id=first)
        tx.record(fact_table, run_id=run.id, at=last, kind="end")
        runs.set_ended(tx.connection, run.id, last)


def _insert(target: sqlite3.Connection, each: Replayed) -> int:
    assert each.values is not None
    now = datetime.now(UTC).replace(tzinfo=None).isoformat(" ", "microseconds")
    kept: dict[str, Any] = {"id": each.row_id}
    for column in each.table.c:
        of = column.info.get("sort_of")
        if column.name in each.values:
            kept[column.name] = _stored(column, each.values[column.name])
        elif of in each.values:
            kept[column.name] = sort_key(str(each.values[of]))
        elif column.name in ("created_at", "updated_at"):
            kept[column.name] = now
    try:
        put(target, each.table.name, kept)
    except sqlite3.IntegrityError:
        return 0
    return 1


def _update(
    target: sqlite3.Connection,
    each: Replayed,
    name: str,
    row: dict[str, Any],
    left_out: LeftOut,
) -> int:
    assert each.values is not None
    column = each.table.c[name]
    value = each.values[name]
    if value is not None and not fits_gate(each.table, column, value):
        return 0
    derived = ""
    values = [_stored(column, value)]
    for other in each.table.c:
        if other.info.get("sort_of") == name:
            derived = f', "{other.name}" = ?'
            values.append(sort_key(str(value)))
    try:
        target.execute(
            f'UPDATE "{each.table.name}" SET "{name}" = ?{derived} WHERE id = ?',
            (*values, each.row_id),
        )
    except sqlite3.IntegrityError:
        return 0
    left_out.value(
        each.table.name,
        f"{name} by the journal",
        {"row": short_text(each.row_id), name: row[name]},
    )
    return 1


def _stored(column: Column[Any], kept: Any) -> Any:
    """What the journal keeps of a column, in the form in which the table keeps it."""
    if kept is None:
        return None
    if isinstance(column.type, Json):
        return json.dumps(kept, ensure_ascii=False, separators=(",", ":"))
    if isinstance(column.type, Moment):
        moment = journal_value(column, kept).astimezone(UTC).replace(tzinfo=None)
        return str(moment.isoformat(" ", "microseconds"))
    if isinstance(column.type, Integer | Uuid) or not hasattr(column.type, "python_type"):
        return kept
    value = journal_value(column, kept)
    return value.isoformat("microseconds") if hasattr(value, "tzinfo") else kept


def _row(target: sqlite3.Connection, name: str, rowid: int) -> dict[str, Any] | None:
    cursor = target.execute(f'SELECT * FROM "{name}" WHERE rowid = ?', (rowid,))
    row = cursor.fetchone()
    names = [column[0] for column in cursor.description]
    return None if row is None else dict(zip(names, row, strict=True))


def _column_of(target: sqlite3.Connection, name: str, number: int) -> tuple[str, bool]:
    """The column of a reference, and whether the row cannot be without it."""
    column = next(
        row[3] for row in target.execute(f'PRAGMA foreign_key_list("{name}")') if row[0] == number
    )
    needed = next(
        bool(row[3]) for row in target.execute(f'PRAGMA table_info("{name}")') if row[1] == column
    )
    return column, needed

"""Undo and redo: a new step with the opposite edits, never a rewriting."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, RowMapping, Select, Table, and_, exists, func, or_, select
from sqlalchemy.exc import IntegrityError

from kehitys.domain.problems import Problem, Stale
from kehitys.i18n import N_, Message
from kehitys.store import tables
from kehitys.store.journal import Tx
from kehitys.store.kept_columns import decode

_step = tables.step


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The step that undo or redo would take, by its message id and the rows it is about."""

    id: UUID
    label: str
    rows: tuple[tuple[str, UUID], ...]


def undoable(connection: Connection, person_id: UUID | None) -> Standing | None:
    """What undo would take back: the newest standing step of this person."""
    return _standing(connection.execute(_newest_standing(person_id)).mappings().first())


def redoable(connection: Connection, person_id: UUID | None) -> Standing | None:
    """What redo would bring back: the last undone step, until something new is done."""
    undo = connection.execute(_newest_undo(person_id)).mappings().first()
    if undo is None:
        return None
    return Standing(id=undo["id"], label=undo["label"], rows=_rows(undo))


def undo(tx: Tx) -> None:
    """Takes back the newest standing step of the person; raises `Problem` when there is none."""
    step = tx.connection.execute(_newest_standing(tx.person_id)).mappings().first()
    if step is None:
        raise Problem(N_("There is nothing to undo."))
    _reverse(tx, step)


def redo(tx: Tx) -> None:
    """Brings back what was undone last; raises `Problem` when there is nothing."""
    step = tx.connection.execute(_newest_undo(tx.person_id)).mappings().first()
    if step is None:
        raise Problem(N_("There is nothing to redo."))
    _reverse(tx, step)


def undo_step(tx: Tx, step_id: UUID) -> None:
    """Takes back one step; raises `Stale` when a later one stands on it."""
    step = tx.connection.execute(select(_step).where(_step.c.id == step_id)).mappings().first()
    if step is None:
        raise Problem(N_("There is nothing to undo."))
    _reverse(tx, step)


def _newest_standing(person_id: UUID | None) -> Select[Any]:
    """Root steps that are not undone; a run is found by its last step."""
    return (
        select(_step)
        .where(
            _step.c.person_id == person_id,
            _step.c.undoes.is_(None),
            _step.c.final.is_(False),
            ~_is_undone(_step),
        )
        .order_by(_step.c.seq.desc())
        .limit(1)
    )


def _is_undone(step: Any) -> Any:
    later = _step.alias("later")
    undo = select(later.c.undoes).where(later.c.undoes == _head_of(step), _stands(later))
    return exists(undo.correlate(step))


def _head_of(step: Any) -> Any:
    return func.coalesce(step.c.run_of, step.c.id)


def _stands(undo_step: Any) -> Any:
    """Whether an undo has not itself been undone; a redo is never undone but by a new undo."""
    redone = _step.alias("redone")
    return ~exists(select(redone.c.id).where(redone.c.undoes == undo_step.c.id))


def _newest_undo(person_id: UUID | None) -> Select[Any]:
    undone = _step.alias("undone")
    newer = _step.alias("newer")
    # An undo takes back a root step; a redo takes back an undo.
    takes_root = exists(
        select(undone.c.id).where(undone.c.id == _step.c.undoes, undone.c.undoes.is_(None))
    )
    something_new = exists(
        select(newer.c.id).where(
            and_(
                newer.c.person_id == person_id,
                newer.c.undoes.is_(None),
                newer.c.seq > _step.c.seq,
            )
        )
    )
    return (
        select(_step)
        .where(
            _step.c.person_id == person_id,
            _step.c.undoes.is_not(None),
            _step.c.final.is_(False),
            takes_root,
            _stands(_step),
            ~something_new,
        )
        .order_by(_step.c.seq.desc())
        .limit(1)
    )


def _reverse(tx: Tx, step: RowMapping) -> None:
    if step["final"]:
        raise Problem(
            N_("This cannot be undone: it held the data of a person who has been erased.")
        )
    head = step["run_of"] or step["id"]
    steps = [
        row.id
        for row in tx.connection.execute(
            select(_step.c.id)
            .where(or_(_step.c.id == head, _step.c.run_of == head))
            .order_by(_step.c.seq.desc())
        )
    ]
    edit = tables.edit
    try:
        for step_id in steps:
            edits = tx.connection.execute(
                select(edit).where(edit.c.step_id == step_id).order_by(edit.c.n.desc())
            ).mappings()
            for row in list(edits):
                _reverse_edit(tx, row, step["seq"])
    except IntegrityError as fault:
        raise Stale(N_("This cannot be undone now: something made later depends on it.")) from fault
    tx.describe(step["label"], *_rows(step))
    tx.undoes = head


def _reverse_edit(tx: Tx, row: RowMapping, seq: int) -> None:
    table = tables.metadata.tables[row["table_name"]]
    personal = tables.edit_person
    closed = (
        tx.connection.execute(
            select(personal).where(personal.c.step_id == row["step_id"], personal.c.n == row["n"])
        )
        .mappings()
        .first()
    )
    before = decode(table, _together(row["before"], closed and closed["before"]))
    after = decode(table, _together(row["after"], closed and closed["after"]))
    now = tx.row(table, row["row_id"])
    if after is None:
        as_left = now is None
    else:
        as_left = now is not None and all(now[name] == value for name, value in after.items())
    if not as_left:
        raise _later_change(tx, row["row_id"], seq, after or ())
    if _unlocks(table, after, before) and _points_since(tx, row["row_id"], seq):
        raise Stale(
            N_("Points have been logged since the start, so it stays. Archive it, saying why.")
        )
    tx.replay(table, row["row_id"], after, before)


def _unlocks(table: Table, now: Any, then: Any) -> bool:
    lock = table.info.get("locked_by")
    return bool(lock and now and then and now.get(lock) and lock in then and then[lock] is None)


def _points_since(tx: Tx, prediction_id: UUID, seq: int) -> bool:
    """Whether data came in after the step that locked the prediction, and stands.

    What was logged and undone since is none, though its row may have been there before the start.
    """
    point, uses, believed = tables.point, tables.experiment_measure, tables.prediction
    logged = (
        select(tables.edit.c.row_id)
        .join(_step, _step.c.id == tables.edit.c.step_id)
        .join(point, point.c.id == tables.edit.c.row_id)
        .join(uses, uses.c.measure_id == point.c.measure_id)
        .join(believed, believed.c.experiment_id == uses.c.experiment_id)
        .where(
            believed.c.id == prediction_id,
            _step.c.seq > seq,
            _step.c.undoes.is_(None),
            ~_is_undone(_step),
        )
        .limit(1)
    )
    return tx.connection.execute(logged).first() is not None


def _later_change(tx: Tx, row_id: UUID, seq: int, columns: Iterable[str]) -> Stale:
    """Names the newest later step that changed the same columns of the row."""
    edit = tables.edit
    later = tx.connection.execute(
        select(_step.c.label, edit.c.before, edit.c.after)
        .join(edit, edit.c.step_id == _step.c.id)
        .where(edit.c.row_id == row_id, _step.c.seq > seq)
        .order_by(_step.c.seq.desc())
    ).all()
    wanted = set(columns)
    same = [row for row in later if not (row.before and row.after) or wanted & set(row.after)]
    label = next((row.label for row in (*same, *later)), None)
    if label is None:
        return Stale(N_("This cannot be undone now: it has changed since."))
    return Stale(
        N_("This cannot be undone now: a later change stands on it (%(label)s)."),
        label=Message(label),
    )


def _together(open_part: Any, closed_part: Any) -> Any:
    return None if open_part is None else {**open_part, **(closed_part or {})}


def _rows(step: RowMapping) -> tuple[tuple[str, UUID], ...]:
    return tuple((table, UUID(row_id)) for table, row_id in step["label_rows"])


def _standing(step: RowMapping | None) -> Standing | None:
    if step is None:
        return None
    return Standing(id=step["id"], label=step["label"], rows=_rows(step))

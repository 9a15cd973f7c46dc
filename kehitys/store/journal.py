"""The transaction: the one way to write, which keeps what undo and news need."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import (
    Connection,
    RowMapping,
    Select,
    Table,
    Update,
    bindparam,
    insert,
    select,
    update,
)

from kehitys.domain.problems import Problem, Stale
from kehitys.domain.text import sort_key
from kehitys.i18n import N_
from kehitys.store import kept_columns, search_index, searched, tables
from kehitys.store.cleaning import fitting
from kehitys.store.ids import new_id
from kehitys.store.searched import Entry

RUN_TIME = timedelta(seconds=2)
"""Presses of one key on one field within this time of each other are one step."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What a committed transaction changed, for the views that show it."""

    label: str
    """The message id of what was done; empty when nothing was."""
    rows: tuple[tuple[str, UUID], ...] = ()
    """What it was done to: table names and ids."""
    tables: frozenset[str] = frozenset()
    seq: int = 0
    """The journal step; 0 when there is none."""
    step_id: UUID | None = None

    @property
    def undoable(self) -> bool:
        """Whether undo can take it back."""
        return self.seq > 0


@dataclass(slots=True)
class _Edit:
    table: Table
    row_id: UUID
    before: dict[str, Any] | None
    after: dict[str, Any] | None


class Tx:
    """A write transaction that an operation is given; everything it does is one step."""

    def __init__(
        self, connection: Connection, *, now: datetime, person_id: UUID | None, device: str = ""
    ) -> None:
        self.connection = connection
        self.now = now
        """The moment of the step, UTC."""
        self.person_id = person_id
        """Who does it; `None` when a program does."""
        self.device = device
        self.label = ""
        self.label_rows: tuple[tuple[str, UUID], ...] = ()
        self.run_key = ""
        self.undoes: UUID | None = None
        self.final = False
        self.touched: set[str] = set()
        """Names of the tables written to, journalled or not."""
        self._edits: list[_Edit] = []
        self._edited: set[UUID] = set()
        self._counted: set[Any] = set()
        self._found: dict[tuple[str, UUID], None] = {}

    def describe(self, label: str, *rows: tuple[str, UUID], run: str = "") -> None:
        """Names the step by a message id and the rows it is about.

        Steps with the same `run` that follow each other within two seconds are undone together.
        """
        self.label = label
        self.label_rows = rows
        self.run_key = run

    def row(self, table: Table, row_id: UUID) -> RowMapping | None:
        """The row as it is now, or `None`."""
        return self.connection.execute(_one_of(table), {"row_id": row_id}).mappings().first()

    def rows(self, table: Table, **equal: Any) -> list[RowMapping]:
        """The rows whose columns equal the values given."""
        wanted = select(table).where(*(table.c[name] == value for name, value in equal.items()))
        return list(self.connection.execute(wanted).mappings())

    def insert(self, table: Table, *, row_id: UUID | None = None, **values: Any) -> UUID:
        """Makes a row and gives its id."""
        if "row_id" in table.c:
            # Such a table names by that column the record it is about; its own ids are new.
            values["row_id"], row_id = row_id, None
        row_id = row_id or new_id()
        values = fitting(table, values)
        self._write(table, {"id": row_id, **values, **self._derived(table, values, new=True)})
        whole = self.row(table, row_id)
        assert whole is not None
        self._note(table, row_id, None, kept_columns.kept(table, whole))
        return row_id

    def update(
        self, table: Table, row_id: UUID, *, version: int | None = None, **values: Any
    ) -> bool:
        """Changes columns of a row and says whether anything changed.

        With `version`, the one the form was opened with, raises `Stale` when the row has changed
        since. Raises `Stale` also when the row is gone.
        """
        row = self.row(table, row_id)
        if row is None:
            raise Stale(N_("This was deleted in the meantime. Undo brings it back."))
        if version is not None and row["version"] != version:
            raise Stale(N_("This changed in the meantime. Look at it again, then save."))
        lock = table.info.get("locked_by")
        if lock and row[lock] is not None:
            raise Problem(N_("The prediction is locked. Add an amendment beside it."))
        values = fitting(table, values)
        changed = {name: value for name, value in values.items() if row[name] != value}
        if not changed:
            return False
        derived = self._derived(table, changed, new=False)
        if "version" in table.c:
            derived["version"] = row["version"] + 1
        self.connection.execute(_change_of(table), {"row_id_": row_id, **changed, **derived})
        self._note(table, row_id, {name: row[name] for name in changed}, changed)
        return True

    def delete(self, table: Table, row_id: UUID) -> None:
        """Removes a row; what depends on it is removed first, row by row, by the caller."""
        row = self.row(table, row_id)
        if row is None:
            raise Stale(N_("This was deleted in the meantime. Undo brings it back."))
        self.connection.execute(table.delete().where(table.c.id == row_id))
        self._note(table, row_id, kept_columns.kept(table, row), None)

    def record(self, table: Table, **values: Any) -> None:
        """Writes a row that undo never takes back: a fact of a run, a draft, a row of a toolkit."""
        assert table.info.get("journal") is False, table.name
        values = fitting(table, values)
        self._write(table, values)
        self.touched.add(table.name)

    def adopt(self, table: Table, row: RowMapping) -> None:
        """Journals a row as if this step had made it; nothing is written to the row."""
        self.touched.add(table.name)
        self._edits.append(_Edit(table, row["id"], None, kept_columns.kept(table, row)))

    def note_search(self, table: str, row_id: UUID) -> None:
        """Has the search index of a record renewed when the transaction ends."""
        self._found[(table, row_id)] = None

    def renew_search(
        self, table: str, row_ids: Sequence[UUID], said: Iterable[Entry] | None = None
    ) -> None:
        """Renews the search index of at most a thousand records at once, now.

        Whoever has just written what they say need not have it read again.
        """
        search_index.renew_all(self.connection, table, row_ids, said)

    def finish(self) -> Change:
        """Writes the step and renews the search index; called once, before the commit."""
        for table, row_id in self._found:
            search_index.renew(self.connection, table, row_id)
        if not self._edits and not self.final:
            return Change(label=self.label, rows=self.label_rows, tables=frozenset(self.touched))
        assert self.label, "an operation that changes something names its step"
        step_id = new_id()
        written = self.connection.execute(
            insert(tables.step)
            .values(
                id=step_id,
                at=self.now,
                person_id=self.person_id,
                device=self.device,
                label=self.label,
                label_rows=[[table, row_id.hex] for table, row_id in self.label_rows],
                tables=sorted(self.touched),
                run_key=self.run_key,
                run_of=self._run_head(),
                undoes=self.undoes,
                final=self.final,
            )
            .returning(tables.step.c.seq)
        )
        for n, edit in enumerate(self._edits):
            self._write_edit(step_id, n, edit)
        self.touched.add("step")
        return Change(
            label=self.label,
            rows=self.label_rows,
            tables=frozenset(self.touched),
            seq=written.scalar_one(),
            step_id=step_id,
        )

    def replay(self, table: Table, row_id: UUID, before: Any, after: Any) -> None:
        """Makes one row go from `before` to `after`, columns as the journal keeps them."""
        lock = table.info.get("locked_by")
        if lock and before is not None and after is not None and lock not in after:
            row = self.row(table, row_id)
            if row is not None and row[lock] is not None:
                raise Problem(N_("The prediction is locked. Add an amendment beside it."))
        if after is None:
            self.connection.execute(table.delete().where(table.c.id == row_id))
        elif before is None:
            derived = self._derived(table, after, new=True)
            self._write(table, {"id": row_id, **after, **derived})
        else:
            derived = self._derived(table, after, new=False)
            if "version" in table.c:
                derived["version"] = table.c.version + 1
            self.connection.execute(
                table.update().where(table.c.id == row_id).values(**after, **derived)
            )
        self._note(table, row_id, before, after)

    def _write(self, table: Table, values: dict[str, Any]) -> None:
        self.connection.execute(insert(table), values)

    def _note(self, table: Table, row_id: UUID, before: Any, after: Any) -> None:
        self.touched.add(table.name)
        self.note_search(table.name, row_id)
        if table.name in searched.PARTS:
            for whole in searched.wholes_of(self.connection, table.name, row_id, before or after):
                self.note_search(*whole)
        if "part_of" in table.info:
            self._count_whole(table, row_id, before or after)
        self._edits.append(_Edit(table, row_id, before, after))
        self._edited.add(row_id)

    def _count_whole(self, part: Table, row_id: UUID, values: dict[str, Any]) -> None:
        """Moves on the version of the record that a row is part of, once in a step."""
        whole, column = part.info["part_of"]
        whole_id = values.get(column)
        if whole_id is None:
            whole_id = self.connection.execute(
                select(part.c[column]).where(part.c.id == row_id)
            ).scalar()
        if whole_id in self._counted or whole_id in self._edited:
            return
        self._counted.add(whole_id)
        table = tables.metadata.tables[whole]
        self.connection.execute(
            table.update().where(table.c.id == whole_id).values(version=table.c.version + 1)
        )

    def _derived(self, table: Table, values: dict[str, Any], *, new: bool) -> dict[str, Any]:
        derived: dict[str, Any] = {}
        for column in table.c:
            of = column.info.get("sort_of")
            if of in values:
                derived[column.name] = sort_key(values[of])
        if "updated_at" in table.c:
            derived["updated_at"] = self.now
        if new and "created_at" in table.c:
            derived["created_at"] = self.now
        return derived

    def _run_head(self) -> UUID | None:
        """The first step of the run this one goes on, if it does."""
        if not self.run_key:
            return None
        step = tables.step
        last = self.connection.execute(
            select(step.c.id, step.c.run_of, step.c.run_key, step.c.at, step.c.undoes)
            .where(step.c.person_id == self.person_id)
            .order_by(step.c.seq.desc())
            .limit(1)
        ).first()
        if last is None or last.run_key != self.run_key or last.undoes is not None:
            return None
        if self.now - last.at > RUN_TIME:
            return None
        head: UUID = last.run_of or last.id
        return head

    def _write_edit(self, step_id: UUID, n: int, edit: _Edit) -> None:
        open_before, closed_before = kept_columns.apart(edit.table, edit.before)
        open_after, closed_after = kept_columns.apart(edit.table, edit.after)
        self.connection.execute(
            insert(tables.edit),
            {
                "step_id": step_id,
                "n": n,
                "table_name": edit.table.name,
                "row_id": edit.row_id,
                "before": open_before,
                "after": open_after,
            },
        )
        whose = self._whose(edit) if closed_before or closed_after else None
        if whose is not None:
            self.connection.execute(
                insert(tables.edit_person).values(
                    step_id=step_id,
                    n=n,
                    person_id=whose,
                    before=closed_before,
                    after=closed_after,
                )
            )

    def _whose(self, edit: _Edit) -> UUID:
        """The person whom the personal columns of an edited row are about."""
        name = next(c.info["person"] for c in edit.table.c if c.info.get("person"))
        if name == "id":
            return edit.row_id
        for side in (edit.after, edit.before):
            if side and side.get(name) is not None:
                return UUID(str(side[name]))
        row = self.row(edit.table, edit.row_id)
        assert row is not None
        return UUID(str(row[name]))


@cache
def _one_of(table: Table) -> Select[Any]:
    """A row by its id: put together once, since every write asks for it."""
    return select(table).where(table.c.id == bindparam("row_id"))


@cache
def _change_of(table: Table) -> Update:
    return update(table).where(table.c.id == bindparam("row_id_"))


def delete_rows(tx: Tx, table: Table, ids: Iterable[UUID]) -> None:
    """Deletes each row, so that undo can bring each back."""
    for row_id in ids:
        tx.delete(table, row_id)

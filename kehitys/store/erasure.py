"""Erasing a person: out of the tables, the journal and the search index, then out of the file."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from pathlib import Path
from uuid import UUID

from sqlalchemy import Connection, Table, Text, delete, insert, or_, select, type_coerce, update
from sqlalchemy.exc import OperationalError

from kehitys.domain.problems import Problem
from kehitys.i18n import N_
from kehitys.store import drafts, search_index, tables
from kehitys.store.database import Database
from kehitys.store.journal import Tx
from kehitys.store.network import batches

OWN: tuple[Table, ...] = (
    tables.person_language,
    tables.person_skill,
    tables.membership,
    tables.role,
    tables.favourite,
    tables.method_note,
)
"""Tables whose rows are about one person and go with them."""


def is_named(connection: Connection, person_id: UUID) -> bool:
    """Whether a row that is not the person's own names them."""
    return any(
        connection.execute(select(table.c.id).where(column == person_id).limit(1)).first()
        for table in tables.metadata.sorted_tables
        if table not in OWN
        for column in table.c
        if any(key.column is tables.person.c.id for key in column.foreign_keys)
        or (table is tables.run_block and column.name == "lead_id")
    )


def erase(tx: Tx, person_id: UUID) -> None:
    """Leaves of a person a row without a name, and nothing in the journal to bring them back by.

    Raises `Problem` when there is nobody to erase. Steps that held something of theirs can no
    longer be undone, nor can this one.
    """
    connection, person = tx.connection, tables.person
    standing = connection.execute(
        select(person.c.id).where(person.c.id == person_id, person.c.erased_at.is_(None))
    ).first()
    kept = tables.edit_person
    journalled = connection.execute(
        select(kept.c.step_id).where(kept.c.person_id == person_id).limit(1)
    ).first()
    if standing is None and journalled is None:
        raise Problem(N_("This person is not in the register. They may have been erased already."))
    _close_steps(connection, person_id)
    for table in OWN:
        connection.execute(delete(table).where(table.c.person_id == person_id))
    connection.execute(delete(tables.draft).where(tables.draft.c.person_id == person_id))
    drafts.forget_forms_about(connection, person_id)
    _blank(tx, person_id)
    search_index.forget(connection, person_id)
    connection.execute(delete(tables.erased).where(tables.erased.c.person_id == person_id))
    connection.execute(insert(tables.erased).values(person_id=person_id, at=tx.now))
    tx.touched |= {table.name for table in OWN} | {"person", "draft", "run_block", "team"}
    tx.final = True


def sweep(database: Database, words: Iterable[str] = ()) -> tuple[str, ...]:
    """Rewrites the file so that nothing deleted is left in its bytes.

    Gives those of `words` that are in it still, since somebody else's text may hold them. Raises
    `Problem` when another window keeps the file busy.
    """
    busy = Problem(
        N_(
            "The data is erased, but its traces are still in the file, because another window "
            "has it open. Close the other windows and try again."
        )
    )
    try:
        database.write(lambda tx: search_index.squeeze(tx.connection))
        database.vacuum()
    except (sqlite3.OperationalError, OperationalError) as fault:
        raise busy from fault
    log = _log(database.path)
    if log.exists() and log.stat().st_size:
        raise busy
    return remaining(database.path, words)


def remaining(path: Path, words: Iterable[str]) -> tuple[str, ...]:
    """Those of `words` whose bytes are in the file or in its log."""
    held = b"".join(each.read_bytes() for each in (path, _log(path)) if each.exists())
    return tuple(word for word in words if word and word.encode() in held)


def _log(path: Path) -> Path:
    return path.with_name(path.name + "-wal")


def words_of(connection: Connection, person_id: UUID) -> tuple[str, ...]:
    """The name, e-mail and phone by which a person could be found in the file."""
    person = tables.person
    row = connection.execute(
        select(person.c.name, person.c.email, person.c.phone).where(person.c.id == person_id)
    ).first()
    return tuple(word for word in row or () if word)


def _close_steps(connection: Connection, person_id: UUID) -> None:
    """Empties the journal of the person and makes the steps that held them final."""
    edit, kept = tables.edit, tables.edit_person
    rows = [person_id]
    for table in OWN:
        rows += connection.scalars(select(table.c.id).where(table.c.person_id == person_id))
    steps = set(connection.scalars(select(kept.c.step_id).where(kept.c.person_id == person_id)))
    for batch in batches(rows):
        steps |= set(connection.scalars(select(edit.c.step_id).where(edit.c.row_id.in_(batch))))
    # Rows of theirs that are gone already are known by what the journal says of them.
    mentions = or_(
        type_coerce(edit.c.before, Text).contains(person_id.hex),
        type_coerce(edit.c.after, Text).contains(person_id.hex),
    )
    own = [table.name for table in OWN]
    steps |= set(
        connection.scalars(select(edit.c.step_id).where(edit.c.table_name.in_(own), mentions))
    )
    _close(connection, steps)
    connection.execute(delete(kept).where(kept.c.person_id == person_id))


def _close(connection: Connection, steps: Iterable[UUID]) -> None:
    step = tables.step
    found = list(steps)
    heads: set[UUID] = set(found)
    for batch in batches(found):
        heads |= set(
            connection.scalars(
                select(step.c.run_of).where(step.c.id.in_(batch), step.c.run_of.is_not(None))
            )
        )
    # A run is undone whole, so one step of it closes the others.
    for batch in batches(list(heads)):
        connection.execute(
            update(step)
            .where(or_(step.c.id.in_(batch), step.c.run_of.in_(batch)))
            .values(final=True)
        )


def _blank(tx: Tx, person_id: UUID) -> None:
    """Empties every column that holds a person's own words or how to reach them."""
    for table in tables.metadata.sorted_tables:
        personal = [column for column in table.c if column.info.get("person")]
        for column in personal:
            tx.connection.execute(
                update(table)
                .where(table.c[column.info["person"]] == person_id)
                .values({column.name: ""})
            )
    tx.connection.execute(
        update(tables.person)
        .where(tables.person.c.id == person_id)
        .values(
            name_sort="",
            ui_language="",
            unit_id=None,
            erased_at=tx.now,
            updated_at=tx.now,
            version=tables.person.c.version + 1,
        )
    )

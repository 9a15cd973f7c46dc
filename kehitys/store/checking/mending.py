"""Making a whole file of a damaged one, beside it: the damaged one is never written to."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from uuid import UUID, uuid4

from sqlalchemy import func, select

from kehitys.domain.problems import Problem
from kehitys.i18n import N_
from kehitys.store import method_listing, opening, own_log, search_index, tables, whole_file
from kehitys.store.checking import Checked, check, check_copy, own_logs
from kehitys.store.checking.bringing_back import bring_back, close_gaps, close_runs
from kehitys.store.checking.carrying import UNREADABLE, LeftOut, carry
from kehitys.store.checking.findings import Found, Told, silent
from kehitys.store.checking.private_copy import fold_in, look_into, private_copy
from kehitys.store.checking.replaying import check_journal
from kehitys.store.checking.shape import make_new
from kehitys.store.database import Database
from kehitys.store.journal import Tx

PART = N_("Working out the index")

_OF_JOURNAL = frozenset({"lost", "left", "unknown", "differs", "journal"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Mended:
    """A whole file made of a damaged one."""

    before: Checked
    after: Checked
    lost: dict[str, int]
    """How many rows of each table could not be carried over."""
    changed: dict[str, int]
    """How many values of each table had to be changed."""
    brought_back: int
    """How many rows the journal gave back."""
    left_out: Path | None
    """The list of what was left out or changed, as it was; `None` when nothing was."""


def mend(path: Path, target: Path, told: Told = silent) -> Mended:
    """Carries what can be read of `path` into a new file at `target`, and checks that.

    Raises `Problem` when `target` is there already or cannot be written, and when the file is not
    ours, is from a newer Kehitys, or has lost the page that says what it holds.
    """
    if target.exists():
        raise Problem(N_("There is a file %(path)s already. Give another name."), path=target)
    if not target.parent.is_dir():
        raise Problem(
            N_("There is no folder %(folder)s. Make it first, or choose another."),
            folder=target.parent,
        )
    found = Found(told)
    logs = own_logs(path, found)
    left_out = LeftOut()
    with private_copy(path, logs=logs) as copy:
        revision = check_copy(copy, path, found)
        before = Checked(path=path, revision=revision, findings=found.findings())
        new = copy.with_name("mended.db")
        brought_back = _make(copy, new, left_out, told)
        fold_in(new)
        _put(new, target)
    return Mended(
        before=before,
        after=check(target, told),
        lost={name: n for name, n in left_out.rows.items() if n > 0},
        changed=left_out.changed,
        brought_back=brought_back,
        left_out=_keep_list(left_out, target),
    )


def reindex(database: Database) -> None:
    """Works out the search index and the method list anew, in the file itself."""
    database.write(_work_out)


def _make(copy: Path, new: Path, left_out: LeftOut, told: Told) -> int:
    make_new(new)
    with closing(look_into(copy)) as source, closing(look_into(new)) as target:
        try:
            source.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        except UNREADABLE as fault:
            raise Problem(
                N_(
                    "The page that says what the file holds is lost, so nothing can be carried "
                    "over. Nothing was changed. Restore a backup."
                )
            ) from fault
        target.execute("BEGIN IMMEDIATE")
        _sign(source, target)
        carry(source, target, left_out, told)
        close_gaps(target, left_out)
        brought_back = bring_back(target, left_out)
        close_gaps(target, left_out)
        target.execute("COMMIT")
    database = Database(new)
    try:
        told(PART, 0.0)
        database.write(partial(close_runs, left_out=left_out))
        database.write(_work_out)
        found = Found()
        with closing(look_into(new)) as target:
            check_journal(target, found)
        if any(finding.kind in _OF_JOURNAL for finding in found.findings()):
            database.write(partial(_begin_anew, left_out=left_out))
    finally:
        database.close()
    return brought_back


def _sign(source: sqlite3.Connection, target: sqlite3.Connection) -> None:
    """Gives the new file the id of the old one, by which the settings know who is who in it."""
    own = uuid4().hex
    try:
        row = source.execute("SELECT value FROM setting WHERE name = 'file_id'").fetchone()
        own = UUID(row[0]).hex
    except (sqlite3.DatabaseError, ValueError, TypeError, AttributeError):
        pass
    target.execute("UPDATE setting SET value = ? WHERE name = 'file_id'", (own,))
    target.execute(f"PRAGMA application_id = {opening.APPLICATION_ID}")
    target.execute(f"PRAGMA user_version = {own_log.first_sign(own)}")


def _work_out(tx: Tx) -> None:
    search_index.rebuild(tx.connection)
    method_listing.renew(tx.connection)
    tx.touched |= tables.WORKED_OUT


def _begin_anew(tx: Tx, left_out: LeftOut) -> None:
    """Journals every row as it stands, so that what follows can be replayed from here."""
    tx.describe(N_("Mend the file"))
    steps = select(tables.step.c.id)
    for table in (tables.edit, tables.edit_person):
        loose = table.c.step_id.not_in(steps)
        for row in tx.connection.execute(select(table).where(loose)).mappings():
            left_out.row(table.name, "no step", {name: str(value) for name, value in row.items()})
        tx.connection.execute(table.delete().where(loose))
    for table in tables.metadata.sorted_tables:
        if table.info.get("journal") is False or "id" not in table.c:
            continue
        for row in tx.connection.execute(table.select()).mappings().all():
            tx.adopt(table, row)
    tx.final = True
    last = tx.connection.scalar(select(func.max(tables.step.c.seq)))
    setting = tables.setting
    tx.connection.execute(setting.delete().where(setting.c.name == "journal_from"))
    tx.record(setting, name="journal_from", value=str((last or 0) + 1))


def _put(new: Path, target: Path) -> None:
    """Gives the file its place: whole, or not at all."""
    draft = target.with_name(f".kehitys-{os.urandom(8).hex()}.tmp")
    try:
        shutil.copyfile(new, draft)
        with draft.open("rb+") as file:
            os.fsync(file.fileno())
        draft.replace(target)
    except OSError as fault:
        raise Problem(
            N_("%(path)s could not be written: %(why)s. Nothing was changed."),
            path=target,
            why=fault.strerror,
        ) from fault
    finally:
        draft.unlink(missing_ok=True)


def _keep_list(left_out: LeftOut, target: Path) -> Path | None:
    if not left_out.entries:
        return None
    kept = target.with_name(f"{target.name}.left-out.json")
    whole_file.write(kept, json.dumps(left_out.entries, ensure_ascii=False, indent=1).encode())
    return kept

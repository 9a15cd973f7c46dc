"""An agenda as it stands in the file, and its blocks added and edited."""

from __future__ import annotations

from functools import partial

from sqlalchemy import func, select

from kehitys.operations import agenda
from kehitys.store import tables, workshops


def add(database, workshop_id, *, kind="talk", minutes=10, **more):
    block = partial(agenda.add_block, workshop_id=workshop_id, kind=kind, minutes=minutes, **more)
    return database.write(block)[1]


def blocks(database, workshop_id):
    return database.read(lambda c: workshops.workshop(c, workshop_id)).blocks


def order(database, workshop_id):
    return "".join(block.title for block in blocks(database, workshop_id))


def do(database, operation, *values, **named):
    return database.write(lambda tx: operation(tx, *values, **named))[0]


def edits(database, change):
    """How many rows a step changed."""
    edit = tables.edit
    counted = select(func.count()).select_from(edit).where(edit.c.step_id == change.step_id)
    return database.read(lambda c: c.execute(counted).scalar_one())


def edit(database, block, **changed):
    form = {
        "title": block.title, "minutes": block.minutes, "min_minutes": block.min_minutes,
        "max_minutes": block.max_minutes, "priority": block.priority, "grouping": block.grouping,
        "lead_id": block.lead_id, "why": block.why, "note": block.note, "start": block.start,
    }  # fmt: skip
    return do(database, agenda.edit_block, block.id, **{**form, **changed})

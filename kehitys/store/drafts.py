"""What somebody is typing and has not stored yet."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, delete, insert, select, update

from kehitys.store import tables
from kehitys.store.cleaning import cleaned
from kehitys.store.ids import new_id

_draft = tables.draft


def draft(connection: Connection, place: str) -> str:
    """The text being typed at `place`, empty when there is none."""
    found = connection.execute(select(_draft.c.text).where(_draft.c.place == place)).scalar()
    return found or ""


def live_place(run_id: UUID) -> str:
    """The place of what is being typed while a run goes on."""
    return f"live:{run_id}"


def keep(
    connection: Connection, place: str, text: str, *, person_id: UUID | None, at: datetime
) -> None:
    """Makes `text` the draft at `place`."""
    values = cleaned(_draft, {"text": text, "person_id": person_id, "at": at})
    renewed = connection.execute(update(_draft).where(_draft.c.place == place).values(**values))
    if not renewed.rowcount:
        connection.execute(insert(_draft).values(id=new_id(), place=place, **values))


def drop(connection: Connection, place: str) -> bool:
    """Forgets the draft at `place` and says whether there was one."""
    return bool(connection.execute(delete(_draft).where(_draft.c.place == place)).rowcount)

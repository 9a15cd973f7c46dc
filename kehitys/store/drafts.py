"""What somebody is typing and has not stored yet."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, delete, insert, or_, select, update

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


FORM = "form"
_FIELD = "#"


@dataclass(frozen=True, slots=True, kw_only=True)
class FormDraft:
    """What somebody typed into a form and has not saved."""

    fields: Mapping[str, tuple[Any, Any]]
    """By the field's name: what stood in it at first, and what was typed over it."""
    at: datetime
    """When the newest of it was typed, UTC."""


def form_place(person_id: UUID | None, key: str) -> str:
    """The place of what a person types into the form called `key`."""
    return f"{FORM}:{person_id.hex if person_id else ''}:{key}"


def form_draft(connection: Connection, place: str) -> FormDraft | None:
    """What is kept of a form; `None` when there is nothing."""
    rows = connection.execute(
        select(_draft.c.place, _draft.c.text, _draft.c.at).where(_of_form(place))
    ).all()
    kept = {row.place.rpartition(_FIELD)[2]: _told(row.text) for row in rows}
    fields = {name: pair for name, pair in kept.items() if pair is not None}
    return FormDraft(fields=fields, at=max(row.at for row in rows)) if fields else None


def keep_fields(
    connection: Connection,
    place: str,
    fields: Mapping[str, tuple[Any, Any]],
    *,
    person_id: UUID | None,
    at: datetime,
) -> None:
    """Makes these the draft's fields, each what stood there and what was typed."""
    for name, pair in fields.items():
        text = json.dumps(pair, ensure_ascii=False)
        keep(connection, f"{place}{_FIELD}{name}", text, person_id=person_id, at=at)


def drop_fields(connection: Connection, place: str, names: Iterable[str]) -> bool:
    """Forgets some fields of a form's draft and says whether there were any."""
    return any([drop(connection, f"{place}{_FIELD}{name}") for name in names])


def forget_forms_about(connection: Connection, row_id: UUID) -> None:
    """Forgets what anybody was typing about a record."""
    about = or_(*(_draft.c.place.contains(form) for form in (str(row_id), row_id.hex)))
    connection.execute(delete(_draft).where(_draft.c.place.startswith(f"{FORM}:"), about))


def _of_form(place: str) -> ColumnElement[bool]:
    return _draft.c.place.startswith(f"{place}{_FIELD}", autoescape=True)


def _told(text: str) -> tuple[Any, Any] | None:
    # A text of the greatest length was cut on its way in, and its end is not there to read.
    try:
        was, typed = json.loads(text)
    except ValueError:
        return None
    return _plain(was), _plain(typed)


def _plain(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value

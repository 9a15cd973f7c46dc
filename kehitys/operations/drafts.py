"""Keeping what is being typed, so that a crash loses a second of it at most."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from kehitys.domain.live import view
from kehitys.store import drafts, runs
from kehitys.store.journal import Tx


def keep_draft(tx: Tx, place: str, text: str) -> None:
    """Keeps what is typed at `place`; an empty text is forgotten.

    While a run is in a step of which nothing may be written down, its draft is left as it was.
    """
    if not text.strip():
        drop_draft(tx, place)
    elif _may_keep(tx, place):
        drafts.keep(tx.connection, place, text, person_id=tx.person_id, at=tx.now)
        tx.touched.add("draft")


def drop_draft(tx: Tx, place: str) -> None:
    """Forgets what was typed at `place`."""
    if drafts.drop(tx.connection, place):
        tx.touched.add("draft")


def keep_form(
    tx: Tx, place: str, fields: Mapping[str, tuple[Any, Any]], gone: Iterable[str] = ()
) -> None:
    """Keeps the fields typed in a form, each with what stood there, and forgets those `gone`."""
    drafts.drop_fields(tx.connection, place, gone)
    drafts.keep_fields(tx.connection, place, fields, person_id=tx.person_id, at=tx.now)
    tx.touched.add("draft")


def _may_keep(tx: Tx, place: str) -> bool:
    kind, _, typed = place.partition(":")
    if kind != "live":
        return True
    return view(runs.run(tx.connection, UUID(typed)), tx.now).may_record

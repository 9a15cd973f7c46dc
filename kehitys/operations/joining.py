"""Taking one's own place in the register."""

from __future__ import annotations

from uuid import UUID

from kehitys.domain.problems import Problem
from kehitys.domain.text import sort_key
from kehitys.i18n import N_
from kehitys.store import tables
from kehitys.store.journal import Tx


def join(tx: Tx, *, name: str, language: str) -> UUID:
    """Makes the person at the keyboard a person of the register, or finds them there by name."""
    if not name.strip():
        raise Problem(N_("Write your name first."))
    tx.describe(N_("Join the network"))
    known = [
        row["id"]
        for row in tx.rows(tables.person, name_sort=sort_key(name.strip()))
        if row["erased_at"] is None
    ]
    if known:
        return UUID(str(known[0]))
    person_id = tx.insert(tables.person, name=name, ui_language=language)
    tx.person_id = tx.person_id or person_id
    tx.insert(tables.membership, person_id=person_id, state="active", starts=tx.now.date())
    tx.insert(tables.person_language, person_id=person_id, lang=language)
    tx.describe(N_("Join the network"), ("person", person_id))
    return person_id

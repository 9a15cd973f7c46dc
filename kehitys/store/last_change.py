"""Who changed a record last, and when."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from kehitys.store.raw import plain
from kehitys.store.values import moment, text
from kehitys.store.values import row_id as id_of

_LOOKED_THROUGH = 2_000
"""How many of the newest steps are looked through."""

_SQL = """
    SELECT step.at, step.person_id, coalesce(person.name, '')
    FROM (SELECT * FROM step ORDER BY seq DESC LIMIT ?) AS step
    LEFT JOIN person ON person.id = step.person_id
    WHERE instr(step.label_rows, ?) > 0
    ORDER BY step.seq DESC LIMIT 1
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class LastChange:
    """The newest step about a record."""

    at: datetime
    """UTC."""
    person_id: UUID | None
    person_name: str
    """Empty when a program did it, or somebody who has been erased."""


def last_change(connection: Any, row: tuple[str, UUID]) -> LastChange | None:
    """The newest step that says it is about the row; `None` when none of the newest does."""
    table, row_id = row
    named = json.dumps([table, row_id.hex], separators=(",", ":"))
    found = plain(connection).execute(_SQL, (_LOOKED_THROUGH, named)).fetchone()
    if found is None:
        return None
    at, person_id, name = found
    return LastChange(
        at=moment(at), person_id=id_of(person_id) if person_id else None, person_name=text(name)
    )

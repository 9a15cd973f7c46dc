"""What the rows of the file are called, for steps and lists that name them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from kehitys.store.raw import plain

_NAMES = {
    "workshop": "SELECT title FROM workshop WHERE id = ?",
    "experiment": "SELECT title FROM experiment WHERE id = ?",
    "person": "SELECT name FROM person WHERE id = ?",
    "team": "SELECT name FROM team WHERE id = ?",
    "measure": "SELECT name FROM measure WHERE id = ?",
    "run_block": "SELECT title FROM run_block WHERE id = ?",
    "catch": "SELECT text FROM catch WHERE id = ?",
    "point": (
        "SELECT measure.name FROM point JOIN measure ON measure.id = measure_id WHERE point.id = ?"
    ),
}
_IN_LANGUAGE = {
    "unit": (
        "SELECT coalesce(json_extract(names, '$.' || ?2), (SELECT value FROM json_each(names))) "
        "FROM unit WHERE id = ?1"
    ),
    "method": "SELECT name FROM method_edition WHERE method_id = ? ORDER BY lang = ? DESC LIMIT 1",
    "block": (
        "SELECT CASE WHEN block.title != '' THEN block.title ELSE (SELECT name FROM method_edition "
        "WHERE method_edition.method_id = block.method_id ORDER BY lang = ?2 DESC LIMIT 1) END "
        "FROM block WHERE block.id = ?1"
    ),
}


def name_of(connection: Any, row: tuple[str, UUID], lang: str) -> str:
    """The name of a row, in `lang` where it has several; empty when it is gone or has none."""
    table, row_id = row
    if table in _NAMES:
        found = plain(connection).execute(_NAMES[table], (row_id.hex,)).fetchone()
    elif table in _IN_LANGUAGE:
        found = plain(connection).execute(_IN_LANGUAGE[table], (row_id.hex, lang)).fetchone()
    else:
        return ""
    return str(found[0]).split("\n")[0] if found and found[0] else ""

"""Files that earlier versions of Kehitys wrote, and what stands in their rows."""

from __future__ import annotations

import gzip
import sqlite3
from contextlib import closing
from pathlib import Path

EARLIER = Path(__file__).parent / "earlier"
REMADE = frozenset({"alembic_version", "sqlite_sequence", "search"})
"""What is no person's: the index is made anew, and the check compares it with the records."""


def stored(revision: str, folder: Path) -> Path:
    """The file that a Kehitys of `revision` wrote, as one may open it today."""
    path = folder / f"{revision}.db"
    path.write_bytes(gzip.decompress((EARLIER / f"{revision}.db.gz").read_bytes()))
    return path


def rows(path: Path) -> dict[str, list[dict[str, object]]]:
    """Every row of every table, by its columns."""
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        names = [
            name
            for (name,) in connection.execute(
                "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'search_%'"
            )
            if name not in REMADE
        ]
        return {
            name: [dict(row) for row in connection.execute(f'SELECT * FROM "{name}" ORDER BY 1, 2')]
            for name in names
        }

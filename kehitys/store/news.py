"""What other windows have done to the file; the standard library only."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

from kehitys.store.opening import read_only


class Watch:
    """A connection of its own that notices commits; used from one thread."""

    def __init__(self, path: Path) -> None:
        self._connection: sqlite3.Connection = read_only(path)
        self._version = self._file_version()
        self._step = self._newest_step()

    def look(self) -> frozenset[str]:
        """The tables of the steps committed since the last look, by whomever.

        A commit without a step is told as the tables that are written so: facts and drafts.
        """
        version = self._file_version()
        if version == self._version:
            return frozenset()
        self._version = version
        changed: set[str] = set()
        rows = self._connection.execute(
            "SELECT seq, tables FROM step WHERE seq > ? ORDER BY seq", (self._step,)
        )
        for seq, names in rows:
            self._step = seq
            changed.update(json.loads(names))
        return frozenset(changed or {"run", "run_fact", "draft"})

    def close(self) -> None:
        """Lets go of the file."""
        self._connection.close()

    def _file_version(self) -> int:
        return int(self._connection.execute("PRAGMA data_version").fetchone()[0])

    def _newest_step(self) -> int:
        return int(self._connection.execute("SELECT coalesce(max(seq), 0) FROM step").fetchone()[0])

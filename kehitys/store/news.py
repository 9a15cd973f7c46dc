"""What other windows have done to the file; the standard library only."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Container
from pathlib import Path

from kehitys.store.opening import read_only

FROM_FILES = frozenset(
    {"toolkit", "method", "method_edition", "tagged", "template", "term", "skill"}
)
"""Tables that the library writes without a step."""

_UNJOURNALLED: tuple[tuple[str, frozenset[str]], ...] = (
    ("SELECT coalesce(max(seq), 0) FROM run_fact", frozenset({"run", "run_fact"})),
    ("SELECT count(*), count(ended_at) FROM run", frozenset({"run", "run_block"})),
    ("SELECT group_concat(slug || sha256) FROM toolkit", FROM_FILES),
    ("SELECT max(sha256), count(*) FROM template", FROM_FILES),
    ("SELECT value FROM setting WHERE name = 'library'", FROM_FILES),
)
"""What tells that rows were written of which the journal knows nothing, and which they are."""


class Watch:
    """A connection of its own that notices commits; used from one thread."""

    def __init__(self, path: Path) -> None:
        self._connection: sqlite3.Connection = read_only(path)
        self._version = self._file_version()
        self._step = self._newest_step()
        self._marks = self._unjournalled()

    def look(self, own: Container[int] = frozenset()) -> frozenset[str]:
        """The tables written to since the last look, by steps that are not among one's `own`.

        A draft is no news: nobody but its form shows it.
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
            if seq not in own:
                changed |= {"step", *json.loads(names)}
        marks = self._unjournalled()
        for (_sql, names), before, now in zip(_UNJOURNALLED, self._marks, marks, strict=True):
            if before != now:
                changed |= names
        self._marks = marks
        return frozenset(changed)

    def close(self) -> None:
        """Lets go of the file."""
        self._connection.close()

    def _file_version(self) -> int:
        return int(self._connection.execute("PRAGMA data_version").fetchone()[0])

    def _newest_step(self) -> int:
        return int(self._connection.execute("SELECT coalesce(max(seq), 0) FROM step").fetchone()[0])

    def _unjournalled(self) -> tuple[object, ...]:
        return tuple(self._connection.execute(sql).fetchone() for sql, _names in _UNJOURNALLED)

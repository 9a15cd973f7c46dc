"""What a check finds, and how far it has come."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

MOST = 20
"""The most rows that are named of one kind of finding; all of them are counted."""

DERIVED = ("index", "listing", "sort")
"""The kinds of findings about what is worked out from the records."""

Told = Callable[[str, float], None]
"""Hears which part of the check goes on, by its message id, and how much of it is done, 0 to 1.

May raise `Stopped` to end the check.
"""


class Stopped(Exception):
    """The person did not want to wait for the end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that is wrong with the file."""

    kind: str
    """foreign_log, cut, pages, unreadable, shape, identity, orphan, value, text, sort, rank, run,
    lost, left, unknown, differs, journal, index or listing."""
    table: str = ""
    """The table it is about; empty when it is about the file."""
    column: str = ""
    rows: tuple[str, ...] = ()
    """The short ids of the first rows it is about."""
    count: int = 1
    """How many rows it is about."""
    detail: str = ""
    """What SQLite says, or what was looked for; never what a row holds."""

    @property
    def derived(self) -> bool:
        """Whether only what is worked out from the records is wrong, so that nothing is lost."""
        return self.kind in DERIVED


def silent(_part: str, _done: float) -> None:
    """Nobody listens."""


@dataclass(slots=True)
class Found:
    """Gathers findings; those of one kind and place are one, with a count."""

    told: Told = silent
    _counts: dict[tuple[str, str, str, str], int] = field(default_factory=dict)
    _rows: dict[tuple[str, str, str, str], list[str]] = field(default_factory=dict)

    def add(
        self, kind: str, *, table: str = "", column: str = "", row: str = "", detail: str = ""
    ) -> None:
        """Notes one thing."""
        key = (kind, table, column, detail)
        self._counts[key] = self._counts.get(key, 0) + 1
        rows = self._rows.setdefault(key, [])
        if row and len(rows) < MOST and row not in rows:
            rows.append(row)

    @property
    def hurt(self) -> bool:
        """Whether anything was noted of what nothing else tells: the records, or the pages."""
        return any(kind not in DERIVED for kind, *_where in self._counts)

    def findings(self) -> tuple[Finding, ...]:
        """Everything that was noted, in the order in which it was first seen."""
        return tuple(
            Finding(
                kind=kind,
                table=table,
                column=column,
                rows=tuple(self._rows[kind, table, column, detail]),
                count=count,
                detail=detail,
            )
            for (kind, table, column, detail), count in self._counts.items()
        )


@dataclass(slots=True)
class First(Found):
    """Ends the check at the first thing that is found of the records or the pages."""

    derived: bool = False
    """Whether anything was found of what is worked out from the records."""

    def add(self, kind: str, **_about: object) -> None:
        """Raises `Stopped`, unless it is only of what is worked out from the records."""
        if kind not in DERIVED:
            raise Stopped
        self.derived = True

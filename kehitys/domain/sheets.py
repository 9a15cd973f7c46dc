"""A sheet as a stranger's file holds it: text in every cell, and the line it stands on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kehitys.domain.problems import Fault


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetRow:
    """One row, as wide as the header."""

    line: int
    """Counted from 1 as an editor or a spreadsheet counts."""
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """Headings and the rows under them; no cell is anything but text."""

    header: tuple[str, ...]
    rows: tuple[SheetRow, ...]
    line: int = 1
    """The line of the header."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetRead:
    """What came of reading a file: a sheet, or the faults that keep it from being one."""

    sheet: Sheet | None
    faults: Sequence[Fault] = ()
    notes: Sequence[Fault] = ()
    """What was taken for granted and wants looking at; nothing that stops anyone."""


def column_name(n: int) -> str:
    """The name of column `n`, counted from 0, as spreadsheets say it: A, B … Z, AA."""
    name = ""
    n += 1
    while n:
        n, letter = divmod(n - 1, 26)
        name = chr(65 + letter) + name
    return name

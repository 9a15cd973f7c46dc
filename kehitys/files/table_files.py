"""Everything that a file holds, as a folder of CSV files that any spreadsheet opens."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kehitys.domain.progress import Progress, unheard
from kehitys.files.saving import filled
from kehitys.files.sheets.writing import write_csv
from kehitys.store import whole_file
from kehitys.store.every_table import Table, tables_of

TOGETHER = 500
"""How often one hears how far it is, in rows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What was written."""

    tables: int
    rows: int


def write_tables(path: Path, folder: Path, progress: Progress = unheard) -> Written:
    """Writes each table of the file at `path` into `folder`, all of them or none.

    `progress` hears of rows. Raises `Problem` when the file cannot be read or `folder` cannot be
    made, and what `progress` raises.
    """
    with tables_of(path) as tables, filled(folder) as draft:
        total, done = sum(table.count for table in tables), 0
        for n, table in enumerate(tables, 1):
            name = table.name if re.fullmatch("[a-z0-9_]{1,60}", table.name) else f"table-{n}"
            with (
                whole_file.draft(draft / f"{name}.csv") as unfinished,
                unfinished.open("xb") as file,
            ):
                write_csv(file, _heard(table, done, total, progress))
            done += table.count
        progress(total, total)
    return Written(tables=len(tables), rows=total)


def _heard(table: Table, before: int, total: int, progress: Progress) -> Iterator[list[str]]:
    yield list(table.columns)
    for n, row in enumerate(table.rows()):
        if n % TOGETHER == 0:
            progress(before + n, total)
        yield row

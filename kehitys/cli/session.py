"""What every subcommand needs: the open file, and a way to print."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kehitys.domain.text import clean
from kehitys.store import settings

if TYPE_CHECKING:
    from kehitys.store.database import Database


@contextmanager
def opened(context: click.Context) -> Iterator[Database]:
    """The file of `--db`, or the person's own, with the library in it."""
    from kehitys.files.library import take_in
    from kehitys.store.database import Database
    from kehitys.store.today import file_id

    path: Path = context.find_root().obj or settings.data_file()
    mine = settings.load()
    database = Database(path, device=mine.device)
    try:
        database.person_id = mine.person_in(database.read(file_id))
        take_in(database)
        yield database
    finally:
        database.close()


def print_json(value: Any) -> None:
    """Prints exact JSON for a script."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def print_rows(rows: Sequence[Sequence[str]]) -> None:
    """Prints rows in columns for a person; no control byte of theirs reaches the terminal."""
    cells = [[clean(cell) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    for row in cells:
        padded = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        click.echo("  ".join(padded).rstrip())

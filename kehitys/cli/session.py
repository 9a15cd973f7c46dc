"""What every subcommand needs: the open file, and a way to print."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kehitys.domain.text import clean
from kehitys.i18n import N_, _, say
from kehitys.store import passing_folder, settings, surroundings

if TYPE_CHECKING:
    from kehitys.store.database import Database

AS_JSON = click.option("--json", "as_json", is_flag=True, help=N_("Print exact JSON for a script."))
"""The flag of every subcommand whose answer a script may want."""


@contextmanager
def opened(context: click.Context) -> Iterator[Database]:
    """The file of `--db`, or the person's own, with the library in it."""
    from kehitys.files.library import take_in
    from kehitys.store.database import Database
    from kehitys.store.today import file_id

    path: Path = context.find_root().obj or settings.data_file()
    passing_folder.sweep()
    mine = settings.load()
    database = Database(path, device=mine.device)
    try:
        own = database.read(file_id)
        database.person_id = mine.person_in(own)
        _warn_of_place(path, own, mine)
        take_in(database)
        yield database
    finally:
        database.close()


def _warn_of_place(path: Path, own: str, mine: settings.Settings) -> None:
    """Says once for each file, beside the answer, that it stands where it is not safe."""
    place = surroundings.place_of(path)
    if not place or mine.warned.get(own) == place:
        return
    sentence = (
        _("This file is in a cloud folder, where two computers’ changes can clash. "
          "Keep it in a folder of this computer’s own; backups may be in the cloud.")
        if place == surroundings.CLOUD
        else _("This file is on a network disk, where saving can be cut short. "
               "Keep it on this computer’s own disk; backups may be on the network disk.")
    )  # fmt: skip
    click.echo(sentence, err=True)
    keep_settings(replace(mine, warned={**mine.warned, own: place}))


def keep_settings(changed: settings.Settings) -> None:
    """Saves the settings; says beside the answer when they cannot be."""
    try:
        settings.save(changed)
    except OSError as fault:
        problem = settings.unsaved(fault)
        click.echo(clean(say(problem.msgid, problem.values), limit=500), err=True)


def back_up_first(database: Database) -> None:
    """Makes the backup that stands before an import; raises `Problem` when it cannot be made."""
    from kehitys.store import backups, thinning

    now = database.clock()
    backups.back_up(database.path, "before_import", now)
    thinning.thin(database.path, now)


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

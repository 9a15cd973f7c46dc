"""`kehitys demo`: an invented municipality to try things in."""

from __future__ import annotations

from pathlib import Path

import click

from kehitys.cli.usage import Misuse
from kehitys.domain.problems import Problem
from kehitys.i18n import N_, _, current


@click.command(
    help=N_(
        "Make an invented municipality’s file and open it; with --no-open, only write it to --db."
    )
)
@click.option("--no-open", "stay", is_flag=True, help=N_("Only write the file; open nothing."))
@click.pass_context
def demo(context: click.Context, stay: bool) -> None:
    """Make an invented municipality's file and open it; with --no-open, only write it to --db."""
    chosen: Path | None = context.find_root().obj
    if stay:
        if chosen is None:
            raise Misuse(_("Say where to write it: kehitys --db FILE demo --no-open"))
        write(chosen)
        click.echo(_("The demo is in %(path)s.") % {"path": chosen})
        return
    from kehitys.store.passing_folder import passing_folder
    from kehitys.tui.start import open_app

    if chosen is not None:
        write(chosen)
        open_app(chosen, demo=True)
        return
    with passing_folder() as folder:
        write(folder / "demo.db")
        open_app(folder / "demo.db", demo=True)


def write(path: Path) -> None:
    """Writes the demo's data to `path`, all of it or nothing.

    Raises `Problem` when there is something in it already, or the disk does not take it.
    """
    from kehitys.store import refusals, whole_file

    try:
        _need_room(path)
    except OSError as fault:
        raise refusals.system(fault, path) from fault
    try:
        with whole_file.draft(path.resolve()) as unfinished:
            _fill(unfinished)
    except (Problem, OSError) as fault:
        raise Problem(
            N_(
                "The demo could not be written, and nothing is left of it. "
                "Check that the disk has room and the folder lets you write, then try again."
            )
        ) from fault


def _need_room(path: Path) -> None:
    """Raises `Problem` when there is something at the path, or no folder for it."""
    from kehitys.store import opening

    if path.is_dir():
        raise Problem(N_("%(path)s is a folder. Name a file in it."), path=path)
    if path.exists() and path.stat().st_size:
        raise Problem(
            N_("%(path)s is not empty. Nothing was changed. Name a new file for the demo."),
            path=path,
        )
    opening.need_folder(path)


def _fill(path: Path) -> None:
    from kehitys.files.library import take_in
    from kehitys.operations.demo import fill
    from kehitys.store.database import Database

    database = Database(path)
    try:
        take_in(database)
        fill(database, speak=current())
        database.checkpoint()
    finally:
        database.close()

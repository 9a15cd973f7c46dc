"""`kehitys demo`: an invented municipality to try things in."""

from __future__ import annotations

import shutil
import tempfile
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
    from kehitys.tui.start import open_app

    if chosen is not None:
        write(chosen)
        open_app(chosen, demo=True)
        return
    folder = Path(tempfile.mkdtemp(prefix="kehitys-demo-"))
    try:
        path = folder / "demo.db"
        write(path)
        open_app(path, demo=True)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def write(path: Path) -> None:
    """Writes the demo's data to `path`; raises `Problem` when there is something in it already."""
    from kehitys.files.library import take_in
    from kehitys.operations.demo import fill
    from kehitys.store.database import Database

    if path.is_dir():
        raise Problem(N_("%(path)s is a folder. Name a file in it."), path=path)
    if path.exists() and path.stat().st_size:
        raise Problem(
            N_("%(path)s is not empty. Nothing was changed. Name a new file for the demo."),
            path=path,
        )
    database = Database(path)
    try:
        take_in(database)
        fill(database, speak=current())
    finally:
        database.close()

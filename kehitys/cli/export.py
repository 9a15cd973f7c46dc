"""`kehitys export`: everything in the file as tables, for whatever comes after Kehitys."""

from __future__ import annotations

from pathlib import Path

import click

from kehitys.cli.progress import progress_bar
from kehitys.cli.session import AS_JSON, print_json
from kehitys.domain.text import clean
from kehitys.i18n import N_, _, ngettext


@click.command(
    help=N_(
        "Write everything in the file into a new folder, a CSV file for each table. The file is "
        "only read, so one from a newer Kehitys, or on a disk that cannot be written to, will do. "
        "The tables hold names and contact details: keep them as safe as the file."
    )
)
@click.argument("folder", type=click.Path(path_type=Path), metavar="FOLDER")
@AS_JSON
@click.pass_context
def export(context: click.Context, folder: Path, as_json: bool) -> None:
    """Write everything in the file into a new folder, a CSV file for each table."""
    from kehitys.files.table_files import write_tables
    from kehitys.store import settings

    path: Path = context.find_root().obj or settings.data_file()
    with progress_bar(_("Writing the tables"), as_json) as progress:
        written = write_tables(path, folder, progress)
    if as_json:
        print_json({"folder": str(folder), "tables": written.tables, "rows": written.rows})
        return
    told = ngettext(
        "%(n)s table is in %(folder)s.", "%(n)s tables are in %(folder)s.", written.tables
    )
    click.echo(clean(told % {"n": written.tables, "folder": folder}, limit=2_000))

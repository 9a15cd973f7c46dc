"""`kehitys check`: whether the file is whole."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kehitys.cli.session import print_json
from kehitys.domain.problems import Problem
from kehitys.i18n import N_, _, ngettext

if TYPE_CHECKING:
    from kehitys.store.checking import Checked


@click.command()
@click.option("--mend", is_flag=True)
@click.option("--json", "as_json", is_flag=True)
@click.pass_context
def check(context: click.Context, mend: bool, as_json: bool) -> None:
    """Check that the file is whole; with --mend, make the search index anew when it is not."""
    from kehitys.store import checking, settings
    from kehitys.store.database import Database

    path: Path = context.find_root().obj or settings.data_file()
    if not path.exists():
        raise Problem(N_("There is no file %(path)s to check."), path=path)
    database = Database(path)
    try:
        found = checking.check(database)
        if mend and found.unindexed:
            checking.mend_index(database)
            found = checking.check(database)
    finally:
        database.close()
    if as_json:
        print_json(
            {
                "file": str(path),
                "whole": found.whole,
                "damage": list(found.damage),
                "orphans": list(found.orphans),
                "unindexed": found.unindexed,
            }
        )
    else:
        for sentence in _sentences(found):
            click.echo(sentence)
    if not found.whole:
        context.exit(1)


def _sentences(found: Checked) -> list[str]:
    if found.whole:
        return [_("The file is whole.")]
    said = (
        [_("The file is damaged. Restore a backup: kehitys restore latest")] if found.damage else []
    )
    said += found.damage
    said += [
        _(
            "Rows of “%(table)s” name something there is not. "
            "Restore a backup: kehitys restore latest"
        )
        % {"table": table}
        for table in found.orphans
    ]
    if found.unindexed:
        said.append(
            ngettext(
                "The search index tells %(n)d record wrongly. Run: kehitys check --mend",
                "The search index tells %(n)d records wrongly. Run: kehitys check --mend",
                found.unindexed,
            )
            % {"n": found.unindexed}
        )
    return said

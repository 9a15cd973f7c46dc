"""`kehitys restore`: makes the file what a backup holds."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kehitys.cli.backup import changes_since, facts, the_file
from kehitys.cli.session import AS_JSON, print_json
from kehitys.domain.problems import Problem
from kehitys.domain.text import clean
from kehitys.i18n import N_, _

if TYPE_CHECKING:
    from kehitys.store.backups import Backup


@click.command(
    help=N_(
        "Make the file what a backup holds: latest, the start of its ID, or the path of one. "
        "The file as it is now is backed up first; restoring that backup takes the restore back."
    )
)
@click.argument("which", metavar="ID")
@click.option("--yes", is_flag=True, help=N_("Do not ask first."))
@AS_JSON
@click.pass_context
def restore(context: click.Context, which: str, yes: bool, as_json: bool) -> None:
    """Make the file what a backup holds, after a backup of it as it is now."""
    path = the_file(context)
    backup, chosen = _named(path, which)
    if not yes and not _agreed(path, chosen, backup):
        raise click.Abort
    from kehitys.store import restoring

    restored = restoring.restore(path, chosen, datetime.now(UTC))
    if as_json:
        print_json(
            {
                "file": str(path),
                "restored": facts(backup) if backup else {"path": str(chosen)},
                "before": facts(restored.before) if restored.before else None,
                "damaged_file": str(restored.aside) if restored.aside else None,
                "erased_again": restored.erased_again,
            }
        )
        return
    click.echo(_("The file is now what the backup %(path)s holds.") % {"path": chosen.name})
    if restored.before is not None:
        click.echo(_("To take this back: kehitys restore %(id)s") % {"id": restored.before.id})
    if restored.aside is not None:
        click.echo(_("The damaged file is kept as %(path)s.") % {"path": restored.aside})


def _named(path: Path, which: str) -> tuple[Backup | None, Path]:
    """The backup meant, by its place in the list, its id or its path."""
    from kehitys.store import backups

    listed = backups.backups(path)
    if which == "latest":
        if not listed:
            raise Problem(N_("There are no backups of this file yet."))
        return listed[0], listed[0].path
    exact = [each for each in listed if each.id == which]
    found = exact or [each for each in listed if which and each.id.startswith(which)]
    if len(found) > 1:
        raise Problem(
            N_("%(count)d backups begin with %(id)s. Write more of the one you mean."),
            count=len(found),
            id=which,
        )
    if found:
        return found[0], found[0].path
    named = Path(which)
    if not named.is_file():
        raise Problem(N_("There is no backup %(path)s. See: kehitys backup --list"), path=which)
    return backups.described(named), named


def _agreed(path: Path, chosen: Path, backup: Backup | None) -> bool:
    """Shows what would be left out and asks; raises `Problem` when there is nobody to ask."""
    from kehitys.files import backup_words as words

    if not sys.stdin.isatty():
        raise Problem(N_("A restore asks first. Add --yes to restore without being asked."))
    if backup is None:
        click.echo(_("Restore %(path)s?") % {"path": clean(str(chosen))})
    else:
        values = {"when": words.moment(backup.made_at), "why": words.why(backup)}
        click.echo(_("Restore the backup of %(when)s (%(why)s)?") % values)
        found = changes_since(path, (backup,)).get(backup.id)
        if found is not None:
            click.echo(words.left_out(found))
            for line in words.named(found):
                click.echo(clean(line))
    yes = _("yes")
    click.echo(_("Type %(yes)s to restore it.") % {"yes": yes}, nl=False)
    click.echo(" ", nl=False)
    return sys.stdin.readline().strip().casefold() == yes.casefold()

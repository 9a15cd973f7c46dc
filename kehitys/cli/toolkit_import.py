"""`kehitys toolkit import` and `remove`: toolkits from elsewhere, in and out."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

import click

from kehitys import i18n
from kehitys.cli.faults import fault_values, print_faults
from kehitys.cli.progress import progress_bar
from kehitys.cli.session import AS_JSON, back_up_first, opened, print_json, print_rows
from kehitys.domain.problems import Problem
from kehitys.domain.progress import Stopped
from kehitys.domain.text import clean
from kehitys.domain.toolkits import MethodName, ToolkitChange
from kehitys.domain.words import said_in
from kehitys.i18n import N_, _, ngettext

MOST_NAMED = 20
"""How many methods of one kind are named one by one."""
_YES = ("k", "j", "y")
"""How yes begins in our languages; each is taken in all of them."""


@click.command("import", help=N_("Bring in a toolkit from a folder or a zip."))
@click.argument("path", type=click.Path(path_type=Path), metavar="FOLDER|ZIP")
@click.option("--yes", is_flag=True, help=N_("Do not ask; take an older version too."))
@click.option("--dry-run", is_flag=True, help=N_("Only show what would change."))
@AS_JSON
@click.pass_context
def import_(context: click.Context, path: Path, yes: bool, dry_run: bool, as_json: bool) -> None:
    """Brings in a toolkit, all of it or nothing, once it has shown what is new and changed."""
    from kehitys.files.importing import bring
    from kehitys.operations.toolkits import import_toolkit

    with opened(context) as database:
        with progress_bar(_("Reading"), as_json) as progress:
            brought = bring(path, database.read, progress)
        change = brought.change
        if brought.toolkit is None or change is None:
            if as_json:
                faults = [fault_values(fault) for fault in brought.faults]
                print_json({"imported": False, "faults": faults})
            else:
                print_faults(brought.faults)
                click.echo(_("Nothing was imported."))
            context.exit(1)
        if not as_json:
            _show(change)
        if not (dry_run or change.nothing):
            if not yes:
                _ask(change)
            back_up_first(database)
            with progress_bar(_("Importing"), as_json) as progress:
                importing = partial(import_toolkit, toolkit=brought.toolkit, progress=progress)
                database.write(importing)
        done = not (dry_run or change.nothing)
    if as_json:
        print_json({**_values(change), "imported": done, "faults": []})
    elif done:
        click.echo(
            _("Imported. “kehitys toolkit remove %(slug)s” takes it out again.")
            % {"slug": change.slug}
        )
    else:
        click.echo(
            _("The library has all of it already.") if change.nothing else _("Nothing was changed.")
        )


@click.command("remove", help=N_("Take an imported toolkit out of the library."))
@click.argument("slug")
@AS_JSON
@click.pass_context
def remove(context: click.Context, slug: str, as_json: bool) -> None:
    """Takes out a toolkit that was imported; importing it again brings it back."""
    from kehitys.operations.toolkits import remove_toolkit

    with opened(context) as database:
        _change, n = database.write(partial(remove_toolkit, slug=slug))
    if as_json:
        print_json({"toolkit": slug, "methods": n})
        return
    told = ngettext(
        "Removed, %(n)s method with it. Import the toolkit again to bring it back.",
        "Removed, %(n)s methods with it. Import the toolkit again to bring them back.",
        n,
    )
    click.echo(told % {"n": n})


def _ask(change: ToolkitChange) -> None:
    """Raises `Problem` unless the person agrees; where nobody can be asked, only to go back."""
    if sys.stdin.isatty():
        answer = click.prompt(_("Take this in? (y/n)"), default="", show_default=False)
        if not str(answer).strip().casefold().startswith(_YES):
            raise Stopped
    elif change.older:
        raise Problem(N_("The library has a newer version. Say --yes to go back to this one."))


def _show(change: ToolkitChange) -> None:
    name = said_in(change.names, i18n.current()).text
    versions = _("version %(version)s") % {"version": change.version}
    if change.old_version not in (None, change.version):
        versions = _("version %(old)s → %(new)s") % {
            "old": change.old_version,
            "new": change.version,
        }
    click.echo(clean(f"{name} · {change.slug} · {versions}"))
    if change.older:
        click.echo(_("This version is older than the one in the library."))
    for heading, methods in (
        (_("New ones"), change.new),
        (_("Changed"), change.changed),
        (_("No longer in it"), change.leaving),
    ):
        if methods:
            click.echo(f"\n{heading} ({len(methods)})")
            _name(methods)
    click.echo(f"\n{_('As before')} ({change.same})")


def _name(methods: Sequence[MethodName]) -> None:
    print_rows(
        [
            (f"· {each.slug}", said_in(each.names, i18n.current()).text)
            for each in methods[:MOST_NAMED]
        ]
    )
    more = len(methods) - MOST_NAMED
    if more > 0:
        click.echo("· " + ngettext("and %(n)s more", "and %(n)s more", more) % {"n": more})


def _values(change: ToolkitChange) -> dict[str, Any]:
    return {
        "toolkit": change.slug,
        "version": change.version,
        "old_version": change.old_version,
        "new": [each.slug for each in change.new],
        "changed": [each.slug for each in change.changed],
        "leaving": [each.slug for each in change.leaving],
        "same": change.same,
    }

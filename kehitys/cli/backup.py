"""`kehitys backup`: makes a whole copy of the file, or lists those there are."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kehitys.cli.session import AS_JSON, keep_settings, print_json, print_rows
from kehitys.domain.problems import Problem
from kehitys.domain.text import clean
from kehitys.i18n import N_, _, current, ngettext

if TYPE_CHECKING:
    from kehitys.store.backups import Backup
    from kehitys.store.since import Since


@click.command(
    help=N_("Make a whole, verified copy of the file beside it; --list shows those there are.")
)
@click.option(
    "--to",
    "folder",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    metavar="FOLDER",
    help=N_("Put a copy of the backup in this folder too."),
)
@click.option("--list", "listed", is_flag=True, help=N_("List the backups and make none."))
@AS_JSON
@click.pass_context
def backup(context: click.Context, folder: Path | None, listed: bool, as_json: bool) -> None:
    """Make a whole, verified copy of the file beside it; --list shows those there are."""
    path = the_file(context)
    if listed:
        _print_list(path, as_json)
        return
    from kehitys.store import backups, opening, thinning

    opening.judge(path)
    now = datetime.now(UTC)
    made = backups.back_up(path, "by_hand", now)
    assert made is not None
    thinning.thin(path, now)
    if not as_json:
        click.echo(_("The backup is in %(path)s.") % {"path": made.path})
    try:
        copy = _copied(made, path, folder, now)
    finally:
        _remind(made.contents.file_id, now)
    if as_json:
        print_json(facts(made) | {"copy": str(copy) if copy else None})
    elif copy:
        click.echo(_("A copy of it is in %(path)s.") % {"path": copy})


def the_file(context: click.Context) -> Path:
    """The file of `--db`, or the person's own; raises `Problem` when there is none."""
    from kehitys.store import backups, opening, settings

    path: Path = context.find_root().obj or settings.data_file()
    if not path.exists() and not backups.backups(path):
        opening.need_folder(path)
        raise Problem(N_("There is no file %(path)s to back up or restore."), path=path)
    return path


def facts(made: Backup, found: Since | None = None) -> dict[str, Any]:
    """A backup as exact values for a script."""
    told: dict[str, Any] = {
        "id": made.id,
        "path": str(made.path),
        "made_at": made.made_at.isoformat(),
        "why": made.why,
        "bytes": made.bytes,
        "sha256": made.sha256,
        "revision": made.contents.revision,
        "steps": made.contents.steps,
    }
    if found is not None:
        told["since"] = {"known": found.known, "steps": found.steps, "live": found.live}
    return told


def changes_since(path: Path, listed: tuple[Backup, ...]) -> dict[str, Since]:
    """What has changed since each backup; nothing when the file cannot be read."""
    import sqlite3

    from kehitys.store.opening import read_only
    from kehitys.store.since import since

    try:
        with closing(read_only(path)) as connection:
            return since(connection, listed, current())
    except (sqlite3.Error, ValueError):
        return {}


def _copied(made: Backup, path: Path, folder: Path | None, now: datetime) -> Path | None:
    """Copies the backup to the folder named, or to the second folder that was chosen."""
    from kehitys.store import second_folder, settings

    if folder is not None:
        return second_folder.copy_to(made, folder).path
    file_id = made.contents.file_id
    chosen = settings.load().second_folders.get(file_id)
    if not chosen:
        return None
    copy = second_folder.copy_newest(path, Path(chosen), file_id, now)
    keep_settings(second_folder.copied(settings.load(), file_id, now))
    return copy.path if copy else None


def _remind(file_id: str, now: datetime) -> None:
    """Says beside the answer that the second folder has had no good copy for a week."""
    from kehitys.store import second_folder, settings

    behind = second_folder.behind(settings.load(), file_id, now)
    if behind is None:
        return
    if behind.days is None:
        sentence = _("There is no copy in the second backup folder %(path)s yet.")
    else:
        sentence = ngettext(
            "The newest copy in the second backup folder %(path)s is %(n)d day old.",
            "The newest copy in the second backup folder %(path)s is %(n)d days old.",
            behind.days,
        )
    told = sentence % {"path": behind.folder, "n": behind.days}
    action = _("Connect the disk and give the command “kehitys backup”.")
    click.echo(clean(f"{told} {action}", limit=2_000), err=True)


def _print_list(path: Path, as_json: bool) -> None:
    from kehitys.files import backup_words as words
    from kehitys.store import backups

    listed = backups.backups(path)
    now = datetime.now(UTC)
    if listed:
        _remind(listed[0].contents.file_id, now)
    found = changes_since(path, listed)
    if as_json:
        print_json([facts(each, found.get(each.id)) for each in listed])
        return
    if not listed:
        click.echo(_("There are no backups of this file yet."))
        return
    print_rows(
        [
            (
                each.id,
                words.when(each.made_at, now),
                words.why(each),
                words.changed(found[each.id]) if each.id in found else "",
                words.size(each.bytes),
            )
            for each in listed
        ]
    )

"""A second folder, on another disk, that has the newest backups too."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from kehitys.domain.problems import Problem
from kehitys.i18n import N_
from kehitys.store import backups
from kehitys.store.backups import Backup
from kehitys.store.settings import Settings
from kehitys.store.thinning import thin_folder

OLD = timedelta(days=7)
"""A copy as old as this is told of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Behind:
    """A second folder without a good copy of the last days."""

    folder: str
    days: int | None
    """How old the newest good copy is; `None` when there is none."""


def chosen(typed: str, path: Path) -> Path:
    """The folder that was typed; raises `Problem` when copies cannot go there."""
    folder = Path(typed.strip()).expanduser()
    if not folder.is_dir():
        raise Problem(
            N_("There is no folder %(path)s. Make it first, or connect the disk."), path=folder
        )
    own = backups.folder_of(path).resolve()
    if folder.resolve() == own or own in folder.resolve().parents:
        raise Problem(N_("The backups are in this folder already. Choose one on another disk."))
    try:
        trial = folder / ".kehitys-trial.tmp"
        trial.write_bytes(b"")
        trial.unlink()
    except OSError as fault:
        raise Problem(
            N_("The folder %(path)s cannot be written to. Choose another."), path=folder
        ) from fault
    return folder.absolute()


def copy_newest(path: Path, folder: Path, file_id: str, now: datetime) -> Backup | None:
    """Has the newest backup of the file in the second folder too, and thins those there.

    Gives the copy; `None` when there is no backup to copy. Raises `Problem` when the folder is
    out of reach or the copy does not turn out whole.
    """
    with backups.alone(path):
        found = backups.backups(path, file_id)
        if not found:
            return None
        if not folder.is_dir():
            raise Problem(
                N_(
                    "The second backup folder %(path)s is out of reach. "
                    "Connect the disk, or choose another folder with F6."
                ),
                path=folder,
            )
        copy = copy_to(found[0], folder / f"{path.stem}-{file_id[:8]}-backups")
        thin_folder(copy.path.parent, file_id, copy.contents.erased, now)
        return copy


def copy_to(backup: Backup, folder: Path) -> Backup:
    """A verified copy of a backup in another folder; the one there when it is there already."""
    target = folder / backup.path.name
    there = backups.described(target)
    if there is not None and there.sha256 == backup.sha256:
        return there
    part = target.with_suffix(".part")
    with backups.complaining():
        folder.mkdir(parents=True, exist_ok=True)
        backups.sweep(folder)
        try:
            shutil.copyfile(backup.path, part)
            shutil.copymode(backup.path, part)
            if backups.sha256_of(part) != backup.sha256:
                raise Problem(N_("The copy of the backup did not turn out whole. Try again."))
            copy = replace(backup, path=target)
            backups.settle(part, copy)
        finally:
            part.unlink(missing_ok=True)
    return copy


def last_copied(settings: Settings, file_id: str) -> datetime | None:
    """When the second folder last had the newest backup; `None` when it never has."""
    kept = settings.second_copies.get(file_id, "")
    try:
        return datetime.fromisoformat(kept).astimezone(UTC) if kept else None
    except ValueError:
        return None


def with_folder(settings: Settings, file_id: str, folder: Path | None) -> Settings:
    """The settings with another second folder for a file, or with none."""
    changed = {}
    for name in ("second_folders", "second_copies", "reminded"):
        changed[name] = {
            file: kept for file, kept in getattr(settings, name).items() if file != file_id
        }
    if folder is not None:
        changed["second_folders"][file_id] = str(folder)
    return replace(
        settings,
        second_folders=changed["second_folders"],
        second_copies=changed["second_copies"],
        reminded=changed["reminded"],
    )


def copied(settings: Settings, file_id: str, now: datetime) -> Settings:
    """The settings after the second folder has been seen to have the newest backup."""
    return replace(settings, second_copies={**settings.second_copies, file_id: now.isoformat()})


def behind(settings: Settings, file_id: str, now: datetime) -> Behind | None:
    """The second folder of a file when its newest copy is a week old or more; else `None`."""
    folder = settings.second_folders.get(file_id)
    if not folder:
        return None
    last = last_copied(settings, file_id)
    if last is None:
        return Behind(folder=folder, days=None)
    return Behind(folder=folder, days=(now - last).days) if now - last >= OLD else None


def is_due(settings: Settings, file_id: str, now: datetime) -> bool:
    """Whether the second folder has not been seen to today; a clock set back makes it due."""
    last = last_copied(settings, file_id)
    return last is None or last.date() != now.astimezone(UTC).date()

"""Removing backups that time has made needless, and those that hold an erased person too long."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from kehitys.domain import thinning
from kehitys.store import backups
from kehitys.store.backups import BEFORE, Backup
from kehitys.store.opening import read_only

HELD = timedelta(days=30)
"""So long after an erasure the backups made before it stay, in case the rest of them is needed."""

BY_HAND = 20
"""The most backups by hand that stay for days; a script may make one every minute."""


def thin(path: Path, now: datetime) -> tuple[Backup, ...]:
    """Removes what need not be kept of a file's backups, and gives what was removed.

    When every backup there is holds somebody whose time is up, one of the file as it is now is
    made first.
    """
    with backups.alone(path), backups.complaining():
        with closing(read_only(path)) as connection:
            contents = backups.contents_of(connection)
        kept = backups.backups(path, contents.file_id)
        outdated = _holding(kept, contents.erased, now)
        if outdated and len(outdated) == len(kept):
            backups.make(path, "interval", now)
        return thin_folder(backups.folder_of(path), contents.file_id, contents.erased, now)


def thin_folder(
    folder: Path, file_id: str, erased: Mapping[str, str], now: datetime
) -> tuple[Backup, ...]:
    """Removes what need not be kept of one file's backups in a folder."""
    found = [each for each in backups.in_folder(folder) if each.contents.file_id == file_id]
    # A moment may be shared, so what is kept is told by moments, and all of that moment stay.
    moments = [each.made_at for each in reversed(found)]
    stay = thinning.keep(moments, now)
    care = thinning.in_care(moments, now)
    outdated = _holding(found, erased, now)
    by_hand = [each.id for each in found if each.why == "by_hand"][:BY_HAND]
    on_purpose = {each.id for each in found if each.why in BEFORE}.union(by_hand)
    removed = tuple(
        each
        for each in found
        if each in outdated
        or not (each.made_at in stay or (each.id in on_purpose and each.made_at in care))
    )
    for backup in removed:
        backups.remove(backup)
    return removed


def _holding(
    found: tuple[Backup, ...] | list[Backup], erased: Mapping[str, str], now: datetime
) -> list[Backup]:
    """The backups that hold somebody who was erased longer ago than backups may remember."""
    over = {
        person
        for person, at in erased.items()
        if datetime.fromisoformat(at).replace(tzinfo=UTC) + HELD <= now
    }
    return [each for each in found if over - set(each.contents.erased)]

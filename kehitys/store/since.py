"""What has changed in the file since a backup was made."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from kehitys.store.backups import Backup
from kehitys.store.naming import name_of
from kehitys.store.raw import plain
from kehitys.store.values import label_rows, text, whole

MOST = 5
"""The most changes that are named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Since:
    """What restoring a backup would leave out."""

    known: bool
    """Whether the file has everything the backup has; not when it was restored in between."""
    steps: int
    """How many steps of the journal came after the backup."""
    newest: tuple[tuple[str, str], ...]
    """The message ids of the newest of them, and the names of what they were done to."""
    live: int
    """How many facts of live runs came after, which are no steps."""


def since(connection: Any, backups: Iterable[Backup], lang: str) -> dict[str, Since]:
    """What has changed since each backup, by its id, with names in `lang`."""
    raw = plain(connection)
    rows = raw.execute("SELECT seq, label, label_rows FROM step ORDER BY seq DESC LIMIT ?", (MOST,))
    newest = [
        (whole(seq), text(label), _named(raw, about, lang)) for seq, label, about in rows.fetchall()
    ]
    facts = raw.execute("SELECT count(*) FROM run_fact").fetchone()[0]
    found = {}
    for backup in backups:
        kept = backup.contents
        row = raw.execute("SELECT id FROM step WHERE seq = ?", (kept.step,)).fetchone()
        count = raw.execute("SELECT count(*) FROM step WHERE seq > ?", (kept.step,)).fetchone()
        found[backup.id] = Since(
            known=not kept.step_id or (row is not None and row[0] == kept.step_id),
            steps=count[0],
            newest=tuple((label, name) for seq, label, name in newest if seq > kept.step),
            live=max(0, facts - kept.rows.get("run_fact", 0)),
        )
    return found


def _named(raw: Any, about: object, lang: str) -> str:
    rows = label_rows(about)
    return name_of(raw, rows[0], lang) if rows else ""

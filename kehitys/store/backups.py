"""Whole copies of the file, each verified after it is written."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from kehitys.domain.problems import Problem
from kehitys.i18n import N_
from kehitys.store.opening import read_only


def back_up(path: Path, why: str) -> Path:
    """Copies the file beside itself, checks the copy and gives its path.

    Raises `Problem` when the copy does not turn out whole; the file itself is never written to.
    """
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    copy = path.with_name(f"{path.stem}-{why}-{stamp}{path.suffix}")
    unfinished = copy.with_name(copy.name + ".part")
    unfinished.unlink(missing_ok=True)
    try:
        with closing(read_only(path)) as source, closing(sqlite3.connect(unfinished)) as target:
            # In one step: in pages it never ends while another window writes (measured).
            source.backup(target)
            whole = target.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    except (sqlite3.Error, OSError) as fault:
        unfinished.unlink(missing_ok=True)
        raise Problem(
            N_("The backup could not be written: %(why)s. Nothing was changed."), why=fault
        ) from fault
    if not whole:
        unfinished.unlink(missing_ok=True)
        raise Problem(N_("The file is damaged, so it was not touched. Restore a backup."))
    with unfinished.open("rb+") as file:
        os.fsync(file.fileno())
    unfinished.replace(copy)
    return copy

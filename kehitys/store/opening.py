"""Judging a file before anything may touch it; the standard library only, for the first frame."""

from __future__ import annotations

import os
import sqlite3
import stat
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from kehitys.domain.problems import Problem
from kehitys.i18n import N_
from kehitys.store import own_log, refusals, settings, values

APPLICATION_ID = 0x4B656869
"""Kehi, in the header of every file of ours."""

REVISIONS = ("0001", "0002", "0003")
"""Every revision of the tables there has been, oldest first."""

HEAD = REVISIONS[-1]

_MAGIC = b"SQLite format 3\x00"
_HEADER = 100


class Foreign(Problem):
    """The file is a whole one of another program's."""


class Busy(Problem):
    """Another window keeps the file to itself for a moment."""


class Damaged(Problem):
    """The file is ours and cannot be trusted as it is."""


class Newer(Problem):
    """The file is from a newer Kehitys, whose tables may mean other things."""


class ForeignLog(Problem):
    """A log of another file stands beside this one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What a file turned out to be."""

    path: Path
    kind: str
    """new (there is none, or it is empty), ours, or behind (ours, from an older Kehitys)."""
    revision: str = ""


def judge(path: Path, *, named: Path | None = None) -> Judgement:
    """Says what the file is, from its first bytes and then over a read-only connection.

    A copy is spoken of by the name of what it was `named`. Raises `Problem` for anything that is
    not ours, is damaged, has a log of another file beside it, or is from a newer Kehitys; the
    file is not written to, and no log is made beside it.
    """
    try:
        return _judged(path)
    except Problem as problem:
        if named is not None and "path" in problem.values:
            problem.values["path"] = named
        raise


def need_folder(path: Path) -> None:
    """Raises `Problem` when the folder of a file that is to be made is not there.

    Only the folder of the person's own file is made by us: any other that is missing is more
    likely a typing error, and the file would be looked for in vain where it was meant to be.
    """
    folder = Path(os.path.realpath(path)).parent
    if folder.exists() or Path(os.path.realpath(settings.data_file())).parent == folder:
        return
    while not folder.parent.exists():
        folder = folder.parent
    raise Problem(
        N_(
            "There is no folder %(folder)s, so nothing was opened or made. "
            "Correct the path, or make the folder first."
        ),
        folder=folder,
    )


def need_log(path: Path) -> None:
    """Raises `Problem` when a log must stand beside the file and none can be made there.

    Without it such a file cannot even be read, as long as it may change.
    """
    log = own_log.beside(path, own_log.WAL)
    if _keeps_log(path) and not (log.exists() or os.access(path.absolute().parent, os.W_OK)):
        raise Problem(
            N_(
                "Nothing can be written where %(path)s is, so it was not opened. Copy it to a "
                "folder of your own and open the copy. "
                "To have what is in it as tables: kehitys --db FILE export FOLDER"
            ),
            path=path,
        )


def _keeps_log(path: Path) -> bool:
    """Whether the file says on its first page that changes go to a log."""
    try:
        return _header(path)[18:20] == b"\x02\x02"
    except Problem:
        return False


def _judged(path: Path) -> Judgement:
    header = _header(path)
    if not header:
        need_folder(path)
        if path.exists() and own_log.foreign(path, APPLICATION_ID) is not None:
            raise _damaged(path)
        return Judgement(path=path, kind="new")
    if header[:16] != _MAGIC or len(header) < _HEADER:
        raise Problem(
            N_("%(path)s is not a Kehitys file. Nothing was changed. Name another file."), path=path
        )
    signature: int | None = int.from_bytes(header[68:72], "big")
    just_made = signature == 0 and int.from_bytes(header[28:32], "big") <= 1
    if signature == APPLICATION_ID or just_made:
        _refuse_foreign_log(path)
    if just_made:
        # A file just made is one unsigned page until the log is written back into it.
        signature = _signature(path)
        if signature is None:
            return Judgement(path=path, kind="new")
    if signature != APPLICATION_ID:
        raise Foreign(
            N_("%(path)s belongs to another program. Nothing was changed. Name another file."),
            path=path,
        )
    if cut(path, header):
        raise Damaged(
            N_(
                "%(path)s is damaged: its end is missing. Nothing was changed. Restore a backup, "
                "or have what is left carried into a new file: kehitys check --mend COPY"
            ),
            path=path,
        )
    revision = _revision(path)
    if revision == HEAD:
        return Judgement(path=path, kind="ours", revision=revision)
    if revision in REVISIONS:
        return Judgement(path=path, kind="behind", revision=revision)
    raise Newer(
        N_(
            "%(path)s was made with a newer Kehitys. Nothing was changed. "
            "Install the newer version, then open the file. "
            "To have what is in it as tables already now: kehitys --db FILE export FOLDER"
        ),
        path=path,
    )


def cut(path: Path, header: bytes) -> bool:
    """Whether the file is shorter than it says, or ends in the middle of a page.

    While a log or a journal waits the file may be between two states, so nothing is said then.
    """
    if own_log.waits(path, own_log.WAL) or own_log.waits(path, own_log.JOURNAL):
        return False
    page = int.from_bytes(header[16:18], "big")
    page = 65536 if page == 1 else page
    size = path.stat().st_size
    if page == 0 or size % page:
        return True
    pages, valid = int.from_bytes(header[28:32], "big"), header[92:96] == header[24:28]
    return valid and size < pages * page


def read_only(path: Path) -> sqlite3.Connection:
    """A connection that cannot write."""
    return _connected(path, "mode=ro")


def planted(connection: sqlite3.Connection) -> bool:
    """Whether there is a view or a trigger, of which Kehitys makes none."""
    there = "SELECT 1 FROM sqlite_schema WHERE type IN ('view', 'trigger') LIMIT 1"
    return connection.execute(there).fetchone() is not None


def _header(path: Path) -> bytes:
    """The first bytes; none when there is no file."""
    try:
        kind = path.stat().st_mode
        if stat.S_ISDIR(kind):
            raise Problem(N_("%(path)s is a folder. Name a file in it."), path=path)
        if not stat.S_ISREG(kind):
            raise Problem(N_("%(path)s is a device, not a file. Name a file."), path=path)
        with path.open("rb") as file:
            return file.read(_HEADER)
    except FileNotFoundError:
        return b""
    except NotADirectoryError as fault:
        raise Problem(
            N_("There is no folder %(folder)s. Make it first, or choose another."),
            folder=path.parent,
        ) from fault
    except OSError as fault:
        raise refusals.system(fault, path) from fault


def _refuse_foreign_log(path: Path) -> None:
    try:
        side = own_log.foreign(path, APPLICATION_ID)
    except FileNotFoundError:
        return
    except OSError as fault:
        raise refusals.system(fault, path) from fault
    if side is not None:
        raise ForeignLog(
            N_(
                "%(log)s beside the file does not belong to it, and would be played into it. "
                "Nothing was changed. Move %(log)s to another folder, then open the file again."
            ),
            log=side.name,
        )


def _looking(path: Path) -> sqlite3.Connection:
    """A connection for the judge alone, which leaves no file behind where there was none."""
    if own_log.waits(path, own_log.JOURNAL):
        # Ours, and left by a crash: only a connection that may write can roll it back.
        return _connected(path, "mode=rw")
    if _keeps_log(path) and not own_log.beside(path, own_log.WAL).exists():
        # Nobody has it open, and to read it like that would make a log.
        return _connected(path, "immutable=1")
    return read_only(path)


def _connected(path: Path, how: str) -> sqlite3.Connection:
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?{how}", uri=True, timeout=5)
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, values.LONGEST)
    connection.execute("PRAGMA query_only = ON")
    connection.execute("PRAGMA trusted_schema = OFF")
    return connection


def _signature(path: Path) -> int | None:
    """The application id as the log has it; `None` when nothing has been made in the file yet."""
    try:
        with closing(_looking(path)) as connection:
            connection.execute("BEGIN")
            if connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0] == 0:
                return None
            return int(connection.execute("PRAGMA application_id").fetchone()[0])
    except (sqlite3.Error, UnicodeDecodeError) as fault:
        raise unreadable(path, fault) from fault


def _revision(path: Path) -> str:
    try:
        with closing(_looking(path)) as connection:
            own = connection.execute("SELECT value FROM setting WHERE name = 'file_id'").fetchone()
            row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
            strange = planted(connection)
    except (sqlite3.Error, UnicodeDecodeError) as fault:
        raise unreadable(path, fault) from fault
    if row is None or own is None:
        raise _damaged(path)
    if strange:
        # We make neither; one could run without end, or change what we write.
        raise Damaged(
            N_(
                "%(path)s holds parts that Kehitys never makes, so it was not opened. "
                "Nothing was changed. Restore a backup: kehitys restore latest"
            ),
            path=path,
        )
    return str(row[0])


def unreadable(path: Path, fault: Exception) -> Problem:
    """A file that did not answer: kept busy, out of reach, or damaged."""
    if refusals.busy(fault):
        return Busy(
            N_("Another window is busy with %(path)s. Nothing was changed. Try again in a moment."),
            path=path,
        )
    told = None if refusals.damage(fault) else refusals.reading(fault)
    return told or _damaged(path)


def _damaged(path: Path) -> Problem:
    return Damaged(
        N_(
            "%(path)s is damaged and cannot be read. Nothing was changed. "
            "Restore a backup: kehitys restore latest"
        ),
        path=path,
    )

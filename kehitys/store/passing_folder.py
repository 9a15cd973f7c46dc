"""A folder in the temporary one for what may not outlive its process; the standard library only.

Whatever ends a process, its folder goes: by the process itself, or else by the next one that looks.
The folder holds a lock of SQLite's, which goes with its process on every system; a folder whose
lock is free belongs to nobody.
"""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
import stat
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

PREFIX = "kehitys-passing-"

_LOCK = "lock"
_TRIES = 10


@contextmanager
def passing_folder() -> Iterator[Path]:
    """A folder of one's own that goes when the caller is done, with all there is in it.

    Those that killed processes have left are removed first. Raises `OSError` when there is no
    room for one.
    """
    sweep()
    folder, lock = _locked()
    try:
        yield folder
    finally:
        _empty(folder)
        lock.close()
        shutil.rmtree(folder, ignore_errors=True)


def sweep() -> None:
    """Removes the folders whose processes are gone, and leaves all others as they are."""
    # Where there is no temporary folder, or none that may be read, there is nothing of ours.
    with suppress(OSError):
        for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
            if _is_ours(folder):
                _sweep(folder)


def _locked() -> tuple[Path, sqlite3.Connection]:
    """A new folder and the lock in it; another one when a sweep has come between."""
    for _each in range(_TRIES):
        folder = Path(tempfile.mkdtemp(prefix=PREFIX))
        with suppress(sqlite3.Error, OSError):
            (folder / _LOCK).touch(exist_ok=False)
            made = (folder / _LOCK).stat().st_ino
            lock = _lock(folder)
            # What was taken away meanwhile can be locked still, and keeps nobody out.
            if _inode(folder / _LOCK) == made:
                return folder, lock
            lock.close()
        shutil.rmtree(folder, ignore_errors=True)
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), tempfile.gettempdir())


def _lock(folder: Path) -> sqlite3.Connection:
    """The lock of a folder, held; raises `sqlite3.Error` when somebody else holds it."""
    lock = sqlite3.connect(folder / _LOCK, timeout=0, isolation_level=None, check_same_thread=False)
    try:
        lock.execute("BEGIN EXCLUSIVE")
    except sqlite3.Error:
        lock.close()
        raise
    return lock


def _inode(path: Path) -> int | None:
    try:
        return path.stat().st_ino
    except OSError:
        return None


def _is_ours(folder: Path) -> bool:
    """Whether it is a folder, no link to one, and made by the person at the keyboard."""
    try:
        found = folder.lstat()
    except OSError:
        return False
    mine = not hasattr(os, "getuid") or found.st_uid == os.getuid()
    return stat.S_ISDIR(found.st_mode) and mine


def _sweep(folder: Path) -> None:
    try:
        with closing(_lock(folder)):
            _empty(folder)
            # Windows removes nothing that is open.
            if os.name != "nt":
                (folder / _LOCK).unlink()
        if os.name == "nt":
            (folder / _LOCK).unlink()
        folder.rmdir()
    # It is another's by now, or goes at the next look.
    except (sqlite3.Error, OSError):
        return


def _empty(folder: Path) -> None:
    """Removes everything but the lock."""
    for path in folder.iterdir():
        if path.name == _LOCK:
            continue
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)

"""What SQLite and the system refuse, as what a person can do about it."""

from __future__ import annotations

import errno
import sqlite3
from pathlib import Path

from kehitys.domain.problems import Problem
from kehitys.i18n import N_

_NO_TEXT = "Could not decode to UTF-8"
"""What the driver says of a text that is none."""


def saving(fault: BaseException | None) -> Problem | None:
    """What to tell when a write was refused; `None` when the fault is a bug of ours."""
    if not isinstance(fault, sqlite3.Error):
        return None
    primary, whole = _code(fault)
    if busy(fault):
        return Problem(N_("Another window is saving. Nothing was lost. Try again in a moment."))
    if primary == sqlite3.SQLITE_FULL:
        return Problem(
            N_(
                "Could not save: the disk is full. Your text is safe here. "
                "Free some space and try again."
            )
        )
    if primary in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM):
        return Problem(
            N_(
                "Could not save: the file cannot be written to. "
                "Check that the folder lets you write."
            )
        )
    if primary == sqlite3.SQLITE_IOERR:
        return Problem(
            N_(
                "Could not save: the disk did not take it (%(code)s). Your text is safe here. "
                "Check that the disk is there and has room, then try again."
            ),
            code=whole,
        )
    return damage(fault)


def reading(fault: BaseException | None) -> Problem | None:
    """What to tell when a read was refused; `None` when the fault is a bug of ours."""
    if not isinstance(fault, sqlite3.Error):
        return None
    primary, whole = _code(fault)
    if busy(fault):
        return Problem(N_("Another window keeps the file busy. Try again in a moment."))
    if primary in (
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_READONLY,
    ):
        return Problem(
            N_(
                "The file could not be read (%(code)s). What was saved is safe. "
                "Check that the disk or the folder is there and lets you read and write."
            ),
            code=whole,
        )
    return damage(fault)


def busy(fault: BaseException | None) -> bool:
    """Whether another window keeps the file to itself."""
    return isinstance(fault, sqlite3.Error) and _code(fault)[0] in (
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
    )


def damage(fault: BaseException | None) -> Problem | None:
    """What to tell of a damaged file; `None` when it is something else."""
    torn = isinstance(fault, sqlite3.Error) and _code(fault)[0] in (
        sqlite3.SQLITE_CORRUPT,
        sqlite3.SQLITE_NOTADB,
        # A value or a row longer than any of ours.
        sqlite3.SQLITE_TOOBIG,
    )
    # The driver has no code of its own for text whose bytes are none; the gate lets none in.
    if torn or _NO_TEXT in str(fault):
        return damaged()
    return None


def damaged() -> Problem:
    """What to tell of a file in which something is not what it should be."""
    return Problem(
        N_(
            "The file is damaged. Nothing was changed. See what is wrong: kehitys check (F4). "
            "Go back to a backup: kehitys restore latest (F6)."
        )
    )


def system(fault: OSError, path: Path) -> Problem:
    """What to tell when the system does not let a file be read."""
    if isinstance(fault, PermissionError):
        return Problem(
            N_("You may not read %(path)s. Ask its owner, or name another file."), path=path
        )
    if fault.errno == errno.ELOOP:
        return Problem(
            N_("%(path)s is a link that leads back to itself. Name another file."), path=path
        )
    return Problem(N_("%(path)s cannot be read: %(why)s."), path=path, why=fault.strerror)


def folder(fault: OSError, path: Path) -> Problem:
    """What to tell when the system does not let the file's folder be made or used."""
    if isinstance(fault, PermissionError):
        return Problem(
            N_("You may not write in the folder %(folder)s. Name a file in another folder."),
            folder=path,
        )
    return Problem(
        N_("The folder %(folder)s cannot be used: %(why)s. Name a file in another folder."),
        folder=path,
        why=fault.strerror,
    )


def _code(fault: sqlite3.Error) -> tuple[int, str]:
    number = getattr(fault, "sqlite_errorcode", None) or 0
    return number & 0xFF, str(getattr(fault, "sqlite_errorname", None) or number)

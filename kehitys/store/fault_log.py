"""The log of faults in the program: which fault, where in the code, and nothing of anybody.

The message of an exception may hold what people wrote (SQLAlchemy puts the parameters in it), and
so may the values in a traceback. Neither is ever written down.
"""

from __future__ import annotations

import logging
import os
import platform
import re
import sqlite3
import sys
import traceback
from importlib import metadata
from logging.handlers import RotatingFileHandler
from pathlib import Path

from kehitys import __version__
from kehitys.store import settings
from kehitys.store.opening import HEAD

SIZE = 500_000
"""How many bytes one log file holds."""
FILES = 3
"""How many log files there are at most: the one being written and those before it."""

_LITERAL = re.compile("'(?:[^']|'')*'?")
_LIBRARIES = ("textual", "sqlalchemy", "rich", "click")


def path() -> Path:
    """Where the log stands."""
    return settings.state_folder() / "kehitys.log"


def keep(fault: BaseException) -> Path | None:
    """Writes a fault down and says where; `None` when the log cannot be written."""
    where = path()
    try:
        where.parent.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(
            where, maxBytes=SIZE, backupCount=FILES - 1, encoding="utf-8", delay=False
        )
    except OSError:
        return None
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
    record = logging.LogRecord(
        "kehitys", logging.ERROR, "", 0, "%s", ("\n".join(told(fault)),), None
    )
    try:
        handler.emit(record)
    finally:
        handler.close()
    return where


def told(fault: BaseException) -> list[str]:
    """What the log says of a fault, a line each."""
    lines = [f"a fault in kehitys {__version__}, {_surroundings()}"]
    seen: set[int] = set()
    cause: BaseException | None = fault
    while cause is not None and id(cause) not in seen:
        seen.add(id(cause))
        lines += _one(cause)
        cause = cause.__cause__ or cause.__context__
    return lines


def _one(fault: BaseException) -> list[str]:
    kind = f"{type(fault).__module__}.{type(fault).__qualname__}"
    code = getattr(fault, "sqlite_errorname", None)
    lines = [f"{kind} {code}" if code else kind]
    lines += [
        f"  {_place(frame.filename)}:{frame.lineno} {frame.name}"
        for frame in traceback.extract_tb(fault.__traceback__)
    ]
    statement = getattr(fault, "statement", None)
    if isinstance(statement, str):
        bare = _LITERAL.sub("'…'", statement)
        lines.append(f"  statement: {' '.join(bare.split())[:400]}")
    return lines


def _place(file: str) -> str:
    """The file by its package, without the folders of the person's computer."""
    parts = Path(file).parts
    for name in ("site-packages", "kehitys"):
        if name in parts:
            at = len(parts) - 1 - parts[::-1].index(name)
            return "/".join(parts[at + (name == "site-packages") :])
    return os.path.basename(file)


def _surroundings() -> str:
    versions = [f"{name} {_version(name)}" for name in _LIBRARIES if name in sys.modules]
    return ", ".join(
        [
            f"tables {HEAD}",
            f"python {platform.python_version()}",
            f"sqlite {sqlite3.sqlite_version}",
            f"{platform.system()} {platform.release()}",
            *versions,
        ]
    )


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "?"

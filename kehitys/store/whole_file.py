"""Writing a file whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def write(path: Path, data: bytes) -> None:
    """Puts `data` where `path` says; killed at any moment, the old file or the new one is there.

    Raises `OSError` when it cannot be written; the old file is then as it was.
    """
    with draft(path) as unfinished, unfinished.open("xb") as file:
        file.write(data)


@contextmanager
def draft(path: Path) -> Iterator[Path]:
    """A file to write beside `path`, which takes its place at the end, once it is on the disk.

    When what is done with it raises, neither it nor a log of SQLite's beside it is left.
    """
    unfinished = path.with_name(f".kehitys-{os.urandom(8).hex()}.tmp")
    try:
        yield unfinished
        with unfinished.open("rb+") as file:
            os.fsync(file.fileno())
        unfinished.replace(path)
        keep_name(path.parent)
    finally:
        for end in ("", "-wal", "-shm", "-journal"):
            unfinished.with_name(unfinished.name + end).unlink(missing_ok=True)


def keep_name(folder: Path) -> None:
    """Has the disk remember the new name too; Windows does so by itself."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

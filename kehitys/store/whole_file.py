"""Writing a file, or a folder of files, whole or not at all."""

from __future__ import annotations

import os
import shutil
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
    unfinished = _unfinished_in(path.parent)
    try:
        yield unfinished
        with unfinished.open("rb+") as file:
            os.fsync(file.fileno())
        unfinished.replace(path)
        keep_name(path.parent)
    finally:
        for end in ("", "-wal", "-shm", "-journal"):
            unfinished.with_name(unfinished.name + end).unlink(missing_ok=True)


@contextmanager
def draft_folder(path: Path) -> Iterator[Path]:
    """A folder to fill with `write`, which is called `path` once all is on the disk.

    Killed at any moment, all of it is there or nothing. Only a folder that stood there empty, and
    may be the one somebody is in, gets its files one after the other at the very end. When what
    is done with it raises, nothing of it is left. Raises `OSError` when it cannot be made.
    """
    there = path.exists()
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = _unfinished_in(path if there else path.parent)
    unfinished.mkdir()
    try:
        yield unfinished
        keep_name(unfinished)
        if there:
            for file in unfinished.iterdir():
                file.replace(path / file.name)
            keep_name(path)
        else:
            unfinished.replace(path)
            keep_name(path.parent)
    finally:
        if unfinished.exists():
            shutil.rmtree(unfinished)


def _unfinished_in(folder: Path) -> Path:
    return folder / f".kehitys-{os.urandom(8).hex()}.tmp"


def keep_name(folder: Path) -> None:
    """Has the disk remember the new name too; Windows does so by itself."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

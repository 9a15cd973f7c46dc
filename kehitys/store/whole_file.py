"""Writing a file whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path


def write(path: Path, data: bytes) -> None:
    """Puts `data` where `path` says; killed at any moment, the old file or the new one is there.

    Raises `OSError` when it cannot be written; the old file is then as it was.
    """
    draft = path.with_name(f".kehitys-{os.urandom(8).hex()}.tmp")
    try:
        _write(draft, data)
        draft.replace(path)
        keep_name(path.parent)
    finally:
        draft.unlink(missing_ok=True)


def _write(path: Path, data: bytes) -> None:
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def keep_name(folder: Path) -> None:
    """Has the disk remember the new name too; Windows does so by itself."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

"""Writing a file whole or not at all."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from kehitys.domain.problems import Problem
from kehitys.i18n import N_


def save(path: Path, content: str | bytes) -> None:
    """Writes `content` to `path`: whatever happens, the old file or the new one stands there.

    Raises `Problem` when the folder is missing or does not let us write.
    """
    data = content.encode("utf-8") if isinstance(content, str) else content
    if path.is_dir():
        raise Problem(N_("%(path)s is a folder. Name a file in it."), path=path)
    if not path.parent.is_dir():
        raise Problem(
            N_("There is no folder %(folder)s. Make it first, or choose another."),
            folder=path.parent,
        )
    target = path.resolve()
    draft = target.with_name(f".kehitys-{secrets.token_hex(8)}.tmp")
    try:
        _write(draft, data)
        draft.replace(target)
        _keep_name(target.parent)
    except OSError as fault:
        raise Problem(
            N_("%(path)s could not be written: %(why)s. The old file was not touched."),
            path=path,
            why=fault.strerror or str(fault),
        ) from fault
    finally:
        draft.unlink(missing_ok=True)


def _write(path: Path, data: bytes) -> None:
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _keep_name(folder: Path) -> None:
    """Has the disk remember the new name too; Windows does so by itself."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

"""Saving an export where the person wants it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kehitys.domain.problems import Problem
from kehitys.i18n import N_
from kehitys.store import whole_file


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
    try:
        whole_file.write(target, data)
    except OSError as fault:
        raise Problem(
            N_("%(path)s could not be written: %(why)s. The old file was not touched."),
            path=path,
            why=fault.strerror or str(fault),
        ) from fault


@contextmanager
def filled(folder: Path) -> Iterator[Path]:
    """A folder to write into that becomes `folder` when all is written, and nothing otherwise.

    Raises `Problem` when there is something in `folder` already, or it cannot be made.
    """
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise Problem(
                N_("There is something in %(folder)s already. Name a new folder."), folder=folder
            )
        with whole_file.draft_folder(folder) as draft:
            yield draft
    except OSError as fault:
        raise Problem(
            N_("The folder %(folder)s could not be made: %(why)s."),
            folder=folder,
            why=fault.strerror or str(fault),
        ) from fault

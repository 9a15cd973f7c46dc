"""The bytes of our files and what tells whether they have changed.

Every start asks it of the built-in content, so the reader of YAML is not loaded for it.
"""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from kehitys.domain.problems import Fault
from kehitys.i18n import N_

MOST_BYTES = 2_000_000
"""How large a file of ours may be."""

READER = b"3"
"""Part of every fingerprint: changed when the same file is read to other values."""


def fingerprint(*files: tuple[str, bytes]) -> str:
    """A fingerprint of files by their names and bytes."""
    whole = sha256(READER)
    for name, raw in files:
        whole.update(f"\0{name}\0{len(raw)}\0".encode())
        whole.update(raw)
    return whole.hexdigest()


def bytes_of(path: Path) -> bytes | Fault:
    """What stands in the file, no more than a file of ours may have; or why it cannot be read."""
    try:
        if not path.is_file():
            why = N_("There is no such file. Correct the path.")
            return Fault(file=str(path), line=0, field="", problem=why)
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except (OSError, ValueError) as fault:
        why = getattr(fault, "strerror", None) or str(fault)
        problem = N_("The file cannot be read: %(why)s.")
        return Fault(file=str(path), line=0, field="", problem=problem, values={"why": why})

"""Reading a file of a format, with every fault it has."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from kehitys.domain.problems import Fault
from kehitys.files import yaml_text
from kehitys.files.place import beginning
from kehitys.files.shapes import Shape
from kehitys.i18n import N_

READER = b"2"
"""Part of every fingerprint: changed when the same file is read to other values."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileRead:
    """A file as far as it could be read."""

    path: Path
    values: dict[str, Any] | None = None
    node: yaml_text.Node | None = None
    faults: list[Fault] = field(default_factory=list)

    def fault(self, line: int, where: str, msgid: str, **values: object) -> None:
        """Notes that something is wrong in the file."""
        self.faults.append(
            Fault(file=str(self.path), line=line, field=where, problem=msgid, values=values)
        )

    def line(self, *keys: str | int) -> int:
        """The line where the value at these keys stands; items are counted from 0."""
        node, line = self.node, 0
        for key in keys:
            if isinstance(node, yaml_text.Mapping) and key in node.entries:
                line, node = node.lines[str(key)], node.entries[str(key)]
            elif isinstance(node, yaml_text.Sequence) and isinstance(key, int):
                node = node.items[key]
                line = node.line
        return line


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
            return file.read(yaml_text.MOST_BYTES + 1)
    except (OSError, ValueError) as fault:
        why = getattr(fault, "strerror", None) or str(fault)
        problem = N_("The file cannot be read: %(why)s.")
        return Fault(file=str(path), line=0, field="", problem=problem, values={"why": why})


def node_of(path: Path, raw: bytes | None = None) -> yaml_text.Node | Fault:
    """The values in the file, or why it cannot be read."""
    found = bytes_of(path) if raw is None else raw
    if isinstance(found, Fault):
        return found
    try:
        return yaml_text.load(found)
    except yaml_text.Unreadable as fault:
        return Fault(
            file=str(path), line=fault.line, field="", problem=fault.msgid, values=fault.values
        )


def read(path: Path, shape: Shape, node: yaml_text.Node | Fault | None = None) -> FileRead:
    """The file as `shape` says it looks."""
    node = node_of(path) if node is None else node
    if isinstance(node, Fault):
        return FileRead(path=path, faults=[node])
    faults: list[Fault] = []
    values = shape.read(node, beginning(str(path), faults))
    return FileRead(path=path, values=values, node=node, faults=faults)

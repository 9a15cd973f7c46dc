"""Reading a file of a format, with every fault it has."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kehitys.domain.problems import Fault
from kehitys.files import yaml_text
from kehitys.files.fingerprints import bytes_of
from kehitys.files.place import beginning
from kehitys.files.yaml_shapes import Shape


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

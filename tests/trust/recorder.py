"""A file layer for SQLite that notes what is written and when it is synced."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

import apsw

_numbers = count()


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One thing that happened to a file."""

    kind: str
    """write, sync, truncate or delete."""
    end: str
    """What its name has after that of the database: nothing, -wal or -journal."""
    at: int = 0
    data: bytes = b""


@dataclass(slots=True)
class Disk:
    """The events of one database file and what lies beside it, from a start that is durable."""

    path: Path
    events: list[Event] = field(default_factory=list)
    start: dict[str, bytes] = field(default_factory=dict)
    vfs: str = ""
    _layer: Any = None
    _stopped: bool = False

    def __post_init__(self) -> None:
        self.vfs = f"recorder{next(_numbers)}"
        self.start = {"": self.path.read_bytes()}
        self._layer = _Layer(self)

    def end_of(self, name: str) -> str | None:
        """What a file's name has after that of the database; `None` when it is not beside it."""
        own = str(self.path)
        return name[len(own) :] if name.startswith(own) else None

    def note(self, event: Event) -> None:
        """Remembers what happened."""
        if not self._stopped:
            self.events.append(event)

    def stop(self) -> None:
        """Notes nothing from here on."""
        self._stopped = True


class _Layer(apsw.VFS):
    def __init__(self, disk: Disk) -> None:
        self._disk = disk
        super().__init__(disk.vfs, "")

    def xOpen(self, name: Any, flags: list[int]) -> Any:
        path = name.filename() if isinstance(name, apsw.URIFilename) else name
        end = self._disk.end_of(path) if path else None
        if end is None:
            return apsw.VFSFile("", name, flags)
        return _File(self._disk, end, name, flags)

    def xDelete(self, name: str, syncdir: bool) -> None:
        super().xDelete(name, syncdir)
        end = self._disk.end_of(name)
        if end is not None:
            self._disk.note(Event(kind="delete", end=end))


class _File(apsw.VFSFile):
    def __init__(self, disk: Disk, end: str, name: Any, flags: list[int]) -> None:
        super().__init__("", name, flags)
        self._disk, self._end = disk, end

    def xWrite(self, data: bytes, offset: int) -> None:
        super().xWrite(data, offset)
        self._disk.note(Event(kind="write", end=self._end, at=offset, data=bytes(data)))

    def xTruncate(self, size: int) -> None:
        super().xTruncate(size)
        self._disk.note(Event(kind="truncate", end=self._end, at=size))

    def xSync(self, flags: int) -> None:
        super().xSync(flags)
        self._disk.note(Event(kind="sync", end=self._end))

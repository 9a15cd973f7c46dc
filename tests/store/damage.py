"""Files to damage: made by the operations a person would use, then hurt behind our back."""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing
from pathlib import Path
from random import Random


def digests(folder: Path) -> dict[str, str]:
    """Every file of a folder and its bytes, in short."""
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.iterdir())
        if path.is_file()
    }


def harm(path: Path, *statements: str) -> None:
    """Does behind our back what no operation does."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("PRAGMA ignore_check_constraints = ON")
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def change_text(path: Path, old: bytes, new: bytes) -> int:
    """Writes other bytes over a text wherever it stands in the pages; how often it did."""
    assert len(old) == len(new)
    raw = path.read_bytes()
    path.write_bytes(raw.replace(old, new))
    return raw.count(old)


def spoilt(whole: bytes, random: Random, turn: int, least: int) -> bytes:
    """A torn page, flipped bytes or an end cut to no less than `least`, in turns."""
    raw = bytearray(whole)
    if turn % 3 == 0:
        page = random.randrange(1, len(raw) // 4096)
        raw[page * 4096 : (page + 1) * 4096] = random.randbytes(4096)
    elif turn % 3 == 1:
        for _flip in range(30):
            raw[random.randrange(100, len(raw))] = random.randrange(256)
    else:
        raw = raw[: random.randrange(least, len(raw))]
    return bytes(raw)


def snapshot(path: Path, folder: Path) -> Path:
    """The file and its log, copied as they stand at this moment, as a crash would leave them."""
    folder.mkdir()
    for ending in ("", "-wal", "-journal"):
        there = path.with_name(path.name + ending)
        if there.exists():
            (folder / there.name).write_bytes(there.read_bytes())
    return folder / path.name

"""Ids of rows, and the short forms people read and type."""

from __future__ import annotations

import os
import threading
import time
from uuid import UUID, uuid5

FILES = UUID("6b656869-7479-5000-8000-746f6f6c6b69")
"""The name space of rows that come from files, the same on every laptop."""

_lock = threading.Lock()
_last = 0


def new_id() -> UUID:
    """A UUIDv7 (RFC 9562) that sorts after every one made before it in this process."""
    global _last
    with _lock:
        # Milliseconds and twelve bits of their fraction, moved on when the clock stands still.
        now = time.time_ns() * 4096 // 1_000_000
        _last = max(now, _last + 1)
        stamp = _last
    high = (stamp >> 12) << 16 | 0x7000 | (stamp & 0xFFF)
    low = (int.from_bytes(os.urandom(8), "big") & (1 << 62) - 1) | 1 << 63
    return UUID(int=high << 64 | low)


def file_id(toolkit: str, slug: str) -> UUID:
    """The id of the row that the file `slug` of `toolkit` makes."""
    return uuid5(FILES, f"{toolkit}/{slug}")


def file_slug(row_id: UUID, toolkit: str, slug: str) -> str:
    """What its file was called, also when the library had to make its slug longer.

    `toolkit` is the one that its id was made with.
    """
    first = slug.removeprefix(f"{toolkit}-")
    return first if row_id == file_id(toolkit, first) else slug


def short(row_id: UUID) -> str:
    """The last eight hex digits, which differ also in ids made in the same second."""
    return row_id.hex[-8:]


def short_text(kept: object) -> str:
    """The short form of an id as the file keeps it; of anything else, what can be shown of it."""
    text = "" if kept is None else str(kept)
    shown = "".join(character if character.isprintable() else "?" for character in text)
    return shown[-8:]

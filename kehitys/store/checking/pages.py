"""Whether the pages of a file are whole, and every reference leads somewhere."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from kehitys.store.checking.findings import MOST, Found
from kehitys.store.ids import short_text

_PADDED = 10
"""How many times longer than it is a cut file is believed to have been."""


def check_size(copy: Path, found: Found) -> None:
    """Notes a file that is shorter than it says, or ends in the middle of a page."""
    with copy.open("rb") as file:
        header = file.read(100)
    page = int.from_bytes(header[16:18], "big")
    page = 65536 if page == 1 else page
    pages, size = int.from_bytes(header[28:32], "big"), copy.stat().st_size
    valid = header[92:96] == header[24:28]
    if page == 0 or size % page:
        found.add("cut", detail=f"{size} bytes, pages of {page}")
    elif valid and size != pages * page:
        found.add("cut", detail=f"{size // page} pages of {pages}")


def even_out(copy: Path) -> None:
    """Makes a copy as long as it says it is, so that SQLite reads what there is of it."""
    with copy.open("rb+") as file:
        header = file.read(100)
        page = int.from_bytes(header[16:18], "big")
        page = 65536 if page == 1 else page
        size = file.seek(0, 2)
        said = int.from_bytes(header[28:32], "big") * page
        if page == 0 or size == said:
            return
        if size < said <= size * _PADDED + page:
            file.truncate(said)
        elif size >= page:
            file.truncate(size - size % page)
            file.seek(28)
            file.write((size // page).to_bytes(4, "big"))


def check_pages(connection: sqlite3.Connection, found: Found) -> None:
    """Notes what SQLite itself says of the pages, the indexes and the column rules."""
    try:
        for (line,) in connection.execute(f"PRAGMA integrity_check({MOST})"):
            if line != "ok":
                found.add("pages", detail=_printable(str(line)))
    # Broken text makes Python fail inside the pragma, whatever the text factory does.
    except UnicodeDecodeError:
        found.add("pages", detail="text that is no text")


def check_references(connection: sqlite3.Connection, found: Found) -> None:
    """Notes rows that name a row there is not."""
    for table, rowid, parent, _number in connection.execute("PRAGMA foreign_key_check"):
        row = connection.execute(f'SELECT id FROM "{table}" WHERE rowid = ?', (rowid,)).fetchone()
        found.add("orphan", table=table, row=short_text(row and row[0]), detail=str(parent))


def _printable(line: str) -> str:
    return "".join(character if character.isprintable() else "?" for character in line)[:200]

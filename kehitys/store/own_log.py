"""Whether the log or the journal beside a file is the file's own; the standard library only.

SQLite plays any `-wal` of the right name into a file without a word. Its pages say neither whose
they are nor on what they stand, except the first page of the file: so every commit of ours writes
that page, signed with a mark of the file (see `mark_of`).
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from time import sleep

WAL, JOURNAL = "-wal", "-journal"

_WAL_MAGIC = (b"\x37\x7f\x06\x82", b"\x37\x7f\x06\x83")
_JOURNAL_MAGIC = b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7"
_HEAD = 100
_COUNTS = 0x10000
"""The count of commits goes round in this; half the sign is the count, half the mark."""
_MARKS = 0x7FFE
_LOOKS = 4
"""How often a log is looked at before it is called foreign: another window may be writing it."""


def beside(path: Path, ending: str) -> Path:
    """The log or the journal of the file at `path`."""
    return path.with_name(path.name + ending)


def waits(path: Path, ending: str) -> bool:
    """Whether there is something in the log or the journal."""
    try:
        return beside(path, ending).stat().st_size > 0
    except OSError:
        return False


def first_sign(file_id: str) -> int:
    """What a file with this id is signed with when it is made; never 0."""
    return ((zlib.crc32(file_id.encode()) % _MARKS) + 1) * _COUNTS


def next_sign(file_id: str, sign: int) -> int:
    """What the first page is signed with by a commit that found `sign` in it."""
    return first_sign(file_id) + (sign + 1) % _COUNTS


def foreign(path: Path, application: int) -> Path | None:
    """The log or the journal beside the file that belongs to another one, if there is one.

    `application` is the application id that our files have. Nothing is written.
    """
    for ending, fits in ((WAL, _wal_fits), (JOURNAL, _journal_fits)):
        side = beside(path, ending)
        for look in range(_LOOKS):
            try:
                if not waits(path, ending) or fits(path, side, application):
                    break
            except FileNotFoundError:
                # Another window had it for a moment, and is done with it.
                break
            if look + 1 < _LOOKS:
                sleep(0.05)
        else:
            return side
    return None


@dataclass(frozen=True, slots=True)
class _First:
    """What the first page of a file says of it."""

    raw: bytes

    @property
    def signed(self) -> bool:
        """Whether it begins as the first page of an SQLite file."""
        return self.raw[:6] == b"SQLite"

    @property
    def page_size(self) -> int:
        """The bytes of a page."""
        size = int.from_bytes(self.raw[16:18], "big")
        return 65536 if size == 1 else size

    @property
    def pages(self) -> int:
        """How many pages the file has, by its own account."""
        return _number(self.raw, 28)

    @property
    def changes(self) -> int:
        """SQLite's own count of changes."""
        return _number(self.raw, 24)

    @property
    def mark(self) -> int:
        """The file's mark in the sign; 0 when it is not signed."""
        return _number(self.raw, 60) // _COUNTS

    @property
    def count(self) -> int:
        """The count of commits in the sign."""
        return _number(self.raw, 60) % _COUNTS

    @property
    def application(self) -> int:
        """The application id."""
        return _number(self.raw, 68)


def _number(raw: bytes, at: int) -> int:
    return int.from_bytes(raw[at : at + 4], "big")


def _head(path: Path) -> _First:
    with path.open("rb") as file:
        return _First(file.read(_HEAD))


def _wal_fits(path: Path, wal: Path, application: int) -> bool:
    main = _head(path)
    if len(main.raw) < _HEAD:
        # An empty file with a log that holds something: what the log stood on is gone.
        return not _committed(wal, 0)
    pages = _committed(wal, main.page_size)
    if pages is None:
        return True
    if not pages:
        # Commits without the first page: an unmarked file of an earlier Kehitys may have them.
        return main.mark == 0
    if any(not page.signed or page.application != application for page in pages):
        return False
    marked = [page for page in pages if page.mark]
    marks = {page.mark for page in marked}
    if len(marks) > 1 or (main.mark and marks and marks != {main.mark}):
        return False
    if main.application != application or not main.mark or not marked:
        return True
    # The file stands somewhere between the moment before the log's first commit and its last.
    begin, end = marked[0].count - 1, marked[-1].count
    return (main.count - begin) % _COUNTS <= (end - begin) % _COUNTS


def _committed(wal: Path, page_size: int) -> list[_First] | None:
    """The first pages that the log's commits wrote, oldest first; `None` without a commit.

    A log whose pages have another size than the file's gives an unsigned one.
    """
    found: list[_First] = []
    open_pages: list[_First] = []
    commits = 0
    with wal.open("rb") as file:
        head = file.read(32)
        if len(head) < 32 or head[:4] not in _WAL_MAGIC:
            return None
        size = _number(head, 8)
        if page_size and size != page_size:
            return [_First(b"")]
        for page, pages_after, at in _frames(file, head[16:24], size):
            if page == 1:
                file.seek(at)
                open_pages.append(_First(file.read(_HEAD)))
            if pages_after:
                commits += 1
                found += open_pages
                open_pages = []
    return found if commits else None


def _frames(file: object, salts: bytes, size: int) -> Iterator[tuple[int, int, int]]:
    """Page number, pages of the file after a commit (else 0), and where the page stands."""
    at = 32
    end = file.seek(0, 2)  # type: ignore[attr-defined]
    while at + 24 + size <= end:
        file.seek(at)  # type: ignore[attr-defined]
        frame = file.read(24)  # type: ignore[attr-defined]
        if frame[8:16] != salts:
            return
        yield _number(frame, 0), _number(frame, 4), at + 24
        at += 24 + size


def _journal_fits(path: Path, journal: Path, application: int) -> bool:
    main = _head(path)
    with journal.open("rb") as file:
        head = file.read(28)
        if len(head) < 28 or head[:8] != _JOURNAL_MAGIC:
            return True
        pages_before, sector, size = _number(head, 16), _number(head, 20), _number(head, 24)
        if not pages_before:
            # It makes the file empty again, which is right only for one that is just being made.
            return main.changes <= 1
        if len(main.raw) == _HEAD and size != main.page_size:
            return False
        at = sector
        end = file.seek(0, 2)
        while at + 8 + size <= end:
            file.seek(at)
            page = _number(file.read(4), 0)
            if page == 1:
                first = _First(file.read(_HEAD))
                same = first.mark == main.mark or not (first.mark and main.mark)
                return first.application in (application, 0) and same
            at += 8 + size
    # Killed before its commit touched the first page, whose count of pages is then as it was.
    return main.application != application or pages_before == main.pages

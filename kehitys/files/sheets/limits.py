"""How large a sheet may be, and how a reader says that one is not to be read."""

from __future__ import annotations

MOST_BYTES = 20_000_000
"""Of the file itself."""
MOST_ROWS = 50_000
MOST_COLUMNS = 200
MOST_CELLS = 500_000
MOST_IN_LINE = 2_000_000
"""Characters in one line of CSV."""
MOST_TEXT = 20_000
"""Characters in a cell."""
MOST_FAULTS = 200
"""After so many faults the rest of a file is not looked at."""

MOST_ENTRIES = 1_000
"""Parts in an XLSX file, which is a zip."""
MOST_UNPACKED = 100_000_000
"""Bytes of all parts together, by what the zip says of them."""
MOST_READ = 30_000_000
"""Bytes of the parts that are read, counted while they are unpacked."""
MOST_RATIO = 100
"""How many times larger than packed a part may be."""
SMALL_PART = 100_000
"""Bytes below which a part may be packed as tightly as it likes."""
MOST_ELEMENTS = 250_000
"""XML elements of all parts: a cell of text takes two, and the text itself two more."""
MOST_OTHERS = 30_000
"""XML elements that are neither cells nor their texts: styles, links, rules."""
MOST_DEPTH = 64
"""How deep XML elements may stand in each other."""


class Refused(Exception):
    """A file that is not read; a sentence says why. Line 0 is the whole file."""

    def __init__(self, msgid: str, line: int = 0, field: str = "", **values: object) -> None:
        super().__init__(msgid)
        self.msgid = msgid
        self.line = line
        self.field = field
        self.values = values

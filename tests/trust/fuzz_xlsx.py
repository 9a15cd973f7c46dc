"""XLSX files bent out of shape: parts changed under a right check sum, and bytes flipped raw.

Shown able to fail: without the edge round openpyxl, 300 rounds told two dozen raw exceptions.
"""

from __future__ import annotations

import io
from datetime import date
from functools import cache
from random import Random

from openpyxl import Workbook

from kehitys.files.sheets.writing import xlsx_bytes
from tests.trust import fuzzing
from tests.trust.fuzz_csv import looked_at
from tests.trust.mutations import ANYWHERE, repacked
from tests.trust.tally import Row

WORDS = (
    *ANYWHERE, b"<", b">", b"/>", b"</row>", b"<c>", b'<c r="XFD1048576"><v>1</v></c>',
    b"<v>1</v>", b'<row r="1048576">', b'<row r="-1">', b't="s"', b't="d"', b't="e"',
    b't="inlineStr"', b"<f>1+1</f>", b'r="A0"', b'r="ZZZZ9"', b"&#x0;", b"&lt;", b"&x;",
    b"<!DOCTYPE x>", b"<![CDATA[", b"]]>", b"<?x?>", b"<!--", b"99999999999999999999",
    b's="9999"', b"xl/worksheets/sheet1.xml", b'<dimension ref="A1:XFD1048576"/>',
    b'<is><t>x</t></is>', b"<a>" * 100,
)  # fmt: skip


@cache
def seeds() -> tuple[bytes, ...]:
    """Right files: one of ours, one with numbers, days, a formula and a second sheet."""
    ours = xlsx_bytes(
        [("Nimi", "Sähköposti", "Puhelin"), ("Åsa Öhrn", "asa@example.org", "+358 40")], "Verkosto"
    )
    book = Workbook()
    for row in (
        ("Nimi", "Luku", "Päivä", "Kaava"),
        ("Aino Aalto", 1.5, date(2026, 11, 24), "=1+1"),
        ("Eero Ek", 3, None, None),
    ):
        book.active.append(row)
    book.create_sheet("Muut").append(("x",))
    other = io.BytesIO()
    book.save(other)
    return ours, other.getvalue()


def make(random: Random) -> bytes:
    """A file that is nearly right."""
    return repacked(random, random.choice(seeds()), WORDS)


def read(raw: bytes) -> bool:
    """Reads the file as the import does, up to the last sentence of its preview."""
    return looked_at(raw, "list.xlsx")


def run(rounds: int, seed: int) -> Row:
    """The row of so many rounds."""
    for raw in seeds():
        read(raw)
    return fuzzing.fuzz("fuzz: XLSX", rounds, seed, make, read)


if __name__ == "__main__":
    fuzzing.main(run)

"""Writing a sheet that every spreadsheet opens and that comes back the same."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import IO, Any

from kehitys.domain.sheets import column_name
from kehitys.files.sheets.cells import guarded

_AS_TEXT = "@"


def csv_bytes(rows: Iterable[Sequence[str]]) -> bytes:
    """CSV as a Finnish spreadsheet opens it: UTF-8 with its mark, semicolons, no live formulas."""
    whole = io.BytesIO()
    write_csv(whole, rows)
    return whole.getvalue()


def write_csv(file: IO[bytes], rows: Iterable[Sequence[str]]) -> None:
    """The same into an open file, row by row; the file stays open."""
    text = io.TextIOWrapper(file, "utf-8-sig", newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerows([guarded(cell) for cell in row] for row in rows)
    text.detach()


def xlsx_bytes(rows: Iterable[Sequence[str]], title: str) -> bytes:
    """XLSX in which every cell is text, with the headings kept in sight."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font

    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    bold = Font(bold=True)

    def cell(text: str, heading: bool) -> Any:
        made = WriteOnlyCell(sheet, value=guarded(text) if text.startswith("'") else text)
        # Without this, a text that begins with = would be a formula.
        made.data_type = "s"
        made.number_format = _AS_TEXT
        if heading:
            made.font = bold
        return made

    for n, row in enumerate(rows):
        if n == 0:
            for at, text in enumerate(row):
                letter = column_name(at)
                sheet.column_dimensions[letter].width = max(14, len(text) + 4)
        sheet.append([cell(text, n == 0) for text in row])
    whole = io.BytesIO()
    book.save(whole)
    return whole.getvalue()

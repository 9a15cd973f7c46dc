"""XLSX: the cells of the first sheet that is in sight, each as the text it shows."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from contextlib import redirect_stdout
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from kehitys.domain.sheets import column_name
from kehitys.files.sheets.limits import MOST_COLUMNS, MOST_ROWS, MOST_TEXT, Refused
from kehitys.files.sheets.package import DAMAGED, Package
from kehitys.i18n import N_

ERROR = "e"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cells:
    """The cells of a sheet as text, and the sheets there are beside it."""

    rows: tuple[tuple[int, list[str]], ...]
    name: str
    others: int = 0


def cells(package: Package) -> Cells:
    """The sheet in a package that has been judged; raises `Refused`, and nothing else."""
    try:
        with warnings.catch_warnings(), redirect_stdout(io.StringIO()):
            # What openpyxl leaves out, such as the rules of a form, is no concern of a list;
            # of a style that is not there it speaks on the standard output.
            warnings.simplefilter("ignore")
            return _cells(package)
    except Refused:
        raise
    except Exception:
        # openpyxl meets damage with whatever it stumbles on; this is the one edge round it.
        raise Refused(DAMAGED) from None


def _cells(package: Package) -> Cells:
    from openpyxl import load_workbook

    book: Any = load_workbook(package.zip, read_only=True, data_only=True)
    # A sheet of charts has no cells.
    sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    for n, sheet in enumerate(sheets):
        unvalued = package.unvalued.get(sheet._worksheet_path, frozenset())
        if unvalued:
            cell = min(unvalued, key=lambda name: (len(name), name))
            raise Refused(
                N_(
                    "The formula in %(cell)s has no value in the file. "
                    "Open it in your spreadsheet and save it, or write the value out."
                ),
                int("".join(filter(str.isdecimal, cell)) or 0),
                cell,
                cell=cell[:20],
            )
        rows = tuple(_filled(sheet))
        if rows:
            others = sum(any(True for _row in _filled(other)) for other in sheets[n + 1 :])
            return Cells(rows=rows, name=sheet.title, others=others)
    raise Refused(N_("There is nothing in the file. Look whether it is the right one."))


def _filled(sheet: Any) -> Iterator[tuple[int, list[str]]]:
    """The rows that hold something; what the file says of its own size is not believed."""
    sheet.reset_dimensions()
    rows = sheet.iter_rows(max_row=MOST_ROWS + 1, max_col=MOST_COLUMNS + 1)
    for line, row in enumerate(rows, 1):
        found = {n: cell for n, cell in enumerate(row) if cell.value is not None}
        if line > MOST_ROWS:
            raise Refused(
                N_(
                    "The sheet goes on after row %(most)s. "
                    "Delete the empty rows under the list, or divide it."
                ),
                line,
                most=MOST_ROWS,
            )
        if MOST_COLUMNS in found:
            raise Refused(
                N_("A row has more than %(most)s cells. Take the needless columns away."),
                line,
                most=MOST_COLUMNS,
            )
        if found:
            texts = {n: _text(cell, f"{column_name(n)}{line}", line) for n, cell in found.items()}
            yield line, [texts.get(n, "") for n in range(max(found) + 1)]


def _text(cell: Any, place: str, line: int) -> str:
    if cell.data_type == ERROR:
        raise Refused(
            N_("The cell %(cell)s shows an error. Correct it in the sheet."),
            line,
            place,
            cell=place,
        )
    text = _plain(cell.value)
    if len(text) > MOST_TEXT:
        raise Refused(
            N_("A cell has more than %(most)s characters. Make it shorter."),
            line,
            place,
            most=MOST_TEXT,
        )
    return text


def _plain(value: Any) -> str:
    """A value as text: whole numbers without a decimal sign, days as ISO writes them."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else format(Decimal(repr(value)), "f")
    if isinstance(value, datetime):
        midnight = value.time() == time(0)
        return value.date().isoformat() if midnight else value.isoformat(" ", "minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.isoformat("minutes")
    if isinstance(value, timedelta):
        minutes = int(value.total_seconds()) // 60
        return f"{minutes // 60}:{minutes % 60:02}"
    return str(value)

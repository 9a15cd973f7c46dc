"""Reading a sheet from a file: CSV or XLSX, or every fault that keeps it from being read."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from kehitys.domain.problems import Fault
from kehitys.domain.sheets import Sheet, SheetRead, SheetRow, column_name
from kehitys.domain.text import clean, fold
from kehitys.files.sheets import csv_text
from kehitys.files.sheets.cells import unguarded
from kehitys.files.sheets.limits import MOST_BYTES, MOST_FAULTS, MOST_TEXT, Refused
from kehitys.files.sheets.package import NOT_XLSX, judged
from kehitys.i18n import N_

# Letters of Latin alphabets are what the gate makes of them; it need not look.
_LATIN = re.compile("[ -~\u00a1-\u00ac\u00ae-\u024f–—’”“…€]*")
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHER_KINDS = (".xls", ".xlsm", ".xlsb", ".xltx", ".xltm", ".ods", ".fods", ".numbers")
_TEXT_KINDS = (".csv", ".tsv", ".txt")


def read_sheet(path: Path) -> SheetRead:
    """The sheet in a file, with the faults and what was taken for granted; it raises nothing."""
    file = str(path)
    try:
        if not path.is_file():
            return _refused(file, Refused(N_("There is no such file. Correct the path.")))
        with path.open("rb") as opened:
            raw = opened.read(MOST_BYTES + 1)
    except (OSError, ValueError) as fault:
        why = getattr(fault, "strerror", None) or str(fault)
        return _refused(file, Refused(N_("The file cannot be read: %(why)s."), why=why))
    return read_bytes(raw, file)


def read_bytes(raw: bytes, file: str) -> SheetRead:
    """The sheet in the bytes of a file of this name."""
    try:
        if len(raw) > MOST_BYTES:
            raise Refused(
                N_("The file is larger than %(most)s MB. Divide it."),
                most=MOST_BYTES // 1_000_000,
            )
        if not raw.strip():
            raise Refused(N_("The file is empty."))
        if _is_xlsx(raw, file):
            return _xlsx(raw, file)
        text, notes = csv_text.decoded(raw, file)
        return _under_header(csv_text.rows(text), file, notes)
    except Refused as refused:
        return _refused(file, refused)


def _is_xlsx(raw: bytes, file: str) -> bool:
    """Whether to read the file as XLSX: its name and its first bytes must say the same."""
    kind = Path(file).suffix.casefold()
    if kind in _OTHER_KINDS:
        raise Refused(NOT_XLSX)
    if raw.startswith(_OLE):
        raise Refused(
            N_(
                "The file is locked with a password, or in Excel’s old form. "
                "Save it as .xlsx without a password."
            )
        )
    packed = raw.startswith(_ZIP)
    if packed and kind in _TEXT_KINDS:
        raise Refused(N_("The name says CSV, but this is an XLSX file. Name it .xlsx."))
    if not packed and kind == ".xlsx":
        raise Refused(N_("The name says XLSX, but this is not one. If it is text, name it .csv."))
    return packed


def _xlsx(raw: bytes, file: str) -> SheetRead:
    # Not at the top: openpyxl is loaded for the first file that needs it.
    from kehitys.files.sheets import xlsx

    found = xlsx.cells(judged(raw))
    notes = []
    if found.others:
        notes.append(
            Fault(
                file=file,
                line=0,
                field="",
                problem=N_("Only the sheet “%(name)s” was read; the file has others."),
                values={"name": clean(found.name, limit=60)},
            )
        )
    return _under_header(found.rows, file, notes, padded=True)


def _under_header(
    rows: Iterable[tuple[int, list[str]]], file: str, notes: list[Fault], *, padded: bool = False
) -> SheetRead:
    """The rows under the first that says anything; `padded` rows end at their last filled cell."""
    faults: list[Fault] = []
    header: tuple[str, ...] = ()
    header_line = 0
    kept: list[SheetRow] = []
    try:
        for line, raw_cells in rows:
            cells = [_plain(cell) for cell in raw_cells]
            while cells and not cells[-1] and (padded or len(cells) > len(header) > 0):
                cells.pop()
            if not any(cells):
                continue
            if not header:
                header, header_line = _header(cells, line, file, faults), line
                continue
            if padded:
                cells += [""] * (len(header) - len(cells))
            if len(cells) != len(header):
                faults.append(_ragged(file, line, len(cells), len(header)))
                if len(faults) >= MOST_FAULTS:
                    break
                continue
            kept.append(SheetRow(line=line, cells=tuple(cells)))
    except Refused as refused:
        faults.append(_fault(file, refused))
    if not faults and not header:
        faults.append(_fault(file, Refused(N_("The file is empty."))))
    elif not faults and not kept:
        why = N_("There are headings but no rows under them. Look whether it is the right file.")
        faults.append(_fault(file, Refused(why, header_line)))
    sheet = Sheet(header=header, rows=tuple(kept), line=header_line)
    return SheetRead(sheet=None if faults else sheet, faults=faults, notes=notes)


def _header(cells: list[str], line: int, file: str, faults: list[Fault]) -> tuple[str, ...]:
    while not cells[-1]:
        cells.pop()
    seen: dict[str, int] = {}
    for n, cell in enumerate(cells):
        name = fold(cell)
        if name and name in seen:
            why = Refused(
                N_(
                    "The heading “%(name)s” stands in columns %(first)s and %(second)s. Rename one."
                ),
                line,
                column_name(n),
                name=cell[:60],
                first=column_name(seen[name]),
                second=column_name(n),
            )
            faults.append(_fault(file, why))
        seen.setdefault(name, n)
    return tuple(cells)


def _ragged(file: str, line: int, cells: int, headings: int) -> Fault:
    why = N_(
        "This row has %(cells)s cells and the headings are %(headings)s. "
        "Look for a missing or needless separator or quote."
    )
    return _fault(file, Refused(why, line, cells=cells, headings=headings))


def _plain(cell: str) -> str:
    if _LATIN.fullmatch(cell):
        return unguarded(cell.strip())
    return clean(unguarded(cell), line=False, limit=MOST_TEXT).strip()


def _refused(file: str, refused: Refused) -> SheetRead:
    return SheetRead(sheet=None, faults=[_fault(file, refused)])


def _fault(file: str, refused: Refused) -> Fault:
    return Fault(
        file=file,
        line=refused.line,
        field=refused.field,
        problem=refused.msgid,
        values=refused.values,
    )

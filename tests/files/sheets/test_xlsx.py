"""XLSX from anywhere: the cells as they are shown, or a refusal that says what to do."""

import io
import re
import zipfile
from datetime import date, datetime

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from kehitys.domain.text import clean
from kehitys.files.sheets import xlsx
from kehitys.files.sheets.reading import read_bytes
from kehitys.files.sheets.writing import xlsx_bytes


def workbook(*rows, sheets=()):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    for title, more in sheets:
        sheet = book.create_sheet(title)
        for row in more:
            sheet.append(row)
    raw = io.BytesIO()
    book.save(raw)
    return raw.getvalue()


def repacked(raw, change):
    """The same file with its parts changed by `change(name, content)`, `None` leaves one out."""
    whole = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(whole, "w") as new:
        for info in old.infolist():
            content = change(info.filename, old.read(info))
            if content is not None:
                new.writestr(info.filename, content, zipfile.ZIP_DEFLATED)
    return whole.getvalue()


def cells(raw):
    found = read_bytes(raw, "list.xlsx")
    assert found.sheet is not None, found.faults
    return [found.sheet.header, *(row.cells for row in found.sheet.rows)]


def told(raw, name="list.xlsx"):
    found = read_bytes(raw, name)
    assert found.sheet is None
    return " ".join(fault.problem % fault.values for fault in found.faults)


def test_numbers_and_days_are_the_text_they_show():
    """Whole numbers have no decimal sign; a day is as ISO writes it."""
    raw = workbook(
        ("text", "whole", "part", "day", "moment", "yes"),
        ("0401", 3.0, 1.5, date(2026, 11, 24), datetime(2026, 11, 24, 9, 5), True),
    )
    assert cells(raw)[1] == ("0401", "3", "1.5", "2026-11-24", "2026-11-24 09:05", "TRUE")


def test_rows_are_numbered_as_the_spreadsheet_numbers_them():
    raw = workbook((), ("Nimi", "Yksikkö"), (), ("Aino", None), (None, None), (None, "Museo"))
    found = read_bytes(raw, "list.xlsx").sheet
    assert found.line == 2
    assert [(row.line, row.cells) for row in found.rows] == [(4, ("Aino", "")), (6, ("", "Museo"))]


def test_a_formula_that_was_never_worked_out_is_told_with_its_cell():
    assert "in B2 has no value" in told(workbook(("Nimi", "Luku"), ("Aino", "=1+1")))


def test_a_formula_that_has_its_value_is_that_value():
    raw = workbook(("Nimi", "Luku"), ("Aino", "=1+1"))
    empty = re.compile(rb"<v\s*/>|<v></v>")
    worked = repacked(raw, lambda _name, part: empty.sub(b"<v>2</v>", part))
    assert cells(worked)[1] == ("Aino", "2")


def test_an_error_in_a_cell_is_told():
    assert "B2 shows an error" in told(workbook(("Nimi", "Luku"), ("Aino", "#N/A")))


def test_only_the_first_sheet_is_read_and_that_is_said():
    raw = workbook(("Nimi",), ("Aino",), sheets=[("Muut", [("x",)])])
    found = read_bytes(raw, "list.xlsx")
    assert len(found.sheet.rows) == 1
    assert "has others" in found.notes[0].problem


def test_a_size_that_lies_is_not_believed():
    """The file says A1:A1, or the whole sheet; what stands in it is read."""
    raw = workbook(("Nimi", "Yksikkö"), ("Aino", "Museo"))
    for lie in (b"A1:A1", b"A1:XFD1048576"):
        lying = repacked(raw, lambda _name, part, lie=lie: part.replace(b"A1:B2", lie))
        assert lying != raw
        assert cells(lying) == [("Nimi", "Yksikkö"), ("Aino", "Museo")]


@pytest.mark.parametrize("name", ["list.xls", "list.xlsm", "list.ods", "list.xlsb"])
def test_other_kinds_are_refused_by_their_names(name):
    assert "Only XLSX and CSV" in told(b"anything", name)


def test_macros_are_refused_under_any_name():
    raw = workbook(("Nimi",), ("Aino",))
    whole = io.BytesIO(raw)
    with zipfile.ZipFile(whole, "a") as package:
        package.writestr("xl/vbaProject.bin", b"x")
    assert "macros" in told(whole.getvalue())


def test_text_named_xlsx_is_told_apart():
    assert "name it .csv" in told(b"Nimi;Luku\nAino;Museo\n")


@pytest.mark.parametrize(
    "part", ["[Content_Types].xml", "xl/workbook.xml", "xl/worksheets/sheet1.xml"]
)
def test_a_missing_part_is_a_sentence(part):
    raw = repacked(
        workbook(("Nimi",), ("Aino",)),
        lambda name, content: None if name == part else content,
    )
    assert told(raw)


def test_definitions_in_the_xml_are_refused_in_any_encoding():
    """A DOCTYPE is the door to entity bombs and to other files; no spreadsheet writes one."""
    raw = workbook(("Nimi",), ("Aino",))
    door = (
        '<?xml version="1.0" encoding="{}"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    )
    for encoding in ("utf-8", "utf-16", "cp1252"):
        bad = repacked(
            raw,
            lambda name, part, encoding=encoding: (
                (door.format(encoding) + "<x>&a;</x>").encode(encoding)
                if name.endswith("workbook.xml")
                else part
            ),
        )
        assert "not built as a spreadsheet" in told(bad)


def test_whatever_openpyxl_raises_becomes_a_sentence(monkeypatch):
    """The one edge where every exception is caught."""

    def stumble(_package):
        raise KeyError("There is no item named 'xl/sharedStrings.xml'")

    monkeypatch.setattr(xlsx, "_cells", stumble)
    assert "damaged" in told(workbook(("Nimi",), ("Aino",)))


CELLS = (
    st.text(max_size=30)
    .map(lambda text: clean(text, line=False).strip())
    .filter(lambda text: "_x" not in text and "x005F" not in text)
)


@settings(max_examples=40)
@given(st.lists(st.tuples(CELLS, CELLS.filter(bool)), min_size=1, max_size=5))
@example([("a", clean("b\ufffe"))])
def test_what_is_written_comes_back_the_same(rows):
    """Every cell of ours is text, whatever it looks like."""
    raw = xlsx_bytes([("first", "second"), *rows], "Verkosto")
    assert cells(raw)[1:] == rows


@pytest.mark.parametrize("cell", ["=1+1", "+358 40", "#N/A", "0401", "2026-11-24", "TRUE", "'=x"])
def test_our_cells_are_text_to_every_spreadsheet(cell):
    """No formula, no number, no error: a phone keeps its zero and its plus."""
    assert cells(xlsx_bytes([("a", "b"), (cell, "x")], "s"))[1] == (cell, "x")

"""CSV from anywhere: read as text, or refused with the line and what to do."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kehitys.domain.text import clean
from kehitys.files.sheets.limits import MOST_BYTES, MOST_COLUMNS, MOST_ROWS, MOST_TEXT
from kehitys.files.sheets.reading import read_bytes, read_sheet
from kehitys.files.sheets.writing import csv_bytes


def cells(raw, name="list.csv"):
    found = read_bytes(raw, name)
    assert found.sheet is not None, found.faults
    return [found.sheet.header, *(row.cells for row in found.sheet.rows)]


def faults(raw, name="list.csv"):
    found = read_bytes(raw, name)
    assert found.sheet is None
    return [(fault.line, fault.problem % fault.values) for fault in found.faults]


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_the_sign_between_the_cells_is_found_by_itself(separator):
    """Also when another sign stands inside the texts."""
    other = "," if separator != "," else ";"
    text = f"Nimi{separator}Yksikkö\nÅke{other} Öhman{separator}Museo\nAino{separator}Kirjasto\n"
    assert cells(text.encode()) == [
        ("Nimi", "Yksikkö"),
        (f"Åke{other} Öhman", "Museo"),
        ("Aino", "Kirjasto"),
    ]


def test_nothing_becomes_a_number_or_a_date():
    """A leading zero, a plus, a comma and a date stay as they were written."""
    raw = "Nimi;Puhelin;Luku;Päivä\nAino;040 123;1,0;2024-02-30\nEero;'+358 40;012;12:30\n".encode()
    assert cells(raw)[1:] == [
        ("Aino", "040 123", "1,0", "2024-02-30"),
        ("Eero", "+358 40", "012", "12:30"),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_unicode_is_read_by_its_mark(encoding):
    """With the mark or without, nothing is noted."""
    raw = "Namn\nÅsa Öberg\n".encode(encoding)
    assert cells(raw) == [("Namn",), ("Åsa Öberg",)]
    assert read_bytes(raw, "list.csv").notes == []


def test_the_old_encoding_is_read_and_says_so_with_words_to_look_at():
    found = read_bytes("Namn\nÅsa Öberg\nÄrla\n".encode("cp1252"), "list.csv")
    assert found.sheet.rows[0].cells == ("Åsa Öberg",)
    (note,) = found.notes
    told = note.problem % note.values
    assert "Windows-1252" in told
    assert "Åsa, Öberg, Ärla" in told


def test_a_quoted_cell_may_have_several_lines_and_the_lines_are_counted_on():
    found = read_bytes(b'a;b\n"one\ntwo";x\nthree;y\n', "list.csv")
    assert [(row.line, row.cells) for row in found.sheet.rows] == [
        (2, ("one\ntwo", "x")),
        (4, ("three", "y")),
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_kind_of_line_end_is_one(end):
    assert len(cells(end.join(["a;b", "1;2", "3;4"]).encode())) == 3


def test_empty_rows_and_empty_cells_at_the_end_are_passed_over():
    assert cells(b"a;b;;\n\n1;2;;;\n;;\n") == [("a", "b"), ("1", "2")]


@pytest.mark.parametrize(
    ("raw", "line", "told"),
    [
        (b"", 0, "empty"),
        (b"\xef\xbb\xbf", 0, "empty"),
        (b" \n\n", 0, "empty"),
        (b"a;b\n", 1, "no rows under them"),
        (b"a;b\n1;2\n1;2;3\n", 3, "3 cells and the headings are 2"),
        (b"a;b\n1\n", 2, "1 cells and the headings are 2"),
        (b"a;A\n1;2\n", 1, "in columns A and B"),
        (b"a;b\n1;2\n\x00;3\n", 3, "zero bytes"),
        ("a;b\n1;2\n\ufeffa;b\n".encode(), 3, "second file"),
        (b'a;b\n1;2\n"3;4\n5;6\n', 3, "quotes"),
        (b'a;b\n1;2\n"3"x;4\n', 3, "quotes"),
        (b"a;b\n\x81;2\n\xe4;3\n", 2, "encoding"),
        (b"\xff\xfea\x00\x00", 0, "UTF-16"),
        (b"\xff\xfe\x00\x00a\x00\x00\x00", 0, "UTF-32"),
        (b"a\x00;\x00b\x00", 1, "zero bytes"),
        (b"PK\x03\x04rest", 0, "this is an XLSX"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", 0, "password"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(raw, line, told):
    (found,) = faults(raw)
    assert found[0] == line
    assert told in found[1]


def test_every_ragged_row_is_told_not_only_the_first():
    assert [line for line, _told in faults(b"a;b\n1\n1;2\n1;2;3\n1;2;3;4\n")] == [2, 4, 5]


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (b"x" * (MOST_BYTES + 1), "MB"),
        (b"a\n" + b"1\n" * (MOST_ROWS + 1), "rows"),
        (b"a;" * (MOST_COLUMNS + 1), "cells"),
        (b"a;b\n" + b"x" * (MOST_TEXT + 1) + b";2\n", "characters"),
        (b"a;b\n" + b"x" * 200_000 + b";2\n", "characters"),
        (b"a;b\n" + b"x;" * 190 + b"\n" + (b"y;" * 190 + b"\n") * 4_000, "190 cells|too large"),
    ],
    ids=["bytes", "rows", "cells", "text", "less text", "ragged cells"],
)
def test_too_much_is_refused_in_a_sentence(raw, told):
    found = " ".join(sentence for _line, sentence in faults(raw))
    assert any(each in found for each in told.split("|"))


def test_no_control_sign_gets_past_the_reader():
    """What moves a cursor or turns the order of letters is gone."""
    raw = "a;b\n\x1b]52;c;eA==\x07x;\u202eabc\x9b2J\n".encode()
    assert cells(raw.replace(b"]52;c;", b"]52:c:"))[1] == ("x", "abc")


@pytest.mark.parametrize("path", ["nothing.csv", ".", "\0"])
def test_a_path_that_is_no_file_is_told(tmp_path, path):
    found = read_sheet(tmp_path / path if path != "\0" else tmp_path / "a\0b.csv")
    assert found.sheet is None
    assert len(found.faults) == 1


LINE_CELLS = st.text(max_size=40).map(lambda text: clean(text, line=False).strip())


@given(st.lists(st.tuples(LINE_CELLS, LINE_CELLS.filter(bool)), min_size=1, max_size=8))
def test_what_is_written_comes_back_the_same(rows):
    """Formulas, quotes, line ends, signs: our own CSV is read to what was written."""
    raw = csv_bytes([("first", "second"), *rows])
    assert cells(raw)[1:] == rows


@pytest.mark.parametrize("cell", ["=1+1", "+358", "-2", "@SUM(A1)", "\t=1", "'=1", "''+1", "＝1"])
def test_no_cell_of_ours_begins_as_a_formula(cell):
    """A spreadsheet that opens our CSV runs nothing."""
    written = csv_bytes([("a", "b"), (cell, "x")]).decode("utf-8-sig").splitlines()[1]
    assert written.lstrip('"').startswith("'")

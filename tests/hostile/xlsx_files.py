"""XLSX of the worst will: bombs, names that lead out, sizes that lie, parts that are not there."""

from __future__ import annotations

import io
import stat
import warnings
import zipfile
from collections.abc import Iterator

from kehitys.files.sheets.writing import xlsx_bytes

SHEET = "xl/worksheets/sheet1.xml"
STRINGS = "xl/sharedStrings.xml"
_OPEN = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'

Parts = dict[str, bytes]


def files() -> Iterator[tuple[str, bytes, bool]]:
    """Names, bytes, and whether the file may be taken."""
    right = xlsx_bytes([("Nimi", "Puhelin"), ("Aino", "+358 40"), ("Eero", "040")], "Verkosto")
    parts = _parts(right)
    yield "right", right, True
    for name in parts:
        yield f"without-{name.replace('/', '-')}", _packed({**parts, name: None}), True
        yield f"empty-{name.replace('/', '-')}", _packed({**parts, name: b""}), True
        yield f"garbage-{name.replace('/', '-')}", _packed({**parts, name: b"\x00<" * 99}), True
    yield from _doors(parts)
    yield from _names(right)
    yield from _sheets(parts)
    yield from _broken(right)


def _doors(parts: Parts) -> Iterator[tuple[str, bytes, bool]]:
    """Definitions in the XML, in every part that has any."""
    bomb = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "lol" * 10}">' for n in range(9))
    doors = {
        "bomb": f"<!DOCTYPE x [{bomb}]><x>&l8;</x>",
        "file": '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>',
        "net": '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd"><x/>',
        "parameter": '<!DOCTYPE x [<!ENTITY % a SYSTEM "file:///etc/passwd"> %a;]><x/>',
    }
    for door, text in doors.items():
        for part in (SHEET, "[Content_Types].xml", "xl/_rels/workbook.xml.rels"):
            yield f"door-{door}-{part.replace('/', '-')}", _packed({**parts, part: text.encode()}), False  # fmt: skip # noqa: E501
        yield f"door-{door}-utf-16", _packed({**parts, SHEET: text.encode("utf-16")}), False
        quoted = f'<?xml version="1.0" encoding="cp037"?>{text}'.encode()
        yield f"door-{door}-cp037", _packed({**parts, SHEET: quoted}), False


def _names(right: bytes) -> Iterator[tuple[str, bytes, bool]]:
    """Names that lead out of the file, or stand twice."""
    for n, name in enumerate(
        (
            "../../evil.xml",
            "/etc/evil.xml",
            "..\\evil.xml",
            "C:/evil.xml",
            "xl/../../evil.xml",
            "XL/WORKBOOK.XML",
            "xl/workbook.xml",
            "",
        )
    ):
        yield f"name-{n}", _with(right, {name: b"<x/>"}), False
    link = zipfile.ZipInfo("xl/link.xml")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    yield "link", _with(right, {link: b"/etc/passwd"}), False
    yield "entries", _with(right, {f"x/{n}.txt": b"" for n in range(1_001)}), False
    yield "macros", _with(right, {"xl/vbaProject.bin": b"x"}), False
    yield "bomb", _with(right, {"xl/media/x.xml": bytes(90_000_000)}), False
    yield "bomb-picture", _with(right, {"xl/media/x.png": bytes(90_000_000)}), False
    yield "many-bombs", _with(right, {f"xl/{n}.bin": bytes(90_000) for n in range(900)}), True
    inner = _with(right, {"xl/x.bin": bytes(9_000_000)})
    yield "zip-in-zip", _with(right, {"xl/inner.zip": inner}), True


def _sheets(parts: Parts) -> Iterator[tuple[str, bytes, bool]]:
    """Sheets that are too much, or lie."""

    def sheet(rows: bytes, before: bytes = b"", after: bytes = b"") -> bytes:
        body = _OPEN + before + b"<sheetData>" + rows + b"</sheetData>" + after + b"</worksheet>"
        return _packed({**parts, SHEET: body})

    head = b'<row r="1"><c r="A1" t="inlineStr"><is><t>Nimi</t></is></c></row>'
    one = b'<row r="2"><c r="A2" t="inlineStr"><is><t>Aino</t></is></c></row>'
    cell = b'<c r="A2" t="inlineStr"><is><t>%s</t></is></c>'
    yield "four-million-rows", sheet(head + b"<row><c><v>1</v></c></row>" * 4_000_000), False
    yield "rows-of-nothing", sheet(head + one + b"<row/>" * 240_000), False
    yield "row-at-the-end", sheet(head + one + b'<row r="1048576"><c><v>1</v></c></row>'), False
    yield "row-beyond", sheet(head + one + b'<row r="99999999999"><c><v>1</v></c></row>'), False
    yield "row-minus", sheet(head + b'<row r="-5"><c><v>1</v></c></row>'), True
    yield "row-not-a-number", sheet(head + b'<row r="1e308"><c><v>1</v></c></row>'), False
    yield "cell-at-the-end", sheet(head + b'<row r="2"><c r="XFD2"><v>1</v></c></row>'), False
    yield "cells-at-the-end", sheet(head + b'<row><c r="XFD2"><v>1</v></c></row>' * 40_000), False
    yield "no-such-cell", sheet(head + b'<row r="2"><c r="!!"><v>1</v></c></row>'), False
    yield "large-cell", sheet(head + b"<row>" + cell % (b"x" * 50_000_000) + b"</row>"), False
    yield "larger-than-a-cell", sheet(head + b"<row>" + cell % (b"xy" * 20_000) + b"</row>"), False
    yield "wide-row", sheet(head + b"<row>" + b"<c><v>1</v></c>" * 16_384 + b"</row>"), False
    for n, size in enumerate((b"A1:A1", b"A1:XFD1048576", b"A0:A0", b"x", b"")):
        lie = b'<dimension ref="' + size + b'"/>'
        yield f"lying-{n}", sheet(head + one, before=lie), True
    yield "formula", sheet(head + b'<row r="2"><c r="A2"><f>1+1</f></c></row>'), False
    yield "formula-empty", sheet(head + b'<row r="2"><c r="A2"><f>1+1</f><v></v></c></row>'), False
    yield "formulas", sheet(head + b'<row><c t="str"><f t="shared" si="0">A1</f><v>x</v></c></row>' * 30_000), False  # fmt: skip # noqa: E501
    yield "error", sheet(head + b'<row r="2"><c r="A2" t="e"><v>#N/A</v></c></row>'), False
    yield "no-such-text", sheet(head + b'<row r="2"><c r="A2" t="s"><v>999</v></c></row>'), False
    yield "no-number", sheet(head + b'<row r="2"><c r="A2"><v>abc</v></c></row>'), False
    yield "long-number", sheet(head + b'<row r="2"><c r="A2"><v>' + b"9" * 9_000 + b"</v></c></row>"), False  # fmt: skip # noqa: E501
    yield "endless-number", sheet(head + b'<row r="2"><c r="A2"><v>1e999</v></c></row>'), True
    yield "no-such-day", sheet(head + b'<row r="2"><c r="A2" t="d"><v>2024-02-30</v></c></row>'), False  # fmt: skip # noqa: E501
    yield "deep", sheet(head + b"<a>" * 100_000 + b"</a>" * 100_000), False
    yield "attributes", sheet(head, before=b"<a " + b" ".join(b'a%d="1"' % n for n in range(200_000)) + b"/>"), False  # fmt: skip # noqa: E501
    link = b'<hyperlink ref="A1" location="x"/>'
    yield "links", sheet(head, after=b"<hyperlinks>" + link * 200_000 + b"</hyperlinks>"), False
    merge = b'<mergeCell ref="A1:XFD1048576"/>'
    yield "merges", sheet(head + one, after=b"<mergeCells>" + merge * 5_000 + b"</mergeCells>"), True  # fmt: skip # noqa: E501
    texts = b"<si><t>x</t></si>" * 400_000
    yield "texts", _packed({**parts, STRINGS: b"<sst>" + texts + b"</sst>"}), False


def _broken(right: bytes) -> Iterator[tuple[str, bytes, bool]]:
    """Files that are cut, locked, or not what their name says."""
    for n in range(1, 10):
        yield f"cut-{n}", right[: len(right) * n // 10], False
    yield "csv-inside", b"Nimi;Puhelin\nAino;1\n", False
    yield "old-xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4_000), False
    yield "empty-zip", b"PK\x05\x06" + bytes(18), False
    yield "only-a-word", _with(None, {"hello.txt": b"hei"}), False
    yield "a-document", _with(None, {"mimetype": b"application/vnd.oasis.opendocument"}), False
    locked = bytearray(right)
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        found = -1
        while (found := locked.find(mark, found + 1)) >= 0:
            locked[found + at] |= 1
    yield "locked", bytes(locked), False
    wrong = bytearray(right)
    at = wrong.find(b"PK\x01\x02")
    wrong[at + 16 : at + 20] = b"\0\0\0\0"
    yield "wrong-check-sum", bytes(wrong), False
    small = bytearray(right)
    at = small.find(b"PK\x01\x02")
    small[at + 24 : at + 28] = (1).to_bytes(4, "little")
    yield "size-that-lies", bytes(small), False
    far = bytearray(right)
    at = far.rfind(b"PK\x05\x06")
    far[at + 16 : at + 20] = b"\xff\xff\xff\x7f"
    yield "far-directory", bytes(far), False
    way = bytearray(right)
    at = way.find(b"PK\x01\x02")
    way[at + 10 : at + 12] = (99).to_bytes(2, "little")
    yield "unknown-packing", bytes(way), False


def _parts(raw: bytes) -> Parts:
    with zipfile.ZipFile(io.BytesIO(raw)) as package:
        return {name: package.read(name) for name in package.namelist()}


def _packed(parts: dict[str, bytes | None] | Parts) -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
        for name, part in parts.items():
            if part is not None:
                package.writestr(name, part)
    return whole.getvalue()


def _with(raw: bytes | None, more: dict[str | zipfile.ZipInfo, bytes]) -> bytes:
    whole = io.BytesIO(raw or b"")
    with zipfile.ZipFile(whole, "a" if raw else "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in more.items():
            if isinstance(name, str):
                info = zipfile.ZipInfo("x")
                # Past the module's own care for names.
                info.filename = info.orig_filename = name
                info.compress_type = zipfile.ZIP_DEFLATED
                with warnings.catch_warnings():
                    # It warns of the names that stand twice, which is what is wanted here.
                    warnings.simplefilter("ignore")
                    package.writestr(info, part)
            else:
                package.writestr(name, part)
    return whole.getvalue()

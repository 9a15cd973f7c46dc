"""An XLSX file as the zip it is: judged part by part before anything reads the sheets in it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from xml.parsers import expat

from kehitys.files.sheets.limits import (
    MOST_DEPTH,
    MOST_ELEMENTS,
    MOST_ENTRIES,
    MOST_OTHERS,
    MOST_RATIO,
    MOST_READ,
    MOST_UNPACKED,
    SMALL_PART,
    Refused,
)
from kehitys.files.zip_entries import SPOILT, is_plain, same_name, strays, swells
from kehitys.i18n import N_

DAMAGED = N_("The file is damaged or not an XLSX file. Open it in your spreadsheet and save anew.")
TOO_LARGE = N_("The sheet is too large to read here. Save it as CSV, or divide it.")
NOT_XLSX = N_("Only XLSX and CSV are read. Save the file as .xlsx or CSV.")
STRANGE = N_("The file is not built as a spreadsheet builds one, so it was not read. Save it anew.")

_STRETCH = 1 << 16
_OF_CELLS = frozenset(("row", "c", "v", "f", "is", "si", "t", "r"))


@dataclass(frozen=True, slots=True)
class Package:
    """The parts that hold sheets, packed anew: what reads them sees what was judged, no more."""

    zip: io.BytesIO
    unvalued: Mapping[str, frozenset[str]]
    """By the name of a part, the cells whose formula has no value in the file."""


def judged(raw: bytes) -> Package:
    """The parts of an XLSX file, each of them looked through; raises `Refused`."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as package:
            infos = package.infolist()
            _judge(infos)
            whole = io.BytesIO()
            budget, elements = MOST_READ, _Elements()
            unvalued: dict[str, frozenset[str]] = {}
            with zipfile.ZipFile(whole, "w", zipfile.ZIP_STORED) as target:
                for info in infos:
                    if info.filename.endswith((".xml", ".rels")):
                        part = _unpacked(package, info, budget)
                        budget -= len(part)
                        unvalued[info.filename] = elements.read(part)
                        target.writestr(info.filename, part)
            return Package(whole, unvalued)
    except SPOILT:
        raise Refused(DAMAGED) from None


def _judge(infos: list[zipfile.ZipInfo]) -> None:
    if len(infos) > MOST_ENTRIES:
        raise Refused(STRANGE)
    names: set[str] = set()
    total = 0
    for info in infos:
        name = same_name(info.filename)
        if info.flag_bits & 1:
            raise Refused(N_("The file is locked with a password. Save it without one."))
        if strays(info) or not is_plain(info) or name in names:
            raise Refused(STRANGE)
        names.add(name)
        total += info.file_size
        if swells(info, small=SMALL_PART, ratio=MOST_RATIO):
            raise Refused(TOO_LARGE)
    if total > MOST_UNPACKED:
        raise Refused(TOO_LARGE)
    if any(name.endswith("vbaproject.bin") for name in names):
        raise Refused(N_("The file holds macros. Save it as .xlsx, without them."))
    if "[content_types].xml" not in names:
        raise Refused(NOT_XLSX)


def _unpacked(package: zipfile.ZipFile, info: zipfile.ZipInfo, budget: int) -> bytes:
    """The bytes of a part, counted while they come, whatever the zip says of their number."""
    parts: list[bytes] = []
    with package.open(info) as file:
        while stretch := file.read(_STRETCH):
            budget -= len(stretch)
            if budget < 0:
                raise Refused(TOO_LARGE)
            parts.append(stretch)
    return b"".join(parts)


class _Elements:
    """Counts the XML elements of all parts, and takes no definitions from any."""

    def __init__(self) -> None:
        self._count = self._others = 0
        self._open: list[str] = []
        self._cell = ""
        self._formula = self._value = False
        self._unvalued: set[str] = set()

    def read(self, part: bytes) -> frozenset[str]:
        """The cells of a part that have a formula without a value."""
        parser = expat.ParserCreate()
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.StartDoctypeDeclHandler = _refuse
        parser.EntityDeclHandler = _refuse
        self._open, self._unvalued = [], set()
        try:
            parser.Parse(part, True)
        except expat.ExpatError:
            raise Refused(DAMAGED) from None
        return frozenset(self._unvalued)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        name = name.rpartition(":")[2]
        self._open.append(name)
        self._count += 1
        if name not in _OF_CELLS:
            self._others += 1
        elif name == "c":
            self._cell = attributes.get("r", "?")
            self._formula = False
            # A formula may well say nothing, when its cell is said to be a text.
            self._value = attributes.get("t") == "str"
        elif name == "f":
            self._formula = True
        if self._count > MOST_ELEMENTS or self._others > MOST_OTHERS:
            raise Refused(TOO_LARGE)
        if len(self._open) > MOST_DEPTH:
            raise Refused(STRANGE)

    def _text(self, _text: str) -> None:
        if self._open and self._open[-1] in ("v", "t"):
            self._value = True

    def _end(self, _name: str) -> None:
        if self._open.pop() == "c" and self._formula and not self._value:
            self._unvalued.add(self._cell)


def _refuse(*_told: object) -> None:
    raise Refused(STRANGE)

"""CSV: which encoding, which sign between the cells, and the rows; no guess is kept silent."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator

from kehitys.domain.problems import Fault
from kehitys.files.sheets.limits import (
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_IN_LINE,
    MOST_ROWS,
    MOST_TEXT,
    Refused,
)
from kehitys.i18n import N_

SEPARATORS = (";", ",", "\t", "|")
TOO_LARGE = N_("The list is too large. Take the needless columns away, or divide it.")
SNIFFED = 40
"""Rows that are looked at to find the sign between the cells."""

_FOREIGN = re.compile(r"[^\x00-\x7f]")
_SHOWN = 4
_LOOKS = 200
_LONGEST_WORD = 20
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")


def decoded(raw: bytes, file: str) -> tuple[str, list[Fault]]:
    """The text of a file and what was taken for granted of its encoding; raises `Refused`."""
    if raw[:4] in (b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff"):
        raise Refused(N_("The file is in UTF-32. Save it as CSV UTF-8."))
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        try:
            return raw.decode("utf-16"), []
        except UnicodeDecodeError:
            raise Refused(N_("The file says it is UTF-16 but is not. Save it as UTF-8.")) from None
    try:
        return raw.decode("utf-8-sig"), []
    except UnicodeDecodeError:
        pass
    try:
        text = raw.decode("cp1252")
    except UnicodeDecodeError as fault:
        raise Refused(
            N_("The letters here are in an encoding we do not know. Save the file as CSV UTF-8."),
            _line_of(raw, fault.start),
        ) from None
    note = Fault(
        file=file,
        line=0,
        field="",
        problem=N_("Read as Windows-1252. Look at the letters: %(words)s"),
        values={"words": ", ".join(_foreign_words(text))},
    )
    return text, [note]


def _foreign_words(text: str) -> list[str]:
    """The first few words by whose letters one sees whether the encoding was the right one."""
    words: dict[str, None] = {}
    at = looks = 0
    while len(words) < _SHOWN and looks < _LOOKS and (found := _FOREIGN.search(text, at)):
        here, looks = found.start(), looks + 1
        begin, end = here, here + 1
        while begin > max(at, here - _LONGEST_WORD) and text[begin - 1].isalpha():
            begin -= 1
        while end < min(len(text), here + _LONGEST_WORD) and text[end].isalpha():
            end += 1
        words[text[begin:end]] = None
        at = end
    return list(words)


def rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Each row with the line it begins on; raises `Refused` at what cannot be CSV."""
    _refuse_signs(text)
    separator = sniffed(text)
    total = 0
    for count, (line, cells) in enumerate(_parsed(text, separator), 1):
        total += len(cells)
        if total > MOST_CELLS:
            raise Refused(TOO_LARGE, line)
        if count > MOST_ROWS:
            raise Refused(
                N_("There are more than %(most)s rows. Make several files of it."),
                line,
                most=MOST_ROWS,
            )
        if len(cells) > MOST_COLUMNS:
            raise Refused(
                N_("A row has more than %(most)s cells. Take the needless columns away."),
                line,
                most=MOST_COLUMNS,
            )
        for cell in cells:
            if len(cell) > MOST_TEXT:
                raise Refused(
                    N_("A cell has more than %(most)s characters. Make it shorter."),
                    line,
                    most=MOST_TEXT,
                )
        yield line, cells


def sniffed(text: str) -> str:
    """The sign between the cells: the one that divides the first rows most evenly."""

    def evenness(separator: str) -> tuple[float, int]:
        widths: Counter[int] = Counter()
        try:
            for n, (_line, cells) in enumerate(_parsed(text[:200_000], separator)):
                if n == SNIFFED:
                    break
                if any(cells):
                    widths[len(cells)] += 1
        except Refused:
            # The text was cut, or this sign is not the one; what was counted so far counts.
            pass
        if not widths:
            return 0.0, 0
        width, often = max(widths.items(), key=lambda pair: (pair[1], pair[0]))
        return (often / widths.total() if width > 1 else 0.0), width

    return max(SEPARATORS, key=evenness)


def _parsed(text: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(_lines(text), delimiter=separator, strict=True)
    line = 1
    try:
        for cells in reader:
            yield line, cells
            line = reader.line_num + 1
    except csv.Error as fault:
        if "field limit" in str(fault):
            raise Refused(
                N_("A cell has more than %(most)s characters. Make it shorter."),
                line,
                most=MOST_TEXT,
            ) from None
        raise Refused(
            N_('The quotes (") of this row do not match. Correct them, or save the file anew.'),
            line,
        ) from None


def _lines(text: str) -> Iterator[str]:
    """The lines of a text, one at a time: a file object would keep a second copy of it."""
    for n, found in enumerate(_LINE.finditer(text), 1):
        if found.end() - found.start() > MOST_IN_LINE:
            raise Refused(TOO_LARGE, n)
        yield found[0]


def _refuse_signs(text: str) -> None:
    at = text.find("\0")
    if at >= 0:
        raise Refused(
            N_("There are zero bytes in the file: it is not text. Save it as CSV UTF-8."),
            text.count("\n", 0, at) + 1,
        )
    at = text.find("\ufeff")
    if at >= 0:
        raise Refused(
            N_("A second file seems to begin here. Bring the files in one by one."),
            text.count("\n", 0, at) + 1,
        )


def _line_of(raw: bytes, at: int) -> int:
    return raw.count(b"\n", 0, at) + 1

"""The gate for text: what people and files say, made safe to keep and to show."""

from __future__ import annotations

import re
import unicodedata

LINE_LIMIT = 500
PARAGRAPH_LIMIT = 20_000
MOST_MARKS = 4
"""How many combining marks may stand on one character."""

# A string sequence ends at the next control of any kind, so that a text of nothing but
# openings is read once; one that is never closed loses its opening only, not the text after.
_ESCAPES = re.compile(
    r"""
    (?: \x1b[\]P^_X] | [\x90\x98\x9d\x9e\x9f] ) [^\x07\x1b\x80-\x9f]*+ (?: \x07 | \x1b\\ | \x9c )
    | (?: \x1b\[ | \x9b ) [0-?]*+ [ -/]*+ [@-~]
    | \x1b [ -/]*+ [0-~]
    """,
    re.VERBOSE,
)
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_UNSEEN = {
    **dict.fromkeys(code for code in (*range(32), *range(127, 160)) if chr(code) not in "\n\t"),
    **dict.fromkeys(map(ord, "\u061c\u200e\u200f\ufeff")),
    **dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x2070), *range(0xFFF9, 0xFFFC))),
    # The last two of each plane are no characters; no spreadsheet opens a file with one.
    **dict.fromkeys(plane << 16 | end for plane in range(17) for end in (0xFFFE, 0xFFFF)),
}
# Letters without marks, signs of print and line ends: nothing to take away, and NFC as it is.
_SOUND = re.compile("[ -~\\n\u00a0-\u02ff\u2010-\u2027\u202f-\u205e€]*+")
_SPACES = re.compile("[^\\S\u00a0\u202f]+")

_LETTERS = str.maketrans({"æ": "ae", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "ı": "i"})
_ALPHABET_END = {
    "å": "{", "ä": "|", "æ": "|", "ö": "}", "ø": "}", "ü": "y", "ű": "y",
}  # fmt: skip


def clean(text: str, *, line: bool = True, limit: int | None = None) -> str:
    """`text` without anything that moves a cursor or lies about its order, in NFC and cut to size.

    A line has its white space folded to single spaces; a paragraph keeps its line ends and
    tabs. No-break spaces and the joiners inside emoji stay. Cleaning twice changes nothing.
    """
    if not _SOUND.fullmatch(text):
        text = _sound(text)
    if line:
        text = _SPACES.sub(" ", text).strip()
        return text[: LINE_LIMIT if limit is None else limit].rstrip()
    if "\n" in text:
        text = "\n".join(row.rstrip() for row in text.split("\n")).strip("\n")
    return text[: PARAGRAPH_LIMIT if limit is None else limit].rstrip()


def _sound(text: str) -> str:
    text = text.encode("utf-8", "replace").decode("utf-8")
    text = _LINE_ENDS.sub("\n", _ESCAPES.sub("", text)).translate(_UNSEEN)
    if text.isascii():
        return text
    # Marks are thinned before NFC, whose sorting of a long run of them is quadratic,
    # and after it, since NFC takes some marks apart.
    text = unicodedata.normalize("NFC", _thin_marks(text))
    return unicodedata.normalize("NFC", _thin_marks(text))


def sort_key(name: str) -> str:
    """What to order names by: å, ä, ö after z, ü as y, every other accent aside (CLDR fi, sv)."""
    letters = _small(name)
    if letters.isascii():
        return letters
    return "".join(_ALPHABET_END.get(letter) or _bare(letter) for letter in letters)


def fold(text: str) -> str:
    """`text` as it compares with what a person typed: no capitals, no accents."""
    return _bare(_small(text))


def _small(text: str) -> str:
    # Compatibility forms hide capitals (𝖠), and casefold may open a composed letter again.
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())


def _bare(text: str) -> str:
    parts = unicodedata.normalize("NFKD", text)
    return "".join(part for part in parts if not unicodedata.combining(part)).translate(_LETTERS)


def _thin_marks(text: str) -> str:
    kept: list[str] = []
    marks = 0
    for character in text:
        marks = marks + 1 if unicodedata.category(character)[0] == "M" else 0
        if marks <= MOST_MARKS:
            kept.append(character)
    return "".join(kept)

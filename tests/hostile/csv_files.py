"""CSV that no list of people should be; a few of them may be taken, none may do harm."""

from __future__ import annotations

from collections.abc import Iterator

HEAD = b"Nimi;Puhelin\n"


def files() -> Iterator[tuple[str, bytes, bool]]:
    """Names, bytes, and whether the file may be taken."""
    yield "empty", b"", False
    yield "only-mark", b"\xef\xbb\xbf", False
    yield "only-header", HEAD, False
    yield "only-line-ends", b"\n" * 1_000_000, False
    yield "nul", HEAD + b"A\x00;1\n", False
    yield "utf-16-odd", b"\xff\xfeN\x00i", False
    yield "utf-16-no-mark", "Nimi;Puhelin\nA;1\n".encode("utf-16-le"), False
    yield "utf-32", "Nimi;Puhelin\nA;1\n".encode("utf-32"), False
    yield "unknown-letters", HEAD + b"\x81\x8d;1\n\xff\n", False
    yield "cp1252", "Nimi;Puhelin\nÅsa;1\n".encode("cp1252"), True
    yield "surrogates", HEAD + b"\xed\xa0\x80;1\n", True
    yield "second-file", HEAD + b"A;1\n\xef\xbb\xbf" + HEAD, False
    yield "lone-quote", HEAD + b'"A;1\n' + b"B;2\n" * 10_000, False
    yield "quote-inside", HEAD + b'"A"x;1\n', False
    yield "ragged", HEAD + b"A\nB;1;2\nC;1\n", False
    yield "same-headings", b"Nimi;nimi\nA;B\n", False
    yield "two-names", b"Nimi;Namn\nA;B\n", False
    yield "no-name", b"Puhelin;Muuta\n1;2\n", False
    yield "one-large-cell", HEAD + b"x" * 15_000_000 + b";1\n", False
    yield "one-quoted-cell", HEAD + b'"' + b"x\n" * 7_000_000 + b'";1\n', False
    yield "quotes-only", HEAD + b'"' * 15_000_001, False
    yield "separators-only", b";" * 19_000_000, False
    yield "one-line", b"x" * 19_000_000, False
    yield "wide", b";".join(b"h%d" % n for n in range(201)) + b"\n" + b";" * 200 + b"\n", False
    yield "long", HEAD + b"A;1\n" * 60_000, False
    yield "many-cells", b";".join(b"h%d" % n for n in range(200)) + b"\n" + (b"x;" * 199 + b"x\n") * 40_000, False  # fmt: skip # noqa: E501
    yield "too-large", b"x" * 25_000_000, False
    yield "formulas", HEAD + b"=cmd|'/C calc'!A0;@SUM(1)\n+1;-1\n", True
    yield "escapes", HEAD + b"\x1b]0;x\x07A\x1b[2J;\x9b1\n" + b"\x1b]52:c:eA==\x07B;1\n", False
    yield "openings", HEAD + (b"\x1b]" * 9_000 + b"A;1\n") * 800, False
    yield "marks", HEAD + ("a" + "\u0301" * 19_000 + ";1\n").encode() * 300, False
    yield "bidi", HEAD + "\u202eA\u2066;1\n".encode(), True
    yield "markup", HEAD + b"[@click=app.quit]x[/];[/\n", True
    yield "codes", HEAD + b"010101-123A;010101-123A\n", False
    yield "picture", b"\x89PNG\r\n\x1a\n" + bytes(range(1, 256)) * 40, False
    yield "an-xlsx", b"PK\x03\x04" + bytes(1_000), False
    yield "an-old-xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4_000), False
    yield "old-line-ends", b"Nimi;Puhelin\rA;1\r", True
    yield "names-of-200-and-one", HEAD + b"x" * 201 + b";1\n", False
    yield "same-person-often", HEAD + b"A;1\n" * 20_000, False

"""Files bent out of shape: what a fuzzer does to bytes that were right."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from random import Random

ANYWHERE = (
    b"\x00", b"\xff", b"\xef\xbb\xbf", b"\xff\xfe", b"\x1b[2J", b"\xe2\x80\xae", b"\xed\xa0\x80",
    b"\xc2\x85", b"\xe2\x80\xa8", b"\r", b"\n", b"\r\n", b"\t", b" ", b'"', b"'", b"0" * 400,
    b"\xcc\x81" * 40, b"\xf0\x9f\x91\xa9\xe2\x80\x8d", b"\xef\xbf\xbf", b"-1", b"1e999", b"NaN",
)  # fmt: skip
"""What upsets readers of any kind of text."""


def mutated(random: Random, raw: bytes, words: Sequence[bytes], others: Sequence[bytes]) -> bytes:
    """`raw` after one to six changes: flips, cuts, words put in, parts doubled or of `others`."""
    found = bytearray(raw)
    for _change in range(random.choice((1, 1, 1, 2, 3, 6))):
        at = random.randrange(len(found) + 1)
        end = min(len(found), at + random.choice((1, 2, 8, 40, 200)))
        way = random.randrange(8)
        if way == 0 and found:
            found[min(at, len(found) - 1)] ^= 1 << random.randrange(8)
        elif way == 1:
            del found[at:end]
        elif way in (2, 3):
            found[at:at] = random.choice(words)
        elif way == 4:
            found[at:end] = random.choice(words)
        elif way == 5:
            found[at:at] = found[at:end] * random.choice((1, 2, 30))
        elif way == 6:
            other = random.choice(others)
            begin = random.randrange(len(other) + 1)
            found[at:end] = other[begin : begin + random.choice((4, 40, 400))]
        elif random.random() < 0.2:
            del found[at:]
        else:
            found[at:at] = random.randbytes(random.choice((1, 4, 16)))
    return bytes(found)


def recoded(random: Random, raw: bytes) -> bytes:
    """`raw`, at times in another encoding."""
    if random.random() > 0.06:
        return raw
    encoding = random.choice(("utf-16", "utf-16-le", "utf-16-be", "cp1252", "utf-8-sig", "utf-32"))
    return raw.decode("utf-8", "replace").encode(encoding, "replace")


VALUES = (
    b"", b"0", b"-1", b"1", b"2", b"99999", b"1048577", b"99999999999999999999", b"1e999", b"1.5",
    b"nan", b"A1", b"B2", b"ZZZZ1", b"XFD1048576", b"A0", b"s", b"n", b"b", b"d", b"e", b"str",
    b"inlineStr", b"x", b"/xl/workbook.xml", b"../x", b"rId1", b"rId9", b"hidden", b"2026-02-30",
    b"14", b"true", b"shared", b"array", "Åsa".encode(), b"x" * 30_000, b"=1+1", b"#N/A",
)  # fmt: skip
"""What stands where a part of a spreadsheet expects something else."""

_VALUE = re.compile(rb'(?<==")[^"<>]*(?=")|(?<=>)[^<>]+(?=<)')
_ELEMENT = re.compile(rb"<(\w+)(?: [^<>]*)?(?:/>|>[^<>]*</\1>)")


def respelled(random: Random, part: bytes) -> bytes:
    """XML that stays XML: values changed, small elements taken away, doubled or exchanged."""
    for _change in range(random.choice((1, 1, 2, 4))):
        values = list(_VALUE.finditer(part))
        elements = list(_ELEMENT.finditer(part))
        if values and random.random() < 0.6:
            found = random.choice(values)
            part = part[: found.start()] + random.choice(VALUES) + part[found.end() :]
        elif elements:
            found = random.choice(elements)
            put = random.choice((b"", found[0] * 2, found[0] * 300, random.choice(elements)[0]))
            part = part[: found.start()] + put + part[found.end() :]
    return part


def repacked(random: Random, raw: bytes, words: Sequence[bytes]) -> bytes:
    """A zip whose parts were changed, each with a check sum that fits, or its bytes flipped raw."""
    if random.random() < 0.25:
        return mutated(random, raw, ANYWHERE, (raw,))
    with zipfile.ZipFile(io.BytesIO(raw)) as package:
        parts = [(info.filename, package.read(info)) for info in package.infolist()]
    target = random.randrange(len(parts))
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", random.choice((0, 8))) as package:
        for n, (name, part) in enumerate(parts):
            if n == target:
                way = random.randrange(12)
                if way == 0:
                    continue
                if way == 1:
                    name = random.choice(("../x.xml", "/x.xml", "xl\\x.xml", "C:x.xml", name * 2))
                elif way < 5:
                    part = mutated(random, part, words, [each for _name, each in parts])
                else:
                    part = respelled(random, part)
            package.writestr(name, part)
    return whole.getvalue()

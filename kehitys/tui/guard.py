"""The last guard before the terminal: no control character in a text gets through."""

from __future__ import annotations

import re

from rich.console import Console
from rich.segment import Segment
from textual.strip import Strip

_BAD = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_REPLACED = dict.fromkeys(
    [
        *range(32), *range(127, 160), 0x61C, 0x200E, 0x200F, *range(0x202A, 0x202F),
        *range(0x2066, 0x206A),
    ],
    "\ufffd",
)  # fmt: skip
_draw = Strip.render


def _guarded(strip: Strip, console: Console) -> str:
    if any(_BAD.search(segment.text) for segment in strip if not segment.control):
        strip = Strip(
            segment
            if segment.control
            else Segment(segment.text.translate(_REPLACED), segment.style)
            for segment in strip
        )
    return _draw(strip, console)


def install() -> None:
    """Stands guard over every strip drawn from now on (Textual sends escapes raw, measured)."""
    Strip.render = _guarded  # type: ignore[method-assign,assignment]

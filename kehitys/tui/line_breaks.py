"""Where a line may end: not at a no-break space, and not before a dot between two parts.

Textual and Rich take a no-break space for any other white space, so a number could be parted from
its unit. They ask here instead, for every text and every field of the app.
"""

from __future__ import annotations

import re
from types import ModuleType
from typing import Any

from rich.cells import cell_len

_NO_BREAKS = "\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}"
_DOT = r"(?=·(?!\S))"
_SPACES = re.compile(f"[{_NO_BREAKS}]| {_DOT}")
_BEFORE_DOT = re.compile(f"[ {_NO_BREAKS}]{_DOT}")
_TOGETHER = re.compile(rf"(?:[\S{_NO_BREAKS}]| {_DOT})+")
_LETTER = "x"
"""What a space looks like that no line ends at; as wide as it, so that all places stay."""


def hold_together(module: ModuleType, breaker: str) -> None:
    """Has a function of Textual or Rich, which gives places to break a text at, ask here first."""
    places = getattr(module, breaker)

    def places_held(text: str, width: int, *args: Any, **values: Any) -> list[int]:
        found: list[int] = places(_held(text, width), width, *args, **values)
        return found

    setattr(module, breaker, places_held)


def _held(text: str, width: int) -> str:
    """The text with letters for the spaces that lines of `width` cells must not end at.

    What stands together and is longer than a line may be broken at its spaces after all.
    """
    if not _SPACES.search(text):
        return text
    return _TOGETHER.sub(
        lambda run: (_SPACES if cell_len(run[0]) <= width else _BEFORE_DOT).sub(_LETTER, run[0]),
        text,
    )

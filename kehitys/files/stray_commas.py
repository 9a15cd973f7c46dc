"""Commas that end a value within braces without its writer knowing: in numbers and in texts."""

from __future__ import annotations

from kehitys.files.yaml_text import Node, Scalar
from kehitys.i18n import N_

DECIMAL = N_("“%(text)s” has a decimal comma or point. Write a whole number.")
"""The fault of a number that is not whole."""
CUT_TEXT = N_("The comma before “%(text)s” ends the text here. Put the whole text in quotes.")
"""The fault of a text that goes on as a key of its own."""


def decimal(number: Node | None, key: str, value: Node) -> str:
    """`7,5` when a comma has made it the number `7` and the key `5` after it; else empty."""
    cut = (
        isinstance(number, Scalar)
        and number.plain
        and number.text.isdecimal()
        and key.isdecimal()
        and is_piece(value)
    )
    return f"{number.text},{key}" if cut and isinstance(number, Scalar) else ""


def is_piece(value: Node) -> bool:
    """Whether a key has nothing after it, so that it may be the rest of what stood before it."""
    return isinstance(value, Scalar) and value.plain and not value.text

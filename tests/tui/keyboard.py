"""A hand on the keyboard."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from textual.pilot import Pilot


async def type_in(pilot: Pilot[Any], text: str) -> None:
    """Presses the keys of a text."""
    await pilot.press(*("space" if letter == " " else letter for letter in text))


async def press(
    pilot: Pilot[Any], settle: Callable[[Pilot[Any]], Awaitable[None]], *keys: str
) -> None:
    """Presses keys, each when what the one before did is done."""
    for key in keys:
        await pilot.press(key)
        await settle(pilot)

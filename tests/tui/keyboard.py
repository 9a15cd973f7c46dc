"""A hand on the keyboard."""

from __future__ import annotations

from typing import Any

from textual.pilot import Pilot


async def type_in(pilot: Pilot[Any], text: str) -> None:
    """Presses the keys of a text."""
    await pilot.press(*("space" if letter == " " else letter for letter in text))

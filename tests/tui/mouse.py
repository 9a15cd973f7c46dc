"""A hand on the mouse: it sees words on the screen and clicks them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from rich.cells import cell_len
from textual.pilot import Pilot

from tests.tui.eye import lines, shown, told, until
from tests.tui.keyboard import type_in

BESIDE = 24
"""Cells from the beginning of a label to the field beside it."""


def spots(app: Any, words: str) -> list[tuple[int, int]]:
    """The cell of the middle of these words wherever they stand, from the top on."""
    found = []
    for y, line in enumerate(lines(app)):
        at = line.find(words)
        while at >= 0:
            found.append((cell_len(line[:at]) + cell_len(words) // 2, y))
            at = line.find(words, at + 1)
    return found


@dataclass
class Mouse:
    """Clicks words as a person does: waits until they are seen, and until what they do is done."""

    pilot: Pilot[Any]
    settle: Callable[[Pilot[Any]], Awaitable[None]]

    async def sees(self, words: str) -> None:
        """Waits until these words are on the screen."""
        app = self.pilot.app
        try:
            await until(self.pilot, lambda: " ".join(words.split()) in told(app))
        except AssertionError:
            raise AssertionError(f"never saw {words!r} on\n{shown(app)}") from None
        await self.settle(self.pilot)

    async def click(self, words: str, *, nth: int = 0, times: int = 1) -> None:
        """Clicks the words; `nth` says which of them, from the top, -1 the lowest."""
        await self.sees(words)
        spot = spots(self.pilot.app, words)[nth]
        await self.pilot.click(offset=spot, times=times)
        await self.settle(self.pilot)

    async def open(self, words: str, *, nth: int = 0) -> None:
        """Clicks the words twice."""
        await self.click(words, nth=nth, times=2)

    async def press_below(self, words: str) -> None:
        """Clicks an entry of the bottom line."""
        await self.sees(words)
        height = self.pilot.app.size.height
        spot = [each for each in spots(self.pilot.app, words) if each[1] == height - 1]
        assert spot, f"{words!r} is not in {lines(self.pilot.app)[-1]!r}"
        await self.pilot.click(offset=spot[0])
        await self.settle(self.pilot)

    async def command(self, words: str) -> None:
        """Chooses in the palette what the bottom line has no room for."""
        await self.press_below("…")
        await self.write(words)
        try:
            await until(self.pilot, lambda: len(spots(self.pilot.app, words)) > 1)
        except AssertionError:
            raise AssertionError(f"no command {words!r} on\n{shown(self.pilot.app)}") from None
        await self.click(words, nth=1)

    async def write(self, text: str) -> None:
        """Types into the field that has the cursor; the only use of the keyboard."""
        await type_in(self.pilot, text)
        await self.settle(self.pilot)

    async def fill(self, label: str, text: str) -> None:
        """Two clicks on the field beside a label take hold of what stands in it; then types."""
        await self.sees(f"│ {label} ")
        y, line = next(
            (y, line) for y, line in enumerate(lines(self.pilot.app)) if f"│  {label} " in line
        )
        beside = cell_len(line[: line.index(label)]) + BESIDE
        await self.pilot.click(offset=(beside, y), times=2)
        await self.write(text)

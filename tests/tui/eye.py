"""An eye on the screen: what is seen, what the corner says, and waiting until it is there."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic
from typing import Any

from textual.pilot import Pilot

NO_BREAK = "\u00a0"

PATIENCE = 30.0
"""Seconds after which what has not come never comes, on the slowest machine."""

SHOWN = "[/] [Espoo] [@click=app.quit]x[/]"
"""Text that looks like markup and an action, and is only text."""

HOSTILE = f"{SHOWN} \x1b]52;c;eA==\x07"
"""The same with an escape sequence, which nobody ever sees."""


def lines(app: Any) -> list[str]:
    """What is on the screen, line by line, no-break spaces as plain ones."""
    strips = app.screen._compositor.render_strips(app.size)
    return [strip.text.replace(NO_BREAK, " ") for strip in strips]


def shown(app: Any) -> str:
    """Everything on the screen."""
    return "\n".join(lines(app))


def told(app: Any) -> str:
    """The words of the screen, one space between them however they are set."""
    return "\n".join(" ".join(line.split()) for line in lines(app))


def toasts(app: Any) -> str:
    """What has been said in the corner."""
    return " ".join(each.message for each in app._notifications).replace("\n", " ")


async def until(pilot: Pilot[Any], seen: Callable[[], object]) -> None:
    """Waits for what a window needs a moment for."""
    latest = monotonic() + PATIENCE
    while not seen():
        assert monotonic() < latest, "it never came"
        await pilot.pause(0.01)

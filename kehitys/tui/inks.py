"""The few inks that lines of text are drawn with, by name and in the colours of the theme.

Widgets that draw their own lines take them here rather than from component classes: a style sheet
of thirty rules is read before the first frame, this is not.
"""

from __future__ import annotations

from typing import Any

from rich.style import Style
from textual.app import App
from textual.color import Color

_INKS = {
    "plain": ("foreground", ""),
    "quiet": ("text-muted", ""),
    "strong": ("foreground", "bold"),
    "warn": ("text-warning", ""),
    "alarm": ("text-warning", "bold"),
    "good": ("text-success", ""),
    "accent": ("accent", ""),
    "head": ("accent", "bold"),
    "here": ("accent", "bold underline"),
    "banner": ("background", "bold"),
}
"""The colour of the theme and the manner of each ink."""

_GROUNDS = {"cursor": ("accent", 0.35), "away": ("foreground", 0.1), "banner": ("warning", 1.0)}
"""What a line stands on: a colour laid over the background, and how thickly."""

_mixed: dict[tuple[str, str], Style] = {}


def ink(app: App[Any], name: str) -> Style:
    """The style of a text, without a background."""
    key = (app.theme, name)
    if key not in _mixed:
        colour, manner = _INKS[name]
        _mixed[key] = Style.parse(f"{manner} {_colour(app, colour).hex6}".strip())
    return _mixed[key]


def ground(app: App[Any], name: str) -> Style:
    """The style of what a line stands on: cursor, away (the cursor without the focus), banner."""
    key = (app.theme, f"on {name}")
    if key not in _mixed:
        colour, thickness = _GROUNDS[name]
        over = _colour(app, "background").blend(_colour(app, colour), thickness)
        _mixed[key] = Style.parse(f"on {over.hex6}")
    return _mixed[key]


def _colour(app: App[Any], name: str) -> Color:
    return Color.parse(app.theme_variables[name])

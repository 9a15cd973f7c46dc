"""The two sets of colours, dark and light."""

from __future__ import annotations

from typing import Any

from textual.app import App
from textual.theme import Theme

DARK = Theme(
    name="kehitys-dark", dark=True, primary="#5aa9a0", secondary="#8fb8de", accent="#5fd0c0",
    foreground="#e4e7e6", background="#14191b", surface="#1d2427", panel="#232c2f",
    warning="#e5b567", error="#ef7f78", success="#8fce8a",
    # A colour of its own: in `Content` the usual "auto 60%" is as bright as any text.
    variables={"text-muted": "#9aa5a3"},
)  # fmt: skip
LIGHT = Theme(
    name="kehitys-light", dark=False, primary="#0f6b62", secondary="#2f5f8f", accent="#00655a",
    foreground="#1b2422", background="#fbfbf8", surface="#eeefe9", panel="#e3e6df",
    warning="#8a5a00", error="#a8201a", success="#2d6a2a", variables={"text-muted": "#5a6461"},
)  # fmt: skip


def register(app: App[Any]) -> None:
    """Makes both known to the app."""
    app.register_theme(DARK)
    app.register_theme(LIGHT)


def named(name: str) -> str:
    """The theme of the settings, or the dark one."""
    return name if name in (DARK.name, LIGHT.name) else DARK.name


def other(name: str) -> str:
    """Light for dark and dark for light."""
    return LIGHT.name if name == DARK.name else DARK.name


def put_on(app: App[Any], name: str) -> None:
    """Makes both known to an app that has not begun, and dresses it in one of them.

    Set before the first frame, the colours are worked out once and not twice.
    """
    register(app)
    app.set_reactive(App.theme, named(name))
    app.stylesheet.set_variables(app.get_css_variables())
    app.set_class(app.current_theme.dark, "-dark-mode", update=False)
    app.set_class(not app.current_theme.dark, "-light-mode", update=False)

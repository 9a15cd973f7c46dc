"""The sentences in the corner, kept together where they may not be broken."""

from __future__ import annotations

from textual.content import Content
from textual.widgets._toast import Toast

from kehitys.tui.widgets.hanging import broken

_said = Toast.render


def _kept_together(toast: Toast) -> Content:
    wide = toast.styles.width
    room = wide.cells if wide is not None else None
    if room is None:
        return _said(toast)
    return Content("\n").join(broken(_said(toast), room - toast.styles.gutter.width))


def install() -> None:
    """Has lines end where the text lets them: Textual breaks them at no-break spaces too."""
    Toast.render = _kept_together  # type: ignore[method-assign,assignment]

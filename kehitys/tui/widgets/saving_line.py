"""The line that says why nothing seems to happen: another window is saving."""

from __future__ import annotations

from kehitys.i18n import _
from kehitys.tui.text_widgets import Words


class SavingLine(Words):
    """Stands over the key bar while a write waits in line, and goes when it is done."""

    DEFAULT_CSS = """
    SavingLine {
        dock: bottom; height: 1; width: 1fr; margin-bottom: 1; padding: 0 1;
        background: $panel; color: $text-warning; text-style: bold;
    }
    """

    def __init__(self) -> None:
        super().__init__(
            _("Another window is saving. Your change follows when it is done."), id="saving-line"
        )

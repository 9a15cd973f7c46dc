"""The line that says the data are invented, on every screen of a demo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text
from textual.widget import Widget

from kehitys.i18n import _
from kehitys.tui.inks import ground, ink
from kehitys.tui.widgets.columns import cut

if TYPE_CHECKING:
    from kehitys.tui.app import Kehitys


def banner(app: Kehitys, width: int) -> Text:
    """The sentence across the whole width."""
    words = _("Demo data: an invented municipality. F9 goes back to your own file.")
    return Text(
        cut(f" {words}", width).ljust(width), ink(app, "banner") + ground(app, "banner"), end=""
    )


class DemoBanner(Widget):
    """The top line of a screen that stands over a place; nothing when the file is one's own."""

    DEFAULT_CSS = "DemoBanner { dock: top; height: 1; }"
    if TYPE_CHECKING:

        @property
        def app(self) -> Kehitys: ...  # type: ignore[override]

    def on_mount(self) -> None:
        """Shows only in a demo."""
        self.display = self.app.demo

    def render(self) -> Text:
        """One sentence across the screen."""
        return banner(self.app, self.size.width)

    def on_click(self) -> None:
        """Goes back to the person's own file."""
        self.app.action_leave_demo()

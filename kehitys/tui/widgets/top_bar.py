"""The top line: the five places, the day, and the banner of demo data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.text import Text
from textual import events
from textual.widget import Widget

from kehitys.i18n import _, dates
from kehitys.tui.base import PLACE_NAMES, PLACES
from kehitys.tui.inks import ink
from kehitys.tui.widgets.demo_banner import banner

if TYPE_CHECKING:
    from kehitys.tui.app import Kehitys


class TopBar(Widget):
    """The places by number and name; the one we are in stands out."""

    DEFAULT_CSS = "TopBar { dock: top; height: auto; background: $panel; color: $foreground; }"
    if TYPE_CHECKING:

        @property
        def app(self) -> Kehitys: ...  # type: ignore[override]

    def __init__(self, here: str = "") -> None:
        super().__init__()
        self._here = here
        self._spots: list[tuple[int, int, str]] = []

    def render(self) -> Text:
        """Places to the left, the day and the person to the right while there is room."""
        place, here, quiet = (ink(self.app, name) for name in ("plain", "here", "quiet"))
        line, self._spots = Text(no_wrap=True), []
        wide = self.size.width >= 100
        line.append(" Kehitys  " if wide else " ", quiet)
        for n, name in enumerate(PLACES, 1):
            start = cell_len(line.plain)
            words = _(PLACE_NAMES[name])
            line.append(f"{n} {words}", here if name == self._here else place)
            self._spots.append((start, cell_len(line.plain), name))
            line.append("   " if wide else "  ", place)
        right = self._day_and_person(wide)
        gap = self.size.width - cell_len(line.plain) - cell_len(right) - 1
        if gap >= 0:
            line.append(" " * gap, place)
            line.append(right + " ", quiet)
        if self.app.demo:
            line.append("\n")
            line.append_text(banner(self.app, self.size.width))
        return line

    def _day_and_person(self, wide: bool) -> str:
        today, name = self.app.today.date(), self.app.me_name
        if not wide:
            return dates.day(today)
        return f"{dates.day(today)} {dates.week(today)}" + (f" · {name}" if name else "")

    def on_click(self, event: events.Click) -> None:
        """Goes to the place under the mouse; the banner leads back to one's own file."""
        if event.y == 1:
            self.app.action_leave_demo()
            return
        for start, end, name in self._spots:
            if start <= event.x < end:
                self.app.action_go(name)

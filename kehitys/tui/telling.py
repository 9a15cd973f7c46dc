"""Sentences in the corner of the screen, which must not lie in a heap over what they tell of."""

from __future__ import annotations

from time import monotonic
from typing import Any

from textual.app import App
from textual.geometry import Region
from textual.widget import Widget

from kehitys.tui.text_widgets import BESIDE_TOAST, toast

DONE_STANDS = 4.0
PROBLEM_STANDS = 8.0
"""Seconds that a sentence of each kind is shown."""

CSS = """
Toast { width: auto; max-width: 100%; padding: 0 1; margin: 0; }
ToastRack { scrollbar-size: 0 0; }
ToastRack.-high { dock: top; align: right top; margin: 1 0 0 0; }
"""
"""No row more than the words need, over the keys at the bottom or under the first line."""

CURSOR_HIGH = 3
"""Rows up to which something with the focus, but no cursor in it, is itself what is looked at."""


class Telling:
    """The corner of an app: what was done last, and a problem for as long as it takes to read."""

    def __init__(self, app: App[Any]) -> None:
        self._app = app
        self._problem, self._until = "", 0.0

    def tell(self, sentence: str, *, problem: bool = False) -> None:
        """Shows a sentence in place of the last; what was done takes no problem's place."""
        # In its turn among the sentences on their way, which it would otherwise miss.
        self._app.call_later(self._app.clear_notifications)
        left = self._until - monotonic()
        if problem:
            self._problem, self._until = sentence, monotonic() + PROBLEM_STANDS
        elif left > 0:
            toast(self._app, self._problem, problem=True, seconds=left)
        stands = PROBLEM_STANDS if problem else DONE_STANDS
        toast(self._app, sentence, problem=problem, seconds=stands)

    def make_way(self) -> None:
        """Has the corner at the top for as long as the cursor stands where it would be below."""
        told = [each.message.split("\n") for each in self._app._notifications]
        if not told or not self._app.screen_stack:
            return
        width, height = self._app.size
        wide = BESIDE_TOAST + max(len(line) for lines in told for line in lines)
        high = sum(map(len, told))
        below = Region(width - wide, height - 1 - high, wide, high)
        cursor = cursor_of(self._app.screen.focused)
        for rack in self._app.screen.query("ToastRack"):
            rack.set_class(cursor.overlaps(below), "-high")


def cursor_of(focused: Widget | None) -> Region:
    """Where on the screen one looks: the cursor, or the whole of a small widget; maybe nothing."""
    if focused is None:
        return Region()
    rows: range | None = getattr(focused, "cursor_rows", None)
    if rows is not None:
        top = focused.content_region.y - focused.scroll_offset.y
        seen = focused.content_region
        return Region(seen.x, top + rows.start, seen.width, len(rows)).intersection(seen)
    if hasattr(focused, "cursor_screen_offset"):
        # The row of the cursor, not only its cell: one reads what one writes.
        y = focused.cursor_screen_offset.y
        return Region(focused.region.x, y, focused.region.width, 1)
    return focused.region if focused.region.height <= CURSOR_HIGH else Region()

"""A list of records of any length: only the rows in sight are read and drawn."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, ClassVar, Protocol
from uuid import UUID

from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from kehitys.i18n import N_
from kehitys.store.paging import Page
from kehitys.tui.inks import ground, ink

STRETCH = 100
"""How many rows are read at a time."""


class Record(Protocol):
    """Anything with an id can be a row."""

    @property
    def id(self) -> UUID: ...


Ink = Callable[[str], Style]
Draw = Callable[[Any, int, Ink], Text]
"""Draws a record in so many cells, with the inks of the list: plain, quiet, strong, warn, good."""


class RecordList(ScrollView, can_focus=True):
    """One line a record; keeps the chosen record by its id, wherever it moves."""

    DEFAULT_CSS = """
    RecordList {
        height: 1fr; background: $background; scrollbar-size-vertical: 1; overflow-x: hidden;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", N_("Up"), show=False, id="list.up"),
        Binding("down", "move(1)", N_("Down"), show=False, id="list.down"),
        Binding("pageup", "page(-1)", N_("Page up"), show=False, id="list.page_up"),
        Binding("pagedown", "page(1)", N_("Page down"), show=False, id="list.page_down"),
        Binding("home", "edge(0)", N_("To the top"), show=False, id="list.top"),
        Binding("end", "edge(1)", N_("To the end"), show=False, id="list.end"),
        Binding("enter", "choose", N_("Open"), id="list.open"),
    ]

    @dataclass
    class Marked(Message):
        """The cursor stands on another record; `None` when the list is empty."""

        record_list: RecordList
        record: Any

        @property
        def control(self) -> RecordList:
            return self.record_list

    @dataclass
    class Opened(Message):
        """A record was chosen with enter or the mouse."""

        record_list: RecordList
        record: Any

        @property
        def control(self) -> RecordList:
            return self.record_list

    @dataclass
    class Missing(Message):
        """Rows from `offset` on are in sight and have not been read."""

        record_list: RecordList
        offset: int

        @property
        def control(self) -> RecordList:
            return self.record_list

    def __init__(self, draw: Draw, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._draw = draw
        self._rows: dict[int, Any] = {}
        self._total = 0
        self._cursor = 0
        self._asked: set[int] = set()
        self._strips: dict[tuple[int, int, int], Strip] = {}
        self._ground: Style | None = None
        self._laid: tuple[Size, Size, Size] | None = None

    @property
    def total(self) -> int:
        """How many records there are, read or not."""
        return self._total

    @property
    def cursor(self) -> int:
        """The row the cursor stands on."""
        return self._cursor

    @property
    def cursor_rows(self) -> range:
        """The rows of the list that the cursor covers."""
        return range(self._cursor, min(self._cursor + 1, self._total))

    @property
    def current(self) -> Any:
        """The record under the cursor, or `None`."""
        return self._rows.get(self._cursor)

    @property
    def first_in_sight(self) -> int:
        """The first row of the stretch that is in sight."""
        return self.scroll_offset.y // STRETCH * STRETCH

    def show(self, page: Page[Any], *, cursor: int | None = None) -> None:
        """Shows a list anew, with the cursor on a row; without one it stays where it is."""
        before = self.current
        self._rows = {page.offset + n: row for n, row in enumerate(page.rows)}
        self._asked = {page.offset // STRETCH * STRETCH}
        self._total = page.total
        self._strips.clear()
        wanted = self._cursor if cursor is None else cursor
        self._cursor = max(0, min(wanted, page.total - 1))
        self.virtual_size = Size(self.size.width, page.total)
        self._into_view()
        self.refresh()
        self._ask_for_missing()
        if self.current != before or self.current is None:
            self.post_message(self.Marked(self, self.current))

    def put(self, page: Page[Any]) -> None:
        """Adds rows that were missing."""
        if page.total != self._total:
            return
        had = self.current
        self._rows.update({page.offset + n: row for n, row in enumerate(page.rows)})
        self.refresh()
        if had is None and self.current is not None:
            self.post_message(self.Marked(self, self.current))

    def place_of(self, row_id: UUID) -> int | None:
        """The row of a record among those read."""
        return next((n for n, row in self._rows.items() if row.id == row_id), None)

    def move_to(self, row: int) -> None:
        """Puts the cursor on a row."""
        row = max(0, min(row, self._total - 1))
        if row == self._cursor or not self._total:
            return
        old, self._cursor = self._cursor, row
        self._into_view()
        top = self.scroll_offset.y
        width = self.size.width
        self.refresh(Region(0, old - top, width, 1), Region(0, row - top, width, 1))
        self._ask_for_missing()
        self.post_message(self.Marked(self, self.current))

    def action_move(self, by: int) -> None:
        """Moves the cursor by rows."""
        self.move_to(self._cursor + by)

    def action_page(self, by: int) -> None:
        """Moves the cursor by what is in sight."""
        self.move_to(self._cursor + by * max(1, self.size.height - 1))

    def action_edge(self, end: int) -> None:
        """Moves the cursor to the first or last row."""
        self.move_to(self._total - 1 if end else 0)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """There must be something to open."""
        return action != "choose" or self._total > 0

    def action_choose(self) -> None:
        """Opens the record under the cursor."""
        if self.current is not None:
            self.post_message(self.Opened(self, self.current))

    def render_line(self, y: int) -> Strip:
        """One row, drawn once and kept."""
        row = self.scroll_offset.y + y
        width = self.scrollable_content_region.width
        if row >= self._total:
            return Strip.blank(width, self._base())
        state = 0 if row != self._cursor else 2 if self.has_focus else 1
        key = (row, width, state)
        strip = self._strips.get(key)
        if strip is None:
            record = self._rows.get(row)
            text = (
                Text(" …") if record is None else self._draw(record, width, partial(ink, self.app))
            )
            text.no_wrap = True
            text.end = ""
            base = self._base()
            if state:
                base += ground(self.app, ("", "away", "cursor")[state])
            segments = [
                Segment(part, base + style)
                for part, style, _ in text.render(self.app.console)
                if part
            ]
            strip = Strip(segments).adjust_cell_length(width, base)
            if record is not None:
                self._strips[key] = strip
        return strip

    def notify_style_update(self) -> None:
        """Draws with the new colours."""
        super().notify_style_update()
        self._strips.clear()
        self._ground = None

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Reads what comes into sight."""
        super().watch_scroll_y(old_value, new_value)
        self._ask_for_missing()

    def on_resize(self) -> None:
        """Fills the new width."""
        self._strips.clear()
        self.virtual_size = Size(self.size.width, self._total)
        self._into_view()
        self._ask_for_missing()

    def _size_updated(
        self, size: Size, virtual_size: Size, container_size: Size, layout: bool = True
    ) -> bool:
        # Textual draws the bar once more after every layout, which is a frame of its own.
        laid = (size, container_size, self.virtual_size)
        if laid == self._laid:
            return False
        self._laid = laid
        return super()._size_updated(size, virtual_size, container_size, layout)

    def on_focus(self) -> None:
        """Shows where the keys go."""
        self.refresh()

    def on_blur(self) -> None:
        """Shows that the keys go elsewhere."""
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Marks the row under the mouse; a second click opens it."""
        row = self.scroll_offset.y + event.y
        if row >= self._total:
            return
        self.focus()
        if event.chain >= 2 and row == self._cursor:
            self.action_choose()
        self.move_to(row)

    def _base(self) -> Style:
        if self._ground is None:
            self._ground = self.rich_style
        return self._ground

    def _into_view(self) -> None:
        height = max(1, self.size.height)
        top = self.scroll_offset.y
        if self._cursor < top:
            self.scroll_to(y=self._cursor, animate=False, immediate=True)
        elif self._cursor >= top + height:
            self.scroll_to(y=self._cursor - height + 1, animate=False, immediate=True)

    def _ask_for_missing(self) -> None:
        top = self.scroll_offset.y
        for row in {top, min(top + self.size.height, self._total - 1), self._cursor}:
            stretch = row // STRETCH * STRETCH
            if 0 <= row < self._total and row not in self._rows and stretch not in self._asked:
                self._asked.add(stretch)
                self.post_message(self.Missing(self, stretch))

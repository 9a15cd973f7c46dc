"""The agenda as it stands on the clock, with a cursor that follows its block."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from kehitys.domain.agenda import Agenda
from kehitys.domain.gate import Remark
from kehitys.domain.workshops import Workshop
from kehitys.i18n import N_, _
from kehitys.tui.inks import ground, ink
from kehitys.tui.widgets.columns import cut
from kehitys.tui.workshops.agenda_rows import Row, rows_of

_TEXT_AT = 13
"""The column where a block's title begins."""
_COLUMNS = (("priority", 12), ("how", 20), ("who", 14))
"""What follows the title and the most cells it takes, the most important first."""
_ORDER = ("how", "who", "priority")
"""The order they stand in."""
_ROOMY = 24
"""How wide a title stays before the columns after it give way."""
_INKS = {"gap": "quiet", "overlap": "warn", "end": "quiet", "day": "warn", "remark": "warn"}


class AgendaList(ScrollView, can_focus=True):
    """Blocks under one another, each as tall as it is long; they can be dragged."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    AgendaList { background: $background; scrollbar-size-vertical: 1; overflow-x: hidden; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "step(-1)", N_("Up"), show=False, id="agenda.up"),
        Binding("down", "step(1)", N_("Down"), show=False, id="agenda.down"),
        Binding("pageup", "step(-5)", N_("Page up"), show=False, id="agenda.page_up"),
        Binding("pagedown", "step(5)", N_("Page down"), show=False, id="agenda.page_down"),
        Binding("home", "step(-1000)", N_("To the top"), show=False, id="agenda.top"),
        Binding("end", "step(1000)", N_("To the end"), show=False, id="agenda.end"),
        Binding("enter", "choose", N_("Read"), show=False, id="agenda.open"),
    ]

    @dataclass
    class Marked(Message):
        """The cursor stands on another block; `None` when there are none."""

        block_id: UUID | None

    @dataclass
    class Opened(Message):
        """A block was chosen with enter or two clicks."""

        block_id: UUID

    @dataclass
    class Dropped(Message):
        """A block was dragged under another, or to be the first."""

        block_id: UUID
        below: UUID | None

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._told: tuple[Workshop, Agenda, Sequence[Remark]] | None = None
        self._ids: list[UUID] = []
        self._rows: list[Row] = []
        self._columns: list[tuple[str, int]] = []
        self._cursor: UUID | None = None
        self._wanted: UUID | None = None
        self._held: UUID | None = None
        self._over: UUID | None = None

    @property
    def cursor_id(self) -> UUID | None:
        """The block under the cursor."""
        return self._cursor

    @property
    def cursor_rows(self) -> range:
        """The rows of the list that the cursor covers."""
        mine = [n for n, row in enumerate(self._rows) if row.block_id == self._cursor]
        return range(mine[0], mine[-1] + 1) if mine and self._cursor is not None else range(0)

    def show(self, workshop: Workshop, agenda: Agenda, remarks: Sequence[Remark]) -> None:
        """Shows the agenda anew, the cursor on its block, or where that block was."""
        before, ids = self._cursor, self._ids
        self._told = (workshop, agenda, remarks)
        self._ids = [placed.block.id for placed in agenda.placed]
        if self._wanted in self._ids:
            self._cursor, self._wanted = self._wanted, None
        if self._cursor not in self._ids:
            at = ids.index(self._cursor) if self._cursor in ids else 0
            self._cursor = self._ids[min(at, len(self._ids) - 1)] if self._ids else None
        self._lay_out()
        if self._cursor != before or self._cursor is None:
            self.post_message(self.Marked(self._cursor))

    def mark(self, block_id: UUID) -> None:
        """Puts the cursor on a block, as soon as it is there."""
        if block_id not in self._ids:
            self._wanted = block_id
        elif block_id != self._cursor:
            self._cursor = block_id
            self._into_view()
            self.refresh()
            self.post_message(self.Marked(block_id))

    def action_step(self, by: int) -> None:
        """Moves the cursor by blocks."""
        if self._cursor is not None:
            at = self._ids.index(self._cursor) + by
            self.mark(self._ids[max(0, min(at, len(self._ids) - 1))])

    def action_choose(self) -> None:
        """Opens the block under the cursor."""
        if self._cursor is not None:
            self.post_message(self.Opened(self._cursor))

    def render_line(self, y: int) -> Strip:
        """One line of the agenda."""
        n, width = self.scroll_offset.y + y, self.scrollable_content_region.width
        if n >= len(self._rows):
            if not self._rows and self._told is not None and y == 1:
                hint = " " + _("The agenda is empty. Press a to add the first block.")
                return Strip([Segment(cut(hint, width), self.rich_style)]).adjust_cell_length(
                    width, self.rich_style
                )
            return Strip.blank(width, self.rich_style)
        row = self._rows[n]
        base = self.rich_style
        if row.block_id is not None and row.block_id == self._cursor:
            base += ground(self.app, "cursor" if self.has_focus else "away")
        segments = [
            Segment(text, base + ink(self.app, name)) for text, name in self._parts(row, width)
        ]
        return Strip(segments).adjust_cell_length(width, base)

    def _parts(self, row: Row, width: int) -> list[tuple[str, str]]:
        manner = _INKS.get(row.kind, "plain")
        head = row.kind == "block"
        mark = " "
        if head and self._over is not None and row.block_id == self._over:
            mark = "↳"
        elif head and row.block_id == self._cursor:
            mark = "▸"
        parts = [
            (mark, "accent"),
            (f"{row.time:>5}", manner),
            ("=" if row.fixed else " ", "accent"),
            (f"{row.minutes:>4} ", "quiet"),
            (row.sign or " ", "accent" if row.sign in "▌▎" else "quiet"),
        ]
        room = width - _TEXT_AT - 1
        if not head:
            return [*parts, (" " + cut(row.text, room - 1), manner)]
        columns = []
        for name, size in self._columns:
            if room - size >= _ROOMY:
                room -= size
                columns.append((name, size))
        columns.sort(key=lambda column: _ORDER.index(column[0]))
        title = "strong" if row.sign in "▌▎" else "quiet"
        told = [(f"  {_padded(getattr(row, name), size - 2)}", "quiet") for name, size in columns]
        return [*parts, (f" {_padded(row.text, room - 1)}", title), *told]

    def _lay_out(self) -> None:
        if self._told is not None:
            self._rows = rows_of(*self._told, self.size.height)
            self._columns = [
                (name, min(most, size) + 2)
                for name, most in _COLUMNS
                if (size := max((cell_len(getattr(row, name)) for row in self._rows), default=0))
            ]
            self.virtual_size = Size(self.size.width, len(self._rows))
            self._into_view()
            self.refresh()

    def _into_view(self) -> None:
        mine = [n for n, row in enumerate(self._rows) if row.block_id == self._cursor]
        if not mine or self._cursor is None:
            return
        # What stands over the first block, and under the last, comes into sight with it.
        first = 0 if self._cursor == self._ids[0] else mine[0]
        last = len(self._rows) - 1 if self._cursor == self._ids[-1] else mine[-1]
        top, height = self.scroll_offset.y, max(1, self.size.height)
        if last >= top + height:
            top = last - height + 1
        top = min(top, first, mine[0])
        if mine[0] >= top + height:
            top = mine[0]
        if top != self.scroll_offset.y:
            self.scroll_to(y=top, animate=False, immediate=True)

    def on_resize(self) -> None:
        """Fills the new size."""
        self._lay_out()

    def on_focus(self) -> None:
        """Shows where the keys go."""
        self.refresh()

    def on_blur(self) -> None:
        """Shows that the keys go elsewhere."""
        self.refresh()

    # The mouse.

    def _at(self, y: int) -> UUID | None:
        """The block at a line in sight; past the end, the last one."""
        n = self.scroll_offset.y + y
        if n < 0:
            return self._ids[0] if self._ids else None
        if n >= len(self._rows):
            return None
        return self._rows[n].block_id

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Takes hold of the block under the mouse."""
        block_id = self._at(event.y)
        if event.button == 1 and block_id is not None:
            self.focus()
            self.mark(block_id)
            self._held = block_id
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Shows where the held block would go."""
        if self._held is None:
            return
        if event.y < 0:
            self.scroll_relative(y=-1, animate=False)
        elif event.y >= self.size.height:
            self.scroll_relative(y=1, animate=False)
        y = max(0, min(event.y, self.size.height - 1))
        over = self._at(y)
        if over is None and self.scroll_offset.y + y >= len(self._rows) - 1:
            over = self._ids[-1]
        self._over = over if over != self._held else None
        self.refresh()

    def on_mouse_up(self, event: events.MouseUp) -> None:  # noqa: ARG002
        """Lets the block go: under the one it was taken down to, or over the one above."""
        held, over = self._held, self._over
        self._held = self._over = None
        if held is None:
            return
        self.release_mouse()
        self.refresh()
        if over is None or held not in self._ids or over not in self._ids:
            return
        at = self._ids.index(over)
        if at > self._ids.index(held):
            self.post_message(self.Dropped(held, over))
        else:
            self.post_message(self.Dropped(held, self._ids[at - 1] if at else None))

    def on_click(self, event: events.Click) -> None:
        """Two clicks open the block under the mouse."""
        if event.chain >= 2 and self._at(event.y) is not None:
            self.action_choose()


def _padded(text: str, width: int) -> str:
    shown = cut(text, width)
    return shown + " " * max(0, width - cell_len(shown))

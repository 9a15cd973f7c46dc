"""Lines of a page, some of which lead somewhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from kehitys.i18n import N_
from kehitys.tui.inks import ground, ink
from kehitys.tui.widgets.columns import cut


@dataclass(frozen=True, slots=True)
class Target:
    """What a line leads to: a kind of record and its id, or a place or page and its name."""

    kind: str
    id: UUID | str


@dataclass(frozen=True, slots=True)
class Line:
    """One line: texts with their inks, the target it leads to, and a text flush right."""

    parts: tuple[tuple[str, str], ...] = ()
    """Texts and their inks."""
    target: Target | None = None
    end: tuple[str, str] = ("", "quiet")


class LinkList(ScrollView, can_focus=True):
    """Shows lines; the cursor stands only on those that lead somewhere."""

    DEFAULT_CSS = """
    LinkList { background: $background; scrollbar-size-vertical: 1; overflow-x: hidden; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", N_("Up"), show=False, id="links.up"),
        Binding("down", "move(1)", N_("Down"), show=False, id="links.down"),
        Binding("left", "beside(-1)", N_("The list beside"), show=False, id="links.left"),
        Binding("right", "beside(1)", N_("The list beside"), show=False, id="links.right"),
        Binding("enter", "follow", N_("Open"), id="links.open"),
    ]

    @dataclass
    class Followed(Message):
        """A line that leads somewhere was chosen."""

        target: Target

    @dataclass
    class Beyond(Message):
        """The cursor wants out of the list, forwards or back."""

        links: LinkList
        by: int

        @property
        def control(self) -> LinkList:
            """The list it stands in."""
            return self.links

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._lines: Sequence[Line] = ()
        self._cursor = -1
        self._ground: Style | None = None

    def notify_style_update(self) -> None:
        """Draws with the new colours."""
        super().notify_style_update()
        self._ground = None

    @property
    def cursor_rows(self) -> range:
        """The rows of the list that the cursor covers."""
        return range(max(self._cursor, 0), self._cursor + 1)

    @property
    def leads_somewhere(self) -> bool:
        """Whether any of its lines does."""
        return self._cursor >= 0

    def show(self, lines: Sequence[Line], *, from_top: bool = False) -> None:
        """Shows these lines; the cursor leads where it led before, or is on the first link."""
        kept = 0 <= self._cursor < len(self._lines) and not from_top
        before = self._lines[self._cursor].target if kept else None
        self._lines = lines
        links = [n for n, line in enumerate(lines) if line.target]
        same = [n for n in links if lines[n].target == before]
        self._cursor = same[0] if same else links[0] if links else -1
        self.virtual_size = Size(self.size.width, len(lines))
        self.refresh()

    def action_move(self, by: int) -> None:
        """Goes to the next line that leads somewhere; past the last one, to the next list."""
        links = [n for n, line in enumerate(self._lines) if line.target]
        beyond = [n for n in links if (n > self._cursor if by > 0 else n < self._cursor)]
        if not beyond:
            if by > 0:
                self.scroll_end(animate=False)
            else:
                self.scroll_home(animate=False)
            self.action_beside(by)
            return
        self._cursor = beyond[0] if by > 0 else beyond[-1]
        height, top = max(1, self.size.height), self.scroll_offset.y
        if not top <= self._cursor < top + height:
            self.scroll_to(y=max(0, self._cursor - height // 2), animate=False, immediate=True)
        self.refresh()

    def action_beside(self, by: int) -> None:
        """Asks for the list beside this one."""
        self.post_message(self.Beyond(self, by))

    def action_follow(self) -> None:
        """Opens what the line under the cursor leads to."""
        if 0 <= self._cursor < len(self._lines):
            target = self._lines[self._cursor].target
            if target is not None:
                self.post_message(self.Followed(target))

    def render_line(self, y: int) -> Strip:
        """One line of the page."""
        n, width = self.scroll_offset.y + y, self.scrollable_content_region.width
        base = self._base()
        if n >= len(self._lines):
            return Strip.blank(width, base)
        line = self._lines[n]
        if n == self._cursor and self.has_focus:
            base += ground(self.app, "cursor")
        text, size = Text(no_wrap=True, end=""), 0
        room = width - 2 - (cell_len(line.end[0]) + 1 if line.end[0] else 0)
        for part, name in line.parts:
            shown = cut(part, room - size)
            text.append(shown, ink(self.app, name))
            size = text.cell_len
        if line.end[0]:
            text.append(" " * (room - size + 1) + line.end[0], ink(self.app, line.end[1]))
        segments = [Segment(" ", base)] + [
            Segment(part, base + style) for part, style, _ in text.render(self.app.console) if part
        ]
        return Strip(segments).adjust_cell_length(width, base)

    def on_resize(self) -> None:
        """Fills the new width."""
        self.virtual_size = Size(self.size.width, len(self._lines))

    def on_focus(self) -> None:
        """Shows the cursor."""
        self.refresh()

    def on_blur(self) -> None:
        """Hides the cursor."""
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Opens the line under the mouse."""
        n = self.scroll_offset.y + event.y
        if n < len(self._lines) and self._lines[n].target:
            self.focus()
            self._cursor = n
            self.refresh()
            self.action_follow()

    def _base(self) -> Style:
        if self._ground is None:
            self._ground = self.rich_style
        return self._ground

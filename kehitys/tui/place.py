"""A place with a list and the record under its cursor; one of them at a time when narrow."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar
from uuid import UUID

from rich.text import Text
from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.getters import query_one
from textual.widgets import Input

from kehitys import i18n
from kehitys.i18n import N_, _
from kehitys.store.naming import name_of
from kehitys.store.paging import Page
from kehitys.tui.base import PlaceScreen
from kehitys.tui.text_widgets import Words
from kehitys.tui.widgets.fields import LineField
from kehitys.tui.widgets.key_bar import KeyBar
from kehitys.tui.widgets.record_list import STRETCH, Ink, RecordList
from kehitys.tui.widgets.record_pane import RecordPane
from kehitys.tui.widgets.top_bar import TopBar

if TYPE_CHECKING:
    from kehitys.store.journal import Change

WIDE = 100
"""From this many columns on, the list and the record stand side by side."""


class _Search(LineField):
    """What is searched for; enter goes to what was found."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", N_("To the list"), id="place.to_list")
    ]


class ListPlace(PlaceScreen):
    """A searchable list and the record under its cursor. A place says what is in them."""

    CSS_PATH = __file__.replace("place.py", "place.tcss")
    AUTO_FOCUS = "RecordList"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", N_("Back"), id="place.back"),
        Binding("slash", "search", N_("Search"), key_display="/", id="place.search"),
    ]

    OF_THE_LIST: ClassVar[frozenset[str]] = frozenset()
    """Actions that do something to the list, not to the record under its cursor."""

    _wanted_record: UUID | None = None
    _from_elsewhere = False
    _told_width = 0

    records = query_one(RecordList)
    search_field = query_one("#search", LineField)
    filter_line = query_one("#filters", Words)
    detail_words = query_one("#detail-words", Words)
    nothing_words = query_one("#nothing", Words)

    def compose(self) -> ComposeResult:
        """List and record, under the places and over the keys."""
        yield TopBar(self.PLACE)
        with Horizontal(id="panes"):
            with Vertical(id="list-pane"):
                yield _Search(id="search", placeholder=self.search_hint())
                yield Words(id="filters")
                yield Words(id="nothing")
                yield RecordList(self.draw)
            with RecordPane(id="detail-pane"):
                yield Words(id="detail-words")
        yield KeyBar()

    # What a place says of itself.

    def search_hint(self) -> str:
        """What stands in the empty search field."""
        return _("Search")

    def draw(self, record: Any, width: int, ink: Ink) -> Text:
        """One row of the list."""
        raise NotImplementedError

    async def page(self, offset: int, limit: int) -> Page[Any]:
        """Rows of the list as it is searched and filtered now."""
        raise NotImplementedError

    async def position(self, row_id: UUID) -> int | None:
        """Where a record stands in the list as it is searched and filtered now."""
        raise NotImplementedError

    async def detail(self, record: Any) -> Content:
        """The record told whole."""
        raise NotImplementedError

    def table_and_name(self, record: Any) -> tuple[str, str]:
        """The table a record stands in, and what it is called."""
        raise NotImplementedError

    def nothing(self) -> Content:
        """What an empty list says: what the place is for and what to do first."""
        return Content(_("Nothing here yet."))

    def filters(self, total: int) -> Content:
        """The line over the list: what it is narrowed to and how many there are."""
        return Content(str(total))

    # What every place does.

    @property
    def typed(self) -> str:
        """What stands in the search field."""
        return self.search_field.value

    @property
    def current_id(self) -> UUID | None:
        """The record under the cursor."""
        record = self.records.current
        return None if record is None else record.id

    def on_mount(self) -> None:
        """Loads the list when the place is first seen."""
        super().on_mount()
        self._fit()
        self.load()

    @property
    def page_width(self) -> int:
        """How many cells a line of the record has."""
        width = self.app.size.width
        return width - 5 if self.has_class("-narrow") else width * 9 // 20 - 6

    def on_resize(self, event: events.Resize) -> None:  # noqa: ARG002
        """Puts list and record beside each other when there is room, its lines broken anew."""
        self._fit()
        if self.records.current is not None and self.page_width != self._told_width:
            self.tell()

    def _fit(self) -> None:
        narrow = self.app.size.width < WIDE
        if narrow != self.has_class("-narrow"):
            self.set_class(narrow, "-narrow")
            self.refresh_bindings()

    @work(exclusive=True, group="load")
    async def load(self) -> None:
        """Reads the list again and keeps the record that was chosen, or goes to the one wanted."""
        wanted = self._wanted_record
        chosen, before = wanted or self.current_id, self.records.current
        page = await self.page(self.records.first_in_sight, STRETCH)
        if page.offset >= page.total > 0:
            page = await self.page(0, STRETCH)
        row = None
        if chosen is not None:
            ids = [record.id for record in page.rows]
            row = page.offset + ids.index(chosen) if chosen in ids else await self.position(chosen)
            if row is None and wanted is not None:
                self.forget_search()
                row = await self.position(wanted) or 0
                page = await self.page(row // STRETCH * STRETCH, STRETCH)
            elif row is not None and not page.offset <= row < page.offset + STRETCH:
                page = await self.page(row // STRETCH * STRETCH, STRETCH)
        if self._wanted_record == wanted:
            self._wanted_record = None
        self.records.show(page, cursor=row)
        self.filter_line.say(self.filters(page.total))
        self.tell()
        if row is None and before is not None and self._from_elsewhere:
            await self._tell_if_deleted(before)
        self._from_elsewhere = False

    def heard(self, change: Change) -> None:
        """Loads again, and remembers whether another window did it."""
        if change.tables & self.SHOWS:
            self._from_elsewhere = not change.label
            self.load()

    async def _tell_if_deleted(self, record: Any) -> None:
        """Says what has gone from under the cursor because another window deleted it."""
        table, name = self.table_and_name(record)
        row = (table, record.id)
        if not await self.app.ask(lambda connection: name_of(connection, row, i18n.current())):
            self.remove_class("-reading")
            self.records.focus()
            told = _("%(name)s was deleted in another window.")
            self.app.tell(told % {"name": name}, problem=True)

    @work(exclusive=True, group="load")
    async def load_from_top(self) -> None:
        """Reads another list: a search or a filter changed."""
        page = await self.page(0, STRETCH)
        before = self.records.current
        self.records.show(page, cursor=0)
        self.filter_line.say(self.filters(page.total))
        if before is not None and self.records.current == before:
            # The record is the same, but why it was found is not.
            self.tell()

    def show_record(self, row_id: UUID) -> None:
        """Puts the cursor on a record, with the search taken away when it hides it.

        News that come meanwhile begin another load; the record is gone to all the same.
        """
        self._wanted_record = row_id
        self.load()

    def forget_search(self) -> None:
        """Takes search and filters away."""
        with self.prevent(Input.Changed):
            self.search_field.value = ""

    @on(RecordList.Missing)
    @work(group="load")
    async def fetch_missing(self, message: RecordList.Missing) -> None:
        """Reads rows that came into sight."""
        self.records.put(await self.page(message.offset, STRETCH))

    @on(RecordList.Marked)
    def tell_marked(self) -> None:
        """Tells the record under the cursor."""
        self.tell()
        self.refresh_bindings()

    @work(exclusive=True, group="detail")
    async def tell(self) -> None:
        """Shows the record under the cursor, or what to do when there is none."""
        record = self.records.current
        nothing = self.records.total == 0
        self.nothing_words.set_class(nothing, "-shown")
        if nothing:
            self.nothing_words.say(self.nothing())
            self.detail_words.say("")
        if record is None:
            return
        self._told_width = self.page_width
        self.detail_words.say(await self.detail(record))

    # A decorated handler is called beside the one that overrides it; this one is never overridden.
    @on(RecordList.Opened)
    def opened(self) -> None:
        """Opens the record under the cursor, as its place does."""
        self.open_record()

    def open_record(self) -> None:
        """Goes to the record itself."""
        self.add_class("-reading")
        self.query_one("#detail-pane").focus()

    @on(Input.Changed, "#search")
    def narrow(self) -> None:
        """Lists what matches, while one types."""
        self.load_from_top()

    @on(Input.Submitted, "#search")
    def to_list(self) -> None:
        """Goes from the search to what it found."""
        self.records.focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """What works now: nothing of the list while a record is read alone."""
        if not self.is_mounted:
            return True
        alone = self.has_class("-narrow") and self.has_class("-reading")
        if action in self.OF_THE_LIST:
            return not alone
        if action == "search":
            return not alone and self.focused is not self.search_field
        if action == "back":
            return bool(self._in_record or self.focused is self.search_field or self.typed)
        return True

    @property
    def _in_record(self) -> bool:
        pane = self.query_one("#detail-pane")
        return self.has_class("-reading") or self.focused is pane

    def on_key(self, event: events.Key) -> None:
        """Arrow down leads from the search to the list."""
        if event.key == "down" and self.focused is self.search_field:
            event.stop()
            self.records.focus()

    def action_search(self) -> None:
        """Puts the cursor in the search field."""
        self.remove_class("-reading")
        self.search_field.focus()

    def action_back(self) -> None:
        """Leaves the record, then the search field, then the search."""
        if self._in_record:
            self.remove_class("-reading")
            self.records.focus()
        elif self.focused is self.search_field and (self.records.total or not self.typed):
            self.records.focus()
        elif self.typed:
            self.search_field.value = ""

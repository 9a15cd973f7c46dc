"""Today: what wants the person now, in the order of urgency."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from textual import events, on, work
from textual.app import ComposeResult
from textual.getters import query_one

from kehitys import i18n
from kehitys.i18n import N_
from kehitys.store import today as store
from kehitys.store.today import TodayPage
from kehitys.tui.base import PlaceScreen
from kehitys.tui.today import lines
from kehitys.tui.widgets.key_bar import KeyBar
from kehitys.tui.widgets.link_list import LinkList
from kehitys.tui.widgets.top_bar import TopBar

WIDE = 100
TALL = 32
"""From so many rows on there is air between the lines."""


class Today(PlaceScreen):
    """The first screen of the day."""

    PLACE = "today"
    ABOUT = N_("What wants you now: the next workshops, the experiments that wait, what changed.")
    SHOWS: ClassVar[frozenset[str]] = frozenset(
        {"workshop", "workshop_day", "block", "experiment", "point", "step", "run", "run_fact"}
    )
    AUTO_FOCUS = "#doing"
    # The default sheet is read with the app's own; `CSS` has every sheet read again.
    DEFAULT_CSS = """
    Today { layout: horizontal; }
    Today LinkList { width: 1fr; height: 1fr; margin: 1 1 0 1; }
    Today.-narrow #waiting { display: none; }
    """

    _offered: frozenset[UUID] = frozenset()
    """The runs to go on with that are listed now."""

    _page: TodayPage | None = None

    doing = query_one("#doing", LinkList)
    waiting = query_one("#waiting", LinkList)

    def compose(self) -> ComposeResult:
        """Two lists side by side; one when narrow."""
        yield TopBar(self.PLACE)
        yield LinkList(id="doing")
        yield LinkList(id="waiting")
        yield KeyBar()

    def on_mount(self) -> None:
        """Shows at once what was read before the first frame."""
        super().on_mount()
        self.set_class(self.app.size.width < WIDE, "-narrow")
        self.watch(self.app, "second_folder_behind", self._remind, init=False)
        if self.app.first_page is not None:
            self.show(self.app.first_page)
            self.app.first_page = None
        elif self.app.file_id:
            self.load()
        elif self.app.older:
            self.add_class("-narrow")
            self.doing.show(lines.coming_up())

    def _remind(self) -> None:
        """Says that the copies on the other disk are old, or no longer."""
        if self._page is not None:
            self.show(self._page)

    def on_resize(self, event: events.Resize) -> None:  # noqa: ARG002
        """Puts the lists beside each other when there is room."""
        if self._page is not None:
            self.show(self._page)

    @work(exclusive=True, group="load")
    async def load(self) -> None:
        """Reads the page again."""
        today, me = self.app.today.date(), self.app.me
        self.show(await self.app.ask(lambda c: store.page(c, me, today, i18n.current())))

    def show(self, page: TodayPage) -> None:
        """Shows what was read."""
        self._page = page
        today, now, size = self.app.today.date(), self.app.now(), self.app.size
        narrow, airy = size.width < WIDE, size.height >= TALL
        behind = self.app.second_folder_behind
        self.set_class(narrow or page.empty, "-narrow")
        if page.empty:
            self.doing.show(lines.welcome(behind))
            self.waiting.show([])
            return
        runs = frozenset(run.run_id for run in page.unfinished)
        if narrow:
            told, beside = lines.everything(page, today, now, behind, airy=airy), []
        else:
            told = lines.doing(page, today, airy=airy)
            beside = lines.waiting(page, today, now, behind)
        self.doing.show(told, from_top=bool(runs - self._offered))
        self.waiting.show(beside)
        self._offered = runs
        if narrow and self.focused is self.waiting:
            self.doing.focus()

    @on(LinkList.Beyond)
    def cross(self, message: LinkList.Beyond) -> None:
        """Takes the cursor from one list to the other."""
        other = self.waiting if message.by > 0 else self.doing
        if other is not message.links and other.display and other.leads_somewhere:
            other.focus()

    @on(LinkList.Followed)
    def follow(self, message: LinkList.Followed) -> None:
        """Opens what the line is about."""
        kind, about = message.target.kind, message.target.id
        if isinstance(about, UUID):
            self.app.open_record(kind, about)
        elif kind == "place":
            self.app.action_go(about)
        elif about == "backups":
            self.app.action_backups()
        else:
            self.app.action_help()

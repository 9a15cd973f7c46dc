"""A method's page on its own, to read and leave, over whatever is going on."""

from __future__ import annotations

from functools import partial
from typing import ClassVar
from uuid import UUID

from textual import events, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll

from kehitys import i18n
from kehitys.i18n import N_, _
from kehitys.tui.base import KehitysScreen
from kehitys.tui.methods import page
from kehitys.tui.methods.reading import read_page
from kehitys.tui.text_widgets import Words
from kehitys.tui.widgets.demo_banner import DemoBanner
from kehitys.tui.widgets.key_bar import KeyBar


class MethodReader(KehitysScreen):
    """One method told whole; nothing is changed here, and a run goes on behind it."""

    ABOUT = N_("How the method goes, to read. esc leads back to what it was opened from.")
    SHOWS: ClassVar[frozenset[str]] = frozenset(
        {"method", "method_edition", "toolkit", "run", "block_rating"}
    )
    CSS = """
    MethodReader {
        #reader-scroll { height: 1fr; padding: 1 0 1 2; scrollbar-size-vertical: 1; }
        #reader-words { height: auto; width: 1fr; padding: 0 2 0 0; }
    }
    """
    AUTO_FOCUS = "#reader-scroll"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", N_("Back"), id="reader.leave"),
    ]

    def __init__(self, method_id: UUID) -> None:
        super().__init__()
        self._method_id = method_id

    def compose(self) -> ComposeResult:
        """The page over the keys."""
        yield DemoBanner()
        with VerticalScroll(id="reader-scroll", can_focus=True):
            yield Words(id="reader-words")
        yield KeyBar()

    def on_mount(self) -> None:
        """Reads the method."""
        super().on_mount()
        self.load()

    def on_resize(self, event: events.Resize) -> None:  # noqa: ARG002
        """Breaks the lines anew."""
        self.load()

    @work(exclusive=True, group="load")
    async def load(self) -> None:
        """Reads the method again; leaves when it is gone."""
        me = self.app.me
        found = await self.app.ask(partial(read_page, method_id=self._method_id, me=me))
        if found is None:
            self.app.tell(_("This was deleted in the meantime. Undo brings it back."))
            self.dismiss()
            return
        told = page.told(found, i18n.current(), self.app.size.width - 6, linked=False)
        self.query_one("#reader-words", Words).say(told)

    def action_leave(self) -> None:
        """Back to where it was opened from."""
        self.dismiss()

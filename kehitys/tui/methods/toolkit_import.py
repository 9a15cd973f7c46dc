"""A toolkit to be imported: read, shown with what it changes or what is wrong, then taken in."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.getters import query_one
from textual.widgets import Button

from kehitys import i18n
from kehitys.domain.problems import Fault, Problem
from kehitys.domain.progress import Progress, Stopped
from kehitys.domain.toolkits import MethodName, ToolkitChange
from kehitys.domain.words import said_in
from kehitys.files.importing import Brought, bring
from kehitys.i18n import N_, _, ngettext
from kehitys.operations.toolkits import import_toolkit
from kehitys.tui.base import Modal
from kehitys.tui.text_widgets import Press, Words
from kehitys.tui.widgets.hanging import hanging
from kehitys.tui.widgets.key_bar import KeyBar

if TYPE_CHECKING:
    from sqlalchemy import Connection

MOST_NAMED = 200
"""How many methods, or faults, are told one by one."""
SCROLL_BAR = 2
"""The cells it takes once there is more than fits."""
BAR = 30
"""The cells of the bar."""


class ToolkitImport(Modal):
    """Reads a folder or a zip, shows what importing it changes, and imports it when told to."""

    CSS = """
    ToolkitImport { align: center middle; background: $background 60%; }
    ToolkitImport #import { width: 90; max-width: 96%; height: auto; max-height: 88%;
        background: $background; border: round $accent; padding: 0 2; }
    ToolkitImport #import-title { text-style: bold; color: $accent; }
    ToolkitImport #import-scroll { height: auto; max-height: 45vh; margin-top: 1; }
    ToolkitImport #import-buttons { height: 1; margin-top: 1; }
    ToolkitImport Press { margin-right: 2; }
    """
    AUTO_FOCUS = "#import-scroll"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", N_("Import"), id="import.take"),
        Binding("escape", "leave", N_("Back"), id="import.leave"),
    ]

    title_words = query_one("#import-title", Words)
    state_words = query_one("#import-state", Words)
    list_words = query_one("#import-list", Words)

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        self._stop = Event()
        self._busy = False
        self._brought: Brought | None = None

    def compose(self) -> ComposeResult:
        """What is read, how far it is, what it changes, and the two ways out."""
        with Vertical(id="import"):
            yield Words(self._path.name or str(self._path), id="import-title")
            yield Words(_("Reading"), id="import-state")
            with VerticalScroll(id="import-scroll", can_focus=True):
                yield Words(id="import-list")
            with Horizontal(id="import-buttons"):
                yield Press(f"{_('Import')}  enter", id="take")
                yield Press(f"{_('Back')}  esc", id="leave")
        yield KeyBar()

    def on_mount(self) -> None:
        """Begins to read."""
        self._read()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """There is something to import once it has been read without a fault."""
        return action != "take" or self._ready

    @property
    def _ready(self) -> bool:
        change = self._brought and self._brought.change
        return bool(change and not change.nothing and not self._busy)

    @on(Button.Pressed)
    def press(self, event: Button.Pressed) -> None:
        """Imports or leaves with the mouse."""
        if event.button.id == "leave":
            self.action_leave()
        elif self._ready:
            self.action_take()

    def action_leave(self) -> None:
        """Stops what is being done, or closes the window."""
        if self._busy:
            self._stop.set()
        else:
            self.dismiss(None)

    @work(group="load")
    async def _read(self) -> None:
        loop = asyncio.get_running_loop()

        def ask(query: Callable[[Connection], object]) -> object:
            return asyncio.run_coroutine_threadsafe(self.app.ask(query), loop).result()

        self._begin()
        try:
            self._brought = await asyncio.to_thread(
                bring, self._path, ask, self._progress(loop, N_("Reading"))
            )
        except Stopped as problem:
            self.app.tell_problem(problem)
            self.dismiss(None)
            return
        finally:
            self._end()
        self._tell(self._brought)

    @work(group="save")
    async def action_take(self) -> None:
        """Takes the toolkit in, all of it or nothing."""
        assert self._brought is not None
        assert self._brought.toolkit is not None
        progress = self._progress(asyncio.get_running_loop(), N_("Importing"))
        taking = partial(import_toolkit, toolkit=self._brought.toolkit, progress=progress)
        self._begin()
        try:
            await self.app.back_up("before_import")
            change: ToolkitChange = await self.app.carry_out(taking)
        except Problem as problem:
            self.app.tell_problem(problem)
            self._tell(self._brought)
            return
        finally:
            self._end()
        count = len(change.new) + len(change.changed)
        told = ngettext(
            "Imported %(n)s method. The palette’s “Remove a toolkit” takes it out again.",
            "Imported %(n)s methods. The palette’s “Remove a toolkit” takes them out again.",
            count,
        )
        self.app.tell(told % {"n": count})
        self.dismiss(change)

    def _begin(self) -> None:
        self._busy = True
        self._stop.clear()
        self._offer()

    def _end(self) -> None:
        self._busy = False
        if self.is_mounted:
            self._offer()

    def _offer(self) -> None:
        self.query_one("#take").display = self._ready
        self.refresh_bindings()

    def _progress(self, loop: asyncio.AbstractEventLoop, label: str) -> Progress:
        """Draws the bar from another thread, and stops that when the person wants it stopped."""

        def progress(done: int, total: int) -> None:
            if self._stop.is_set():
                raise Stopped
            if done % max(1, total // 100) == 0:
                loop.call_soon_threadsafe(self._draw, label, done, total)

        return progress

    def _draw(self, label: str, done: int, total: int) -> None:
        if self._busy and self.is_mounted:
            full = BAR * done // max(total, 1)
            bar = Content.styled("█" * full, "$accent") + Content.styled(
                "░" * (BAR - full), "$foreground-muted"
            )
            self.state_words.say(Content.assemble(_(label), "  ", bar, f"  {done}/{total}"))

    def _tell(self, brought: Brought) -> None:
        change = brought.change
        if change is None:
            n = len(brought.faults)
            count = ngettext("%(n)s fault.", "%(n)s faults.", n) % {"n": n}
            self.state_words.say(f"{count} {_('Nothing was imported.')}")
            width = self.list_words.container_size.width - SCROLL_BAR
            self.list_words.say(Content("\n").join(_faults(brought.faults, self._path, width)))
        else:
            self.title_words.say(_heading(change))
            self.state_words.say(
                _("The library has all of it already.")
                if change.nothing
                else _("This version is older than the one in the library.")
                if change.older
                else _("This is what would change.")
            )
            self.list_words.say(Content("\n").join(_changes(change)))
        self._offer()


def _heading(change: ToolkitChange) -> str:
    name = said_in(change.names, i18n.current()).text
    version: dict[str, Any] = {"version": change.version}
    told = _("version %(version)s") % version
    if change.old_version not in (None, change.version):
        told = _("version %(old)s → %(new)s") % {"old": change.old_version, "new": change.version}
    return f"{name} · {told}"


def _changes(change: ToolkitChange) -> Iterator[Content]:
    for heading, methods in (
        (_("New ones"), change.new),
        (_("Changed"), change.changed),
        (_("No longer in it"), change.leaving),
    ):
        if methods:
            yield Content.styled(f"{heading} ({len(methods)})", "bold $accent")
            yield from _names(methods)
    yield Content.styled(f"{_('As before')} ({change.same})", "$foreground-muted")


def _names(methods: Sequence[MethodName]) -> Iterator[Content]:
    for each in methods[:MOST_NAMED]:
        yield Content(f"  {said_in(each.names, i18n.current()).text}")
    yield from _more(len(methods) - MOST_NAMED)


def _faults(faults: Sequence[Fault], top: Path, width: int) -> Iterator[Content]:
    for fault in faults[:MOST_NAMED]:
        file = fault.file.removeprefix(str(top)).lstrip("/\\") or top.name
        place = file
        if fault.line:
            place = _("%(file)s, line %(line)d") % {"file": file, "line": fault.line}
        field = f" · {fault.field}" if fault.field else ""
        yield Content.styled(f"{place}{field}", "bold $text-warning")
        yield from hanging(Content(i18n.say(fault.problem, fault.values)), width, "  ")
    yield from _more(len(faults) - MOST_NAMED)


def _more(n: int) -> Iterator[Content]:
    if n > 0:
        told = ngettext("and %(n)s more", "and %(n)s more", n) % {"n": n}
        yield Content.styled(f"  {told}", "$foreground-muted")

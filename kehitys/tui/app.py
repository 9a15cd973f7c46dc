"""The app: its places, its file, and the one road from a key to the database and back."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import ExitStack, suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar
from uuid import UUID

from textual import work
from textual.binding import Binding, BindingType
from textual.signal import Signal

from kehitys import i18n
from kehitys.domain import clock
from kehitys.domain.problems import Problem
from kehitys.i18n import N_, _
from kehitys.store import settings
from kehitys.store.today import TodayPage
from kehitys.tui import garbage, telling, themes
from kehitys.tui.backing_up import BacksUp
from kehitys.tui.base import PLACES, Speaking
from kehitys.tui.opening_files import OpensFiles
from kehitys.tui.places import open_record, screen_of
from kehitys.tui.storeroom import Storeroom
from kehitys.tui.sturdy import Sturdy, stop_if_gone
from kehitys.tui.welcoming import Welcoming

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from kehitys.store.journal import Change, Tx

T = TypeVar("T")

LOOK_AROUND = 0.25
"""Seconds between looks at what other windows did."""


class Kehitys(Sturdy, OpensFiles, BacksUp, Welcoming):
    """The whole of it, over one file."""

    TITLE = "Kehitys"
    CSS_PATH = None
    CSS = telling.CSS
    MODES = {place: screen_of(place) for place in PLACES}
    DEFAULT_MODE = "today"
    ENABLE_COMMAND_PALETTE = True
    COMMAND_PALETTE_BINDING = "ctrl+p"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+z", "undo", N_("Undo"), key_display="ctrl+z", id="app.undo"),
        Binding("ctrl+y", "redo", N_("Redo"), key_display="ctrl+y", show=False, id="app.redo"),
        Binding("f1,question_mark", "help", N_("Help"), key_display="F1", id="app.help"),
        Binding("ctrl+p,f2", "command_palette", N_("Commands"), show=False, id="app.commands"),
        Binding("f8", "language", N_("Language"), show=False, id="app.language"),
        Binding("f7", "theme", N_("Light or dark"), show=False, id="app.theme"),
        # First of all, so that it leaves from a window over the screen too.
        Binding("ctrl+q", "quit", N_("Quit"), show=False, priority=True, id="app.quit"),
    ]

    def __init__(
        self,
        path: Path,
        *,
        demo: bool = False,
        first_page: TodayPage | None = None,
        me: UUID | None = None,
        new: bool = False,
        older: bool = False,
        now: Callable[[], datetime] | None = None,
    ) -> None:
        super().__init__()
        self.settings = settings.load()
        self.demo = demo
        """Whether the open file holds invented data."""
        self.first_page = first_page
        """What Today shows before the database layer is loaded; an older file tells nothing yet."""
        self.me_name = first_page.person_name if first_page else ""
        self.older = older
        """Whether the file is an earlier Kehitys's, and brought up to date as it is opened."""
        self.file_id = ""
        self.changed: Signal[Change] = Signal(self, "changed")
        """Tells every view of each committed change."""
        self.now = now or (lambda: datetime.now(UTC))
        """Says what time it is, UTC."""
        self._new = new
        if new:
            self.hear_nothing()
        self._watching = False
        self.passing = ExitStack()
        """What goes when the app does: the throw-away folder of a demo begun in it."""
        self._own_path = settings.data_file() if demo else path
        self._pending: set[asyncio.Task[Any]] = set()
        self._telling = telling.Telling(self)
        self.store = Storeroom(path, device=self.settings.device, person_id=me, now=self.now)
        themes.put_on(self, self.settings.theme)
        if self.settings.keymap:
            self.set_keymap(self.settings.keymap)

    # What every screen may ask.

    @property
    def me(self) -> UUID | None:
        """The person at the keyboard; `None` before anyone has said."""
        return self.store.person_id

    @property
    def today(self) -> datetime:
        """Now, by the wall clock at home."""
        return clock.local(self.now())

    async def ask(self, query: Callable[[Connection], T]) -> T:
        """What a query finds, read on the read thread; a view that has gone is told nothing."""
        found = await self.store.read(query)
        stop_if_gone()
        return found

    def perform(self, operation: Callable[[Tx], Any], *, quietly: bool = False) -> None:
        """Does an operation in the background and says what was done, or what to put right."""
        self._start(self._do(operation, quietly))

    async def carry_out(self, operation: Callable[[Tx], Any], *, quietly: bool = True) -> Any:
        """Does an operation and gives its result; raises `Problem` to the caller.

        The write is the app's own: leaving the screen that asked neither stops nor hides it.
        """
        result = await asyncio.shield(self._start(self._write(operation, quietly)))
        stop_if_gone()
        return result

    def tell(self, sentence: str, *, problem: bool = False) -> None:
        """Says a sentence in the corner of the screen."""
        self._telling.tell(sentence, problem=problem)

    def tell_problem(self, problem: Problem) -> None:
        """Says what the person can put right."""
        self.tell(i18n.say(problem.msgid, problem.values), problem=True)

    def on_idle(self) -> None:
        """Keeps the corner off the cursor, wherever a key has taken it."""
        self._telling.make_way()

    # The road.

    def _start(self, coroutine: Any) -> asyncio.Task[Any]:
        task = asyncio.create_task(coroutine)
        self._pending.add(task)
        task.add_done_callback(self._done)
        return task

    def _done(self, task: asyncio.Task[Any]) -> None:
        self._pending.discard(task)
        fault = None if task.cancelled() else task.exception()
        if fault is not None and not isinstance(fault, Problem):
            self._handle_exception(fault if isinstance(fault, Exception) else RuntimeError(fault))

    async def _do(self, operation: Callable[[Tx], Any], quietly: bool) -> None:
        try:
            await self._write(operation, quietly)
        except Problem as problem:
            self.tell_problem(problem)

    async def _write(self, operation: Callable[[Tx], Any], quietly: bool) -> Any:
        change, result = await self.store.write(operation)
        self._publish(change)
        if change.undoable and not quietly:
            self.tell(_("Done: %(done)s. Undo with ctrl+z.") % {"done": _(change.label)})
        return result

    def _publish(self, change: Change) -> None:
        self.changed.publish(change)
        # What is written while the app is being taken down comes back to no screen.
        if self.screen_stack:
            self.screen.refresh_bindings()

    async def settled(self) -> None:
        """Waits until everything being written has been written and told."""
        while self._pending:
            await asyncio.gather(*self._pending, return_exceptions=True)

    # From the first frame on.

    def on_mount(self) -> None:
        """Begins to open the file once the first frame stands."""
        self.call_after_refresh(self._after_first_frame)

    def _after_first_frame(self) -> None:
        from kehitys.store.passing_folder import sweep

        garbage.begin_to_look()
        if self._new:
            self.welcome()
        else:
            self.open_file()
        self._start(asyncio.to_thread(sweep))
        self.set_interval(LOOK_AROUND, self._look_around_again, name="look-around")

    def _speaking(self) -> list[Any]:
        return [
            screen
            for stack in self._screen_stacks.values()
            for screen in stack
            if isinstance(screen, Speaking)
        ]

    def _look_around_again(self) -> None:
        if self._watching:
            self.look_around()

    @work(exclusive=True, group="news")
    async def look_around(self) -> None:
        """Shows what another window did."""
        from kehitys.store.journal import Change

        tables = await self.store.news()
        if tables:
            self.changed.publish(Change(label="", tables=tables))

    def open_record(self, kind: str, row_id: UUID) -> None:
        """Goes to the place of a record and opens it there."""
        open_record(self, kind, row_id)

    # Keys.

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Says once, for keys, palette and help, what works now."""
        if action == "leave_demo":
            return self.demo
        return super().check_action(action, parameters)

    def action_go(self, place: str) -> None:
        """Goes to one of the five places."""
        self.switch_mode(place)

    @work(group="write")
    async def action_undo(self) -> None:
        """Takes back the last thing the person did, and says what it was."""
        from kehitys.store import undoing

        await self._back_or_forth(undoing.undo, N_("Undone: %(done)s"))

    @work(group="write")
    async def action_redo(self) -> None:
        """Brings back what was undone last, and says what it was."""
        from kehitys.store import undoing

        await self._back_or_forth(undoing.redo, N_("Done again: %(done)s"))

    async def _back_or_forth(self, operation: Callable[[Tx], Any], sentence: str) -> None:
        from kehitys.store.naming import name_of

        try:
            change, _result = await self.store.write(operation)
        except Problem as problem:
            self.tell_problem(problem)
            return
        done = _(change.label)
        if change.rows:
            named = await self.ask(
                lambda connection: name_of(connection, change.rows[0], i18n.current())
            )
            done = f"{done} · {named}" if named else done
        self._publish(change)
        self.tell(_(sentence) % {"done": done})

    def action_help(self) -> None:
        """Shows every key that works here."""
        from kehitys.tui.help import Help

        if not isinstance(self.screen, Help):
            self.push_screen(Help(self.screen))

    def action_command_palette(self) -> None:
        """Opens the palette of commands."""
        from kehitys.tui.commands import Palette

        if self.use_command_palette and not Palette.is_open(self):  # type: ignore[arg-type]
            self.push_screen(Palette())

    @work
    async def action_language(self) -> None:
        """Asks which language to speak, and speaks it at once."""
        from kehitys.tui.pick import Pick

        names = [(lang, name) for lang, name in i18n.NATIVE_NAMES.items()]
        chosen = await self.push_screen_wait(Pick(_("Language"), names, chosen=i18n.current()))
        if isinstance(chosen, str):
            self.speak(chosen)

    def speak(self, lang: str) -> None:
        """Speaks another language, on every screen there is."""
        i18n.use(lang)
        self.keep_settings(replace(self.settings, language=lang))
        for screen in self._speaking():
            screen.retell()

    def action_theme(self) -> None:
        """Changes between dark and light."""
        self.theme = themes.other(self.theme)
        self.keep_settings(replace(self.settings, theme=self.theme))

    def action_help_quit(self) -> None:
        """Says how to leave, to those who press ctrl+c."""
        self.tell(_("Press ctrl+q to leave Kehitys. Everything is saved."))

    async def action_quit(self) -> None:
        """Waits for what is being written, then leaves."""
        for screen in self._speaking():
            screen.before_quitting()
        await self.settled()
        self.exit()

    async def on_unmount(self) -> None:
        """Lets go of the file."""
        with suppress(Problem):
            await self.store.close()
        self.passing.close()

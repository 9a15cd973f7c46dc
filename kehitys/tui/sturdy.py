"""What keeps the app standing: a disk that refuses, a window that waits, a fault of our own."""

from __future__ import annotations

import asyncio
import os
import select
import signal
import sys
from asyncio import CancelledError
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from functools import partial
from threading import Thread, Timer
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, ClassVar

from rich.text import Text
from textual import work
from textual.app import App
from textual.binding import Binding, BindingType
from textual.worker import NoActiveWorker, WorkerFailed, get_current_worker

from kehitys import i18n
from kehitys.domain.problems import Problem
from kehitys.i18n import N_, _
from kehitys.store import settings, surroundings

if TYPE_CHECKING:
    from kehitys.tui.app import Kehitys
    from kehitys.tui.widgets.saving_line import SavingLine

BUG = 70
"""What the program tells the shell when it has failed."""

PATIENCE = 1.0
"""Seconds that a write may wait for another window before the screen says so."""

_LOOK = 0.25

_FAREWELL = 10.0
"""Seconds that the app takes at most to end when the system tells it to."""

_ENDED_BY = 128
"""What is added to the number of the signal that ended the program, as shells do."""


class Sturdy(App[None]):
    """An app that tells what the person can put right, and ends plainly for what they cannot."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f4", "check_file", N_("Check the file"), show=False, id="app.check_file"),
    ]

    _saving_line: SavingLine | None = None
    _leaving: asyncio.Task[None] | None = None
    _listened: Mapping[signal.Signals, Any] = MappingProxyType({})
    """What listened to each signal before."""
    _unsaved_told = False

    if TYPE_CHECKING:

        @property
        def _kehitys(self) -> Kehitys: ...
    else:

        @property
        def _kehitys(self):
            return self

    def on_mount(self) -> None:
        """Begins to watch for writes that wait, and for being told to end."""
        self.set_interval(_LOOK, self._look_for_waiting, name="patience")
        loop = asyncio.get_running_loop()
        listened = {}
        for name in ("SIGTERM", "SIGHUP"):
            # Windows has neither; only the main thread may listen.
            with suppress(AttributeError, ValueError):
                sign = getattr(signal, name)
                listened[sign] = signal.signal(sign, partial(self._end, loop))
        self._listened = listened
        if not self.is_headless and sys.stdin.isatty() and hasattr(select, "poll"):
            Thread(target=self._watch_terminal, args=(loop,), name="terminal", daemon=True).start()

    async def on_unmount(self) -> None:
        """Listens no more."""
        for sign, before in self._listened.items():
            signal.signal(sign, before)

    def _end(self, loop: asyncio.AbstractEventLoop, sign: int, _frame: object) -> None:
        """Leaves as ctrl+q does: what is being written is written, what is typed is kept.

        Told a second time it ends at once. It is not the loop that listens, for the loop stands
        still while a terminal takes no more, and when that has gone nothing would end it.
        """
        signal.signal(sign, signal.SIG_DFL)
        self._take_leave(loop, _ENDED_BY + sign)

    def _watch_terminal(self, loop: asyncio.AbstractEventLoop) -> None:
        """Leaves when the terminal has gone and nobody said so, on a thread of its own."""
        watched = select.poll()
        watched.register(sys.stdin.fileno(), 0)
        if any(what & select.POLLHUP for _file, what in watched.poll()):
            self._take_leave(loop, _ENDED_BY + signal.SIGHUP)

    def _take_leave(self, loop: asyncio.AbstractEventLoop, code: int) -> None:
        at_the_latest = Timer(_FAREWELL, os._exit, (code,))
        at_the_latest.daemon = True
        at_the_latest.start()
        # The loop may have been closed by then.
        with suppress(RuntimeError):
            loop.call_soon_threadsafe(self._begin_to_leave, code)

    def _begin_to_leave(self, code: int) -> None:
        if self._leaving is None:
            self._leaving = asyncio.create_task(self._leave(code))

    async def _leave(self, code: int) -> None:
        await self.action_quit()
        self._return_code = code

    # The settings.

    def keep_settings(self, changed: settings.Settings) -> None:
        """Saves the laptop's settings; what the disk does not take holds until the app is left."""
        try:
            self._kehitys.settings = settings.save(changed)
        except OSError as fault:
            self._kehitys.settings = changed
            if not self._unsaved_told:
                self._unsaved_told = True
                self._kehitys.tell_problem(settings.unsaved(fault))

    @work
    async def action_check_file(self) -> None:
        """Looks through the whole file and shows what is wrong in it."""
        from kehitys.tui.check_result import CheckResult

        if not isinstance(self.screen, CheckResult):
            await self.push_screen_wait(CheckResult(self._kehitys.store.path))

    def warn_of_place(self) -> None:
        """Says once for each file what can go wrong where it stands, and what to do."""
        app = self._kehitys
        place = surroundings.place_of(app.store.path)
        if not place or app.settings.warned.get(app.file_id) == place:
            return
        from kehitys.tui.notice import Notice

        warned = {**app.settings.warned, app.file_id: place}
        app.keep_settings(replace(app.settings, warned=warned))
        title, lines = place_words(place)
        self.push_screen(Notice(title, lines))

    # Faults.

    def _handle_exception(self, error: Exception) -> None:
        """Tells a `Problem` that a reading met; anything else is a fault of ours and ends the app.

        Textual would print a traceback with what people have written in it.
        """
        fault = error.error if isinstance(error, WorkerFailed) else error
        if isinstance(fault, Problem) and isinstance(error, WorkerFailed):
            self._kehitys.tell_problem(fault)
            return
        first = self._exception is None
        if first:
            self._exception = error
            self._exception_event.set()
            problem = self._of_the_file(fault)
            said = self._last_words(fault) if problem is None else i18n.say(problem.msgid, {})
            # The terminal folds the lines, so that a path stays one that can be copied.
            self._exit_renderables.append(Text(said, no_wrap=True, overflow="ignore"))
            self._return_code = BUG if problem is None else 1
        self._close_messages_no_wait()

    def _of_the_file(self, fault: BaseException) -> Problem | None:
        """What to tell when what a damaged file holds was met only after it was read."""
        from kehitys.store import blame

        if not isinstance(fault, blame.FAULTS):
            return None
        return blame.told(fault, self._kehitys.store.path)

    def _last_words(self, fault: BaseException) -> str:
        from kehitys.store import fault_log

        log = fault_log.keep(fault)
        said = [
            _("Kehitys stopped because of a fault in it. What was saved is safe."),
            _("Start it again: a workshop under way goes on, and drafts are kept."),
        ]
        if log is not None:
            said.append(
                _("The log says what went wrong, without anybody’s data: %(path)s") % {"path": log}
            )
        return "\n".join(said)

    # Waiting.

    def _look_for_waiting(self) -> None:
        if not self.screen_stack:
            return
        waited = self._kehitys.store.waited()
        line = self._saving_line
        if waited >= PATIENCE and (line is None or line.screen is not self.screen):
            from kehitys.tui.widgets.saving_line import SavingLine

            self._hide_line()
            self._saving_line = SavingLine()
            self.screen.mount(self._saving_line)
        elif waited < PATIENCE:
            self._hide_line()

    def _hide_line(self) -> None:
        line, self._saving_line = self._saving_line, None
        if line is not None and line.is_attached:
            line.remove()


def stop_if_gone() -> None:
    """Ends the worker that asks once its view is being taken down; no worker, nothing happens.

    A view loses what it is made of before its workers are cancelled. One that came back from the
    file in between would draw on widgets that are no more. Raises `CancelledError`.
    """
    try:
        view = get_current_worker().node
    except NoActiveWorker:
        return
    if view._pruning or view._closing:
        raise CancelledError


def place_words(place: str) -> tuple[str, tuple[str, ...]]:
    """What to say of a file in a cloud folder or on a network disk: a title, and paragraphs."""
    if place == surroundings.CLOUD:
        return _("This file is in a cloud folder"), (
            _(
                "The cloud copies the file while it is in use. When two computers have it open, "
                "one’s changes can end up in a second copy of the file, and be missed."
            ),
            _(
                "Keep the file in a folder of this computer’s own. "
                "Backups may well be in the cloud."
            ),
            _("Until you move it, Kehitys writes it in a slower and safer way."),
        )
    return _("This file is on a network disk"), (
        _(
            "Network disks do not always keep two windows from writing at once, and the "
            "connection may go in the middle of saving."
        ),
        _(
            "Keep the file on this computer’s own disk, and open it on one computer at a time. "
            "Backups may well be on the network disk."
        ),
        _("Until you move it, Kehitys writes it in a slower and safer way."),
    )

"""What keeps the app standing: a disk that refuses, a window that waits, a fault of our own."""

from __future__ import annotations

from asyncio import CancelledError
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual import work
from textual.app import App
from textual.binding import Binding, BindingType
from textual.worker import NoActiveWorker, WorkerFailed, get_current_worker

from kehitys import i18n
from kehitys.domain.problems import Problem
from kehitys.i18n import N_, _
from kehitys.store import surroundings

if TYPE_CHECKING:
    from kehitys.tui.app import Kehitys
    from kehitys.tui.widgets.saving_line import SavingLine

BUG = 70
"""What the program tells the shell when it has failed."""

PATIENCE = 1.0
"""Seconds that a write may wait for another window before the screen says so."""

_LOOK = 0.25


class Sturdy(App[None]):
    """An app that tells what the person can put right, and ends plainly for what they cannot."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f4", "check_file", N_("Check the file"), show=False, id="app.check_file"),
    ]

    _saving_line: SavingLine | None = None

    if TYPE_CHECKING:

        @property
        def _kehitys(self) -> Kehitys: ...
    else:

        @property
        def _kehitys(self):
            return self

    def on_mount(self) -> None:
        """Begins to watch for writes that wait."""
        self.set_interval(_LOOK, self._look_for_waiting, name="patience")

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

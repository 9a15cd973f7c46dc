"""Writing down what is said while a run goes on: the line, its draft, the steps it is shut in."""

from __future__ import annotations

from functools import partial
from time import monotonic
from uuid import UUID

from textual import events, on, work
from textual.actions import parse
from textual.getters import query_one

from kehitys import i18n
from kehitys.domain.live import Clock, Run
from kehitys.domain.problems import Problem
from kehitys.i18n import _
from kehitys.operations import catches, drafts
from kehitys.store import drafts as stored_drafts
from kehitys.tui.base import KehitysScreen
from kehitys.tui.workshops.capture import CaptureLine

DRAFT_EVERY = 1.0
"""Seconds between two savings of what is being typed."""
DEAF = 1.5
"""Seconds for which letters do nothing when the line was shut on somebody who types."""


class WritingDown(KehitysScreen):
    """A screen over a run with a line to write in."""

    line = query_one(CaptureLine)

    def __init__(self, run_id: UUID) -> None:
        super().__init__()
        self.run_id = run_id
        self._live: Run | None = None
        self._drafted = ""
        self._unsaved = False
        self._saved_at = -DRAFT_EVERY
        self._deaf_until = 0.0

    def seen(self) -> Clock | None:
        """The run at this moment; `None` until it has been read."""
        raise NotImplementedError

    def may_write(self) -> bool:
        """Whether what is said now may be written down."""
        seen = self.seen()
        return seen is not None and seen.may_record

    async def load_draft(self) -> None:
        """Puts what was being typed back in the line."""
        place = stored_drafts.live_place(self.run_id)
        self._drafted = await self.app.ask(lambda c: stored_drafts.draft(c, place))
        self.line.put(self._drafted)

    def allow_writing(self, allowed: bool) -> None:
        """Shuts the line when a step begins of which nothing is written, and opens it after."""
        if allowed != self.line.allowed:
            self.line.allow(allowed)
            # A saving on its way when the step began was refused.
            self._drafted, self._unsaved = "", bool(self.line.text)
            self.refresh_bindings()

    def action_capture(self, kind: str) -> None:
        """Opens the line to write down what is said."""
        if self.may_write():
            self.line.open(kind)
            self.refresh_bindings()
        else:
            self._shut()

    def _shut(self) -> None:
        """Says that nothing is written now; letters of one who types on must not be keys."""
        self._deaf_until = monotonic() + DEAF
        self.app.tell(_("Nothing said in this step is written down."), problem=True)

    @on(CaptureLine.Shut)
    def shut_while_typing(self) -> None:
        """A step began of which nothing may be written."""
        self._shut()

    def on_key(self, event: events.Key) -> None:
        """Opens the line here and now, so that letters typed right after its key are text."""
        if not event.is_printable or (self.focused is not None and not self.line.kind):
            return
        if self.line.kind:
            self.line.field.insert_text_at_cursor(event.character or "")
            event.stop()
        elif monotonic() < self._deaf_until:
            self._deaf_until = monotonic() + DEAF
            event.stop()
        elif (active := self.active_bindings.get(event.key)) and active.enabled:
            _of, name, values = parse(active.binding.action)
            if name == "capture":
                self.action_capture(str(values[0]))
                event.stop()

    @on(CaptureLine.Typed)
    def typed(self) -> None:
        """Keeps what is typed, once a second at most."""
        self._unsaved = True
        self.keep_draft_in_time()

    @on(CaptureLine.Closed)
    def keep_typed(self) -> None:
        """Keeps what is typed when the field is left."""
        self.keep_draft()
        self.refresh_bindings()

    def on_screen_suspend(self) -> None:
        """Keeps what is typed when another screen comes in front."""
        self.keep_draft()

    def before_quitting(self) -> None:
        """Keeps what is typed when the app is left."""
        if self._live is not None:
            self.keep_draft()

    def keep_draft_in_time(self) -> None:
        """Stores what is typed when the last time was long enough ago."""
        if self._unsaved and monotonic() - self._saved_at >= DRAFT_EVERY:
            self.keep_draft()

    def keep_draft(self) -> None:
        """Stores what is typed and not stored yet, unless nothing may be written down now."""
        text = self.line.text
        if text == self._drafted:
            self._unsaved = False
        elif self.may_write():
            self._saved_at, self._unsaved, self._drafted = monotonic(), False, text
            place = stored_drafts.live_place(self.run_id)
            self.app.perform(partial(drafts.keep_draft, place=place, text=text), quietly=True)

    @on(CaptureLine.Wanted)
    @work(group="save")
    async def store(self, message: CaptureLine.Wanted) -> None:
        """Stores what was typed; it stays in the field when that is not possible."""
        if self._live is None:
            return
        writing = partial(
            catches.catch,
            workshop_id=self._live.workshop_id,
            kind=message.kind,
            text=message.text,
            run_id=self.run_id,
            lang=i18n.current(),
        )
        try:
            await self.app.carry_out(writing)
        except Problem as problem:
            self.app.tell_problem(problem)
            return
        self._drafted, self._unsaved = "", False
        if self.line.text == message.text:
            self.line.put("")
        self.line.close()

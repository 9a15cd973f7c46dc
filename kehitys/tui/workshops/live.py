"""The live screen: a workshop as it goes on, read from two metres and led with one key a thing."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING, ClassVar
from uuid import UUID

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.getters import query_one

from kehitys import i18n
from kehitys.domain.catches import Catch
from kehitys.domain.live import Clock, Coming, Run, State, state_of, view
from kehitys.domain.problems import Problem
from kehitys.domain.replan import STRATEGIES, Plan, plans
from kehitys.i18n import N_, _, dates
from kehitys.operations import live
from kehitys.store import catches as stored_catches
from kehitys.store import runs
from kehitys.tui.widgets.demo_banner import DemoBanner
from kehitys.tui.widgets.key_bar import KeyBar
from kehitys.tui.workshops import live_words
from kehitys.tui.workshops.capture import CaptureLine
from kehitys.tui.workshops.live_clocks import Bell, TwoClocks
from kehitys.tui.workshops.live_view import CaughtList, ComingList, Painted, StepPane
from kehitys.tui.workshops.live_writing import WritingDown

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from kehitys.store.journal import Tx

TICK = 0.25
"""Seconds between looks at the clock."""
WIDE = 100
TALL = 32
"""From this many rows on the figures are five rows high."""

OF_THE_RUN = frozenset(
    {"next", "back", "stop", "go", "add", "skip", "unskip", "choose", "end", "replan", "capture",
     "harvest", "suggest"}
)  # fmt: skip
"""What can be done only when the run has been read."""


class LiveRun(WritingDown):
    """A run. What it shows is worked out from the stored facts and the clock, nothing else."""

    ABOUT = N_("The workshop as it goes on. Leaving this screen does not stop the clock.")
    SIGNS = live_words.SIGNS
    SHOWS: ClassVar[frozenset[str]] = frozenset(
        {"run", "run_fact", "catch", "workshop", "experiment", "block"}
    )
    CSS_PATH = __file__.replace("live.py", "live.tcss")
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space,right,pagedown", "next", N_("Next"), id="live.next"),
        Binding("enter", "harvest", N_("What came of it"), id="live.harvest"),
        Binding("b,left,pageup", "back", N_("Back"), id="live.back"),
        Binding("r", "replan", N_("Re-plan"), id="live.replan"),
        Binding("t", "stop", N_("Stop the clock"), id="live.stop"),
        Binding("t", "go", N_("Start the clock"), id="live.go"),
        Binding("i", "capture('idea')", N_("Idea"), id="live.idea"),
        Binding("o", "capture('outcome')", N_("Outcome"), id="live.outcome"),
        Binding("p", "capture('parked')", N_("Park it"), id="live.parked"),
        Binding("k", "capture('experiment')", N_("Experiment"), id="live.experiment"),
        Binding("l", "end", N_("End the day"), id="live.end"),
        Binding("h", "skip", N_("Skip"), id="live.skip"),
        Binding("h", "unskip", N_("Take back in"), id="live.unskip"),
        Binding("plus", "add(60)", N_("1 min more"), id="live.more"),
        Binding("minus", "add(-60)", N_("1 min less"), id="live.less"),
        Binding("greater_than_sign", "add(300)", N_("5 min more"), show=False, id="live.more5"),
        Binding("less_than_sign", "add(-300)", N_("5 min less"), show=False, id="live.less5"),
        Binding("up", "choose(-1)", N_("Choose a block"), show=False, id="live.up"),
        Binding("down", "choose(1)", N_("Choose a block"), show=False, id="live.down"),
        Binding("w", "suggest", N_("What could I use now?"), show=False, id="live.suggest"),
        Binding("m", "bell", N_("Bell when time is up, on or off"), show=False, id="live.bell"),
        Binding("ctrl+z", "take_back", N_("Undo"), key_display="ctrl+z", id="live.undo"),
        Binding("escape", "leave", N_("Leave, the clock goes on"), show=False, id="live.leave"),
        Binding("ctrl+q", "quit", N_("Quit, the clock goes on"), show=False, id="live.quit"),
    ]

    head = query_one("#live-head", Painted)
    now = query_one("#now", Painted)
    step_pane = query_one(StepPane)
    coming_list = query_one(ComingList)
    trouble = query_one("#trouble", Painted)
    caught_list = query_one(CaughtList)

    def __init__(self, run_id: UUID) -> None:
        super().__init__(run_id)
        self._state: State | None = None
        self._caught: tuple[Catch, ...] = ()
        self._must_end: datetime | None = None
        self._remembered: dict[UUID, runs.Remembered] = {}
        self._chosen: UUID | None = None
        self._moved = False
        """Whether a coming block was chosen by hand."""
        self._clocks, self._bell = TwoClocks(), Bell()
        self._trouble: tuple[object, str] = ((), "")

    def compose(self) -> ComposeResult:
        """Now to the left, what comes and what was caught to the right."""
        yield DemoBanner()
        yield Painted(id="live-head")
        with Horizontal(id="live-panes"):
            with Vertical(id="left"):
                yield Painted(id="now")
                yield StepPane()
            with Vertical(id="right"):
                yield ComingList()
                yield Painted(id="trouble")
                yield CaughtList()
        yield CaptureLine(self.may_write)
        yield KeyBar()

    def on_mount(self) -> None:
        """Reads the run and looks at the clock from now on."""
        super().on_mount()
        self._fit()
        self.load()
        self.set_interval(TICK, self.tick)

    def on_resize(self, event: events.Resize) -> None:  # noqa: ARG002
        """Makes the most of the room."""
        self._fit()
        self.call_after_refresh(self.paint)

    def _fit(self) -> None:
        size = self.app.size
        self.set_class(size.width < WIDE, "-narrow")
        self.set_class(size.height >= TALL, "-tall")

    # What is known.

    @work(exclusive=True, group="load")
    async def load(self) -> None:
        """Reads the facts again, and what has been caught."""
        first = self._live is None
        try:
            run = await self.app.ask(lambda c: runs.run(c, self.run_id))
        except Problem as problem:
            # A form over it keeps its words; this screen leaves when the form has.
            if self.app.screen is self:
                self.app.tell_problem(problem)
                self.dismiss()
            return
        self._must_end = await self.app.ask(lambda c: runs.must_end(c, self.run_id))
        self._remembered = await self.app.ask(lambda c: runs.remembered(c, self.run_id))
        self._caught = await self.app.ask(lambda c: stored_catches.of_workshop(c, run.workshop_id))
        if first:
            await self.load_draft()
        went_on = self._state is not None and not self._state.ended
        self._live, self._state = run, state_of(run)
        self.paint()
        self.refresh_bindings()
        if went_on and self._state.ended and self.is_current:
            self.open_harvest()

    def seen(self) -> Clock | None:
        """The run at this moment; `None` until it has been read."""
        return None if self._live is None else view(self._live, self.app.now(), self._state)

    def _ahead(self) -> Coming | None:
        """The chosen block ahead; the next one when none has been chosen."""
        seen = self.seen()
        if seen is None or not seen.coming:
            return None
        at = next((one for one in seen.coming if one.block.id == self._chosen), None)
        if at is None:
            self._moved = False
        return at or next((one for one in seen.coming if not one.skipped), seen.coming[0])

    # What is shown.

    def tick(self) -> None:
        """Looks at the clock: paints, rings, keeps what is typed."""
        jumped = self._clocks.jumped(self.app.now(), monotonic())
        if jumped > 0:
            told = dates.length(jumped // 60)
            self.app.tell(
                _("The computer slept %(length)s; the time was counted.") % {"length": told}
            )
        elif jumped < 0:
            self.app.tell(_("The computer’s clock was set back. Look at the times."), problem=True)
        self.paint()
        self.keep_draft_in_time()

    def paint(self) -> None:
        """Paints the run as it stands at this moment."""
        run, state, seen = self._live, self._state, self.seen()
        if run is None or state is None or seen is None or not self.is_attached:
            return
        now, width = self.app.now(), self.size.width
        self.head.paint(live_words.head(run, seen, now, width))
        told = live_words.now_told(run, state, seen, now)
        high = self.has_class("-tall")
        self.now.paint(live_words.now_shown(told, self.now.size.width, high=high))
        self.step_pane.show(run, seen, self._remembered)
        ahead = self._ahead()
        self.coming_list.show(run, seen, ahead.block.id if ahead else None, marked=self._moved)
        self.trouble.paint(
            live_words.trouble(self._too_much(run, seen, now), self.trouble.size.width)
        )
        self.caught_list.show(run, self._caught)
        self.allow_writing(seen.may_record)
        if self._bell.is_due(seen):
            self.app.bell()

    def _too_much(self, run: Run, seen: Clock, now: datetime) -> str:
        """What does not fit, worked out once for each minute and each fact."""
        key = (
            len(run.facts),
            i18n.current(),
            seen.late,
            seen.told_end,
            tuple(one.told for one in seen.coming),
            self._must_end,
        )
        if self._trouble[0] != key:
            words = ""
            if seen.current is not None:
                keep = plans(run, now, self._must_end)[STRATEGIES.index("keep")]
                words = live_words.too_much(keep, seen, run)
            self._trouble = (key, words)
        return self._trouble[1]

    def retell(self) -> None:
        """Says everything in the language spoken now; what is being typed stays."""
        self.line.retell()
        self.paint()
        self.refresh_bindings()

    # Keys.

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """What works now."""
        seen = self.seen()
        if action in ("leave", "quit", "take_back", "bell"):
            return True
        if seen is None:
            return action not in OF_THE_RUN
        ended, stopped = seen.phase == "ended", seen.phase == "stopped"
        if action == "harvest":
            return ended
        if action in ("stop", "go"):
            return not ended and seen.current is not None and stopped == (action == "go")
        if action in ("skip", "unskip"):
            ahead = self._ahead()
            return ahead is not None and not ended and ahead.skipped == (action == "unskip")
        if action in OF_THE_RUN and self.line.kind:
            return False
        if action in ("next", "add", "replan", "end", "choose"):
            return not ended
        return True

    def _do(self, operation: Callable[..., object], *values: object) -> None:
        def done(tx: Tx) -> object:
            return operation(tx, self.run_id, *values)

        self.app.perform(done)

    def action_next(self) -> None:
        """Goes on to the next block."""
        self._do(live.next_block)

    def action_back(self) -> None:
        """Goes back to the block before, or takes back the end."""
        self._do(live.back)

    def action_stop(self) -> None:
        """Stops the clock."""
        self._do(live.stop_clock)

    def action_go(self) -> None:
        """Starts the clock again."""
        self._do(live.go)

    def action_add(self, seconds: int) -> None:
        """Gives the current block more time, or less."""
        self._do(live.add_time, seconds)

    def action_choose(self, by: int) -> None:
        """Chooses another of the blocks ahead."""
        seen, ahead = self.seen(), self._ahead()
        if seen is None or ahead is None:
            return
        ids = [one.block.id for one in seen.coming]
        at = ids.index(ahead.block.id) + by
        self._choose(ids[max(0, min(at, len(ids) - 1))])

    @on(ComingList.Chosen)
    def choose_clicked(self, message: ComingList.Chosen) -> None:
        """Chooses the block that was clicked."""
        self._choose(message.run_block_id)

    def _choose(self, run_block_id: UUID) -> None:
        self._chosen, self._moved = run_block_id, True
        self.paint()
        self.refresh_bindings()

    def action_skip(self) -> None:
        """Leaves out the chosen block."""
        if ahead := self._ahead():
            self._chosen = ahead.block.id
            self._do(live.skip, ahead.block.id)

    def action_unskip(self) -> None:
        """Takes the chosen block back in."""
        if ahead := self._ahead():
            self._do(live.unskip, ahead.block.id)

    def action_end(self) -> None:
        """Ends the workshop; what came of it is shown."""
        self._do(live.end)

    def action_bell(self) -> None:
        """Rings when the time of a block is up, or no longer does."""
        self._bell.on = not self._bell.on
        self.app.tell(_("The bell rings when time is up.") if self._bell.on else _("No bell."))

    @work(group="ask")
    async def action_replan(self) -> None:
        """Compares five ways to go on, and takes the chosen one."""
        from kehitys.tui.workshops.replan import Replan

        plan = await self.app.push_screen_wait(Replan(self.run_id))
        if isinstance(plan, Plan):
            self._do(live.apply_plan, plan)
            self.app.tell(_("The rest is planned anew. Undo with ctrl+z."))

    def action_suggest(self) -> None:
        """Shows what would fit in the time that is left; the run goes on."""
        from kehitys.tui.methods.suggest import WhatNow

        self.app.push_screen(WhatNow(self.run_id))

    def action_take_back(self) -> None:
        """Takes back the last re-planning or skip, or else what was done last."""
        at = live_words.can_take_back(self._live.facts) if self._live else None
        later = [catch for catch in self._caught if at is not None and catch.caught_at > at]
        if at is not None and not later:
            self._do(live.take_back_plan)
            self.app.tell(_("Taken back: the plan is as it was."))
        else:
            self.app.action_undo()

    def action_harvest(self) -> None:
        """Shows what came of it."""
        self.open_harvest()

    def open_harvest(self) -> None:
        """Opens what was caught, over this screen."""
        from kehitys.tui.workshops.harvest import Harvest

        if self._live is not None:
            self.app.push_screen(Harvest(self._live.workshop_id))

    def action_leave(self) -> None:
        """Leaves the screen; the run goes on."""
        self.keep_draft()
        if self._state is not None and not self._state.ended:
            self.app.tell(_("The clock goes on. Today’s first line comes back here."))
        self.dismiss()

    async def action_quit(self) -> None:
        """Leaves the app; the run goes on when it is opened again."""
        self.keep_draft()
        await self.app.action_quit()

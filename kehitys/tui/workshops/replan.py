"""The rest of the day planned anew: five ways side by side, one of them taken."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar
from uuid import UUID

from rich.cells import cell_len
from textual import events, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.getters import query_one

from kehitys.domain.live import Clock, Coming, Run, view
from kehitys.domain.problems import Problem
from kehitys.domain.replan import STRATEGIES, Change, Plan, plans
from kehitys.i18n import N_, _, dates
from kehitys.store import runs
from kehitys.tui.base import Modal
from kehitys.tui.widgets.columns import cut
from kehitys.tui.widgets.hanging import broken
from kehitys.tui.widgets.key_bar import KeyBar
from kehitys.tui.workshops.live_view import Painted
from kehitys.tui.workshops.live_words import clock_time, too_much

if TYPE_CHECKING:
    from datetime import datetime

NAMES = {
    "buffers": N_("buffers"),
    "shorten": N_("shorten"),
    "drop": N_("drop"),
    "move_end": N_("move end"),
    "keep": N_("keep"),
}
ABOUT = {
    "buffers": N_("Spends the buffers and nothing else."),
    "shorten": N_("Spends the buffers, then shortens evenly, never below the least of a block."),
    "drop": N_("Leaves out what could be left out, last first; the closing stays."),
    "move_end": N_("As the one before, and the day ends later. Ask the group first."),
    "keep": N_("Changes nothing."),
}
AROUND_ROWS = 11
"""Rows that are neither blocks nor the foot: what is around the window, its edges, heads, sums."""
AGAIN = 1.0
"""Seconds after which the plans are worked out again."""


class Replan(Modal):
    """Gives the plan taken, or `None`. The plans follow the clock while one compares."""

    SHOWS: ClassVar[frozenset[str]] = frozenset({"run", "run_fact"})
    CSS = """
    Replan {
        align: center middle; background: $background 60%;
        #replan {
            width: 100%; max-width: 122; height: auto; max-height: 96%;
            background: $background; border: round $accent;
        }
        #replan-head { height: auto; padding: 0 1; }
        #replan-rows { height: auto; max-height: 100%; scrollbar-size-vertical: 1; }
        #replan-names, #replan-table, #replan-sums { height: auto; }
        #replan-foot { height: auto; padding: 0 1; margin-top: 1; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", N_("Use this"), id="replan.take"),
        Binding("left", "turn(-1)", N_("Compare"), key_display="← → 1–5", id="replan.previous"),
        Binding("right", "turn(1)", N_("The next"), show=False, id="replan.next"),
        *(
            Binding(str(n), f"choose({n - 1})", NAMES[name], show=False, id=f"replan.{name}")
            for n, name in enumerate(STRATEGIES, 1)
        ),
        Binding("up", "scroll(-1)", N_("Up"), show=False, id="replan.up"),
        Binding("down", "scroll(1)", N_("Down"), show=False, id="replan.down"),
        Binding("escape", "leave", N_("Back"), id="replan.leave"),
    ]

    head = query_one("#replan-head", Painted)
    names = query_one("#replan-names", Painted)
    table = query_one("#replan-table", Painted)
    sums = query_one("#replan-sums", Painted)
    foot = query_one("#replan-foot", Painted)

    def __init__(self, run_id: UUID) -> None:
        super().__init__()
        self.run_id = run_id
        self._live: Run | None = None
        self._must_end: datetime | None = None
        self._plans: tuple[Plan, ...] = ()
        self._at: int | None = None
        self._spots: list[int] = []

    def compose(self) -> ComposeResult:
        """What is too much, the ways side by side, and what the chosen one means."""
        with Vertical(id="replan"):
            yield Painted(id="replan-head")
            yield Painted(id="replan-names")
            with VerticalScroll(id="replan-rows", can_focus=False):
                yield Painted(id="replan-table")
            yield Painted(id="replan-sums")
            yield Painted(id="replan-foot")
        yield KeyBar()

    def on_mount(self) -> None:
        """Works the plans out now and again as the clock goes on."""
        self.app.changed.subscribe(self, self.heard)
        self.load()
        self.set_interval(AGAIN, self.paint)

    @work(exclusive=True, group="load")
    async def load(self) -> None:
        """Reads the facts again."""
        try:
            self._live = await self.app.ask(lambda c: runs.run(c, self.run_id))
        except Problem as problem:
            self.app.tell_problem(problem)
            self.dismiss(None)
            return
        self._must_end = await self.app.ask(lambda c: runs.must_end(c, self.run_id))
        self.paint()

    def on_resize(self, event: events.Resize) -> None:  # noqa: ARG002
        """Fills the new width."""
        self.call_after_refresh(self.paint)

    def retell(self) -> None:
        """Says it in the language spoken now."""
        self.paint()

    @property
    def chosen(self) -> Plan | None:
        """The way that is marked now."""
        return self._plans[self._at] if self._plans and self._at is not None else None

    def paint(self) -> None:
        """Works the five ways out at this moment and shows them."""
        run = self._live
        if run is None:
            return
        now = self.app.now()
        seen = view(run, now)
        self._plans = plans(run, now, self._must_end)
        if self._at is None:
            idle = all(not changed(plan) for plan in self._plans)
            fitting = [n for n, plan in enumerate(self._plans) if plan.fits]
            self._at = len(STRATEGIES) - 1 if idle or not fitting else fitting[0]
        keep = self._plans[STRATEGIES.index("keep")]
        much = too_much(keep, seen, run)
        told = much or _("Everything fits as it is.")
        self.head.paint(
            Content.assemble((told, "bold $text-warning" if much else "bold")), layout=True
        )
        width = min(self.app.size.width, 122) - 2
        wide = width >= 100
        self._spots = columns(width)
        self.names.paint(heading(self._at, width))
        ahead = [one for one in seen.coming if not one.skipped]
        lines = [
            row(run, one, [of(plan, one) for plan in self._plans], self._at, width, wide=wide)
            for one in ahead
        ]
        self.table.paint(Content("\n").join(lines), layout=True)
        sums = (ends(run, self._plans, self._at, width), verdicts(self._plans, self._at, width))
        self.sums.paint(Content("\n").join(sums), layout=True)
        foot = meaning(run, seen, self._plans[self._at])
        self.foot.paint(foot, layout=True)
        # Of a long day the rows scroll, never what each way comes to.
        taken = AROUND_ROWS + len(broken(foot, width - 2))
        self.query_one("#replan-rows").styles.max_height = max(1, self.size.height - taken)

    # Keys.

    def action_choose(self, n: int) -> None:
        """Marks one of the five."""
        self._at = n
        self.paint()

    def action_turn(self, by: int) -> None:
        """Marks the one beside."""
        self.action_choose(((self._at or 0) + by) % len(STRATEGIES))

    def action_scroll(self, by: int) -> None:
        """Moves the rows when there are more than fit."""
        self.query_one("#replan-rows").scroll_relative(y=by, animate=False)

    def on_click(self, event: events.Click) -> None:
        """Marks the column under the mouse; a second click takes it."""
        if event.widget not in (self.names, self.table, self.sums) or not self._spots:
            return
        hit = [n for n, left in enumerate(self._spots) if event.x >= left]
        if hit:
            again = hit[-1] == self._at and event.chain >= 2
            self.action_choose(hit[-1])
            if again:
                self.action_take()

    @work(exclusive=True, group="detail")
    async def action_take(self) -> None:
        """Takes the marked plan if the run still stands as it is shown here."""
        if self._live is None or self._at is None:
            return
        fresh = await self.app.ask(lambda c: runs.run(c, self.run_id))
        if fresh.facts != self._live.facts:
            self._live = fresh
            self.paint()
            self.app.tell(_("The run went on meanwhile. Look once more."), problem=True)
            return
        self.paint()
        plan = self.chosen
        self.dismiss(plan if plan is not None and changed(plan) else None)


def changed(plan: Plan) -> bool:
    """Whether a plan does anything."""
    return any(one.dropped or one.minutes_after != one.minutes_before for one in plan.changes)


def of(plan: Plan, coming: Coming) -> Change:
    """What a plan does to a block."""
    return next(one for one in plan.changes if one.id == coming.block.id)


def columns(width: int) -> list[int]:
    """Where each of the five columns begins."""
    each = 15 if width >= 100 else 12
    return [width - each * (len(STRATEGIES) - n) for n in range(len(STRATEGIES))]


def _line(title: Content | str, cells: Sequence[tuple[str, str]], at: int, width: int) -> Content:
    spots = columns(width)
    each = spots[1] - spots[0]
    first = title if isinstance(title, Content) else Content(title)
    parts: list[Content | str] = [first, " " * max(0, spots[0] - first.cell_length)]
    for n, (text, ink) in enumerate(cells):
        shown = cut(text, each - 1)
        cell = f"{'▏' if n == at else ' '}{shown}{' ' * (each - 1 - cell_len(shown))}"
        parts.append(Content.styled(cell, f"{ink} on $accent 20%" if n == at else ink))
    return Content("").join(parts)


def heading(at: int, width: int) -> Content:
    """The five ways, by the key of each."""
    names = [
        f"{'▸' if n == at else ' '}{n + 1} {_(NAMES[name])}" for n, name in enumerate(STRATEGIES)
    ]
    return _line("", [(name, "bold" if n == at else "") for n, name in enumerate(names)], at, width)


def row(
    run: Run, coming: Coming, changes: Sequence[Change], at: int, width: int, *, wide: bool
) -> Content:
    """A block ahead and what each way does to it."""
    block = coming.block
    facts = []
    if block.fixed:
        facts.append(_("fixed %(time)s") % {"time": clock_time(block.planned_start, run.zone)})
    elif wide and block.min_minutes is not None:
        facts.append(_("at least %(n)d") % {"n": block.min_minutes})
    room = columns(width)[0] - 3
    quiet = (
        cut(" ".join(facts), room // 2 if wide else 6) if facts and wide else "=" if facts else ""
    )
    title = cut(block.title, room - cell_len(quiet) - 1)
    name = Content.assemble(" ", title, " ", (quiet, "$text-muted"))
    return _line(name, [_cell(run, coming, change) for change in changes], at, width)


def _cell(run: Run, coming: Coming, change: Change) -> tuple[str, str]:
    if change.dropped:
        return f"  –   {_('left out')}", "bold $text-warning"
    when = f"{clock_time(change.told, run.zone):>5}"
    sign = "!" if change.late else "✓" if coming.block.fixed else " "
    if change.minutes_after != change.minutes_before:
        return f"{when}{sign}{change.minutes_before}→{change.minutes_after}", "bold"
    return f"{when}{sign}{change.minutes_after}", "$text-warning" if change.late else ""


def ends(run: Run, made: Sequence[Plan], at: int, width: int) -> Content:
    """When the day ends by each way."""
    title = Content.styled(" " + _("the end"), "$text-muted")
    return _line(
        title, [(f"{clock_time(plan.told_end, run.zone):>5}", "") for plan in made], at, width
    )


def verdicts(made: Sequence[Plan], at: int, width: int) -> Content:
    """Whether each way fits."""
    cells = []
    for plan in made:
        if plan.fits:
            cells.append((f"✓ {_('fits')}", "bold $text-success"))
        else:
            cells.append((_("%(n)s over") % {"n": dates.length(plan.over)}, "$text-warning"))
    return _line("", cells, at, width)


def meaning(run: Run, seen: Clock, plan: Plan) -> Content:
    """What the marked way does, and what it leaves undone, in words."""
    much = too_much(plan, seen, run)
    idle = plan.strategy != "keep" and not changed(plan)
    told = _("There is nothing this way could change.") if idle else _(ABOUT[plan.strategy])
    rest = much or _("All fixed times hold; the day ends %(time)s.") % {
        "time": clock_time(plan.told_end, run.zone)
    }
    return Content.assemble((told, ""), "\n", (rest, "bold $text-warning" if much else "bold"))

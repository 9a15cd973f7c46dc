"""The planner: a workshop's agenda on the clock, changed one key at a time."""

from __future__ import annotations

from datetime import time
from functools import partial
from typing import Any, ClassVar
from uuid import UUID

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.getters import query_one

from kehitys import i18n
from kehitys.domain import clock
from kehitys.domain.agenda import Agenda, Placed, agenda_of, materials
from kehitys.domain.gate import Remark, remarks
from kehitys.domain.problems import Problem
from kehitys.domain.workshops import Workshop
from kehitys.i18n import N_, _, ngettext
from kehitys.operations import agenda as operations
from kehitys.operations.methods import save_from_block
from kehitys.store import workshops as store
from kehitys.tui.base import KehitysScreen
from kehitys.tui.pick import Pick
from kehitys.tui.text_widgets import Words
from kehitys.tui.widgets.demo_banner import DemoBanner
from kehitys.tui.widgets.hanging import broken
from kehitys.tui.widgets.key_bar import KeyBar
from kehitys.tui.workshops import block_forms, planner_lines, sheets, workshop_form
from kehitys.tui.workshops import workshop_words as words
from kehitys.tui.workshops.agenda_list import AgendaList
from kehitys.tui.workshops.block_page import block_page

WIDE = 100
"""From this many columns on, the block stands beside the agenda."""

_MOVE = Binding.Group(N_("Move"), compact=True)
_MINUTE = Binding.Group(N_("1 min"), compact=True)
_FIVE = Binding.Group(N_("5 min"), compact=True)
_OF_A_BLOCK = frozenset({"swap", "edit", "delete", "lock", "change", "move"})


class Planner(KehitysScreen):
    """The agenda of one workshop."""

    ABOUT = N_("The agenda: add blocks, swap methods, move and stretch them; the clock follows.")
    SHOWS: ClassVar[frozenset[str]] = frozenset(
        {"workshop", "workshop_day", "workshop_facilitator", "block", "method", "method_edition",
         "person", "team"}
    )  # fmt: skip
    CSS_PATH = __file__.replace("planner.py", "planner.tcss")
    AUTO_FOCUS = "AgendaList"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "add", N_("Add"), id="planner.add"),
        Binding("s", "swap", N_("Swap"), id="planner.swap"),
        Binding("plus", "change(1)", N_("Longer"), group=_MINUTE, id="planner.longer"),
        Binding("minus", "change(-1)", N_("Shorter"), group=_MINUTE, id="planner.shorter"),
        Binding(
            "shift+up,ctrl+up",
            "move(-1)",
            N_("Move up"),
            key_display="⇧↑",
            group=_MOVE,
            id="planner.up",
        ),
        Binding(
            "shift+down,ctrl+down",
            "move(1)",
            N_("Move down"),
            key_display="↓",
            group=_MOVE,
            id="planner.down",
        ),
        Binding("e", "edit", N_("Edit"), id="planner.edit"),
        Binding("f5", "run", N_("Run"), id="planner.run"),
        Binding("l", "lock", N_("Lock start"), id="planner.lock"),
        Binding("g", "check", N_("Check"), id="planner.check"),
        Binding(
            "less_than_sign", "change(-5)", N_("5 min shorter"), group=_FIVE, id="planner.shorter5"
        ),
        Binding(
            "greater_than_sign", "change(5)", N_("5 min longer"), group=_FIVE, id="planner.longer5"
        ),
        Binding("x", "export", N_("Export"), id="planner.export"),
        Binding("w", "facts", N_("Workshop"), id="planner.facts"),
        Binding("d,delete", "delete", N_("Delete"), key_display="d", id="planner.delete"),
        Binding("m", "keep", N_("Save as a method"), show=False, id="planner.keep"),
        Binding("escape", "back", N_("Back"), id="planner.back"),
    ]

    agenda_list = query_one(AgendaList)

    def __init__(self, workshop_id: UUID) -> None:
        super().__init__()
        self._workshop_id = workshop_id
        self.workshop: Workshop | None = None
        """The workshop as it was last read."""
        self._agenda: Agenda | None = None
        self._remarks: tuple[Remark, ...] = ()

    def compose(self) -> ComposeResult:
        """The workshop's line, the agenda beside the block, the balance of time, the keys."""
        yield DemoBanner()
        with Horizontal(id="planner-top"):
            yield Words(id="planner-about")
            yield Words(id="planner-when")
        with Horizontal(id="planner-panes"):
            yield AgendaList()
            with Vertical(id="block-pane"):
                with VerticalScroll(id="block-scroll", can_focus=True):
                    yield Words(id="block-words")
                yield Words(id="materials")
        yield Words(id="balance")
        yield KeyBar()

    def on_mount(self) -> None:
        """Reads the workshop."""
        super().on_mount()
        self._fit()
        self.load()

    def on_resize(self, event: events.Resize) -> None:  # noqa: ARG002
        """Puts the block beside the agenda when there is room."""
        self._fit()
        self._tell_block()
        self._tell_balance()

    def on_screen_resume(self) -> None:
        """Leaves when the workshop went away while something else was shown."""
        if self.workshop is not None:
            self.load()

    def _fit(self) -> None:
        narrow = self.app.size.width < WIDE
        if narrow != self.has_class("-narrow"):
            self.set_class(narrow, "-narrow")
            self._tell_top()

    def retell(self) -> None:
        """Says everything in the language spoken now; the cursor stays."""
        self.load()
        self.refresh_bindings()

    @work(exclusive=True, group="load")
    async def load(self) -> None:
        """Reads the workshop again and lays its agenda on the clock."""
        found = await self.app.ask(lambda c: store.workshop(c, self._workshop_id))
        if found is None:
            # A form over it keeps its words; this screen leaves when the form has.
            if self.app.screen is self:
                self.app.tell(
                    _("This workshop is no longer here. ctrl+y or ctrl+z may bring it back.")
                )
                self.dismiss()
            return
        self.workshop = found
        self._agenda = agenda_of(found)
        self._remarks = remarks(found)
        self.agenda_list.show(found, self._agenda, self._remarks)
        self._tell_top()
        self._tell_block()
        self._tell_balance()
        self.refresh_bindings()

    # What is shown.

    @property
    def marked(self) -> Placed | None:
        """The block under the cursor, where it stands on the clock."""
        if self._agenda is None or not self.is_mounted:
            return None
        block_id = self.agenda_list.cursor_id
        return next((p for p in self._agenda.placed if p.block.id == block_id), None)

    def _tell_top(self) -> None:
        found, agenda = self.workshop, self._agenda
        if found is None or agenda is None:
            return
        narrow = self.has_class("-narrow")
        about = planner_lines.about(found, self.app.today.date(), narrow=narrow)
        self.query_one("#planner-about", Words).say(about)
        when = planner_lines.when(found, agenda, len(self._remarks), narrow=narrow)
        self.query_one("#planner-when", Words).say(when)

    def _tell_block(self) -> None:
        placed, found = self.marked, self.workshop
        if found is None:
            return
        told = (
            Content(_("Nothing here yet. Press a to add a block, or w to change the workshop."))
            if placed is None
            else block_page(found, placed, self._remarks, self._block_width())
        )
        self.query_one("#block-words", Words).say(told)
        needs = materials(found.blocks, found.people)
        shown = self.query_one("#materials", Words)
        shown.display = bool(needs)
        if needs:
            told = Content.assemble((_("To bring"), "bold"), "  ", words.needs(needs))
            shown.say(Content("\n").join(broken(told, self._block_width())))

    def _block_width(self) -> int:
        width = self.app.size.width
        return width - 4 if self.has_class("-narrow") else width * 7 // 20 - 4

    def _tell_balance(self) -> None:
        if self.workshop is None:
            return
        line = self.query_one("#balance", Words)
        line.display = bool(self.workshop.blocks)
        if self.workshop.blocks:
            width = self.app.size.width - 2
            line.say(planner_lines.time_balance(self.workshop, width))

    @on(AgendaList.Marked)
    def tell_marked(self) -> None:
        """Tells the block under the cursor."""
        self.query_one("#block-scroll").scroll_home(animate=False)
        self._tell_block()
        self.refresh_bindings()

    @on(AgendaList.Opened)
    def read_block(self) -> None:
        """Goes to the block itself."""
        self.add_class("-reading")
        self.query_one("#block-scroll").focus()

    @on(AgendaList.Dropped)
    def drop(self, message: AgendaList.Dropped) -> None:
        """Puts a dragged block where it was let go."""
        self.app.perform(
            partial(operations.place_block, block_id=message.block_id, below=message.below),
            quietly=True,
        )

    # Keys.

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Says what works now: most keys need a block under the cursor."""
        if action == "keep":
            return self.marked is not None and self.marked.block.kind in ("talk", "method")
        if action in _OF_A_BLOCK:
            return self.marked is not None
        if action == "run":
            return bool(self.workshop and self.workshop.blocks and self.workshop.state == "planned")
        if action in ("add", "facts", "export", "check"):
            return self.workshop is not None
        return True

    @work
    async def action_add(self) -> None:
        """Adds a block under the cursor."""
        if (found := self.workshop) is None or self._agenda is None:
            return
        placed = self.marked
        await self._made(
            block_forms.add_block(
                self.app, found, below=placed.block.id if placed else None, free=self._free(placed)
            )
        )

    async def _made(self, asked: Any) -> None:
        try:
            block_id = await asked
        except Problem as problem:
            self.app.tell_problem(problem)
            return
        if block_id is not None:
            self.agenda_list.mark(block_id)

    def _free(self, placed: Placed | None) -> int | None:
        """Minutes for a new block under another: the gap there, or what is left of the day."""
        assert self._agenda is not None
        following = self._agenda.placed
        if placed is not None:
            at = following.index(placed) + 1
            for later in following[at:]:
                if later.gap > 0:
                    return later.gap
        left = self._agenda.slack
        return left if left is not None and left > 0 else None

    @work
    async def action_swap(self) -> None:
        """Swaps the block's method for one that fits."""
        if self.workshop is not None and (placed := self.marked) is not None:
            await block_forms.swap_method(self.app, self.workshop, placed.block)

    @work
    async def action_edit(self) -> None:
        """Edits everything about the block."""
        if (placed := self.marked) is not None:
            await block_forms.edit_block(self.app, self._workshop_id, placed)

    def action_move(self, by: int) -> None:
        """Moves the block among the others."""
        self._on_block(operations.move_block, by=by)

    def action_change(self, by: int) -> None:
        """Makes the block longer or shorter."""
        self._on_block(operations.change_minutes, by=by)

    def action_lock(self) -> None:
        """Locks the start where it stands now, or frees it."""
        placed, found = self.marked, self.workshop
        if placed is None or found is None:
            return
        if placed.block.fixed:
            self._on_block(operations.free_start, quietly=False)
            return
        wall = clock.local(placed.start, found.zone)
        self._on_block(operations.fix_start, quietly=False, wall=time(wall.hour, wall.minute))

    def action_delete(self) -> None:
        """Takes the block out of the agenda."""
        self._on_block(operations.delete_block, quietly=False)

    def action_keep(self) -> None:
        """Makes a method of one's own of the block."""
        self._on_block(save_from_block, quietly=False, speak=i18n.current())

    def _on_block(self, operation: Any, *, quietly: bool = True, **values: Any) -> None:
        if (placed := self.marked) is not None:
            self.app.perform(
                partial(operation, block_id=placed.block.id, **values), quietly=quietly
            )

    @work
    async def action_facts(self) -> None:
        """Edits the workshop's own facts."""
        if self.workshop is not None:
            await workshop_form.edit(self.app, self.workshop)

    @work
    async def action_check(self) -> None:
        """Shows everything that deserves a second look; choosing one goes to its block."""
        if self.workshop is None or self._agenda is None:
            return
        if not self._remarks:
            self.app.tell(_("All is well: nothing in this agenda needs a second look."))
            return
        chosen = await self.app.push_screen_wait(
            Pick(
                ngettext(
                    "%(n)d thing to look at again",
                    "%(n)d things to look at again",
                    len(self._remarks),
                )
                % {"n": len(self._remarks)},
                planner_lines.to_look_at(self.workshop, self._agenda, self._remarks),
            )
        )
        if isinstance(chosen, str) and (block_id := self._remarks[int(chosen)].look_at):
            self.agenda_list.mark(block_id)

    def action_run(self) -> None:
        """Starts the workshop live."""
        from kehitys.tui.workshops.start_run import start_run

        start_run(self.app, self._workshop_id)

    @work
    async def action_export(self) -> None:
        """Writes the sheet of the workshop to a file."""
        try:
            await sheets.export(self.app, self._workshop_id)
        except Problem as problem:
            self.app.tell_problem(problem)

    def action_back(self) -> None:
        """Goes from the block to the agenda, and from the agenda to the workshops."""
        if self.focused is self.agenda_list or self.focused is None:
            self.dismiss()
            return
        self.remove_class("-reading")
        self.agenda_list.focus()

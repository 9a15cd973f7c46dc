"""Workshops: the coming ones, the past ones, and what each gave."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial
from typing import Any, ClassVar
from uuid import UUID

from rich.text import Text
from textual import work
from textual.binding import Binding, BindingType
from textual.content import Content

from kehitys.domain.problems import Problem
from kehitys.domain.workshops import Workshop, WorkshopLine
from kehitys.i18n import N_, _, dates, ngettext
from kehitys.operations import workshops as operations
from kehitys.store import reports
from kehitys.store import workshops as store
from kehitys.store.paging import Page
from kehitys.tui.place import ListPlace
from kehitys.tui.widgets.columns import beside, in_columns
from kehitys.tui.widgets.marks import mark
from kehitys.tui.widgets.record_list import Ink
from kehitys.tui.workshops import new_workshop, sheets
from kehitys.tui.workshops import workshop_words as words
from kehitys.tui.workshops.planner import Planner
from kehitys.tui.workshops.workshop_page import workshop_page

_ROOM_FOR_TEAM = 72
"""From this many cells on, a row says the team too."""
_DAY, _HOURS, _STATE = 11, 11, 12


def _hours(line: WorkshopLine) -> str:
    """From its start to its end, or only its start when the end is not known for certain."""
    if line.end is not None:
        return dates.span(line.start, line.end)
    if line.fixed or not line.minutes:
        return dates.time_of(line.start)
    begins = datetime.combine(line.date, line.start)
    return dates.span(begins, begins + timedelta(minutes=line.minutes))


class Workshops(ListPlace):
    """The list of workshops and the one under the cursor."""

    PLACE = "workshops"
    ABOUT = N_("Workshops: plan the coming ones, run them, and see what the past ones gave.")
    SHOWS: ClassVar[frozenset[str]] = frozenset(
        {"workshop", "workshop_day", "workshop_facilitator", "block", "run", "run_fact", "catch",
         "experiment", "team", "person", "method_edition"}
    )  # fmt: skip
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "new", N_("New"), id="workshops.new"),
        Binding("e", "plan", N_("Plan"), id="workshops.plan"),
        Binding("f5", "run", N_("Run"), id="workshops.run"),
        Binding("v", "harvest", N_("Harvest"), id="workshops.harvest"),
        Binding("f", "turn", N_("Coming or past"), id="workshops.turn"),
        Binding("x", "export", N_("Export"), id="workshops.export"),
        Binding("c", "copy", N_("Copy"), id="workshops.copy"),
        Binding("d,delete", "delete", N_("Delete"), id="workshops.delete"),
        Binding("u", "cancel", N_("Call off"), show=False, id="workshops.cancel"),
    ]

    OF_THE_LIST = frozenset({"new", "turn"})
    SIGNS = words.SIGNS

    def __init__(self) -> None:
        super().__init__()
        self._when = "coming"

    # What the list shows.

    def search_hint(self) -> str:
        """What may be searched for."""
        return _("Search by name, goal or place")

    async def page(self, offset: int, limit: int) -> Page[Any]:
        """Workshops as they are filtered and searched now."""
        today, when, text = self.app.today.date(), self._when, self.typed
        return await self.app.ask(
            lambda c: store.lines(c, when=when, today=today, text=text, offset=offset, limit=limit)
        )

    async def position(self, row_id: UUID) -> int | None:
        """Where a workshop stands in them."""
        today, when, text = self.app.today.date(), self._when, self.typed
        return await self.app.ask(
            lambda c: store.position(c, when=when, today=today, text=text, workshop_id=row_id)
        )

    def table_and_name(self, record: WorkshopLine) -> tuple[str, str]:
        """Where it stands and what it is called."""
        return "workshop", record.title

    def draw(self, record: WorkshopLine, width: int, ink: Ink) -> Text:
        """Day and time, the name, then whose it is and what became of it."""
        quiet = ink("quiet")
        # A title and a team say more than the word beside the sign of a state.
        narrow = width < _ROOM_FOR_TEAM + _STATE
        told, room_for_state = (words.sign, 1) if narrow else (words.state, _STATE)
        state = "" if record.state == "planned" else told(record.state)
        cells = [
            (words.near_day(record.date, self.app.today.date()), _DAY, ink("plain")),
            (_hours(record), _HOURS, quiet),
            (record.title, 0, ink("strong")),
        ]
        states = self._when != "coming" or bool(state)
        if width >= _ROOM_FOR_TEAM:
            # A cell is empty at either edge, and one after each column.
            taken = _DAY + _HOURS + 4 + (room_for_state + 1 if states else 0)
            team = beside(record.title, record.team_name, width - taken - 1)
            cells.append((record.team_name, -team, quiet))
        if states:
            cells.append((state, room_for_state, quiet))
        return in_columns(cells, flexible=2, width=width)

    async def detail(self, record: WorkshopLine) -> Content:
        """The workshop told whole."""
        try:
            told = await self.app.ask(lambda c: reports.material(c, record.id))
        except Problem:
            return Content("")
        return workshop_page(told, self.app.today.date(), self.page_width)

    def nothing(self) -> Content:
        """What this place is for and what to do first."""
        if self.typed:
            if self._when == "all":
                return Content(_("No workshop matches. esc clears the search."))
            return Content(_("No workshop matches. esc clears the search, f looks further."))
        if self._when == "past":
            return Content(_("No workshop has been held yet. f goes back to the coming ones."))
        return Content.assemble(
            (_("Here you plan workshops and run them."), "bold"),
            "\n\n",
            ("n", "bold $accent"),
            f"  {_('Plan one, from a template or from nothing')}",
            "\n",
            ("f", "bold $accent"),
            f"  {_('Look at the past ones')}",
        )

    def filters(self, total: int) -> Content:
        """Coming, past or all, and how many."""
        count = ngettext("%(n)d workshop", "%(n)d workshops", total) % {"n": total}
        parts: list[Any] = []
        for when, name in words.WHEN_NAMES.items():
            parts += [mark(_(name), f"show_when('{when}')", shown=when == self._when), "   "]
        return Content.assemble(*parts, (count, "$text-muted"))

    def forget_search(self) -> None:
        """Takes the search away, and shows coming and past alike."""
        super().forget_search()
        self._when = "all"

    def open_by_id(self, kind: str, row_id: UUID) -> None:
        """Opens the planner of a coming workshop, the record of a past one, or a run."""
        if kind == "run":
            from kehitys.tui.workshops.live import LiveRun

            self.app.push_screen(LiveRun(row_id))
            return
        self._open_workshop(row_id)

    @work(group="open")
    async def _open_workshop(self, workshop_id: UUID) -> None:
        found = await self.app.ask(lambda c: store.workshop(c, workshop_id))
        if found is None:
            self.app.tell(_("This workshop is no longer here."), problem=True)
            return
        self.show_record(workshop_id)
        if self._coming(found):
            self.app.push_screen(Planner(workshop_id))
        else:
            super().open_record()

    def _coming(self, workshop: Workshop | WorkshopLine) -> bool:
        return workshop.state == "planned" and workshop.date >= self.app.today.date()

    # Keys and the mouse.

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Says what works now: most keys need a workshop under the cursor."""
        if action in ("plan", "harvest", "export", "copy", "delete", "run", "cancel"):
            record = self.records.current if self.is_mounted else None
            if record is None:
                return False
            if action == "run":
                return bool(record.state == "planned" and record.blocks)
            return record.state == "planned" if action == "cancel" else True
        return super().check_action(action, parameters)

    def open_record(self) -> None:
        """Opens the planner; a workshop that was held is read instead."""
        record = self.records.current
        if record is not None and record.state == "planned":
            self.action_plan()
            return
        super().open_record()

    def action_plan(self) -> None:
        """Opens the agenda."""
        if self.current_id is not None:
            self.app.push_screen(Planner(self.current_id))

    @work
    async def action_new(self) -> None:
        """Plans a new workshop and opens its agenda."""
        made = await new_workshop.new_workshop(self.app)
        if made is not None:
            self.show_record(made)
            self.app.push_screen(Planner(made))

    def action_run(self) -> None:
        """Starts the workshop live."""
        if self.current_id is not None:
            from kehitys.tui.workshops.start_run import start_run

            start_run(self.app, self.current_id)

    def action_harvest(self) -> None:
        """Opens what was said and written down in the workshop."""
        if self.current_id is not None:
            from kehitys.tui.workshops.harvest import Harvest

            self.app.push_screen(Harvest(self.current_id))

    @work
    async def action_export(self) -> None:
        """Writes the workshop to a file."""
        if (workshop_id := self.current_id) is not None:
            try:
                await sheets.export(self.app, workshop_id)
            except Problem as problem:
                self.app.tell_problem(problem)

    @work
    async def action_copy(self) -> None:
        """Plans the same workshop on another day."""
        if (workshop_id := self.current_id) is None:
            return
        found = await self.app.ask(lambda c: store.workshop(c, workshop_id))
        if found is not None:
            made = await new_workshop.copy_workshop(self.app, found)
            if made is not None:
                self.show_record(made)

    def action_delete(self) -> None:
        """Deletes the workshop."""
        if self.current_id is not None:
            self.app.perform(partial(operations.delete_workshop, workshop_id=self.current_id))

    def action_cancel(self) -> None:
        """Says that the workshop will not be held."""
        if self.current_id is not None:
            self.app.perform(partial(operations.cancel_workshop, workshop_id=self.current_id))

    def action_turn(self) -> None:
        """Shows the coming ones, the past ones, or all of them, in turn."""
        turns = tuple(words.WHEN_NAMES)
        self.action_show_when(turns[(turns.index(self._when) + 1) % len(turns)])

    def action_show_when(self, when: str) -> None:
        """Shows the coming ones, the past ones, or all of them: the word that was clicked."""
        self._when = when
        self.load_from_top()

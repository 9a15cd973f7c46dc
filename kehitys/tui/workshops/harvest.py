"""The harvest: what was caught in a workshop, put in order while it is fresh."""

from __future__ import annotations

import asyncio
from functools import partial
from pathlib import Path
from typing import Any, ClassVar
from uuid import UUID

from rich.text import Text
from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.getters import query_one

from kehitys import i18n
from kehitys.domain import typed
from kehitys.domain.catches import Catch
from kehitys.domain.problems import Problem
from kehitys.domain.reports import Report
from kehitys.files import markdown, saving
from kehitys.i18n import N_, _, dates
from kehitys.operations import catches
from kehitys.store import catches as stored_catches
from kehitys.store import network, reports
from kehitys.store.journal import Tx
from kehitys.store.paging import Page
from kehitys.tui.base import KehitysScreen
from kehitys.tui.edit_form import EditForm, Source
from kehitys.tui.form import Field, Form
from kehitys.tui.pick import Pick
from kehitys.tui.text_widgets import Words
from kehitys.tui.widgets.demo_banner import DemoBanner
from kehitys.tui.widgets.key_bar import KeyBar
from kehitys.tui.widgets.record_list import Ink, RecordList
from kehitys.tui.workshops import harvest_words, rating
from kehitys.tui.workshops.harvest_words import Row
from kehitys.tui.workshops.live_words import CATCH_KINDS, caught_counts

WIDE = 100
ADDABLE = ("idea", "outcome", "decision", "action", "parked")
ON_ONE = frozenset({"vote", "owner", "kind", "edit", "due", "experiment", "delete"})
NOBODY, BY_ROLE = "nobody", "role"


class Harvest(KehitysScreen):
    """Everything caught in one workshop, by kind, beside the plan and what it took."""

    ABOUT = N_("What was caught: say who takes it on, vote, make experiments, save the report.")
    SHOWS: ClassVar[frozenset[str]] = frozenset(
        {"catch", "workshop", "run", "run_fact", "experiment", "person", "block_rating"}
    )
    CSS_PATH = __file__.replace("harvest.py", "harvest.tcss")
    AUTO_FOCUS = "RecordList"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("k", "experiment", N_("Make it an experiment"), id="harvest.experiment"),
        Binding("x", "report", N_("Report"), id="harvest.report"),
        Binding("o", "owner", N_("Owner"), id="harvest.owner"),
        Binding("plus", "vote(1)", N_("Vote"), id="harvest.vote"),
        Binding("minus", "vote(-1)", N_("A vote less"), show=False, id="harvest.unvote"),
        Binding("a", "add", N_("Add"), id="harvest.add"),
        Binding("t", "kind", N_("Kind"), id="harvest.kind"),
        Binding("e", "edit", N_("Edit"), id="harvest.edit"),
        Binding("s", "due", N_("By when"), id="harvest.due"),
        Binding("h", "rate", N_("How it went"), id="harvest.rate"),
        Binding("n", "came", N_("How many came"), id="harvest.came"),
        Binding("d,delete", "delete", N_("Delete"), id="harvest.delete"),
        Binding("escape", "leave", N_("Back"), id="harvest.leave"),
    ]

    records = query_one(RecordList)

    def __init__(self, workshop_id: UUID) -> None:
        super().__init__()
        self.workshop_id = workshop_id
        self._told: Report | None = None
        self._rated = rating.Rated()

    def compose(self) -> ComposeResult:
        """The list over the thing itself, beside the plan and what it took."""
        yield DemoBanner()
        yield Words(id="harvest-head")
        with Horizontal(id="harvest-panes"):
            with Vertical(id="harvest-left"):
                yield Words(id="harvest-counts")
                yield RecordList(self.draw)
                yield Words(id="harvest-one")
            with VerticalScroll(id="harvest-right", can_focus=True):
                yield Words(id="harvest-plan")
                yield Words(id="harvest-rated")
        yield KeyBar()

    def on_mount(self) -> None:
        """Reads the workshop."""
        super().on_mount()
        self._fit()
        self.load()

    def on_resize(self, event: events.Resize) -> None:  # noqa: ARG002
        """Puts the plan beside the list when there is room, else under it."""
        self._fit()
        self.call_after_refresh(self.tell)

    def on_screen_resume(self) -> None:
        """Leaves when the workshop went away while something else was shown."""
        if self._told is not None:
            self.load()

    def _fit(self) -> None:
        self.set_class(self.app.size.width < WIDE, "-narrow")

    def draw(self, row: Row, width: int, ink: Ink) -> Text:
        """One thing caught."""
        return harvest_words.drawn(row, width, ink)

    @work(exclusive=True, group="load")
    async def load(self) -> None:
        """Reads what was caught and how the run went; keeps the cursor on its thing."""
        try:
            self._told = await self.app.ask(lambda c: reports.material(c, self.workshop_id))
        except Problem as problem:
            # A form over it keeps its words; this screen leaves when the form has.
            if self.app.screen is self:
                self.app.tell_problem(problem)
                self.dismiss()
            return
        self._rated = await self.app.ask(partial(rating.read, workshop_id=self.workshop_id))
        rows = harvest_words.rows_of(self._told.catches)
        current = self.records.current
        at = next((n for n, row in enumerate(rows) if current and row.id == current.id), None)
        self.records.show(Page(rows=rows, total=len(rows), offset=0), cursor=at)
        self.tell()
        self.refresh_bindings()

    @property
    def current(self) -> Catch | None:
        """What the cursor stands on."""
        row = self.records.current
        return row.catch if isinstance(row, Row) else None

    @on(RecordList.Marked)
    def marked(self) -> None:
        """Tells the thing under the cursor."""
        self.tell()
        self.refresh_bindings()

    def tell(self) -> None:
        """Says everything round the list."""
        told = self._told
        if told is None or not self.is_mounted:
            return
        counts = caught_counts(told.catches)
        self.query_one("#harvest-head", Words).say(harvest_words.head(told, self.size.width))
        self.query_one("#harvest-counts", Words).say(counts or _("Nothing was caught yet."))
        one = harvest_words.told_whole(self.current)
        if not told.catches:
            what = _("Here stands what was written down in the workshop.")
            first = _("adds an idea, an outcome, a decision, an action or a parked question.")
            one = Content.assemble(what, " ", ("a", "bold $accent"), " ", first)
        self.query_one("#harvest-one", Words).say(one)
        width = self.query_one("#harvest-right").content_size.width - 2
        self.query_one("#harvest-plan", Words).say(harvest_words.against_plan(told.actuals, width))
        rated = self.query_one("#harvest-rated", Words)
        rated.display = bool(self._rated.blocks)
        rated.say(rating.summary(self._rated))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What works on the thing under the cursor."""
        if action == "rate":
            return bool(self._rated.blocks)
        if action not in ON_ONE:
            return True
        catch = self.current if self.is_mounted else None
        if catch is None:
            return False
        if action == "experiment":
            return catch.became_id is None
        return action != "vote" or parameters != (-1,) or catch.votes > 0

    # Keys.

    def action_leave(self) -> None:
        """Back to where it was opened from."""
        self.dismiss()

    def action_rate(self) -> None:
        """Asks how each method block went."""
        self.app.push_screen(rating.HowItWent(self.workshop_id))

    def action_vote(self, by: int) -> None:
        """Gives a vote or takes one away."""
        if catch := self.current:
            self.app.perform(partial(catches.vote, catch_id=catch.id, by=by), quietly=True)

    def action_delete(self) -> None:
        """Takes it away."""
        if catch := self.current:
            self.app.perform(partial(catches.delete_catch, catch_id=catch.id))

    def action_experiment(self) -> None:
        """Makes an experiment of it, with one key."""
        if catch := self.current:
            self.app.perform(partial(catches.become_experiment, catch_id=catch.id))

    @on(RecordList.Opened)
    def open_it(self) -> None:
        """Opens the experiment it became; anything else is edited."""
        if (catch := self.current) is None:
            return
        if catch.became_id is not None:
            self.app.open_record("experiment", catch.became_id)
        else:
            self.action_edit()

    @work(group="ask")
    async def action_owner(self) -> None:
        """Asks who takes it on: somebody of the register, or a role in words."""
        if (catch := self.current) is None:
            return
        people = await self.app.ask(network.names)
        options: list[tuple[str, str]] = [(BY_ROLE, _("By a role or a name in words"))]
        if catch.owner:
            options.append((NOBODY, _("Nobody")))
        options += [(str(person_id), name) for person_id, name in people]
        now = str(catch.owner_id) if catch.owner_id else ""
        chosen = await self.app.push_screen_wait(Pick(_("Who takes it on"), options, chosen=now))
        if chosen == BY_ROLE:
            await self._ask_role(catch)
        elif isinstance(chosen, str):
            owner = None if chosen == NOBODY else UUID(chosen)
            self.app.perform(partial(catches.set_owner, catch_id=catch.id, person_id=owner))

    async def _ask_role(self, catch: Catch) -> None:
        async def submit(values: dict[str, Any]) -> None:
            role = values["role"].strip()
            await self.app.carry_out(
                partial(catches.set_owner, catch_id=catch.id, person_id=None, role=role)
            )

        field = Field(name="role", label=_("Role or name"), value=catch.owner_role, required=True)
        await self.app.push_screen_wait(Form(_("Who takes it on"), [field], submit))

    @work(group="ask")
    async def action_kind(self) -> None:
        """Asks what kind of thing it is."""
        if (catch := self.current) is None:
            return
        options = [(kind, _(CATCH_KINDS[kind])) for kind in harvest_words.ORDER]
        chosen = await self.app.push_screen_wait(
            Pick(_("What kind is it"), options, chosen=catch.kind, note=catch.first_line)
        )
        if isinstance(chosen, str) and chosen != catch.kind:
            self.app.perform(partial(catches.change_kind, catch_id=catch.id, kind=chosen))

    @work(group="ask")
    async def action_edit(self) -> None:
        """Says it in other words."""
        if (catch := self.current) is None:
            return

        def reword(tx: Tx, record: Catch, values: dict[str, Any]) -> None:
            catches.reword(tx, record.id, values["text"])

        def anew(tx: Tx, record: Catch, values: dict[str, Any]) -> None:
            kind, lang = record.kind, i18n.current()
            catches.catch(tx, record.workshop_id, kind=kind, text=values["text"], lang=lang)

        source: Source[Catch] = Source(
            row=("catch", catch.id),
            read=lambda connection: stored_catches.catch(connection, catch.id),
            fields=lambda record: [
                Field(name="text", label=_("What was said"), kind="paragraph", value=record.text)
            ],
            change=reword,
            anew=anew,
        )
        title, key = _("Change what was said"), f"catch:{catch.id}"
        await self.app.push_screen_wait(EditForm(title, source, catch, key=key))

    @work(group="ask")
    async def action_due(self) -> None:
        """Asks by when it is done."""
        if (catch := self.current) is None:
            return

        async def submit(values: dict[str, Any]) -> None:
            await self.app.carry_out(
                partial(catches.set_due, catch_id=catch.id, due=values["due"]), quietly=False
            )

        today = self.app.today.date()
        field = Field(
            name="due",
            label=_("By when"),
            value=""
            if catch.due is None
            else f"{catch.due.day}.{catch.due.month}.{catch.due.year}",
            hint=_("like %(day)s; empty for no day") % {"day": dates.short_date(today)},
            read=partial(typed.day, today=today),
        )
        await self.app.push_screen_wait(Form(_("By when"), [field], submit))

    @work(group="ask")
    async def action_came(self) -> None:
        """Asks how many took part."""
        if self._told is None:
            return
        came = self._told.workshop.people_came

        async def submit(values: dict[str, Any]) -> None:
            asking = partial(
                catches.say_how_many_came, workshop_id=self.workshop_id, people=values["people"]
            )
            await self.app.carry_out(asking, quietly=False)

        field = Field(
            name="people",
            label=_("How many came"),
            value="" if came is None else str(came),
            read=partial(typed.whole, low=0, high=catches.MOST_PEOPLE),
        )
        await self.app.push_screen_wait(Form(_("How many came"), [field], submit))

    @work(group="ask")
    async def action_add(self) -> None:
        """Writes down something more."""

        async def submit(values: dict[str, Any]) -> None:
            writing = partial(
                catches.catch,
                workshop_id=self.workshop_id,
                kind=values["kind"],
                text=values["text"],
                lang=i18n.current(),
            )
            await self.app.carry_out(writing, quietly=False)

        catch = self.current
        kind = catch.kind if catch and catch.kind in ADDABLE else "idea"
        fields = [
            Field(name="text", label=_("What was said"), kind="paragraph"),
            Field(
                name="kind",
                label=_("Kind"),
                kind="choice",
                value=kind,
                options=tuple((kind, _(CATCH_KINDS[kind])) for kind in ADDABLE),
            ),
        ]
        form = Form(_("Add what was said"), fields, submit, key=f"add-catch:{self.workshop_id}")
        await self.app.push_screen_wait(form)

    @work(group="ask")
    async def action_report(self) -> None:
        """Saves the report as a Markdown file where the person says."""
        if self._told is None:
            return
        home = documents()

        async def submit(values: dict[str, Any]) -> Path:
            path = typed.path(values["path"])
            path = path if path.is_absolute() else home / path
            path = path if path.suffix else path.with_suffix(".md")
            told = await self.app.ask(lambda c: reports.material(c, self.workshop_id))
            await asyncio.to_thread(save_new, path, markdown.report(told))
            return path

        path = harvest_words.free_path(home, harvest_words.file_name(self._told))
        field = Field(name="path", label=_("File"), value=str(path), required=True)
        note = _("Markdown: opens in any text editor, and Word can read it in.")
        saved = await self.app.push_screen_wait(
            Form(_("Save the report"), [field], submit, note=note)
        )
        if isinstance(saved, Path):
            self.app.tell(_("The report is in %(path)s") % {"path": saved})


def documents() -> Path:
    """Where the person keeps documents; the home folder when there is no such place."""
    from platformdirs import user_documents_path

    folder = user_documents_path()
    return folder if folder.is_dir() else Path.home()


def save_new(path: Path, content: str) -> None:
    """Writes a file where there is none; raises `Problem` rather than write over one."""
    if path.is_file():
        raise Problem(N_("There is a file %(path)s already. Give another name."), path=path)
    saving.save(path, content)

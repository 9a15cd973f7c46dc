"""Bringing a list of people in: what it would do, row by row, before anything is done."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar
from uuid import UUID

from rich.text import Text
from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.getters import query_one

from kehitys.domain import typed
from kehitys.domain.problems import Problem
from kehitys.domain.roster import ANSWERS, KINDS, Entry, Plan, Register, answered
from kehitys.files import roster as files
from kehitys.files import roster_lines as words
from kehitys.i18n import N_, _, current
from kehitys.operations import roster as operations
from kehitys.store import roster as store
from kehitys.store.paging import Page
from kehitys.tui.base import Modal
from kehitys.tui.form import Field, Form
from kehitys.tui.text_widgets import Words
from kehitys.tui.widgets.columns import in_columns
from kehitys.tui.widgets.key_bar import KeyBar
from kehitys.tui.widgets.record_list import STRETCH, Ink, RecordList

if TYPE_CHECKING:
    from kehitys.tui.app import Kehitys

INKS = {"wrong": "warn", "unsure": "warn", "changed": "strong", "new": "good", "same": "quiet"}
ANSWER_NAMES = {
    "skip": N_("not brought in"),
    "same": N_("the same person"),
    "new": N_("another person"),
}


async def bring_in(app: Kehitys) -> None:
    """Asks for a file, shows what it would do, and does it when told to."""

    async def read(values: dict[str, Any]) -> object:
        path = typed.path(values["path"])
        register = await app.ask(store.register)
        plan = await asyncio.to_thread(files.plan_from, path, register)
        if not plan.entries and len(plan.faults) == 1 and not plan.faults[0].line:
            fault = plan.faults[0]
            raise Problem(fault.problem, **fault.values)
        return Reading(path=path, register=register, plan=plan)

    found = await app.push_screen_wait(
        ListFile(
            _("Bring in a list of people"),
            [Field(name="path", label=_("File"), required=True, hint="verkosto.xlsx")],
            read,
            note=_(
                "A CSV or XLSX file with headings such as Name, E-mail, Phone, Unit. "
                "You see first what would change."
            ),
        )
    )
    if isinstance(found, Reading):
        await app.push_screen_wait(ListIn(found))


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A list as it was read, and the register it was held against."""

    path: Path
    register: Register
    plan: Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row of the window: one entry, or one thing told of the file."""

    id: UUID
    kind: str
    line: int
    name: str
    told: str
    entry: Entry | None = None


class ListFile(Form):
    """Asks which file to read."""

    SAVES = N_("Look at it")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", SAVES, key_display="ctrl+s", priority=True, id="list_file.read"),
    ]


class _Rows(RecordList):
    """The rows; enter answers for one that is unsure, as space does."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", N_("Same person?"), show=False, id="list_in.choose"),
    ]


class ListIn(Modal):
    """What a list would do; `ctrl+s` does it, whole, as one step."""

    CSS = """
    ListIn {
        align: center middle; background: $background 60%;
        #list-in {
            width: 100%; max-width: 122; height: 96%;
            background: $background; border: round $accent; padding: 0 1;
        }
        #list-in-head { height: auto; margin-bottom: 1; }
        #list-in-about { height: auto; max-height: 11; margin-top: 1; }
    }
    """
    AUTO_FOCUS = "#list-in-rows"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "bring_in", N_("Bring in"), key_display="ctrl+s", id="list_in.bring_in"),
        Binding("space", "answer", N_("Same person?"), id="list_in.answer"),
        Binding("f", "filter", N_("Filter"), id="list_in.filter"),
        Binding("escape", "leave", N_("Back"), id="list_in.leave"),
    ]

    rows = query_one(_Rows)
    head = query_one("#list-in-head", Words)
    about = query_one("#list-in-about", Words)

    def __init__(self, reading: Reading) -> None:
        super().__init__()
        self._reading = reading
        self._answers: dict[int, str] = {}
        self._plan = reading.plan
        self._only = ""
        self._shown: list[Row] = []

    def compose(self) -> ComposeResult:
        """How much of what, the rows, and the one under the cursor told whole."""
        with Vertical(id="list-in"):
            yield Words(id="list-in-head")
            yield _Rows(self._draw, id="list-in-rows")
            yield Words(id="list-in-about")
        yield KeyBar()

    def on_mount(self) -> None:
        """Shows the rows that want looking at first."""
        self.retell()

    def retell(self) -> None:
        """Says everything in the language spoken now."""
        self._plan = answered(self._reading.plan, self._answers)
        told = [*self._plan.faults, *self._plan.remarks]
        general = [
            ("wrong" if fault in self._plan.faults else "unsure", fault.line, words.fault(fault))
            for fault in told
        ]
        rows = [
            Row(id=UUID(int=n + 1), kind=kind, line=line, name=sentence, told="")
            for n, (kind, line, sentence) in enumerate(general)
            if not self._only or self._only == kind
        ]
        by_kind = sorted(
            self._reading.plan.entries, key=lambda entry: (KINDS.index(entry.kind), entry.line)
        )
        settled = {entry.line: entry for entry in self._plan.entries}
        for entry in by_kind:
            now = settled[entry.line]
            if not self._only or self._only in (now.kind, entry.kind):
                rows.append(self._row(now, asked=entry.kind == "unsure"))
        self._shown = rows
        self.rows.show(self._page(self.rows.first_in_sight))
        self._say_head()
        self._say_about()
        self.refresh_bindings()

    def _row(self, entry: Entry, *, asked: bool) -> Row:
        told = words.summary(entry)
        if asked:
            answer = _(ANSWER_NAMES[self._answers.get(entry.line, "skip")])
            told = f"{answer} · {told}" if told else answer
        return Row(
            # The first ids are taken by what is told of the file.
            id=UUID(int=(1 << 64) + entry.line),
            kind=entry.kind,
            line=entry.line,
            name=entry.name or "–",
            told=told,
            entry=entry,
        )

    def _page(self, offset: int) -> Page[Any]:
        return Page(
            total=len(self._shown),
            offset=offset,
            rows=tuple(self._shown[offset : offset + STRETCH]),
        )

    def _draw(self, row: Row, width: int, ink: Ink) -> Text:
        tone = ink(INKS[row.kind])
        cells: list[Any] = [(words.SIGNS[row.kind], 1, tone)]
        if row.entry is None:
            return in_columns([*cells, (row.name, 0, ink("plain"))], flexible=1, width=width)
        cells += [
            (str(row.line), -5, ink("quiet")),
            (words.kind(row.kind), 14, tone),
            (row.name, 24 if width < 100 else 30, ink("strong")),
            (row.told, 0, ink("plain" if row.kind != "same" else "quiet")),
        ]
        return in_columns(cells, flexible=4, width=width)

    def _say_head(self) -> None:
        parts: list[Any] = [(_("Bring in"), "bold $accent"), f"  {self._reading.path.name}", "\n"]
        for n, (kind, told) in enumerate(words.counts(self._plan)):
            style = "bold $text-warning" if kind in ("wrong", "unsure") else "bold"
            parts += [" · " if n else "", (told, style)]
        for told in (words.new_units(self._plan), words.left_out(self._plan)):
            if told:
                parts += ["\n", (told, "$text-muted")]
        if self._only:
            only = _("Only these are shown: %(kind)s") % {"kind": words.kind(self._only)}
            parts += ["\n", (only, "$accent")]
        self.head.say(Content.assemble(*parts))

    def _say_about(self) -> None:
        row = self.rows.current
        parts: list[Any] = []
        if isinstance(row, Row) and row.entry is not None:
            parts = self._of_entry(row.entry)
        elif isinstance(row, Row):
            parts = [row.name]
        if self._plan.every_fault:
            parts += ["\n" if parts else "", (_faults_first(), "bold $text-warning")]
        elif not self._plan.does_something:
            parts += ["\n" if parts else "", (_("There is nothing to bring in."), "bold")]
        self.about.say(Content.assemble(*parts))

    def _of_entry(self, entry: Entry) -> list[Any]:
        parts: list[Any] = [(entry.name or "–", "bold")]
        for fault in entry.faults:
            parts += ["\n", words.fault(fault)]
        asked = any(
            each.line == entry.line and each.kind == "unsure" for each in self._reading.plan.entries
        )
        if asked:
            parts += ["\n", self._question(entry)]
        for heading, told in words.details(entry):
            parts += ["\n", (f"{heading}  ", "$text-muted"), told]
        return parts

    def _question(self, entry: Entry) -> str:
        if entry.person is None and entry.kind == "unsure":
            return _("Several in the register have this name. Space says that this is another one.")
        return _("Somebody of this name is in the register. Space says whether it is the same one.")

    # Keys and the mouse.

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Bringing in needs something to do and no faults; a row is asked about only if unsure."""
        if action == "bring_in":
            return True if self._plan.does_something else None
        if action == "answer":
            return self._asked() is not None
        return super().check_action(action, parameters)

    def _asked(self) -> Entry | None:
        row = self.rows.current if self.is_mounted else None
        if not isinstance(row, Row) or row.entry is None:
            return None
        found = [each for each in self._reading.plan.of("unsure") if each.line == row.line]
        return found[0] if found else None

    def action_answer(self) -> None:
        """Turns the answer: left out, the same person, another person."""
        entry = self._asked()
        if entry is None:
            return
        ways = [each for each in ANSWERS if each != "same" or entry.person is not None]
        at = ways.index(self._answers.get(entry.line, "skip"))
        self._answers[entry.line] = ways[(at + 1) % len(ways)]
        self.retell()

    def action_filter(self) -> None:
        """Turns through the kinds of rows there are."""
        kinds: Sequence[str] = ["", *(kind for kind in KINDS if self._reading.plan.of(kind))]
        at = kinds.index(self._only) if self._only in kinds else 0
        self._only = kinds[(at + 1) % len(kinds)]
        self.retell()

    @on(RecordList.Opened)
    def opened(self) -> None:
        """Enter or a second click on an unsure row turns its answer."""
        self.action_answer()

    @on(RecordList.Marked)
    def marked(self) -> None:
        """Tells the row under the cursor."""
        self._say_about()
        self.refresh_bindings()

    @on(RecordList.Missing)
    def missing(self, message: RecordList.Missing) -> None:
        """Hands over rows that came into sight."""
        self.rows.put(self._page(message.offset))

    @work(exclusive=True, group="save")
    async def action_bring_in(self) -> None:
        """Makes a backup, then brings the list in as one step."""
        try:
            await self.app.back_up("before_import")
            operation = partial(operations.bring_in, plan=self._plan, speak=current())
            await self.app.carry_out(operation, quietly=False)
        except Problem as problem:
            self.app.tell_problem(problem)
            return
        self.dismiss(True)


def _faults_first() -> str:
    return _("Put the faults right in the file, then bring it in again. Nothing was changed.")

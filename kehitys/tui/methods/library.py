"""Methods: ways to work with a group, to search, to read, to mark and to write."""

from __future__ import annotations

from functools import partial
from typing import Any, ClassVar
from uuid import UUID

from rich.cells import cell_len
from rich.text import Text
from textual import work
from textual.binding import Binding, BindingType
from textual.content import Content

from kehitys import i18n
from kehitys.domain.methods import Method, MethodLine, MethodUse
from kehitys.domain.problems import Problem
from kehitys.domain.terms import PURPOSE_NAMES
from kehitys.domain.words import said_in
from kehitys.files.method_words import minutes_span, people_span
from kehitys.i18n import LANGUAGES, N_, NATIVE_NAMES, _
from kehitys.operations import methods as operations
from kehitys.store import hits, nearest
from kehitys.store import methods as store
from kehitys.store.methods import Wanted
from kehitys.store.paging import Page
from kehitys.tui.form import Field, Form
from kehitys.tui.methods import filters, page, sharing
from kehitys.tui.methods.goes_with import pick_kin
from kehitys.tui.methods.history_lines import pick_workshop
from kehitys.tui.methods.own_method import EMPTY, MethodForm, fields, written_method
from kehitys.tui.methods.reading import read_page
from kehitys.tui.methods.rewriting import rewriting
from kehitys.tui.pick import Pick
from kehitys.tui.place import ListPlace
from kehitys.tui.widgets.columns import cut, in_columns
from kehitys.tui.widgets.record_list import Ink

ROOM_FOR_PURPOSE = 56
"""From this many columns on, a row says what the method is for."""

BEFORE_NAME = 3
"""How many cells of a row, the star and the spaces, stand before the name."""


class MethodLibrary(ListPlace):
    """The library of facilitation methods."""

    PLACE = "methods"
    ABOUT = N_("Ways to work with a group. Find one that fits, read how it goes, write your own.")
    SHOWS: ClassVar[frozenset[str]] = frozenset(
        {"method", "method_edition", "tagged", "favourite", "method_note", "toolkit", "run",
         "block_rating"}
    )  # fmt: skip
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("w", "suggest", N_("What now"), id="methods.suggest"),
        Binding("l", "narrow", N_("Narrow"), id="methods.narrow"),
        Binding("c", "show_all", N_("Show all"), id="methods.show_all"),
        Binding("f", "favourite", N_("Favourite"), id="methods.favourite"),
        Binding("n", "new", N_("New"), id="methods.new"),
        Binding("e", "edit", N_("Edit"), id="methods.edit"),
        Binding("m", "note", N_("My note"), id="methods.note"),
        Binding("o", "used_in", N_("Where it was used"), id="methods.used_in"),
        Binding("x", "export", N_("Export"), id="methods.export"),
        Binding("t", "translate", N_("Translate"), id="methods.translate"),
        Binding("d,delete", "delete", N_("Delete"), key_display="d", id="methods.delete"),
        Binding("g", "follow", N_("Goes with"), id="methods.follow"),
        Binding("i", "bring", N_("Import a toolkit"), show=False, id="methods.bring"),
        Binding("r", "remove", N_("Remove a toolkit"), show=False, id="methods.remove"),
    ]

    OF_THE_LIST = frozenset({"suggest", "narrow", "show_all", "new", "bring", "remove"})

    def __init__(self) -> None:
        super().__init__()
        self.filtered = Wanted()
        """What the list is narrowed to, words aside."""
        self._instead = ""
        """What is searched for when what was typed finds nothing."""
        self._everything = 0
        self._marked: dict[UUID, hits.Spans] = {}
        """Which letters of a name were searched for."""
        self._uses: tuple[MethodUse, ...] = ()
        """How the method under the cursor has gone here."""

    @property
    def wanted(self) -> Wanted:
        """What is looked for now."""
        return filters.changed(self.filtered, {"text": self._instead or self.typed})

    # What the place says of itself.

    def search_hint(self) -> str:
        """What stands in the empty search field."""
        return _("Search methods by name, use or words in them")

    def table_and_name(self, record: MethodLine) -> tuple[str, str]:
        """Where it stands and what it is called."""
        return "method", record.name

    def draw(self, record: MethodLine, width: int, ink: Ink) -> Text:
        """Star, name with the badges of another language and of one's own, then what decides."""
        plain, quiet = ink("plain"), ink("quiet")
        purpose = ""
        if record.purposes:
            purpose = said_in(PURPOSE_NAMES[record.purposes[0]], i18n.current()).text
        tail = [(f" {purpose}", 17, quiet)] if width >= ROOM_FOR_PURPOSE else []
        minutes, people = minutes_span(record.minutes), people_span(record.group_size)
        fixed = [(minutes, -11, plain), (people, -6, plain), *tail]
        name_room = width - 4 - sum(abs(size) + 1 for _text, size, _ink in fixed)
        badge = "" if record.lang == i18n.current() else f" [{record.lang}]"
        if record.toolkit == "own":
            badge += f" · {_('own')}"
        name = cut(record.name, name_room - cell_len(badge)) + badge
        star = ("★" if record.favourite else " ", 1, ink("warn"))
        line = in_columns([star, (name, 0, plain), *fixed], flexible=1, width=width)
        shown = len(name) - len(badge)
        for begin, end in self._marked.get(record.id, ()):
            line.stylize(
                ink("here"), BEFORE_NAME + min(begin, shown), BEFORE_NAME + min(end, shown)
            )
        return line

    async def page(self, offset: int, limit: int) -> Page[MethodLine]:
        """Methods as they are searched and narrowed now."""
        wanted = filters.changed(self.filtered, {"text": self.typed})
        lines = partial(store.lines, speak=i18n.current(), person_id=self.app.me)

        def read(connection: Any) -> tuple[Page[MethodLine], int, dict[UUID, hits.Spans], str]:
            found = lines(connection, wanted=wanted, offset=offset, limit=limit)
            if wanted == Wanted():
                return found, found.total, {}, ""
            text = wanted.text if found.total else ""
            instead = "" if text else nearest.instead(connection, wanted.text, "method")
            if instead:
                near = filters.changed(wanted, {"text": instead})
                found = lines(connection, wanted=near, offset=offset, limit=limit)
            whole = lines(connection, wanted=Wanted(), limit=0)
            sought = hits.Sought(connection, instead or text)
            marked = {row.id: sought.spans(row.name, row.lang) for row in found.rows}
            return found, whole.total, marked, instead

        found, self._everything, marked, self._instead = await self.app.ask(read)
        self._marked = marked if offset == 0 else self._marked | marked
        return found

    async def position(self, row_id: UUID) -> int | None:
        """Where a method stands in the list as it is searched and narrowed now."""
        find = partial(
            store.position,
            speak=i18n.current(),
            wanted=self.wanted,
            person_id=self.app.me,
            method_id=row_id,
        )
        return await self.app.ask(find)

    async def detail(self, record: MethodLine) -> Content:
        """The method told whole."""
        typed, speak = self.wanted.text, i18n.current()
        read = partial(read_page, method_id=record.id, me=self.app.me, typed=typed)
        found = await self.app.ask(read)
        self._uses = () if found is None else found.uses
        self.refresh_bindings()
        return Content("") if found is None else page.told(found, speak, self.page_width)

    def nothing(self) -> Content:
        """What to do when no method is listed."""
        if self.wanted == Wanted():
            return Content(_("Methods are ways to work with a group. Press n to write your own."))
        if self.filtered == Wanted():
            return Content(_("No method matches. Search with another word; esc clears the search."))
        return Content(_("No method fits. esc clears the search, and c then shows all of them."))

    def filters(self, total: int) -> Content:
        """How many of how many, and what the list is narrowed to."""
        return filters.line(self.wanted, total, self._everything, self._instead)

    def forget_search(self) -> None:
        """Takes search and filters away."""
        super().forget_search()
        self.filtered = Wanted()

    def open_by_id(self, kind: str, row_id: UUID) -> None:
        """Shows a method, whatever the list is narrowed to."""
        if kind == "method":
            self.show_record(row_id)
            self.open_record()

    # Keys.

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only one's own methods are changed, translated and deleted."""
        if not super().check_action(action, parameters):
            return False
        if action in ("edit", "note", "favourite", "export", "translate", "delete", "follow"):
            record = self.records.current if self.is_mounted else None
            if record is None:
                return False
            return record.toolkit == "own" or action not in ("translate", "delete")
        if action == "used_in":
            return bool(self._uses)
        if action == "show_all":
            return self.is_mounted and self.wanted != Wanted()
        return True

    def action_suggest(self) -> None:
        """Asks what there is to work with, and shows what fits."""
        from kehitys.tui.methods.suggest import WhatNow

        self.app.push_screen(WhatNow())

    @work
    async def action_used_in(self) -> None:
        """Asks which of the workshops it was used in to open."""
        if workshop_id := await pick_workshop(self.app, self._uses):
            self.app.open_record("workshop", workshop_id)

    def action_open_workshop(self, workshop_id: str) -> None:
        """Opens a workshop whose title was clicked."""
        self.app.open_record("workshop", UUID(workshop_id))

    @work
    async def action_narrow(self) -> None:
        """Asks for everything the list can be narrowed by."""
        await self._ask_filters(
            filters.Narrowing(_("Narrow the list"), filters.fields(self.filtered), self._narrow_to)
        )

    @work
    async def action_narrow_by(self, name: str) -> None:
        """Asks for one filter, clicked in the line."""
        if name in filters.NUMBERS:
            form = filters.Narrowing(
                filters.label(name), filters.fields(self.filtered, (name,)), self._narrow_to
            )
            await self._ask_filters(form)
            return
        now = filters.chosen(self.filtered, name)
        picked = await self.app.push_screen_wait(
            Pick(filters.label(name), filters.options(name), chosen=now)
        )
        if picked is not None:
            await self._narrow_to({name: picked})
            self.load_from_top()

    def action_drop_filter(self, name: str) -> None:
        """Takes one filter away."""
        self.filtered = filters.without(self.filtered, name)
        self.load_from_top()

    def action_show_all(self) -> None:
        """Takes search and filters away and stays at the method under the cursor."""
        self.forget_search()
        self.load()
        self.refresh_bindings()

    async def _ask_filters(self, form: Form) -> None:
        if await self.app.push_screen_wait(form):
            self.load_from_top()
            self.records.focus()

    async def _narrow_to(self, values: dict[str, Any]) -> None:
        self.filtered = filters.changed(self.filtered, values)

    def action_favourite(self) -> None:
        """Marks the method, or takes the mark away."""
        record = self.records.current
        verb = operations.unmark_favourite if record.favourite else operations.mark_favourite
        self.app.perform(partial(verb, method_id=record.id))

    @work
    async def action_note(self) -> None:
        """Asks what the person wants to remember of the method."""
        record, me = self.records.current, self.app.me
        kept = await self.app.ask(lambda c: store.note(c, record.id, me))

        async def keep(values: dict[str, Any]) -> None:
            keep_note = partial(operations.keep_note, method_id=record.id, text=values["text"])
            await self.app.carry_out(keep_note, quietly=False)

        field = Field(name="text", label=_("My note"), kind="paragraph", value=kept)
        note = _("Only you see it here. An empty note is taken away.")
        await self.app.push_screen_wait(
            Form(record.name, [field], keep, note=note, key=f"method-note:{record.id}")
        )

    @work
    async def action_new(self) -> None:
        """Asks for a method of one's own."""
        lang = i18n.current()

        async def write(values: dict[str, Any]) -> UUID:
            method = written_method(EMPTY, lang, values)
            method_id: UUID = await self.app.carry_out(
                partial(operations.write_own, method=method), quietly=False
            )
            return method_id

        made = await self.app.push_screen_wait(
            MethodForm(_("New method"), fields(EMPTY, lang), write, key="method:new")
        )
        if isinstance(made, UUID):
            self.show_record(made)

    @work
    async def action_edit(self) -> None:
        """Changes one's own method; of another it offers to make a copy first."""
        record = self.records.current
        if record.toolkit == "own":
            await rewriting(self.app, record.id, record.lang)
            return
        picked = await self.app.push_screen_wait(
            Pick(
                record.name,
                [("copy", _("Make my own copy and change it")), ("note", _("Write my note on it"))],
                note=_("This method comes from a toolkit and stays as it is."),
            )
        )
        if picked == "note":
            self.action_note()
        elif picked == "copy":
            copy = partial(operations.copy_to_own, method_id=record.id, speak=i18n.current())
            try:
                copy_id = await self.app.carry_out(copy, quietly=False)
            except Problem as problem:
                self.app.tell_problem(problem)
                return
            await rewriting(self.app, copy_id, record.lang)
            self.show_record(copy_id)

    @work
    async def action_translate(self) -> None:
        """Writes one's own method in another language."""
        method = await self._method(self.records.current.id)
        if method is None:
            return
        has = {edition.lang for edition in method.editions}
        options = [
            (
                lang,
                NATIVE_NAMES[lang]
                if lang in has
                else f"{NATIVE_NAMES[lang]} · {_('not written yet')}",
            )
            for lang in LANGUAGES
        ]
        missing = next((lang for lang in LANGUAGES if lang not in has), i18n.current())
        picked = await self.app.push_screen_wait(
            Pick(_("Write it in which language?"), options, chosen=missing)
        )
        if isinstance(picked, str):
            await rewriting(self.app, method.id, picked)

    async def _method(self, method_id: UUID) -> Method | None:
        return await self.app.ask(lambda c: store.method(c, method_id))

    def action_delete(self) -> None:
        """Deletes one's own method."""
        self.app.perform(partial(operations.delete_own, method_id=self.records.current.id))

    @work
    async def action_export(self) -> None:
        """Saves a method as a file that others can take into their toolkit."""
        method = await self._method(self.records.current.id)
        if method is not None:
            await sharing.save_to_file(self.app, method)

    @work
    async def action_bring(self) -> None:
        """Brings in a toolkit, once it has been shown, or the file of one method."""
        if method_id := await sharing.bring(self.app):
            self.show_record(method_id)

    @work
    async def action_remove(self) -> None:
        """Takes an imported toolkit out of the lists."""
        await sharing.remove(self.app)

    @work
    async def action_follow(self) -> None:
        """Goes to one of the methods that the page names, or to what it was copied from."""
        if picked := await pick_kin(self.app, self.records.current.id):
            self.action_open_method(picked)

    def action_open_method(self, method_id: str) -> None:
        """Shows another method that the page names."""
        self.open_by_id("method", UUID(method_id))

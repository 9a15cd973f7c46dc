"""The network: who can do what, in which unit and language; teams and units."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar
from uuid import UUID

from rich.text import Text
from textual import work
from textual.binding import Binding, BindingType
from textual.content import Content

from kehitys.domain.network import MEMBERSHIP_STATES, Person, PersonLine, Team, Unit
from kehitys.domain.text import fold
from kehitys.i18n import N_, _, ngettext
from kehitys.operations import network as operations
from kehitys.store import involvement
from kehitys.store import network as store
from kehitys.store.paging import Page
from kehitys.tui.network import forms, list_in, list_out
from kehitys.tui.network import network_words as words
from kehitys.tui.network.erasing import ErasePerson
from kehitys.tui.network.page import PersonPage, person_page, team_page, unit_page
from kehitys.tui.pick import Pick
from kehitys.tui.place import ListPlace
from kehitys.tui.widgets.columns import in_columns
from kehitys.tui.widgets.marks import mark
from kehitys.tui.widgets.record_list import Ink

if TYPE_CHECKING:
    from sqlalchemy import Connection

_ROOM_FOR_LANGUAGES = 62
"""From so many cells on, a row says the languages too."""
_OF_PEOPLE = ("skills", "erase", "filter", "bring_in", "write_list")


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A team or a unit as a row of the list."""

    id: UUID
    name: str
    team: Team | None = None
    unit: Unit | None = None


class Network(ListPlace):
    """People, or teams and units, and the one under the cursor."""

    PLACE = "network"
    ABOUT = N_("Network: who can do what, in which unit and language; teams and units.")
    SHOWS: ClassVar[frozenset[str]] = frozenset(
        {"person", "person_language", "person_skill", "membership", "role", "team", "unit",
         "unit_period", "scope_item", "workshop", "workshop_day", "workshop_facilitator",
         "experiment"}
    )  # fmt: skip
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "new", N_("New"), id="network.new"),
        Binding("e", "edit", N_("Edit"), id="network.edit"),
        Binding("k", "skills", N_("Skills"), id="network.skills"),
        Binding("t", "turn('groups')", N_("Teams"), id="network.groups"),
        Binding("t", "turn('people')", N_("Show people"), id="network.people"),
        Binding("f", "filter", N_("Filter"), id="network.filter"),
        Binding("d,delete", "delete", N_("Delete"), id="network.delete"),
        Binding("i", "bring_in", N_("Bring in a list"), show=False, id="network.bring_in"),
        Binding("v", "write_list", N_("Write the list"), show=False, id="network.write_list"),
        Binding("x", "erase", N_("Erase for good"), id="network.erase"),
    ]

    OF_THE_LIST = frozenset({"new", "turn", "filter", "bring_in", "write_list"})

    def __init__(self) -> None:
        super().__init__()
        self._groups = False
        """Whether teams and units are listed, and not people."""
        self._state = ""

    # What the list shows.

    def search_hint(self) -> str:
        """What may be searched for."""
        return _("Search by name, unit or skill")

    async def page(self, offset: int, limit: int) -> Page[Any]:
        """The people, or the teams and units, as they are filtered and searched now."""
        text, state = self.typed, self._state
        if self._groups:
            found = await self._found()
            return Page(total=len(found), offset=offset, rows=tuple(found[offset : offset + limit]))
        return await self.app.ask(
            lambda c: store.people(c, text=text, state=state, offset=offset, limit=limit)
        )

    async def position(self, row_id: UUID) -> int | None:
        """Where somebody, or some group, stands in them."""
        text, state = self.typed, self._state
        if self._groups:
            ids = [group.id for group in await self._found()]
            return ids.index(row_id) if row_id in ids else None
        return await self.app.ask(
            lambda c: store.position(c, person_id=row_id, text=text, state=state)
        )

    def table_and_name(self, record: PersonLine | Group) -> tuple[str, str]:
        """Where they stand and what they are called."""
        if isinstance(record, PersonLine):
            return "person", record.name
        return "team" if record.team else "unit", record.name

    def draw(self, record: PersonLine | Group, width: int, ink: Ink) -> Text:
        """A name, then what decides."""
        quiet = ink("quiet")
        if isinstance(record, PersonLine):
            cells = [
                (record.name, 0, ink("strong")),
                (words.name_in(record.unit_name), max(14, width // 3 - 1), quiet),
            ]
            if width >= _ROOM_FOR_LANGUAGES:
                cells.append((" ".join(record.languages), 9, quiet))
            good = record.membership == "active"
            cells.append((words.membership(record.membership), 13, ink("good") if good else quiet))
            return in_columns(cells, flexible=0, width=width)
        if record.team is not None:
            n = len(record.team.members)
            kind = _(words.TEAM_KIND_NAMES[record.team.kind])
            size = ngettext("%(n)d member", "%(n)d members", n) % {"n": n}
        else:
            kind, size = _("unit"), ""
        cells = [
            ("◆" if record.team else "▫", 1, quiet),
            (record.name, 0, ink("strong")),
            (kind, 14, quiet),
            (size, -10, quiet),
        ]
        return in_columns(cells, flexible=1, width=width)

    async def detail(self, record: PersonLine | Group) -> Content:
        """A person, a team or a unit told whole."""
        if isinstance(record, PersonLine):
            page = await self.app.ask(partial(_person_page, person_id=record.id))
            return person_page(page, self.app.today.date()) if page else Content("")
        if record.team is not None:
            team = record.team
            tried = await self.app.ask(lambda c: involvement.experiments_of_team(c, team.id))
            return team_page(team, tried)
        unit = record.unit
        assert unit is not None
        members = await self.app.ask(lambda c: involvement.members_of_unit(c, unit.id))
        above = unit.parent_id
        parent = await self.app.ask(lambda c: store.unit(c, above)) if above else None
        return unit_page(unit, parent, members)

    def nothing(self) -> Content:
        """What this place is for and what to do first."""
        if self._groups and self.typed:
            return Content(_("No team or unit matches. esc clears the search."))
        if self._state and not (self._groups or self.typed):
            return Content(_("Nobody matches. f changes the filter."))
        if self.typed:
            return Content(_("Nobody matches. esc clears the search, f changes the filter."))
        if self._groups:
            first = _("Add the first team, or a unit")
            about = _("Here are the pilot teams, and the units people and teams belong to.")
        else:
            first = _("Add a colleague")
            about = _("Here you see who can do what, and in which language.")
        return Content.assemble((about, "bold"), "\n\n", ("n", "bold $accent"), f"  {first}")

    def filters(self, total: int) -> Content:
        """People or groups, which of them, and how many."""
        views = [("people", _("people")), ("groups", _("teams and units"))]
        parts: list[Any] = []
        for view, name in views:
            shown = (view == "groups") == self._groups
            named = name if shown else f"{name} (t)"
            parts += [mark(named, f"turn('{view}')", shown=shown), "   "]
        if self._state and not self._groups:
            parts += [(words.membership(self._state), "bold $accent"), "   "]
        parts.append((str(total), "$text-muted"))
        if total == 1 and not (self._groups or self._state or self.typed):
            parts += ["\n", ("n", "bold $accent"), f" {_('Add a colleague')}"]
            parts += ["   ", ("i", "bold $accent"), f" {_('Bring in a list')}"]
        return Content.assemble(*parts)

    def forget_search(self) -> None:
        """Takes search and filter away."""
        super().forget_search()
        self._state = ""

    def open_by_id(self, kind: str, row_id: UUID) -> None:
        """Shows a person, a team or a unit that another place speaks of."""
        self._groups = kind in ("team", "unit")
        self.show_record(row_id)
        self.open_record()

    # Keys and the mouse.

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Says what works now."""
        if not super().check_action(action, parameters):
            return False
        if action == "turn":
            return parameters != ("groups" if self._groups else "people",)
        if action in _OF_PEOPLE and self._groups:
            return False
        if action in ("edit", "delete", "skills", "erase"):
            record = self.records.current if self.is_mounted else None
            unit = isinstance(record, Group) and record.unit is not None
            return record is not None and not (action == "delete" and unit)
        return True

    def action_turn(self, to: str) -> None:
        """Shows the people, or the teams and units."""
        self._groups = to == "groups"
        self.remove_class("-reading")
        self.records.focus()
        self.load_from_top()
        self.refresh_bindings()

    @work
    async def action_filter(self) -> None:
        """Asks which memberships to show."""
        options = [
            ("", _("everybody")),
            *((each, words.membership(each)) for each in MEMBERSHIP_STATES),
        ]
        chosen = await self.app.push_screen_wait(Pick(_("Show"), options, chosen=self._state))
        if isinstance(chosen, str):
            self._state = chosen
            self.load_from_top()

    @work
    async def action_new(self) -> None:
        """Adds a person; among teams and units, one of those."""
        if not self._groups:
            made = await forms.person_form(self.app, None)
        else:
            kinds = [("team", _("a team")), ("unit", _("a unit"))]
            kind = await self.app.push_screen_wait(Pick(_("New"), kinds))
            if kind is None:
                return
            form = forms.team_form if kind == "team" else forms.unit_form
            made = await form(self.app, None)
        if made is not None:
            self.show_record(made)

    @work
    async def action_edit(self) -> None:
        """Changes what is under the cursor."""
        record = self.records.current
        if isinstance(record, PersonLine):
            person = await self._person(record.id)
            if person is not None:
                await forms.person_form(self.app, person)
        elif isinstance(record, Group) and record.team is not None:
            await forms.team_form(self.app, record.team)
        elif isinstance(record, Group):
            await forms.unit_form(self.app, record.unit)

    @work
    async def action_skills(self) -> None:
        """Asks for a skill, then for what the person says of it."""
        record = self.records.current
        person = await self._person(record.id) if isinstance(record, PersonLine) else None
        if person is None:
            return
        levels = {each.skill.id: each.level for each in person.skills}
        skills = await self.app.ask(store.skills)
        options = []
        for skill in skills:
            held = levels.get(skill.id)
            name = words.name_in(skill.names)
            options.append((skill.id.hex, f"{name} · {words.level(held)}" if held else name))
        title = _("Skills of %(name)s") % {"name": person.name}
        chosen = await self.app.push_screen_wait(Pick(title, options))
        if not isinstance(chosen, str):
            return
        skill_id = UUID(chosen)
        held = levels.get(skill_id)
        answers = [(str(n), words.level(n)) for n in words.LEVEL_NAMES]
        if held:
            answers.append(("0", _("take the skill away")))
        name = next(words.name_in(skill.names) for skill in skills if skill.id == skill_id)
        note = _("What the person says of themselves. The same level again confirms it.")
        level = await self.app.push_screen_wait(
            Pick(name, answers, chosen=str(held or 1), note=note)
        )
        if level == "0":
            self.app.perform(partial(operations.drop_skill, person_id=person.id, skill_id=skill_id))
        elif isinstance(level, str):
            self.app.perform(
                partial(
                    operations.set_skill, person_id=person.id, skill_id=skill_id, level=int(level)
                )
            )

    def action_delete(self) -> None:
        """Deletes the person or the team; undo brings them back."""
        record = self.records.current
        if isinstance(record, PersonLine):
            self.app.perform(partial(operations.delete_person, person_id=record.id))
        elif isinstance(record, Group) and record.team is not None:
            self.app.perform(partial(operations.delete_team, team_id=record.id))

    @work
    async def action_bring_in(self) -> None:
        """Brings people in from a CSV or XLSX file, once it has been looked at."""
        await list_in.bring_in(self.app)

    @work
    async def action_write_list(self) -> None:
        """Writes everybody to a CSV or XLSX file."""
        await list_out.write_list(self.app)

    @work
    async def action_erase(self) -> None:
        """Erases the person for good, once the name has been typed."""
        record = self.records.current
        person = await self._person(record.id) if isinstance(record, PersonLine) else None
        if person is not None:
            await self.app.push_screen_wait(ErasePerson(person))

    async def _person(self, person_id: UUID) -> Person | None:
        return await self.app.ask(lambda c: store.person(c, person_id))

    async def _found(self) -> list[Group]:
        """The teams, then the units, that hold every word typed."""
        teams = await self.app.ask(store.teams)
        units = await self.app.ask(store.units)
        typed = fold(self.typed).split()
        found = []
        for team in teams:
            named = [team.name, *team.unit_name.values(), *(name for _id, name in team.members)]
            if _holds(named, typed):
                found.append(Group(id=team.id, name=team.name, team=team))
        for unit in units:
            if _holds(list(unit.names.values()), typed):
                found.append(Group(id=unit.id, name=words.name_in(unit.names), unit=unit))
        return found


def _holds(texts: list[str], typed: list[str]) -> bool:
    whole = fold(" ".join(texts))
    return all(word in whole for word in typed)


def _person_page(connection: Connection, person_id: UUID) -> PersonPage | None:
    person = store.person(connection, person_id)
    if person is None:
        return None
    return PersonPage(
        person=person,
        led=involvement.workshops_led(connection, person_id),
        tried=involvement.experiments_owned(connection, person_id),
    )

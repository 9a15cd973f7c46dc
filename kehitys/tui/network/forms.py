"""The forms of the network: people, teams and units."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

from kehitys import i18n
from kehitys.domain.network import Person, Team, Unit
from kehitys.i18n import _
from kehitys.operations import network as operations
from kehitys.store import network as store
from kehitys.tui.edit_form import Source, edit_record
from kehitys.tui.form import Field, Form
from kehitys.tui.network import network_words as words

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from kehitys.store.journal import Tx
    from kehitys.tui.app import Kehitys

UNIT_LANGUAGES = ("fi", "sv")
"""The languages a unit is named in; it may have other names, which stay."""

Options = tuple[tuple[str, str], ...]


async def person_form(app: Kehitys, person: Person | None) -> UUID | None:
    """Adds a person or changes one; gives the id, `None` when left."""
    if person is None:
        units = await app.ask(store.units)
        new = Person(
            id=UUID(int=0), name="", unit_name={}, membership="active", languages=(i18n.current(),)
        )

        async def add(values: dict[str, Any]) -> object:
            return await app.carry_out(lambda tx: _add_person(tx, values), quietly=False)

        return await _made(
            app, Form(_("New person"), _of_person(new, units), add, key="person.new")
        )
    person_id = person.id

    def read(connection: Connection) -> _Person | None:
        found = store.person(connection, person_id)
        return None if found is None else (found, store.units(connection))

    def change(tx: Tx, record: _Person, values: dict[str, Any]) -> UUID:
        said = {**values, "unit_id": _id(values["unit_id"])}
        operations.edit_person(tx, person_id, version=record[0].version, **said)
        return person_id

    source = Source(
        row=("person", person_id),
        read=read,
        fields=lambda record: _of_person(*record),
        change=change,
        anew=lambda tx, _record, values: _add_person(tx, values),
    )
    return await edit_record(app, _("Change the person"), source, key=f"person.{person_id}")


_Person = tuple[Person, Sequence[Unit]]


def _add_person(tx: Tx, values: dict[str, Any]) -> UUID:
    return operations.add_person(tx, **{**values, "unit_id": _id(values["unit_id"])})


def _of_person(shown: Person, units: Sequence[Unit]) -> list[Field]:
    spoken = dict.fromkeys([*i18n.LANGUAGES, *shown.languages])
    states = (("", _("no member")), *_named(words.MEMBERSHIP_NAMES))
    return [
        Field(name="name", label=_("Name"), value=shown.name, required=True),
        Field(name="email", label=_("E-mail"), value=shown.email),
        Field(name="phone", label=_("Phone"), value=shown.phone),
        Field(
            name="unit_id",
            label=_("Unit"),
            kind="choice",
            options=_units(units),
            value=_key(shown.unit_id),
        ),
        Field(
            name="languages",
            label=_("Works in"),
            kind="many",
            value=shown.languages,
            options=tuple((code, words.language(code)) for code in spoken),
        ),
        Field(
            name="membership",
            label=_("In the network"),
            kind="choice",
            options=states,
            value=shown.membership,
        ),
    ]


async def team_form(app: Kehitys, team: Team | None) -> UUID | None:
    """Adds a team or changes one; gives the id, `None` when left."""
    if team is None:
        new = Team(id=UUID(int=0), name="", unit_name={})
        units, people = await app.ask(_choices)

        async def add(values: dict[str, Any]) -> object:
            return await app.carry_out(lambda tx: _add_team(tx, values), quietly=False)

        form = Form(_("New team"), _of_team(new, units, people), add, key="team.new")
        return await _made(app, form)
    team_id = team.id

    def read(connection: Connection) -> _Team | None:
        found = store.team(connection, team_id)
        return None if found is None else (found, *_choices(connection))

    def change(tx: Tx, record: _Team, values: dict[str, Any]) -> UUID:
        operations.edit_team(tx, team_id, version=record[0].version, **_team_values(values))
        return team_id

    source = Source(
        row=("team", team_id),
        read=read,
        fields=lambda record: _of_team(*record),
        change=change,
        anew=lambda tx, _record, values: _add_team(tx, values),
    )
    return await edit_record(app, _("Change the team"), source, key=f"team.{team_id}")


People = tuple[tuple[UUID, str], ...]
_Team = tuple[Team, Sequence[Unit], People]


def _choices(connection: Connection) -> tuple[Sequence[Unit], People]:
    return store.units(connection), store.names(connection)


def _team_values(values: dict[str, Any]) -> dict[str, Any]:
    several = {name: [UUID(key) for key in values[name]] for name in ("members", "leaves_out")}
    return {**values, **several, "unit_id": _id(values["unit_id"])}


def _add_team(tx: Tx, values: dict[str, Any]) -> UUID:
    return operations.add_team(tx, **_team_values(values))


def _of_team(shown: Team, units: Sequence[Unit], people: People) -> list[Field]:
    return [
        Field(name="name", label=_("Name"), value=shown.name, required=True),
        Field(
            name="kind",
            label=_("Kind"),
            kind="choice",
            options=_named(words.TEAM_KIND_NAMES),
            value=shown.kind,
        ),
        Field(
            name="unit_id",
            label=_("Unit"),
            kind="choice",
            options=_units(units),
            value=_key(shown.unit_id),
        ),
        Field(
            name="members",
            label=_("Members"),
            kind="many",
            value=_keys(id_ for id_, _name in shown.members),
            options=tuple((row_id.hex, name) for row_id, name in people),
        ),
        Field(
            name="leaves_out",
            label=_("Without the units"),
            kind="many",
            options=_units(units)[1:],
            value=_keys(unit.id for unit in shown.leaves_out),
        ),
    ]


async def unit_form(app: Kehitys, unit: Unit | None) -> UUID | None:
    """Adds a unit or changes its names; gives the id, `None` when left."""
    if unit is None:
        units = await app.ask(store.units)

        async def add(values: dict[str, Any]) -> object:
            parent_id = _id(values.pop("parent_id"))
            adding = partial(operations.add_unit, names=values, parent_id=parent_id)
            return await app.carry_out(adding, quietly=False)

        parent = Field(name="parent_id", label=_("Part of"), kind="choice", options=_units(units))
        return await _made(app, Form(_("New unit"), [*_of_unit({}), parent], add, key="unit.new"))
    unit_id = unit.id

    def change(tx: Tx, record: Unit, values: dict[str, Any]) -> UUID:
        operations.edit_unit(tx, unit_id, version=record.version, names=values)
        return unit_id

    source: Source[Unit] = Source(
        row=("unit", unit_id),
        read=lambda connection: store.unit(connection, unit_id),
        fields=lambda record: _of_unit(record.names),
        change=change,
        anew=lambda tx, _record, values: operations.add_unit(tx, names=values),
    )
    return await edit_record(app, _("Change the unit"), source, key=f"unit.{unit_id}")


def _of_unit(names: Mapping[str, str]) -> list[Field]:
    return [
        Field(
            name=lang,
            label=_("Name, %(language)s") % {"language": words.language(lang)},
            value=names.get(lang, ""),
        )
        for lang in dict.fromkeys([*UNIT_LANGUAGES, *names])
    ]


async def _made(app: Kehitys, form: Form) -> UUID | None:
    made = await app.push_screen_wait(form)
    return made if isinstance(made, UUID) else None


def _units(units: Sequence[Unit]) -> Options:
    return (("", _("none")), *((unit.id.hex, words.name_in(unit.names)) for unit in units))


def _named(names: dict[str, str]) -> Options:
    return tuple((key, _(name)) for key, name in names.items())


def _id(key: str) -> UUID | None:
    return UUID(key) if key else None


def _key(row_id: UUID | None) -> str:
    return row_id.hex if row_id else ""


def _keys(ids: Iterable[UUID]) -> tuple[str, ...]:
    return tuple(row_id.hex for row_id in ids)

"""The forms of the network: people, teams and units."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

from kehitys import i18n
from kehitys.domain.network import Person, Team, Unit
from kehitys.i18n import _
from kehitys.operations import network as operations
from kehitys.store import network as store
from kehitys.tui.form import Field, Form
from kehitys.tui.network import network_words as words

if TYPE_CHECKING:
    from kehitys.tui.app import Kehitys

UNIT_LANGUAGES = ("fi", "sv")
"""The languages a unit is named in; it may have other names, which stay."""

Options = tuple[tuple[str, str], ...]


def person_key(person_id: UUID) -> str:
    """The name of the form in which a person is changed."""
    return f"person.{person_id}"


async def person_form(app: Kehitys, person: Person | None) -> UUID | None:
    """Adds a person or changes one; gives the id, `None` when left."""
    units = await app.ask(store.units)

    async def save(values: dict[str, Any]) -> object:
        values["unit_id"] = _id(values["unit_id"])
        if person is None:
            return await app.carry_out(partial(operations.add_person, **values), quietly=False)
        change = partial(
            operations.edit_person, person_id=person.id, version=person.version, **values
        )
        await app.carry_out(change, quietly=False)
        return person.id

    shown = person or Person(
        id=UUID(int=0), name="", unit_name={}, membership="active", languages=(i18n.current(),)
    )
    spoken = dict.fromkeys([*i18n.LANGUAGES, *shown.languages])
    states = (("", _("no member")), *_named(words.MEMBERSHIP_NAMES))
    fields = [
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
    title = _("Change the person") if person else _("New person")
    key = person_key(person.id) if person else "person.new"
    return await _made(app, Form(title, fields, save, key=key))


async def team_form(app: Kehitys, team: Team | None) -> UUID | None:
    """Adds a team or changes one; gives the id, `None` when left."""
    units = await app.ask(store.units)
    people = await app.ask(store.names)

    async def save(values: dict[str, Any]) -> object:
        values["unit_id"] = _id(values["unit_id"])
        for name in ("members", "leaves_out"):
            values[name] = [UUID(key) for key in values[name]]
        if team is None:
            return await app.carry_out(partial(operations.add_team, **values), quietly=False)
        change = partial(operations.edit_team, team_id=team.id, version=team.version, **values)
        await app.carry_out(change, quietly=False)
        return team.id

    shown = team or Team(id=UUID(int=0), name="", unit_name={})
    fields = [
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
    title = _("Change the team") if team else _("New team")
    return await _made(app, Form(title, fields, save, key=f"team.{team.id if team else 'new'}"))


async def unit_form(app: Kehitys, unit: Unit | None) -> UUID | None:
    """Adds a unit or changes its names; gives the id, `None` when left."""
    units = await app.ask(store.units)
    standing = dict(unit.names) if unit else {}
    langs = tuple(dict.fromkeys([*UNIT_LANGUAGES, *standing]))

    async def save(values: dict[str, Any]) -> object:
        names = {lang: values[lang] for lang in langs}
        if unit is None:
            add = partial(operations.add_unit, names=names, parent_id=_id(values["parent_id"]))
            return await app.carry_out(add, quietly=False)
        change = partial(operations.edit_unit, unit_id=unit.id, version=unit.version, names=names)
        await app.carry_out(change, quietly=False)
        return unit.id

    fields = [
        Field(
            name=lang,
            label=_("Name, %(language)s") % {"language": words.language(lang)},
            value=standing.get(lang, ""),
        )
        for lang in langs
    ]
    if unit is None:
        fields.append(
            Field(name="parent_id", label=_("Part of"), kind="choice", options=_units(units))
        )
    title = _("Change the unit") if unit else _("New unit")
    return await _made(app, Form(title, fields, save, key=f"unit.{unit.id if unit else 'new'}"))


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

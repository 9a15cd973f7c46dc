"""The form of a workshop's own facts: when, where, who and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import TYPE_CHECKING, Any
from uuid import UUID

from kehitys import i18n
from kehitys.domain import typed
from kehitys.domain.methods import MODES
from kehitys.domain.workshops import Workshop
from kehitys.i18n import _, dates
from kehitys.operations import workshops as operations
from kehitys.operations.workshops import MOST_PEOPLE
from kehitys.store import network
from kehitys.store import workshops as store
from kehitys.tui.edit_form import Source, edit_record
from kehitys.tui.form import Field
from kehitys.tui.workshops import workshop_words as words

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from kehitys.store.journal import Tx
    from kehitys.tui.app import Kehitys

START = time(9)
"""When a workshop begins until somebody says otherwise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """Whom the form offers: teams and people, by their ids."""

    teams: tuple[tuple[UUID, str], ...]
    people: tuple[tuple[UUID, str], ...]


def choices(connection: Connection) -> Choices:
    """Every team and everybody of the register."""
    return Choices(
        teams=tuple((team.id, team.name) for team in network.teams(connection)),
        people=network.names(connection),
    )


def fields(
    offered: Choices,
    today: date,
    values: Mapping[str, Any],
    hints: Mapping[str, str] | None = None,
) -> list[Field]:
    """The fields, with what stands in them and what is said in the empty ones."""
    hints = hints or {}

    def field(name: str, label: str, hint: str = "", **more: Any) -> Field:
        hint = hints.get(name, hint)
        return Field(name=name, label=label, value=values[name], hint=hint, **more)

    return [
        field("title", _("Name"), required=True),
        field("goal", _("Goal"), kind="paragraph", hint=_("What is different when people leave?")),
        field(
            "team_id",
            _("Team"),
            kind="choice",
            options=(("", _("No team")), *_keyed(offered.teams)),
            read=UUID,
        ),
        field(
            "day",
            _("Day"),
            required=True,
            hint=_("like %(day)s") % {"day": words.typed_day(today)},
            read=lambda text: typed.day(text, today),
        ),
        field("start", _("Starts"), required=True, hint=dates.time_of(START), read=typed.wall),
        field("end", _("Must end"), hint=_("empty when nothing is promised"), read=typed.wall),
        field("place", _("Place")),
        field(
            "mode",
            _("Held"),
            kind="choice",
            options=tuple((mode, _(words.MODE_NAMES[mode])) for mode in MODES),
        ),
        field(
            "people",
            _("People"),
            required=True,
            hint=_("how many are expected"),
            read=lambda text: typed.whole(text, 1, MOST_PEOPLE),
        ),
        field(
            "languages",
            _("Languages"),
            kind="many",
            options=tuple(i18n.NATIVE_NAMES.items()),
            required=True,
        ),
        field("facilitators", _("Facilitators"), kind="many", options=_keyed(offered.people)),
    ]


async def edit(app: Kehitys, workshop: Workshop) -> None:
    """Asks for the facts of a workshop and saves them."""
    workshop_id, today = workshop.id, app.today.date()

    def found(connection: Connection) -> tuple[Workshop, Choices] | None:
        now = store.workshop(connection, workshop_id)
        return None if now is None else (now, choices(connection))

    def change(tx: Tx, record: tuple[Workshop, Choices], values: dict[str, Any]) -> None:
        version = record[0].version
        operations.edit_workshop(tx, workshop_id, version=version, **read(values))

    def anew(tx: Tx, record: tuple[Workshop, Choices], values: dict[str, Any]) -> None:
        operations.new_workshop(tx, zone=record[0].zone, **read(values))

    source = Source(
        row=("workshop", workshop_id),
        read=found,
        fields=lambda record: fields(record[1], today, of(record[0])),
        change=change,
        anew=anew,
    )
    title = _("Change the workshop")
    await edit_record(app, title, source, key=f"workshop.{workshop_id}", quietly=True)


def of(workshop: Workshop) -> dict[str, Any]:
    """What stands in the fields of a workshop there is."""
    return {
        "title": workshop.title,
        "goal": workshop.goal,
        "team_id": str(workshop.team_id) if workshop.team_id else "",
        "day": words.typed_day(workshop.date),
        "start": dates.time_of(workshop.start),
        "end": dates.time_of(workshop.end) if workshop.end else "",
        "place": workshop.place,
        "mode": workshop.mode,
        "people": str(workshop.people),
        "languages": workshop.languages,
        "facilitators": tuple(str(each.person_id) for each in workshop.facilitators),
    }


def read(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values of the form as the operations take them."""
    return {**values, "facilitators": tuple(UUID(each) for each in values["facilitators"])}


def _keyed(named: tuple[tuple[UUID, str], ...]) -> tuple[tuple[str, str], ...]:
    return tuple((str(key), name) for key, name in named)

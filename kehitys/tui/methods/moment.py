"""The moment one needs a method for: what is asked of it, and what a run that goes on tells."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from kehitys.domain.fit import Slot
from kehitys.domain.methods import LEVELS, MODES, PURPOSES
from kehitys.domain.remaining import minutes_left
from kehitys.domain.terms import PURPOSE_NAMES
from kehitys.domain.typed import whole
from kehitys.domain.words import said_in
from kehitys.files.method_words import ENERGY_NAMES, MODE_NAMES
from kehitys.i18n import N_, _, current
from kehitys.store import runs, workshops

NAMES = ("minutes", "people", "mode", "energy", "purpose", "trust")
NUMBERS = ("minutes", "people")

_LABELS = {
    "minutes": N_("Minutes left"),
    "people": N_("People"),
    "mode": N_("Where"),
    "energy": N_("Feel"),
    "purpose": N_("Purpose"),
    "trust": N_("Trust"),
}
_ANY = {
    "mode": N_("anywhere"),
    "energy": N_("any"),
    "purpose": N_("any"),
    "trust": N_("not known"),
}
_TRUST = {
    "low": N_("they hardly know each other"),
    "medium": N_("they know each other"),
    "high": N_("they trust each other"),
}
_MOST = {"minutes": 24 * 60, "people": 2000}


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """How things stand: what the fields begin with, and what is in the workshop already."""

    values: Mapping[str, str] = field(default_factory=dict)
    title: str = ""
    """The workshop that goes on; empty when none does."""
    used: frozenset[UUID] = frozenset()


def label(name: str) -> str:
    """What a field is called."""
    return _(_LABELS[name])


def options(name: str) -> list[tuple[str, str]]:
    """What a choice can be set to, the first of them to nothing."""
    choices = {
        "mode": [(code, _(MODE_NAMES[code])) for code in MODES],
        "energy": [(code, _(ENERGY_NAMES[code])) for code in LEVELS],
        "purpose": [(code, said_in(PURPOSE_NAMES[code], current()).text) for code in PURPOSES],
        "trust": [(code, _(_TRUST[code])) for code in LEVELS],
    }
    return [("", _(_ANY[name])), *choices[name]]


def nothing() -> dict[str, str]:
    """The fields with nothing asked."""
    return dict.fromkeys(NAMES, "")


def slot(values: Mapping[str, str]) -> Slot:
    """What the fields ask for; raises `Problem` for a number that is none."""
    numbers = {
        name: whole(values[name], 1, _MOST[name]) if values[name].strip() else None
        for name in NUMBERS
    }
    return Slot(
        minutes=numbers["minutes"],
        people=numbers["people"] or 0,
        mode=values["mode"],
        energy=values["energy"],
        purpose=values["purpose"],
        trust=values["trust"],
        left=True,
    )


def read(connection: Any, run_id: UUID | None, at: datetime) -> Moment:
    """What a run tells of the moment `at`: that run, or the one begun last that goes on."""
    if run_id is None:
        going = runs.unfinished(connection)
        run_id = going[0].run_id if going else None
    if run_id is None:
        return Moment()
    run = runs.run(connection, run_id)
    workshop = workshops.workshop(connection, run.workshop_id)
    left = minutes_left(run, at, runs.must_end(connection, run_id))
    values = {
        "minutes": "" if left is None else str(left),
        "people": str(run.people) if run.people else "",
    }
    used: frozenset[UUID] = frozenset()
    if workshop is not None:
        values["mode"] = workshop.mode
        used = frozenset(b.method.id for b in workshop.blocks if b.method is not None)
    return Moment(values=values, title=run.workshop_title, used=used)

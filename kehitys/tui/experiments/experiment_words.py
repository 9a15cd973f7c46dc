"""What the screens of experiments say in a word or a line."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from kehitys import i18n
from kehitys.domain import clock
from kehitys.domain.experiments import (
    Experiment,
    ExperimentLine,
    Measure,
    Prediction,
    missing_for,
)
from kehitys.i18n import N_, _, dates, ngettext
from kehitys.operations.experiments import FIELD_NAMES

STATE_NAMES = {
    "idea": N_("idea"),
    "planned": N_("planned"),
    "running": N_("running"),
    "study": N_("in review"),
    "decided": N_("decided"),
    "archived": N_("archived"),
}
STATE_SIGNS = {
    "idea": "○", "planned": "◔", "running": "●", "study": "◑", "decided": "✓", "archived": "▪",
}  # fmt: skip
DECISION_NAMES = {
    "adopt": N_("adopted"),
    "adapt": N_("adapted"),
    "abandon": N_("abandoned"),
    "inconclusive": N_("inconclusive"),
    "unfinished": N_("did not finish"),
}
DECISION_SIGNS = {
    "adopt": "✓",
    "adapt": "↻",
    "abandon": "✗",
    "inconclusive": "?",
    "unfinished": "–",
}
DECISIONS_OFFERED = {
    "adopt": N_("take it into use"),
    "adapt": N_("change it and go on"),
    "abandon": N_("give it up"),
    "inconclusive": N_("it did not show"),
    "unfinished": N_("it did not finish"),
}
DIRECTION_NAMES = {"up": N_("goes up"), "down": N_("goes down"), "same": N_("stays the same")}
DIRECTION_SIGNS = {"up": "↑", "down": "↓", "same": "→"}
ROLE_NAMES = {
    "outcome": N_("shows whether it works"),
    "balancing": N_("shows what it may spoil"),
}
_FILLED_BY = {"prediction": "predict", "measure": "measure"}
"""The actions that fill what a gate asks for; the edit form fills the rest."""


def state(record: Experiment | ExperimentLine) -> str:
    """Where it stands, as a sign and a word; once decided, the decision itself."""
    return state_or_decision(record.state, record.decision)


def state_or_decision(state: str, decision: str) -> str:
    """The state, or the decision once there is one."""
    if decision and state in ("decided", "archived"):
        return f"{DECISION_SIGNS[decision]} {_(DECISION_NAMES[decision])}"
    return state_name(state)


def state_name(name: str) -> str:
    """A state as its sign and its word."""
    return f"{STATE_SIGNS[name]} {_(STATE_NAMES[name])}"


def days_late(record: Experiment | ExperimentLine, today: date) -> int:
    """How many days the review of one that runs is late; 0 when it is not."""
    if record.state not in ("running", "study") or record.review is None:
        return 0
    return max(0, (today - record.review).days)


def late(days: int) -> str:
    """So many days late."""
    said = ngettext("%(n)d day late", "%(n)d days late", days) % {"n": days}
    return said.replace(" ", dates.NO_BREAK)


def moment(at: datetime, today: date) -> str:
    """When something was done, by the wall clock at home."""
    here = clock.local(at)
    shown = f"{dates.near_date(here.date(), today)} {dates.time_of(here, sentence=True)}"
    return shown.replace(" ", dates.NO_BREAK)


def typed_day(on: date | None) -> str:
    """A day as the forms read it."""
    return f"{on.day}.{on.month}.{on.year}" if on else ""


def typed_number(value: Decimal | None) -> str:
    """A number as the forms read it."""
    if value is None:
        return ""
    return f"{value:f}".replace(".", "." if i18n.current() == "en" else ",")


def value_of(value: Decimal, measure: Measure) -> str:
    """A value with what it is counted in."""
    return f"{dates.number(value)} {measure.unit}".strip()


def aim(prediction: Prediction, today: date) -> str:
    """How far the measure goes, and by when."""
    numbers = [
        dates.number(value)
        for value in (prediction.baseline, prediction.target)
        if value is not None
    ]
    signs = [DIRECTION_SIGNS[prediction.direction], *" → ".join(numbers).split()]
    moves = dates.NO_BREAK.join(signs)
    if not numbers:
        moves = f"{moves} {_(DIRECTION_NAMES[prediction.direction])}"
    if prediction.by is None:
        return moves
    return _("%(change)s by %(day)s") % {
        "change": moves,
        "day": dates.near_date(prediction.by, today),
    }


def missing_by_action(experiment: Experiment, state: str) -> dict[str, list[str]]:
    """What must be filled in before `state`, under the action that fills it."""
    found: dict[str, list[str]] = {}
    for name in missing_for(experiment, state):
        found.setdefault(_FILLED_BY.get(name, "edit"), []).append(_(FIELD_NAMES[name]))
    return found

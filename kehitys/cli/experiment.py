"""`kehitys experiment`: list and show experiments."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import click

from kehitys.cli.session import AS_JSON, opened, print_json, print_rows
from kehitys.domain import clock
from kehitys.domain.experiment_states import STATES
from kehitys.domain.text import clean
from kehitys.i18n import N_, _, dates

if TYPE_CHECKING:
    from kehitys.domain.experiments import Experiment, Measure, Prediction

EVERY = 1_000_000
"""More experiments than there will ever be."""

STATE_NAMES = {
    "idea": N_("idea"),
    "planned": N_("planned"),
    "running": N_("running"),
    "study": N_("study"),
    "decided": N_("decided"),
    "archived": N_("archived"),
}

DECISION_NAMES = {
    "adopt": N_("adopt"),
    "adapt": N_("adapt"),
    "abandon": N_("abandon"),
    "inconclusive": N_("inconclusive"),
    "unfinished": N_("unfinished"),
}


@click.group(help=N_("List and show experiments."))
def experiment() -> None:
    """List and show experiments."""


@experiment.command(
    name="list",
    help=N_("List the experiments, or those with TEXT in them: the running ones first."),
)
@click.argument("text", default="")
@click.option(
    "--state", type=click.Choice(STATES), default=None, help=N_("Only those in this state.")
)
@AS_JSON
@click.pass_context
def list_experiments(context: click.Context, text: str, state: str | None, as_json: bool) -> None:
    """List the experiments, or those with TEXT in them: the running ones first."""
    from kehitys.store import experiments, ids

    with opened(context) as database:
        today = clock.local(database.clock()).date()
        page = database.read(
            lambda connection: experiments.lines(
                connection, text=clean(text), state=state or "", today=today, limit=EVERY
            )
        )
    if as_json:
        print_json(
            [
                {
                    "id": str(line.id),
                    "title": line.title,
                    "state": line.state,
                    "decision": line.decision or None,
                    "team": line.team_name or None,
                    "owner": line.owner_name or None,
                    "review": _iso(line.review),
                    "last_point": _iso(line.last_point),
                    "values": [_exact(value) for value in line.values],
                }
                for line in page.rows
            ]
        )
    elif page.rows:
        print_rows(
            [
                (
                    ids.short(line.id),
                    _(STATE_NAMES[line.state]),
                    dates.full_date(line.review) if line.review else "",
                    line.title,
                    line.team_name,
                    line.owner_name,
                )
                for line in page.rows
            ]
        )
    else:
        click.echo(_("There are no experiments here."))


@experiment.command(
    help=N_("Show one experiment: what is believed, what was counted, what was learnt.")
)
@click.argument("experiment_id", metavar="ID")
@AS_JSON
@click.pass_context
def show(context: click.Context, experiment_id: str, as_json: bool) -> None:
    """Show one experiment: what is believed, what was counted, what was learnt."""
    from kehitys.store import experiments, lookup

    def query(connection: Any) -> Experiment | None:
        found_id = lookup.find_id(connection, "experiment", experiment_id)
        return experiments.experiment(connection, found_id)

    with opened(context) as database:
        found = database.read(query)
    assert found is not None
    if as_json:
        print_json(_as_json(found))
    else:
        _print(found)


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _exact(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _as_json(found: Experiment) -> dict[str, Any]:
    return {
        "id": str(found.id),
        "title": found.title,
        "state": found.state,
        "problem": found.problem,
        "hypothesis": found.hypothesis,
        "because": found.because,
        "trial": found.trial,
        "learning": found.learning,
        "decision": found.decision or None,
        "reason": found.decision_reason,
        "team": found.team_name or None,
        "owner": found.owner_name or None,
        "workshop": str(found.workshop_id) if found.workshop_id else None,
        "starts": _iso(found.starts),
        "review": _iso(found.review),
        "cycle": found.cycle,
        "qualitative": found.qualitative,
        "predictions": [
            {
                "text": prediction.text,
                "direction": prediction.direction,
                "baseline": _exact(prediction.baseline),
                "target": _exact(prediction.target),
                "by": _iso(prediction.by),
                "locked": (
                    prediction.locked_at.isoformat(timespec="seconds")
                    if prediction.locked_at
                    else None
                ),
            }
            for prediction in found.predictions
        ],
        "measures": [
            {
                "name": measure.name,
                "unit": measure.unit,
                "role": measure.role,
                "points": [
                    {"on": _iso(point.on), "value": _exact(point.value), "note": point.note}
                    for point in measure.points
                ],
            }
            for measure in found.measures
        ],
        "moves": [
            {
                "at": move.at.isoformat(timespec="seconds"),
                "from": move.before,
                "to": move.after,
                "reason": move.reason,
                "by": move.person_name or None,
            }
            for move in found.moves
        ],
    }


def _print(found: Experiment) -> None:
    facts = [
        (_("State"), _(STATE_NAMES[found.state])),
        (_("Team"), found.team_name),
        (_("Owner"), found.owner_name),
        (_("Review date"), dates.full_date(found.review) if found.review else ""),
        (_("Problem"), found.problem),
        (_("Hypothesis"), found.hypothesis),
        (_("Because"), found.because),
        (_("Trial"), found.trial),
        *((_("Prediction"), _prediction(each)) for each in found.predictions),
        *((_measure_name(each), _points(each)) for each in found.measures),
        (_("Learning"), found.learning),
        (_("Decision"), _(DECISION_NAMES[found.decision]) if found.decision else ""),
        (_("Reason"), found.decision_reason),
    ]
    print_rows([(found.title,)])
    click.echo()
    print_rows([(name, text) for name, text in facts if text])


def _prediction(prediction: Prediction) -> str:
    if prediction.baseline is None or prediction.target is None:
        return prediction.text
    return _("%(text)s (%(from)s → %(to)s)") % {
        "text": prediction.text,
        "from": dates.number(prediction.baseline),
        "to": dates.number(prediction.target),
    }


def _measure_name(measure: Measure) -> str:
    return f"{measure.name} ({measure.unit})" if measure.unit else measure.name


def _points(measure: Measure) -> str:
    return " · ".join(dates.number(point.value) for point in measure.points) or "–"

"""What a person can do in the experiment log."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, TypedDict, Unpack
from uuid import UUID

from kehitys.domain import clock
from kehitys.domain.experiment_states import MOVES
from kehitys.domain.experiments import DECISIONS, DIRECTIONS, missing_for
from kehitys.domain.problems import Problem, Stale
from kehitys.i18n import N_, _
from kehitys.store import experiments as log
from kehitys.store import tables
from kehitys.store.journal import Tx, delete_rows

FIELD_NAMES = {
    "problem": N_("problem"),
    "owner": N_("owner"),
    "hypothesis": N_("hypothesis"),
    "trial": N_("trial"),
    "prediction": N_("prediction"),
    "review": N_("review date"),
    "measure": N_("measure"),
    "learning": N_("learning"),
    "decision": N_("decision"),
    "decision_reason": N_("reason for the decision"),
}
"""What the fields that `missing_for` tells of are called."""

_MISSING = {
    "planned": N_("Before it is planned, fill in: %(missing)s."),
    "running": N_("Before it starts, fill in: %(missing)s."),
    "decided": N_("Before it is decided, fill in: %(missing)s."),
}
_MOST_MILLI = 2**31 - 1


class Fields(TypedDict, total=False):
    """What a form may change of an experiment; what is left out stays as it is."""

    title: str
    problem: str
    hypothesis: str
    because: str
    trial: str
    learning: str
    team_id: UUID | None
    owner_id: UUID | None
    workshop_id: UUID | None
    catch_id: UUID | None
    review: date | None
    qualitative: bool


def new_experiment(
    tx: Tx,
    *,
    title: str,
    problem: str = "",
    hypothesis: str = "",
    because: str = "",
    trial: str = "",
    learning: str = "",
    team_id: UUID | None = None,
    owner_id: UUID | None = None,
    workshop_id: UUID | None = None,
    catch_id: UUID | None = None,
    review: date | None = None,
    qualitative: bool = False,
) -> UUID:
    """Writes an idea into the log and gives its id; without an owner it is the writer's own."""
    experiment_id = tx.insert(
        tables.experiment,
        title=_titled(title),
        state="idea",
        problem=problem,
        hypothesis=hypothesis,
        because=because,
        trial=trial,
        learning=learning,
        team_id=team_id,
        owner_id=owner_id or tx.person_id,
        workshop_id=workshop_id,
        catch_id=catch_id,
        review=review,
        cycle=1,
        qualitative=qualitative,
    )
    tx.describe(N_("Add an experiment"), ("experiment", experiment_id))
    return experiment_id


def edit_experiment(tx: Tx, experiment_id: UUID, *, version: int, **fields: Unpack[Fields]) -> None:
    """Changes the fields given; `version` is the one the form was opened with."""
    if "title" in fields:
        _titled(fields["title"])
    tx.update(tables.experiment, experiment_id, version=version, **fields)
    tx.describe(N_("Change an experiment"), ("experiment", experiment_id))


def predict(
    tx: Tx,
    experiment_id: UUID,
    *,
    text: str,
    direction: str = "up",
    baseline: Decimal | None = None,
    target: Decimal | None = None,
    by: date | None = None,
) -> UUID:
    """Writes what is believed, in the place of what was; raises `Problem` once it has started."""
    values = _believed(text, direction, baseline, target, by)
    standing = _predictions(tx, experiment_id)
    if any(row["locked_at"] is not None for row in standing) or _state(tx, experiment_id) not in (
        "idea",
        "planned",
    ):
        raise Problem(N_("The prediction is locked. Add an amendment beside it."))
    if standing:
        prediction_id: UUID = standing[0]["id"]
        tx.update(tables.prediction, prediction_id, **values)
    else:
        prediction_id = tx.insert(
            tables.prediction, experiment_id=experiment_id, n=1, locked_at=None, **values
        )
    tx.describe(N_("Write a prediction"), ("experiment", experiment_id))
    return prediction_id


def amend_prediction(
    tx: Tx,
    experiment_id: UUID,
    *,
    text: str,
    direction: str = "up",
    baseline: Decimal | None = None,
    target: Decimal | None = None,
    by: date | None = None,
) -> UUID:
    """Adds what is believed now beside what was believed at the start, which stays.

    Raises `Problem` before the start, and when nothing else is believed than before.
    """
    values = _believed(text, direction, baseline, target, by)
    standing = _predictions(tx, experiment_id)
    if not standing or standing[0]["locked_at"] is None:
        raise Problem(N_("It has not started, so the prediction can still be changed itself."))
    if all(standing[-1][name] == value for name, value in values.items()):
        raise Problem(N_("This is what the prediction says already. Change it first."))
    prediction_id = tx.insert(
        tables.prediction,
        experiment_id=experiment_id,
        n=standing[-1]["n"] + 1,
        locked_at=tx.now,
        **values,
    )
    tx.describe(N_("Amend a prediction"), ("experiment", experiment_id))
    return prediction_id


def move(tx: Tx, experiment_id: UUID, state: str, *, reason: str = "") -> None:
    """Takes the experiment to `state`; raises `Problem` naming what must be filled in first.

    Starting locks the prediction. Going back from study to running, and ending one that runs,
    need a reason.
    """
    before, reason = _state(tx, experiment_id), reason.strip()
    if state not in MOVES[before]:
        raise Problem(N_("It cannot go there from where it is. Take one step at a time."))
    _say_what_is_missing(tx, experiment_id, state)
    step = (before, state)
    starts, ends_early = step == ("planned", "running"), step == ("running", "archived")
    if step == ("study", "running") and not reason:
        raise Problem(N_("Say why the trial goes on."))
    if ends_early and not reason:
        raise Problem(N_("Say why the trial ends before it is looked at."))
    changed: dict[str, Any] = {"state": state}
    if starts:
        changed["starts"] = _today(tx)
        _lock(tx, experiment_id)
    if ends_early:
        changed |= {"decision": "unfinished", "decision_reason": reason}
    tx.update(tables.experiment, experiment_id, **changed)
    _write_move(tx, experiment_id, before, state, reason)
    tx.describe(N_("Move an experiment"), ("experiment", experiment_id))


def decide(tx: Tx, experiment_id: UUID, *, decision: str, learning: str, reason: str) -> None:
    """Says what was decided, what was learnt and why; once more, it corrects the words."""
    if decision not in DECISIONS:
        raise Problem(N_("There is no such decision. Choose one of the list."))
    before = _state(tx, experiment_id)
    if before not in ("study", "decided"):
        raise Problem(N_("Look at the results first: take it to study, then decide."))
    told = {"decision": decision, "learning": learning, "decision_reason": reason}
    tx.update(tables.experiment, experiment_id, version=None, **told)
    _say_what_is_missing(tx, experiment_id, "decided")
    if before == "study":
        tx.update(tables.experiment, experiment_id, state="decided")
        _write_move(tx, experiment_id, before, "decided", "")
    tx.describe(N_("Decide on an experiment"), ("experiment", experiment_id))


def next_cycle(tx: Tx, experiment_id: UUID) -> UUID:
    """Starts the next round from what was learnt, as an idea of the same series."""
    row = _row(tx, experiment_id)
    if row["decision"] != "adapt":
        raise Problem(N_("A new round follows the decision to adapt. Decide first."))
    same = ("title", "problem", "hypothesis", "because", "trial", "team_id", "owner_id",
            "workshop_id", "qualitative")  # fmt: skip
    next_id = tx.insert(
        tables.experiment,
        **{name: row[name] for name in same},
        state="idea",
        cycle=row["cycle"] + 1,
        parent_id=experiment_id,
        series_id=row["series_id"] or experiment_id,
    )
    for use in sorted(
        tx.rows(tables.experiment_measure, experiment_id=experiment_id), key=lambda row: row["id"]
    ):
        tx.insert(
            tables.experiment_measure,
            experiment_id=next_id, measure_id=use["measure_id"], role=use["role"],
        )  # fmt: skip
    tx.describe(N_("Start a new round"), ("experiment", next_id))
    return next_id


def add_measure(
    tx: Tx, experiment_id: UUID, *, name: str, unit: str = "", role: str = "outcome"
) -> UUID:
    """Adds what is counted and gives its id."""
    _row(tx, experiment_id)
    if not name.strip():
        raise Problem(N_("A measure needs a name."))
    measure_id = tx.insert(tables.measure, name=name, unit=unit)
    tx.insert(
        tables.experiment_measure, experiment_id=experiment_id, measure_id=measure_id, role=role
    )
    tx.describe(N_("Add a measure"), ("experiment", experiment_id))
    return measure_id


def edit_measure(tx: Tx, experiment_id: UUID, measure_id: UUID, *, name: str, unit: str) -> None:
    """Changes what a measure is called and counted in."""
    if not name.strip():
        raise Problem(N_("A measure needs a name."))
    _use(tx, experiment_id, measure_id)
    tx.update(tables.measure, measure_id, name=name, unit=unit)
    tx.describe(N_("Change a measure"), ("experiment", experiment_id))


def delete_measure(tx: Tx, experiment_id: UUID, measure_id: UUID) -> None:
    """Takes a measure from the experiment, with its points unless another one counts it too."""
    _drop_use(tx, _use(tx, experiment_id, measure_id), measure_id)
    tx.describe(N_("Delete a measure"), ("experiment", experiment_id))


def log_point(
    tx: Tx, experiment_id: UUID, measure_id: UUID, *, on: date, value: Decimal, note: str = ""
) -> UUID:
    """Writes the value of one day, in the place of one written for the same day before."""
    _use(tx, experiment_id, measure_id)
    if on > _today(tx):
        raise Problem(N_("That day has not come yet. Choose today or an earlier day."))
    if _state(tx, experiment_id) == "archived":
        raise Problem(N_("It is archived, so nothing is counted any more."))
    milli = _thousandths(value)
    standing = tx.rows(tables.point, measure_id=measure_id, on=on)
    if standing:
        point_id: UUID = standing[0]["id"]
        tx.update(tables.point, point_id, value_milli=milli, note=note)
    else:
        point_id = tx.insert(
            tables.point, measure_id=measure_id, on=on, value_milli=milli, note=note
        )
    tx.describe(N_("Log a point"), ("experiment", experiment_id))
    return point_id


def delete_point(tx: Tx, experiment_id: UUID, point_id: UUID) -> None:
    """Takes a point away."""
    tx.delete(tables.point, point_id)
    tx.describe(N_("Delete a point"), ("experiment", experiment_id))


def delete_experiment(tx: Tx, experiment_id: UUID) -> None:
    """Deletes the experiment with everything of it; undo brings it all back."""
    _row(tx, experiment_id)
    for use in tx.rows(tables.experiment_measure, experiment_id=experiment_id):
        _drop_use(tx, use["id"], use["measure_id"])
    for table in (tables.prediction, tables.experiment_move):
        rows = tx.rows(table, experiment_id=experiment_id)
        delete_rows(tx, table, [row["id"] for row in rows])
    delete_rows(tx, tables.tagged, [r["id"] for r in tx.rows(tables.tagged, row_id=experiment_id)])
    for child in tx.rows(tables.experiment, parent_id=experiment_id):
        tx.update(tables.experiment, child["id"], parent_id=None)
    for origin in tx.rows(tables.catch, became_id=experiment_id):
        tx.update(tables.catch, origin["id"], became_table="", became_id=None)
    tx.delete(tables.experiment, experiment_id)
    tx.describe(N_("Delete an experiment"), ("experiment", experiment_id))


def _today(tx: Tx) -> date:
    return clock.local(tx.now).date()


def _titled(title: str) -> str:
    if not title.strip():
        raise Problem(N_("An experiment needs a title."))
    return title


def _row(tx: Tx, experiment_id: UUID) -> Any:
    row = tx.row(tables.experiment, experiment_id)
    if row is None:
        raise Stale(N_("This was deleted in the meantime. Undo brings it back."))
    return row


def _state(tx: Tx, experiment_id: UUID) -> str:
    return str(_row(tx, experiment_id)["state"])


def _predictions(tx: Tx, experiment_id: UUID) -> list[Any]:
    rows = tx.rows(tables.prediction, experiment_id=experiment_id)
    return sorted(rows, key=lambda row: row["n"])


def _believed(
    text: str, direction: str, baseline: Decimal | None, target: Decimal | None, by: date | None
) -> dict[str, Any]:
    if not text.strip():
        raise Problem(N_("Say in words what you believe will happen."))
    if direction not in DIRECTIONS:
        raise Problem(N_("A prediction goes up, goes down or stays the same. Choose one."))
    return {
        "text": text,
        "direction": direction,
        "baseline_milli": None if baseline is None else _thousandths(baseline),
        "target_milli": None if target is None else _thousandths(target),
        "by": by,
    }


def _thousandths(value: Decimal) -> int:
    if not value.is_finite():
        raise Problem(N_("Write the value as a number."))
    if abs(value) * 1000 > _MOST_MILLI:
        raise Problem(N_("The number is too large. Count in a larger unit, such as thousands."))
    milli = value * 1000
    if milli != milli.to_integral_value():
        raise Problem(N_("A number has at most three decimals. Round it."))
    return int(milli)


def _say_what_is_missing(tx: Tx, experiment_id: UUID, state: str) -> None:
    whole = log.experiment(tx.connection, experiment_id)
    assert whole is not None
    missing = missing_for(whole, state)
    if missing:
        raise Problem(_MISSING[state], missing=", ".join(_(FIELD_NAMES[name]) for name in missing))


def _lock(tx: Tx, experiment_id: UUID) -> None:
    for row in _predictions(tx, experiment_id):
        if row["locked_at"] is None:
            tx.update(tables.prediction, row["id"], locked_at=tx.now)


def _write_move(tx: Tx, experiment_id: UUID, before: str, after: str, reason: str) -> None:
    tx.insert(
        tables.experiment_move,
        experiment_id=experiment_id,
        at=tx.now,
        state_before=before,
        state_after=after,
        reason=reason,
        person_id=tx.person_id,
    )


def _use(tx: Tx, experiment_id: UUID, measure_id: UUID) -> UUID:
    uses = tx.rows(tables.experiment_measure, experiment_id=experiment_id, measure_id=measure_id)
    if not uses:
        raise Stale(N_("This was deleted in the meantime. Undo brings it back."))
    use_id: UUID = uses[0]["id"]
    return use_id


def _drop_use(tx: Tx, use_id: UUID, measure_id: UUID) -> None:
    tx.delete(tables.experiment_measure, use_id)
    if not tx.rows(tables.experiment_measure, measure_id=measure_id):
        points = tx.rows(tables.point, measure_id=measure_id)
        delete_rows(tx, tables.point, [row["id"] for row in points])
        tx.delete(tables.measure, measure_id)

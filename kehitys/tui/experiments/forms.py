"""The forms of experiments: what each asks, and what is done with the answers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

from kehitys.domain import typed
from kehitys.domain.experiments import DECISIONS, Experiment, Measure
from kehitys.domain.problems import Problem
from kehitys.i18n import N_, _
from kehitys.operations import experiments as operations
from kehitys.store import network
from kehitys.store import workshops as workshop_store
from kehitys.tui.experiments import experiment_words as words
from kehitys.tui.form import Field, Form

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from kehitys.tui.app import Kehitys

MOST_WORKSHOPS = 500

Options = tuple[tuple[str, str], ...]


async def experiment_form(app: Kehitys, experiment: Experiment | None) -> UUID | None:
    """Writes a new idea, or changes what there is; gives its id, `None` when left."""
    today = app.today.date()
    teams, people, workshops = await app.ask(lambda c: _choices(c, today))

    async def save(values: dict[str, Any]) -> object:
        for name in ("team_id", "owner_id", "workshop_id"):
            values[name] = UUID(values[name]) if values[name] else None
        values["qualitative"] = values["qualitative"] == "yes"
        if experiment is None:
            return await app.carry_out(partial(operations.new_experiment, **values), quietly=False)
        change = partial(
            operations.edit_experiment,
            experiment_id=experiment.id,
            version=experiment.version,
            **values,
        )
        await app.carry_out(change, quietly=False)
        return experiment.id

    shown = experiment or Experiment(id=UUID(int=0), title="", owner_id=app.me)
    learning = Field(
        name="learning", label=_("What we learnt"), kind="paragraph", value=shown.learning
    )
    fields = [
        Field(name="title", label=_("Title"), value=shown.title, required=True),
        Field(
            name="problem",
            label=_("Problem"),
            kind="paragraph",
            value=shown.problem,
            hint=_("What is wrong now, and for whom?"),
        ),
        Field(
            name="hypothesis",
            label=_("We believe that …"),
            kind="paragraph",
            value=shown.hypothesis,
            hint=_("this change has that effect"),
        ),
        Field(
            name="because",
            label=_("… because …"),
            kind="paragraph",
            value=shown.because,
            hint=_("why should it?"),
        ),
        Field(
            name="trial",
            label=_("Trial"),
            kind="paragraph",
            value=shown.trial,
            hint=_("Who does what, where and how long?"),
        ),
        Field(
            name="review",
            label=_("Review date"),
            value=words.typed_day(shown.review),
            read=partial(typed.day, today=today),
            hint=_("The day to look at the results"),
        ),
        Field(
            name="team_id", label=_("Team"), kind="choice", options=teams, value=_key(shown.team_id)
        ),
        Field(
            name="owner_id",
            label=_("Owner"),
            kind="choice",
            options=people,
            value=_key(shown.owner_id),
        ),
        Field(
            name="workshop_id",
            label=_("From the workshop"),
            kind="choice",
            options=workshops,
            value=_key(shown.workshop_id),
        ),
        Field(
            name="qualitative",
            label=_("Results"),
            kind="choice",
            options=(("no", _("are counted")), ("yes", _("are told in words only"))),
            value="yes" if shown.qualitative else "no",
        ),
        *([learning] if shown.state not in ("idea", "planned") else []),
    ]
    key = f"experiment.{experiment.id}" if experiment else "experiment.new"
    title = _("Change the experiment") if experiment else _("New idea")
    made = await app.push_screen_wait(Form(title, fields, save, key=key))
    return made if isinstance(made, UUID) else None


async def prediction_form(app: Kehitys, experiment: Experiment) -> None:
    """Asks what is believed; once it has been locked, what is believed now."""
    today = app.today.date()
    standing = experiment.predictions[-1] if experiment.predictions else None
    first = experiment.predictions[0] if experiment.predictions else None
    locked = first.locked_at if first else None
    write = operations.amend_prediction if locked else operations.predict

    async def save(values: dict[str, Any]) -> object:
        return await app.carry_out(
            partial(write, experiment_id=experiment.id, **values), quietly=False
        )

    note = _("It locks when the trial starts, so that it can be compared with what happened.")
    if locked:
        note = _(
            "The prediction was locked %(when)s and stays as it was. "
            "What you write here stands beside it."
        ) % {"when": words.moment(locked, today)}
    fields = [
        Field(
            name="text",
            label=_("What will happen"),
            kind="paragraph",
            required=True,
            value=standing.text if standing else "",
            hint=_("What will you see if you are right?"),
        ),
        Field(
            name="direction",
            label=_("The measure"),
            kind="choice",
            options=_named(words.DIRECTION_NAMES),
            value=standing.direction if standing else "up",
        ),
        Field(
            name="baseline",
            label=_("From (now)"),
            read=typed.amount,
            value=words.typed_number(standing.baseline if standing else None),
        ),
        Field(
            name="target",
            label=_("To (target)"),
            read=typed.amount,
            value=words.typed_number(standing.target if standing else None),
        ),
        Field(
            name="by",
            label=_("By the day"),
            read=partial(typed.day, today=today),
            value=words.typed_day(standing.by if standing else experiment.review),
        ),
    ]
    title = _("Amend the prediction") if locked else _("Prediction")
    key = f"prediction.{experiment.id}"
    await app.push_screen_wait(Form(title, fields, save, note=note, key=key))


async def measure_form(app: Kehitys, experiment_id: UUID, measure: Measure | None) -> None:
    """Adds what is counted, or changes what it is called."""

    async def save(values: dict[str, Any]) -> object:
        write: partial[Any]
        if measure is None:
            write = partial(operations.add_measure, experiment_id=experiment_id, **values)
        else:
            write = partial(
                operations.edit_measure,
                experiment_id=experiment_id,
                measure_id=measure.id,
                **values,
            )
        return await app.carry_out(write, quietly=False)

    fields = [
        Field(
            name="name",
            label=_("What is counted"),
            required=True,
            value=measure.name if measure else "",
            hint=_("for instance: time in the queue"),
        ),
        Field(
            name="unit",
            label=_("In what"),
            value=measure.unit if measure else "",
            hint=_("min, people, %"),
        ),
    ]
    if measure is None:
        roles = _named(words.ROLE_NAMES)
        fields.append(
            Field(name="role", label=_("It"), kind="choice", options=roles, value="outcome")
        )
    title = _("Change the measure") if measure else _("New measure")
    key = f"measure.{measure.id if measure else experiment_id}"
    await app.push_screen_wait(Form(title, fields, save, key=key))


async def value_form(app: Kehitys, experiment: Experiment) -> None:
    """Logs one value: of which measure, on which day."""
    today = app.today.date()
    measures = experiment.measures

    async def save(values: dict[str, Any]) -> object:
        measure_id = UUID(values.pop("measure", measures[0].id.hex))
        log = partial(
            operations.log_point, experiment_id=experiment.id, measure_id=measure_id, **values
        )
        return await app.carry_out(log, quietly=False)

    options = tuple((each.id.hex, _called(each)) for each in measures)
    fields = [
        Field(name="value", label=_("Value"), required=True, read=typed.amount),
        Field(
            name="on",
            label=_("Day"),
            required=True,
            read=partial(typed.day, today=today),
            value=words.typed_day(today),
        ),
        Field(name="note", label=_("Note"), hint=_("anything out of the ordinary that day")),
    ]
    if len(measures) > 1:
        measure = Field(
            name="measure", label=_("Measure"), kind="choice", options=options, value=options[0][0]
        )
        fields.insert(0, measure)
    note = _("A value logged for the same day takes the place of the one before.")
    if len(measures) == 1:
        note = f"{_called(measures[0])}\n{note}"
    key = f"value.{experiment.id}"
    await app.push_screen_wait(Form(_("Log a value"), fields, save, note=note, key=key))


async def decision_form(app: Kehitys, experiment: Experiment) -> None:
    """Asks what was decided, what was learnt and why."""

    async def save(values: dict[str, Any]) -> object:
        if not values["decision"]:
            raise Problem(N_("Choose what was decided."))
        decide = partial(operations.decide, experiment_id=experiment.id, **values)
        return await app.carry_out(decide, quietly=False)

    offered = {name: words.DECISIONS_OFFERED[name] for name in DECISIONS}
    fields = [
        Field(
            name="decision",
            label=_("We decided to"),
            kind="choice",
            options=_named(offered),
            value=experiment.decision,
        ),
        Field(
            name="learning",
            label=_("What we learnt"),
            kind="paragraph",
            required=True,
            value=experiment.learning,
            hint=_("One sentence another team could use"),
        ),
        Field(
            name="reason",
            label=_("Why this decision"),
            kind="paragraph",
            required=True,
            value=experiment.decision_reason,
        ),
    ]
    note = _predicted(experiment, app.today.date())
    key = f"decision.{experiment.id}"
    await app.push_screen_wait(Form(_("Decide"), fields, save, note=note, key=key))


async def reason_form(app: Kehitys, experiment_id: UUID, state: str, title: str, ask: str) -> None:
    """Asks why it goes where it goes, and takes it there."""

    async def save(values: dict[str, Any]) -> object:
        step = partial(operations.move, experiment_id=experiment_id, state=state, **values)
        return await app.carry_out(step, quietly=False)

    field = Field(name="reason", label=ask, kind="paragraph", required=True)
    await app.push_screen_wait(Form(title, [field], save, key=f"reason.{experiment_id}.{state}"))


def _choices(connection: Connection, today: date) -> tuple[Options, Options, Options]:
    """The teams, people and workshops one may choose from."""
    nobody = ("", _("none"))
    held = workshop_store.lines(connection, today=today, limit=MOST_WORKSHOPS).rows
    return (
        (nobody, *((each.id.hex, each.name) for each in network.teams(connection))),
        (nobody, *((row_id.hex, name) for row_id, name in network.names(connection))),
        (
            nobody,
            *((each.id.hex, f"{each.title} {words.near_day(each.date, today)}") for each in held),
        ),
    )


def _named(names: dict[str, str]) -> Options:
    return tuple((key, _(name)) for key, name in names.items())


def _key(row_id: UUID | None) -> str:
    return row_id.hex if row_id else ""


def _called(measure: Measure) -> str:
    return f"{measure.name} ({measure.unit})" if measure.unit else measure.name


def _predicted(experiment: Experiment, today: date) -> str:
    """The prediction beside what was counted last, to decide by."""
    if not experiment.predictions:
        return ""
    first = experiment.predictions[0]
    said = " · ".join([_("Predicted"), first.text, words.aim(first, today)])
    last = _last_values(experiment.measures)
    return f"{said}\n{' · '.join([_('Counted last'), last])}" if last else said


def _last_values(measures: Sequence[Measure]) -> str:
    return ", ".join(
        f"{each.name} {words.value_of(each.points[-1].value, each)}"
        for each in measures
        if each.points
    )

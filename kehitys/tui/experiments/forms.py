"""The forms of experiments: what each asks, and what is done with the answers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

from kehitys.domain import typed
from kehitys.domain.experiments import DECISIONS, Experiment, Measure
from kehitys.i18n import _, dates
from kehitys.operations import experiments as operations
from kehitys.store import experiments, network
from kehitys.store import workshops as workshop_store
from kehitys.tui.edit_form import Source, edit_record
from kehitys.tui.experiments import experiment_words as words
from kehitys.tui.form import Field, Form

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from kehitys.store.journal import Tx
    from kehitys.tui.app import Kehitys

MOST_WORKSHOPS = 500

Options = tuple[tuple[str, str], ...]
Choices = tuple[Options, Options, Options]


async def experiment_form(app: Kehitys, experiment: Experiment | None) -> UUID | None:
    """Writes a new idea, or changes what there is; gives its id, `None` when left."""
    today = app.today.date()

    def add(tx: Tx, values: dict[str, Any]) -> UUID:
        return operations.new_experiment(tx, **_said(values))

    if experiment is None:
        new = Experiment(id=UUID(int=0), title="", owner_id=app.me)
        fields = _fields(new, today, await app.ask(lambda c: _choices(c, today)))

        async def save(values: dict[str, Any]) -> object:
            return await app.carry_out(partial(add, values=values), quietly=False)

        made = await app.push_screen_wait(Form(_("New idea"), fields, save, key="experiment.new"))
        return made if isinstance(made, UUID) else None
    experiment_id = experiment.id

    def read(connection: Connection) -> tuple[Experiment, Choices] | None:
        found = experiments.experiment(connection, experiment_id)
        return None if found is None else (found, _choices(connection, today))

    def change(tx: Tx, record: tuple[Experiment, Choices], values: dict[str, Any]) -> UUID:
        version = record[0].version
        operations.edit_experiment(tx, experiment_id, version=version, **_said(values))
        return experiment_id

    source = Source(
        row=("experiment", experiment_id),
        read=read,
        fields=lambda record: _fields(record[0], today, record[1]),
        change=change,
        anew=lambda tx, _record, values: add(tx, values),
    )
    title, key = _("Change the experiment"), f"experiment.{experiment_id}"
    return await edit_record(app, title, source, key=key)


def _said(values: dict[str, Any]) -> Any:
    ids = {
        name: UUID(values[name]) if values[name] else None
        for name in ("team_id", "owner_id", "workshop_id")
    }
    return {**values, **ids, "qualitative": values["qualitative"] == "yes"}


def _fields(shown: Experiment, today: date, offered: Choices) -> list[Field]:
    teams, people, workshops = offered
    learning = Field(
        name="learning", label=_("What we learnt"), kind="paragraph", value=shown.learning
    )
    return [
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


async def prediction_form(app: Kehitys, experiment: Experiment) -> None:
    """Asks what is believed; once it has been locked, what is believed now."""
    today = app.today.date()
    experiment_id, key = experiment.id, f"prediction.{experiment.id}"
    first = experiment.predictions[0] if experiment.predictions else None
    if first is not None and first.locked_at is not None:
        note = _(
            "The prediction was locked %(when)s and stays as it was. "
            "What you write here stands beside it."
        ) % {"when": words.moment(first.locked_at, today)}

        async def amend(values: dict[str, Any]) -> object:
            write = partial(operations.amend_prediction, experiment_id=experiment_id, **values)
            return await app.carry_out(write, quietly=False)

        fields = _believed(experiment, today)
        form = Form(_("Amend the prediction"), fields, amend, note=note, key=key)
        await app.push_screen_wait(form)
        return

    def predict(tx: Tx, _record: Experiment, values: dict[str, Any]) -> None:
        operations.predict(tx, experiment_id, **values)

    source: Source[Experiment] = Source(
        row=("experiment", experiment_id),
        read=lambda connection: experiments.experiment(connection, experiment_id),
        fields=lambda record: _believed(record, today),
        change=predict,
    )
    note = _("It locks when the trial starts, so that it can be compared with what happened.")
    await edit_record(app, _("Prediction"), source, key=key, note=note)


def _believed(experiment: Experiment, today: date) -> list[Field]:
    standing = experiment.predictions[-1] if experiment.predictions else None
    return [
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


async def decision_form(app: Kehitys, experiment: Experiment) -> None:
    """Asks what was decided, what was learnt and why."""
    experiment_id = experiment.id

    def decide(tx: Tx, _record: Experiment, values: dict[str, Any]) -> None:
        operations.decide(tx, experiment_id, **values)

    source: Source[Experiment] = Source(
        row=("experiment", experiment_id),
        read=lambda connection: experiments.experiment(connection, experiment_id),
        fields=_decided,
        change=decide,
    )
    note = _predicted(experiment, app.today.date())
    await edit_record(app, _("Decide"), source, key=f"decision.{experiment_id}", note=note)


def _decided(experiment: Experiment) -> list[Field]:
    offered = {name: words.DECISIONS_OFFERED[name] for name in DECISIONS}
    return [
        Field(
            name="decision",
            label=_("We decided to"),
            kind="choice",
            options=_named(offered),
            value=experiment.decision,
            required=True,
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


async def reason_form(app: Kehitys, experiment_id: UUID, state: str, title: str, ask: str) -> None:
    """Asks why it goes where it goes, and takes it there."""

    async def save(values: dict[str, Any]) -> object:
        step = partial(operations.move, experiment_id=experiment_id, state=state, **values)
        return await app.carry_out(step, quietly=False)

    field = Field(name="reason", label=ask, kind="paragraph", required=True)
    await app.push_screen_wait(Form(title, [field], save, key=f"reason.{experiment_id}.{state}"))


def _choices(connection: Connection, today: date) -> Choices:
    """The teams, people and workshops one may choose from."""
    nobody = ("", _("none"))
    held = workshop_store.lines(connection, today=today, limit=MOST_WORKSHOPS).rows
    return (
        (nobody, *((each.id.hex, each.name) for each in network.teams(connection))),
        (nobody, *((row_id.hex, name) for row_id, name in network.names(connection))),
        (
            nobody,
            *((each.id.hex, f"{each.title} {dates.near_date(each.date, today)}") for each in held),
        ),
    )


def _named(names: dict[str, str]) -> Options:
    return tuple((key, _(name)) for key, name in names.items())


def _key(row_id: UUID | None) -> str:
    return row_id.hex if row_id else ""


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

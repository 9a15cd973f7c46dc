"""The forms of what an experiment counts: its measures and their values."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

from kehitys.domain import typed
from kehitys.domain.experiments import Experiment, Measure
from kehitys.i18n import _
from kehitys.operations import experiments as operations
from kehitys.store import experiments
from kehitys.tui.edit_form import Source, edit_record
from kehitys.tui.experiments import experiment_words as words
from kehitys.tui.form import Field, Form

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from kehitys.store.journal import Tx
    from kehitys.tui.app import Kehitys


async def measure_form(app: Kehitys, experiment_id: UUID, measure: Measure | None) -> None:
    """Adds what is counted, or changes what it is called."""
    if measure is None:
        add = partial(operations.add_measure, experiment_id=experiment_id)

        async def save(values: dict[str, Any]) -> object:
            return await app.carry_out(partial(add, **values), quietly=False)

        roles = tuple((key, _(name)) for key, name in words.ROLE_NAMES.items())
        role = Field(name="role", label=_("It"), kind="choice", options=roles, value="outcome")
        key = f"measure.{experiment_id}"
        form = Form(_("New measure"), [*_counted(None), role], save, key=key)
        await app.push_screen_wait(form)
        return
    measure_id = measure.id

    def read(connection: Connection) -> Measure | None:
        found = experiments.experiment(connection, experiment_id)
        measures = found.measures if found else ()
        return next((each for each in measures if each.id == measure_id), None)

    def change(tx: Tx, _record: Measure, values: dict[str, Any]) -> None:
        operations.edit_measure(tx, experiment_id, measure_id, **values)

    source: Source[Measure] = Source(
        row=("experiment", experiment_id),
        read=read,
        fields=_counted,
        change=change,
        anew=lambda tx, record, values: operations.add_measure(
            tx, experiment_id, role=record.role, **values
        ),
    )
    await edit_record(app, _("Change the measure"), source, key=f"measure.{measure_id}")


def _counted(measure: Measure | None) -> list[Field]:
    return [
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


def _called(measure: Measure) -> str:
    return f"{measure.name} ({measure.unit})" if measure.unit else measure.name

"""Experiments: what is believed, what is tried, what is learnt."""

from __future__ import annotations

from functools import partial
from typing import Any, ClassVar
from uuid import UUID

from rich.cells import cell_len
from rich.text import Text
from textual import events, on, work
from textual.binding import Binding, BindingType
from textual.content import Content

from kehitys import i18n
from kehitys.domain.experiment_states import MOVES, STATES
from kehitys.domain.experiments import Experiment, ExperimentLine
from kehitys.domain.problems import Problem
from kehitys.i18n import N_, _, dates, ngettext
from kehitys.operations import experiments as operations
from kehitys.store import experiments as store
from kehitys.store.paging import Page
from kehitys.tui.experiments import experiment_words as words
from kehitys.tui.experiments import forms, measure_forms
from kehitys.tui.experiments.page import told
from kehitys.tui.keys import keys_of
from kehitys.tui.pick import Pick
from kehitys.tui.place import ListPlace
from kehitys.tui.widgets.columns import beside, in_columns
from kehitys.tui.widgets.record_list import Ink
from kehitys.tui.widgets.spark import spark

_ROOM_FOR_TEAM = 68
_ROOM_FOR_SPARK = 96
"""From so many cells on, a row says the team, and shows the values, too."""
_STATE, _REVIEW = 16, 15


class Experiments(ListPlace):
    """The experiment log and the experiment under the cursor."""

    PLACE = "experiments"
    ABOUT = N_("Experiments: write down what you believe, try it, and say what you learnt.")
    SHOWS: ClassVar[frozenset[str]] = frozenset(
        {"experiment", "experiment_move", "prediction", "measure", "experiment_measure", "point",
         "team", "person", "workshop"}
    )  # fmt: skip
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "new", N_("New idea"), id="experiments.new"),
        Binding("l", "log", N_("Value"), id="experiments.log"),
        Binding("s", "move", N_("Next step"), id="experiments.move"),
        Binding("e", "edit", N_("Edit"), id="experiments.edit"),
        Binding("p", "predict", N_("Prediction"), id="experiments.predict"),
        Binding("m", "measure", N_("Measure"), id="experiments.measure"),
        Binding("f", "filter", N_("Filter"), id="experiments.filter"),
        Binding("d,delete", "delete", N_("Delete"), id="experiments.delete"),
    ]

    OF_THE_LIST = frozenset({"new", "filter"})

    def __init__(self) -> None:
        super().__init__()
        self._state = ""

    # What the list shows.

    def search_hint(self) -> str:
        """What may be searched for."""
        return _("Search by title, belief or learning")

    async def page(self, offset: int, limit: int) -> Page[Any]:
        """The log as it is filtered and searched now."""
        today, state, text = self.app.today.date(), self._state, self.typed
        return await self.app.ask(
            lambda c: store.lines(
                c, today=today, text=text, state=state, offset=offset, limit=limit
            )
        )

    async def position(self, row_id: UUID) -> int | None:
        """Where an experiment stands in it."""
        state, text = self._state, self.typed
        return await self.app.ask(
            lambda c: store.position(c, experiment_id=row_id, text=text, state=state)
        )

    def table_and_name(self, record: ExperimentLine) -> tuple[str, str]:
        """Where it stands and what it is called."""
        return "experiment", record.title

    def draw(self, record: ExperimentLine, width: int, ink: Ink) -> Text:
        """State, title, whose it is, and the review or how late it is."""
        today, quiet = self.app.today.date(), ink("quiet")
        days = words.days_late(record, today)
        over = record.state in ("decided", "archived")
        review = dates.near_date(record.review, today) if record.review and not over else ""
        going = record.state in ("running", "study")
        cells = [
            (words.state(record), _STATE, ink("good") if going else quiet),
            (record.title, 0, ink("strong")),
        ]
        # A cell is empty at either edge, and one after each column.
        room = width - _STATE - _REVIEW - 5
        used = cell_len(record.title) + cell_len(record.team_name) + 1
        # An empty review leaves its cells to a title and a team that need them.
        dated = bool(days or review) or width >= _ROOM_FOR_SPARK or used <= room
        room += 0 if dated else _REVIEW + 1
        if width >= _ROOM_FOR_SPARK:
            cells.append((spark(record.values), store.SHOWN_VALUES, quiet))
            room -= store.SHOWN_VALUES + 1
        if width >= _ROOM_FOR_TEAM and record.team_name:
            team = beside(record.title, record.team_name, room)
            cells.append((record.team_name, -team, quiet))
        if days:
            cells.append((f"! {words.late(days)}", -_REVIEW, ink("warn")))
        elif dated:
            cells.append((review, -_REVIEW, quiet))
        return in_columns(cells, flexible=1, width=width)

    async def detail(self, record: ExperimentLine) -> Content:
        """The experiment told whole."""
        found = await self._whole(record.id)
        if found is None:
            return Content("")
        return told(found, self.app.today.date(), self._needs_next(found))

    def nothing(self) -> Content:
        """What this place is for and what to do first."""
        if self._state and not self.typed:
            return Content(_("No experiment matches. f changes the filter."))
        if self.typed:
            return Content(_("No experiment matches. esc clears the search, f changes the filter."))
        return Content.assemble(
            (_("Here an idea becomes a trial, and a trial something learnt."), "bold"),
            "\n\n",
            (self._key("new"), "bold $accent"),
            f"  {_('Write down the first idea; one line is enough')}",
        )

    def filters(self, total: int) -> Content:
        """The state it is narrowed to, and how many there are."""
        count = ngettext("%(n)d experiment", "%(n)d experiments", total) % {"n": total}
        state = words.state_name(self._state) if self._state else _("all states")
        return Content.assemble((state, "bold $accent" if self._state else ""), f" · {count}")

    def forget_search(self) -> None:
        """Takes search and filter away."""
        super().forget_search()
        self._state = ""

    def open_by_id(self, kind: str, row_id: UUID) -> None:  # noqa: ARG002
        """Shows an experiment that another place speaks of."""
        self.show_record(row_id)
        self.open_record()

    # Keys and the mouse.

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Says what works now: most keys need an experiment under the cursor."""
        if action not in ("log", "move", "edit", "predict", "measure", "delete"):
            return super().check_action(action, parameters)
        record = self.records.current if self.is_mounted else None
        if record is None:
            return False
        if action == "predict":
            return record.state not in ("decided", "archived")
        if action == "move":
            return bool(self._steps(record))
        return not (action == "log" and record.state == "archived")

    @work
    async def action_new(self) -> None:
        """Writes down a new idea and shows it."""
        made = await forms.experiment_form(self.app, None)
        if made is not None:
            self.show_record(made)

    @work
    async def action_edit(self) -> None:
        """Changes the words of the experiment."""
        if (found := await self._current()) is not None:
            await forms.experiment_form(self.app, found)

    @work
    async def action_predict(self) -> None:
        """Writes the prediction, or amends the locked one."""
        if (found := await self._current()) is not None:
            await forms.prediction_form(self.app, found)

    @work
    async def action_measure(self) -> None:
        """Adds a measure; when there are some, one may also be changed or taken away."""
        if (found := await self._current()) is None:
            return
        by_key = {each.id.hex: each for each in found.measures}
        verb, key = "add", ""
        if by_key:
            options = [("add", _("A new measure"))]
            for each in found.measures:
                name = {"name": each.name}
                options.append((f"edit {each.id.hex}", _("Change: %(name)s") % name))
                delete = _("Delete with its values: %(name)s") % name
                options.append((f"delete {each.id.hex}", delete))
            chosen = await self.app.push_screen_wait(Pick(_("Measures"), options))
            if not isinstance(chosen, str):
                return
            verb, _space, key = chosen.partition(" ")
        if verb == "delete":
            self.app.perform(
                partial(
                    operations.delete_measure, experiment_id=found.id, measure_id=by_key[key].id
                )
            )
        else:
            await measure_forms.measure_form(self.app, found.id, by_key.get(key))

    @work
    async def action_log(self) -> None:
        """Logs a value of a measure."""
        if (found := await self._current()) is None:
            return
        if found.measures:
            await measure_forms.value_form(self.app, found)
        else:
            sentence = _("Nothing is counted here yet. Press %(key)s to say what is.")
            self.app.tell(sentence % {"key": self._key("measure")}, problem=True)

    @work
    async def action_move(self) -> None:
        """Takes the experiment to its next state, asking first what that state needs."""
        if (found := await self._current()) is None:
            return
        chosen = await self.app.push_screen_wait(Pick(_("Next step"), self._offered(found)))
        if chosen == "round":
            await self._next_round(found.id)
        elif chosen == "decided":
            await forms.decision_form(self.app, found)
        elif (found.state, chosen) == ("study", "running"):
            await forms.reason_form(
                self.app, found.id, "running", _("The trial goes on"), _("Why it goes on")
            )
        elif (found.state, chosen) == ("running", "archived"):
            await forms.reason_form(
                self.app, found.id, "archived", _("The trial ends unfinished"), _("Why it ends")
            )
        elif isinstance(chosen, str):
            await self._move(found, chosen)

    def action_delete(self) -> None:
        """Deletes the experiment; undo brings it back."""
        if self.current_id is not None:
            self.app.perform(partial(operations.delete_experiment, experiment_id=self.current_id))

    @work
    async def action_filter(self) -> None:
        """Asks which state to show."""
        options = [("", _("all states")), *((name, words.state_name(name)) for name in STATES)]
        chosen = await self.app.push_screen_wait(Pick(_("Show"), options, chosen=self._state))
        if isinstance(chosen, str):
            self._state = chosen
            self.load_from_top()

    @on(events.Click, "#filters")
    def click_filters(self) -> None:
        """The line of the filter opens it with the mouse."""
        self.action_filter()

    # Steps.

    async def _move(self, found: Experiment, state: str) -> None:
        step = partial(operations.move, experiment_id=found.id, state=state)
        try:
            await self.app.carry_out(step, quietly=False)
        except Problem as problem:
            sentence = i18n.say(problem.msgid, problem.values)
            missing = words.missing_by_action(found, state)
            keys = [
                _("%(key)s: %(fields)s") % {"key": self._key(action), "fields": ", ".join(names)}
                for action, names in missing.items()
            ]
            if len(keys) == 1:
                keys = [_("Press %(key)s.") % {"key": self._key(next(iter(missing)))}]
            self.app.tell("\n".join([sentence, *keys]), problem=True)

    async def _next_round(self, experiment_id: UUID) -> None:
        try:
            made = await self.app.carry_out(
                partial(operations.next_cycle, experiment_id=experiment_id), quietly=False
            )
        except Problem as problem:
            self.app.tell_problem(problem)
            return
        self.show_record(made)

    def _steps(self, record: Experiment | ExperimentLine) -> tuple[str, ...]:
        """The states it may go to, and a new round where it was decided to adapt."""
        steps = MOVES[record.state]
        if record.state == "decided":
            steps = ("decided", *steps)
        return ("round", *steps) if record.decision == "adapt" else steps

    def _offered(self, found: Experiment) -> list[tuple[str, str]]:
        """The steps in words, with what each still needs."""
        offered = []
        for step in self._steps(found):
            if step == "round":
                name = _("↻ a new round from what was learnt")
            elif step == found.state:
                name = _("✓ correct the decision")
            else:
                name = words.state_name(step)
            missing = {} if step in ("round", "decided") else words.missing_by_action(found, step)
            needs = ", ".join(name for names in missing.values() for name in names)
            asks = _("needs %(what)s") % {"what": needs} if needs else ""
            offered.append((step, " · ".join(filter(None, [name, asks]))))
        return offered

    def _needs_next(self, found: Experiment) -> str:
        """What the next step still needs, with the keys that fill it."""
        onward = {"idea": "planned", "planned": "running"}.get(found.state)
        missing = words.missing_by_action(found, onward) if onward else {}
        if not onward or not missing:
            return ""
        parts = [f"{', '.join(names)} ({self._key(action)})" for action, names in missing.items()]
        return _("Before %(state)s: %(missing)s") % {
            "state": words.state_name(onward),
            "missing": " · ".join(parts),
        }

    def _key(self, action: str) -> str:
        """The key of an action as it is pressed now, wherever a keymap has moved it."""
        for key, active in self.active_bindings.items():
            if active.binding.action == action:
                return active.binding.key_display or key
        named = [b for b in self.BINDINGS if isinstance(b, Binding) and b.action == action]
        return keys_of(named[0]).split(",")[0]

    async def _whole(self, experiment_id: UUID) -> Experiment | None:
        return await self.app.ask(lambda c: store.experiment(c, experiment_id))

    async def _current(self) -> Experiment | None:
        """The experiment under the cursor, read anew."""
        return None if self.current_id is None else await self._whole(self.current_id)

"""Fills a file with an invented municipality, through the same operations a person would use."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import partial
from typing import Any
from uuid import UUID

from kehitys.domain import clock
from kehitys.domain.live import view
from kehitys.domain.problems import Problem
from kehitys.i18n import N_
from kehitys.operations import catches, experiments, live, network, ratings, workshops
from kehitys.operations.demo_data import (
    COMING,
    DOMAIN,
    ME,
    PARENTS,
    PAST,
    PEOPLE,
    TEAMS,
    UNITS,
    Gathering,
    Said,
    Trial,
)
from kehitys.operations.demo_trials import TRIALS
from kehitys.store import network as register
from kehitys.store import runs, tables
from kehitys.store.database import Database
from kehitys.store.journal import Tx

SKILLS = ("facilitation", "interaction", "dialogue", "continuous-improvement")
_WENT = {"w": "well", "s": "so_so", "b": "badly", "-": ""}
BEGAN = -120
"""The day, from today, on which the network began."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Event:
    """One thing somebody did, at its moment."""

    at: datetime
    by: str
    """The key of the person, or empty."""
    does: Callable[[Tx], None]


def fill(database: Database, *, today: date | None = None, speak: str = "fi") -> None:
    """Writes the demo's data into a new file that has the library in it.

    Dates are counted from `today`; workshops in both languages use the words of `speak`. Nothing
    is done in the name of the person at the keyboard, so that undo begins with what they do.
    """
    if database.read(register.names):
        raise Problem(N_("This file holds data already. Name a new file for the demo."))
    today = today or clock.local(database.clock()).date()
    story = _Story(today, speak)
    told = database.clock, database.person_id
    try:
        for event in sorted(story.events(), key=lambda event: event.at):
            database.clock = partial(_at, event)
            database.person_id = story.ids.get(event.by)
            database.write(event.does)
    finally:
        database.clock, database.person_id = told
    database.write(partial(_sign, me=story.ids[ME]))


def _at(event: _Event) -> datetime:
    return event.at


def _sign(tx: Tx, me: UUID) -> None:
    """Marks the file as a demo and says who is at the keyboard in it."""
    tx.record(tables.setting, name="demo", value="1")
    tx.record(tables.setting, name="demo_person", value=me.hex)


class _Story:
    """What happened in Koivuranta, in days counted from today."""

    def __init__(self, today: date, speak: str) -> None:
        self.today = today
        self.speak = speak
        self.ids: dict[str, UUID] = {}
        """Ids of what was made so far, by key."""

    def events(self) -> Iterable[_Event]:
        """Everything that happened; the order is that of the moments."""
        yield self.event(BEGAN, time(8), "", self.set_up_network)
        for gathering in (*PAST, *COMING):
            planned = min(gathering.days, 0) - 10
            yield self.event(
                planned, time(10, 15), "mikael", partial(self.plan, gathering=gathering)
            )
        for gathering in PAST:
            yield self.event(
                gathering.days, gathering.start, self.leader(gathering),
                partial(self.hold, gathering=gathering),
            )  # fmt: skip
        for key, trial in TRIALS.items():
            yield from self.try_out(key, trial)

    def set_up_network(self, tx: Tx) -> None:
        """Units, people and teams."""
        units: dict[str, UUID] = {}
        for key, names in UNITS.items():
            units[key] = network.add_unit(
                tx, names=names, parent_id=units.get(PARENTS.get(key, ""))
            )
        for key, person in PEOPLE.items():
            self.ids[key] = network.add_person(
                tx,
                name=person.name,
                email=f"{key}@{DOMAIN}",
                unit_id=units[person.unit],
                languages=person.languages.split(),
                membership=person.membership,
            )
            for slug, level in zip(SKILLS, person.skills, strict=True):
                if level:
                    network.set_skill(tx, self.ids[key], network.skill_id(slug), level)
        for key, group in TEAMS.items():
            self.ids[f"team {key}"] = network.add_team(
                tx,
                name=group.name,
                kind="pilot",
                unit_id=units[group.unit],
                members=[self.ids[member] for member in group.members.split()],
                leaves_out=[units[unit] for unit in group.leaves_out.split()],
            )
        tx.describe(N_("Add a team"), ("team", self.ids["team library"]))

    def plan(self, tx: Tx, gathering: Gathering) -> None:
        """A workshop is planned from its template."""
        lang = gathering.lang or self.speak
        self.ids[gathering.title] = workshops.new_workshop(
            tx,
            title=gathering.title,
            day=self.workday(gathering.days),
            start=gathering.start,
            people=gathering.people,
            template=gathering.template,
            speak=lang,
            team_id=self.ids.get(f"team {gathering.team}"),
            place=gathering.place,
            languages=(gathering.lang,) if gathering.lang else ("fi", "sv"),
            facilitators=[self.ids[person] for person in gathering.facilitators.split()],
        )

    def hold(self, tx: Tx, gathering: Gathering) -> None:
        """A workshop is run: each block begins when the one before it really ended."""
        workshop_id = self.ids[gathering.title]
        run_id = live.begin(tx, workshop_id, at=tx.now, speak=gathering.lang or self.speak)
        blocks = runs.run(tx.connection, run_id).blocks
        began = tx.now
        for n, block in enumerate(blocks):
            late = max(0, clock.whole_minutes(began - block.planned_start))
            drift = gathering.drift[n] if n < len(gathering.drift) else 0
            # A buffer is there to be eaten by what was late before it.
            took = block.minutes - late if block.kind == "buffer" else block.minutes + drift
            ended = clock.after(began, max(1, took))
            following = blocks[n + 1] if n + 1 < len(blocks) else None
            if following is not None and following.fixed:
                ended = max(ended, following.planned_start)
            caught = [said for said in gathering.said if said.method == block.method_slug]
            for place, said in enumerate(caught, 1):
                tx.now = began + (ended - began) * place / (len(caught) + 1)
                self.wait_until_it_may_be_said(tx, run_id, ended)
                self.catch(tx, gathering, run_id, said)
            tx.now = began = ended
            live.next_block(tx, run_id)
        tx.now = clock.after(tx.now, 4)
        methods = [block.id for block in blocks if block.method_slug]
        for run_block_id, letter in zip(methods, gathering.went, strict=False):
            ratings.rate_block(tx, run_block_id, _WENT[letter])
        catches.say_how_many_came(tx, workshop_id, gathering.came)
        tx.describe(N_("Run a workshop"), ("workshop", workshop_id))

    def wait_until_it_may_be_said(self, tx: Tx, run_id: UUID, ended: datetime) -> None:
        """Moves the clock past a step of which nothing is written down."""
        run = runs.run(tx.connection, run_id)
        while tx.now < ended and not view(run, tx.now).may_record:
            tx.now = clock.after(tx.now, 1)

    def catch(self, tx: Tx, gathering: Gathering, run_id: UUID, said: Said) -> None:
        """Something is said and written down."""
        catch_id = catches.catch(
            tx,
            self.ids[gathering.title],
            kind=said.kind,
            text=said.text,
            run_id=run_id,
            lang=said.lang,
        )
        if said.votes:
            catches.vote(tx, catch_id, said.votes)
        if said.owner:
            catches.set_owner(tx, catch_id, self.ids[said.owner])
        if said.kind == "action":
            catches.set_due(tx, catch_id, self.workday(gathering.days + 14))
        if said.becomes:
            self.ids[f"trial {said.becomes}"] = catches.become_experiment(tx, catch_id)

    def try_out(self, key: str, trial: Trial) -> Iterable[_Event]:
        """An experiment goes as far as it has come."""
        steps: list[tuple[int, Callable[..., None]]] = []
        born = next(g.days for g in PAST if any(said.becomes == key for said in g.said))
        planned = trial.starts - 3 if trial.values else born + 40
        if trial.state == "idea":
            steps.append((born + 2, self.tell_problem))
        else:
            steps.append((planned, self.write_plan))
        if trial.values:
            steps.append((trial.starts, self.start))
            steps.append((trial.until, self.count))
        if trial.amended:
            steps.append((trial.starts + 16, self.amend))
        if trial.state in ("study", "decided", "archived"):
            steps.append((trial.until + 1, self.study))
        if trial.decision:
            steps.append((trial.review, self.decide))
        if trial.state == "archived":
            steps.append((trial.review + 7, self.archive))
        for hour, (days, does) in enumerate(steps):
            at = time(15, 10 + hour)
            yield self.event(days, at, trial.owner, partial(does, key=key, trial=trial))

    def tell_problem(self, tx: Tx, key: str, trial: Trial) -> None:
        """An idea gets its problem written down."""
        experiments.edit_experiment(
            tx, self.ids[f"trial {key}"], version=self.version(tx, key), problem=trial.problem
        )

    def write_plan(self, tx: Tx, key: str, trial: Trial) -> None:
        """An idea becomes a plan with a prediction and a measure."""
        id_ = self.ids[f"trial {key}"]
        review = self.workday(trial.review)
        experiments.edit_experiment(
            tx,
            id_,
            version=self.version(tx, key),
            title=trial.title,
            problem=trial.problem,
            hypothesis=trial.hypothesis,
            because=trial.because,
            trial=trial.trial,
            review=review,
        )
        baseline, target = map(Decimal, trial.aim)
        experiments.predict(
            tx,
            id_,
            text=trial.believed,
            direction=trial.direction,
            baseline=baseline,
            target=target,
            by=review,
        )
        name, unit = trial.measure
        self.ids[f"measure {key}"] = experiments.add_measure(tx, id_, name=name, unit=unit)
        experiments.move(tx, id_, "planned")

    def start(self, tx: Tx, key: str, trial: Trial) -> None:  # noqa: ARG002
        """The trial begins and its prediction is locked."""
        experiments.move(tx, self.ids[f"trial {key}"], "running")

    def count(self, tx: Tx, key: str, trial: Trial) -> None:
        """A value a week, the first ones from before the trial."""
        last = self.workday(trial.until)
        for n, value in enumerate(trial.values):
            experiments.log_point(
                tx,
                self.ids[f"trial {key}"],
                self.ids[f"measure {key}"],
                on=last - timedelta(weeks=len(trial.values) - 1 - n),
                value=Decimal(value),
                note=trial.notes.get(n, ""),
            )

    def amend(self, tx: Tx, key: str, trial: Trial) -> None:
        """What is believed now is written beside the prediction."""
        experiments.amend_prediction(
            tx,
            self.ids[f"trial {key}"],
            text=trial.amended,
            direction=trial.direction,
            baseline=Decimal(trial.aim[0]),
            target=Decimal("1.5"),
            by=self.workday(trial.review),
        )

    def study(self, tx: Tx, key: str, trial: Trial) -> None:  # noqa: ARG002
        """The trial is over and its numbers are looked at."""
        experiments.move(tx, self.ids[f"trial {key}"], "study")

    def decide(self, tx: Tx, key: str, trial: Trial) -> None:
        """The team says what it learnt and what follows."""
        experiments.decide(
            tx,
            self.ids[f"trial {key}"],
            decision=trial.decision,
            learning=trial.learning,
            reason=trial.reason,
        )

    def archive(self, tx: Tx, key: str, trial: Trial) -> None:  # noqa: ARG002
        """It is put away."""
        experiments.move(tx, self.ids[f"trial {key}"], "archived")

    def version(self, tx: Tx, key: str) -> int:
        """The version a form would have been opened with."""
        row: Any = tx.row(tables.experiment, self.ids[f"trial {key}"])
        return int(row["version"])

    def leader(self, gathering: Gathering) -> str:
        """Who leads it and is not the person at the keyboard."""
        return next(who for who in gathering.facilitators.split() if who != ME)

    def event(self, days: int, wall: time, by: str, does: Callable[[Tx], None]) -> _Event:
        """Something done about `days` from today."""
        return _Event(at=clock.instant(self.workday(days), wall), by=by, does=does)

    def workday(self, days: int) -> date:
        """The working day nearest `days` from today: after it, or before it when it has been."""
        day = self.today + timedelta(days=days)
        step = timedelta(days=1 if days > 0 else -1)
        while day.weekday() > 4:
            day += step
        return day

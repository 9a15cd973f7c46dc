"""The first page: read with the standard library's sqlite3, so that it can be drawn first."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

from kehitys.domain import clock
from kehitys.domain.experiment_states import STATES
from kehitys.store import blame
from kehitys.store.naming import name_of
from kehitys.store.opening import read_only
from kehitys.store.raw import plain
from kehitys.store.values import day, label_rows, moment, row_id, text, wall, whole, word

CHANGES = 8
WORKSHOPS = 4
EXPERIMENTS = 12
VALUES = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Coming:
    """A workshop that is near."""

    id: UUID
    title: str
    date: date
    start: time
    minutes: int
    blocks: int
    people: int
    place: str
    team: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """An experiment that is being tried or looked at."""

    id: UUID
    title: str
    state: str
    review: date | None
    counted: bool
    """Whether it has a measure, so that points are expected."""
    last_point: date | None
    values: tuple[Decimal, ...]
    """The last values of its first measure, oldest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unfinished:
    """A run that has not been ended."""

    run_id: UUID
    workshop_id: UUID
    title: str
    begun_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """Something that was done to the file lately."""

    at: datetime
    label: str
    name: str
    person: str
    undo: bool
    """Whether it took something back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TodayPage:
    """Everything Today shows."""

    person_id: UUID | None
    person_name: str
    unfinished: tuple[Unfinished, ...]
    coming: tuple[Coming, ...]
    trials: tuple[Trial, ...]
    done: tuple[Done, ...]
    empty: bool
    """Whether there is neither a workshop nor an experiment in the file."""
    demo: bool = False
    """Whether the file holds invented data."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileFacts:
    """What belongs to the file itself."""

    file_id: str
    demo_person: UUID | None
    names: Mapping[UUID, str]
    demo: bool = False
    """Whether the file holds invented data."""

    def known(self, person_id: UUID | None, *, demo: bool = False) -> UUID | None:
        """The person, while they are in the register; in a demo, else the one made for it."""
        if person_id in self.names:
            return person_id
        return self.known(self.demo_person) if demo else None

    def name_of(self, person_id: UUID | None) -> str:
        """The name of a person of the register, empty when there is none."""
        return self.names.get(person_id, "") if person_id else ""


def file_id(connection: Any) -> str:
    """The id that a file got when it was made; takes an sqlite3 or an SQLAlchemy connection."""
    row = plain(connection).execute("SELECT value FROM setting WHERE name = 'file_id'").fetchone()
    return text(row[0])


def file_facts(connection: Any) -> FileFacts:
    """The file's own id, who is at the keyboard in a demo, and who is in the register."""
    raw = plain(connection)
    kept = dict(raw.execute("SELECT name, value FROM setting"))
    demo = kept.get("demo_person")
    people = raw.execute("SELECT id, name FROM person WHERE erased_at IS NULL")
    return FileFacts(
        file_id=kept["file_id"],
        demo_person=row_id(demo) if demo else None,
        names={row_id(person): text(name) for person, name in people},
        demo=kept.get("demo") == "1",
    )


def today_page(path: Path, people: Mapping[str, str], *, demo: bool, lang: str) -> TodayPage:
    """The first page of a file, over a read-only connection of its own.

    Raises `Problem` when the disk refuses or the file is damaged.
    """
    try:
        with closing(read_only(path)) as connection:
            facts = file_facts(connection)
            mine = people.get(facts.file_id)
            person = facts.known(UUID(mine) if mine else None, demo=demo or facts.demo)
            today = clock.local(datetime.now(UTC)).date()
            return replace(page(connection, person, today, lang), demo=facts.demo)
    except blame.FAULTS as fault:
        raise blame.told(fault, path) or fault from fault


def page(connection: Any, person_id: UUID | None, today: date, lang: str) -> TodayPage:
    """What Today shows on the day `today`."""
    raw = plain(connection)
    name = ""
    if person_id is not None:
        found = raw.execute("SELECT name FROM person WHERE id = ?", (person_id.hex,)).fetchone()
        name = text(found[0]) if found else ""
    empty = raw.execute(
        "SELECT NOT EXISTS (SELECT 1 FROM workshop) AND NOT EXISTS (SELECT 1 FROM experiment)"
    ).fetchone()[0]
    return TodayPage(
        person_id=person_id,
        person_name=name,
        unfinished=_unfinished(raw),
        coming=_coming(raw, today),
        trials=_trials(raw),
        done=_done(raw, lang),
        empty=bool(empty),
    )


def _unfinished(raw: Any) -> tuple[Unfinished, ...]:
    rows = raw.execute(
        "SELECT run.id, workshop_id, title, begun_at "
        "FROM run JOIN workshop ON workshop.id = workshop_id "
        "WHERE ended_at IS NULL ORDER BY begun_at DESC"
    )
    return tuple(
        Unfinished(
            run_id=row_id(run),
            workshop_id=row_id(workshop),
            title=text(title),
            begun_at=moment(at),
        )
        for run, workshop, title, at in rows
    )


def _coming(raw: Any, today: date) -> tuple[Coming, ...]:
    rows = raw.execute(
        "SELECT workshop.id, title, date, start_wall, people, place, coalesce(team.name, ''), "
        "(SELECT coalesce(sum(minutes), 0) FROM block WHERE day_id = workshop_day.id), "
        "(SELECT count(*) FROM block WHERE day_id = workshop_day.id) "
        "FROM workshop_day JOIN workshop ON workshop.id = workshop_id "
        "LEFT JOIN team ON team.id = team_id "
        "WHERE date >= ? AND state = 'planned' ORDER BY date, start_wall, workshop.id LIMIT ?",
        (today.isoformat(), WORKSHOPS),
    )
    return tuple(
        Coming(
            id=row_id(row[0]),
            title=text(row[1]),
            date=day(row[2]),
            start=wall(row[3]),
            people=whole(row[4]),
            place=text(row[5]),
            team=text(row[6]),
            minutes=whole(row[7]),
            blocks=row[8],
        )
        for row in rows
    )


def _trials(raw: Any) -> tuple[Trial, ...]:
    rows = raw.execute(
        "SELECT experiment.id, title, state, review, "
        "(SELECT measure_id FROM experiment_measure WHERE experiment_id = experiment.id "
        "ORDER BY role DESC, experiment_measure.id LIMIT 1) FROM experiment "
        "WHERE state IN ('running', 'study') ORDER BY review IS NULL, review, title_sort LIMIT ?",
        (EXPERIMENTS,),
    ).fetchall()
    return tuple(_trial(raw, *row) for row in rows)


def _trial(
    raw: Any, trial: object, title: object, state: object, review: object, measure: object
) -> Trial:
    points = raw.execute(
        'SELECT "on", value_milli FROM point WHERE measure_id = ? ORDER BY "on" DESC LIMIT ?',
        (measure, VALUES),
    ).fetchall()
    return Trial(
        id=row_id(trial),
        title=text(title),
        state=word(state, STATES),
        review=_day(review),
        counted=measure is not None,
        last_point=day(points[0][0]) if points else None,
        values=tuple(Decimal(whole(value)) / 1000 for _on, value in reversed(points)),
    )


def _done(raw: Any, lang: str) -> tuple[Done, ...]:
    rows = raw.execute(
        "SELECT at, label, label_rows, undoes IS NOT NULL, coalesce(person.name, '') FROM step "
        "LEFT JOIN person ON person.id = person_id ORDER BY seq DESC LIMIT ?",
        (CHANGES,),
    ).fetchall()
    return tuple(
        Done(
            at=moment(at),
            label=text(label),
            name=_first_name(raw, about, lang),
            person=text(person).split(" ")[0],
            undo=bool(undo),
        )
        for at, label, about, undo, person in rows
    )


def _first_name(raw: Any, about: object, lang: str) -> str:
    rows = label_rows(about)
    return name_of(raw, rows[0], lang) if rows else ""


def _day(raw: object) -> date | None:
    return None if raw is None else day(raw)

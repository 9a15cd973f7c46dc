"""What a person does to a workshop as a whole."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from kehitys.domain import clock
from kehitys.domain.agenda import rank_between
from kehitys.domain.methods import GROUPINGS, MODES
from kehitys.domain.problems import Problem, Stale
from kehitys.domain.text import clean
from kehitys.domain.words import said_in
from kehitys.domain.workshops import Template, TemplateBlock
from kehitys.i18n import N_
from kehitys.store import tables, workshops
from kehitys.store.journal import Tx, delete_rows

MOST_PEOPLE = 2_000
YEARS = range(1990, 2200)
"""The years a workshop may stand in; a year out of them is a slip of the finger."""


def new_workshop(
    tx: Tx,
    *,
    title: str,
    day: date,
    start: time,
    people: int,
    template: str = "",
    speak: str = "fi",
    goal: str = "",
    team_id: UUID | None = None,
    place: str = "",
    mode: str = "room",
    languages: Sequence[str] = ("fi",),
    facilitators: Iterable[UUID] = (),
    end: time | None = None,
    zone: str = clock.HOME_ZONE,
) -> UUID:
    """Plans a workshop, with the blocks of the template in the words of `speak`.

    The template's goal is taken when none is given; its fixed starts are counted from `start`.
    """
    plan = _template(tx, template)
    if plan is not None and not goal.strip():
        goal = said_in(plan.goal, speak).text
    moment = _Times(day=day, start=start, end=end, zone=zone)
    workshop_id = tx.insert(
        tables.workshop,
        **_facts(tx, title, goal, team_id, place, mode, people, languages),
        zone=moment.zone,
        template=template,
        state="planned",
    )
    day_id = tx.insert(tables.workshop_day, workshop_id=workshop_id, n=1, **moment.columns)
    _name_facilitators(tx, workshop_id, facilitators)
    if plan is not None:
        _lay_out(tx, plan, day_id, moment, speak)
    tx.describe(N_("Add a workshop"), ("workshop", workshop_id))
    return workshop_id


def edit_workshop(
    tx: Tx,
    workshop_id: UUID,
    *,
    version: int,
    title: str,
    goal: str,
    team_id: UUID | None,
    day: date,
    start: time,
    end: time | None,
    place: str,
    mode: str,
    people: int,
    languages: Sequence[str],
    facilitators: Iterable[UUID],
) -> None:
    """Saves the form of a workshop; raises `Stale` when it changed after the form was opened."""
    row = _row(tx, workshop_id)
    moment = _Times(day=day, start=start, end=end, zone=row["zone"])
    facts = _facts(tx, title, goal, team_id, place, mode, people, languages)
    tx.update(tables.workshop, workshop_id, version=version, **facts)
    tx.update(tables.workshop_day, _day_id(tx, workshop_id), **moment.columns)
    _name_facilitators(tx, workshop_id, facilitators)
    tx.describe(N_("Edit a workshop"), ("workshop", workshop_id))


def copy_workshop(tx: Tx, workshop_id: UUID, *, day: date) -> UUID:
    """Plans the same workshop on another day, with the same blocks and facilitators."""
    row = _row(tx, workshop_id)
    old_day = tx.rows(tables.workshop_day, workshop_id=workshop_id, n=1)[0]
    moment = _Times(day=day, start=old_day["start_wall"], end=old_day["end_wall"], zone=row["zone"])
    kept = ("title", "goal", "team_id", "place", "mode", "people", "languages", "zone", "template")
    copy_id = tx.insert(tables.workshop, state="planned", **{name: row[name] for name in kept})
    day_id = tx.insert(tables.workshop_day, workshop_id=copy_id, n=1, **moment.columns)
    led = tx.rows(tables.workshop_facilitator, workshop_id=workshop_id)
    _name_facilitators(tx, copy_id, [held["person_id"] for held in led])
    _copy_blocks(tx, old_day["id"], day_id)
    tx.describe(N_("Copy a workshop"), ("workshop", copy_id))
    return copy_id


def cancel_workshop(tx: Tx, workshop_id: UUID) -> None:
    """Says that the workshop will not be held; its plan stays."""
    if _row(tx, workshop_id)["state"] == "held":
        raise Problem(N_("This workshop has been held, so it cannot be cancelled."))
    tx.update(tables.workshop, workshop_id, state="cancelled")
    tx.describe(N_("Cancel a workshop"), ("workshop", workshop_id))


def delete_workshop(tx: Tx, workshop_id: UUID) -> None:
    """Deletes a workshop that was never run, with its blocks and what was caught in it.

    Experiments that came from it stay, without the link.
    """
    _row(tx, workshop_id)
    if workshops.was_run(tx.connection, workshop_id):
        raise Problem(
            N_("This workshop has been run, so it stays in the history. Cancel it instead.")
        )
    for experiment in tx.rows(tables.experiment, workshop_id=workshop_id):
        tx.update(tables.experiment, experiment["id"], workshop_id=None, catch_id=None)
    for day in tx.rows(tables.workshop_day, workshop_id=workshop_id):
        blocks = tx.rows(tables.block, day_id=day["id"])
        # Parallel blocks hang on the block they share.
        blocks.sort(key=lambda block: block["parent_id"] is None)
        delete_rows(tx, tables.block, [block["id"] for block in blocks])
        tx.delete(tables.workshop_day, day["id"])
    for part in (tables.catch, tables.workshop_facilitator):
        delete_rows(tx, part, [row["id"] for row in tx.rows(part, workshop_id=workshop_id)])
    tags = tx.rows(tables.tagged, row_id=workshop_id)
    delete_rows(tx, tables.tagged, [row["id"] for row in tags])
    tx.delete(tables.workshop, workshop_id)
    tx.describe(N_("Delete a workshop"), ("workshop", workshop_id))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Times:
    """The day of a workshop and its clock times, once they have been found sound."""

    day: date
    start: time
    end: time | None
    zone: str

    def __post_init__(self) -> None:
        clock.zone_of(self.zone)
        if self.day.year not in YEARS:
            raise Problem(
                N_("The year %(year)s cannot be right. Write the date again."),
                year=str(self.day.year),
            )
        if self.end is not None and self.end <= self.start:
            raise Problem(N_("The workshop must end after it starts. Change one of the times."))

    @property
    def columns(self) -> dict[str, Any]:
        """The day as its table keeps it."""
        return {
            "date": self.day,
            "start_wall": _on_the_minute(self.start),
            "end_wall": None if self.end is None else _on_the_minute(self.end),
        }

    def wall_after(self, minutes: int) -> time | None:
        """What the clock shows `minutes` after the start; `None` when that is another day."""
        then = clock.after(clock.instant(self.day, self.start, self.zone), minutes)
        wall: datetime = clock.local(then, self.zone)
        return _on_the_minute(wall.time()) if wall.date() == self.day else None


def _on_the_minute(wall: time) -> time:
    return time(wall.hour, wall.minute)


def _facts(
    tx: Tx,
    title: str,
    goal: str,
    team_id: UUID | None,
    place: str,
    mode: str,
    people: int,
    languages: Sequence[str],
) -> dict[str, Any]:
    if not clean(title).strip():
        raise Problem(N_("A workshop needs a name."))
    if not 1 <= people <= MOST_PEOPLE:
        raise Problem(
            N_("A workshop is for 1 to %(most)s people. Change the number."), most=MOST_PEOPLE
        )
    if mode not in MODES:
        raise Problem(N_("A workshop is held in a room, remotely or both. Choose one of them."))
    if not languages:
        raise Problem(N_("A workshop needs a language. Choose at least one."))
    if team_id is not None and tx.row(tables.team, team_id) is None:
        raise Stale(N_("The team was deleted in the meantime. Choose another."))
    return {
        "title": title,
        "goal": goal,
        "team_id": team_id,
        "place": place,
        "mode": mode,
        "people": people,
        "languages": list(languages),
    }


def _row(tx: Tx, workshop_id: UUID) -> Any:
    row = tx.row(tables.workshop, workshop_id)
    if row is None:
        raise Stale(N_("This was deleted in the meantime. Undo brings it back."))
    return row


def _day_id(tx: Tx, workshop_id: UUID) -> UUID:
    return UUID(str(tx.rows(tables.workshop_day, workshop_id=workshop_id, n=1)[0]["id"]))


def _name_facilitators(tx: Tx, workshop_id: UUID, people: Iterable[UUID]) -> None:
    wanted = dict.fromkeys(people)
    held = tables.workshop_facilitator
    for row in tx.rows(held, workshop_id=workshop_id):
        if row["person_id"] not in wanted:
            tx.delete(held, row["id"])
        wanted.pop(row["person_id"], None)
    for person_id in wanted:
        if tx.row(tables.person, person_id) is None:
            raise Stale(N_("A facilitator was deleted in the meantime. Choose another."))
        tx.insert(held, workshop_id=workshop_id, person_id=person_id)


def _template(tx: Tx, slug: str) -> Template | None:
    if not slug:
        return None
    plan = workshops.template(tx.connection, slug)
    if plan is None:
        raise Problem(N_("There is no template “%(slug)s”. Choose one of the list."), slug=slug)
    return plan


def _lay_out(tx: Tx, plan: Template, day_id: UUID, moment: _Times, speak: str) -> None:
    methods = workshops.methods_called(tx.connection, (block.method for block in plan.blocks))
    rank: str | None = None
    for block in plan.blocks:
        rank = rank_between(rank, None)
        start = None if block.start_after is None else moment.wall_after(block.start_after)
        tx.insert(
            tables.block,
            day_id=day_id,
            rank=rank,
            start_wall=start,
            **_written(block, methods.get(block.method), speak),
        )


def _written(block: TemplateBlock, method_id: UUID | None, speak: str) -> dict[str, Any]:
    title = said_in(block.title, speak).text
    kind = block.kind
    if kind == "method" and method_id is None:
        # The method's toolkit is not in this file: the time stays, under the best name there is.
        kind, title = "talk", title or block.method
    return {
        "kind": kind,
        "title": title,
        "method_id": method_id if kind == "method" else None,
        "grouping": block.grouping if block.grouping in GROUPINGS else "",
        "minutes": block.minutes,
        "min_minutes": block.min_minutes,
        "max_minutes": block.max_minutes,
        "priority": block.priority,
        "why": said_in(block.why, speak).text,
        "note": said_in(block.note, speak).text,
    }


def _copy_blocks(tx: Tx, from_day: UUID, to_day: UUID) -> None:
    copies: dict[UUID, UUID] = {}
    blocks = tx.rows(tables.block, day_id=from_day)
    blocks.sort(key=lambda block: (block["parent_id"] is not None, block["rank"], block["id"]))
    left_behind = {"id", "day_id", "parent_id", "created_at", "updated_at"}
    for block in blocks:
        values = {name: value for name, value in block.items() if name not in left_behind}
        copies[block["id"]] = tx.insert(
            tables.block, day_id=to_day, parent_id=copies.get(block["parent_id"]), **values
        )

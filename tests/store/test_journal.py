"""The journal: what was done can be taken back, whoever opens the file and when."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from kehitys.domain.problems import Problem, Stale
from kehitys.store import tables, undoing
from kehitys.store.database import Database
from kehitys.store.journal import Tx
from tests.conftest import HandClock

HOSTILE = "[/] [Espoo] [@click=app.quit]x[/] \x1b]52;c;eA==\x07"


def add_team(tx: Tx, name: str) -> UUID:
    tx.describe("Add a team")
    return tx.insert(tables.team, name=name, kind="pilot")


def rename(tx: Tx, team_id: UUID, name: str, **more: Any) -> None:
    tx.describe("Rename a team", ("team", team_id), run=more.pop("run", ""))
    tx.update(tables.team, team_id, name=name, **more)


def names(database: Database) -> list[str]:
    """The names of all teams, as they are stored."""
    return database.read(
        lambda c: list(c.execute(select(tables.team.c.name).order_by(tables.team.c.id)).scalars())
    )


def whole_file(database: Database) -> dict[str, list[Any]]:
    """Every journalled row but what is worked out from others."""
    kept = [table for table in tables.metadata.sorted_tables if table.info.get("journal", True)]
    return {
        table.name: database.read(
            lambda c, table=table: [
                {
                    column.name: row[column.name]
                    for column in table.c
                    if not column.info.get("derived")
                }
                for row in c.execute(select(table).order_by(table.c.id)).mappings()
            ]
        )
        for table in kept
    }


def test_a_step_is_taken_back_and_brought_again(database):
    """Undo removes what was added, redo brings it back with the same id."""
    _, team_id = database.write(lambda tx: add_team(tx, "Museo"))
    database.write(undoing.undo)
    assert names(database) == []
    database.write(undoing.redo)
    assert database.read(lambda c: c.execute(select(tables.team.c.id)).scalar()) == team_id


def test_undo_reaches_steps_made_before_the_file_was_closed(database):
    """A restart changes nothing about undo."""
    database.write(lambda tx: add_team(tx, "Museo"))
    database.close()
    again = Database(database.path, person_id=database.person_id)
    again.write(undoing.undo)
    assert names(again) == []
    again.close()


def test_something_new_ends_redo(database):
    """After a new step there is nothing to redo."""
    database.write(lambda tx: add_team(tx, "Museo"))
    database.write(undoing.undo)
    database.write(lambda tx: add_team(tx, "Kirjasto"))
    with pytest.raises(Problem, match="nothing to redo"):
        database.write(undoing.redo)


def test_undo_is_refused_when_another_person_built_on_the_step(database):
    """The sentence names the later step, and nothing changes."""
    _, team_id = database.write(lambda tx: add_team(tx, "Museo"))
    mine = database.person_id
    _, database.person_id = database.write(
        lambda tx: (tx.describe("Add a person"), tx.insert(tables.person, name="Kim Keksitty"))[1]
    )
    database.write(lambda tx: rename(tx, team_id, "Taidemuseo"))
    database.person_id = mine
    with pytest.raises(Stale, match="Rename a team"):
        database.write(lambda tx: undoing.undo_step(tx, _first_step(database, "Add a team")))
    assert names(database) == ["Taidemuseo"]


def test_presses_of_one_key_within_two_seconds_are_one_step(database, clock):
    """Three quick presses are undone together, a slow fourth by itself."""
    _, team_id = database.write(lambda tx: add_team(tx, "A"))
    for name in ("B", "C", "D"):
        clock.tick(1)
        database.write(lambda tx, name=name: rename(tx, team_id, name, run="name"))
    clock.tick(5)
    database.write(lambda tx: rename(tx, team_id, "E", run="name"))
    database.write(undoing.undo)
    assert names(database) == ["D"]
    database.write(undoing.undo)
    assert names(database) == ["A"]
    database.write(undoing.redo)
    assert names(database) == ["D"]


def test_a_form_opened_before_another_change_is_refused(database):
    """The version the form was opened with is no longer the row's."""
    _, team_id = database.write(lambda tx: add_team(tx, "Museo"))
    database.write(lambda tx: rename(tx, team_id, "Taidemuseo"))
    with pytest.raises(Stale):
        database.write(lambda tx: rename(tx, team_id, "Kaupunginmuseo", version=1))
    assert names(database) == ["Taidemuseo"]


def test_an_operation_that_fails_leaves_nothing(database):
    """Half a step is no step."""

    def half(tx: Tx) -> None:
        add_team(tx, "Museo")
        raise Problem("No.")

    with pytest.raises(Problem):
        database.write(half)
    assert names(database) == []
    assert database.read(lambda c: undoing.undoable(c, database.person_id)) is None


def test_text_is_cleaned_on_its_way_in_and_nowhere_else(database):
    """The escape is gone with all it carried; brackets are only text."""
    database.write(lambda tx: add_team(tx, HOSTILE))
    assert names(database) == ["[/] [Espoo] [@click=app.quit]x[/]"]


def test_every_text_column_says_how_it_is_cleaned():
    """A column of text without a word about it would let anything in."""
    for table in tables.metadata.sorted_tables:
        for column in table.c:
            if column.type.__class__.__name__ in ("String", "Text", "Json") and (
                table.info.get("journal", True)
            ):
                told = column.info.get("text") or column.info.get("sort_of")
                assert told, f"{table.name}.{column.name}"


def test_the_journal_keeps_changed_columns_and_no_others(database):
    """One edit holds the name before and after, nothing else."""
    _, team_id = database.write(lambda tx: add_team(tx, "Museo"))
    database.write(lambda tx: rename(tx, team_id, "Taidemuseo"))
    edit = tables.edit
    last = database.read(lambda c: c.execute(select(edit).order_by(edit.c.step_id.desc())).first())
    assert (last.before, last.after) == ({"name": "Museo"}, {"name": "Taidemuseo"})


@settings(max_examples=25)
@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 4)), max_size=20))
def test_undoing_everything_gives_the_file_as_it_was(tmp_path_factory, choices):
    """Whatever was added, renamed, dated and deleted, undo to the end leaves the start."""
    database = Database(tmp_path_factory.mktemp("undo") / "a.db")
    database.clock = HandClock()
    _, database.person_id = database.write(
        lambda tx: (tx.describe("Add a person"), tx.insert(tables.person, name="Maija"))[1]
    )
    start, steps, states = whole_file(database), 0, []
    for what, which in choices:
        known = database.read(
            lambda c: list(c.execute(select(tables.team.c.id).order_by(tables.team.c.id)).scalars())
        )
        target = known[which % len(known)] if known else None
        before = whole_file(database)
        change, _ = database.write(lambda tx, t=target, w=what: _random_step(tx, w, t))
        if change.undoable:
            states.append(before)
            steps += 1
    end = whole_file(database)
    for state in reversed(states):
        database.write(undoing.undo)
        assert whole_file(database) == state
    assert whole_file(database) == start
    for _turn in range(steps):
        database.write(undoing.redo)
    assert whole_file(database) == end
    database.close()


def _random_step(tx: Tx, what: int, target: UUID | None) -> None:
    if target is None or what in (0, 1):
        add_team(tx, f"Tiimi {what}")
    elif what == 2:
        tx.describe("Delete a team", ("team", target))
        tx.delete(tables.team, target)
    elif what == 3:
        tx.describe("Date a team", ("team", target))
        tx.update(tables.team, target, starts=date(2026, 1, 1), ends=None)
    else:
        rename(tx, target, f"Nimi {what}")


def _first_step(database: Database, label: str) -> UUID:
    step = tables.step
    found = database.read(
        lambda c: c.execute(select(step.c.id).where(step.c.label == label)).scalar()
    )
    assert isinstance(found, UUID)
    return found

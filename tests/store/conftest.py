"""A file that was lived with: a little of everything, with a history."""

from __future__ import annotations

import shutil
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import select

from kehitys.operations import catches, experiments, live, network, workshops
from kehitys.store import erasure, tables, undoing
from kehitys.store.database import Database
from tests.conftest import HandClock

MEASURED = b"Odotusaika lyhenee"


def live_through(database: Database) -> None:
    """A little of everything a person does, with undo and redo, a run, and an erased person."""
    write = database.write
    _, team = write(partial(network.add_team, name="Museon tiimi"))
    _, who = write(partial(network.add_person, name="Kim Kadonnut", email="kim@example.org"))
    write(partial(network.add_person, name="Leena Löytynyt", languages=("fi", "sv")))
    _, workshop = write(
        partial(
            workshops.new_workshop,
            title="Ratkaisutyöpaja",
            day=date(2026, 11, 24),
            start=datetime(2026, 11, 24, 9, 0).time(),
            people=12,
            template="tiimikokous",
            team_id=team,
        )
    )
    _, run = write(
        partial(live.begin, workshop_id=workshop, at=datetime(2026, 11, 24, 7, tzinfo=UTC),
                speak="fi")
    )  # fmt: skip
    write(partial(live.next_block, run_id=run))
    write(partial(live.end, run_id=run))
    _, caught = write(
        partial(catches.catch, workshop_id=workshop, kind="idea", text="Yksi jono", lang="fi")
    )
    write(partial(catches.vote, catch_id=caught, by=3))
    write(partial(experiments.new_experiment, title="Yksi jono", hypothesis=MEASURED.decode()))
    write(undoing.undo)
    write(undoing.redo)
    write(partial(network.erase_person, person_id=who))
    erasure.sweep(database)


@pytest.fixture(scope="session")
def lived_file(tmp_path_factory: pytest.TempPathFactory, library_file: Path) -> Path:
    """Such a file, made once, to be copied."""
    path = tmp_path_factory.mktemp("lived") / "lived.db"
    shutil.copy(library_file, path)
    database = Database(path)
    database.clock = HandClock()
    database.person_id = database.read(
        lambda connection: connection.scalar(select(tables.person.c.id))
    )
    live_through(database)
    database.checkpoint()
    database.close()
    return path


@pytest.fixture
def lived(tmp_path: Path, lived_file: Path) -> Path:
    """A file with a history, closed."""
    folder = tmp_path / "lived"
    folder.mkdir()
    return Path(shutil.copy(lived_file, folder / "lived.db"))

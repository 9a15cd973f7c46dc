"""What every test stands on: folders of its own, a clock that is set by hand, a fresh file."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import HealthCheck, settings
from sqlalchemy import select

from kehitys import i18n
from kehitys.store import tables
from kehitys.store.database import Database
from kehitys.store.journal import Tx

settings.register_profile(
    "here",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.load_profile("here")


@dataclass
class HandClock:
    """A clock that stands until it is moved."""

    now: datetime = field(default_factory=lambda: datetime(2026, 11, 24, 7, 0, tzinfo=UTC))

    def __call__(self) -> datetime:
        return self.now

    def tick(self, seconds: float) -> None:
        """Moves the clock on."""
        self.now += timedelta(seconds=seconds)


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reaches the person's own settings or file."""
    monkeypatch.setenv("KEHITYS_CONFIG", str(tmp_path / "config"))
    monkeypatch.setenv("KEHITYS_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("TEXTUAL_ANIMATIONS", "none")
    for name in ("KEHITYS_DB", "KEHITYS_LANG"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Tests speak English unless they say otherwise."""
    i18n.use("en")
    yield
    i18n.use("en")


@pytest.fixture
def clock() -> HandClock:
    """Tuesday 24 November 2026, 9.00 in Helsinki."""
    return HandClock()


def _join(tx: Tx) -> UUID:
    tx.describe("Add a person")
    return tx.insert(tables.person, name="Maija Mallikas", ui_language="fi")


def _opened(path: Path, clock: HandClock) -> Database:
    database = Database(path, device="test")
    database.clock = clock
    return database


@pytest.fixture
def database(tmp_path: Path, clock: HandClock) -> Iterator[Database]:
    """A new file with one person in it, who does everything."""
    database = _opened(tmp_path / "test.db", clock)
    _, database.person_id = database.write(_join)
    yield database
    database.close()


@pytest.fixture(scope="session")
def library_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with the built-in toolkits taken in; made once, to be copied."""
    from kehitys.files.library import take_in

    database = _opened(tmp_path_factory.mktemp("library") / "library.db", HandClock())
    database.write(_join)
    take_in(database)
    database.checkpoint()
    database.close()
    return database.path


@pytest.fixture
def library(tmp_path: Path, clock: HandClock, library_file: Path) -> Iterator[Database]:
    """A new file with one person in it and the built-in toolkits taken in."""
    path = tmp_path / "test.db"
    shutil.copy(library_file, path)
    database = _opened(path, clock)
    database.person_id = database.read(
        lambda connection: connection.execute(select(tables.person.c.id)).scalar_one()
    )
    yield database
    database.close()

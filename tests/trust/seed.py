"""The files that rounds begin from, made through the operations."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, time
from functools import cache
from pathlib import Path
from unittest import mock
from uuid import UUID

from kehitys.files import content
from kehitys.files.library import take_in
from kehitys.operations import agenda, network
from kehitys.operations.workshops import new_workshop
from kehitys.store import methods, settings
from kehitys.store.database import Database
from kehitys.store.journal import Tx
from kehitys.store.today import file_id

TOOLKIT = "alku"
"""The toolkit that a small file holds."""


def small(path: Path) -> Path:
    """A file of two people, a team, a workshop to run and one toolkit; nothing in it can be undone.

    Its steps are nobody's, so that undo ends where a round began.
    """
    folder = path.parent / f"{path.stem}-toolkits"
    toolkits, templates = content.where()
    if not folder.exists():
        shutil.copytree(toolkits / TOOLKIT, folder / TOOLKIT)
        shutil.copy(toolkits / "synonyms.yaml", folder)
    database = Database(path)
    take_in(database, where=(folder, templates))
    database.write(people_and_workshop)
    database.checkpoint()
    database.close()
    return path


def whole_library(path: Path) -> Path:
    """The same with every toolkit that comes with Kehitys, as the app itself opens it."""
    database = Database(path)
    take_in(database)
    database.close()
    return furnish(path)


def furnish(path: Path) -> Path:
    """Puts the people and the workshop into a file that has its library."""
    database = Database(path)
    database.write(people_and_workshop)
    database.checkpoint()
    database.close()
    return path


def people_and_workshop(tx: Tx) -> UUID:
    """Maija and Kim, their team, and a workshop of five blocks; gives Maija's id."""
    tx.person_id = None
    maija = network.add_person(tx, name="Maija Mallikas", languages=("fi",))
    kim = network.add_person(tx, name="Kim Keksitty", languages=("sv",))
    team = network.add_team(tx, name="Mallitiimi", members=[maija, kim])
    workshop_id = new_workshop(
        tx, title="Yksi jono", day=date(2026, 11, 24), start=time(9), people=12, team_id=team,
        facilitators=[maija],
    )  # fmt: skip
    known = methods.everything(tx.connection)
    for n in range(5):
        kind = "method" if known and n % 2 == 0 else "talk"
        method_id = known[n % len(known)].id if kind == "method" else None
        agenda.add_block(
            tx, workshop_id, kind=kind, minutes=20, method_id=method_id,
            title="" if method_id else f"Osa {n}",
        )  # fmt: skip
    tx.describe("Begin")
    return maija


def use_as(path: Path, person_id: UUID) -> None:
    """Makes the person the one at the keyboard of this laptop, in this file."""
    database = Database(path)
    mine = database.read(file_id)
    database.close()
    settings.save(settings.Settings(people={mine: person_id.hex}))


@contextmanager
def settings_in(folder: Path) -> Iterator[None]:
    """Has the settings of the laptop stand in a folder meanwhile."""
    with mock.patch.dict(os.environ, {settings.CONFIG_VARIABLE: str(folder)}):
        yield


@cache
def workplace() -> Path:
    """A folder in memory where there is one: for rounds that never cut the power."""
    memory = Path("/dev/shm")
    return memory if memory.is_dir() else Path("/tmp")


def copy(source: Path, target: Path) -> Path:
    """A copy of a closed file, without a log beside it."""
    for end in ("", "-wal", "-shm", "-journal"):
        target.with_name(target.name + end).unlink(missing_ok=True)
    shutil.copyfile(source, target)
    return target

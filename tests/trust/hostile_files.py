"""What the walk through every screen finds on the disk: files and folders full of control bytes."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from uuid import UUID

from kehitys.files.importing import bring
from kehitys.files.library import take_in
from kehitys.operations import network
from kehitys.operations.demo import fill
from kehitys.operations.toolkits import import_toolkit
from kehitys.store import backups, settings, tables
from kehitys.store.database import Database
from kehitys.store.today import file_facts, file_id
from tests.bench import many_methods
from tests.trust import seed

MARK = "[Espoo]"
"""Stands in every text, so that a screen shows that it shows one."""

TOOLKIT = "suuri"
METHODS = 12


def municipality(path: Path) -> UUID:
    """The invented municipality as somebody's own file, with a toolkit; gives who that is."""
    database = Database(path)
    take_in(database)
    fill(database, today=datetime.now(UTC).date(), speak="fi")
    person_id = database.read(file_facts).demo_person
    first = path.parent / "first" / TOOLKIT
    many_methods.write(first, METHODS)
    brought = bring(first, database.read)
    assert brought.toolkit is not None
    database.write(partial(import_toolkit, toolkit=brought.toolkit))
    database.checkpoint()
    database.close()
    with closing(sqlite3.connect(path)) as connection:
        # A demo makes no backups by itself and has no second folder.
        connection.execute("DELETE FROM setting WHERE name LIKE 'demo%'")
        connection.commit()
    assert person_id is not None
    return person_id


def beside(folder: Path, payloads: tuple[str, ...]) -> None:
    """Files to bring in: another version of the toolkit, one with faults, and a list of people."""
    second = folder / "second" / TOOLKIT
    many_methods.write(second, METHODS, seed=8)
    for n in range(METHODS // 2):
        (second / f"tapa-{n}.yaml").unlink()
    faulty = folder / "faulty" / "viallinen"
    many_methods.write(faulty, 1)
    for payload in payloads:
        name = named(payload)
        (faulty / f"{name}.yaml").write_text(f'id: "{name}"\nname: {payload}\n', "utf-8")
    rows = "".join(
        f"{MARK}{payload}Kim {n};{MARK}{payload};{MARK}{payload}x@example.org;{payload}{MARK}\n"
        for n, payload in enumerate(payloads)
    )
    heads = f"Nimi;Yksikkö;Sähköposti;{MARK}{payloads[0]}\n"
    (folder / "list.csv").write_text(heads + rows.replace("\x00", ""), "utf-8")


def named(payload: str) -> str:
    """The payload as far as a file can be called by it."""
    return f"{MARK}{payload}".replace("/", "").replace("\x00", "")


def earlier_backup(path: Path) -> None:
    """A backup by hand, and something done after it."""
    backups.back_up(path, "by_hand", datetime.now(UTC))
    database = Database(path)
    database.write(partial(network.add_team, name="Jälkeen"))
    database.checkpoint()
    database.close()


def use(path: Path, person_id: UUID, second_folder: str) -> None:
    """Settings in which the person uses the file and has copies in a folder there is not."""
    seed.use_as(path, person_id)
    database = Database(path)
    mine = database.read(file_id)
    database.close()
    kept = settings.load()
    settings.save(
        replace(
            kept,
            second_folders={mine: second_folder},
            second_copies={mine: datetime(2026, 1, 5, tzinfo=UTC).isoformat()},
        )
    )


def changed_elsewhere(path: Path) -> None:
    """Another window gives every workshop another name, past the gate."""
    workshop = tables.workshop.name
    with closing(sqlite3.connect(path, timeout=15)) as connection:
        connection.execute(f"UPDATE {workshop} SET title = title || title, version = version + 1")
        connection.commit()

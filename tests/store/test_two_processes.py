"""Two windows on one file: no update is lost, and a form that is behind is refused.

With SQLAlchemy's own settings two processes that read, then write, lose about half of their
updates without an error; these tests fail as soon as a write does not begin as one.
"""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import date, time
from functools import partial

import pytest
from sqlalchemy import func, select

from kehitys.domain.problems import Problem, Stale
from kehitys.operations import network
from kehitys.operations.workshops import edit_workshop, new_workshop
from kehitys.store import checking, tables, undoing, workshops
from kehitys.store import network as store
from kehitys.store.database import Database
from kehitys.store.today import file_id

ROUNDS = 60

COUNTING = """
import sys
from pathlib import Path
from uuid import UUID

from kehitys.store import tables
from kehitys.store.database import Database

path, workshop_id, rounds = Path(sys.argv[1]), UUID(sys.argv[2]), int(sys.argv[3])
database = Database(path)


def count_on(tx):
    row = tx.row(tables.workshop, workshop_id)
    # Time to think, in which the other process would read the same number.
    for _ in range(20_000):
        pass
    tx.describe("Count on")
    tx.update(tables.workshop, workshop_id, people=row["people"] + 1)


print("ready", flush=True)
sys.stdin.readline()
for _ in range(rounds):
    database.write(count_on)
database.close()
"""

SAVING = """
import sys
from pathlib import Path
from uuid import UUID

from kehitys.store import tables
from kehitys.store.database import Database

database = Database(Path(sys.argv[1]))


def save(tx):
    tx.describe("Edit a workshop")
    tx.update(tables.workshop, UUID(sys.argv[2]), version=1, place=sys.argv[3])


database.write(save)
database.close()
"""


@pytest.fixture
def workshop_id(database):
    plan = partial(new_workshop, title="W", day=date(2026, 11, 24), start=time(9), people=1)
    return database.write(plan)[1]


def start(program, *arguments):
    return subprocess.Popen(
        [sys.executable, "-c", program, *map(str, arguments)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def ended(process):
    _, complaint = process.communicate("go\n", timeout=120)
    assert process.returncode == 0, complaint


@pytest.mark.parametrize("count", [2, 4])
def test_processes_that_read_then_write_lose_no_update(database, workshop_id, count):
    processes = [start(COUNTING, database.path, workshop_id, ROUNDS) for _ in range(count)]
    for process in processes:
        if process.stdout.readline() != "ready\n":
            pytest.fail(process.stderr.read())
    for process in processes:
        process.stdin.write("go\n")
        process.stdin.flush()
    for process in processes:
        ended(process)
    found = database.read(lambda c: workshops.workshop(c, workshop_id))
    assert found.people == 1 + count * ROUNDS
    steps = select(func.count()).select_from(tables.step).where(tables.step.c.label == "Count on")
    assert database.read(lambda c: c.execute(steps).scalar_one()) == count * ROUNDS
    assert database.read(lambda c: c.exec_driver_sql("PRAGMA integrity_check").scalar()) == "ok"


def test_a_form_opened_before_another_process_saved_is_stale(database, workshop_id):
    opened = database.read(lambda c: workshops.workshop(c, workshop_id))
    ended(start(SAVING, database.path, workshop_id, "Kirjasto"))

    def save(tx):
        edit_workshop(
            tx, workshop_id, version=opened.version, title="Minun", goal="", team_id=None,
            day=opened.date, start=opened.start, end=None, place="", mode="room", people=12,
            languages=("fi",), facilitators=(),
        )  # fmt: skip

    with pytest.raises(Stale):
        database.write(save)
    now = database.read(lambda c: workshops.workshop(c, workshop_id))
    assert (now.place, now.title) == ("Kirjasto", "W")


def test_a_process_whose_form_is_behind_is_refused(database, workshop_id):
    def save(tx):
        tx.describe("Edit a workshop")
        tx.update(tables.workshop, workshop_id, version=1, place="Täällä")

    database.write(save)
    process = start(SAVING, database.path, workshop_id, "Kirjasto")
    _, complaint = process.communicate("", timeout=60)
    assert process.returncode == 1
    assert "Stale" in complaint
    assert database.read(lambda c: workshops.workshop(c, workshop_id)).place == "Täällä"


MAKING = """
import os
import signal
import sys
from pathlib import Path

from kehitys.store.database import Database

if sys.argv[2] == "half":
    from kehitys.store import database

    def die(writer):
        writer.connect()
        os.kill(os.getpid(), signal.SIGKILL)

    database.create = die
database = Database(Path(sys.argv[1]))
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_file_just_made_opens_in_a_second_window(tmp_path):
    first = Database(tmp_path / "new.db")
    second = Database(tmp_path / "new.db")
    assert first.read(file_id) == second.read(file_id)
    second.close()
    first.close()


@pytest.mark.parametrize("when", ["half", "whole"])
def test_a_file_whose_maker_was_killed_opens(tmp_path, when):
    path = tmp_path / "new.db"
    process = start(MAKING, path, when)
    process.communicate("", timeout=60)
    assert process.returncode == -signal.SIGKILL
    assert path.stat().st_size
    database = Database(path)
    assert database.read(file_id)
    database.close()


def test_many_windows_may_make_the_same_file_at_once(tmp_path):
    path = tmp_path / "new.db"
    program = (
        "import sys; from pathlib import Path; from kehitys.store.database import Database;"
        "sys.stdin.readline(); Database(Path(sys.argv[1])).close()"
    )
    processes = [start(program, path) for _ in range(6)]
    for process in processes:
        process.stdin.write("go\n")
        process.stdin.flush()
    for process in processes:
        ended(process)
    assert checking.check(path).whole
    with closing(sqlite3.connect(path)) as connection:
        named = connection.execute("SELECT count(*) FROM setting WHERE name = 'file_id'")
        assert named.fetchone() == (1,)


def test_a_database_of_one_page_with_another_programs_view_is_refused(tmp_path):
    path = tmp_path / "theirs.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE VIEW v AS SELECT 1")
        connection.commit()
    with pytest.raises(Problem, match="another program"):
        Database(path)


FORM = """
import sys
from pathlib import Path
from uuid import UUID

from kehitys.operations.editing import change_as_seen
from kehitys.domain.merging import merge
from kehitys.domain.problems import Stale
from kehitys.store import tables
from kehitys.store.database import Database

path, workshop_id = Path(sys.argv[1]), UUID(sys.argv[2])
name, rounds = sys.argv[3], int(sys.argv[4])
FIELDS = ("title", "place", "goal")
database = Database(path)


def row(connection):
    table = tables.workshop
    found = connection.execute(table.select().where(table.c.id == workshop_id)).mappings().first()
    return {**{field: found[field] for field in FIELDS}, "version": found["version"]}


def fields(record):
    return {field: record[field] for field in FIELDS}


def save(tx, record, values):
    tx.describe("Edit a workshop")
    tx.update(tables.workshop, workshop_id, version=record["version"], **values)


print("ready", flush=True)
sys.stdin.readline()
for n in range(1, rounds + 1):
    base = fields(database.read(row))
    mine = {**base, name: f"{base[name]} {n}"}
    while True:
        theirs = fields(database.read(row))
        merged = merge(base, mine, theirs)
        assert not merged.clashes
        try:
            database.write(
                lambda tx: change_as_seen(
                    tx,
                    read=row,
                    seen=lambda now: fields(now) == theirs,
                    change=lambda tx, now: save(tx, now, dict(merged.values)),
                )
            )
            break
        except Stale:
            continue
database.close()
"""


def test_two_windows_that_edit_fields_of_one_record_lose_no_round(database, workshop_id):
    """Sixty forms each, saved over the same record: every one of them is in it at the end."""
    processes = [
        start(FORM, database.path, workshop_id, name, ROUNDS) for name in ("title", "place")
    ]
    for process in processes:
        if process.stdout.readline() != "ready\n":
            pytest.fail(process.stderr.read())
    for process in processes:
        process.stdin.write("go\n")
        process.stdin.flush()
    for process in processes:
        ended(process)
    now = database.read(lambda c: workshops.workshop(c, workshop_id))
    counted = " ".join(str(n) for n in range(1, ROUNDS + 1))
    assert (now.title, now.place) == (f"W {counted}", counted)


def test_whoever_was_deleted_in_another_window_is_told_and_nothing_is_written(library):
    """Their steps would name a person that there is not; once it is undone they go on."""
    _change, kim_id = library.write(partial(network.add_person, name="Kim Laine"))
    kims = Database(library.path, person_id=kim_id)
    library.write(partial(network.delete_person, person_id=kim_id))
    with pytest.raises(Problem, match="deleted from the register in another window"):
        kims.write(partial(network.add_team, name="Pilotti"))
    library.write(undoing.undo)
    kims.write(partial(network.add_team, name="Pilotti"))
    assert [team.name for team in kims.read(store.teams)] == ["Pilotti"]
    kims.close()

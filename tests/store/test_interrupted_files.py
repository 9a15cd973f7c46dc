"""A file whose writer was killed before it had a log: half written, with a journal beside it."""

from __future__ import annotations

import signal
import sqlite3
import struct
import subprocess
import sys
from contextlib import closing

import pytest

from kehitys.domain.problems import Problem
from kehitys.store.database import Database
from kehitys.store.opening import HEAD, judge
from tests.store.earlier_files import rows, stored

KILLED = """
import os
import signal
import sqlite3
import sys

connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("PRAGMA cache_size = 1")
connection.execute("BEGIN")
connection.execute("UPDATE step SET label = label || 'x'")
connection.execute("UPDATE workshop SET title = 'half'")
connection.execute("UPDATE method_edition SET summary = summary || summary")
os.kill(os.getpid(), signal.SIGKILL)
"""

NO_PAGES_BEFORE = struct.pack(">8sIIIII", bytes.fromhex("d9d505f920a163d7"), 0, 1, 0, 512, 4096)
"""The head of a journal that says: there was nothing in the file."""


def test_a_file_whose_writer_was_killed_is_as_it_was_before(tmp_path):
    """It is not told as damaged: the half change is taken back, and the file is brought up."""
    path = stored("0001", tmp_path)
    before = rows(path)
    died = subprocess.run([sys.executable, "-c", KILLED, str(path)], check=False)
    assert died.returncode == -signal.SIGKILL
    assert path.with_name("0001.db-journal").stat().st_size
    assert judge(path).kind == "behind"
    assert rows(path) == before
    Database(path).close()
    assert judge(path).revision == HEAD


def one_page(path, statement):
    """A file of one page whose first writer was killed before its journal was removed."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(statement)
        connection.commit()
    path.with_name(path.name + "-journal").write_bytes(NO_PAGES_BEFORE.ljust(512, b"\0"))


def test_a_file_whose_maker_was_killed_at_its_first_page_is_new(tmp_path):
    path = tmp_path / "own.db"
    one_page(path, "PRAGMA user_version = 0")
    assert path.read_bytes()
    assert judge(path).kind == "new"
    Database(path).close()
    assert judge(path).kind == "ours"


def test_judging_does_not_roll_back_what_is_not_ours(tmp_path):
    """Another program's file and its journal are left as they are."""
    path = tmp_path / "theirs.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE VIEW v AS SELECT 1")
        connection.commit()
    journal = path.with_name("theirs.db-journal")
    journal.write_bytes(b"\0" * 512)
    before = path.read_bytes(), journal.read_bytes()
    with pytest.raises(Problem, match="another program"):
        judge(path)
    assert (path.read_bytes(), journal.read_bytes()) == before

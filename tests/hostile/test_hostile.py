"""Every hostile file is answered in a sentence: no traceback, no crash, no flood, nothing changed.

With `KEHITYS_FULL` in the environment the time of each answer is held too.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from pathlib import Path
from shutil import rmtree
from typing import TypeVar

import pytest

from kehitys.files.library import take_in
from kehitys.operations.demo import fill
from kehitys.store.database import Database
from tests.hostile import csv_files, database_files, xlsx_files, yaml_files
from tests.hostile.answering import CAN_FORK, Answer, answers
from tests.hostile.database_files import Make

T = TypeVar("T")

pytestmark = pytest.mark.skipif(not CAN_FORK, reason="a process is forked for each file")

MOST_SECONDS = 3.0
MOST_MEGABYTES = 200
FULL = bool(os.environ.get("KEHITYS_FULL"))


def wrong(answer: Answer, codes: tuple[int, ...]) -> str:
    """What an answer should not have been; empty when it is as it should be."""
    if answer.code not in codes:
        return f"{answer.name}: exit {answer.code}: {answer.err[:300]}"
    if "Traceback" in answer.err + answer.out:
        return f"{answer.name}: a traceback"
    if answer.code and not (answer.err + answer.out).strip():
        return f"{answer.name}: not a word"
    if any(sign in answer.err + answer.out for sign in "\x1b\x9b\u202e\0"):
        return f"{answer.name}: control signs reach the terminal"
    if answer.megabytes > MOST_MEGABYTES:
        return f"{answer.name}: {answer.megabytes} MB"
    if FULL and answer.seconds > MOST_SECONDS:
        return f"{answer.name}: {answer.seconds} s"
    return ""


def faults(found: list[Answer], codes: dict[str, tuple[int, ...]]) -> list[str]:
    return [told for each in found if (told := wrong(each, codes.get(each.name, (1,))))]


def placed(folder: Path, name: str, raw: bytes) -> Path:
    path = folder / name
    path.write_bytes(raw)
    return path


def test_no_yaml_file_is_taken_or_does_harm(tmp_path):
    paths = [placed(tmp_path, f"{name}.yaml", raw) for name, raw in yaml_files.files()]
    found = answers(paths, "toolkit", "check", "{}")
    assert len(found) == len(paths)
    assert faults(found, {}) == []
    assert not any(each.touched for each in found)


def test_no_csv_file_does_harm(tmp_path, library):
    library.checkpoint()
    library.close()
    made = list(csv_files.files())
    paths = [placed(tmp_path, f"{name}.csv", raw) for name, raw, _may in made]
    codes = {name: (0, 1) for name, _raw, may in made if may}
    found = answers(paths, "--db", str(library.path), "network", "import", "{}", "--dry-run")
    assert len(found) == len(paths)
    assert faults(found, codes) == []
    assert not any(each.touched for each in found)


def test_no_xlsx_file_does_harm(tmp_path, library):
    library.checkpoint()
    library.close()
    paths, codes = [], {}
    for name, raw, may in xlsx_files.files():
        paths.append(placed(tmp_path, f"{name}.xlsx", raw))
        if may:
            codes[paths[-1].stem] = (0, 1)
    found = answers(paths, "--db", str(library.path), "network", "import", "{}", "--dry-run")
    assert len(found) == len(paths)
    assert faults(found, codes) == []
    assert not any(each.touched for each in found)


@pytest.fixture(scope="module")
def real(tmp_path_factory):
    """The bytes of the demo, which is as real as any file."""
    database = Database(tmp_path_factory.mktemp("real") / "real.db")
    take_in(database)
    fill(database, today=date(2026, 11, 24), speak="fi")
    database.vacuum()
    database.close()
    return database.path.read_bytes()


EVERY_FILE = ("check", "methods list", "network list")

ROWS_ONLY = (
    "workshop list", "experiment list", "toolkit export own {}-toolkit", "network export -o {}.csv",
    "backup", "backup --list",
)  # fmt: skip
"""Commands that are handed only the files whose damage is inside the rows."""

IN_ROWS = frozenset({*database_files.CHANGES, *database_files.VALUES})

AT_ONCE = 20
"""How many files there are at a time; all of them would fill a small disk."""


def answered_wrongly(makers: dict[str, Make], folder: Path, *arguments: str) -> list[str]:
    """What is wrong with the answers to these files: each is read, or refused unchanged."""
    faulty = []
    for some in batched(makers.values(), AT_ONCE):
        here = folder / "files"
        here.mkdir()
        found = answers([make(here) for make in some], *arguments)
        rmtree(here)
        assert len(found) == len(some)
        faulty += [told for each in found if (told := wrong(each, (0, 1)))]
        faulty += [f"{each.name}: refused, and changed" for each in found if _harmed(each)]
    return faulty


def _harmed(answer: Answer) -> bool:
    return bool(answer.code) and answer.touched


def batched(every: Iterable[T], size: int) -> Iterator[list[T]]:
    rest = iter(every)
    while some := list(islice(rest, size)):
        yield some


@pytest.mark.parametrize("entry", EVERY_FILE)
def test_no_damaged_database_is_a_traceback(real, tmp_path, entry):
    """Cut, flipped, signed by another, planted, each row another: a sentence, and no change."""
    makers = database_files.makers(real)
    assert len(makers) > 220
    assert answered_wrongly(makers, tmp_path, "--db", "{}", *entry.split()) == []


@pytest.mark.parametrize("entry", ROWS_ONLY)
def test_no_damage_inside_the_rows_is_a_traceback(real, tmp_path, entry):
    """What passes the judgement and shows itself only when rows are read."""
    makers = {name: make for name, make in database_files.makers(real).items() if name in IN_ROWS}
    assert len(makers) > 150
    assert answered_wrongly(makers, tmp_path, "--db", "{}", *entry.split()) == []


def test_a_damaged_file_is_restored_or_refused(real, tmp_path):
    """A damaged file named as the backup is never a traceback either."""
    makers = {
        name: make
        for name, make in database_files.makers(real).items()
        if name in database_files.CHANGES and not name.endswith("-large")
    }
    own = tmp_path / "own.db"
    own.write_bytes(real)
    assert answered_wrongly(makers, tmp_path, "--db", str(own), "restore", "{}", "--yes") == []

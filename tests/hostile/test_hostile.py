"""Every hostile file is answered in a sentence: no traceback, no crash, no flood, nothing changed.

With `KEHITYS_FULL` in the environment the time of each answer is held too.
"""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from kehitys.files.library import take_in
from kehitys.operations.demo import fill
from kehitys.store.database import Database
from tests.hostile import csv_files, database_files, xlsx_files, yaml_files
from tests.hostile.answering import CAN_FORK, Answer, answers

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


ENTRIES = ("check", "methods list", "network list")

RANDOM = ("flip-", "stretch-")
"""Where the damage falls is another place each time, as the ids in the file are new."""

OPEN = {
    "check": {"name-bytes", "name-large", "json-deep", "json-other", "orphans"},
    "methods list": {
        "reserved-255", "no-methods", "id-short",
        "json-open", "json-other", "minutes-text",
    },
    "network list": {
        "reserved-255", "no-people", "name-bytes", "name-large", "id-number",
        "json-deep", "json-other", "check-broken", "schema-no-table",
    },
}  # fmt: skip
"""Files that are not answered as they should be yet, by the command that meets them."""


@pytest.fixture(scope="module", params=ENTRIES)
def told(request, real, tmp_path_factory):
    """What was wrong with the answer to each file, and which of them are open."""
    paths = database_files.write(real, tmp_path_factory.mktemp("damaged"))
    found = answers(paths, "--db", "{}", *request.param.split())
    assert len(found) == len(paths)
    wrongs = {}
    for each in found:
        wrongs[each.name] = wrong(each, (0, 1)) or (
            f"{each.name}: refused, and changed" if each.code and each.touched else ""
        )
    return wrongs, OPEN[request.param]


def test_no_damaged_database_is_a_traceback(told):
    """Cut, flipped, signed by another, planted: a sentence, and not a byte of it changed."""
    wrongs, still_open = told
    strict = {name: why for name, why in wrongs.items() if not name.startswith(RANDOM)}
    assert [why for name, why in strict.items() if why and name not in still_open] == []
    assert len(strict) > 80


@pytest.mark.xfail(reason="damage inside the rows is not met by every command yet", strict=False)
def test_no_damage_inside_the_rows_is_a_traceback(told):
    """What passes the judgement and shows itself only when rows are read."""
    wrongs, still_open = told
    found = [why for name, why in wrongs.items() if name in still_open or name.startswith(RANDOM)]
    assert [why for why in found if why] == []

"""Kill -9 in every export of the command line: a list of people, a workshop, a folder of methods.

Killed at any moment, the old file or the new one stands there, whole; of a toolkit that is written
into a new folder all files are there or none. Half of the kills come as soon as something
unfinished stands in the folder. Broken on purpose (`broken=True`: all is written where it stands,
bit by bit), the table says half.
"""

from __future__ import annotations

import csv
import io
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from random import Random
from zipfile import BadZipFile

from openpyxl import load_workbook

from kehitys.files.toolkits import check, read_toolkit
from kehitys.store import tables
from kehitys.store.database import Database
from kehitys.store.ids import short
from tests.trust import seed
from tests.trust.killing import ENTRY, run_and_kill, seconds_alone
from tests.trust.tally import Row, Tally

OLD = b"What stood here before."
UNFINISHED = ".kehitys-*"

CARELESS = """
import contextlib
import sys
import time
from kehitys.store import whole_file
from kehitys.cli.main import main

def write(path, data):
    with open(path, "wb") as file:
        for at in range(0, len(data), 64):
            file.write(data[at:at + 64])
            file.flush()
            time.sleep(0.005)

@contextlib.contextmanager
def draft_folder(path):
    path.mkdir()
    yield path

whole_file.write, whole_file.draft_folder = write, draft_folder
main(sys.argv[1:])
"""
"""The program with exports that are written where they stand, bit by bit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """One export: what is asked for, where it goes, and whether all of it is there."""

    arguments: tuple[str, ...]
    target: Path
    whole: Callable[[Path], bool]
    replaces: bool = True
    """Whether it takes the place of a file that stood there."""


def run(rounds: int, number: int, *, broken: bool = False) -> Row:
    """So many kills, of each export in turn."""
    tally = Tally("kill -9: exports")
    random = Random(f"exports {number}")
    with tempfile.TemporaryDirectory(prefix="kehitys-trust-") as name:
        folder = Path(name)
        environment = {"KEHITYS_CONFIG": name, "KEHITYS_DATA": name, "KEHITYS_LANG": "fi"}
        path = seed.whole_library(folder / "file.db")
        exports = _exports(path, folder)
        taken = {
            what: _seconds(_command(path, export), environment, export)
            for what, export in exports.items()
        }
        for n in range(rounds):
            what = list(exports)[n % len(exports)]
            export = exports[what]
            _clear(export)
            soon = not broken and random.random() < 0.5
            command = _command(path, export)
            ended = run_and_kill(
                (sys.executable, "-c", CARELESS, *command[len(ENTRY) :]) if broken else command,
                environment,
                after=random.uniform(0, 0.004) if soon
                else random.uniform(0.7, 1.6 if broken else 1.05) * taken[what],
                when=(export.target.parent, UNFINISHED) if soon else None,
            )  # fmt: skip
            tally.rounds += 1
            tally.counts[f"{what} killed"] += ended.killed
            tally.acknowledged += not ended.killed
            if not ended.killed and ended.code:
                tally.fault("raw", ended.complained.decode("utf-8", "replace")[-300:])
            begin = time.perf_counter()
            _check(tally, what, export, finished=not ended.killed)
            tally.took(time.perf_counter() - begin)
    return tally.row()


def _exports(path: Path, folder: Path) -> Mapping[str, Export]:
    database = Database(path)
    workshop = tables.workshop
    first = database.read(lambda c: c.execute(workshop.select()).first())
    assert first is not None
    database.close()
    places = [folder / name for name in ("csv", "xlsx", "md", "kit")]
    for place in places:
        place.mkdir()
    in_csv, in_xlsx, in_md, in_kit = places
    return {
        "csv": Export(
            arguments=("network", "export", "-o", str(in_csv / "verkosto.csv")),
            target=in_csv / "verkosto.csv", whole=_whole_csv,
        ),
        "xlsx": Export(
            arguments=("network", "export", "-o", str(in_xlsx / "verkosto.xlsx")),
            target=in_xlsx / "verkosto.xlsx", whole=_whole_xlsx,
        ),
        "workshop": Export(
            arguments=("workshop", "export", short(first.id), "-o", str(in_md / "paja.md")),
            target=in_md / "paja.md", whole=_whole_markdown,
        ),
        "toolkit": Export(
            arguments=("toolkit", "export", seed.TOOLKIT, str(in_kit / seed.TOOLKIT)),
            target=in_kit / seed.TOOLKIT, whole=_whole_toolkit, replaces=False,
        ),
    }  # fmt: skip


def _command(path: Path, export: Export) -> tuple[str, ...]:
    return (*ENTRY, "--db", str(path), *export.arguments)


def _clear(export: Export) -> None:
    """Puts what stood there before, and takes away what killed processes left beside it."""
    shutil.rmtree(export.target.parent)
    export.target.parent.mkdir()
    if export.replaces:
        export.target.write_bytes(OLD)


def _seconds(command: tuple[str, ...], environment: Mapping[str, str], export: Export) -> float:
    """How long an export takes when it is left alone, and what it then says is whole."""
    _clear(export)
    taken = seconds_alone(command, environment)
    assert export.whole(export.target), command
    return taken


def _check(tally: Tally, what: str, export: Export, *, finished: bool) -> None:
    there = export.target.exists()
    new = there and export.whole(export.target)
    old = export.target.read_bytes() == OLD if there and export.replaces else not there
    if not (new or old):
        told = "neither old nor new" if there else "gone"
        tally.fault("half" if there else "lost", f"the {what} export is {told}")
    elif finished and not new:
        tally.fault("lost", f"the {what} export said it was there")


def _whole_csv(file: Path) -> bool:
    rows = list(csv.reader(io.StringIO(file.read_text("utf-8-sig")), delimiter=";"))
    return len(rows) == 3 and len({len(row) for row in rows}) == 1


def _whole_xlsx(file: Path) -> bool:
    try:
        with closing(load_workbook(io.BytesIO(file.read_bytes()), read_only=True)) as book:
            return sum(1 for _row in book.worksheets[0].iter_rows()) == 3
    except (BadZipFile, KeyError, EOFError):
        return False


def _whole_markdown(file: Path) -> bool:
    text = file.read_text("utf-8")
    return text.startswith("# ") and "Osa 3" in text and text.endswith("\n")


def _whole_toolkit(folder: Path) -> bool:
    read, faults = read_toolkit(folder)
    return not faults and not check([folder]) and read is not None and len(read.methods) > 3

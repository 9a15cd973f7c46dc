"""Prints the Speed table as ratios side by side; fails when a goal is missed by half."""

from __future__ import annotations

import gc
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from datetime import time as wall
from functools import partial
from pathlib import Path
from uuid import UUID

from kehitys.domain.agenda import agenda_of
from kehitys.domain.live import Fact, Run, RunBlock
from kehitys.domain.replan import plans
from kehitys.domain.workshops import Block, Workshop
from kehitys.files.importing import bring
from kehitys.files.library import take_in
from kehitys.operations.toolkits import import_toolkit
from kehitys.store.database import Database
from tests.bench import many_methods
from tests.bench.big_file import make
from tests.terminal import KEHITYS, Terminal

ROUNDS = int(os.environ.get("BENCH_ROUNDS", "7"))
PYTHON = sys.executable
HELLO = (PYTHON, "-m", "tests.bench.hello")
BARE_LIST = (PYTHON, "-m", "tests.bench.bare_list")


@dataclass(frozen=True)
class Figure:
    """One line of the table."""

    what: str
    value: float
    goal: float
    unit: str

    @property
    def missed(self) -> bool:
        """Whether the goal is missed by half or more."""
        return self.value > self.goal * 1.5

    def __str__(self) -> str:
        verdict = "ok" if self.value <= self.goal else "MISSED BY HALF" if self.missed else "over"
        return f"{self.what:<62} {self.value:8.2f} {self.unit:<3} goal {self.goal:6.2f}  {verdict}"


def frame(command: Sequence[str], words: str, environment: dict[str, str]) -> tuple[float, int]:
    """Seconds to the first frame with these words, and kilobytes held then."""
    terminal = Terminal(command, environment=environment)
    seconds = terminal.wait_for(words)
    terminal.quiet(0.6)
    memory = terminal.memory()
    terminal.leave()
    return seconds, memory


def beside(command: Sequence[str], words: str, environment: dict[str, str]) -> tuple[float, float]:
    """Medians of the pairwise ratios to the bare app: first frame and memory."""
    times, memories = [], []
    for n in range(ROUNDS + 1):
        ours, our_memory = frame(command, words, environment)
        bare, bare_memory = frame(HELLO, "Hello", environment)
        if n:
            times.append(ours / bare)
            memories.append(our_memory / bare_memory)
    return statistics.median(times), statistics.median(memories)


def whole_process(command: Sequence[str], environment: dict[str, str]) -> float:
    """Seconds a command takes, the median of several."""
    taken = []
    for n in range(ROUNDS + 1):
        begin = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True, env={**os.environ, **environment})
        if n:
            taken.append(time.perf_counter() - begin)
    return statistics.median(taken)


def key_times(terminal: Terminal, keys: Sequence[str]) -> tuple[float, float]:
    """Milliseconds from a key to the first byte of the answer and to its last; medians."""
    first, last = [], []
    for key in keys:
        terminal.quiet(0.4)
        begin = time.perf_counter()
        at = terminal.press(key)
        while len(terminal.raw) == at and terminal.read(2):
            pass
        first.append(time.perf_counter() - begin)
        end = time.perf_counter()
        while terminal.read(0.2):
            end = time.perf_counter()
        last.append(end - begin)
    return statistics.median(first) * 1000, statistics.median(last) * 1000


def keys_in(path: Path, environment: dict[str, str]) -> dict[str, float]:
    """Milliseconds in the methods place of a file: a letter, the list after it, arrow and page."""
    terminal = Terminal((*KEHITYS, "--db", str(path)), environment=environment)
    terminal.wait_for("Experiments running")
    terminal.quiet(1)
    terminal.press("2")
    terminal.wait_for("Avaus")
    terminal.quiet(1)
    arrow, _ = key_times(terminal, ["\x1b[B"] * 9)
    page, _ = key_times(terminal, ["\x1b[6~"] * 5)
    terminal.press("/")
    echo, listed = key_times(terminal, list("kokeilu"))
    terminal.leave()
    return {"arrow": arrow, "page": page, "echo": echo, "list": listed}


def bare_arrow(environment: dict[str, str]) -> float:
    """Milliseconds for an arrow key in a bare list."""
    terminal = Terminal(BARE_LIST, environment=environment)
    terminal.wait_for("Row 1")
    arrow, _ = key_times(terminal, ["\x1b[B"] * 9)
    terminal.leave()
    return arrow


def best(task: Callable[[], object]) -> float:
    """Milliseconds of the median of several runs."""
    taken = []
    for _turn in range(15):
        begin = time.perf_counter()
        task()
        taken.append(time.perf_counter() - begin)
    return statistics.median(taken) * 1000


def arithmetic() -> list[Figure]:
    """An agenda of 200 blocks, worked out and planned anew."""
    blocks = tuple(
        Block(id=UUID(int=n + 1), kind="talk", title=f"{n}", minutes=10, min_minutes=4,
              start=wall(12, 0) if n == 100 else None)
        for n in range(200)
    )  # fmt: skip
    workshop = Workshop(
        id=UUID(int=1), day_id=UUID(int=2), title="Long", date=date(2026, 11, 24),
        start=wall(8, 0), people=12, blocks=blocks,
    )  # fmt: skip
    begins = datetime(2026, 11, 24, 6, tzinfo=UTC)
    placed = agenda_of(workshop).placed
    run = Run(
        id=UUID(int=1), workshop_id=UUID(int=1), workshop_title="Long", zone="Europe/Helsinki",
        people=12, planned_end=placed[-1].end, facts=(Fact(seq=1, at=begins, kind="start",
        run_block_id=UUID(int=1)),),
        blocks=tuple(
            RunBlock(id=p.block.id, n=n, title=p.block.title, kind="talk", minutes=10,
                     planned_start=p.start, fixed=p.block.fixed, min_minutes=4)
            for n, p in enumerate(placed)
        ),
    )  # fmt: skip
    now = datetime(2026, 11, 24, 6, 30, tzinfo=UTC)
    return [
        Figure("agenda of 200 blocks recomputed", best(lambda: agenda_of(workshop)), 5, "ms"),
        Figure("the same re-planned, all strategies", best(lambda: plans(run, now, None)), 5, "ms"),
    ]


def imports(folder: Path) -> list[Figure]:
    """A toolkit of a thousand methods and one of ten thousand, from files to the lists."""
    found = []
    # As the command does it.
    gc.set_threshold(100_000)
    for n, goal in ((1_000, 3), (10_000, 30)):
        kit = folder / f"suuri-{n}"
        many_methods.write(kit, n)
        database = Database(folder / f"import-{n}.db")
        take_in(database)
        begin = time.perf_counter()
        brought = bring(kit, database.read)
        assert brought.toolkit is not None
        database.write(partial(import_toolkit, toolkit=brought.toolkit))
        taken = time.perf_counter() - begin
        database.close()
        found.append(Figure(f"a toolkit of {n:,} methods imported", taken, goal, "s"))
    return found


def main() -> int:
    """Measures everything and prints it."""
    figures = arithmetic()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        figures += imports(folder)
        environment = {
            "KEHITYS_CONFIG": str(folder / "config"),
            "KEHITYS_DATA": str(folder / "data"),
            "KEHITYS_LANG": "en",
            # What is installed is compiled once; some machines forbid that in the checkout.
            "PYTHONDONTWRITEBYTECODE": "",
        }
        files = {n: folder / f"{n}.db" for n in (200, 1_000, 10_000, 100_000)}
        people: dict[str, str] = {}
        for n, path in files.items():
            people |= make(path, methods=n, experiments=min(n, 10_000))
        (folder / "config").mkdir()
        (folder / "config" / "settings.json").write_text(json.dumps({"people": people}))
        bare, _ = frame(HELLO, "Hello", environment)
        print(f"{platform.platform()}, Python {platform.python_version()}, {os.cpu_count()} cores")
        print(f"bare Textual hello: {bare * 1000:.0f} ms to the first frame\n")
        shell, _ = beside((*KEHITYS, "--db", str(folder / "none.db")), "Kehitys", environment)
        figures.append(Figure("first frame with the shell, beside the bare app", shell, 1.25, "x"))
        for n in (1_000, 100_000):
            command = (*KEHITYS, "--db", str(files[n]))
            data, memory = beside(command, "Experiments running", environment)
            figures.append(Figure(f"first frame with data, {n:,} methods", data, 1.6, "x"))
            figures.append(Figure(f"memory at the first screen, {n:,} methods", memory, 1.9, "x"))
        nothing = whole_process((PYTHON, "-c", "pass"), environment)
        for option in ("--help", "--version"):
            ratio = whole_process((*KEHITYS, option), environment) / nothing
            figures.append(Figure(f"kehitys {option}, beside python -c pass", ratio, 6, "x"))
        small, middle, large = (keys_in(files[n], environment) for n in (200, 10_000, 100_000))
        bare_key = bare_arrow(environment)
        figures += [
            Figure("a letter in a search over 10,000 methods: its echo", middle["echo"], 15, "ms"),
            Figure("a letter in a search over 10,000 methods: the list", middle["list"], 50, "ms"),
            Figure("the same over 100,000, beside 200", large["list"] / small["list"], 1.5, "x"),
            Figure("arrow key in a list of 100,000", large["arrow"], 15, "ms"),
            Figure("page key in a list of 100,000", large["page"], 20, "ms"),
            Figure("arrow key beside the bare widget", large["arrow"] / bare_key, 2, "x"),
        ]
    print("\n".join(map(str, figures)))
    return 1 if any(figure.missed for figure in figures) else 0


if __name__ == "__main__":
    sys.exit(main())

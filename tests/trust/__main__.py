"""Runs the trust harnesses and prints their table: `python -m tests.trust [--full] [--only NAME]`.

The short run is for every day, the full one for a release. Exit code 1 when anything was lost,
doubled or half, or reached a person raw. Real processes are killed with signal 9, real files are
opened again; no clock and no kill is mocked.
"""

from __future__ import annotations

import argparse
import importlib
import os
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial

from tests.trust.tally import Row, added, table

Part = Callable[[int, int], Row]
"""Runs so many rounds from a seed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Harness:
    """One line of the table."""

    name: str
    run: Part
    short: int
    full: int


def _of(module: str, function: str = "run", *before: object) -> Part:
    """A harness that is imported when it is run."""
    return partial(_call, module, function, before)


def _call(module: str, function: str, before: Sequence[object], rounds: int, seed: int) -> Row:
    made: Row = getattr(importlib.import_module(f"tests.trust.{module}"), function)(
        *before, rounds, seed
    )
    return made


def _fuzz(module: str, rounds: int, seed: int) -> Row:
    try:
        made: Row = _call(module, "run", (), rounds, seed)
    except ModuleNotFoundError as missing:
        if missing.name != f"tests.trust.{module}":
            raise
        return Row(harness=module.replace("_", " "), note="not written yet")
    return made


HARNESSES = (
    Harness(name="live", run=_of("kill_operations", "run", "live"), short=20, full=400),
    Harness(name="edits", run=_of("kill_operations", "run", "edits"), short=20, full=400),
    Harness(name="commands", run=_of("kill_operations", "run_commands"), short=10, full=100),
    Harness(name="import", run=_of("kill_imports"), short=6, full=400),
    Harness(name="migration", run=_of("kill_migrations"), short=14, full=500),
    Harness(name="backups", run=_of("kill_backups"), short=5, full=300),
    Harness(name="exports", run=_of("kill_exports"), short=8, full=300),
    Harness(name="power", run=_of("power_cut"), short=50, full=1_000),
    Harness(name="histories", run=_of("histories"), short=30, full=10_000),
    Harness(name="resume", run=_of("live_resume"), short=2, full=50),
    Harness(name="bytes", run=_of("pty_bytes"), short=2, full=16),
    Harness(name="yaml", run=partial(_fuzz, "fuzz_yaml"), short=2_000, full=100_000),
    Harness(name="csv", run=partial(_fuzz, "fuzz_csv"), short=2_000, full=100_000),
    Harness(name="xlsx", run=partial(_fuzz, "fuzz_xlsx"), short=200, full=20_000),
)
"""The kills of live, edits, commands and import together are a thousand in the full run."""


def run(harness: Harness, rounds: int, seed: int, jobs: int) -> Row:
    """A harness in as many processes as there may be, each from a seed of its own."""
    parts = [rounds // jobs + (n < rounds % jobs) for n in range(jobs)]
    with ProcessPoolExecutor(jobs) as pool:
        begun = [
            pool.submit(harness.run, part, seed * 1_000 + n) for n, part in enumerate(parts) if part
        ]
        return added([part.result() for part in begun])


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs what was asked for and prints the table; gives the exit code."""
    reader = argparse.ArgumentParser(prog="python -m tests.trust", description=__doc__)
    names = [harness.name for harness in HARNESSES]
    reader.add_argument("--full", action="store_true", help="the counts of a release")
    reader.add_argument("--only", nargs="+", choices=names, metavar="NAME", help=", ".join(names))
    reader.add_argument("--seed", type=int, default=1)
    reader.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    reader.add_argument("--rounds", type=int, help="so many rounds, whatever the harness")
    asked = reader.parse_args(arguments)
    rows = []
    for harness in HARNESSES:
        if asked.only and harness.name not in asked.only:
            continue
        rounds = asked.rounds or (harness.full if asked.full else harness.short)
        begin = time.perf_counter()
        print(f"{harness.name}: {rounds:,} rounds …", file=sys.stderr, flush=True)
        rows.append(run(harness, rounds, asked.seed, asked.jobs))
        told = f"{harness.name}: {rows[-1].verdict} in {time.perf_counter() - begin:.0f} s"
        print(told, file=sys.stderr, flush=True)
    print(table(rows))
    return int(any(row.verdict == "FAILED" for row in rows))


if __name__ == "__main__":
    sys.exit(main())

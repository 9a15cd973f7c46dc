"""Rounds of broken files against a reader: no raw exception, none slow, none large."""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Callable
from random import Random

from tests.trust.tally import Row, Tally, table

SLOW = 3.0
"""Seconds that no file may take to be read or refused (trust, promise 7)."""
LARGE = 200
"""Megabytes that reading may take on top of what the process had."""


def fuzz(
    harness: str,
    rounds: int,
    seed: int,
    make: Callable[[Random], bytes],
    read: Callable[[bytes], bool],
) -> Row:
    """`rounds` files from `make` given to `read`, which says whether it took the file.

    A round is made again by its own number: `Random(f"{seed}.{n}")`.
    """
    tally = Tally(harness)
    taken = 0
    gc.collect()
    before = peak_megabytes()
    for n in range(rounds):
        raw = make(Random(f"{seed}.{n}"))
        begin = time.perf_counter()
        try:
            taken += read(raw)
        except Exception as fault:
            tally.fault("raw", f"round {seed}.{n}: {type(fault).__name__}: {fault}"[:300])
        tally.took(time.perf_counter() - begin)
        tally.rounds += 1
    grown = peak_megabytes() - before
    tally.note = f"{taken:,} taken, {tally.rounds - taken:,} refused, {grown} MB more"
    if grown > LARGE:
        tally.fault("raw", f"{grown} MB more memory")
    return tally.row()


def peak_megabytes() -> int:
    """The most memory this process has had; 0 where nobody says."""
    try:
        import resource
    except ImportError:
        return 0
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit // 1_000_000


def main(run: Callable[[int, int], Row]) -> None:
    """`python -m tests.trust.fuzz_… ROUNDS [SEED]` prints the row of the table."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 2_000
    row = run(rounds, int(sys.argv[2]) if len(sys.argv) > 2 else 1)
    print(table([row]))
    sys.exit(row.verdict == "FAILED" or row.slowest > SLOW)

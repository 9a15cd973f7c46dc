"""Ending a real process at a random moment, and what it had said by then."""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ENTRY = (sys.executable, "-m", "kehitys")
"""The program by its entry point."""

TOP = Path(__file__).parents[2]


@dataclass(slots=True, kw_only=True)
class Ended:
    """What a process said before it ended."""

    killed: bool
    """Whether it was still running when it was killed."""
    code: int
    told: bytes = b""
    complained: bytes = b""
    lines: list[dict[str, Any]] = field(default_factory=list)
    """Its whole lines of JSON."""


def seconds_alone(command: Sequence[str], environment: Mapping[str, str]) -> float:
    """How long a program takes when it is left alone; raises `CalledProcessError` when it fails."""
    begin = time.perf_counter()
    subprocess.run(
        command, cwd=TOP, check=True, capture_output=True,
        env={**os.environ, "PYTHONPATH": str(TOP), **environment},
    )  # fmt: skip
    return time.perf_counter() - begin


def run_and_kill(
    command: Sequence[str],
    environment: Mapping[str, str],
    *,
    after: float,
    ready: bytes = b"",
    when: tuple[Path, str] | None = None,
) -> Ended:
    """Starts a program and kills it with signal 9 after so many seconds.

    They are counted from the start, or from when it has said `ready`, or from when something
    stands in the folder of `when` that is named like its pattern. What it wrote into the pipe
    before it died is all read.
    """
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=TOP,
        env={**os.environ, "PYTHONPATH": str(TOP), **environment},
    )
    assert process.stdout is not None
    assert process.stderr is not None
    told = b""
    deadline = None if ready or when else time.monotonic() + after
    given_up = time.monotonic() + 60
    out = process.stdout.fileno()
    while process.poll() is None:
        now = time.monotonic()
        if deadline is None and _has_come(ready, told, when):
            deadline = now + after
        if now > given_up or (deadline is not None and now >= deadline):
            break
        wait = 0.001 if deadline is None else min(0.02, deadline - now)
        if select.select([out], [], [], max(0.0, wait))[0]:
            came = os.read(out, 1 << 16)
            if not came:
                break
            told += came
    killed = process.poll() is None and (deadline is None or time.monotonic() >= deadline)
    if killed:
        os.kill(process.pid, signal.SIGKILL)
    rest, complained = process.communicate()
    told += rest
    return Ended(
        killed=killed and process.returncode == -signal.SIGKILL,
        code=process.returncode,
        told=told,
        complained=complained,
        lines=_lines(told),
    )


def _has_come(ready: bytes, told: bytes, when: tuple[Path, str] | None) -> bool:
    if ready:
        return ready in told
    return when is not None and any(when[0].glob(when[1]))


def _lines(told: bytes) -> list[dict[str, Any]]:
    lines = []
    for line in told.split(b"\n")[:-1]:
        try:
            value = json.loads(line)
        except ValueError:
            continue
        if isinstance(value, dict):
            lines.append(value)
    return lines

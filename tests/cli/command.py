"""The command line as it is run: in this process, or in one of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from kehitys.cli.main import main

PROGRAM = "from kehitys.cli.main import main; main()"
LOADED = """
import sys, atexit
names = {names!r}
atexit.register(lambda: print("LOADED", *[n for n in names if n in sys.modules]))
"""


def run(*arguments: str | Path) -> int:
    """Runs the command line and gives its exit code."""
    with pytest.raises(SystemExit) as left:
        main([str(argument) for argument in arguments])
    return int(left.value.code or 0)


def apart(*arguments: str | Path, before: str = "") -> subprocess.CompletedProcess[str]:
    """Runs the program in a process of its own, after some lines of Python."""
    return subprocess.run(
        [sys.executable, "-c", before + PROGRAM, *map(str, arguments)],
        capture_output=True, text=True, env={**os.environ, "KEHITYS_LANG": "en"},
    )  # fmt: skip


def loaded(names: tuple[str, ...], *arguments: str | Path) -> set[str]:
    """Which of the modules a command imports."""
    done = apart(*arguments, before=LOADED.format(names=names))
    assert done.returncode == 0, done.stderr
    return set(done.stdout.splitlines()[-1].split()[1:])

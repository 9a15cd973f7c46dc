"""How the command line answers each file of a folder: `python -m tests.hostile.answering …`.

Each file is handed over in a process of its own, forked from one that has loaded everything, so
that a crash, a hang or a flood of memory is that file's alone.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from hashlib import file_digest
from pathlib import Path

CAN_FORK = hasattr(os, "fork")
LONGEST = 6
"""Seconds of work after which a process is stopped."""
ROOM = 1_500_000_000
"""Bytes of addresses a process may take on top of what it has."""


@dataclass(frozen=True)
class Answer:
    """What became of one file."""

    name: str
    code: int
    """The exit code; negative when a signal ended it."""
    out: str
    err: str
    seconds: float
    megabytes: int
    """What it took on top of what the process had."""
    touched: bool
    """Whether the file is another than before."""


def answers(paths: Sequence[Path], *arguments: str) -> list[Answer]:
    """The answer to each file; `{}` in the arguments stands for its path."""
    asked = json.dumps({"paths": [str(path) for path in paths], "arguments": arguments})
    done = subprocess.run(
        [sys.executable, "-m", "tests.hostile.answering"],
        input=asked,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "KEHITYS_LANG": "en"},
    )
    assert done.returncode == 0, done.stderr
    return [Answer(**json.loads(line)) for line in done.stdout.splitlines()]


def _answer(path: Path, arguments: Sequence[str]) -> Answer:
    before = _fingerprint(path)
    held = _held()
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        begin = time.perf_counter()
        child = os.fork()
        if child == 0:
            _run(path, arguments, out.fileno(), err.fileno())
        _child, status, used = os.wait4(child, 0)
        seconds = time.perf_counter() - begin
        out.seek(0)
        err.seek(0)
        unit = 1 if sys.platform == "darwin" else 1024
        return Answer(
            name=path.parent.name if path.name == "kehitys.db" else path.stem,
            code=os.waitstatus_to_exitcode(status),
            out=out.read(20_000).decode("utf-8", "replace"),
            err=err.read(20_000).decode("utf-8", "replace"),
            seconds=round(seconds, 3),
            megabytes=max(0, used.ru_maxrss * unit - held) // 1_000_000,
            touched=_fingerprint(path) != before,
        )


def _fingerprint(path: Path) -> str:
    # In stretches: what this process once held would be counted as its children's.
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def _held() -> int:
    """The bytes of memory that this process has now and a fork of it begins with."""
    import resource

    if sys.platform == "linux":
        pages = int(Path("/proc/self/statm").read_text().split()[1])
        return pages * resource.getpagesize()
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def _run(path: Path, arguments: Sequence[str], out: int, err: int) -> None:
    """Runs the command line as the child, and never comes back."""
    import resource

    from kehitys.cli.main import main

    os.dup2(out, 1)
    os.dup2(err, 2)
    code = 99
    try:
        resource.setrlimit(resource.RLIMIT_CPU, (LONGEST, LONGEST + 5))
        if sys.platform == "linux":
            pages = int(Path("/proc/self/statm").read_text().split()[0])
            room = pages * resource.getpagesize() + ROOM
            resource.setrlimit(resource.RLIMIT_AS, (room, room))
        main([argument.replace("{}", str(path)) for argument in arguments])
    except SystemExit as left:
        code = int(left.code or 0)
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _load() -> None:
    """Loads what the commands load, so that the memory of a file is its own."""
    import openpyxl  # noqa: F401

    import kehitys.cli.check
    import kehitys.cli.methods
    import kehitys.cli.network
    import kehitys.cli.toolkit
    import kehitys.files.library
    import kehitys.files.roster_lines
    import kehitys.files.sheets.xlsx
    import kehitys.files.toolkits
    import kehitys.operations.roster
    import kehitys.store.checking
    import kehitys.store.database  # noqa: F401


if __name__ == "__main__":
    _load()
    wanted = json.load(sys.stdin)
    for each in wanted["paths"]:
        print(json.dumps(asdict(_answer(Path(each), wanted["arguments"]))), flush=True)

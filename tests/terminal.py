"""A real terminal for tests: a program in a pty, its bytes, its keys and its clock. POSIX only."""

from __future__ import annotations

import fcntl
import glob
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

KEHITYS = (sys.executable, "-c", "from kehitys.cli.main import main; main()")
"""How the program is started by its entry point."""

ESCAPE = re.compile(
    rb"\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[PX^_].*?\x1b\\|\x1b\[[0-?]*[ -/]*[@-~]|"
    rb"\x1b[()][A-Z0-9]|\x1b[ -/]*[0-~]",
    re.S,
)
ANSWERS = (
    (re.compile(rb"\x1b\[0?c"), b"\x1b[?62;22c"),
    (re.compile(rb"\x1b\[6n"), b"\x1b[1;1R"),
    (re.compile(rb"\x1b\[\?2026\$p"), b"\x1b[?2026;2$y"),
    (re.compile(rb"\x1b\[\?2048\$p"), b"\x1b[?2048;0$y"),
    (re.compile(rb"\x1b\[\?u"), b"\x1b[?0u"),
)
"""What a terminal says when it is asked, so that a program need not wait for it."""

LONGEST_QUESTION = len(b"\x1b[?2026$p")
"""Of how many bytes what was read last may hold the beginning of a question."""

LOOK, LOOKS = 0.02, 7
"""Seconds between looks whether a program has come to rest, and how many must find that it has.

Longer than an escape waits to be a key of its own, and than the app puts off a drawing.
"""


@dataclass
class Terminal:
    """A program running in a pty of its own."""

    command: Sequence[str]
    size: tuple[int, int] = (120, 40)
    environment: Mapping[str, str] = field(default_factory=dict)
    raw: bytes = b""

    def __post_init__(self) -> None:
        self.began = time.perf_counter()
        columns, rows = self.size
        size = struct.pack("HHHH", rows, columns, 0, 0)
        self.pid, self._file = pty.fork()
        if self.pid == 0:
            # Before the program begins, which may look at once.
            fcntl.ioctl(0, termios.TIOCSWINSZ, size)
            # readline, which pytest loads, puts COLUMNS into the environment as C has it, which
            # the workers of a run with several get as their own: the terminal's size counts.
            environment = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
            for name in ("COLUMNS", "LINES"):
                environment.pop(name, None)
            try:
                os.execvpe(self.command[0], list(self.command), {**environment, **self.environment})
            finally:
                os._exit(127)
        self.ended = False

    def text(self, since: int = 0) -> str:
        """What was written, without escape sequences."""
        return re.sub(rb"[\x00-\x1f\x7f]", b" ", ESCAPE.sub(b" ", self.raw[since:])).decode(
            "utf-8", "replace"
        )

    def wait_for(self, words: str, *, since: int = 0, within: float = 20) -> float:
        """Reads until the words have been written; seconds from the start to that moment."""
        wanted = re.compile(words)
        deadline = time.perf_counter() + within
        while time.perf_counter() < deadline and not self.ended:
            if wanted.search(self.text(since)):
                return time.perf_counter() - self.began
            self.read(0.2)
        if wanted.search(self.text(since)):
            return time.perf_counter() - self.began
        raise AssertionError(f"never saw {words!r}; the end was {self.text()[-400:]!r}")

    def quiet(self, seconds: float = 0.25, within: float = 10) -> None:
        """Reads until nothing has been written for so long."""
        deadline = time.perf_counter() + within
        while time.perf_counter() < deadline and self.read(seconds):
            pass

    def settle(self, within: float = 30) -> None:
        """Reads until the program has nothing to do but wait, however slow the machine is."""
        deadline = time.perf_counter() + within
        quiet = 0
        while quiet < LOOKS and time.perf_counter() < deadline and not self.ended:
            quiet = 0 if self.read(LOOK) or self._busy() else quiet + 1

    def rest(self, within: float = 30) -> None:
        """Waits, without reading, until the program has nothing to do but wait."""
        deadline = time.perf_counter() + within
        quiet = 0
        while quiet < LOOKS and time.perf_counter() < deadline:
            time.sleep(LOOK)
            quiet = 0 if self._busy() else quiet + 1

    def _busy(self) -> bool:
        """Whether a thread of it runs, would like to, or waits for the disk."""
        for thread in glob.glob(f"/proc/{self.pid}/task/*/stat"):
            try:
                with open(thread) as stat:
                    if stat.read().rpartition(")")[2].split()[0] != "S":
                        return True
            except OSError:
                return True
        return False

    def read(self, seconds: float) -> bool:
        """Reads what comes within so many seconds; whether anything came."""
        if self.ended or not select.select([self._file], [], [], seconds)[0]:
            return False
        try:
            came = os.read(self._file, 1 << 16)
        except OSError:
            came = b""
        if not came:
            self.ended = True
            return False
        heard = max(0, len(self.raw) - LONGEST_QUESTION + 1)
        self.raw += came
        for asked, answer in ANSWERS:
            # What the end of the last piece had whole was answered then.
            for question in asked.finditer(self.raw, heard):
                if question.end() > len(self.raw) - len(came):
                    os.write(self._file, answer)
        return True

    def press(self, keys: str) -> int:
        """Types; gives where what is written next begins."""
        at = len(self.raw)
        os.write(self._file, keys.encode())
        return at

    def memory(self) -> int:
        """Kilobytes the program holds."""
        with open(f"/proc/{self.pid}/status") as status:
            return int(re.search(r"VmRSS:\s+(\d+)", status.read())[1])  # type: ignore[index]

    def exit_code(self, within: float = 20) -> int:
        """Reads until the program ends by itself, and gives what it told the shell."""
        deadline = time.perf_counter() + within
        while not self.ended and time.perf_counter() < deadline:
            self.read(0.1)
        if not self.ended:
            self.kill()
            raise AssertionError(f"it never ended; the end was {self.text()[-400:]!r}")
        _pid, status = os.waitpid(self.pid, 0)
        os.close(self._file)
        return os.waitstatus_to_exitcode(status)

    def kill(self) -> None:
        """Ends it at once, as when the battery is out."""
        self._end(signal.SIGKILL)

    def leave(self) -> None:
        """Presses ctrl+q and waits for the end; kills what does not end."""
        try:
            self.press("\x11")
            deadline = time.perf_counter() + 3
            while not self.ended and time.perf_counter() < deadline:
                self.read(0.1)
        except OSError:
            self.ended = True
        self._end(signal.SIGKILL)

    def _end(self, sign: signal.Signals) -> None:
        try:
            os.kill(self.pid, sign)
            os.waitpid(self.pid, 0)
        except (ProcessLookupError, ChildProcessError):
            pass
        os.close(self._file)
        self.ended = True

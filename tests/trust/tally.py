"""What a harness counts, and the row of the table that it becomes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

MOST_TOLD = 5
"""How many faults of each kind are told in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One harness in the table."""

    harness: str
    rounds: int = 0
    acknowledged: int = 0
    """How many things were said to be safe."""
    lost: int = 0
    doubled: int = 0
    half: int = 0
    raw: int = 0
    """Faults that reached a person as a traceback, or bytes that reached a terminal."""
    slowest: float = 0.0
    """Seconds of the slowest answer: opening after a kill, or reading a file."""
    counts: Mapping[str, int] = field(default_factory=dict)
    """How many there were of each kind, by what they are called."""
    note: str = ""
    """What else there is to know, or why nothing was run."""
    faults: tuple[str, ...] = ()

    @property
    def verdict(self) -> str:
        """ok, FAILED, or not run."""
        if self.lost or self.doubled or self.half or self.raw or self.faults:
            return "FAILED"
        return "ok" if self.rounds else "not run"


@dataclass(slots=True)
class Tally:
    """Counts the faults of a harness while it runs."""

    harness: str
    rounds: int = 0
    acknowledged: int = 0
    slowest: float = 0.0
    counts: Counter[str] = field(default_factory=Counter)
    note: str = ""
    found: dict[str, int] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    def fault(self, kind: str, told: str, count: int = 1) -> None:
        """Counts a fault: lost, doubled, half or raw."""
        self.found[kind] = self.found.get(kind, 0) + count
        if self.found[kind] <= MOST_TOLD * count:
            self.faults.append(f"{kind}: {told}")

    def took(self, seconds: float) -> None:
        """Remembers the slowest answer."""
        self.slowest = max(self.slowest, seconds)

    def row(self) -> Row:
        """The row of the table."""
        return Row(
            harness=self.harness,
            rounds=self.rounds,
            acknowledged=self.acknowledged,
            lost=self.found.get("lost", 0),
            doubled=self.found.get("doubled", 0),
            half=self.found.get("half", 0),
            raw=self.found.get("raw", 0),
            slowest=self.slowest,
            counts=dict(self.counts),
            note=self.note,
            faults=tuple(self.faults),
        )


def added(rows: Sequence[Row]) -> Row:
    """One row of several parts of the same harness."""
    first, *others = rows
    for row in others:
        first = replace(
            first,
            rounds=first.rounds + row.rounds,
            acknowledged=first.acknowledged + row.acknowledged,
            lost=first.lost + row.lost,
            doubled=first.doubled + row.doubled,
            half=first.half + row.half,
            raw=first.raw + row.raw,
            slowest=max(first.slowest, row.slowest),
            counts=dict(Counter(first.counts) + Counter(row.counts)),
            note=first.note if row.note in first.note else f"{first.note}; {row.note}",
            faults=(*first.faults, *row.faults),
        )
    return first


def table(rows: Iterable[Row]) -> str:
    """The table, ready to print, with the faults told below it."""
    rows = list(rows)
    notes = [
        "; ".join(
            filter(None, (", ".join(f"{n} {what}" for what, n in row.counts.items()), row.note))
        )
        for row in rows
    ]
    heads = ("harness", "rounds", "acknowledged", "lost", "doubled", "half", "raw", "slowest")
    lines = [f"{heads[0]:<24}" + "".join(f"{head:>13}" for head in heads[1:]) + "  verdict"]
    for row, note in zip(rows, notes, strict=True):
        counts = (row.rounds, row.acknowledged, row.lost, row.doubled, row.half, row.raw)
        lines.append(
            f"{row.harness:<24}"
            + "".join(f"{count:>13,}" for count in counts)
            + f"{row.slowest:>11.2f} s"
            + f"  {row.verdict}"
            + (f" ({note})" if note else "")
        )
    told = [f"{row.harness}: {fault}" for row in rows for fault in row.faults]
    return "\n".join([*lines, *([""] if told else []), *told])

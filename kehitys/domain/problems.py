"""What can go wrong that a person can put right."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass


class Problem(Exception):
    """Something the person can put right, told in a sentence that says what to do."""

    def __init__(self, msgid: str, /, **values: object) -> None:
        super().__init__(msgid)
        self.msgid = msgid
        """The English sentence with `%(name)s` places, the key to its translations."""
        self.values = values
        """What stands in the places of the sentence."""

    def __str__(self) -> str:
        return self.msgid % self.values if self.values else self.msgid


class Stale(Problem):
    """Another change came between what the person saw and what they did."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One thing wrong in a file, with the place where it stands."""

    file: str
    line: int
    """Counted from 1; 0 when the fault is of the whole file."""
    field: str
    """The dotted way to the field, empty for the whole file."""
    problem: str
    """The English sentence with `%(name)s` places, the key to its translations."""
    values: dict[str, object] = dataclasses.field(default_factory=dict)
    """What stands in the places of the sentence."""

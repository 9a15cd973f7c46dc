"""Where in which file a reading stands, and what is wrong there."""

from __future__ import annotations

from dataclasses import dataclass, field

from kehitys.domain.problems import Fault
from kehitys.i18n import LANGUAGES


@dataclass(slots=True, kw_only=True)
class Whereabouts:
    """The file that is read, what its texts must have, and the faults found so far."""

    file: str
    faults: list[Fault]
    languages: tuple[str, ...] = LANGUAGES
    """The languages every text must have."""
    draft: bool = False
    """Whether what a finished file must have may still be missing."""
    further: dict[str, None] = field(default_factory=dict)
    """Languages met that the file need not have, in the order they were met."""


@dataclass(slots=True)
class Place:
    """Where in a file the reading stands; its path is put together only for a fault."""

    of: Whereabouts
    above: Place | None = None
    key: str | int = ""

    @property
    def path(self) -> str:
        """The keys that lead here; items of a list are counted from 1."""
        if self.above is None:
            return str(self.key)
        before = self.above.path
        return f"{before}.{self.key}" if before else str(self.key)

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages every text must have."""
        return self.of.languages

    @property
    def draft(self) -> bool:
        """Whether what a finished file must have may still be missing."""
        return self.of.draft

    def at(self, key: str | int) -> Place:
        """The same, one step deeper."""
        return Place(self.of, self, key)

    def fault(self, line: int, msgid: str, **values: object) -> None:
        """Notes that something is wrong here."""
        self.of.faults.append(
            Fault(file=self.of.file, line=line, field=self.path, problem=msgid, values=values)
        )


def beginning(file: str, faults: list[Fault]) -> Place:
    """The place where the reading of a file begins; its faults go into `faults`."""
    return Place(Whereabouts(file=file, faults=faults))

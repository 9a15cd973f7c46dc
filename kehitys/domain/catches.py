"""What is said in a workshop and written down."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

KINDS = ("idea", "outcome", "parked", "experiment", "decision", "action", "option", "point")


@dataclass(frozen=True, slots=True, kw_only=True)
class Catch:
    """One thing said in a workshop: who takes it on, and what it became."""

    id: UUID
    workshop_id: UUID
    kind: str
    """One of `KINDS`."""
    text: str
    """A paragraph, in the words it was said in."""
    lang: str = ""
    votes: int = 0
    owner_id: UUID | None = None
    owner_name: str = ""
    owner_role: str = ""
    """Who takes it on when that is not a person of the register."""
    due: date | None = None
    became_id: UUID | None = None
    """The experiment it became; `None` again when that was deleted."""
    became_title: str = ""
    caught_at: datetime
    """In UTC."""
    run_block_id: UUID | None = None
    """The block of a run that it was said in."""
    version: int = 1

    @property
    def first_line(self) -> str:
        """What it is called where there is room for one line."""
        return self.text.partition("\n")[0]

    @property
    def owner(self) -> str:
        """Who takes it on: a person's name, or else a role; empty when nobody does."""
        return self.owner_name or self.owner_role

"""What a workshop's report tells."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from kehitys.domain import clock
from kehitys.domain.actuals import Actual
from kehitys.domain.catches import Catch
from kehitys.domain.workshops import Workshop


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """An experiment that came from the workshop."""

    id: UUID
    title: str
    owner_name: str = ""
    review: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A workshop, how it went and what came of it."""

    workshop: Workshop
    began: datetime | None = None
    """When its last run began, in UTC; `None` when it has not been run."""
    ended: datetime | None = None
    """When that run ended, in UTC; `None` while it goes on."""
    actuals: tuple[Actual, ...] = ()
    """How that run went against the plan as it was when the run began."""
    catches: tuple[Catch, ...] = ()
    experiments: tuple[Begun, ...] = ()

    @property
    def day(self) -> date:
        """The day it was held, by the clock on its wall; the planned one when it was not run."""
        if self.began is None:
            return self.workshop.date
        return clock.local(self.began, self.workshop.zone).date()

"""Long work that tells how far it is, and can be stopped."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from kehitys.domain.problems import Problem
from kehitys.i18n import N_

Progress: TypeAlias = Callable[[int, int], None]
"""Is told how many are done of how many; what it raises stops the work and undoes it."""


class Stopped(Problem):
    """The person stopped it; nothing was changed."""

    def __init__(self) -> None:
        super().__init__(N_("Stopped. Nothing was changed."))


def unheard(done: int, total: int) -> None:
    """Progress that nobody listens to."""

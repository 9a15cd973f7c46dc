"""A workshop of three talks to plan."""

from __future__ import annotations

from datetime import time
from functools import partial

import pytest

from kehitys.operations import workshops as workshop_operations
from tests.tui.workshops.planner.screen import DAY, add


@pytest.fixture
def workshop_id(library):
    """A workshop of the talks A, B and C, ten minutes each, that must end at ten."""
    plan = partial(
        workshop_operations.new_workshop,
        title="Solutions",
        day=DAY,
        start=time(9),
        end=time(10),
        people=12,
    )
    made = library.write(plan)[1]
    for title in "ABC":
        add(library, made, title=title)
    return made

"""A workshop, and another window on the file it is in."""

from __future__ import annotations

from functools import partial

import pytest

from kehitys.operations import network as register
from kehitys.operations import workshops as planning
from kehitys.store.database import Database
from tests.tui.two_windows.forms import FACTS


@pytest.fixture
def other(library, clock):
    """Another window, used by Anna Aalto."""
    database = Database(library.path, device="other")
    database.clock = clock
    database.person_id = library.write(partial(register.add_person, name="Anna Aalto"))[1]
    yield database
    database.close()


@pytest.fixture
def workshop_id(library):
    return library.write(partial(planning.new_workshop, **FACTS))[1]

"""The planner as it is opened, and what the file has of its workshop."""

from __future__ import annotations

from datetime import date
from functools import partial

from kehitys.operations import agenda as operations
from kehitys.store import methods, workshops
from kehitys.tui.workshops.planner import Planner
from tests.tui.eye import until

DAY = date(2026, 12, 1)


def add(library, workshop_id, *, kind="talk", minutes=10, **more):
    """Adds a block and gives its id."""
    block = partial(
        operations.add_block, workshop_id=workshop_id, kind=kind, minutes=minutes, **more
    )
    return library.write(block)[1]


async def opened(pilot, settle, workshop_id):
    """The planner over a workshop."""
    await settle(pilot)
    pilot.app.push_screen(Planner(workshop_id))
    await settle(pilot)
    return pilot.app.screen


async def window(pilot, settle, kind):
    """The window of a kind that a key has asked for."""
    await until(pilot, lambda: isinstance(pilot.app.screen, kind))
    await settle(pilot)
    return pilot.app.screen


async def back(pilot, settle, planner):
    """Waits until the planner is shown again."""
    await until(pilot, lambda: pilot.app.screen is planner)
    await settle(pilot)


def stored(library, workshop_id):
    """The workshop as the file has it."""
    return library.read(lambda c: workshops.workshop(c, workshop_id))


def plan_of(library, workshop_id):
    """The titles and minutes of the agenda, in order."""
    return [(block.title, block.minutes) for block in stored(library, workshop_id).blocks]


def titles(library, workshop_id):
    """The titles of the agenda, in order."""
    return [block.title for block in stored(library, workshop_id).blocks]


def method(library, slug):
    """A method of the library, by slug."""
    return library.read(lambda c: methods.by_slug(c, slug))

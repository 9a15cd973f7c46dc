"""A run that has just begun, and clocks that are set by hand."""

from __future__ import annotations

from datetime import date, time

import pytest

from kehitys.operations import agenda, live
from kehitys.operations.workshops import new_workshop
from kehitys.store import methods
from kehitys.tui.workshops import live as live_screen
from kehitys.tui.workshops import live_writing
from tests.tui.eye import SHOWN
from tests.tui.workshops.live.screen import do


@pytest.fixture
def steady(monkeypatch):
    """A steady clock set by hand; wall and steady clock move together through `both`."""

    class Steady:
        now = 100.0

        def __call__(self):
            return self.now

    made = Steady()
    monkeypatch.setattr(live_screen, "monotonic", made)
    monkeypatch.setattr(live_writing, "monotonic", made)
    return made


@pytest.fixture
def both(clock, steady):
    """Moves both clocks on."""

    def tick(seconds):
        clock.tick(seconds)
        steady.now += seconds

    return tick


@pytest.fixture
def workshop_id(library):
    """Five blocks from nine on; the break stands fixed at ten."""

    def plan(tx):
        workshop_id = new_workshop(
            tx, title=f"Day {SHOWN}", day=date(2026, 11, 24), start=time(9), people=12
        )
        agenda.add_block(tx, workshop_id, kind="talk", title="Opening", minutes=10)
        agenda.add_block(tx, workshop_id, kind="talk", title="Ideas", minutes=30)
        agenda.add_block(tx, workshop_id, kind="buffer", minutes=5)
        agenda.add_block(tx, workshop_id, kind="talk", title=f"Choose {SHOWN}", minutes=15)
        lunch = agenda.add_block(tx, workshop_id, kind="break", title="Lunch", minutes=30)
        agenda.fix_start(tx, lunch, time(10))
        agenda.add_block(tx, workshop_id, kind="talk", title="Closing", minutes=20)
        return workshop_id

    return do(library, plan)


@pytest.fixture
def run_id(library, clock, workshop_id):
    """Its run, just begun."""
    return do(library, live.begin, workshop_id, at=clock.now, speak="en")


@pytest.fixture
def dialogue_run(library, clock):
    """A dialogue round, whose first steps are not written down, then a talk."""

    def plan(tx):
        workshop_id = new_workshop(
            tx, title="Dialogue", day=date(2026, 11, 24), start=time(9), people=12
        )
        method = methods.by_slug(tx.connection, "dialogikierros")
        agenda.add_block(tx, workshop_id, kind="talk", title="Welcome", minutes=10)
        agenda.add_block(tx, workshop_id, kind="method", method_id=method.id, minutes=30)
        return workshop_id

    workshop_id = do(library, plan)
    return do(library, live.begin, workshop_id, at=clock.now, speak="en")

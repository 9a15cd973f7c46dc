"""The whole way in Finnish with keys: first start, plan, run, harvest, experiment, undo."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import pytest

from kehitys import i18n
from kehitys.store import catches, experiments, network, runs, workshops
from kehitys.tui.app import Kehitys
from kehitys.tui.experiments.experiments import Experiments
from kehitys.tui.form import Form
from kehitys.tui.pick import Pick
from kehitys.tui.today.today import Today
from kehitys.tui.welcome import Welcome
from kehitys.tui.workshops.harvest import Harvest
from kehitys.tui.workshops.live import LiveRun
from kehitys.tui.workshops.planner import Planner
from tests.tui.mouse import shown
from tests.tui.test_workshops import until

START = datetime(2026, 11, 24, 11, 0, tzinfo=UTC)
"""13.00 in Helsinki on the day of the workshop."""


@pytest.fixture
def app(tmp_path, clock):
    """The app before there is a file, speaking Finnish."""
    i18n.use("fi")
    return Kehitys(tmp_path / "oma.db", new=True, now=clock)


class Hands:
    """Ten fingers on the keyboard, and eyes on the screen."""

    def __init__(self, app, pilot, settle):
        self.app, self.pilot, self._settle = app, pilot, settle

    async def press(self, *keys):
        await self.pilot.press(*keys)
        await self._settle(self.pilot)

    async def write(self, text):
        await self.press(*("space" if letter == " " else letter for letter in text))

    async def fill(self, **values):
        """Goes through a form with tab and writes what is to be written."""
        for name in [each.name for each in self.app.screen._fields]:
            if name in values:
                assert self.app.focused.id == f"field-{name}"
                await self.write(values.pop(name))
            await self.press("tab")
        assert not values

    async def at(self, kind):
        await until(self.pilot, lambda: isinstance(self.app.screen, kind))
        await self._settle(self.pilot)
        return self.app.screen

    async def sees(self, *words):
        for each in words:
            try:
                await until(self.pilot, lambda each=each: each in shown(self.app))
            except AssertionError:
                raise AssertionError(f"never saw {each!r} on\n{shown(self.app)}") from None


async def test_from_the_first_start_to_a_value_in_the_log(app, clock, settle, tmp_path):
    """One facilitator's way through the whole app, each station seen and stored."""
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        hands = Hands(app, pilot, settle)
        await welcome_and_name(app, hands)
        workshop_id = await plan(app, hands)
        clock.now = START
        run_id = await run(app, hands, clock, workshop_id)
        experiment_id = await harvest(app, hands, clock, workshop_id, run_id, tmp_path)
        await experiment(app, hands, experiment_id, workshop_id)
        assert app.is_running


async def welcome_and_name(app, hands):
    await hands.at(Welcome)
    await hands.sees("Kerro")
    print(shown(app))

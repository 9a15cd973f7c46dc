"""What is measured, and the values that are logged."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from kehitys.operations import experiments as operations
from kehitys.tui.form import Form
from tests.tui.experiments.place import opened
from tests.tui.experiments.trials import add, start, stored
from tests.tui.eye import toasts


async def test_m_adds_a_measure_and_later_changes_or_deletes_it(app, library, settle):
    experiment_id = add(library)
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(pilot, settle)
        await pilot.press("m")
        await settle(pilot)
        await pilot.press(*"odotus", "tab", *"min", "ctrl+s")
        await settle(pilot)
        assert [each.unit for each in stored(library, experiment_id).measures] == ["min"]
        await pilot.press("m", "down", "enter")
        await settle(pilot)
        await pilot.press("end", *"aika", "ctrl+s")
        await settle(pilot)
        assert [each.name for each in stored(library, experiment_id).measures] == ["odotusaika"]
        await pilot.press("m", "down", "down", "enter")
        await settle(pilot)
        assert stored(library, experiment_id).measures == ()


async def test_a_value_is_logged_for_today_and_a_wrong_one_is_told_in_the_form(
    app, library, settle
):
    experiment_id, _measure = start(library)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot, settle)
        await pilot.press("l")
        await settle(pilot)
        await pilot.press(*"kymmenen", "ctrl+s")
        await settle(pilot)
        assert isinstance(app.screen, Form)
        await pilot.press("end", "ctrl+u", *"10,5", "ctrl+s")
        await settle(pilot)
        (point,) = stored(library, experiment_id).measures[0].points
        assert (point.on, point.value) == (date(2026, 11, 24), Decimal("10.5"))


async def test_with_two_measures_the_form_asks_which(app, library, settle):
    experiment_id, _measure = start(library)
    library.write(
        lambda tx: operations.add_measure(tx, experiment_id, name="valitukset", role="balancing")
    )
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(pilot, settle)
        await pilot.press("l")
        await settle(pilot)
        await pilot.press("right", "tab", "3", "ctrl+s")
        await settle(pilot)
        counted = {each.name: len(each.points) for each in stored(library, experiment_id).measures}
        assert counted == {"odotus": 0, "valitukset": 1}


async def test_without_a_measure_l_says_which_key_adds_one(app, library, settle):
    add(library)
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(pilot, settle)
        await pilot.press("l")
        await settle(pilot)
        assert "Press m" in toasts(app)

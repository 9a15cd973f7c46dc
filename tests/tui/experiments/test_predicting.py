"""A prediction: written before the start, locked by it, and amended after."""

from __future__ import annotations

from decimal import Decimal

from tests.tui.experiments.place import opened, page_of
from tests.tui.experiments.trials import add, plan, start, stored


async def test_a_prediction_is_written_before_the_start(app, library, settle):
    experiment_id = add(library)
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(pilot, settle)
        await pilot.press("p")
        await settle(pilot)
        await pilot.press(*"Nopeampi", "tab", "right", "tab", *"14,5", "tab", "9", "ctrl+s")
        await settle(pilot)
        (prediction,) = stored(library, experiment_id).predictions
        assert (prediction.direction, prediction.baseline) == ("down", Decimal("14.5"))
        assert "open: locks when the trial starts" in page_of(app)


async def test_starting_locks_the_prediction_and_p_then_amends_it(app, library, settle):
    experiment_id, _measure = plan(library)
    async with app.run_test(size=(120, 60)) as pilot:
        await opened(pilot, settle)
        await pilot.press("s", "enter")
        await settle(pilot)
        await pilot.press("p")
        await settle(pilot)
        assert "stays as it was" in app.screen._note
        await pilot.press("end", *" Vasta keväällä.", "ctrl+s")
        await settle(pilot)
        first, amended = stored(library, experiment_id).predictions
        assert first.text == "Odotus lyhenee."
        assert amended.text == "Odotus lyhenee. Vasta keväällä."
        assert (amended.baseline, amended.target) == (Decimal(14), Decimal(9))
        assert "amended 24 Nov 9:00" in page_of(app)


async def test_an_amendment_that_changes_nothing_is_told_in_the_form(app, library, settle):
    experiment_id, _measure = start(library)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot, settle)
        await pilot.press("p")
        await settle(pilot)
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert "says already" in app.screen.query_one("#form-wrong").content.plain
        assert len(stored(library, experiment_id).predictions) == 1

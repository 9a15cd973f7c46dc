"""An experiment taken from step to step, from the idea to the next round."""

from __future__ import annotations

from kehitys.tui.form import Form
from tests.tui.experiments.place import opened, page_of
from tests.tui.experiments.trials import add, start, stored
from tests.tui.eye import toasts
from tests.tui.keyboard import press


async def test_a_step_that_is_not_ready_says_what_is_missing_and_which_key(app, library, settle):
    experiment_id = add(library)
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(pilot, settle)
        await pilot.press("s", "enter")
        await settle(pilot)
        assert stored(library, experiment_id).state == "planned"
        assert "Before ● running: hypothesis, trial, review date (e)" in page_of(app)
        await pilot.press("s", "enter")
        await settle(pilot)
        assert stored(library, experiment_id).state == "planned"
        assert "p: prediction" in toasts(app)
        assert "m: measure" in toasts(app)


async def test_what_one_key_fills_is_not_said_twice(app, library, settle):
    add(library, problem="")
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(pilot, settle)
        await pilot.press("s", "enter")
        await settle(pilot)
        assert toasts(app).count("problem") == 1
        assert toasts(app).endswith("Press e.")


async def test_deciding_needs_a_learning_and_adapting_leads_to_a_new_round(app, library, settle):
    experiment_id, _measure = start(library)
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(pilot, settle)
        await pilot.press("s", "enter")
        await settle(pilot)
        assert stored(library, experiment_id).state == "study"
        await pilot.press("s", "enter")
        await settle(pilot)
        assert "Predicted · Odotus lyhenee." in app.screen._note
        await pilot.press("right", "right", "tab", *"Kaksi jonoa riittää.", "ctrl+s")
        await settle(pilot)
        assert isinstance(app.screen, Form)
        await pilot.press(*"Toimi puoliksi", "ctrl+s")
        await settle(pilot)
        found = stored(library, experiment_id)
        assert (found.state, found.decision) == ("decided", "adapt")
        await pilot.press("s", "enter")
        await settle(pilot)
        child = stored(library, app.screen.current_id)
        assert (child.state, child.cycle) == ("idea", 2)


async def test_a_decision_not_chosen_is_told_beside_it_and_at_once(app, library, settle):
    experiment_id, _measure = start(library)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot, settle)
        await press(pilot, settle, "s", "enter", "s", "enter")
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert app.screen.query_one("#wrong-decision").has_class("-shown")
        assert app.focused.id == "field-decision"
        assert stored(library, experiment_id).state == "study"


async def test_ending_a_trial_early_asks_why(app, library, settle):
    experiment_id, _measure = start(library)
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(pilot, settle)
        await pilot.press("s", "down", "enter")
        await settle(pilot)
        await pilot.press(*"Tiimi purettiin", "ctrl+s")
        await settle(pilot)
        found = stored(library, experiment_id)
        assert (found.state, found.decision) == ("archived", "unfinished")
        assert found.decision_reason == "Tiimi purettiin"

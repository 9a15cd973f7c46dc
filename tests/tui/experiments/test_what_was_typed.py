"""What was typed into the form of an experiment is kept as it is."""

from __future__ import annotations

from kehitys.store import tables
from kehitys.tui.form import Form
from tests.tui.experiments.place import opened
from tests.tui.experiments.trials import add, stored


async def test_a_text_too_long_to_save_is_refused_and_stays_in_the_form(app, library, settle):
    """A paste of pages is not cut behind one's back; what was typed waits as it was."""
    experiment_id = add(library)
    pages = "Jono on pitkä.\n" * 3_000 + "!"
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot, settle)
        await pilot.press("e", "tab")
        app.screen.query_one("#field-problem").text = pages
        await pilot.press("ctrl+s")
        await settle(pilot)
        form = app.screen
        assert isinstance(form, Form)
        assert "too long: 45,001 characters" in form.query_one("#form-wrong").content.plain
        assert form.query_one("#save").region in form.query_one("#form").region
        await pilot.press("escape")
        await settle(pilot)
        await pilot.press("e")
        await settle(pilot)
        assert app.screen.query_one("#field-problem").text == pages
    assert stored(library, experiment_id).problem == "Odotus on pitkä."


async def test_a_fresh_form_offers_nothing_to_put_back(app, settle):
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot, settle)
        await pilot.press("n")
        await pilot.pause()
        assert not app.screen.query_one("#set-aside").display


async def test_ctrl_q_leaves_from_a_form_and_what_was_typed_waits(app, library, settle):
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot, settle)
        await pilot.press("n")
        await settle(pilot)
        await pilot.press(*"Yksi jono", "ctrl+q")
        await pilot.pause()
        await app.settled()
        assert app._exit
    kept = library.read(lambda c: list(c.execute(tables.draft.select()).mappings()))
    assert [row["text"] for row in kept] == ['["", "Yksi jono"]']

"""The sentences in the corner."""

from __future__ import annotations

import pytest

from tests.tui.eye import HOSTILE, told


@pytest.mark.parametrize("lead", range(46, 58, 2))
async def test_a_number_and_its_unit_stand_on_one_line(app, settle, lead):
    """Wherever the line of the toast ends."""
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        app.tell(f"{'x' * lead} 12\u00a0min ja sitten lisää sanoja, jotta rivejä on monta")
        await settle(pilot)
        assert any("12 min" in line for line in told(app).splitlines())


async def test_a_long_sentence_is_there_to_its_end(app, settle):
    """Broken by us or not, every word of it is shown, and none of it is markup."""
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        words = [f"sana{n}" for n in range(30)]
        app.tell(f"{' '.join(words)} {HOSTILE}", problem=True)
        await settle(pilot)
        on_screen = " ".join(told(app).split())
        assert all(word in on_screen for word in words)
        assert "[Espoo]" in on_screen
        assert "[@click=app.quit]x[/]" in on_screen


async def test_sentences_in_the_corner_never_lie_in_a_heap(app, settle):
    """Ten undos say ten things, one at a time; the screen stays in sight."""
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        for n in range(10):
            app.tell(f"Tehty {n}")
            await pilot.pause()
        await settle(pilot)
        assert [each.message for each in app._notifications] == ["Tehty 9"]


async def test_what_was_done_does_not_take_the_place_of_a_problem(app, settle):
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        app.tell("Levy on täynnä.", problem=True)
        for n in range(3):
            await pilot.pause()
            app.tell(f"Tehty {n}")
        await settle(pilot)
        assert [each.message for each in app._notifications] == ["Levy on täynnä.", "Tehty 2"]

"""The times of an agenda follow what is done to its blocks."""

from __future__ import annotations

from datetime import time

from kehitys.domain.agenda import agenda_of
from kehitys.domain.gate import remarks
from kehitys.tui.workshops.agenda_rows import rows_of
from tests.tui.eye import shown
from tests.tui.workshops.planner.screen import add, opened, plan_of, stored


async def test_times_follow_each_key(app, settle, library, workshop_id):
    """+ and > stretch a block, what follows moves, and one ctrl+z takes the presses back."""
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(pilot, settle, workshop_id)
        assert "9:20" in shown(app)
        assert "30 min to spare" in shown(app)
        await pilot.press("plus", "plus")
        await settle(pilot)
        assert plan_of(library, workshop_id)[0] == ("A", 12)
        assert "9:22" in shown(app)
        assert "28 min to spare" in shown(app)
        await pilot.press("ctrl+z")
        await settle(pilot)
        assert plan_of(library, workshop_id)[0] == ("A", 10)
        await pilot.press("greater_than_sign", "minus", "less_than_sign", "minus")
        await settle(pilot)
        assert plan_of(library, workshop_id)[0] == ("A", 8)


async def test_over_the_end_is_said(app, settle, workshop_id):
    """An agenda longer than the day says by how much, with a sign and words."""
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(pilot, settle, workshop_id)
        for _press in range(8):
            await pilot.press("greater_than_sign")
        await settle(pilot)
        assert "! 10 min over" in shown(app)
        assert "runs 10 minutes past the end" in shown(app)


async def test_a_locked_start_shows_gap_and_overlap(app, settle, library, workshop_id):
    """l nails the start; shortening before it leaves a gap, lengthening an overlap."""
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(pilot, settle, workshop_id)
        await pilot.press("down", "l")
        await settle(pilot)
        assert stored(library, workshop_id).blocks[1].start == time(9, 10)
        assert "start locked" in shown(app)
        await pilot.press("up", "less_than_sign")
        await settle(pilot)
        assert "nothing planned" in shown(app)
        await pilot.press("greater_than_sign", "greater_than_sign")
        await settle(pilot)
        assert "5 min overlap" in shown(app)
        await pilot.press("down", "l")
        await settle(pilot)
        assert stored(library, workshop_id).blocks[1].start is None
        assert "overlap" not in shown(app)


def test_long_blocks_look_long_and_tight_ones_fit(library, workshop_id):
    """A block takes a line for every five minutes, for half an hour when room is short."""
    add(library, workshop_id, title="Long", minutes=90)
    found = stored(library, workshop_id)
    agenda, told = agenda_of(found), remarks(found)
    long_id = found.blocks[-1].id

    def tall(height):
        return sum(row.block_id == long_id for row in rows_of(found, agenda, told, height))

    assert (tall(100), tall(24), tall(5)) == (18, 9, 3)

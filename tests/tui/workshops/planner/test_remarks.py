"""What there is to say of an agenda: beside its blocks, in the head and in the check."""

from __future__ import annotations

from kehitys.store import methods
from kehitys.tui.pick import Pick
from tests.tui.eye import shown
from tests.tui.mouse import Mouse
from tests.tui.workshops.planner.screen import add, back, method, opened, window


async def test_a_misfit_is_told_under_its_block_and_in_the_check(app, settle, library, workshop_id):
    """Too many people for a method: a line under the block, and g lists it and goes there."""
    card = next(
        m for m in library.read(methods.everything) if m.group_size.max and m.group_size.max < 12
    )
    add(library, workshop_id, kind="method", method_id=card.id, minutes=card.minutes.typical)
    async with app.run_test(size=(120, 40)) as pilot:
        planner = await opened(pilot, settle, workshop_id)
        assert "12 are coming" in shown(app)
        await pilot.press("g")
        await window(pilot, settle, Pick)
        await pilot.press(*"coming", "enter")
        await back(pilot, settle, planner)
        assert planner.marked.block.method.id == card.id


async def test_the_head_always_says_whether_the_agenda_is_ready(app, settle, library, workshop_id):
    """Ready, then a remark, counted in the head; a click lists it and enter goes to its place."""
    async with app.run_test(size=(120, 40)) as pilot:
        planner = await opened(pilot, settle, workshop_id)
        mouse = Mouse(pilot, settle)
        await mouse.sees("✓ ready")
        card = method(library, "oppimiskahvila")
        await pilot.press("end")
        add(library, workshop_id, kind="method", method_id=card.id, minutes=30)
        planner.load()
        await mouse.sees("⚠ 1 remark")
        await pilot.press("home")
        await mouse.click("⚠ 1 remark")
        await window(pilot, settle, Pick)
        assert "The day has no ending." in shown(app)
        await pilot.press("enter")
        await back(pilot, settle, planner)
        assert planner.marked.block.method.id == card.id

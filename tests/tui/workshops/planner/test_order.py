"""Blocks carried to another place of the agenda, and taken away."""

from __future__ import annotations

from textual.geometry import Offset

from kehitys.tui.commands import Commands
from kehitys.tui.workshops.agenda_list import AgendaList
from tests.tui.eye import shown
from tests.tui.workshops.planner.screen import opened, titles


async def test_moving_keeps_the_cursor_on_the_block(app, settle, library, workshop_id):
    """shift and ctrl with arrows carry the block; the cursor goes with it."""
    async with app.run_test(size=(80, 24)) as pilot:
        planner = await opened(pilot, settle, workshop_id)
        moved = planner.agenda_list.cursor_id
        await pilot.press("shift+down")
        await settle(pilot)
        await pilot.press("ctrl+down")
        await settle(pilot)
        assert titles(library, workshop_id) == ["B", "C", "A"]
        assert planner.agenda_list.cursor_id == moved
        await pilot.press("ctrl+up")
        await settle(pilot)
        assert titles(library, workshop_id) == ["B", "A", "C"]


async def test_a_block_is_dragged_with_the_mouse(app, settle, library, workshop_id):
    """Pressed, drawn over another and let go, a block takes that one's place."""
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(pilot, settle, workshop_id)
        await pilot.mouse_down(AgendaList, offset=Offset(20, 0))
        await pilot.hover(AgendaList, offset=Offset(20, 4))
        assert "↳" in shown(app)
        await pilot.mouse_up(AgendaList, offset=Offset(20, 4))
        await settle(pilot)
        assert titles(library, workshop_id) == ["B", "C", "A"]
        await pilot.mouse_down(AgendaList, offset=Offset(20, 4))
        await pilot.hover(AgendaList, offset=Offset(20, 0))
        await pilot.mouse_up(AgendaList, offset=Offset(20, 0))
        await settle(pilot)
        assert titles(library, workshop_id) == ["A", "B", "C"]


async def test_deleting_keeps_the_place(app, settle, library, workshop_id):
    """d takes the block away, the cursor stays where it was, ctrl+z brings the block back."""
    async with app.run_test(size=(80, 24)) as pilot:
        planner = await opened(pilot, settle, workshop_id)
        await pilot.press("down", "d")
        await settle(pilot)
        assert titles(library, workshop_id) == ["A", "C"]
        assert planner.marked.block.title == "C"
        await pilot.press("ctrl+z")
        await settle(pilot)
        assert titles(library, workshop_id) == ["A", "B", "C"]


async def test_help_and_palette_tell_moving_a_block_from_moving_the_cursor(
    app, settle, workshop_id
):
    """Both moves are named whole, each with its own keys."""
    async with app.run_test(size=(120, 60)) as pilot:
        await opened(pilot, settle, workshop_id)
        await pilot.press("f1")
        await settle(pilot)
        page = " ".join(shown(app).split())
        assert "⇧↓ ctrl+↓ Move down" in page
        assert "⇧↑ ctrl+↑ Move up" in page
        await pilot.press("escape")
        offered = {words: keys for words, keys, _press in Commands(app.screen)._all()}
        assert (offered["Move up"], offered["Move down"]) == ("⇧↑", "⇧↓")

"""Blocks added, edited, swapped, and saved as methods."""

from __future__ import annotations

from datetime import time
from functools import partial

from kehitys.operations import live
from kehitys.operations import workshops as workshop_operations
from kehitys.tui.form import Form
from kehitys.tui.pick import Pick
from tests.tui.eye import shown, until
from tests.tui.workshops.planner.screen import DAY, add, back, method, opened, stored, window


async def test_adding_a_break_and_a_method_under_the_cursor(app, settle, library, workshop_id):
    """a adds under the block, and the cursor stands on what was added."""
    async with app.run_test(size=(120, 40)) as pilot:
        planner = await opened(pilot, settle, workshop_id)
        await pilot.press("a")
        await window(pilot, settle, Pick)
        await pilot.press(*"break", "enter")
        await back(pilot, settle, planner)
        assert [block.kind for block in stored(library, workshop_id).blocks][1] == "break"
        assert planner.marked.block.kind == "break"
        await pilot.press("a")
        first = await window(pilot, settle, Pick)
        await pilot.press(*"method", "enter")
        await until(pilot, lambda: isinstance(app.screen, Pick) and app.screen is not first)
        await settle(pilot)
        assert "✓" in shown(app)
        await pilot.press("enter")
        await back(pilot, settle, planner)
        await until(pilot, lambda: planner.marked.block.kind == "method")
        assert stored(library, workshop_id).blocks[2].method is not None


async def test_a_new_block_is_given_the_minutes_that_are_usual_here(
    app, settle, library, clock, workshop_id
):
    """After five runs the median is offered beside the instructions, and the block gets it."""
    check_in = method(library, "alkukierros")
    past = library.write(
        partial(workshop_operations.new_workshop, title="Past", day=DAY, start=time(9), people=8)
    )[1]
    add(library, past, kind="method", method_id=check_in.id, minutes=10)
    for minutes in (14, 15, 13, 14, 12):
        begin = partial(live.begin, workshop_id=past, at=clock.now, speak="en")
        run_id = library.write(begin)[1]
        clock.tick(60 * minutes)
        library.write(partial(live.end, run_id=run_id))
    async with app.run_test(size=(120, 40)) as pilot:
        planner = await opened(pilot, settle, workshop_id)
        await pilot.press("a")
        await window(pilot, settle, Pick)
        await pilot.press("enter")
        await until(pilot, lambda: "Suggestion 14 min" in shown(app))
        assert "usual here, by the instructions 10 min" in shown(app)
        await pilot.press(*"check-in", "enter")
        await back(pilot, settle, planner)
        made = next(b for b in stored(library, workshop_id).blocks if b.method is not None)
        assert (made.method.slug, made.minutes) == ("alkukierros", 14)


async def test_swapping_for_a_method_that_fits(app, settle, library, workshop_id):
    """s ranks the methods for the block's minutes and people; the chosen one takes its place."""
    cafe = method(library, "oppimiskahvila")
    block_id = add(library, workshop_id, kind="method", method_id=cafe.id, minutes=45)
    async with app.run_test(size=(120, 40)) as pilot:
        planner = await opened(pilot, settle, workshop_id)
        await pilot.press("end", "s")
        pick = await window(pilot, settle, Pick)
        first = pick.choices.get_option_at_index(0)
        assert "✓" in first.prompt.plain
        assert str(cafe.id) not in [option.id for option in pick.choices.options]
        await pilot.press("enter")
        await back(pilot, settle, planner)
        block = next(b for b in stored(library, workshop_id).blocks if b.id == block_id)
        assert str(block.method.id) == first.id
        assert block.minutes == 45


async def test_editing_a_block(app, settle, library, workshop_id):
    """e opens all of a block; saved, it shows; wrong, the form says what."""
    async with app.run_test(size=(120, 40)) as pilot:
        planner = await opened(pilot, settle, workshop_id)
        await pilot.press("e")
        form = await window(pilot, settle, Form)
        form.query_one("#field-title").value = "Welcome"
        form.query_one("#field-minutes").value = "0"
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert app.screen is form
        form.query_one("#field-minutes").value = "20"
        form.query_one("#field-start").value = "9.30"
        form.query_one("#field-why").text = "Because"
        await pilot.press("ctrl+s")
        await back(pilot, settle, planner)
        block = stored(library, workshop_id).blocks[0]
        assert (block.title, block.minutes, block.start) == ("Welcome", 20, time(9, 30))
        assert "Because" in shown(app)


async def test_a_talk_is_saved_as_a_method_with_m(app, settle, library, workshop_id):
    """The block under the cursor becomes a method of one's own; ctrl+z takes it back."""
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot, settle, workshop_id)
        await pilot.press("m")
        await settle(pilot)
        made = method(library, "a")
        assert (made.own, made.minutes.typical) == (True, 10)
        await pilot.press("ctrl+z")
        await settle(pilot)
        assert method(library, "a") is None

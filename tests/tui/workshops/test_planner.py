"""The planner, by its keys and by the mouse."""

from __future__ import annotations

from datetime import date, time
from functools import partial

import pytest
from textual.geometry import Offset

from kehitys.domain.agenda import agenda_of
from kehitys.domain.gate import remarks
from kehitys.operations import agenda as operations
from kehitys.operations import live
from kehitys.operations import workshops as workshop_operations
from kehitys.store import methods, workshops
from kehitys.tui.commands import Commands
from kehitys.tui.form import Form
from kehitys.tui.pick import Pick
from kehitys.tui.workshops.agenda_list import AgendaList
from kehitys.tui.workshops.agenda_rows import rows_of
from kehitys.tui.workshops.planner import Planner
from tests.tui.eye import HOSTILE, SHOWN, shown, until
from tests.tui.mouse import Mouse

DAY = date(2026, 12, 1)


@pytest.fixture
def workshop_id(library):
    """A workshop of the talks A, B and C, ten minutes each, that must end at ten."""
    plan = partial(
        workshop_operations.new_workshop,
        title="Solutions",
        day=DAY,
        start=time(9),
        end=time(10),
        people=12,
    )
    made = library.write(plan)[1]
    for title in "ABC":
        add(library, made, title=title)
    return made


def add(library, workshop_id, *, kind="talk", minutes=10, **more):
    block = partial(
        operations.add_block, workshop_id=workshop_id, kind=kind, minutes=minutes, **more
    )
    return library.write(block)[1]


def stored(library, workshop_id):
    return library.read(lambda c: workshops.workshop(c, workshop_id))


def plan_of(library, workshop_id):
    """The titles and minutes of the agenda, in order."""
    return [(block.title, block.minutes) for block in stored(library, workshop_id).blocks]


def method(library, slug):
    return library.read(lambda c: methods.by_slug(c, slug))


async def open_planner(app, pilot, settle, workshop_id):
    await settle(pilot)
    app.push_screen(Planner(workshop_id))
    await settle(pilot)
    return app.screen


async def window(app, pilot, settle, kind):
    await until(pilot, lambda: isinstance(app.screen, kind))
    await settle(pilot)
    return app.screen


async def test_times_follow_each_key(app, settle, library, workshop_id):
    """+ and > stretch a block, what follows moves, and one ctrl+z takes the presses back."""
    async with app.run_test(size=(120, 40)) as pilot:
        await open_planner(app, pilot, settle, workshop_id)
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
        await open_planner(app, pilot, settle, workshop_id)
        for _press in range(8):
            await pilot.press("greater_than_sign")
        await settle(pilot)
        assert "! 10 min over" in shown(app)
        assert "runs 10 minutes past the end" in shown(app)


async def test_moving_keeps_the_cursor_on_the_block(app, settle, library, workshop_id):
    """shift and ctrl with arrows carry the block; the cursor goes with it."""
    async with app.run_test(size=(80, 24)) as pilot:
        planner = await open_planner(app, pilot, settle, workshop_id)
        moved = planner.agenda_list.cursor_id
        await pilot.press("shift+down")
        await settle(pilot)
        await pilot.press("ctrl+down")
        await settle(pilot)
        assert [title for title, _ in plan_of(library, workshop_id)] == ["B", "C", "A"]
        assert planner.agenda_list.cursor_id == moved
        await pilot.press("ctrl+up")
        await settle(pilot)
        assert [title for title, _ in plan_of(library, workshop_id)] == ["B", "A", "C"]


async def test_a_block_is_dragged_with_the_mouse(app, settle, library, workshop_id):
    """Pressed, drawn over another and let go, a block takes that one's place."""
    async with app.run_test(size=(120, 40)) as pilot:
        await open_planner(app, pilot, settle, workshop_id)
        await pilot.mouse_down(AgendaList, offset=Offset(20, 0))
        await pilot.hover(AgendaList, offset=Offset(20, 4))
        assert "↳" in shown(app)
        await pilot.mouse_up(AgendaList, offset=Offset(20, 4))
        await settle(pilot)
        assert [title for title, _ in plan_of(library, workshop_id)] == ["B", "C", "A"]
        await pilot.mouse_down(AgendaList, offset=Offset(20, 4))
        await pilot.hover(AgendaList, offset=Offset(20, 0))
        await pilot.mouse_up(AgendaList, offset=Offset(20, 0))
        await settle(pilot)
        assert [title for title, _ in plan_of(library, workshop_id)] == ["A", "B", "C"]


async def test_a_locked_start_shows_gap_and_overlap(app, settle, library, workshop_id):
    """l nails the start; shortening before it leaves a gap, lengthening an overlap."""
    async with app.run_test(size=(120, 40)) as pilot:
        await open_planner(app, pilot, settle, workshop_id)
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


async def test_adding_a_break_and_a_method_under_the_cursor(app, settle, library, workshop_id):
    """a adds under the block, and the cursor stands on what was added."""
    async with app.run_test(size=(120, 40)) as pilot:
        planner = await open_planner(app, pilot, settle, workshop_id)
        await pilot.press("a")
        await window(app, pilot, settle, Pick)
        await pilot.press(*"break", "enter")
        await until(pilot, lambda: app.screen is planner)
        await settle(pilot)
        assert [block.kind for block in stored(library, workshop_id).blocks][1] == "break"
        assert planner.marked.block.kind == "break"
        await pilot.press("a")
        first = await window(app, pilot, settle, Pick)
        await pilot.press(*"method", "enter")
        await until(pilot, lambda: isinstance(app.screen, Pick) and app.screen is not first)
        await settle(pilot)
        assert "✓" in shown(app)
        await pilot.press("enter")
        await until(pilot, lambda: app.screen is planner)
        await settle(pilot)
        await until(pilot, lambda: planner.marked.block.kind == "method")
        assert stored(library, workshop_id).blocks[2].method is not None


async def test_swapping_for_a_method_that_fits(app, settle, library, workshop_id):
    """s ranks the methods for the block's minutes and people; the chosen one takes its place."""
    cafe = method(library, "oppimiskahvila")
    block_id = add(library, workshop_id, kind="method", method_id=cafe.id, minutes=45)
    async with app.run_test(size=(120, 40)) as pilot:
        planner = await open_planner(app, pilot, settle, workshop_id)
        await pilot.press("end", "s")
        pick = await window(app, pilot, settle, Pick)
        first = pick.choices.get_option_at_index(0)
        assert "✓" in first.prompt.plain
        assert str(cafe.id) not in [option.id for option in pick.choices.options]
        await pilot.press("enter")
        await until(pilot, lambda: app.screen is planner)
        await settle(pilot)
        block = next(b for b in stored(library, workshop_id).blocks if b.id == block_id)
        assert str(block.method.id) == first.id
        assert block.minutes == 45


async def test_a_misfit_is_told_under_its_block_and_in_the_check(app, settle, library, workshop_id):
    """Too many people for a method: a line under the block, and g lists it and goes there."""
    card = next(
        m for m in library.read(methods.everything) if m.group_size.max and m.group_size.max < 12
    )
    add(library, workshop_id, kind="method", method_id=card.id, minutes=card.minutes.typical)
    async with app.run_test(size=(120, 40)) as pilot:
        planner = await open_planner(app, pilot, settle, workshop_id)
        assert "12 are coming" in shown(app)
        await pilot.press("g")
        await window(app, pilot, settle, Pick)
        await pilot.press(*"coming", "enter")
        await until(pilot, lambda: app.screen is planner)
        await settle(pilot)
        assert planner.marked.block.method.id == card.id


async def test_the_head_always_says_whether_the_agenda_is_ready(app, settle, library, workshop_id):
    """Ready, then a remark, counted in the head; a click lists it and enter goes to its place."""
    async with app.run_test(size=(120, 40)) as pilot:
        planner = await open_planner(app, pilot, settle, workshop_id)
        mouse = Mouse(pilot, settle)
        await mouse.sees("✓ ready")
        card = library.read(lambda c: methods.by_slug(c, "oppimiskahvila"))
        await pilot.press("end")
        add(library, workshop_id, kind="method", method_id=card.id, minutes=30)
        planner.load()
        await mouse.sees("⚠ 1 remark")
        await pilot.press("home")
        await mouse.click("⚠ 1 remark")
        await window(app, pilot, settle, Pick)
        assert "The day has no ending." in shown(app)
        await pilot.press("enter")
        await until(pilot, lambda: app.screen is planner)
        await settle(pilot)
        assert planner.marked.block.method.id == card.id


async def test_a_new_block_is_given_the_minutes_that_are_usual_here(
    app, settle, library, clock, workshop_id
):
    """After five runs the median is offered beside the instructions, and the block gets it."""
    check_in = library.read(lambda c: methods.by_slug(c, "alkukierros"))
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
        planner = await open_planner(app, pilot, settle, workshop_id)
        await pilot.press("a")
        await window(app, pilot, settle, Pick)
        await pilot.press("enter")
        await until(pilot, lambda: "Suggestion 14 min" in shown(app))
        assert "usual here, by the instructions 10 min" in shown(app)
        await pilot.press(*"check-in", "enter")
        await until(pilot, lambda: app.screen is planner)
        await settle(pilot)
        made = next(b for b in stored(library, workshop_id).blocks if b.method is not None)
        assert (made.method.slug, made.minutes) == ("alkukierros", 14)


async def test_editing_a_block(app, settle, library, workshop_id):
    """e opens all of a block; saved, it shows; wrong, the form says what."""
    async with app.run_test(size=(120, 40)) as pilot:
        planner = await open_planner(app, pilot, settle, workshop_id)
        await pilot.press("e")
        form = await window(app, pilot, settle, Form)
        form.query_one("#field-title").value = "Welcome"
        form.query_one("#field-minutes").value = "0"
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert app.screen is form
        form.query_one("#field-minutes").value = "20"
        form.query_one("#field-start").value = "9.30"
        form.query_one("#field-why").text = "Because"
        await pilot.press("ctrl+s")
        await until(pilot, lambda: app.screen is planner)
        await settle(pilot)
        block = stored(library, workshop_id).blocks[0]
        assert (block.title, block.minutes, block.start) == ("Welcome", 20, time(9, 30))
        assert "Because" in shown(app)


async def test_deleting_keeps_the_place(app, settle, library, workshop_id):
    """d takes the block away, the cursor stays where it was, ctrl+z brings the block back."""
    async with app.run_test(size=(80, 24)) as pilot:
        planner = await open_planner(app, pilot, settle, workshop_id)
        await pilot.press("down", "d")
        await settle(pilot)
        assert [title for title, _ in plan_of(library, workshop_id)] == ["A", "C"]
        assert planner.marked.block.title == "C"
        await pilot.press("ctrl+z")
        await settle(pilot)
        assert [title for title, _ in plan_of(library, workshop_id)] == ["A", "B", "C"]


async def test_the_workshops_own_facts(app, settle, library, workshop_id):
    """w edits the day itself; a later start moves every block."""
    async with app.run_test(size=(120, 45)) as pilot:
        planner = await open_planner(app, pilot, settle, workshop_id)
        await pilot.press("w")
        form = await window(app, pilot, settle, Form)
        form.query_one("#field-start").value = "9.30"
        form.query_one("#field-people").value = "7"
        await pilot.press("ctrl+s")
        await until(pilot, lambda: app.screen is planner)
        await settle(pilot)
        assert stored(library, workshop_id).people == 7
        assert "9:30" in shown(app)
        assert "7 people" in shown(app)


async def test_narrow_reads_the_block_on_its_own(app, settle, workshop_id):
    """At 80 columns enter opens the block alone and esc goes back to the agenda."""
    async with app.run_test(size=(80, 24)) as pilot:
        planner = await open_planner(app, pilot, settle, workshop_id)
        assert not planner.query_one("#block-pane").display
        await pilot.press("enter")
        await settle(pilot)
        assert planner.query_one("#block-pane").display
        await pilot.press("escape")
        assert app.screen is planner
        assert planner.agenda_list.has_focus
        await pilot.press("escape")
        await settle(pilot)
        assert app.screen is not planner


async def test_an_empty_agenda_says_the_first_key(app, settle, library):
    """With no blocks the agenda says which key adds one, and keys for a block do nothing."""
    plan = partial(workshop_operations.new_workshop, title="Bare", day=DAY, start=time(9), people=4)
    bare = library.write(plan)[1]
    async with app.run_test(size=(80, 24)) as pilot:
        await open_planner(app, pilot, settle, bare)
        assert "Press a to add the first block" in shown(app)
        await pilot.press("s", "e", "d", "l", "plus", "shift+up", "f5")
        await settle(pilot)
        assert plan_of(library, bare) == []


async def test_long_blocks_look_long_and_tight_ones_fit(library, workshop_id):
    """A block takes a line for every five minutes, for half an hour when room is short."""
    add(library, workshop_id, title="Long", minutes=90)
    found = stored(library, workshop_id)
    agenda, told = agenda_of(found), remarks(found)
    long_id = found.blocks[-1].id

    def tall(height):
        return sum(row.block_id == long_id for row in rows_of(found, agenda, told, height))

    assert (tall(100), tall(24), tall(5)) == (18, 9, 3)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_strange_text_is_only_text(app, settle, library, workshop_id, size):
    """What looks like markup or a command to the terminal stays text in every field."""
    block_id = stored(library, workshop_id).blocks[0].id
    library.write(
        lambda tx: operations.edit_block(
            tx, block_id, title=HOSTILE, minutes=10, min_minutes=None, max_minutes=None,
            priority="must", grouping=None, lead_id=tx.person_id, why=HOSTILE, note=HOSTILE,
            start=None,
        )
    )  # fmt: skip
    async with app.run_test(size=size) as pilot:
        await open_planner(app, pilot, settle, workshop_id)
        assert SHOWN[:18] in shown(app)
        await pilot.press("enter")
        await settle(pilot)
        assert shown(app).count(SHOWN) >= 2
        assert "\x1b" not in shown(app)
        await pilot.press("escape", "e")
        form = await window(app, pilot, settle, Form)
        form.query_one("#field-note").text = HOSTILE
        await pilot.press("ctrl+s")
        await until(pilot, lambda: app.screen is not form)
        await settle(pilot)
        assert stored(library, workshop_id).blocks[0].note == SHOWN


async def test_a_talk_is_saved_as_a_method_with_m(app, settle, library, workshop_id):
    """The block under the cursor becomes a method of one's own; ctrl+z takes it back."""
    async with app.run_test(size=(80, 24)) as pilot:
        await open_planner(app, pilot, settle, workshop_id)
        await pilot.press("m")
        await settle(pilot)
        made = method(library, "a")
        assert (made.own, made.minutes.typical) == (True, 10)
        await pilot.press("ctrl+z")
        await settle(pilot)
        assert method(library, "a") is None


async def test_help_and_palette_tell_moving_a_block_from_moving_the_cursor(
    app, settle, workshop_id
):
    """Both moves are named whole, each with its own keys."""
    async with app.run_test(size=(120, 60)) as pilot:
        await settle(pilot)
        app.push_screen(Planner(workshop_id))
        await settle(pilot)
        await pilot.press("f1")
        await settle(pilot)
        page = " ".join(shown(app).split())
        assert "⇧↓ ctrl+↓ Move down" in page
        assert "⇧↑ ctrl+↑ Move up" in page
        await pilot.press("escape")
        offered = {words: keys for words, keys, _press in Commands(app.screen)._all()}
        assert (offered["Move up"], offered["Move down"]) == ("⇧↑", "⇧↓")

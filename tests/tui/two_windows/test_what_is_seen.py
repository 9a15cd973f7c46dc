"""What another window does is seen in this one."""

from __future__ import annotations

from functools import partial

from kehitys.operations import agenda, catches, live
from kehitys.operations import workshops as planning
from kehitys.tui.workshops.harvest import Harvest
from kehitys.tui.workshops.planner import Planner
from tests.tui.eye import shown, toasts, until
from tests.tui.two_windows.forms import EARLIER, FACTS, stored


async def test_a_list_stays_on_its_record_when_another_window_adds_above(
    app, other, workshop_id, settle
):
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await pilot.press("3")
        await settle(pilot)
        other.write(partial(planning.new_workshop, **EARLIER))
        await until(pilot, lambda: "Before" in shown(app))
        await settle(pilot)
        assert app.screen.current_id == workshop_id
        assert app.screen.records.cursor == 1


async def test_a_record_deleted_elsewhere_is_told_where_it_was(
    app, library, other, workshop_id, settle
):
    library.write(partial(planning.new_workshop, **FACTS | {"title": "Stays"}))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await pilot.press("3")
        await settle(pilot)
        app.screen.show_record(workshop_id)
        await settle(pilot)
        other.write(partial(planning.delete_workshop, workshop_id=workshop_id))
        await until(pilot, lambda: "Solutions was deleted in another window." in toasts(app))
        assert app.screen.records.current.title == "Stays"


async def test_ones_own_deletion_is_not_told_as_another_windows(app, library, workshop_id, settle):
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await pilot.press("3")
        await settle(pilot)
        await pilot.press("d")
        await settle(pilot)
        await app.look_around().wait()
        await settle(pilot)
        assert stored(library, workshop_id) is None
        assert "Undo with ctrl+z" in toasts(app)
        assert "another window" not in toasts(app)


async def test_the_planner_moves_what_is_there_now(app, library, other, workshop_id, settle):
    """Both move blocks; each key works on the agenda as it stands, not as it was drawn."""
    ids = [
        library.write(
            partial(agenda.add_block, workshop_id=workshop_id, kind="talk", minutes=10, title=each)
        )[1]
        for each in "ABC"
    ]
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await pilot.press("3")
        await settle(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, Planner) and app.screen.workshop)
        await settle(pilot)
        other.write(partial(agenda.move_block, block_id=ids[2], by=-2))
        await pilot.press("shift+down")
        await settle(pilot)
        assert [b.title for b in stored(library, workshop_id).blocks] == ["C", "B", "A"]
        await until(pilot, lambda: [b.title for b in app.screen.workshop.blocks] == ["C", "B", "A"])
        assert app.screen.marked.block.title == "A"
        other.write(partial(agenda.delete_block, block_id=ids[0]))
        await until(pilot, lambda: len(app.screen.workshop.blocks) == 2)
        assert app.screen.marked.block.title in ("B", "C")


async def test_a_run_and_its_harvest_follow_the_other_window(
    app, library, other, workshop_id, settle, clock
):
    library.write(
        partial(agenda.add_block, workshop_id=workshop_id, kind="talk", minutes=10, title="A")
    )
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await pilot.press("3")
        await settle(pilot)
        app.push_screen(Harvest(workshop_id))
        await settle(pilot)
        other.write(
            partial(catches.catch, workshop_id=workshop_id, kind="idea", text="Ticket", lang="en")
        )
        await until(pilot, lambda: "Ticket" in shown(app))
        begin = partial(live.begin, workshop_id=workshop_id, at=clock(), speak="en")
        run_id = other.write(begin)[1]
        other.write(partial(live.end, run_id=run_id))
        await until(pilot, lambda: app.screen._told.ended is not None)

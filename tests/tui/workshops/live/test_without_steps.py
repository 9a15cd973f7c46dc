"""What the live screen says of a block without steps: a break, a talk, a buffer."""

from __future__ import annotations

import pytest

from kehitys.store import runs, tables
from kehitys.tui.text_widgets import Words
from tests.tui.eye import SHOWN, until
from tests.tui.eye import shown as on_screen
from tests.tui.workshops.live.screen import do, opened


def left_pane(screen):
    """What stands under the figures, one space between the words."""
    told = [
        " ".join(str(words.render()).split())
        for words in screen.step_pane.query(Words)
        if words.display and words.parent.display
    ]
    return " ".join(told).strip()


def write(library, run_id, n, **words):
    """Writes into a block of the plan, in another window."""
    run = library.read(lambda c: runs.run(c, run_id))

    def edit(tx):
        tx.describe("Edit a block")
        tx.update(tables.block, run.blocks[n].block_id, **words)

    do(library, edit)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_it_says_what_it_is_and_what_follows(app, settle, library, run_id, both, size):
    """Its kind, until when it lasts, what the planner says of it, and the block after it."""
    note = f"Coffee from the hall {SHOWN}\nOpen the window"
    write(library, run_id, 1, why="A start for all", note=note, grouping="pairs")
    async with app.run_test(size=size) as pilot:
        screen = await opened(pilot, settle, run_id)
        assert left_pane(screen).startswith("TALK until 9:10")
        assert left_pane(screen).endswith("Then 9:10 Ideas · 30 min")
        await pilot.press("space")
        await settle(pilot)
        both(60)
        screen.tick()
        await settle(pilot)
        assert "IN PAIRS until 9:30 ▓" in left_pane(screen)
        assert f"Note Coffee from the hall {SHOWN} Open the window" in left_pane(screen)
        for words in ("A start for all", "Open the window", "9:30  Buffer"):
            assert words in on_screen(app)
        both(30 * 60)
        screen.tick()
        assert "IN PAIRS was to end 9:30 ░" in left_pane(screen)
        await pilot.press("space")
        await settle(pilot)
        assert "BUFFER until 9:36" in left_pane(screen)
        assert "What was left unfinished can be finished now." in left_pane(screen)
        await pilot.press(*["space"] * 3)
        await settle(pilot)
        assert left_pane(screen).endswith("Then nothing, this is the last")
        await pilot.press("space")
        await settle(pilot)
        assert not left_pane(screen)


async def test_it_says_from_when_it_will_last_before_it_begins(app, settle, run_id, clock):
    """While the room still fills."""
    clock.tick(-90)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot, settle, run_id)
        assert left_pane(screen).startswith("TALK 9:00–9:10")


async def test_what_the_planner_says_is_read_again(app, settle, library, run_id):
    """A note written in another window reaches the one who leads."""
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot, settle, run_id)
        assert "Note" not in left_pane(screen)
        write(library, run_id, 0, note="Tea")
        app.look_around()
        await until(pilot, lambda: "Note Tea" in left_pane(screen))


async def test_a_long_note_leaves_room_for_what_follows(app, settle, library, run_id):
    """It ends with an ellipsis where the room does."""
    write(library, run_id, 0, why="A start " * 9, note="\n".join(map(str, range(101, 140))))
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot, settle, run_id)
        assert "Ideas · 30 min" in on_screen(app)
        assert "103" in on_screen(app)
        assert "139" not in left_pane(screen)
        assert " … Then" in left_pane(screen)


async def test_a_block_with_steps_has_its_note_too(app, settle, library, dialogue_run):
    """Under what to say and do in the step."""
    write(library, dialogue_run, 1, note="The ring of chairs")
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await opened(pilot, settle, dialogue_run)
        await pilot.press("space")
        await settle(pilot)
        assert "The ring of chairs" in on_screen(app)
        assert "step 1/" in left_pane(screen)
        assert "Then" not in left_pane(screen)

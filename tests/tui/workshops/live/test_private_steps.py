"""Nothing said in a step that is not written down reaches the file."""

from __future__ import annotations

import pytest

from kehitys.operations import live
from kehitys.store import runs
from kehitys.tui.workshops.capture import CaptureField
from tests.tui.keyboard import type_in
from tests.tui.workshops.live.screen import do, draft, facts, in_file, opened, shown


async def test_a_private_step_leaves_nothing_in_the_file(app, settle, library, dialogue_run, both):
    """The keys say so, an open line closes, and no letter typed then is in the file's bytes."""
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await opened(pilot, settle, dialogue_run)
        await pilot.press("i")
        await type_in(pilot, "before")
        await settle(pilot)
        both(1.5)
        screen.tick()
        await settle(pilot)
        do(library, live.next_block, dialogue_run)
        app.screen.load()
        await settle(pilot)
        assert not screen.line.kind
        await type_in(pilot, "zqsecretzq")
        both(5)
        screen.tick()
        await settle(pilot)
        assert facts(library, dialogue_run) == ["start", "next"]
        await pilot.press("i")
        await type_in(pilot, "zqsecretzq")
        await pilot.press("enter")
        both(5)
        screen.tick()
        await settle(pilot)
        assert "Nothing said in this step is written down." in shown(screen)
        assert "not written down" in shown(screen)
        assert draft(library, dialogue_run) == "before"
        both(21 * 60)
        screen.tick()
        await settle(pilot)
        assert screen.query_one(CaptureField).value == "before"
        await pilot.press("i", "escape")
        await settle(pilot)
    assert in_file(library, "before")
    assert not in_file(library, "zqsecret")
    assert not in_file(library, "ecretz")


async def test_a_letter_typed_the_moment_a_private_step_begins_is_not_kept(
    app, settle, library, dialogue_run, both
):
    """Also when the clock has not been looked at since."""
    async with app.run_test() as pilot:
        screen = await opened(pilot, settle, dialogue_run)
        await pilot.press("space")
        await settle(pilot)
        # Back to the welcome, whose clock goes on; the line is open when the round begins again.
        await pilot.press("b")
        await settle(pilot)
        both(3)
        await pilot.press("i")
        await type_in(pilot, "ok")
        await settle(pilot)
        screen._state = None
        run = library.read(lambda c: runs.run(c, dialogue_run))
        do(library, live.next_block, dialogue_run)
        screen._live = library.read(lambda c: runs.run(c, dialogue_run))
        assert len(screen._live.facts) == len(run.facts) + 1
        await type_in(pilot, "zq")
        await settle(pilot)
        assert screen.line.text == "ok"
        assert not screen.line.kind
    assert not in_file(library, "okz")


@pytest.mark.parametrize("width", [80, 120])
async def test_what_is_not_written_down_is_said_in_words(app, settle, dialogue_run, width):
    """Beside the step, or under the steps where its name needs the room; the help says it too."""
    async with app.run_test(size=(width, 40)) as pilot:
        screen = await opened(pilot, settle, dialogue_run)
        await pilot.press("space")
        await settle(pilot)
        screen.tick()
        said = shown(screen.step_pane)
        if width == 80:
            assert "⊘\n" in said
            assert said.rstrip().endswith("⊘ not written down")
        else:
            assert " · not written down" in said
            assert "⊘" not in said
        await pilot.press("f1")
        await settle(pilot)
        meaning = " ".join(shown(app.screen).split())
        assert "⊘ a step in which nothing that is said may be written down" in meaning

"""The planner as a whole: its facts, its panes and its texts."""

from __future__ import annotations

from datetime import time
from functools import partial

import pytest

from kehitys.operations import agenda as operations
from kehitys.operations import workshops as workshop_operations
from kehitys.tui.form import Form
from tests.tui.eye import HOSTILE, SHOWN, shown, until
from tests.tui.workshops.planner.screen import DAY, back, opened, stored, window


async def test_the_workshops_own_facts(app, settle, library, workshop_id):
    """w edits the day itself; a later start moves every block."""
    async with app.run_test(size=(120, 45)) as pilot:
        planner = await opened(pilot, settle, workshop_id)
        await pilot.press("w")
        form = await window(pilot, settle, Form)
        form.query_one("#field-start").value = "9.30"
        form.query_one("#field-people").value = "7"
        await pilot.press("ctrl+s")
        await back(pilot, settle, planner)
        assert stored(library, workshop_id).people == 7
        assert all(start in shown(app) for start in ("9:30", "9:40", "9:50"))
        assert "7 people" in shown(app)


async def test_narrow_reads_the_block_on_its_own(app, settle, workshop_id):
    """At 80 columns enter opens the block alone and esc goes back to the agenda."""
    async with app.run_test(size=(80, 24)) as pilot:
        planner = await opened(pilot, settle, workshop_id)
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
        planner = await opened(pilot, settle, bare)
        assert "Press a to add the first block" in shown(app)
        await pilot.press("s", "e", "d", "l", "plus", "shift+up", "f5")
        await settle(pilot)
        assert app.screen is planner
        assert stored(library, bare).blocks == ()


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
        await opened(pilot, settle, workshop_id)
        assert SHOWN[:18] in shown(app)
        await pilot.press("enter")
        await settle(pilot)
        assert shown(app).count(SHOWN) >= 2
        assert "\x1b" not in shown(app)
        await pilot.press("escape", "e")
        form = await window(pilot, settle, Form)
        form.query_one("#field-note").text = HOSTILE
        await pilot.press("ctrl+s")
        await until(pilot, lambda: app.screen is not form)
        await settle(pilot)
        assert stored(library, workshop_id).blocks[0].note == SHOWN

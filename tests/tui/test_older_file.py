"""The first start after an update of Kehitys: the file of the one before is brought up to date."""

from __future__ import annotations

import asyncio

import pytest

from kehitys.store.opening import HEAD, REVISIONS, judge
from kehitys.tui.app import Kehitys
from kehitys.tui.storeroom import Storeroom
from tests.store.earlier_files import stored


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_an_older_file_says_what_is_done_to_it_and_then_shows_itself(
    tmp_path, monkeypatch, clock, settle, size
):
    """A large one takes seconds: an empty screen would look like lost work."""
    path = stored(REVISIONS[-2], tmp_path)
    begin, open_file = asyncio.Event(), Storeroom.open

    async def when_let(self, change):
        await begin.wait()
        return await open_file(self, change)

    monkeypatch.setattr(Storeroom, "open", when_let)
    app = Kehitys(path, now=clock, older=judge(path).kind == "behind")
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        told = [text for line in app.screen.doing._lines for text, _ink in line.parts]
        assert told == [
            "Your file is being updated for this version of Kehitys.",
            "A backup of it is made first. A large file takes a moment.",
        ]
        begin.set()
        await settle(pilot)
        assert judge(path).revision == HEAD
        said = [text for line in app.screen.doing._lines for text, _ink in line.parts]
        assert told[0] not in said

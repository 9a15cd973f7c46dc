"""The app over a small file, with keys pressed and the clock set by hand."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, TextArea
from textual.worker import WorkerCancelled

from kehitys.store.database import Database
from kehitys.tui.app import Kehitys
from tests.conftest import HandClock
from tests.tui import stillness

WAITED_FOR = {"write", "load", "detail", "save"}

TURNS = 100
"""How often what was loaded may lead to loading more."""


@pytest.fixture(autouse=True)
def still_cursors(monkeypatch: pytest.MonkeyPatch) -> None:
    """No cursor blinks."""
    monkeypatch.setattr(Input, "cursor_blink", False)
    monkeypatch.setattr(TextArea, "cursor_blink", False)


@pytest.fixture(autouse=True)
def errands(monkeypatch: pytest.MonkeyPatch) -> stillness.Errands:
    """No key and no pause waits by the clock."""
    return stillness.begin(monkeypatch)


@pytest.fixture
def app(library: Database, clock: HandClock) -> Kehitys:
    """The app over a file with the built-in toolkits, used by its one person."""
    return Kehitys(library.path, me=library.person_id, now=clock)


@pytest.fixture
def settle(errands: stillness.Errands) -> Callable[[Pilot[Any]], Awaitable[None]]:
    """Waits until what was asked for has been written, loaded and drawn."""

    async def wait(pilot: Pilot[Any]) -> None:
        app = pilot.app
        assert isinstance(app, Kehitys)
        for _turn in range(TURNS):
            await pilot.pause()
            await app.settled()
            busy = [worker for worker in app.workers if worker.group in WAITED_FOR]
            if busy:
                # A newer load takes the place of one under way; the next turn waits for it.
                with suppress(WorkerCancelled):
                    await app.workers.wait_for_complete(busy)
            elif not errands.under_way:
                return
        raise AssertionError("it never came to rest")

    return wait

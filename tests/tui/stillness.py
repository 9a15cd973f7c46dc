"""Waiting until the app stands still, by what it has left to do and never by the clock.

Textual's own pilot takes an app for still when the process used little of the processor for a
fiftieth of a second. That is slow after every key, and wrong on a busy machine, where a process
that gets no turn looks idle.
"""

from __future__ import annotations

import asyncio
from asyncio import BaseEventLoop
from typing import Any

import pytest
from textual import app, pilot
from textual._context import active_app
from textual.app import App

PATIENCE = 0.5
"""Seconds to wait for a thread; one that a test holds back is not waited for any longer."""

MOMENT = 0.005
"""Seconds between looks at a painting that is put off."""

GIVEN_UP = 10.0
"""Seconds after which an app that never stands still is taken as it is."""

_send = BaseEventLoop.run_in_executor


class Errands:
    """What threads have been sent to do and have not come back from."""

    def __init__(self) -> None:
        self.under_way: set[asyncio.Future[Any]] = set()

    def remember(self, errand: asyncio.Future[Any]) -> asyncio.Future[Any]:
        """Knows of an errand until it is done."""
        self.under_way.add(errand)
        errand.add_done_callback(self.under_way.discard)
        return errand

    async def stillness(self, *_limits: float) -> None:
        """Waits until no message, callback, painting or thread is left to wait for."""
        loop: Any = asyncio.get_running_loop()
        begun = loop.time()
        turns = 0
        # What a thread brought back may send another, and a painting may move what is painted.
        while turns < 2 and loop.time() - begun < GIVEN_UP:
            await asyncio.sleep(0)
            if loop._ready or _paints(active_app.get()):
                turns = 0
            elif _holds_painting_back(active_app.get()):
                await asyncio.sleep(MOMENT)
                turns = 0
            elif self.under_way and loop.time() - begun < PATIENCE:
                await asyncio.wait(self.under_way, timeout=PATIENCE, return_when="FIRST_COMPLETED")
                turns = 0
            else:
                turns += 1


def _holds_painting_back(app: App[Any]) -> bool:
    """Whether Textual has put painting off, as for 50 ms when a screen comes up: by the clock."""
    return app._running and bool(app.screen_stack) and app._batch_count > 0


def _paints(app: App[Any]) -> bool:
    """Whether something was left to paint, or to call once painted, which is done now."""
    if not app._running or not app.screen_stack:
        return False
    screen = app.screen
    left = (
        screen._layout_required
        or screen._scroll_required
        or screen._repaint_required
        or screen._recompose_required
        or screen._dirty_widgets
        or screen._callbacks
    )
    if left and not app._batch_count:
        screen._on_timer_update()
    return bool(left) and not app._batch_count


def begin(monkeypatch: pytest.MonkeyPatch) -> Errands:
    """Lets every pilot wait in this way, and gives what is waited for."""
    errands = Errands()
    monkeypatch.setattr(
        BaseEventLoop, "run_in_executor", lambda *sent: errands.remember(_send(*sent))
    )
    monkeypatch.setattr(app, "wait_for_idle", errands.stillness)
    monkeypatch.setattr(pilot, "wait_for_idle", errands.stillness)
    return errands

"""Sentences in the corner of the screen, which must not lie in a heap over what they tell of."""

from __future__ import annotations

from time import monotonic
from typing import Any

from textual.app import App

from kehitys.tui.text_widgets import toast

DONE_STANDS = 4.0
PROBLEM_STANDS = 8.0
"""Seconds that a sentence of each kind is shown."""


class Telling:
    """The corner of an app: what was done last, and a problem for as long as it takes to read."""

    def __init__(self, app: App[Any]) -> None:
        self._app = app
        self._problem, self._until = "", 0.0

    def tell(self, sentence: str, *, problem: bool = False) -> None:
        """Shows a sentence in place of the last; what was done takes no problem's place."""
        self._app.clear_notifications()
        left = self._until - monotonic()
        if problem:
            self._problem, self._until = sentence, monotonic() + PROBLEM_STANDS
        elif left > 0:
            toast(self._app, self._problem, problem=True, seconds=left)
        stands = PROBLEM_STANDS if problem else DONE_STANDS
        toast(self._app, sentence, problem=problem, seconds=stands)

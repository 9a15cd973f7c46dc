"""The Experiments place as it is opened and seen."""

from __future__ import annotations

from typing import Any

from kehitys.i18n.dates import NO_BREAK
from kehitys.tui.experiments.experiments import Experiments


async def opened(pilot: Any, settle: Any) -> Experiments:
    """The Experiments place, opened by its key."""
    await settle(pilot)
    await pilot.press("4")
    await settle(pilot)
    assert isinstance(pilot.app.screen, Experiments)
    return pilot.app.screen


def page_of(app: Any) -> str:
    """What the page of the experiment says."""
    return app.screen.detail_words.content.plain.replace(NO_BREAK, " ")


def rows_of(app: Any) -> list[str]:
    """What the rows of the list say."""
    records = app.screen.records
    return [
        "".join(part.text for part in records.render_line(y)).replace(NO_BREAK, " ").rstrip()
        for y in range(records.total)
    ]

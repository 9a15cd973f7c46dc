"""What another window did, looked for when a test says so."""

from __future__ import annotations

from kehitys.tui.app import Kehitys


async def look_once(app: Kehitys) -> None:
    """Looks around as the timer would, which stands still meanwhile."""
    app._watching = False
    app.workers.cancel_group(app, "news")
    await app.look_around().wait()

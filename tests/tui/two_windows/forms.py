"""The forms of a workshop and of other records, opened here and saved in another window."""

from __future__ import annotations

from datetime import date, time
from functools import partial

from kehitys.operations import workshops as planning
from kehitys.store import workshops
from kehitys.tui.form import Form
from kehitys.tui.workshops.planner import Planner
from tests.tui.eye import until

DAY = date(2026, 12, 1)

FACTS = {
    "title": "Solutions", "goal": "One queue", "day": DAY, "start": time(9), "people": 12,
    "place": "Library",
}  # fmt: skip

EARLIER = FACTS | {"title": "Before", "day": date(2026, 11, 25)}


def stored(database, workshop_id):
    return database.read(lambda c: workshops.workshop(c, workshop_id))


def change(database, workshop_id, **facts):
    """Saves the form of the workshop in another window."""
    now = stored(database, workshop_id)
    database.write(
        partial(
            planning.edit_workshop,
            workshop_id=workshop_id,
            version=now.version,
            **{
                "title": now.title, "goal": now.goal, "team_id": now.team_id, "day": now.date,
                "start": now.start, "end": now.end, "place": now.place, "mode": now.mode,
                "people": now.people, "languages": now.languages,
                "facilitators": [each.person_id for each in now.facilitators],
                **facts,
            },
        )
    )  # fmt: skip


async def form_of_workshop(app, pilot, settle):
    """Opens the planner and the form of the workshop in it."""
    await settle(pilot)
    await pilot.press("3")
    await settle(pilot)
    await pilot.press("enter")
    await until(pilot, lambda: isinstance(app.screen, Planner) and app.screen.workshop)
    await settle(pilot)
    await pilot.press("w")
    await until(pilot, lambda: isinstance(app.screen, Form))
    await settle(pilot)


async def form_of(app, pilot, settle, kind, row_id):
    """Opens a record in its place, and its form."""
    await settle(pilot)
    app.open_record(kind, row_id)
    await settle(pilot)
    await pilot.press("e")
    await until(pilot, lambda: isinstance(app.screen, Form))
    await settle(pilot)


async def write_over(pilot, name, text):
    """Types into a field in the place of what stands there."""
    pilot.app.screen.query_one(f"#field-{name}").focus()
    await pilot.press("home", "shift+end", "delete", *text)

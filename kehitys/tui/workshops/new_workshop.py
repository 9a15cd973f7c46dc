"""Planning a new workshop: what to start from, then its facts."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

from textual.content import Content

from kehitys import i18n
from kehitys.domain import typed
from kehitys.domain.words import said_in
from kehitys.domain.workshops import Template, Workshop
from kehitys.i18n import _, dates, ngettext
from kehitys.operations import workshops as operations
from kehitys.store import workshops as store
from kehitys.tui.form import Field, Form
from kehitys.tui.pick import Pick
from kehitys.tui.workshops import workshop_form
from kehitys.tui.workshops import workshop_words as words

if TYPE_CHECKING:
    from kehitys.tui.app import Kehitys

EMPTY = "-"
"""The key of starting from nothing."""


async def new_workshop(app: Kehitys) -> UUID | None:
    """Asks what to start from and for the facts; gives the workshop's id, `None` when left."""
    templates = await app.ask(store.templates)
    slug = await app.push_screen_wait(Pick(_("Start from"), _offer(templates)))
    if not isinstance(slug, str):
        return None
    template = next((each for each in templates if each.slug == slug), None)
    offered = await app.ask(workshop_form.choices)

    async def save(values: dict[str, Any]) -> object:
        facts = workshop_form.read(values)
        if facts["end"] is None and template is not None:
            facts["end"] = _end_of(template, facts["start"])
        return await app.carry_out(
            partial(
                operations.new_workshop,
                template=template.slug if template else "",
                speak=i18n.current(),
                **facts,
            ),
            quietly=False,
        )

    begun, hints = _begun(app, template)
    fields = workshop_form.fields(offered, app.today.date(), begun, hints)
    made = await app.push_screen_wait(
        Form(
            _("New workshop"),
            fields,
            save,
            note=_name_and_summary(template) if template else "",
            key=f"workshop.new.{slug}",
        )
    )
    return made if isinstance(made, UUID) else None


async def copy_workshop(app: Kehitys, workshop: Workshop) -> UUID | None:
    """Asks for the day of a copy; gives its id, `None` when left."""
    today = app.today.date()

    async def save(values: dict[str, Any]) -> object:
        return await app.carry_out(
            partial(operations.copy_workshop, workshop_id=workshop.id, day=values["day"]),
            quietly=False,
        )

    made = await app.push_screen_wait(
        Form(
            _("Copy the workshop"),
            [_day_field(today)],
            save,
            note=workshop.title,
            key=f"workshop.copy.{workshop.id.hex}",
        )
    )
    return made if isinstance(made, UUID) else None


def _day_field(today: date) -> Field:
    return Field(
        name="day",
        label=_("Day"),
        hint=_("like %(day)s") % {"day": words.typed_day(today)},
        required=True,
        read=lambda text: typed.day(text, today),
    )


def _offer(templates: tuple[Template, ...]) -> list[tuple[str, Content | str]]:
    """The templates with their minutes and summaries, then an empty agenda."""
    lang = i18n.current()
    offered: list[tuple[str, Content | str]] = []
    for template in templates:
        name = said_in(template.name, lang)
        badge = "" if name.lang == lang else f" [{name.lang}]"
        blocks = len(template.blocks)
        facts = " · ".join(
            (
                dates.length(template.minutes),
                _people(template),
                ngettext("%(n)d block", "%(n)d blocks", blocks) % {"n": blocks},
            )
        )
        offered.append(
            (
                template.slug,
                Content.assemble(
                    (name.text, "bold"),
                    (f"{badge}  {facts}", "$text-muted"),
                    "\n",
                    said_in(template.summary, lang).text,
                ),
            )
        )
    offered.append(
        (
            EMPTY,
            Content.assemble((_("Empty agenda"), "bold"), "\n", _("You add every block yourself.")),
        )
    )
    return offered


def _name_and_summary(template: Template) -> str:
    lang = i18n.current()
    name, summary = said_in(template.name, lang), said_in(template.summary, lang)
    return f"{name} · {dates.length(template.minutes)} · {summary}"


def _people(template: Template) -> str:
    if template.people_max is None:
        return _("from %(people)s") % {"people": words.people(template.people_min)}
    if template.people_max == template.people_min:
        return words.people(template.people_min)
    return _("%(min)d–%(max)d people") % {"min": template.people_min, "max": template.people_max}


def _begun(app: Kehitys, template: Template | None) -> tuple[dict[str, Any], dict[str, str]]:
    """What stands in the fields at first, and what the empty ones say."""
    lang = i18n.current()
    begun: dict[str, Any] = {
        "title": said_in(template.name, lang).text if template else "",
        "goal": said_in(template.goal, lang).text if template else "",
        "team_id": "",
        "day": "",
        "start": dates.time_of(workshop_form.START),
        "end": "",
        "place": "",
        "mode": template.mode[0] if template else "room",
        "people": "",
        "languages": (lang,),
        "facilitators": (str(app.me),) if app.me else (),
    }
    if template is None:
        return begun, {}
    return begun, {
        "end": _("%(length)s after the start, when empty")
        % {"length": dates.length(template.minutes)},
        "people": _people(template),
    }


def _end_of(template: Template, start: time) -> time | None:
    """When a workshop on the template ends; `None` when that is another day."""
    begins = datetime.combine(date(2000, 1, 1), start)
    ends = begins + timedelta(minutes=template.minutes)
    return ends.time() if ends.date() == begins.date() else None

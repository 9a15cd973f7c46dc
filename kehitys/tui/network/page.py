"""A person, a team or a unit told in a page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from rich.cells import cell_len
from textual.content import Content

from kehitys.domain import clock
from kehitys.domain.network import Person, PersonSkill, Team, Unit
from kehitys.i18n import _, dates, ngettext
from kehitys.store.involvement import Led, Members, Tried
from kehitys.tui.base import joined
from kehitys.tui.experiments.experiment_words import state_or_decision
from kehitys.tui.network import network_words as words

LABEL = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonPage:
    """All that is told of a person."""

    person: Person
    led: tuple[Led, ...]
    tried: tuple[Tried, ...]


def person_page(page: PersonPage, today: date) -> Content:
    """How to reach them, what they can do, what they do."""
    person = page.person
    return _lines(
        Content.styled(person.name, "bold $accent"),
        joined([words.membership(person.membership), words.name_in(person.unit_name)]),
        Content(""),
        *_row(_("E-mail"), person.email),
        *_row(_("Phone"), person.phone),
        *_row(_("Works in"), words.languages(person.languages)),
        *_skills(person.skills, today),
        *_list(_("Teams"), (Content(name) for name in person.teams)),
        *_list(_("Leads workshops"), (_led(each) for each in page.led)),
        *_list(_("Looks after experiments"), (_tried(each) for each in page.tried)),
    )


def team_page(team: Team, tried: Sequence[Tried]) -> Content:
    """Who is in the team and what they try."""
    since = _("since %(day)s") % {"day": dates.full_date(team.starts)} if team.starts else ""
    until = _("until %(day)s") % {"day": dates.full_date(team.ends)} if team.ends else ""
    since, until = (part.replace(" ", dates.NO_BREAK) for part in (since, until))
    members = [Content(name) for _id, name in team.members]
    n = len(members)
    heading = ngettext("%(n)d member", "%(n)d members", n) % {"n": n}
    nobody = Content.styled(_("Nobody yet."), "$text-muted")
    nothing = Content.styled(_("None yet."), "$text-muted")
    return _lines(
        Content.styled(team.name, "bold $accent"),
        joined([_(words.TEAM_KIND_NAMES[team.kind]), words.name_in(team.unit_name), since, until]),
        *_row(_("Without"), ", ".join(words.name_in(unit.names) for unit in team.leaves_out)),
        *_list(heading, members or [nobody]),
        *_list(_("Experiments"), [_tried(each) for each in tried] or [nothing]),
    )


def unit_page(unit: Unit, parent: Unit | None, members: Members) -> Content:
    """What the unit is called, and who and which teams are in it."""
    people = [Content(name) for _id, name in members.people]
    n = len(people)
    heading = ngettext("%(n)d person", "%(n)d people", n) % {"n": n}
    nobody = Content.styled(_("Nobody of the network is here yet."), "$text-muted")
    return _lines(
        Content.styled(words.name_in(unit.names), "bold $accent"),
        Content(_("unit")),
        Content(""),
        *(line for code, name in unit.names.items() for line in _row(words.language(code), name)),
        *_row(_("Part of"), words.name_in(parent.names) if parent else ""),
        *_list(heading, people or [nobody]),
        *_list(_("Teams"), (Content(name) for name in members.teams)),
    )


def _skills(skills: Sequence[PersonSkill], today: date) -> list[Content]:
    lines = []
    named = [(words.name_in(each.skill.names), words.level(each.level)) for each in skills]
    width = max((cell_len(name) for name, _level in named), default=0)
    wide = max((cell_len(level) for _name, level in named), default=0)
    for each, (name, level) in zip(skills, named, strict=True):
        old = words.unconfirmed(each, today)
        on = dates.full_date(clock.local(each.confirmed_at).date())
        when = Content.styled(
            f"{'!' if old else '✓'}{dates.NO_BREAK}{on}", "$text-warning" if old else "$text-muted"
        )
        lines.append(Content.assemble(f"{name:<{width}}  {level:<{wide}}  ", when))
    if any(words.unconfirmed(each, today) for each in skills):
        lines.append(Content.styled(_("! unconfirmed for 3 months: ask, then k"), "$text-warning"))
    nothing = Content.styled(_("Nothing said yet."), "$text-muted")
    return _list(_("Skills"), lines or [nothing])


def _led(each: Led) -> Content:
    return joined([Content.styled(dates.full_date(each.date), "$text-muted"), each.title], "  ")


def _tried(each: Tried) -> Content:
    return joined(
        [each.title, Content.styled(state_or_decision(each.state, each.decision), "$text-muted")]
    )


def _row(label: str, text: str) -> list[Content]:
    return [Content.assemble((f"{label:<{LABEL}}", "$text-muted"), text)] if text else []


def _list(heading: str, lines: Iterable[Content]) -> list[Content]:
    held = list(lines)
    return [Content(""), Content.styled(heading, "bold $accent"), *held] if held else []


def _lines(*lines: Content) -> Content:
    return Content("\n").join(lines)

"""A workshop told whole: why, when, where and who, its agenda, and what it gave."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from textual.content import Content

from kehitys.domain import clock
from kehitys.domain.actuals import Actual
from kehitys.domain.agenda import Agenda, agenda_of
from kehitys.domain.catches import Catch
from kehitys.domain.gate import remarks
from kehitys.domain.reports import Report
from kehitys.domain.workshops import Workshop
from kehitys.files import block_words
from kehitys.files.fit_words import sentence
from kehitys.i18n import _, dates, ngettext
from kehitys.tui.base import joined
from kehitys.tui.widgets.hanging import hanging, held
from kehitys.tui.workshops import workshop_words as words
from kehitys.tui.workshops.agenda_rows import SIGNS

FIRST = 3
"""How many of each kind of catch are told by their own words."""


def workshop_page(told: Report, today: date, width: int) -> Content:
    """What the place shows beside its list, in lines of `width` cells."""
    workshop = told.workshop
    agenda = agenda_of(workshop)
    lines = [
        Content.styled(workshop.title, "bold $accent"),
        Content.styled(words.state(workshop.state), "$text-muted"),
    ]
    if workshop.goal:
        lines += [Content(""), Content(workshop.goal)]
    lines += [Content(""), *_facts(workshop, agenda, today, width)]
    lines += _gave(told, width)
    if told.actuals:
        lines += [Content(""), _heading(_("How it went"))]
        lines += _went(told.actuals, workshop.zone, width)
    elif agenda.placed:
        lines += [Content(""), _heading(_("Agenda")), *_agenda(workshop, agenda, width)]
    if workshop.state == "planned" and workshop.date >= today:
        # How an agenda could have been better is no news once it has been held.
        lines += _remarks(workshop, width)
    return Content("\n").join(lines)


def _facts(workshop: Workshop, agenda: Agenda, today: date, width: int) -> list[Content]:
    on = workshop.date
    day = dates.day(on) if on.year == today.year else f"{dates.weekday(on)} {dates.full_date(on)}"
    # How well a plan fits its day is no news once the day has gone.
    left = words.slack(agenda) if on >= today else ""
    when = joined([day, words.span(workshop, agenda), left])
    came = workshop.people_came
    expected = words.people(workshop.people)
    if came is None:
        who = expected
    elif came == workshop.people:
        who = ngettext("%(n)d came", "%(n)d came", came) % {"n": came}
    else:
        who = ngettext(
            "%(n)d came, %(expected)d expected", "%(n)d came, %(expected)d expected", came
        ) % {"n": came, "expected": workshop.people}
    facts = [
        (_("When"), when),
        (_("Where"), joined([workshop.place, _(words.MODE_NAMES[workshop.mode])])),
        (_("Who"), joined([workshop.team_name, who, ", ".join(workshop.languages)])),
        (_("Led by"), Content(", ".join(each.name for each in workshop.facilitators))),
    ]
    shown = [(label, value) for label, value in facts if value.plain]
    column = max(len(label) for label, _value in shown) + 2
    lines = []
    for label, value in shown:
        lines += hanging(value, width, Content.styled(label.ljust(column), "$text-muted"))
    return lines


def _agenda(workshop: Workshop, agenda: Agenda, width: int) -> list[Content]:
    lines = []
    for placed in agenda.placed:
        rests = placed.block.kind in ("break", "buffer")
        ink = "$text-muted" if rests else "$accent"
        head = Content.assemble(
            f"{dates.time_of(clock.local(placed.start, workshop.zone)):>5}",
            ("=" if placed.block.fixed else " ", "$accent"),
            (f"{placed.block.minutes:>3} ", "$text-muted"),
            (f"{SIGNS[placed.block.kind]} ", ink),
        )
        title = block_words.title(placed.block)
        lines += hanging(_quiet(title) if rests else title, width, head, " " * head.cell_length)
    return lines


def _went(actuals: Sequence[Actual], zone: str, width: int) -> list[Content]:
    lines = []
    for actual in actuals:
        if actual.started is None:
            what = _("skipped") if actual.skipped else _("not begun")
            lines += hanging(_quiet(f"{actual.block.title}  {what}"), width, " " * 7)
            continue
        began = dates.time_of(clock.local(actual.started, zone))
        took = _("%(actual)s (planned %(planned)d)") % {
            "actual": dates.minutes(actual.actual_minutes),
            "planned": actual.planned_minutes,
        }
        told = Content.assemble(actual.block.title, (f"  {held(took)}", "$text-muted"))
        lines += hanging(told, width, f"{began:>5}  ")
    return lines


def _remarks(workshop: Workshop, width: int) -> list[Content]:
    titles = {block.id: block_words.title(block) for block in workshop.blocks}
    lines = []
    for remark in remarks(workshop):
        about = titles.get(remark.block_id) if remark.block_id else None
        told = Content.assemble(
            (f"{about}  " if about else "", "bold"), (sentence(remark.reason), "$text-warning")
        )
        lines += hanging(told, width, Content.styled("⚠ ", "$text-warning"))
    return [Content(""), *lines] if lines else []


def _gave(told: Report, width: int) -> list[Content]:
    counts = Counter(caught.kind for caught in told.catches)
    said = {
        "outcome": ngettext("%(n)d outcome", "%(n)d outcomes", counts["outcome"]),
        "decision": ngettext("%(n)d decision", "%(n)d decisions", counts["decision"]),
        "idea": ngettext("%(n)d idea", "%(n)d ideas", counts["idea"]),
        "action": ngettext("%(n)d action", "%(n)d actions", counts["action"]),
        "parked": ngettext("%(n)d parked", "%(n)d parked", counts["parked"]),
    }
    begun = len(told.experiments)
    parts = [form % {"n": counts[kind]} for kind, form in said.items() if counts[kind]]
    if begun:
        parts.append(ngettext("%(n)d experiment", "%(n)d experiments", begun) % {"n": begun})
    if not parts:
        return []
    told_counts = hanging(" · ".join(held(part) for part in parts), width)
    lines = [Content(""), _heading(_("What it gave")), *told_counts]
    for kind in ("decision", "outcome"):
        for caught in _of(told.catches, kind)[:FIRST]:
            lines += hanging(caught.first_line, width, _quiet("· "))
    for experiment in told.experiments:
        lines += hanging(experiment.title, width, Content.styled("→ ", "$accent"))
    return lines


def _of(catches: Sequence[Catch], kind: str) -> list[Catch]:
    return [caught for caught in catches if caught.kind == kind]


def _heading(text: str) -> Content:
    return Content.styled(text, "bold")


def _quiet(text: str) -> Content:
    return Content.styled(text, "$text-muted")

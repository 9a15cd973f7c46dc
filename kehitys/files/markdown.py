"""Reports and agendas as Markdown (CommonMark with GitHub's tables), in the language spoken.

What people wrote stays what they wrote: it never becomes a heading, a link or HTML.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import datetime

from kehitys.domain import clock
from kehitys.domain.actuals import Actual
from kehitys.domain.agenda import agenda_of
from kehitys.domain.catches import Catch
from kehitys.domain.reports import Begun, Report
from kehitys.domain.workshops import Workshop
from kehitys.files import block_words
from kehitys.i18n import N_, _, dates, ngettext

CAUGHT = (
    ("outcome", N_("Outcomes")),
    ("decision", N_("Decisions")),
    ("idea", N_("Ideas")),
    ("option", N_("Options raised")),
    ("point", N_("Points made")),
)
"""The headings of what was caught, before the experiments."""

# No-break spaces stay.
_SPACES = re.compile(r"[ \t\r\n\f\v]+")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_SIGNS = re.compile(r"[&<>\\`*_\[\]{}|~#@$^]")
# Each would be a block if it stood first on its line: a list, a rule, an underline of a heading.
_LINE_START = re.compile(r"^(?:([-+=:%])|(\d+)([.)]))")
# Parsers make links of bare addresses, by their `//`, their `www.` and their last dot.
_ADDRESS_DOT = re.compile(r"(?<=\S)\.(?=[^\W\d_])|(?<=www)\.", re.IGNORECASE)


def escaped(text: str) -> str:
    """`text` on one line, as Markdown that shows exactly that text and nothing else."""
    text = _SPACES.sub(" ", text).strip(" ")
    text = _SIGNS.sub(lambda sign: _ENTITIES.get(sign[0], "\\" + sign[0]), text)
    text = _ADDRESS_DOT.sub(r"\.", text).replace("//", "/\\/").replace("==", "=\\=")
    return _LINE_START.sub(lambda start: f"{start[2] or ''}\\{start[1] or start[3]}", text)


def report(told: Report) -> str:
    """The report of a workshop: how it went against the plan, and what came of it."""
    workshop = told.workshop
    parts = [_head(workshop, _times(told)), _goal(workshop)]
    if told.actuals:
        parts.append(_section(_("How it went"), _as_run(told.actuals, workshop.zone)))
    elif workshop.blocks:
        parts.append(_section(_("Agenda"), _as_planned(workshop)))
    parts += [_caught(_(heading), told.catches, kind) for kind, heading in CAUGHT]
    begun = [_experiment(experiment) for experiment in told.experiments]
    # Those that became one stand among the experiments already.
    still = [caught for caught in _of(told.catches, "experiment") if caught.became_id is None]
    parts.append(_section(_("Experiments"), "\n".join([*begun, *map(_item, still)])))
    parts.append(_caught(_("Actions"), told.catches, "action"))
    parts.append(_caught(_("Parked for later"), told.catches, "parked"))
    return _document(parts)


def agenda(workshop: Workshop) -> str:
    """The agenda of a workshop as it is planned."""
    laid = agenda_of(workshop)
    parts = [_head(workshop, (laid.begins, laid.must_end or laid.ends)), _goal(workshop)]
    if workshop.blocks:
        parts.append(_section(_("Agenda"), _as_planned(workshop)))
    return _document(parts)


def _document(parts: Iterable[str]) -> str:
    return "\n\n".join(part for part in parts if part) + "\n"


def _section(heading: str, body: str) -> str:
    return f"## {heading}\n\n{body}" if body else ""


def _times(told: Report) -> tuple[datetime, datetime]:
    laid = agenda_of(told.workshop)
    if told.began is None:
        return laid.begins, laid.must_end or laid.ends
    return told.began, told.ended or max(laid.ends, told.began)


def _head(workshop: Workshop, times: tuple[datetime, datetime]) -> str:
    begins, ends = (clock.local(moment, workshop.zone) for moment in times)
    on = begins.date()
    facts = [
        (_("Date"), f"{dates.weekday(on)} {dates.full_date(on)}"),
        (_("Time"), dates.span(begins, ends)),
        (_("Place"), escaped(workshop.place)),
        (_("Team"), escaped(workshop.team_name)),
        (_("Facilitators"), ", ".join(escaped(leader.name) for leader in workshop.facilitators)),
        (_("People"), _people(workshop)),
    ]
    rows = [f"- **{label}** {value}" for label, value in facts if value]
    return "\n".join([f"# {escaped(workshop.title)}", "", *rows])


def _people(workshop: Workshop) -> str:
    if (came := workshop.people_came) is None:
        expected = workshop.people
        return ngettext("%(n)s expected", "%(n)s expected", expected) % {"n": expected}
    return ngettext("%(n)s took part", "%(n)s took part", came) % {"n": came}


def _goal(workshop: Workshop) -> str:
    return _section(_("Goal"), _paragraphs(workshop.goal))


def _as_run(actuals: Sequence[Actual], zone: str) -> str:
    rows = []
    for actual in actuals:
        began = actual.started
        rows.append(
            (
                "" if began is None else dates.time_of(clock.local(began, zone)),
                escaped(actual.block.title),
                dates.minutes(actual.planned_minutes),
                _took(actual),
            )
        )
    planned = sum(actual.planned_minutes for actual in actuals)
    took = sum(actual.actual_minutes for actual in actuals)
    rows.append(("", f"**{_('Total')}**", dates.length(planned), dates.length(took)))
    return _table((_("Began"), _("Block"), _("Planned"), _("Actual")), rows, numbers=2)


def _took(actual: Actual) -> str:
    if actual.started is None:
        return _("skipped") if actual.skipped else _("not begun")
    return dates.minutes(actual.actual_minutes)


def _as_planned(workshop: Workshop) -> str:
    rows = [
        (
            dates.time_of(clock.local(placed.start, workshop.zone)),
            escaped(block_words.title(placed.block)),
            dates.minutes(placed.block.minutes),
            escaped(placed.block.lead_name),
        )
        for placed in agenda_of(workshop).placed
    ]
    heads = (_("Begins"), _("Block"), _("Length"), _("Led by"))
    if not any(row[-1] for row in rows):
        return _table(heads[:-1], [row[:-1] for row in rows], numbers=1)
    return _table(heads, rows, numbers=1)


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]], *, numbers: int) -> str:
    """A table whose columns from the third on, `numbers` of them, are set to the right."""
    rules = ["---:" if 2 <= n < 2 + numbers else "---" for n in range(len(heads))]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (heads, rules, *rows))


def _caught(heading: str, catches: Iterable[Catch], kind: str) -> str:
    return _section(heading, "\n".join(map(_item, _of(catches, kind))))


def _of(catches: Iterable[Catch], kind: str) -> list[Catch]:
    """Those of one kind, the most voted first, else as they were said."""
    wanted = [caught for caught in catches if caught.kind == kind]
    return sorted(wanted, key=lambda caught: -caught.votes)


def _item(caught: Catch) -> str:
    facts = []
    if caught.votes:
        facts.append(ngettext("%(n)s vote", "%(n)s votes", caught.votes) % {"n": caught.votes})
    if caught.owner:
        facts.append(escaped(caught.owner))
    if caught.due is not None:
        facts.append(_("by %(date)s") % {"date": dates.full_date(caught.due)})
    if caught.became_id is not None:
        facts.append(_("now an experiment: %(title)s") % {"title": escaped(caught.became_title)})
    return _with_facts(_lines(caught.text, "  "), facts)


def _experiment(begun: Begun) -> str:
    facts = [escaped(begun.owner_name)] if begun.owner_name else []
    if begun.review is not None:
        facts.append(_("review %(date)s") % {"date": dates.full_date(begun.review)})
    return _with_facts(escaped(begun.title), facts)


def _with_facts(said: str, facts: Sequence[str]) -> str:
    return f"- {said} ({', '.join(facts)})" if facts else f"- {said}"


def _paragraphs(text: str) -> str:
    parts = re.split(r"\n\s*\n", text.strip())
    return "\n\n".join(_lines(part, "") for part in parts if part.strip())


def _lines(text: str, indent: str) -> str:
    """`text` with its own line ends, all in one paragraph."""
    rows = [escaped(row) for row in text.split("\n") if row.strip()]
    return f"\\\n{indent}".join(rows)

"""The lines over and under the agenda in the planner, and its remarks as choices."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from textual.content import Content
from textual.style import Style

from kehitys.domain import clock
from kehitys.domain.agenda import Agenda, balance
from kehitys.domain.gate import Remark
from kehitys.domain.workshops import Workshop
from kehitys.files import block_words
from kehitys.files.fit_words import sentence
from kehitys.i18n import _, dates, ngettext
from kehitys.tui.base import joined
from kehitys.tui.workshops import workshop_words as words


def about(workshop: Workshop, today: date, *, narrow: bool) -> Content:
    """Its name, then whose it is, when, for how many and where."""
    facts = [
        "" if workshop.state == "planned" else words.state(workshop.state),
        workshop.team_name,
        words.near_day(workshop.date, today),
        words.people(workshop.people),
        ", ".join(workshop.languages),
        workshop.place,
    ]
    return Content.assemble(
        (workshop.title, "bold"),
        "\n" if narrow else " · ",
        (" · ".join(fact for fact in facts if fact), "$text-muted"),
    )


def when(workshop: Workshop, agenda: Agenda, remarks: int, *, narrow: bool) -> Content:
    """From when to when, how much is to spare or over, and how many remarks there are."""
    parts: list[Content | str] = []
    left = agenda.slack
    if left is not None and left < 0:
        parts.append(Content.styled(f"! {words.slack(agenda)}", "bold $text-error"))
    elif left is not None:
        parts.append(Content.styled(words.slack(agenda), "$text-success"))
    if workshop.blocks:
        parts.append(_checked(remarks))
    span = Content.styled(words.span(workshop, agenda), "bold")
    return joined([span, joined(parts, "   ")], "\n" if narrow else "   ")


def _checked(remarks: int) -> Content:
    """How many remarks the quality gate has; a click shows them."""
    told, ink = f"✓ {_('ready')}", "$text-success"
    if remarks:
        count = ngettext("%(n)d remark", "%(n)d remarks", remarks) % {"n": remarks}
        told, ink = f"⚠ {count}", "$text-warning"
    shows = Style.from_meta({"@click": "screen.check"})
    return Content.styled(told, ink).stylize(shows)


def time_balance(workshop: Workshop, width: int) -> Content:
    """How the time is divided, in words and bars, and the longest stretch without a break."""
    found = balance(workshop.blocks)
    parts = [Content.assemble(told, " ", (bar, "$accent")) for told, bar in words.balance(found)]
    parts.append(Content.styled(words.longest(found), "$text-muted"))
    return _packed(parts, width)


def to_look_at(
    workshop: Workshop, agenda: Agenda, remarks: Sequence[Remark]
) -> list[tuple[str, Content]]:
    """The remarks, numbered from 0, each with the block it is about."""
    return [(str(n), _remark(workshop, agenda, each)) for n, each in enumerate(remarks)]


def _remark(workshop: Workshop, agenda: Agenda, remark: Remark) -> Content:
    about = Content.styled(_("The whole day"), "bold")
    for placed in agenda.placed:
        if placed.block.id == remark.block_id:
            at = dates.time_of(clock.local(placed.start, workshop.zone))
            about = Content.assemble(at, "  ", (block_words.title(placed.block), "bold"))
    return Content.assemble(about, "\n", ("⚠ ", "$text-warning"), sentence(remark.reason))


def _packed(parts: Sequence[Content], width: int) -> Content:
    """The parts one after another, a line broken only between them."""
    lines: list[list[Content]] = [[]]
    for part in parts:
        taken = sum(each.cell_length + 3 for each in lines[-1])
        if lines[-1] and taken + part.cell_length > width:
            lines.append([])
        lines[-1].append(part)
    return Content("\n").join([Content("   ").join(line) for line in lines])

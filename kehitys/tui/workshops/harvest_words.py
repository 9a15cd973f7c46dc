"""What the harvest says: the things caught as rows, and the plan against what it took."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from rich.cells import cell_len
from rich.text import Text
from textual.content import Content

from kehitys.domain.actuals import Actual
from kehitys.domain.catches import Catch
from kehitys.domain.reports import Report
from kehitys.i18n import N_, _, dates, ngettext
from kehitys.tui.base import joined
from kehitys.tui.widgets.columns import cut, in_columns
from kehitys.tui.widgets.record_list import Ink
from kehitys.tui.workshops.live_words import CATCH_KINDS

ORDER = ("outcome", "decision", "idea", "option", "point", "experiment", "action", "parked")
"""Kinds as the report has them."""
HEADINGS = {
    "outcome": N_("Outcomes"), "decision": N_("Decisions"), "idea": N_("Ideas"),
    "option": N_("Options raised"), "point": N_("Points made"), "experiment": N_("Experiments"),
    "action": N_("Actions"), "parked": N_("Parked for later"),
}  # fmt: skip
_LEAST_NAME = 8
"""What stays of a name beside the day by which something is done."""
_NOT_IN_NAMES = re.compile(r'[\x00-\x1f<>:"/\\|?*\u200b-\u200f\u202a-\u202e\u2066-\u2069]+')


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Something caught, as a row of the list."""

    id: UUID
    catch: Catch
    first: bool
    """Whether it is the first of its kind."""


def rows_of(catches: Iterable[Catch]) -> tuple[Row, ...]:
    """Sorted by kind, the most voted first, else as they were said."""
    ordered = sorted(catches, key=lambda one: (ORDER.index(one.kind), -one.votes))
    return tuple(
        Row(id=one.id, catch=one, first=n == 0 or ordered[n - 1].kind != one.kind)
        for n, one in enumerate(ordered)
    )


def drawn(row: Row, width: int, ink: Ink) -> Text:
    """Kind, votes, what was said, and who does it by when."""
    catch = row.catch
    kind = _(HEADINGS[catch.kind]) if row.first else ""
    votes = f"+{catch.votes}" if catch.votes else ""
    told = _followed(catch, width // 3)
    cells = [
        (kind, max(cell_len(_(heading)) for heading in HEADINGS.values()), ink("strong")),
        (votes, -3, ink("strong")),
        (catch.first_line, 0, ink("plain")),
        (told, cell_len(told), ink("good" if catch.became_id else "quiet")),
    ]
    return in_columns(cells if told else cells[:-1], flexible=2, width=width)


def _followed(catch: Catch, room: int) -> str:
    """What it became, who does it and by when; of these the name is cut first."""
    became = f"→ {_('experiment')}" if catch.became_id else ""
    due = dates.short_date(catch.due) if catch.due else ""
    whole = " · ".join(fact for fact in (became, catch.owner, due) if fact)
    over = max(0, cell_len(whole) - room)
    owner = cut(catch.owner, max(_LEAST_NAME, cell_len(catch.owner) - over))
    return " · ".join(fact for fact in (became, owner, due) if fact)


def head(told: Report, width: int) -> Content:
    """Whose day it was, when, and how many came."""
    workshop = told.workshop
    came = workshop.people_came
    if came is None:
        people = _("how many came? press n")
    else:
        people = ngettext("%(n)d came", "%(n)d came", came) % {"n": came}
        if came != workshop.people:
            people += f" ({_('%(n)d expected') % {'n': workshop.people}})"
    right = joined([workshop.team_name, dates.day(told.day), people])
    if cell_len(workshop.title) + right.cell_length + 6 > width:
        right = joined([dates.day(told.day), people])
    title = cut(workshop.title, max(16, width - right.cell_length - 6))
    gap = " " * max(2, width - cell_len(title) - right.cell_length - 2)
    return Content.assemble(" ", (title, "bold"), gap, (right.plain, "$text-muted"))


def told_whole(catch: Catch | None) -> Content:
    """The thing under the cursor with all there is to it."""
    if catch is None:
        return Content("")
    facts: list[Content | str] = [Content.styled(_(CATCH_KINDS[catch.kind]), "bold $accent")]
    if catch.votes:
        votes = ngettext("%(n)s vote", "%(n)s votes", catch.votes) % {"n": catch.votes}
        facts.append(votes)
    facts.append(catch.owner or _("nobody has taken it on"))
    if catch.due:
        facts.append(_("by %(date)s") % {"date": dates.full_date(catch.due)})
    if catch.became_id:
        facts.append(_("now an experiment: %(title)s") % {"title": catch.became_title})
    return Content.assemble(joined(facts), "\n", catch.text)


def against_plan(actuals: Sequence[Actual], width: int) -> Content:
    """Each block: what was planned, what it took, and the difference in words."""
    if not actuals:
        return Content.styled(_("Not run yet."), "$text-muted")
    lines = [Content.assemble((_("Plan and what it took"), "bold $accent")), Content("")]
    lines.append(Content.styled(f"{_('planned'):>{_room(width) + 5}}{_('took'):>7}", "$text-muted"))
    for actual in actuals:
        lines.append(_actual(actual, width))
    planned = sum(actual.planned_minutes for actual in actuals)
    took = sum(actual.actual_minutes for actual in actuals)
    lines += [
        Content(""),
        _against(_("Total"), planned, str(took), _difference(took - planned), width),
    ]
    return Content("\n").join(lines)


def _actual(actual: Actual, width: int) -> Content:
    if actual.started is None:
        told = _("skipped") if actual.skipped else _("not reached")
        return _against(actual.block.title, actual.planned_minutes, "–", told, width)
    by = actual.actual_minutes - actual.planned_minutes
    took = str(actual.actual_minutes)
    return _against(actual.block.title, actual.planned_minutes, took, _difference(by), width)


def _difference(by: int) -> str:
    if by > 0:
        return _("%(length)s over") % {"length": dates.minutes(by)}
    if by < 0:
        return _("%(length)s less") % {"length": dates.minutes(-by)}
    return _("as planned")


def _room(width: int) -> int:
    """The cells of a title beside the minutes and what they say."""
    return max(6, width - 28)


def _against(title: str, planned: int, took: str, told: str, width: int) -> Content:
    room = _room(width)
    shown = cut(title, room)
    pad = " " * (room - cell_len(shown))
    ink = "$text-warning" if took.isdigit() and int(took) > planned else "$text-muted"
    return Content.assemble(
        shown, pad, f"{planned:>5}", (f"{took:>7}", "bold"), "  ", (cut(told, 14), ink)
    )


def file_name(told: Report) -> str:
    """A name every kind of disk takes."""
    title = _NOT_IN_NAMES.sub(" ", told.workshop.title)
    title = " ".join(title.split()).strip(" .")[:60].strip(" .")
    return f"{told.day.isoformat()} {title}".strip() + ".md"


def free_path(folder: Path, name: str) -> Path:
    """The name in the folder, with a number when it is taken."""
    path, n = folder / name, 2
    while path.exists():
        path = folder / f"{Path(name).stem} {n}.md"
        n += 1
    return path

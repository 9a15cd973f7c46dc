"""What the live screen says, worked out from the run's clock."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from rich.cells import cell_len
from textual.content import Content

from kehitys.domain import clock
from kehitys.domain.catches import Catch
from kehitys.domain.live import Clock, Coming, Fact, Run, State
from kehitys.domain.replan import Plan
from kehitys.domain.steps import stretched
from kehitys.i18n import N_, _, dates, ngettext
from kehitys.tui.widgets.columns import cut
from kehitys.tui.workshops.live_digits import count, tall

GROUPINGS = {
    "alone": N_("alone"),
    "pairs": N_("in pairs"),
    "groups": N_("in groups"),
    "together": N_("together"),
}
CATCH_KINDS = {
    "idea": N_("idea"), "outcome": N_("outcome"), "parked": N_("parked"),
    "experiment": N_("experiment"), "decision": N_("decision"), "action": N_("action"),
    "option": N_("option"), "point": N_("point made"),
}  # fmt: skip

LEAST_TITLE = 12
"""Cells that the title of a block ahead has at least, before what is said beside it goes."""
UNWRITTEN = "⊘"
SIGNS = (
    ("–", N_("a block that is skipped")),
    ("▸", N_("the step now; the block that is next or chosen")),
    ("✓", N_("a step that is done")),
    (UNWRITTEN, N_("a step in which nothing that is said may be written down")),
    ("!", N_("a locked start that will not be kept")),
)
"""What the signs of the live screen mean, for its help."""


def caught_counts(catches: Iterable[Catch]) -> str:
    """How many of each kind: `7 ideas · 2 outcomes`."""
    counts: dict[str, int] = {}
    for catch in catches:
        counts[catch.kind] = counts.get(catch.kind, 0) + 1
    return " · ".join(_counted(kind, counts[kind]) for kind in CATCH_KINDS if kind in counts)


def _counted(kind: str, n: int) -> str:
    words = {
        "idea": lambda: ngettext("%(n)d idea", "%(n)d ideas", n),
        "outcome": lambda: ngettext("%(n)d outcome", "%(n)d outcomes", n),
        "parked": lambda: ngettext("%(n)d parked", "%(n)d parked", n),
        "experiment": lambda: ngettext("%(n)d experiment", "%(n)d experiments", n),
        "decision": lambda: ngettext("%(n)d decision", "%(n)d decisions", n),
        "action": lambda: ngettext("%(n)d action", "%(n)d actions", n),
        "option": lambda: ngettext("%(n)d option", "%(n)d options", n),
        "point": lambda: ngettext("%(n)d point made", "%(n)d points made", n),
    }
    return words[kind]() % {"n": n}


def lateness(seen: Clock) -> str:
    """Late, early or on time, in words."""
    if seen.late > 0:
        return _("%(length)s late") % {"length": dates.length(seen.late)}
    if seen.late < 0:
        return _("%(length)s early") % {"length": dates.length(-seen.late)}
    return _("on time")


def ending(seen: Clock, zone: str) -> str:
    """When the day will end, and when it was planned to."""
    ends, planned = clock_time(seen.told_end, zone), clock_time(seen.planned_end, zone)
    if seen.phase == "ended":
        return _("ended %(time)s (planned %(planned)s)") % {"time": ends, "planned": planned}
    if ends == planned:
        return _("ends %(time)s as planned") % {"time": ends}
    return _("ends %(time)s (planned %(planned)s)") % {"time": ends, "planned": planned}


def clock_time(moment: datetime, zone: str) -> str:
    """What the clock on the wall shows then."""
    return dates.time_of(clock.local(moment, zone))


def head(run: Run, seen: Clock, now: datetime, width: int) -> Content:
    """Whose day it is, what time it is, and how it goes: one line, or two when narrow."""
    at = clock_time(now, run.zone)
    ends = ending(seen, run.zone)
    late = "" if seen.phase == "ended" else lateness(seen)
    ink = "bold $text-warning" if seen.late > 0 else "bold $text-success"
    right = Content.assemble((late, ink), " · " if late else "", ends)
    one_line = width - cell_len(at) - right.cell_length - 9
    if width >= 100 and one_line >= 12:
        title = cut(run.workshop_title, one_line)
        gap = " " * max(1, width - cell_len(title) - cell_len(at) - right.cell_length - 7)
        return Content.assemble(" ", (title, "bold"), gap, (at, "bold $accent"), "    ", right)
    title = cut(run.workshop_title, width - cell_len(at) - 4)
    gap = " " * max(1, width - cell_len(title) - cell_len(at) - 2)
    return Content.assemble(" ", (title, "bold"), gap, (at, "bold $accent"), "\n ", right)


@dataclass(frozen=True, slots=True, kw_only=True)
class Now:
    """What is told big: whose turn it is, the figures and the words beside them."""

    name: str
    figures: str
    words: tuple[str, ...]
    ink: str


def now_told(run: Run, state: State, seen: Clock, now: datetime) -> Now:
    """The current block and its clock."""
    if seen.phase == "ended":
        ways = (_("enter shows what came of it"), _("b goes on where it ended"))
        return Now(name=_("The workshop has ended"), figures="", words=ways, ink="")
    if seen.current is None:
        first = seen.coming[0].block.title if seen.coming else ""
        wait = int((seen.free - now).total_seconds())
        return Now(
            name=first, figures=count(max(0, wait)), words=(_("until it begins"),), ink="$accent"
        )
    title, length = seen.current.title, dates.length(seen.length // 60)
    led = _("led by %(name)s") % {"name": seen.current.lead_name} if seen.current.lead_name else ""
    if seen.phase == "waiting" and state.since is not None:
        wait = int((state.since - now).total_seconds())
        at = clock_time(state.since, run.zone)
        words: tuple[str, ...] = (_("until it begins"), _("at %(time)s") % {"time": at})
        return Now(name=title, figures=count(max(0, wait)), words=words, ink="$accent")
    left = _("left of %(length)s") % {"length": length}
    if seen.remaining < 0:
        over = -seen.remaining // 60
        left = _("%(length)s over") % {"length": dates.length(over)}
        left = left if over else _("less than a minute over")
        beside: tuple[str, ...] = (left, _("of %(length)s") % {"length": length}, led)
        ink = "bold $text-error"
    else:
        beside, ink = (left, led), "bold $foreground"
        if seen.remaining <= min(120, seen.length // 5):
            ink = "bold $text-warning"
    if seen.phase == "stopped":
        beside, ink = (_("the clock is stopped"), left, led), "bold $text-warning"
    return Now(name=title, figures=count(seen.remaining), words=beside, ink=ink)


def now_shown(told: Now, width: int, *, high: bool) -> Content:
    """NOW, the title, and the big figures with the words beside them."""
    label = _("NOW")
    title = cut(told.name, width - cell_len(label) - 4)
    rows = tall(told.figures, high=high)
    indent = "  " if width < 50 else "    "
    room = width - len(indent) - len(rows[0]) - 4
    first = (len(rows) - len(told.words)) // 2 if len(told.words) < len(rows) else 0
    lines = [Content.assemble(" ", (label, "bold $accent"), "  ", (title, "bold")), Content("")]
    for n, row in enumerate(rows):
        at = n - first
        beside = told.words[at] if 0 <= at < len(told.words) else ""
        ink = "bold" if at == 0 else "$text-muted"
        lines.append(Content.assemble(indent, (row, told.ink), "   ", (cut(beside, room), ink)))
    return Content("\n").join(lines)


def step_shown(seen: Clock, width: int) -> Content:
    """The step it is in, with a bar that empties; nothing when the block has no steps."""
    if seen.current is None or seen.step is None:
        return Content("")
    step = seen.current.steps[seen.step]
    where = _("step %(n)d/%(of)d") % {"n": seen.step + 1, "of": len(seen.current.steps)}
    group = _(GROUPINGS.get(step.grouping, "")).upper()
    left = count(seen.step_remaining)
    room = min(24, width - cell_len(where) - cell_len(group) - cell_len(left) - 8)
    bar = ""
    if room >= 6:
        full = round(room * seen.step_remaining / seen.step_length) if seen.step_length else 0
        bar = "▓" * full + "░" * (room - full)
    return Content.assemble(
        " ", (where, "$text-muted"), "  ", (group, "bold $accent"), "  ", (left, "bold"), " ",
        (bar, "$accent"),
    )  # fmt: skip


def steps_shown(seen: Clock, width: int, rows: int) -> Content:
    """The steps with the time each has in this block; those nearest the current one when many.

    What is not written down is said beside each, or under all where a title would be cut for it.
    """
    steps, current = seen.current.steps if seen.current else (), seen.step
    if not steps or rows <= 0:
        return Content("")
    seconds = stretched([step.seconds for step in steps], seen.length)
    groups = max(cell_len(_(GROUPINGS.get(step.grouping, ""))) for step in steps)
    private = [step for step in steps if step.record == "none"]
    words, room = _("not written down"), width - groups - 15
    signed = any(cell_len(f"{step.title} · {words}") > room for step in private)
    rows = max(1, rows - signed)
    first = max(0, min((current or 0) - 1, len(steps) - rows))
    shown = []
    for n in range(first, min(len(steps), first + rows)):
        step = steps[n]
        mark = "▸" if n == current else "✓" if current is not None and n < current else " "
        beside = "" if step.record != "none" else f" {UNWRITTEN}" if signed else f" · {words}"
        ink = "bold" if n == current else "$text-muted" if mark == "✓" else ""
        group = _(GROUPINGS.get(step.grouping, ""))
        line = f" {mark} {n + 1} {count(seconds[n]):>5}  {group:<{groups}}  "
        title = cut(step.title, room - cell_len(beside))
        shown.append(Content.assemble((line, ink), (title, ink), (beside, "$text-warning")))
    if signed:
        shown.append(Content.styled(f" {UNWRITTEN} {words}", "$text-warning"))
    return Content("\n").join(shown)


def off_plan(coming: Sequence[Coming]) -> bool:
    """Whether any block ahead is expected at another time than was planned."""
    return any(one.told != one.planned for one in coming if not one.skipped)


def coming_head(width: int, *, two: bool) -> Content:
    """What the columns of the coming blocks are; `two` when planned times are shown too."""
    label = _("NEXT")
    if width < 46 or not two:
        return Content.assemble(" ", (label, "bold $accent"))
    told = _("expected  planned")
    return Content.assemble(" ", (label, "bold $accent"), "  ", (told, "$text-muted"))


def coming_row(
    coming: Coming, zone: str, width: int, *, chosen: bool, marked: bool, two: bool
) -> Content:
    """A block ahead: when it is expected, when it was planned if `two`, its title and minutes."""
    expected, planned = clock_time(coming.told, zone), clock_time(coming.planned, zone)
    mark = "▸" if chosen else " "
    minutes = str(coming.minutes)
    notes = []
    if coming.skipped:
        notes.append(_("skipped"))
    elif coming.block.fixed:
        notes.append(_("fixed"))
    note = " · ".join(notes)
    room = width - (21 if two else 15) - (cell_len(note) + 1 if note else 0)
    if coming.skipped and room < LEAST_TITLE:
        # The dash in place of its time says it too; which block it is must be read.
        room, note = room + cell_len(note) + 1, ""
    title = cut(coming.block.title, room)
    ink = "$text-muted strike" if coming.skipped else "bold" if chosen and marked else ""
    pad = " " * max(0, room - cell_len(title))
    when = f"{expected:>5}" if not coming.skipped else "    –"
    was = f" {planned if planned != expected else '':>5}" if two else ""
    return Content.assemble(
        (f"{mark}{when}", "bold"), ("!" if coming.late else " ", "bold $text-warning"),
        (was, "$text-muted"), "  ", (title, ink), pad,
        " " if note else "", (note, "$text-muted"), f" {minutes:>4}",
    )  # fmt: skip


def caught_shown(catches: Sequence[Catch], zone: str, width: int, rows: int) -> Content:
    """How many of each kind have been caught, and the last ones."""
    label, counts = _("CAUGHT"), caught_counts(catches)
    lines = [
        Content.assemble(
            " ", (label, "bold $accent"), "  ", cut(counts, width - cell_len(label) - 4)
        )
    ]
    if not catches:
        return Content.assemble(lines[0], ("–", "$text-muted"))
    last = (
        sorted(catches, key=lambda catch: catch.caught_at)[-max(0, rows - 1) :] if rows > 1 else []
    )
    kinds = [cut(_(CATCH_KINDS[catch.kind]), 10) for catch in last]
    longest = max(map(cell_len, kinds), default=0)
    for catch, kind in zip(last, kinds, strict=True):
        at = clock_time(catch.caught_at, zone)
        said = cut(catch.first_line, width - longest - 11)
        lines.append(Content.assemble((f" {at:>5}  {kind:<{longest}}  ", "$text-muted"), said))
    return Content("\n").join(lines)


def too_much(plan: Plan, seen: Clock, run: Run) -> str:
    """How much too much there is and before what, in words; empty when it fits."""
    if plan.fits:
        return ""
    by = dates.length(plan.over)
    ahead = {coming.block.id: coming for coming in seen.coming}
    for change in plan.changes:
        coming = ahead.get(change.id)
        if coming and change.late:
            at = clock_time(coming.planned, run.zone)
            values = {"length": by, "time": at, "title": coming.block.title}
            return _("%(length)s too much before %(time)s %(title)s") % values
    return _("%(length)s too much before the end") % {"length": by}


def trouble(words: str, width: int) -> Content:
    """What does not fit and the key that mends it; nothing when all fits."""
    if not words:
        return Content("")
    return Content.assemble(
        (f" ! {cut(words, width - 4)}", "bold $text-warning"),
        "\n ", ("r", "bold $accent"), "  ", _("plan the rest anew"),
    )  # fmt: skip


def can_take_back(facts: Sequence[Fact]) -> datetime | None:
    """When the last re-planning or skip was made, unless it has been taken back since."""
    groups: list[list[Fact]] = []
    for fact in facts:
        if fact.run_block_id is None or fact.kind not in ("skip", "unskip", "add"):
            continue
        if groups and groups[-1][0].at == fact.at:
            groups[-1].append(fact)
        else:
            groups.append([fact])
    if not groups:
        return None
    if len(groups) > 1 and _undoes(groups[-1], groups[-2]):
        return None
    return groups[-1][0].at


def _undoes(later: Sequence[Fact], earlier: Sequence[Fact]) -> bool:
    other = {"skip": "unskip", "unskip": "skip"}
    opposite = {(other.get(f.kind, f.kind), f.run_block_id, -f.seconds) for f in earlier}
    return {(f.kind, f.run_block_id, f.seconds) for f in later} == opposite

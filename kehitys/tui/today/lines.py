"""What Today says, as lines."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from rich.cells import cell_len

from kehitys.domain import clock
from kehitys.i18n import _, dates, ngettext
from kehitys.store.today import Coming, Done, TodayPage, Trial
from kehitys.tui.widgets.columns import cut
from kehitys.tui.widgets.link_list import Line, Target
from kehitys.tui.widgets.spark import spark

if TYPE_CHECKING:
    from kehitys.store.second_folder import Behind

POINT_EVERY = 7
"""Days after which a running experiment wants a new point."""
MOST_TITLE = 30
"""Cells for the title of a running experiment."""


def doing(page: TodayPage, today: date, *, airy: bool) -> list[Line]:
    """The workshop that runs, the next ones, and the experiments being tried."""
    return _sections(_going_on(page), _coming(page, today, airy), _running(page, today, airy))


def waiting(
    page: TodayPage, today: date, now: datetime, behind: Behind | None = None
) -> list[Line]:
    """What waits for the person, then what changed lately."""
    return _sections(_waiting(page, today, behind), _changed(page, now))


def everything(
    page: TodayPage, today: date, now: datetime, behind: Behind | None = None, *, airy: bool
) -> list[Line]:
    """All of it in one list, the most urgent first."""
    return _sections(
        _going_on(page),
        _coming(page, today, airy),
        _waiting(page, today, behind),
        _running(page, today, airy),
        _changed(page, now),
    )


def _sections(*sections: list[Line]) -> list[Line]:
    """The sections that say something, with a blank line between."""
    lines: list[Line] = []
    for section in filter(None, sections):
        lines += [Line(), *section] if lines else section
    return lines


def _going_on(page: TodayPage) -> list[Line]:
    words = _("Continue the workshop")
    return [
        Line(
            (("▶ ", "good"), (f"{words}  ", "good"), (run.title, "strong")),
            Target("run", run.run_id),
        )
        for run in page.unfinished
    ]


def _coming(page: TodayPage, today: date, airy: bool) -> list[Line]:
    lines = [_head(_("Coming up"))]
    if not page.coming:
        lines.append(_quiet(_("No workshop ahead. Press 3, then n, to plan one.")))
    for n, workshop in enumerate(page.coming):
        lines += [Line()] if n and airy else []
        lines += _workshop(workshop, today, airy)
    return lines


def _running(page: TodayPage, today: date, airy: bool) -> list[Line]:
    lines = [_head(_("Experiments running"))]
    running = [trial for trial in page.trials if trial.state == "running"]
    if not running:
        lines.append(_quiet(_("None now. Press 4, then n, to write down an idea.")))
    room = min(MOST_TITLE, max((cell_len(trial.title) for trial in running), default=0))
    for trial in running:
        review = dates.near_date(trial.review, today) if trial.review else ""
        title = cut(trial.title, room)
        title += " " * (room - cell_len(title) + 2)
        lines.append(
            Line(
                (("● ", "good"), (title, "plain"), (spark(trial.values), "quiet")),
                Target("experiment", trial.id),
                (_("review %(day)s") % {"day": review} if review else "", "quiet"),
            )
        )
        if airy:
            lines.append(_quiet("  " + " · ".join([_("running"), *_last_value(trial, today)])))
    return lines


def _last_value(trial: Trial, today: date) -> list[str]:
    if trial.values and trial.last_point:
        last = {
            "value": dates.number(trial.values[-1]),
            "day": dates.near_date(trial.last_point, today),
        }
        return [_("last value %(value)s on %(day)s") % last]
    return [_("no values yet")] if trial.counted else []


def _waiting(page: TodayPage, today: date, behind: Behind | None) -> list[Line]:
    urgent = [line for trial in page.trials if (line := _wants(trial, today))]
    urgent += _reminder(behind)
    nothing = _quiet(_("Nothing. A good moment to look ahead."))
    return [_head(_("Waiting for you")), *(urgent or [nothing])]


def _reminder(behind: Behind | None) -> list[Line]:
    """That the copies on the other disk are old, and what to do."""
    if behind is None:
        return []
    days = behind.days
    age = (
        _("no copy yet")
        if days is None
        else ngettext("copy %(n)d day old", "copy %(n)d days old", days) % {"n": days}
    )
    target = Target("page", "backups")
    return [
        Line((("· ", "quiet"), (_("Second backup folder"), "plain")), target, (age, "quiet")),
        _quiet(f"  {_('Connect the disk, then press F6 and b.')}"),
    ]


def _changed(page: TodayPage, now: datetime) -> list[Line]:
    nothing = _quiet(_("What you do is listed here, and ctrl+z takes it back."))
    return [_head(_("Changed lately")), *([_change(done, now) for done in page.done] or [nothing])]


def _head(words: str) -> Line:
    return Line(((words, "head"),))


def _quiet(words: str) -> Line:
    return Line(((words, "quiet"),))


def coming_up() -> list[Line]:
    """What stands there while the file of an earlier Kehitys is brought up to date."""
    return [
        Line(((_("Your file is being updated for this version of Kehitys."), "strong"),)),
        _quiet(_("A backup of it is made first. A large file takes a moment.")),
    ]


def welcome(behind: Behind | None = None) -> list[Line]:
    """What an empty file says: what this is for and what to do first."""
    reminder = _reminder(behind)
    first = (
        ("3", "workshops", _("Plan your first workshop from a template")),
        ("2", "methods", _("Look through the methods")),
        ("4", "experiments", _("Write down an idea for an experiment")),
        ("5", "network", _("Add your colleagues to the network")),
    )
    return [
        Line(((_("Here you will see what wants you today."), "strong"),)),
        Line(),
        *(
            Line(((f"{key:<4}", "good"), (words, "plain")), Target("place", place))
            for key, place, words in first
        ),
        Line(),
        Line(
            ((f"{'F1':<4}", "good"), (_("Every key of the screen you are on"), "plain")),
            Target("page", "help"),
        ),
        *([Line(), *reminder] if reminder else []),
    ]


def _workshop(workshop: Coming, today: date, airy: bool) -> list[Line]:
    when = _("today") if workshop.date == today else dates.day(workshop.date, table=True)
    people = ngettext("%(n)d person", "%(n)d people", workshop.people) % {"n": workshop.people}
    size = ngettext("%(n)d block", "%(n)d blocks", workshop.blocks) % {"n": workshop.blocks}
    about = [[people, workshop.team, workshop.place]]
    if airy:
        about = [[people, workshop.team], [workshop.place, size]]
    told = [" · ".join(part for part in parts if part) for parts in about]
    title = Line(
        (
            (f"{when:<10} {dates.time_of(workshop.start):>5}  ", "plain"),
            (workshop.title, "strong"),
        ),
        Target("workshop", workshop.id),
        (dates.length(workshop.minutes), "quiet"),
    )
    return [title, *(_quiet(" " * 18 + line) for line in told if line)]


def _wants(trial: Trial, today: date) -> Line | None:
    target = Target("experiment", trial.id)
    title = (trial.title, "plain")
    if trial.state == "study":
        return Line((("! ", "warn"), title), target, (_("waits for a decision"), "warn"))
    if trial.review is not None and trial.review < today:
        days = (today - trial.review).days
        words = ngettext("review %(n)d day late", "review %(n)d days late", days) % {"n": days}
        return Line((("! ", "warn"), title), target, (words, "warn"))
    late = trial.last_point is None or (today - trial.last_point).days > POINT_EVERY
    if trial.counted and late:
        words = _("no value for %(week)s") % {"week": dates.week(today)}
        return Line((("· ", "quiet"), title), target, (words, "quiet"))
    return None


def _change(done: Done, now: datetime) -> Line:
    at, here = clock.local(done.at), clock.local(now)
    when = dates.time_of(at) if at.date() == here.date() else dates.short_date(at.date())
    words = _("Undone: %(done)s") % {"done": _(done.label)} if done.undo else _(done.label)
    named = f" · {done.name}" if done.name else ""
    return Line(
        ((f"{when:>6}  ", "quiet"), (f"{done.person:<8} ", "quiet"), (words + named, "plain"))
    )

"""What Today says, as lines."""

from __future__ import annotations

from datetime import date, datetime

from kehitys.domain import clock
from kehitys.i18n import _, dates, ngettext
from kehitys.store.today import Coming, Done, TodayPage, Trial
from kehitys.tui.widgets.link_list import Line, Target
from kehitys.tui.widgets.spark import spark

POINT_EVERY = 7
"""Days after which a running experiment wants a new point."""


def doing(page: TodayPage, today: date) -> list[Line]:
    """The workshop that runs, the next ones, and the experiments being tried."""
    lines: list[Line] = []
    for run in page.unfinished:
        lines.append(
            Line(
                (
                    ("▶ ", "good"),
                    (_("Continue the workshop") + "  ", "good"),
                    (run.title, "strong"),
                ),
                Target("run", run.run_id),
            )
        )
    if lines:
        lines.append(Line())
    lines.append(Line(((_("Next"), "head"),)))
    if not page.coming:
        lines.append(Line(((_("No workshop ahead. Press 3, then n, to plan one."), "quiet"),)))
    for workshop in page.coming:
        lines += _workshop(workshop, today)
    lines += [Line(), Line(((_("Experiments running"), "head"),))]
    running = [trial for trial in page.trials if trial.state == "running"]
    if not running:
        lines.append(Line(((_("None now. Press 4, then n, to write down an idea."), "quiet"),)))
    for trial in running:
        lines.append(
            Line(
                (("● ", "good"), (trial.title + "  ", "plain"), (spark(trial.values), "quiet")),
                Target("experiment", trial.id),
                (_("review %(day)s") % {"day": dates.short_date(trial.review)}, "quiet")
                if trial.review
                else ("", "quiet"),
            )
        )
    return lines


def waiting(page: TodayPage, today: date, now: datetime) -> list[Line]:
    """What waits for the person, then what changed lately."""
    lines = [Line(((_("Waiting for you"), "head"),))]
    urgent = [line for trial in page.trials if (line := _wants(trial, today))]
    lines += urgent or [Line(((_("Nothing. A good moment to look ahead."), "quiet"),))]
    lines += [Line(), Line(((_("Changed lately"), "head"),))]
    lines += [_change(done, now) for done in page.done]
    if not page.done:
        lines.append(Line(((_("What you do is listed here, and ctrl+z takes it back."), "quiet"),)))
    return lines


def welcome() -> list[Line]:
    """What an empty file says: what this is for and what to do first."""
    return [
        Line(((_("Here you will see what wants you today."), "strong"),)),
        Line(),
        Line((("3", "good"), (f"  {_('Plan your first workshop from a template')}", "plain"))),
        Line((("2", "good"), (f"  {_('Look through the methods')}", "plain"))),
        Line((("4", "good"), (f"  {_('Write down an idea for an experiment')}", "plain"))),
        Line((("5", "good"), (f"  {_('Add your colleagues to the network')}", "plain"))),
        Line(),
        Line((("F1", "good"), (f"  {_('Every key of the screen you are on')}", "plain"))),
    ]


def _workshop(workshop: Coming, today: date) -> list[Line]:
    when = _("today") if workshop.date == today else dates.day(workshop.date, table=True)
    size = ngettext("%(n)d block", "%(n)d blocks", workshop.blocks) % {"n": workshop.blocks}
    about = [
        workshop.team,
        ngettext("%(n)d person", "%(n)d people", workshop.people) % {"n": workshop.people},
        workshop.place,
        f"{size}, {dates.length(workshop.minutes)}",
    ]
    return [
        Line(
            (
                (f"{when:<10} {dates.time_of(workshop.start):>5}  ", "plain"),
                (workshop.title, "strong"),
            ),
            Target("workshop", workshop.id),
        ),
        Line(((" " * 18 + " · ".join(part for part in about if part), "quiet"),)),
    ]


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

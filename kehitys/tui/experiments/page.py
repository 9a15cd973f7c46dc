"""One experiment told in a page: what is believed, what was counted, what was learnt."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import pairwise

from textual.content import Content

from kehitys.domain.experiments import Experiment, Measure, Point, Prediction
from kehitys.i18n import _, dates, ngettext
from kehitys.tui.base import joined
from kehitys.tui.experiments import experiment_words as words
from kehitys.tui.widgets.spark import spark

MOST_POINTS = 12
"""How many of the newest points stand in rows."""
WIDEST_SPARK = 40


def told(experiment: Experiment, today: date, wanted: str = "") -> Content:
    """The page; `wanted` says what the next step still needs."""
    parts = [
        *_head(experiment, today),
        *([Content.styled(wanted, "$text-muted")] if wanted else []),
        *_belief(experiment, today),
        *_paragraph(_("Problem"), experiment.problem),
        *_paragraph(_("Trial"), experiment.trial),
        *_measures(experiment, today),
        *_end(experiment),
        *_history(experiment, today),
    ]
    return Content("\n").join(parts)


def _head(experiment: Experiment, today: date) -> list[Content]:
    days = words.days_late(experiment, today)
    rounds = _("round %(n)d") % {"n": experiment.cycle} if experiment.cycle > 1 else ""
    starts = ""
    if experiment.starts:
        starts = _("started %(day)s") % {"day": dates.near_date(experiment.starts, today)}
    review = ""
    if experiment.review:
        review = _("review %(day)s") % {"day": dates.near_date(experiment.review, today)}
    late = f"!{dates.NO_BREAK}{words.late(days)}" if days else ""
    lines = [
        Content.styled(experiment.title, "bold $accent"),
        joined(
            [
                Content.styled(words.state(experiment), "bold"),
                Content.styled(late, "bold $text-warning"),
            ]
        ),
        joined([rounds, starts, review]),
        joined([experiment.team_name, experiment.owner_name]),
    ]
    if experiment.workshop_title:
        source = _("From the workshop %(title)s") % {"title": experiment.workshop_title}
        lines.append(Content.styled(source, "$text-muted"))
    return [line for line in lines if line.plain]


def _belief(experiment: Experiment, today: date) -> list[Content]:
    lines: list[Content] = []
    if experiment.hypothesis:
        lines += _paragraph(_("We believe that …"), experiment.hypothesis)
        if experiment.because:
            because = Content.styled(_("… because …"), "bold $accent")
            lines += [because, Content(experiment.because)]
    if not experiment.predictions:
        return lines
    first, *amendments = experiment.predictions
    lines += _heading(_("Prediction"))
    lines += _prediction(first, _locked(first, today), today)
    for each in amendments:
        assert each.locked_at is not None
        said = _("amended %(when)s") % {"when": words.moment(each.locked_at, today)}
        lines += _prediction(each, said, today)
    return lines


def _locked(prediction: Prediction, today: date) -> str:
    if prediction.locked_at is None:
        return _("open: locks when the trial starts")
    return _("locked %(when)s") % {"when": words.moment(prediction.locked_at, today)}


def _prediction(prediction: Prediction, lock: str, today: date) -> list[Content]:
    return [
        Content(prediction.text),
        Content.styled(words.aim(prediction, today), "bold"),
        Content.styled(lock, "$text-muted"),
    ]


def _measures(experiment: Experiment, today: date) -> list[Content]:
    if experiment.qualitative and not experiment.measures:
        return [
            *_heading(_("Measure")),
            Content.styled(
                _("Nothing is counted: what is learnt is told in words."), "$text-muted"
            ),
        ]
    return [line for each in experiment.measures for line in _measure(experiment, each, today)]


def _measure(experiment: Experiment, measure: Measure, today: date) -> list[Content]:
    head = joined([Content.styled(measure.name, "bold $accent"), measure.unit])
    role = _(words.ROLE_NAMES[measure.role]) if measure.role == "balancing" else ""
    lines = [Content(""), joined([head, Content.styled(role, "$text-muted")])]
    if not measure.points:
        lines.append(Content.styled(_("No values yet."), "$text-muted"))
        return lines
    n = len(measure.points)
    values = [point.value for point in measure.points]
    lines.append(
        joined(
            [
                Content.styled(spark(values[-WIDEST_SPARK:]), "$accent"),
                ngettext("%(n)d value", "%(n)d values", n) % {"n": n},
            ],
            "  ",
        )
    )
    lines += _points(measure.points, experiment.starts, today)
    if n > MOST_POINTS:
        more = n - MOST_POINTS
        sentence = ngettext("and %(n)d earlier value", "and %(n)d earlier values", more)
        lines.append(Content.styled(sentence % {"n": more}, "$text-muted"))
    return lines


def _points(points: tuple[Point, ...], starts: date | None, today: date) -> Iterable[Content]:
    """The newest points, newest first, with a line where the trial began."""
    shown = list(reversed(points[-MOST_POINTS:]))
    days = [dates.near_date(point.on, today) for point in shown]
    numbers = [dates.number(point.value) for point in shown]
    day_width, number_width = max(map(len, days)), max(map(len, numbers))
    begins = [
        starts is not None and older.on < starts <= newer.on for newer, older in pairwise(shown)
    ] + [False]
    for point, on, number, began in zip(shown, days, numbers, begins, strict=True):
        yield Content.assemble(
            (f"  {on:<{day_width}}", "$text-muted"),
            (f"  {number:>{number_width}}", "bold"),
            (f"  {point.note}" if point.note else "", "$text-muted"),
        )
        if began:
            yield Content.styled(f"  ─── {_('the trial began')} ───", "$text-muted")


def _end(experiment: Experiment) -> list[Content]:
    lines = _paragraph(_("Learning"), experiment.learning)
    if experiment.decision:
        name = _(words.DECISION_NAMES[experiment.decision])
        sign = words.DECISION_SIGNS[experiment.decision]
        lines += [*_heading(_("Decision")), Content.styled(f"{sign} {name}", "bold")]
        if experiment.decision_reason:
            lines.append(Content(experiment.decision_reason))
    return lines


def _history(experiment: Experiment, today: date) -> list[Content]:
    if not experiment.moves:
        return []
    lines = _heading(_("Steps"))
    for move in experiment.moves:
        step = f"{words.state_name(move.before)} → {words.state_name(move.after)}"
        when = Content.styled(words.moment(move.at, today), "$text-muted")
        lines.append(joined([joined([when, step], "  "), move.person_name, move.reason]))
    return lines


def _heading(name: str) -> list[Content]:
    return [Content(""), Content.styled(name, "bold $accent")]


def _paragraph(heading: str, text: str) -> list[Content]:
    return [*_heading(heading), Content(text)] if text else []

"""A method that is offered: its name and length, and why it suits or what stands in its way."""

from __future__ import annotations

from collections.abc import Iterable

from textual.content import Content

from kehitys.domain.fit import HARD, Fit, Reason
from kehitys.domain.history import Offer
from kehitys.domain.terms import PHASE_NAMES, PURPOSE_NAMES
from kehitys.domain.words import said_in
from kehitys.files.fit_words import offered, sentence
from kehitys.files.method_words import minutes_span
from kehitys.i18n import _, current
from kehitys.tui.widgets.hanging import hanging

_OF_ALL = ("time_fit", "mode_fit", "purpose_fit")
"""What all that suit have in common; what tells them apart is the rest."""


def method_line(found: Fit, width: int, offer: Offer | None = None) -> Content:
    """The lines of one offered method; with `offer`, how many minutes it had better be given.

    Lines longer than `width` cells go on under their words, not under their sign.
    """
    method = found.method
    edition = method.edition(current())
    badge = "" if edition.lang == current() else f" [{edition.lang}]"
    lines = [
        Content.assemble(
            (edition.name, "bold"), (f"{badge}  {minutes_span(method.minutes)}", "$text-muted")
        )
    ]
    if found.suits:
        good = [each for each in found.reasons if each.good and each.code not in _OF_ALL]
        lines += _told(good, "✓", "$text-success", width)
        bad = [each for each in found.reasons if not each.good]
        lines += _told(bad, "⚠", "$text-warning", width)
    else:
        hard = [each for each in found.reasons if each.code in HARD]
        lines += _told(hard, "✗", "$text-warning", width)
    if offer is not None:
        mark = Content.styled("◷ ", "$accent")
        lines += hanging(Content.styled(offered(offer), "$text-muted"), width, mark)
    return Content("\n").join(lines)


def _told(reasons: Iterable[Reason], sign: str, ink: str, width: int) -> list[Content]:
    words = _in_short(reasons)
    if not words:
        return []
    return hanging(Content.styled(words, "$text-muted"), width, Content.styled(f"{sign} ", ink))


def _in_short(reasons: Iterable[Reason]) -> str:
    """The reasons in sentences; all shared purposes in one, and the part of the day without one."""
    purposes: list[str] = []
    phases: list[str] = []
    others: list[str] = []
    for reason in reasons:
        if reason.code == "purpose_same":
            purposes.append(said_in(PURPOSE_NAMES[str(reason.values["purpose"])], current()).text)
        elif reason.code == "phase_fit":
            phases.append(said_in(PHASE_NAMES[str(reason.values["phase"])], current()).text)
        else:
            others.append(sentence(reason))
    if purposes:
        same = _("Has the same purpose: %(purpose)s.") % {"purpose": ", ".join(purposes)}
        return " ".join([same, *others])
    if phases:
        part = _("Belongs in this part of the day: %(phase)s.") % {"phase": ", ".join(phases)}
        return " ".join([part, *others])
    return " ".join(others)

"""One block of an agenda told whole: why it is here, whether it fits, how it goes."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from kehitys.domain.agenda import Placed
from kehitys.domain.fit import Reason, Slot, fit
from kehitys.domain.gate import Remark
from kehitys.domain.methods import Edition, Method
from kehitys.domain.workshops import Block, Workshop
from kehitys.files import block_words
from kehitys.files.fit_words import sentence
from kehitys.files.method_words import minutes_span, quoted, step_length
from kehitys.i18n import _, current, dates
from kehitys.tui.base import joined
from kehitys.tui.widgets.hanging import hanging, held
from kehitys.tui.workshops import workshop_words as words

_UNDER = "   "
"""What is said and done in a step stands under its title."""


def block_page(
    workshop: Workshop, placed: Placed, remarks: Sequence[Remark], width: int
) -> Content:
    """Everything there is to say of a block in `width` cells, for the facilitator who plans it."""
    block = placed.block
    lines = [Content.styled(block_words.title(block), "bold $accent")]
    method = block.method
    edition = None if method is None else method.edition(current())
    if edition is not None:
        lines += _method_head(block, edition)
    lines += [_quiet(_length(block)), *_bounds(block)]
    if block.start is not None:
        lines.append(
            Content(_("The start is locked at %(time)s.") % {"time": dates.time_of(block.start)})
        )
    lines += _reasons(workshop, block, width)
    seen = {sentence(reason) for reason in _fit_reasons(workshop, block, good=False)}
    for remark in remarks:
        if remark.block_id == block.id and sentence(remark.reason) not in seen:
            lines += _against(sentence(remark.reason), width)
    lines += _section(_("Why here"), block.why)
    lines += _section(_("Note"), block.note)
    if method is not None and edition is not None:
        lines += _section(_("Invitation"), _said(edition.invitation, edition.lang))
        lines += _steps(method, edition, width)
        if workshop.mode != "room":
            lines += _section(_("When remote"), edition.remote_notes)
    return Content("\n").join(lines)


def _method_head(block: Block, edition: Edition) -> list[Content]:
    badge = "" if edition.lang == current() else f" [{edition.lang}]"
    lines = []
    if block.title and block.title != edition.name:
        lines.append(Content.assemble(edition.name, (badge, "$text-muted")))
    elif badge:
        lines.append(_quiet(badge.strip()))
    if edition.summary:
        lines.append(Content(edition.summary))
    lines.append(Content(""))
    return lines


def _length(block: Block) -> str:
    usual = []
    if block.method is not None:
        of = block.method.minutes
        if of is not None:
            usual.append(
                _("usually %(typical)s (%(span)s)")
                % {"typical": dates.minutes(of.typical), "span": minutes_span(of)}
            )
    else:
        usual.append(dates.minutes(block.minutes))
    how = words.how(block)
    return " · ".join(part for part in (*usual, how, block.lead_name) if part)


def _bounds(block: Block) -> list[Content]:
    least, most = block.min_minutes, block.max_minutes
    if least is None and most is None:
        return []
    if least is None:
        told = _("here at most %(most)s") % {"most": dates.minutes(most or 0)}
    elif most is None:
        told = _("here at least %(least)s") % {"least": dates.minutes(least)}
    else:
        told = _("here %(least)d–%(most)s") % {"least": least, "most": dates.minutes(most)}
    return [_quiet(told)]


def _fit_reasons(workshop: Workshop, block: Block, *, good: bool) -> list[Reason]:
    if block.method is None:
        return []
    slot = Slot(minutes=block.minutes, people=workshop.headcount, mode=workshop.mode)
    return [reason for reason in fit(block.method, slot).reasons if reason.good == good]


def _reasons(workshop: Workshop, block: Block, width: int) -> list[Content]:
    lines = []
    for reason in _fit_reasons(workshop, block, good=False):
        lines += _against(sentence(reason), width)
    for reason in _fit_reasons(workshop, block, good=True):
        lines += hanging(sentence(reason), width, Content.styled("✓ ", "$text-success"))
    return lines


def _steps(method: Method, edition: Edition, width: int) -> list[Content]:
    if not method.steps:
        return []
    lines = [Content(""), _heading(_("Steps"))]
    for n, step in enumerate(method.steps):
        told = edition.steps[n] if n < len(edition.steps) else None
        grouping = _(words.GROUPING_NAMES[step.grouping])
        title = told.title if told else ""
        facts = joined([grouping if title else "", step_length(step.seconds)]).plain
        head = Content.assemble((title or grouping, "bold"), "  ", (held(facts), "$text-muted"))
        lines += hanging(head, width, Content.styled(f"{n + 1:>2} ", "$accent"))
        if told and told.say:
            quote = Content.styled(_said(told.say, edition.lang), "italic $text-accent")
            lines += hanging(quote, width, _UNDER)
        if told and told.do:
            lines += hanging(_quiet(told.do), width, _UNDER)
    return lines


def _said(text: str, lang: str) -> str:
    return quoted(text, lang) if text else ""


def _section(heading: str, text: str) -> list[Content]:
    return [Content(""), _heading(heading), Content(text)] if text else []


def _heading(text: str) -> Content:
    return Content.styled(text, "bold")


def _quiet(text: str) -> Content:
    return Content.styled(text, "$text-muted")


def _against(text: str, width: int) -> list[Content]:
    return hanging(
        Content.styled(text, "$text-warning"), width, Content.styled("⚠ ", "$text-warning")
    )

"""The lines of an agenda: blocks as long as they last, and what is to be seen about them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from kehitys.domain import clock
from kehitys.domain.agenda import Agenda, Placed
from kehitys.domain.gate import Remark
from kehitys.domain.workshops import Workshop
from kehitys.files import block_words
from kehitys.files.fit_words import sentence
from kehitys.i18n import _, dates
from kehitys.tui.workshops import workshop_words as words

SIGNS = {"method": "▌", "talk": "▎", "break": "▒", "buffer": "░"}
SCALES = (5, 10, 15, 30)
"""How many minutes a line of a block stands for, the roomiest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of an agenda."""

    kind: str
    """block (its first line), body, remark, gap, overlap, end or day."""
    block_id: UUID | None = None
    """The block it belongs to; `None` for lines between blocks."""
    time: str = ""
    minutes: str = ""
    sign: str = ""
    text: str = ""
    fixed: bool = False
    how: str = ""
    who: str = ""
    priority: str = ""


def rows_of(
    workshop: Workshop, agenda: Agenda, remarks: Sequence[Remark], height: int
) -> list[Row]:
    """The agenda in lines, on the roomiest scale that fits in `height`, or else the tightest."""
    rows: list[Row] = []
    for scale in SCALES:
        rows = _on_scale(workshop, agenda, remarks, scale)
        if len(rows) <= height:
            break
    return rows


def _on_scale(
    workshop: Workshop, agenda: Agenda, remarks: Sequence[Remark], scale: int
) -> list[Row]:
    about: dict[UUID | None, list[Remark]] = {}
    for remark in remarks:
        about.setdefault(remark.block_id, []).append(remark)
    rows: list[Row] = []
    for n, placed in enumerate(agenda.placed):
        if placed.gap:
            before = agenda.placed[n - 1].end if n else agenda.begins
            rows.append(_between(placed, dates.time_of(clock.local(before, workshop.zone))))
        rows += _block(workshop, placed, about.get(placed.block.id, []), scale)
    if agenda.placed:
        rows.append(_end(workshop, agenda))
        rows += [Row(kind="day", text=f"⚠ {sentence(r.reason)}") for r in about.get(None, [])]
    return rows


def _between(placed: Placed, since: str) -> Row:
    if placed.gap > 0:
        return Row(
            kind="gap", time=since, minutes=str(placed.gap), sign="┆", text=_("nothing planned")
        )
    overlap = _("%(minutes)s overlap with the block above") % {
        "minutes": dates.minutes(-placed.gap)
    }
    return Row(kind="overlap", text=f"⚠ {overlap}")


def _block(workshop: Workshop, placed: Placed, remarks: Sequence[Remark], scale: int) -> list[Row]:
    block = placed.block
    sign = SIGNS[block.kind]
    rows = [
        Row(
            kind="block",
            block_id=block.id,
            time=dates.time_of(clock.local(placed.start, workshop.zone)),
            minutes=str(block.minutes),
            sign=sign,
            text=block_words.title(block),
            fixed=block.fixed,
            how=_("start locked") if block.fixed else words.how(block),
            who=block.lead_name,
            priority=_(words.PRIORITY_NAMES[block.priority])
            if block.kind in ("method", "talk")
            else "",
        )
    ]
    for remark in remarks:
        # An overlap stands as a line of its own, over the block.
        if remark.reason.code != "overlap":
            text = f"  ⚠ {sentence(remark.reason)}"
            rows.append(Row(kind="remark", block_id=block.id, sign=sign, text=text))
    tall = max(1, (block.minutes + scale // 2) // scale)
    rows += [Row(kind="body", block_id=block.id, sign=sign)] * (tall - len(rows))
    return rows


def _end(workshop: Workshop, agenda: Agenda) -> Row:
    ends = dates.time_of(clock.local(agenda.ends, workshop.zone))
    # What is to spare stands over the agenda; only what is over is told where it hurts too.
    over = words.slack(agenda) if agenda.slack is not None and agenda.slack < 0 else ""
    return Row(kind="end", time=ends, sign="▔", text=f"{_('end')} · {over}" if over else _("end"))

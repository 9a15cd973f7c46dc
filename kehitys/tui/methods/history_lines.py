"""How a method has gone here, as lines of its page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from textual.content import Content
from textual.style import Style

from kehitys.domain.history import Offer, history_of, median_minutes
from kehitys.domain.methods import MethodUse
from kehitys.files.fit_words import offered
from kehitys.i18n import N_, _, dates, ngettext
from kehitys.tui.pick import Pick
from kehitys.tui.widgets.hanging import hanging, held

if TYPE_CHECKING:
    from kehitys.tui.app import Kehitys

MOST_USES = 8
"""How many times a method was run are listed one by one."""
DAY = 10
"""The cells of a day with its year."""
QUIET = "$foreground-muted"
WENT_NAMES = {"well": N_("went well"), "so_so": N_("went so-so"), "badly": N_("went badly")}


def told(
    uses: Sequence[MethodUse], proposed: Offer | None, width: int, *, linked: bool
) -> list[Content]:
    """How often, how long as a rule, and the last times; titles lead to their workshops."""
    if not uses:
        nothing = _("Not run here yet. After a run its real minutes stand here.")
        return hanging(Content.styled(nothing, QUIET), width)
    lines = hanging(_summary(uses), width)
    if proposed is not None:
        mark = Content.styled("◷ ", "$accent")
        lines += hanging(offered(proposed), width, mark)
    for use in uses[:MOST_USES]:
        lines += hanging(_use(use, linked=linked), width, _day(use))
    if (more := len(uses) - MOST_USES) > 0:
        rest = ngettext("and %(n)d time before", "and %(n)d times before", more) % {"n": more}
        lines += hanging(Content.styled(rest, QUIET), width)
    return lines


async def pick_workshop(app: Kehitys, uses: Sequence[MethodUse]) -> UUID | None:
    """Asks which of the workshops to open; `None` when left."""
    options = {str(use.workshop_id): _day(use) + _use(use, linked=False) for use in reversed(uses)}
    newest_first = list(reversed(options.items()))
    chosen = await app.push_screen_wait(Pick(_("Where it was used"), newest_first))
    return UUID(chosen) if isinstance(chosen, str) else None


def _summary(uses: Sequence[MethodUse]) -> str:
    n = len(uses)
    usual = _("usually %(took)s, planned %(planned)s") % {
        "took": dates.minutes(median_minutes([use.actual_minutes for use in uses])),
        "planned": dates.minutes(median_minutes([use.planned_minutes for use in uses])),
    }
    parts = [ngettext("Used here %(n)d time", "Used here %(n)d times", n) % {"n": n}, usual]
    past = history_of(uses)
    for count, words in (
        (past.well, ngettext("well %(n)d time", "well %(n)d times", past.well)),
        (past.so_so, ngettext("so-so %(n)d time", "so-so %(n)d times", past.so_so)),
        (past.badly, ngettext("badly %(n)d time", "badly %(n)d times", past.badly)),
    ):
        if count:
            parts.append(words % {"n": count})
    return " · ".join(held(part) for part in parts)


def _day(use: MethodUse) -> Content:
    on = dates.full_date(date.fromisoformat(use.on))
    return Content.styled(f"{on:<{DAY}}  ", QUIET)


def _use(use: MethodUse, *, linked: bool) -> Content:
    title = Content(use.workshop_title)
    if linked:
        leads = Style.from_meta({"@click": f"screen.open_workshop('{use.workshop_id}')"})
        title = title.stylize("underline").stylize(leads)
    facts = [
        use.lead_name,
        f"{use.planned_minutes} → {dates.minutes(use.actual_minutes)}",
        _(WENT_NAMES[use.went]) if use.went else "",
    ]
    rest = "".join(f" · {held(fact)}" for fact in facts if fact)
    return Content.assemble(title, rest)

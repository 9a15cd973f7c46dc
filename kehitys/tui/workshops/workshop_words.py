"""What the screens of workshops say in a word or a line."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from kehitys.domain import clock
from kehitys.domain.agenda import Agenda, Balance, Need, shares
from kehitys.domain.words import said_in
from kehitys.domain.workshops import Block, Workshop
from kehitys.i18n import N_, _, current, dates, ngettext, pgettext

MODE_NAMES = {
    "room": N_("in a room"),
    "remote": N_("remotely"),
    "hybrid": N_("in a room and remotely"),
}
STATE_SIGNS = {"planned": "◔", "held": "✓", "cancelled": "✗"}
SIGNS = (
    (STATE_SIGNS["held"], N_("a workshop that was held")),
    (STATE_SIGNS["cancelled"], N_("a workshop that was called off")),
)
"""What the signs of the list mean where it has no room for the words, for its help."""
GROUPING_NAMES = {
    "alone": N_("alone"),
    "pairs": N_("pairs"),
    "groups": N_("groups"),
    "together": N_("together"),
}
PRIORITY_NAMES = {"must": N_("must"), "should": N_("should"), "could": N_("could")}
WHEN_NAMES = {"coming": N_("coming"), "past": N_("past"), "all": N_("all")}

_WAYS = (
    ("talk", N_("talk")),
    ("alone", N_("alone")),
    ("pairs", N_("pairs")),
    ("groups", N_("groups")),
    ("together", N_("together")),
    ("break_", N_("break")),
    ("buffer", N_("buffer")),
)

BAR_PERCENT = 8
"""How many hundredths one sign of a bar stands for."""


def people(n: int) -> str:
    """So many people."""
    return ngettext("%(n)d person", "%(n)d people", n) % {"n": n}


def state(name: str) -> str:
    """A state as its sign and its word."""
    # Swedish inflects it by the gender of what is planned.
    words = {"planned": pgettext("workshop", "planned"), "held": _("held")}
    return f"{STATE_SIGNS[name]} {words.get(name) or _('cancelled')}"


def sign(name: str) -> str:
    """A state as its sign alone."""
    return STATE_SIGNS[name]


def span(workshop: Workshop, agenda: Agenda) -> str:
    """From its beginning to its promised end, or else to the end of the agenda."""
    begins = clock.local(agenda.begins, workshop.zone)
    if agenda.must_end is None and not agenda.placed:
        return dates.time_of(begins)
    return dates.span(begins, clock.local(agenda.must_end or agenda.ends, workshop.zone))


def slack(agenda: Agenda) -> str:
    """How the agenda stands against the promised end; empty when nothing is promised."""
    left = agenda.slack
    if left is None:
        return ""
    if left == 0:
        return _("fits to the minute")
    if left > 0:
        return _("%(minutes)s to spare") % {"minutes": dates.length(left)}
    return _("%(minutes)s over") % {"minutes": dates.length(-left)}


def near_day(on: date, today: date) -> str:
    """A day, with its year when that is another than this."""
    return dates.day(on, table=True) if on.year == today.year else dates.full_date(on)


def typed_day(on: date) -> str:
    """A day as the forms read it."""
    return f"{on.day}.{on.month}.{on.year}"


def how(block: Block) -> str:
    """How people sit in a block: from its first grouping to its last, or in its own."""
    if block.kind in ("break", "buffer"):
        return ""
    steps = block.method.steps if block.method is not None else ()
    groupings = list(dict.fromkeys(step.grouping for step in steps))
    if not groupings:
        return _(GROUPING_NAMES[block.grouping]) if block.grouping else _("talk")
    if len(groupings) == 1:
        return _(GROUPING_NAMES[groupings[0]])
    first, last = groupings[0], steps[-1].grouping
    if first == last:
        # Out from a grouping and back to it: what stands between is the method's own.
        between = {name: 0 for name in groupings[1:]}
        for step in steps:
            if step.grouping in between:
                between[step.grouping] += step.seconds
        return _(GROUPING_NAMES[max(between, key=lambda name: between[name])])
    return f"{_(GROUPING_NAMES[first])}→{_(GROUPING_NAMES[last])}"


def balance(found: Balance) -> list[tuple[str, str]]:
    """How the time is divided: words with hundredths, and a small bar for each."""
    spent = [(name, getattr(found, way)) for way, name in _WAYS]
    whole = shares(100, [minutes for _name, minutes in spent])
    return [
        (
            f"{_(name)} {dates.percent(percent)}",
            "▓" * max(1, round(percent / BAR_PERCENT)),
        )
        for (name, minutes), percent in zip(spent, whole, strict=True)
        if minutes
    ]


def longest(found: Balance) -> str:
    """The longest stretch without a break."""
    return _("longest without a break %(length)s") % {
        "length": dates.minutes(found.longest_without_break)
    }


def needs(found: Sequence[Need]) -> str:
    """What to bring, in one line: each thing and how many."""
    lang = current()
    return " · ".join(
        f"{said_in(need.names, lang)} {dates.number(need.quantity)}".replace(" ", dates.NO_BREAK)
        for need in found
    )

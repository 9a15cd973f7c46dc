"""What the facts of a method are called, and how its words are quoted."""

from __future__ import annotations

from collections.abc import Mapping

from kehitys.domain.methods import COMMON, GroupSize, Minutes, Source
from kehitys.i18n import N_, _, dates, ngettext

GROUPING_NAMES: Mapping[str, str] = {
    "alone": N_("alone"),
    "pairs": N_("in pairs"),
    "groups": N_("in groups"),
    "together": N_("together"),
}
MODE_NAMES: Mapping[str, str] = {
    "room": N_("in a room"),
    "remote": N_("remotely"),
    "hybrid": N_("room and remote at once"),
}
ENERGY_NAMES: Mapping[str, str] = {
    "low": N_("calm"),
    "medium": N_("somewhat lively"),
    "high": N_("lively"),
}
SAFETY_NAMES: Mapping[str, str] = {
    "low": N_("asks for little trust"),
    "medium": N_("asks for some trust"),
    "high": N_("asks for much trust"),
}
DIFFICULTY_NAMES: Mapping[str, str] = {
    "easy": N_("easy to lead"),
    "moderate": N_("takes some practice to lead"),
    "hard": N_("takes much practice to lead"),
}
OUTCOME_NAMES: Mapping[str, str] = {
    "list": N_("a list"),
    "ranking": N_("an order of importance"),
    "decision": N_("a decision"),
    "agreement": N_("an agreement"),
    "experiment": N_("an experiment"),
    "insight": N_("a new insight"),
    "connection": N_("people know each other better"),
}
PER_NAMES: Mapping[str, str] = {
    "group": N_("for each group"),
    "pair": N_("for each pair"),
    "person": N_("for each person"),
    "room": N_("for the room"),
}

_QUOTES = {"en": ("“", "”")}


def quoted(text: str, lang: str) -> str:
    """`text` in the quotation marks of its own language."""
    begin, end = _QUOTES.get(lang, ("”", "”"))
    return f"{begin}{text}{end}"


def credit(source: Source) -> str:
    """Whom a method is credited to, in one line; empty when nobody is named."""
    author = _("common practice") if source.author == COMMON else source.author
    year = str(source.year) if source.year else ""
    return ", ".join(part for part in (author, source.work, year) if part)


def minutes_span(minutes: Minutes | None) -> str:
    """From the shortest to the longest: `20–40 min`, `20+ min`; a dash when words tell it."""
    if minutes is None:
        return dates.DASH
    if minutes.max is None:
        return dates.minutes(minutes.min).replace(str(minutes.min), f"{minutes.min}+", 1)
    if minutes.min == minutes.max:
        return dates.minutes(minutes.min)
    return f"{minutes.min}{dates.DASH}{dates.minutes(minutes.max)}"


def people_span(size: GroupSize) -> str:
    """From the smallest to the largest group: `3–12`, `8+` without an upper end."""
    if size.max is None:
        return f"{size.min}+"
    return str(size.min) if size.min == size.max else f"{size.min}{dates.DASH}{size.max}"


def people(size: GroupSize) -> str:
    """How many people it takes, in words."""
    if size.max is None:
        return ngettext("%(n)d person or more", "%(n)d people or more", size.min) % {"n": size.min}
    return ngettext("%(span)s person", "%(span)s people", size.max) % {"span": people_span(size)}


def ideal(size: GroupSize) -> str:
    """The best number of people; empty when none is better than another."""
    if size.ideal_min is None or size.ideal_max is None:
        return ""
    if size.ideal_min == size.ideal_max:
        return str(size.ideal_min)
    return f"{size.ideal_min}{dates.DASH}{size.ideal_max}"


def step_length(seconds: int) -> str:
    """How long a step takes: `5 min`, `1 min 30 s`, `30 s`."""
    whole, rest = divmod(seconds, 60)
    told = dates.minutes(whole) if whole or not rest else ""
    if rest:
        told = f"{told} {rest}{dates.NO_BREAK}s".strip()
    return told


def name_in(names: Mapping[str, str], code: str) -> str:
    """What a code is called in the language spoken now; an unknown one is itself."""
    return _(names[code]) if code in names else code

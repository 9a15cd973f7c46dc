"""What the screens of the network say in a word or a line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from kehitys import i18n
from kehitys.domain import clock
from kehitys.domain.network import PersonSkill
from kehitys.domain.words import said_in
from kehitys.i18n import N_, _

MEMBERSHIP_NAMES = {
    "invited": N_("invited"),
    "training": N_("in training"),
    "active": N_("active"),
    "resting": N_("resting"),
    "ended": N_("membership ended"),
}
MEMBERSHIP_SIGNS = {"invited": "○", "training": "◔", "active": "●", "resting": "◑", "ended": "✗"}
TEAM_KIND_NAMES = {
    "pilot": N_("pilot team"),
    "work": N_("work team"),
    "peer": N_("peer group"),
    "mixed": N_("mixed team"),
}
LEVEL_NAMES = {1: N_("learning it"), 2: N_("can do it"), 3: N_("can teach it")}
LEVEL_SIGNS = {1: "●○○", 2: "●●○", 3: "●●●"}
OLD_WORD = timedelta(days=91)
"""After this long, what a person said of a skill wants confirming."""


def membership(state: str) -> str:
    """A membership as its sign and its word."""
    return f"{MEMBERSHIP_SIGNS[state]} {_(MEMBERSHIP_NAMES[state])}" if state else _("no member")


def level(n: int) -> str:
    """A level as its sign and its words."""
    return f"{LEVEL_SIGNS[n]} {_(LEVEL_NAMES[n])}"


def name_in(names: Mapping[str, str]) -> str:
    """A name in the language spoken, or in another when it has none in that."""
    return said_in(names, i18n.current()).text


def language(code: str) -> str:
    """A language by its own name, or its code when we have none."""
    return i18n.NATIVE_NAMES.get(code, code)


def languages(codes: Iterable[str]) -> str:
    """Languages by their own names."""
    return ", ".join(language(code) for code in codes)


def unconfirmed(skill: PersonSkill, today: date) -> bool:
    """Whether it was said so long ago that it wants confirming."""
    return today - clock.local(skill.confirmed_at).date() > OLD_WORD

"""What bringing a list in would do, told in the language spoken now."""

from __future__ import annotations

from kehitys.domain import roster_words
from kehitys.domain.problems import Fault
from kehitys.domain.roster import SAID_OF_A_SKILL, Entry, FieldChange, Plan
from kehitys.domain.terms import BUILT_IN_SKILLS
from kehitys.domain.words import said_in
from kehitys.i18n import N_, NATIVE_NAMES, _, current, ngettext, say

SIGNS = {"wrong": "!", "unsure": "?", "changed": "~", "new": "+", "same": "="}
"""What stands before a row of each kind; the word for it stands beside."""
KIND_NAMES = {
    "wrong": N_("wrong"),
    "unsure": N_("same person?"),
    "changed": N_("changes"),
    "new": N_("new"),
    "same": N_("as it is"),
}


def kind(name: str) -> str:
    """What a row is, in a word."""
    return _(KIND_NAMES[name])


def counts(plan: Plan) -> list[tuple[str, str]]:
    """How many rows of each kind there are, those there are none of left out."""
    wrong = len(plan.every_fault)
    told = [
        ("wrong", wrong, ngettext("%(n)d fault", "%(n)d faults", wrong)),
        ("unsure", n := len(plan.of("unsure")), ngettext("%(n)d unsure", "%(n)d unsure", n)),
        ("changed", n := len(plan.of("changed")), ngettext("%(n)d changes", "%(n)d change", n)),
        ("new", n := len(plan.of("new")), ngettext("%(n)d new person", "%(n)d new people", n)),
        ("same", n := len(plan.of("same")), ngettext("%(n)d as it is", "%(n)d as they are", n)),
    ]
    return [(name, words % {"n": n}) for name, n, words in told if n]


def fault(found: Fault) -> str:
    """A fault or a remark with its place: the line, then the column."""
    sentence = say(found.problem, found.values)
    places = [
        _("line %(n)d") % {"n": found.line} if found.line else "",
        found.field,
    ]
    place = ", ".join(part for part in places if part)
    return f"{place} · {sentence}" if place else sentence


def left_out(plan: Plan) -> str:
    """Which columns are not brought in; empty when all are."""
    if not plan.left_out:
        return ""
    return _("Not brought in: %(columns)s") % {"columns": ", ".join(plan.left_out)}


def new_units(plan: Plan) -> str:
    """Which units will be added; empty when none."""
    if not plan.new_units:
        return ""
    return _("New units: %(names)s") % {"names": ", ".join(plan.new_units)}


def details(entry: Entry) -> list[tuple[str, str]]:
    """Field by field, what a row would do: the heading and what it is or becomes."""
    if entry.changes:
        return [(heading(each), arrow(each)) for each in entry.changes]
    wanted = entry.wanted
    if wanted is None or entry.kind in ("same", "wrong"):
        return []
    lang = current()
    membership = "active" if wanted.membership is None else wanted.membership
    skills = [
        f"{skill(slug)} ({level or SAID_OF_A_SKILL})" for slug, level in wanted.skills.items()
    ]
    told = [
        ("email", wanted.email),
        ("phone", wanted.phone),
        ("unit", wanted.unit),
        ("languages", languages(wanted.languages)),
        ("membership", roster_words.membership_word(membership, lang)),
        ("skills", ", ".join(skills)),
    ]
    return [(roster_words.heading(field, lang), text) for field, text in told if text]


def summary(entry: Entry) -> str:
    """A row in a line: its faults, its changes, or where a new person belongs."""
    if entry.faults:
        return say(entry.faults[0].problem, entry.faults[0].values)
    if entry.changes:
        return " · ".join(f"{heading(each)} {arrow(each)}" for each in entry.changes)
    if entry.wanted is not None and entry.kind in ("new", "unsure"):
        wanted = entry.wanted
        return " · ".join(part for part in (wanted.unit, wanted.email, wanted.phone) if part)
    return ""


def heading(change: FieldChange) -> str:
    """What is changed."""
    if change.field == "skills":
        return skill(change.after[0])
    return roster_words.heading(change.field, current())


def arrow(change: FieldChange) -> str:
    """What it is and what it becomes."""
    return f"{value(change.field, change.before)} → {value(change.field, change.after)}"


def value(field: str, of: str | tuple[str, ...]) -> str:
    """A value as people say it; a dash for none."""
    if field == "membership":
        return roster_words.membership_word(str(of), current())
    if field == "languages":
        return languages(of) or "–"
    if field == "skills":
        return of[1] if of[1] != "0" else "–"
    return str(of) or "–"


def languages(codes: str | tuple[str, ...]) -> str:
    """Languages by their own names."""
    return ", ".join(NATIVE_NAMES.get(code, code) for code in codes)


def skill(slug: str) -> str:
    """What a skill is called."""
    return said_in(BUILT_IN_SKILLS.get(slug, {}), current()).text or slug

"""What the list of methods is narrowed to: its fields, its choices and its line."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.style import Style

from kehitys.domain.methods import MODES, PHASES, PURPOSES
from kehitys.domain.terms import PHASE_NAMES, PURPOSE_NAMES
from kehitys.domain.typed import whole
from kehitys.domain.words import said_in
from kehitys.files.method_words import MODE_NAMES
from kehitys.i18n import LANGUAGES, N_, NATIVE_NAMES, _, current, dates, ngettext
from kehitys.store.methods import Wanted
from kehitys.tui.form import Field, Form

NAMES = ("minutes", "people", "purpose", "phase", "mode", "lang", "favourites")
NUMBERS = ("minutes", "people")

_LABELS = {
    "minutes": N_("Minutes at hand"),
    "people": N_("People"),
    "purpose": N_("Purpose"),
    "phase": N_("Part of the day"),
    "mode": N_("Works"),
    "lang": N_("Written in"),
    "favourites": N_("Favourites"),
}
_ANY = {
    "purpose": N_("any purpose"),
    "phase": N_("any part of the day"),
    "mode": N_("room or remote"),
    "lang": N_("any language"),
    "favourites": N_("all methods"),
}
_MOST = {"minutes": 24 * 60, "people": 2000}


class Narrowing(Form):
    """Asks what to show of a list; nothing is saved by it."""

    SAVES = N_("Show")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", SAVES, key_display="ctrl+s", priority=True, id="form.save"),
    ]


def label(name: str) -> str:
    """What a filter is called."""
    return _(_LABELS[name])


def options(name: str) -> list[tuple[str, str]]:
    """What a filter can be set to, the first of them to nothing."""
    choices: dict[str, list[tuple[str, str]]] = {
        "purpose": [(code, said_in(PURPOSE_NAMES[code], current()).text) for code in PURPOSES],
        "phase": [(code, said_in(PHASE_NAMES[code], current()).text) for code in PHASES],
        "mode": [(code, _(MODE_NAMES[code])) for code in MODES],
        "lang": [(lang, NATIVE_NAMES[lang]) for lang in LANGUAGES],
        "favourites": [("yes", _("my favourites only"))],
    }
    return [("", _(_ANY[name])), *choices[name]]


def fields(wanted: Wanted, names: tuple[str, ...] = NAMES) -> list[Field]:
    """The filters as fields of a form."""
    return [_field(wanted, name) for name in names]


def _field(wanted: Wanted, name: str) -> Field:
    if name in NUMBERS:
        value = getattr(wanted, name)
        return Field(
            name=name,
            label=label(name),
            value="" if value is None else str(value),
            hint=_("any number"),
            read=partial(whole, low=1, high=_MOST[name]),
        )
    return Field(
        name=name,
        label=label(name),
        kind="choice",
        value=chosen(wanted, name),
        options=tuple(options(name)),
    )


def chosen(wanted: Wanted, name: str) -> str:
    """The key of what a filter is set to; empty when to nothing."""
    value = getattr(wanted, name)
    return ("yes" if value else "") if name == "favourites" else str(value)


def changed(wanted: Wanted, values: dict[str, Any]) -> Wanted:
    """The filters after a form or a choice."""
    if "favourites" in values:
        values = {**values, "favourites": values["favourites"] == "yes"}
    return replace(wanted, **values)


def without(wanted: Wanted, name: str) -> Wanted:
    """The filters with one of them set to nothing."""
    return replace(wanted, **{name: getattr(Wanted(), name)})


def line(wanted: Wanted, shown: int, everything: int, instead: str = "") -> Content:
    """How many of how many, then each filter that is set: click to change, or its × to drop it.

    `instead` is what was searched for since the words typed find nothing.
    """
    if wanted == Wanted():
        count = ngettext("%(n)d method", "%(n)d methods", everything) % {"n": everything}
        return Content(count)
    count = ngettext("%(n)d of %(all)d method", "%(n)d of %(all)d methods", everything) % {
        "n": shown,
        "all": everything,
    }
    parts: list[Content] = [Content.styled(count, "bold $foreground")]
    if instead:
        told = _("searched for “%(words)s” instead") % {"words": instead}
        parts.append(Content.styled(told, "$text-warning"))
    for name in NAMES:
        words = _chip(wanted, name)
        if words:
            change = Style.from_meta({"@click": f"screen.narrow_by('{name}')"})
            drop = Style.from_meta({"@click": f"screen.drop_filter('{name}')"})
            chip = Content.styled(words.replace(" ", "\u00a0"), "$text-accent").stylize(change)
            parts.append(chip + "\u00a0" + Content.styled("×", "$foreground-muted").stylize(drop))
    return Content("  ").join(parts)


def _chip(wanted: Wanted, name: str) -> str:
    value = getattr(wanted, name)
    if value == getattr(Wanted(), name):
        return ""
    if name == "minutes":
        return dates.minutes(value)
    if name == "people":
        return ngettext("%(n)d person", "%(n)d people", value) % {"n": value}
    return dict(options(name))[chosen(wanted, name)]

"""The format of a method file: its keys, what each says, and how they hold together."""

from __future__ import annotations

from typing import Any

from kehitys.domain import methods
from kehitys.files.number_order import group_in_order, minutes_in_order
from kehitys.files.place import Place
from kehitys.files.yaml_shapes import (
    ADDRESS,
    LANGUAGE,
    NO_LANGUAGE,
    Key,
    Keys,
    ListOf,
    OneOf,
    OrNothing,
    Text,
    Whole,
    Words,
    slug,
)
from kehitys.files.yaml_text import Mapping, Node, Scalar
from kehitys.i18n import N_

LONGEST_MINUTES = methods.LONGEST_MINUTES
TEXT_ORIGINS = ("own", "adapted", "verbatim")


def languages_key() -> Key:
    """The key by which a file says what languages its texts must have."""
    shape = ListOf(
        shape=Text(most=20, pattern=LANGUAGE, advice=NO_LANGUAGE),
        least=1, most=20, different=True,
    )  # fmt: skip
    return Key(
        "languages", shape, "never",
        "Languages every text must have; fi, sv and en when left out. "
        "Any text may have further languages besides.",
    )  # fmt: skip


def _one_length(values: dict[str, Any], node: Mapping, place: Place) -> None:
    given = [name for name in ("minutes", "seconds") if name in node.entries]
    if len(given) != 1:
        place.at("minutes").fault(
            node.line, N_("A step needs its length: either minutes or seconds. Write one of them.")
        )
        values["length"] = None
    elif values["minutes"] is not None:
        values["length"] = values["minutes"] * 60
    else:
        values["length"] = values["seconds"]


def _whose_text(values: dict[str, Any], node: Mapping, place: Place) -> None:
    """One’s own text needs no licence; anyone else’s does."""
    if values["text_origin"] in (None, "own") or place.draft:
        return
    for name in ("id", "attribution"):
        if name not in node.entries:
            place.at(name).fault(
                node.line,
                N_(
                    "The text is taken from others, so “%(key)s” is missing. "
                    "Write the licence they gave and whom to credit."
                ),
                key=name,
            )


def _whole_origin(values: dict[str, Any], node: Mapping, place: Place) -> None:
    """A method is found by both its toolkit and its id, or by neither."""
    if values["name"] == {}:
        place.at("name").fault(
            node.lines["name"], N_("The name is in no language. Write it under one at least.")
        )
    for name, other in (("toolkit", "method"), ("method", "toolkit"), ("formerly", "toolkit")):
        if name in node.entries and other not in node.entries:
            place.at(other).fault(
                node.lines[name],
                N_("“%(key)s” is missing beside “%(other)s”. Write both, or neither."),
                key=other,
                other=name,
            )


def _method_whole(values: dict[str, Any], node: Mapping, place: Place) -> None:
    if "licence" not in node.entries and not place.draft:
        place.at("licence").fault(
            node.line,
            N_(
                "The licence is missing. Write “licence: {text_origin: own}” if the text is "
                "your own, else whose it is and under which licence."
            ),
        )
    if values["minutes"] is None and _says_nothing(node.entries.get("minutes")):
        if "length" not in node.entries and not place.draft:
            place.at("length").fault(
                node.line,
                N_("The method has no minutes. Write how long it takes in words, under “length”."),
            )
        return
    _steps_sum(values, node, place)


def _says_nothing(node: Node | None) -> bool:
    return node is None or (isinstance(node, Scalar) and node.nothing)


def _steps_sum(values: dict[str, Any], node: Mapping, place: Place) -> None:
    steps, minutes = values["steps"], values["minutes"]
    if not steps or minutes is None or minutes["typical"] is None:
        return
    lengths = [step and step["length"] for step in steps]
    if None in lengths:
        return
    total = sum(lengths)
    if total != minutes["typical"] * 60:
        place.at("steps").fault(
            node.lines["steps"],
            N_("The steps take %(total)s together, “typical” is %(typical)s. Make them the same."),
            total=_clock(total),
            typical=_clock(minutes["typical"] * 60),
        )


def _clock(seconds: int) -> str:
    minutes, rest = divmod(seconds, 60)
    return f"{minutes} min {rest} s" if rest else f"{minutes} min"


MINUTES = Keys(
    (
        Key("min", Whole(least=1, most=LONGEST_MINUTES), about="The least it takes."),
        Key("typical", Whole(least=1, most=LONGEST_MINUTES),
            about="What it usually takes: the sum of the steps."),
        Key("max", Whole(least=1, most=LONGEST_MINUTES, nullable=True),
            about="The most it takes; null when there is no upper end, never 999."),
    ),
    minutes_in_order,
    N_("“%(text)s” is told in words. Write “minutes: null”, and the words under “length”."),
)  # fmt: skip
GROUP_SIZE = Keys(
    (
        Key("min", Whole(least=1, most=10_000), about="The fewest people it works with."),
        Key("ideal", ListOf(shape=Whole(least=1, most=10_000), least=2, most=2), "never",
            "Where it works best: from and to."),
        Key("max", Whole(least=1, most=10_000, nullable=True),
            about="The most people; null when there is no upper end, never 999."),
        Key("unit", Whole(least=1, most=1_000), "never",
            "How many people work together in the smallest group."),
    ),
    group_in_order,
)  # fmt: skip
STEP = Keys(
    (
        Key("title", Words(most=200), "finished", "What the step is called."),
        Key("minutes", Whole(least=1, most=LONGEST_MINUTES), "never",
            "How long it takes; either this or seconds."),
        Key("seconds", Whole(least=1, most=LONGEST_MINUTES * 60), "never",
            "How long it takes; either this or minutes."),
        Key("grouping", OneOf(methods.GROUPINGS), about="How people sit."),
        Key("do", Words(), "finished", "What the facilitator does."),
        Key("say", Words(), "never", "What the facilitator says, word for word."),
        Key("plain", Words(most=500), "never",
            "The same for those who take part, short and in common words."),
        Key("record", OneOf(methods.RECORDS),
            about="none when nothing said in the step may be written down."),
    ),
    _one_length,
)  # fmt: skip
MATERIAL = Keys(
    (
        Key("item", Words(most=200), about="What is needed."),
        Key("quantity", Whole(least=1, most=1_000), about="How many."),
        Key("per", OneOf(methods.MATERIAL_PER), about="For each what."),
    )
)
VARIATION = Keys(
    (
        Key("name", Words(most=200), "finished", "What the other way is called."),
        Key("text", Words(), "finished", "How it goes."),
    )
)
SOURCE = Keys(
    (
        Key("author", Text(most=200), "never", "Whose idea it is."),
        Key("work", Text(most=200), "never", "The book or page it stands in."),
        Key("url", Text(most=500, pattern=ADDRESS,
                        advice=N_("“%(text)s” is not a web address. Begin it with https://.")),
            "never", "Where to read it; http or https."),
        Key("year", Whole(least=1, most=2_200), "never", "When it was published."),
    )
)  # fmt: skip
LICENCE = Keys(
    (
        Key("id", Text(most=40), "never",
            "The licence, as SPDX names it; may be left out when text_origin is own."),
        Key("text_origin", OneOf(TEXT_ORIGINS), about="Whose words these are."),
        Key("attribution", Text(most=200), "never",
            "Whom to credit; may be left out when text_origin is own."),
    ),
    _whose_text,
)  # fmt: skip
ORIGIN = Keys(
    (
        Key("name", Words(most=200, every=False), about="What the other is called."),
        Key("toolkit", slug(), "never", "The toolkit it stands in, by id."),
        Key("method", slug(), "never", "Its own id."),
        Key("formerly", slug(), "never",
            "The toolkit it was first published in, if that is another."),
        Key("version", Whole(least=1), "never", "Which version of it was copied."),
        Key("attribution", Text(most=200), "never", "Whom it is credited to."),
    ),
    _whole_origin,
)  # fmt: skip
SLUGS = ListOf(shape=slug(), different=True)

METHOD = Keys(
    (
        Key("id", slug(), about="Its name for files: a–z, digits, hyphens; the file’s own name."),
        Key("version", Whole(least=1), about="Counted up at each change worth knowing of."),
        Key("formerly", slug(), "never",
            "The toolkit the method stood in when it was first published, if that is another."),
        Key("status", OneOf(("draft", "reviewed")), "never",
            "draft when parts are still missing."),
        languages_key(),
        Key("metadata_language", Text(most=20),
            about="The language the others are translated from."),
        Key("aliases", ListOf(shape=Text(most=200)), "never",
            "Other names that search should find, in any language."),
        Key("name", Words(most=200), about="What it is called."),
        Key("summary", Words(most=160), "finished", "What it gives, in a sentence."),
        Key("purpose", ListOf(shape=OneOf(methods.PURPOSES), least=1, most=3, different=True),
            about="What it is for, the most important first."),
        Key("phase", ListOf(shape=OneOf(methods.PHASES), least=1, most=2, different=True),
            about="Which part of the day it suits."),
        Key("minutes", OrNothing(MINUTES), "never",
            "How long it takes; null when only words tell it."),
        Key("length", Words(most=200), "never",
            "How long it takes, in words; needed when minutes is null."),
        Key("group_size", GROUP_SIZE, about="How many people it takes."),
        Key("energy", OneOf(methods.LEVELS), about="How lively it is."),
        Key("safety", OneOf(methods.LEVELS), about="How much trust it asks for."),
        Key("difficulty", OneOf(methods.DIFFICULTIES), about="How hard it is to lead."),
        Key("facilitators", Whole(least=1, most=100), about="How many must lead it."),
        Key("mode", ListOf(shape=OneOf(methods.MODES), least=1, most=3, different=True),
            about="Where it works."),
        Key("remote_notes", Words(), "never", "What to mind remotely."),
        Key("materials", ListOf(shape=MATERIAL), "finished",
            "What to bring; [] when nothing is needed. A draft leaves it out until that is known."),
        Key("room", Words(), "never", "How to arrange the room."),
        Key("use_when", Words(), "finished", "When it fits."),
        Key("avoid_when", Words(), "finished", "When it does not, and what to take instead."),
        Key("invitation", Words(), "finished",
            "What the facilitator says to begin with, word for word."),
        Key("steps", ListOf(shape=STEP, least=3, most=6), "finished", "How it goes."),
        Key("variations", ListOf(shape=VARIATION, least=1, most=3), "finished",
            "Other ways to do it."),
        Key("public_sector", Words(), "never",
            "What to mind of openness, personal data and the power to decide."),
        Key("traps", ListOf(shape=Words(), least=2, most=3), "finished",
            "What goes wrong, and what to do then."),
        Key("outcome", OneOf(methods.OUTCOMES), about="What the group has in hand afterwards."),
        Key("before", SLUGS, "never", "Methods that suit before it, by id."),
        Key("after", SLUGS, "never", "Methods that suit after it, by id."),
        Key("related", SLUGS, "never", "Methods one might take instead, by id."),
        Key("source", SOURCE, "finished", "Whom it is credited to."),
        Key("origin", ORIGIN, "never", "The method it was copied from and changed, if any."),
        Key("licence", LICENCE, "never",
            "Whose words these are, and on what terms; only a draft may lack it."),
        Key("trademark", Text(most=200, nullable=True), "finished",
            "The notice of a protected name; null when there is none."),
    ),
    _method_whole,
)  # fmt: skip
"""A method. With `status: draft` parts may be missing; `languages` names others than our three."""

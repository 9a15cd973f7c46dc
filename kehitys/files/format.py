"""The formats of toolkits, methods and synonyms: described once, read and told by it."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from kehitys.domain import methods
from kehitys.files.shapes import (
    ADDRESS,
    LANGUAGE,
    JsonSchema,
    Key,
    Keys,
    ListOf,
    OneOf,
    OrNothing,
    Place,
    Text,
    Whole,
    Words,
    slug,
)
from kehitys.files.yaml_text import Mapping, Node, Scalar, Sequence
from kehitys.i18n import LANGUAGES, N_

LONGEST_MINUTES = methods.LONGEST_MINUTES
NOT_OPEN_ENDED = 999
"""What other formats write for a group without an upper end; here it is null."""


def in_order(node: Mapping, place: Place, *named: tuple[str, int | None]) -> None:
    """Notes a fault for each number that is less than the one before it; `None` is passed over."""
    given = [(name, value) for name, value in named if value is not None]
    for (low, less), (high, more) in pairwise(given):
        if less > more:
            place.at(high).fault(
                node.lines[high],
                N_("“%(high)s” (%(more)s) is less than “%(low)s” (%(less)s). Put them in order."),
                high=high,
                more=more,
                low=low,
                less=less,
            )


def _minutes_in_order(values: dict[str, Any], node: Mapping, place: Place) -> None:
    if values["max"] == NOT_OPEN_ENDED:
        place.at("max").fault(
            node.lines["max"],
            N_("Write null when there is no upper end, not %(number)s."),
            number=NOT_OPEN_ENDED,
        )
        return
    in_order(node, place, *((name, values[name]) for name in ("min", "typical", "max")))


def group_in_order(values: dict[str, Any], node: Mapping, place: Place) -> None:
    """Notes what is wrong between the numbers of a group size."""
    if values["max"] == NOT_OPEN_ENDED:
        place.at("max").fault(
            node.lines["max"],
            N_("Write null when there is no upper end, not %(number)s."),
            number=NOT_OPEN_ENDED,
        )
        return
    ideal = values["ideal"] or []
    if "ideal" in node.entries and values["ideal"] is not None and len(ideal) != 2:
        place.at("ideal").fault(
            node.lines["ideal"], N_("Write two numbers here: from and to, for example [6, 12].")
        )
        return
    in_order(
        node,
        place,
        ("min", values["min"]),
        *(("ideal", each) for each in ideal),
        ("max", values["max"]),
    )


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


def _method_whole(values: dict[str, Any], node: Mapping, place: Place) -> None:
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
        Key("min", Whole(least=1, most=LONGEST_MINUTES)),
        Key("typical", Whole(least=1, most=LONGEST_MINUTES)),
        Key("max", Whole(least=1, most=LONGEST_MINUTES, nullable=True)),
    ),
    _minutes_in_order,
)
GROUP_SIZE = Keys(
    (
        Key("min", Whole(least=1, most=10_000)),
        Key("ideal", ListOf(shape=Whole(least=1, most=10_000), least=2, most=2), "never"),
        Key("max", Whole(least=1, most=10_000, nullable=True)),
        Key("unit", Whole(least=1, most=1_000), "never"),
    ),
    group_in_order,
)
STEP = Keys(
    (
        Key("title", Words(most=200), "finished"),
        Key("minutes", Whole(least=1, most=LONGEST_MINUTES), "never"),
        Key("seconds", Whole(least=1, most=LONGEST_MINUTES * 60), "never"),
        Key("grouping", OneOf(methods.GROUPINGS)),
        Key("do", Words(), "finished"),
        Key("say", Words(), "never"),
        Key("plain", Words(most=500), "never"),
        Key("record", OneOf(methods.RECORDS)),
    ),
    _one_length,
)
MATERIAL = Keys(
    (
        Key("item", Words(most=200)),
        Key("quantity", Whole(least=1, most=1_000)),
        Key("per", OneOf(methods.MATERIAL_PER)),
    )
)
VARIATION = Keys((Key("name", Words(most=200), "finished"), Key("text", Words(), "finished")))
SOURCE = Keys(
    (
        Key("author", Text(most=200), "never"),
        Key("work", Text(most=200), "never"),
        Key(
            "url",
            Text(
                most=500,
                pattern=ADDRESS,
                advice=N_("“%(text)s” is not a web address. Begin it with https://."),
            ),
            "never",
        ),
        Key("year", Whole(least=1, most=2_200), "never"),
    )
)
LICENCE = Keys(
    (
        Key("id", Text(most=40)),
        Key("text_origin", OneOf(("own", "adapted", "verbatim"))),
        Key("attribution", Text(most=200), "finished"),
    )
)
SLUGS = ListOf(shape=slug(), different=True)

METHOD = Keys(
    (
        Key("id", slug()),
        Key("version", Whole(least=1)),
        Key("formerly", slug(), "never"),
        Key("status", OneOf(("draft", "reviewed")), "never"),
        Key("languages", ListOf(shape=Text(most=20), least=1, most=20), "never"),
        Key("metadata_language", Text(most=20)),
        Key("aliases", ListOf(shape=Text(most=200)), "never"),
        Key("name", Words(most=200)),
        Key("summary", Words(most=160), "finished"),
        Key("purpose", ListOf(shape=OneOf(methods.PURPOSES), least=1, most=3, different=True)),
        Key("phase", ListOf(shape=OneOf(methods.PHASES), least=1, most=2, different=True)),
        Key("minutes", OrNothing(MINUTES), "never"),
        Key("length", Words(most=200), "never"),
        Key("group_size", GROUP_SIZE),
        Key("energy", OneOf(methods.LEVELS)),
        Key("safety", OneOf(methods.LEVELS)),
        Key("difficulty", OneOf(methods.DIFFICULTIES)),
        Key("facilitators", Whole(least=1, most=100)),
        Key("mode", ListOf(shape=OneOf(methods.MODES), least=1, most=3, different=True)),
        Key("remote_notes", Words(), "never"),
        Key("materials", ListOf(shape=MATERIAL)),
        Key("room", Words(), "never"),
        Key("use_when", Words(), "finished"),
        Key("avoid_when", Words(), "finished"),
        Key("invitation", Words(), "finished"),
        Key("steps", ListOf(shape=STEP, least=3, most=6), "finished"),
        Key("variations", ListOf(shape=VARIATION, least=1, most=3), "finished"),
        Key("public_sector", Words(), "never"),
        Key("traps", ListOf(shape=Words(), least=2, most=3), "finished"),
        Key("outcome", OneOf(methods.OUTCOMES)),
        Key("before", SLUGS, "never"),
        Key("after", SLUGS, "never"),
        Key("related", SLUGS, "never"),
        Key("source", SOURCE, "finished"),
        Key("licence", LICENCE, "finished"),
        Key("trademark", Text(most=200, nullable=True), "finished"),
    ),
    _method_whole,
)
"""A method. With `status: draft` parts may be missing; `languages` names others than our three."""

TOOLKIT = Keys(
    (
        Key("id", slug()),
        Key("version", Whole(least=1)),
        Key("name", Words(most=200)),
        Key("summary", Words(most=300)),
        Key("licence", Text(most=40)),
        Key("attribution", Text(most=200)),
    )
)

SYNONYM = Keys(
    (
        Key("word", Text(most=80)),
        Key("means", ListOf(shape=Text(most=80), least=1, most=10, different=True)),
    )
)
SYNONYMS = Keys(
    (
        Key("version", Whole(least=1)),
        Key("synonyms", ListOf(shape=SYNONYM, most=2_000)),
    )
)


def read_method(node: Node, place: Place) -> dict[str, Any] | None:
    """The values of a method file; the faults are noted in `place`."""
    if isinstance(node, Mapping):
        place = _told_by(node, place)
    values: dict[str, Any] | None = METHOD.read(node, place)
    if values is not None and isinstance(node, Mapping):
        owner = values["metadata_language"]
        if owner is not None and owner not in place.languages:
            place.at("metadata_language").fault(
                node.lines["metadata_language"],
                N_("“%(lang)s” is not a language of this file. Use %(languages)s."),
                lang=owner,
                languages=", ".join(place.languages),
            )
        values["languages"] = place.languages
    return values


def method_schema() -> JsonSchema:
    """The JSON Schema of a method file, for editors."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **METHOD.schema()}


def _told_by(node: Mapping, place: Place) -> Place:
    """The place with the languages and the status that the file itself tells."""
    languages = LANGUAGES
    listed = node.entries.get("languages")
    if isinstance(listed, Sequence) and listed.items:
        shape = Text(
            most=20,
            pattern=LANGUAGE,
            advice=N_("“%(text)s” is not a language code. Write for example fi, sv or en."),
        )
        codes = (shape.read(item, place.at("languages")) for item in listed.items)
        languages = tuple(dict.fromkeys(code for code in codes if code)) or LANGUAGES
    status = node.entries.get("status")
    return Place(
        file=place.file,
        faults=place.faults,
        path=place.path,
        languages=languages,
        draft=isinstance(status, Scalar) and status.text == "draft",
    )


class MethodFormat:
    """A method file as a shape like the others."""

    def read(self, node: Node, place: Place) -> dict[str, Any] | None:
        """The values of the file; the faults are noted in `place`."""
        return read_method(node, place)

    def schema(self) -> JsonSchema:
        """The JSON Schema of the file."""
        return method_schema()

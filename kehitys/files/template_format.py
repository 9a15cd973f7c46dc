"""The format of the file of workshop templates: described once, read and told by it."""

from __future__ import annotations

from typing import Any

from kehitys.domain import methods, workshops
from kehitys.domain.methods import LONGEST_MINUTES
from kehitys.files.number_order import group_in_order, in_order
from kehitys.files.place import Place
from kehitys.files.yaml_shapes import (
    JsonSchema,
    Key,
    Keys,
    ListOf,
    OneOf,
    Whole,
    Words,
    slug,
)
from kehitys.files.yaml_text import Mapping, Sequence
from kehitys.i18n import N_


def _needs(values: dict[str, Any], node: Mapping, place: Place) -> None:
    kind = values["kind"]
    for name, kinds in (("method", ("method",)), ("title", ("talk", "break"))):
        if kind in kinds and name not in node.entries:
            place.at(name).fault(
                node.line,
                N_("A block of the kind “%(kind)s” needs the key “%(key)s”. Add it."),
                kind=kind,
                key=name,
            )
    if kind not in (None, "method") and "method" in node.entries:
        place.at("method").fault(
            node.lines["method"],
            N_("Only a block of the kind “method” has a method. Take the key away."),
        )
    lengths = [(name, values[name]) for name in ("min", "minutes", "max")]
    in_order(node, place, *lengths)


def _blocks_sum(values: dict[str, Any], node: Mapping, place: Place) -> None:
    blocks = values["blocks"]
    if not blocks:
        return
    items = node.entries["blocks"]
    assert isinstance(items, Sequence)
    total = 0
    for n, (block, item) in enumerate(zip(blocks, items.items, strict=False), 1):
        if block is None or block["minutes"] is None:
            return
        if block["start_after"] not in (None, total):
            assert isinstance(item, Mapping)
            place.at("blocks").at(n).at("start_after").fault(
                item.lines["start_after"],
                N_("The blocks before this one take %(total)s min. Write that number here."),
                total=total,
            )
        total += block["minutes"]
    if values["minutes"] not in (None, total):
        place.at("minutes").fault(
            node.lines["minutes"],
            N_("The blocks take %(total)s min together. Write that number here."),
            total=total,
        )


BLOCK = Keys(
    (
        Key("kind", OneOf(workshops.KINDS), about="What sort of block it is."),
        Key("method", slug(), "never", "The id of its method; for the kind method only."),
        Key("title", Words(most=200), "never", "What it is called; needed for talk and break."),
        Key("minutes", Whole(least=1, most=workshops.LONGEST_BLOCK), about="How long it takes."),
        Key("min", Whole(least=0, most=workshops.LONGEST_BLOCK), "never", "The least it may take."),
        Key("max", Whole(least=1, most=workshops.LONGEST_BLOCK), "never", "The most it may take."),
        Key(
            "priority", OneOf(workshops.PRIORITIES), "never", "What goes first when time runs out."
        ),
        Key("grouping", OneOf((*methods.GROUPINGS, "talk")), "never", "How people sit."),
        Key("why", Words(most=500), "never", "Why it stands here."),
        Key("note", Words(), "never", "What the facilitator should remember."),
        Key(
            "start_after",
            Whole(most=LONGEST_MINUTES),
            "never",
            "Minutes from the beginning to a start that does not move.",
        ),
    ),
    _needs,
)
PEOPLE = Keys(
    (
        Key("min", Whole(least=1, most=10_000), about="The fewest people."),
        Key(
            "max",
            Whole(least=1, most=10_000, nullable=True),
            about="The most people; null when there is no upper end.",
        ),
    ),
    lambda values, node, place: group_in_order({**values, "ideal": None}, node, place),
)
TEMPLATE = Keys(
    (
        Key("id", slug(), about="Its name for files: a–z, digits, hyphens."),
        Key("name", Words(most=200), about="What it is called."),
        Key("summary", Words(most=300), about="What it is for, in a sentence."),
        Key("goal", Words(), about="What the workshop is to reach."),
        Key("minutes", Whole(least=1, most=LONGEST_MINUTES), about="The sum of its blocks."),
        Key("people", PEOPLE, about="How many people it is for."),
        Key(
            "mode",
            ListOf(shape=OneOf(methods.MODES), least=1, most=3, different=True),
            about="Where it works.",
        ),
        Key("blocks", ListOf(shape=BLOCK, least=1, most=100), about="The agenda, in order."),
    ),
    _blocks_sum,
)
TEMPLATES = Keys(
    (
        Key("version", Whole(least=1), about="Counted up at each change worth knowing of."),
        Key("templates", ListOf(shape=TEMPLATE, most=200), about="The workshops to start from."),
    )
)


def templates_schema() -> JsonSchema:
    """The JSON Schema of the file of templates, for editors."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Workshops to start from in Kehitys",
        **TEMPLATES.schema(),
    }

"""The format of the file of workshop templates: described once, read and told by it."""

from __future__ import annotations

from typing import Any

from kehitys.domain import methods, workshops
from kehitys.domain.methods import LONGEST_MINUTES
from kehitys.files.format import group_in_order, in_order
from kehitys.files.shapes import Key, Keys, ListOf, OneOf, Place, Whole, Words, slug
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
        Key("kind", OneOf(workshops.KINDS)),
        Key("method", slug(), "never"),
        Key("title", Words(most=200), "never"),
        Key("minutes", Whole(least=1, most=workshops.LONGEST_BLOCK)),
        Key("min", Whole(least=0, most=workshops.LONGEST_BLOCK), "never"),
        Key("max", Whole(least=1, most=workshops.LONGEST_BLOCK), "never"),
        Key("priority", OneOf(workshops.PRIORITIES), "never"),
        Key("grouping", OneOf((*methods.GROUPINGS, "talk")), "never"),
        Key("why", Words(most=500), "never"),
        Key("note", Words(), "never"),
        Key("start_after", Whole(most=LONGEST_MINUTES), "never"),
    ),
    _needs,
)
PEOPLE = Keys(
    (
        Key("min", Whole(least=1, most=10_000)),
        Key("max", Whole(least=1, most=10_000, nullable=True)),
    ),
    lambda values, node, place: group_in_order({**values, "ideal": None}, node, place),
)
TEMPLATE = Keys(
    (
        Key("id", slug()),
        Key("name", Words(most=200)),
        Key("summary", Words(most=300)),
        Key("goal", Words()),
        Key("minutes", Whole(least=1, most=LONGEST_MINUTES)),
        Key("people", PEOPLE),
        Key("mode", ListOf(shape=OneOf(methods.MODES), least=1, most=3, different=True)),
        Key("blocks", ListOf(shape=BLOCK, least=1, most=100)),
    ),
    _blocks_sum,
)
TEMPLATES = Keys(
    (
        Key("version", Whole(least=1)),
        Key("templates", ListOf(shape=TEMPLATE, most=200)),
    )
)

"""Numbers that must stand in order: at least, usually, at most."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from kehitys.files.place import Place
from kehitys.files.yaml_text import Mapping
from kehitys.i18n import N_


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


def minutes_in_order(values: dict[str, Any], node: Mapping, place: Place) -> None:
    """Notes what is wrong between the minutes of a method."""
    in_order(node, place, *((name, values[name]) for name in ("min", "typical", "max")))


def group_in_order(values: dict[str, Any], node: Mapping, place: Place) -> None:
    """Notes what is wrong between the numbers of a group size."""
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

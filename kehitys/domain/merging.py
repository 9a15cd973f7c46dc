"""Bringing together what two people did to the same fields at the same time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """A field that both changed, each to something else."""

    base: Any
    """What it was when both began."""
    mine: Any
    theirs: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """The fields as both want them."""

    values: Mapping[str, Any]
    """Every field that is settled; one in `clashes` is not among them."""
    from_them: tuple[str, ...]
    """The fields that only they changed, in the order of the fields."""
    clashes: Mapping[str, Clash]


def merge(base: Mapping[str, Any], mine: Mapping[str, Any], theirs: Mapping[str, Any]) -> Merged:
    """Puts the fields of `mine` and `theirs` together, which both began from `base`.

    A field that one side changed is as that side has it. One that both changed alike is so; one
    that they changed differently is a clash. A field missing on one side was not changed there.
    """
    values: dict[str, Any] = {}
    from_them: list[str] = []
    clashes: dict[str, Clash] = {}
    for name in {**base, **mine, **theirs}:
        was = base.get(name, mine.get(name, theirs.get(name)))
        here, there = mine.get(name, was), theirs.get(name, was)
        if here == there or there == was:
            values[name] = here
        elif here == was:
            values[name] = there
            from_them.append(name)
        else:
            clashes[name] = Clash(base=was, mine=here, theirs=there)
    return Merged(values=values, from_them=tuple(from_them), clashes=clashes)

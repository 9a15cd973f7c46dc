"""The arithmetic of an agenda: when each block begins, how the day is divided, what it needs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from kehitys.domain import clock
from kehitys.domain.methods import GROUPINGS, Material, Method
from kehitys.domain.workshops import Block, Workshop

USUAL_GROUP = 4
"""How many people share a group's things when the method names no smallest group."""

_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A block with the moments it is planned to begin and end, in UTC."""

    block: Block
    start: datetime
    end: datetime
    gap: int
    """Minutes empty before it, negative when it overlaps the block before; only a fixed
    start makes one. The first block is measured against the workshop's beginning."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Agenda:
    """A workshop's blocks laid on the clock."""

    begins: datetime
    ends: datetime
    """The end of the last block; the beginning when there are no blocks."""
    must_end: datetime | None
    """When it has been promised to end, or `None`."""
    placed: tuple[Placed, ...]

    @property
    def minutes(self) -> int:
        """The minutes of all blocks together, gaps not counted."""
        return sum(placed.block.minutes for placed in self.placed)

    @property
    def slack(self) -> int | None:
        """Minutes left over before the promised end, negative when the agenda runs past it."""
        if self.must_end is None:
            return None
        return clock.whole_minutes(self.must_end - self.ends)


def agenda_of(workshop: Workshop) -> Agenda:
    """Lays the blocks of `workshop` on the clock, in real minutes also when the clocks change.

    A fixed start holds even when the block before has not ended; the next block always
    follows the one before it in order.
    """
    ends = workshop.begins
    placed: list[Placed] = []
    for block in workshop.blocks:
        start = ends
        if block.start is not None:
            start = clock.instant(workshop.date, block.start, workshop.zone)
        gap = clock.whole_minutes(start - ends)
        ends = clock.after(start, block.minutes)
        placed.append(Placed(block=block, start=start, end=ends, gap=gap))
    must_end = None
    if workshop.end is not None:
        must_end = clock.instant(workshop.date, workshop.end, workshop.zone)
    return Agenda(begins=workshop.begins, ends=ends, must_end=must_end, placed=tuple(placed))


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """How many minutes people spend in each way, which together are those of all blocks."""

    talk: int
    """Listening to somebody, in no grouping."""
    alone: int
    pairs: int
    groups: int
    together: int
    break_: int
    buffer: int
    longest_without_break: int
    """The most minutes in a row with no break between."""


def balance(blocks: Iterable[Block]) -> Balance:
    """How `blocks` divide the time; a method's minutes are spread over its steps' groupings."""
    spent = dict.fromkeys(("talk", *GROUPINGS, "break", "buffer"), 0)
    longest = run = 0
    for block in blocks:
        run = 0 if block.kind == "break" else run + block.minutes
        longest = max(longest, run)
        for way, minutes in _ways(block).items():
            spent[way] += minutes
    return Balance(
        talk=spent["talk"],
        alone=spent["alone"],
        pairs=spent["pairs"],
        groups=spent["groups"],
        together=spent["together"],
        break_=spent["break"],
        buffer=spent["buffer"],
        longest_without_break=longest,
    )


def _ways(block: Block) -> dict[str, int]:
    if block.kind in ("break", "buffer"):
        return {block.kind: block.minutes}
    if block.kind == "talk":
        return {block.grouping or "talk": block.minutes}
    if block.method is None or not any(step.seconds for step in block.method.steps):
        return {block.grouping or "together": block.minutes}
    seconds: dict[str, int] = {}
    for step in block.method.steps:
        seconds[step.grouping] = seconds.get(step.grouping, 0) + step.seconds
    return dict(zip(seconds, shares(block.minutes, list(seconds.values())), strict=True))


def shares(total: int, weights: Sequence[int]) -> list[int]:
    """`total` divided by `weights` into whole numbers that add up to it exactly (Hare-Niemeyer).

    The largest remainders are rounded up, the earlier first; weights of nothing are equal.
    """
    if not weights:
        return []
    if not sum(weights):
        weights = [1] * len(weights)
    whole = sum(weights)
    given = [total * weight // whole for weight in weights]
    by_remainder = sorted(range(len(weights)), key=lambda n: -(total * weights[n] % whole))
    for n in by_remainder[: total - sum(given)]:
        given[n] += 1
    return given


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """A thing to bring, and how many of it."""

    names: Mapping[str, str]
    """What it is called, by language."""
    quantity: int


def materials(blocks: Iterable[Block], people: int) -> tuple[Need, ...]:
    """What `blocks` need when `people` come, summed over blocks, in the order first needed.

    What belongs to the room stays in it from block to block: of that, the most that any block
    needs is enough.

    Things are the same when their Finnish names are, or else their names in the first
    language they have. A group's things are counted by the method's smallest group, or by
    groups of four when the method works one person at a time.
    """
    needs: dict[str, Need] = {}
    in_room: dict[str, int] = {}
    for method in (block.method for block in blocks if block.method is not None):
        for n, material in enumerate(method.things):
            names = _material_names(method, n)
            quantity = material.quantity * _times(material, method, people)
            if not names or quantity <= 0:
                continue
            key = (names.get("fi") or next(iter(names.values()))).casefold()
            if material.per == "room":
                already = in_room.get(key, 0)
                in_room[key] = max(already, quantity)
                quantity = max(0, quantity - already)
            if (known := needs.get(key)) is not None:
                names, quantity = {**names, **known.names}, known.quantity + quantity
            needs[key] = Need(names=names, quantity=quantity)
    return tuple(needs.values())


def _material_names(method: Method, n: int) -> dict[str, str]:
    return {
        edition.lang: edition.materials[n]
        for edition in method.editions
        if n < len(edition.materials) and edition.materials[n]
    }


def _times(material: Material, method: Method, people: int) -> int:
    unit = method.group_size.unit if method.group_size.unit > 1 else USUAL_GROUP
    sharing = {"group": unit, "pair": 2, "person": 1}
    if material.per not in sharing:
        return 1
    return -(-people // sharing[material.per])


def rank_between(before: str | None, after: str | None) -> str:
    """A rank that sorts between two others, or beside one, or first of all.

    Fractional indexing (observablehq.com/@dgreensp/implementing-fractional-indexing): at
    the ends it counts in base 62, so that ten thousand blocks added one after another have
    short ranks; in between it halves. When nothing can stand between, it comes after `before`.
    """
    if before and after and before < after:
        return _middle(before, after)
    if before:
        return _counted(before, 1)
    if after:
        return _counted(after, -1)
    return _DIGITS[len(_DIGITS) // 2]


def _counted(rank: str, step: int) -> str:
    base, size = len(_DIGITS), len(rank)
    number = 0
    for character in rank:
        number = number * base + max(_DIGITS.find(character), 0)
    number += step
    if number % base == 0:
        number += step
    if number <= 0:
        return _DIGITS[0] * size + _DIGITS[-1] * size
    if number >= base**size:
        return rank + _DIGITS[0] * (size - 1) + _DIGITS[1]
    digits = []
    for _ in range(size):
        number, digit = divmod(number, base)
        digits.append(_DIGITS[digit])
    return "".join(reversed(digits))


def _middle(before: str, after: str) -> str:
    found = ""
    bounded = True
    while True:
        n = len(found)
        low = max(_DIGITS.find(before[n]), 0) if n < len(before) else 0
        bounded = bounded and n < len(after)
        high = max(_DIGITS.find(after[n]), 0) if bounded else len(_DIGITS)
        if high - low > 1:
            return found + _DIGITS[(low + high) // 2]
        if high - low == 1 and bounded and len(after) > n + 1:
            return found + _DIGITS[high]
        found += _DIGITS[low]
        bounded = bounded and high == low

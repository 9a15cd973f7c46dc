"""What a person does to the blocks of a workshop's agenda."""

from __future__ import annotations

from datetime import time
from typing import Any
from uuid import UUID

from kehitys.domain.agenda import rank_between
from kehitys.domain.methods import GROUPINGS
from kehitys.domain.problems import Problem, Stale
from kehitys.domain.workshops import KINDS, LONGEST_BLOCK, PRIORITIES
from kehitys.i18n import N_
from kehitys.store import tables
from kehitys.store.journal import Tx

LONGEST_RANK = 80
"""Ranks longer than this are dealt anew; the column takes a hundred characters."""


def add_block(
    tx: Tx,
    workshop_id: UUID,
    *,
    kind: str,
    minutes: int,
    title: str = "",
    method_id: UUID | None = None,
    below: UUID | None = None,
) -> UUID:
    """Adds a block under the block `below`, or at the end."""
    assert kind in KINDS, kind
    _check_minutes(minutes)
    if kind == "method" and method_id is None:
        raise Problem(N_("A method block needs a method. Choose one from the library."))
    if kind != "method":
        method_id = None
    _check_method(tx, method_id)
    blocks = _blocks(tx, _day_id(tx, workshop_id))
    place = len(blocks) if below is None else _index(blocks, below) + 1
    block_id = tx.insert(
        tables.block,
        day_id=_day_id(tx, workshop_id),
        rank=_rank(tx, blocks, place),
        kind=kind,
        title=title,
        method_id=method_id,
        grouping="",
        minutes=minutes,
        priority="should",
    )
    tx.describe(N_("Add a block"), ("block", block_id))
    return block_id


def swap_method(tx: Tx, block_id: UUID, method_id: UUID, minutes: int | None = None) -> None:
    """Puts another method in the block's place; its own title and words stay."""
    row = _row(tx, block_id)
    minutes = row["minutes"] if minutes is None else minutes
    _check_minutes(minutes)
    _check_method(tx, method_id)
    tx.update(
        tables.block,
        block_id,
        kind="method",
        method_id=method_id,
        grouping="",
        minutes=minutes,
        **_bounds_round(row, minutes),
    )
    tx.describe(N_("Swap a method"), ("block", block_id))


def move_block(tx: Tx, block_id: UUID, by: int) -> None:
    """Moves the block `by` places down, or up when negative, as far as there are places."""
    row = _row(tx, block_id)
    blocks = _blocks(tx, row["day_id"])
    place = _index(blocks, block_id)
    _put(tx, blocks, place, max(0, min(place + by, len(blocks) - 1)))


def place_block(tx: Tx, block_id: UUID, below: UUID | None) -> None:
    """Puts the block under the block `below`, or first of all when that is `None`."""
    row = _row(tx, block_id)
    if below == block_id:
        return
    blocks = _blocks(tx, row["day_id"])
    place = _index(blocks, block_id)
    target = 0 if below is None else _index(blocks, below) + 1
    _put(tx, blocks, place, target - 1 if target > place else target)


def change_minutes(tx: Tx, block_id: UUID, by: int) -> None:
    """Makes the block longer or shorter, never under a minute; presses in a row are one step."""
    row = _row(tx, block_id)
    minutes = max(1, min(row["minutes"] + by, LONGEST_BLOCK))
    tx.update(tables.block, block_id, minutes=minutes, **_bounds_round(row, minutes))
    tx.describe(
        N_("Change the length of a block"), ("block", block_id), run=f"minutes:{block_id.hex}"
    )


def fix_start(tx: Tx, block_id: UUID, wall: time) -> None:
    """Nails the block's start to the clock on the wall."""
    tx.update(tables.block, block_id, start_wall=time(wall.hour, wall.minute))
    tx.describe(N_("Fix the start of a block"), ("block", block_id))


def free_start(tx: Tx, block_id: UUID) -> None:
    """Lets the block start when the one before it ends."""
    tx.update(tables.block, block_id, start_wall=None)
    tx.describe(N_("Free the start of a block"), ("block", block_id))


def edit_block(
    tx: Tx,
    block_id: UUID,
    *,
    title: str,
    minutes: int,
    min_minutes: int | None,
    max_minutes: int | None,
    priority: str,
    grouping: str | None,
    lead_id: UUID | None,
    why: str,
    note: str,
    start: time | None,
) -> None:
    """Saves the form of a block."""
    assert priority in PRIORITIES, priority
    assert not grouping or grouping in GROUPINGS, grouping
    _check_minutes(minutes)
    least = 0 if min_minutes is None else min_minutes
    most = LONGEST_BLOCK if max_minutes is None else max_minutes
    if not 0 <= least <= minutes <= most <= LONGEST_BLOCK:
        raise Problem(
            N_("The length must be between the shortest and the longest. Change one of the three.")
        )
    if lead_id is not None and tx.row(tables.person, lead_id) is None:
        raise Stale(N_("The person was deleted in the meantime. Choose another."))
    tx.update(
        tables.block,
        block_id,
        title=title,
        minutes=minutes,
        min_minutes=min_minutes,
        max_minutes=max_minutes,
        priority=priority,
        grouping=grouping or "",
        lead_id=lead_id,
        why=why,
        note=note,
        start_wall=None if start is None else time(start.hour, start.minute),
    )
    tx.describe(N_("Edit a block"), ("block", block_id))


def delete_block(tx: Tx, block_id: UUID) -> None:
    """Takes a block out of the agenda, with the parallel ones that hang on it."""
    _row(tx, block_id)
    _delete_with_parts(tx, block_id)
    tx.describe(N_("Delete a block"), ("block", block_id))


def _delete_with_parts(tx: Tx, block_id: UUID) -> None:
    for part in tx.rows(tables.block, parent_id=block_id):
        _delete_with_parts(tx, part["id"])
    tx.delete(tables.block, block_id)


def _check_minutes(minutes: int) -> None:
    if not 1 <= minutes <= LONGEST_BLOCK:
        raise Problem(
            N_("A block lasts from 1 to %(most)s minutes. Change the length."), most=LONGEST_BLOCK
        )


def _check_method(tx: Tx, method_id: UUID | None) -> None:
    if method_id is not None and tx.row(tables.method, method_id) is None:
        raise Stale(N_("The method was deleted in the meantime. Choose another."))


def _bounds_round(row: Any, minutes: int) -> dict[str, int | None]:
    """The shortest and longest of a block, moved out of the way of its new length."""
    least, most = row["min_minutes"], row["max_minutes"]
    return {
        "min_minutes": None if least is None else min(least, minutes),
        "max_minutes": None if most is None else max(most, minutes),
    }


def _row(tx: Tx, block_id: UUID) -> Any:
    row = tx.row(tables.block, block_id)
    if row is None:
        raise Stale(N_("This was deleted in the meantime. Undo brings it back."))
    return row


def _day_id(tx: Tx, workshop_id: UUID) -> UUID:
    days = tx.rows(tables.workshop_day, workshop_id=workshop_id, n=1)
    if not days:
        raise Stale(N_("This was deleted in the meantime. Undo brings it back."))
    return UUID(str(days[0]["id"]))


def _blocks(tx: Tx, day_id: UUID) -> list[Any]:
    """The blocks of a day in order."""
    rows = tx.rows(tables.block, day_id=day_id)
    return sorted(rows, key=lambda row: (row["rank"], row["id"].hex))


def _index(blocks: list[Any], block_id: UUID) -> int:
    for n, block in enumerate(blocks):
        if block["id"] == block_id:
            return n
    raise Stale(N_("This was deleted in the meantime. Undo brings it back."))


def _put(tx: Tx, blocks: list[Any], place: int, target: int) -> None:
    """Moves the block at `place` so that it stands at `target` among the others."""
    block = blocks.pop(place)
    if target != place:
        tx.update(tables.block, block["id"], rank=_rank(tx, blocks, target))
    tx.describe(N_("Move a block"), ("block", block["id"]))


def _rank(tx: Tx, blocks: list[Any], place: int) -> str:
    """A rank that puts a block at `place` among `blocks`.

    When two of them share a rank, which an undo beside another's move can bring about, or
    ranks have grown long, the others are given new ones too.
    """
    before = blocks[place - 1]["rank"] if place > 0 else None
    after = blocks[place]["rank"] if place < len(blocks) else None
    rank = rank_between(before, after)
    if len(rank) <= LONGEST_RANK and (before or "") < rank and (after is None or rank < after):
        return rank
    ranks = _fresh_ranks(len(blocks) + 1)
    mine = ranks.pop(place)
    for block, fresh in zip(blocks, ranks, strict=True):
        tx.update(tables.block, block["id"], rank=fresh)
    return mine


def _fresh_ranks(count: int) -> list[str]:
    ranks: list[str] = []
    last: str | None = None
    for _ in range(count):
        last = rank_between(last, None)
        ranks.append(last)
    return ranks

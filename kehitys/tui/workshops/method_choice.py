"""Choosing a method for a block: the library ranked for its place, with minutes from its past."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from kehitys.domain.fit import Fit, Slot, fit, in_order, ranked
from kehitys.domain.history import NO_HISTORY, History, Offer, offer
from kehitys.domain.methods import Method
from kehitys.domain.workshops import Block, Workshop
from kehitys.i18n import _, dates
from kehitys.store import history, methods
from kehitys.tui.methods.fit_lines import method_line
from kehitys.tui.pick import Pick

if TYPE_CHECKING:
    from kehitys.tui.app import Kehitys

OFFERED = 300
"""The most methods a window offers; the best of them come first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """A method for a block, and how long the block had better be."""

    method: Method
    minutes: int


async def choose_new(
    app: Kehitys, workshop: Workshop, below: UUID | None, free: int | None
) -> Chosen | None:
    """Asks for a method to add under a block, where there are `free` minutes if that is known."""
    known, histories = await app.ask(_library)
    fits = in_order(
        fit(
            method,
            _new_slot(workshop, below, _room(method, histories.get(method.id), free)),
            histories.get(method.id, NO_HISTORY),
        )
        for method in known
    )
    chosen = await _pick(app, _("Add a method"), fits, histories)
    if chosen is None:
        return None
    return Chosen(method=chosen, minutes=_new_length(chosen, histories.get(chosen.id), free))


async def choose_instead(app: Kehitys, workshop: Workshop, block: Block) -> Chosen | None:
    """Asks for a method that fits in the block's place."""
    now = block.method
    slot = Slot(
        minutes=block.minutes,
        people=workshop.headcount,
        mode=workshop.mode,
        purposes=now.purposes if now else (),
        phases=now.phases if now else (),
        used=_used(workshop),
    )
    known, histories = await app.ask(_library)
    fits = ranked((each for each in known if now is None or each.id != now.id), slot, histories)
    title = _("Swap for a method that fits in %(length)s") % {
        "length": dates.minutes(block.minutes)
    }
    chosen = await _pick(app, title, fits, histories)
    if chosen is None:
        return None
    length = chosen.block_minutes
    suits = length.min <= block.minutes <= length.longest
    proposed = _offer(chosen, histories.get(chosen.id))
    if suits and (proposed is None or block.fixed):
        return Chosen(method=chosen, minutes=block.minutes)
    return Chosen(method=chosen, minutes=proposed.minutes if proposed else length.typical)


def _library(connection: Any) -> tuple[tuple[Method, ...], Mapping[UUID, History]]:
    return methods.everything(connection), history.histories(connection)


def _used(workshop: Workshop) -> frozenset[UUID]:
    return frozenset(block.method.id for block in workshop.blocks if block.method is not None)


def _new_slot(workshop: Workshop, below: UUID | None, minutes: int) -> Slot:
    last = workshop.blocks[-1].id if workshop.blocks else None
    phases: tuple[str, ...] = ()
    if below is None:
        phases = ("open",)
    elif below == last and len(workshop.blocks) > 1:
        phases = ("decide", "close")
    return Slot(
        minutes=minutes,
        people=workshop.headcount,
        mode=workshop.mode,
        phases=phases,
        used=_used(workshop),
    )


def _room(method: Method, past: History | None, free: int | None) -> int:
    """The minutes a new block of the method is weighed at: those it would get, or too few."""
    too_few = free is not None and free < method.block_minutes.min
    return free if too_few and free is not None else _new_length(method, past, free)


def _new_length(method: Method, past: History | None, free: int | None) -> int:
    length = method.block_minutes
    proposed = _offer(method, past)
    wanted = proposed.minutes if proposed else length.typical
    return wanted if free is None or free >= wanted else max(free, length.min)


def _offer(method: Method, past: History | None) -> Offer | None:
    return None if past is None else offer(method, past)


async def _pick(
    app: Kehitys, title: str, fits: Iterable[Fit], histories: Mapping[UUID, History]
) -> Method | None:
    offered = list(fits)[:OFFERED]
    if not offered:
        app.tell(_("There are no other methods in the library yet."), problem=True)
        return None
    width = Pick.room(app.size.width)
    options = [
        (
            str(each.method.id),
            method_line(each, width, _offer(each.method, histories.get(each.method.id))),
        )
        for each in offered
    ]
    chosen = await app.push_screen_wait(Pick(title, options))
    return next((each.method for each in offered if str(each.method.id) == chosen), None)

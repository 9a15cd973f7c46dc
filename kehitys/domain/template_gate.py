"""The quality gate for templates: does one hold for everybody it says it is for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from kehitys.domain.fit import Reason
from kehitys.domain.gate import remarks
from kehitys.domain.methods import Method
from kehitys.domain.workshops import Block, Template, TemplateBlock, Workshop

NO_UPPER_END = 200
"""How many people a template without an upper end is tried with."""

_DAY, _BEGINS = date(2026, 11, 24), time(0, 0)
"""A day without a change of clocks, from its first minute, so that any agenda has room on it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateRemark:
    """Something that would be remarked in a workshop made from a template."""

    place: int | None
    """The place of the block, from 0; `None` when it is about the whole day."""
    people: int
    mode: str
    reason: Reason


def template_remarks(
    template: Template, methods: Mapping[str, Method]
) -> tuple[TemplateRemark, ...]:
    """What the gate remarks at the template's least, middle and most people, in each of its modes.

    The same remark on the same block is told once, for the first people and mode that bring it
    about. A block whose method is not among `methods`, by slug, counts as a talk.
    """
    found: dict[tuple[int | None, str], TemplateRemark] = {}
    for mode in template.mode:
        for people in trial_people(template):
            day = trial_workshop(template, methods, people=people, mode=mode)
            places: dict[UUID | None, int] = {block.id: n for n, block in enumerate(day.blocks)}
            for remark in remarks(day):
                place = places.get(remark.block_id)
                told = TemplateRemark(place=place, people=people, mode=mode, reason=remark.reason)
                found.setdefault((place, remark.reason.code), told)
    return tuple(found.values())


def trial_people(template: Template) -> tuple[int, ...]:
    """The fewest, the middle and the most people of a template, each once."""
    most = template.people_max or max(NO_UPPER_END, template.people_min)
    return tuple(dict.fromkeys((template.people_min, (template.people_min + most) // 2, most)))


def trial_workshop(
    template: Template, methods: Mapping[str, Method], *, people: int, mode: str
) -> Workshop:
    """A workshop as it would be made from the template, on a day of no consequence."""
    ends = _wall(template.minutes)
    return Workshop(
        id=UUID(int=0),
        day_id=UUID(int=0),
        title=template.slug,
        date=_DAY,
        start=_BEGINS,
        end=ends if ends > _BEGINS else None,
        mode=mode,
        people=people,
        template=template.slug,
        blocks=tuple(_blocks(template.blocks, methods)),
    )


def _blocks(blocks: Iterable[TemplateBlock], methods: Mapping[str, Method]) -> Iterable[Block]:
    for n, block in enumerate(blocks, 1):
        yield Block(
            id=UUID(int=n),
            kind=block.kind,
            title="",
            minutes=block.minutes,
            min_minutes=block.min_minutes,
            max_minutes=block.max_minutes,
            start=None if block.start_after is None else _wall(block.start_after),
            method=methods.get(block.method),
        )


def _wall(minutes: int) -> time:
    return (datetime.combine(_DAY, _BEGINS) + timedelta(minutes=minutes)).time()

"""A block of an agenda as a method of one's own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from kehitys.domain.methods import Edition, GroupSize, Method, Minutes, Step, StepWords, Variation
from kehitys.store.method_rows import origin_of

_SUMMARY = 160


def of_talk(row: Mapping[str, Any], speak: str) -> Method:
    """A talk as a method of one step, whose words are the block’s note."""
    minutes = int(row["minutes"])
    step = Step(seconds=minutes * 60, grouping=_grouping(row["grouping"]))
    edition = _worded(Edition(lang=speak, name=row["title"]), row)
    edition = replace(edition, steps=(StepWords(title=row["title"], do=row["note"] or ""),))
    return Method(
        id=UUID(int=0),
        slug="",
        toolkit="own",
        minutes=_round(row, minutes),
        group_size=GroupSize(min=2),
        steps=(step,),
        materials=None,
        editions=(edition,),
        metadata_language=speak,
    )


def of_method(row: Mapping[str, Any], method: Method, speak: str) -> Method:
    """The block’s method with the title, the minutes and the words it has in the agenda."""
    shown = method.edition(speak)
    edition = _worded(replace(shown, name=row["title"] or shown.name), row)
    note = row["note"] or ""
    if note:
        mine = Variation(name=edition.name, text=note)
        edition = replace(edition, variations=(*edition.variations, mine))
    others = tuple(each for each in method.editions if each.lang != shown.lang)
    return replace(
        method,
        toolkit="own",
        minutes=_round(row, int(row["minutes"])),
        steps=stretched(method.steps, int(row["minutes"]) * 60),
        editions=(edition, *others),
        metadata_language=shown.lang,
        text_origin=method.text_origin if method.own else "adapted",
        method_version=1,
        origin_id=method.id,
        origin_version=method.method_version,
        origin=origin_of(method),
        formerly="",
    )


def stretched(steps: Sequence[Step], seconds: int) -> tuple[Step, ...]:
    """The steps made longer or shorter alike, so that together they take `seconds`."""
    total = sum(step.seconds for step in steps)
    if not steps or total == seconds:
        return tuple(steps)
    made = [max(30, round(step.seconds * seconds / total / 30) * 30) for step in steps]
    longest = max(range(len(made)), key=made.__getitem__)
    made[longest] += seconds - sum(made)
    if made[longest] < 1:
        made = _shared(len(steps), seconds)
    return tuple(replace(step, seconds=each) for step, each in zip(steps, made, strict=True))


def _shared(count: int, seconds: int) -> list[int]:
    share, rest = divmod(seconds, count)
    return [share + (1 if n < rest else 0) for n in range(count)]


def _round(row: Mapping[str, Any], minutes: int) -> Minutes:
    least, most = row["min_minutes"], row["max_minutes"]
    return Minutes(
        min=max(1, min(least or minutes, minutes)), typical=minutes, max=max(most or 0, minutes)
    )


def _worded(edition: Edition, row: Mapping[str, Any]) -> Edition:
    why = " ".join((row["why"] or "").split())
    if not why:
        return edition
    summary = why if len(why) <= _SUMMARY else edition.summary
    return replace(edition, summary=summary, use_when=why)


def _grouping(grouping: str | None) -> str:
    return grouping if grouping in ("alone", "pairs", "groups") else "together"

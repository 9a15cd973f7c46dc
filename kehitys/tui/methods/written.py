"""Parts of a method as lines that a person writes, and those lines read."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kehitys.domain.methods import (
    MATERIAL_PER,
    Edition,
    Material,
    Method,
    Step,
    StepWords,
    Variation,
)
from kehitys.domain.problems import Problem
from kehitys.domain.text import fold
from kehitys.files import method_words as words
from kehitys.i18n import N_, _

_OPENING, _CLOSING = '“”„"»«', '”“"»«'
_SPAN = re.compile(r"(\d+)\s*(?:([-–—])\s*(\d+)?|(\+))?")
_LENGTH = re.compile(r"(\d+)\s*(m(?:in[a-zåäö]*)?|s(?:e[kc][a-zåäö]*)?)?\.?", re.IGNORECASE)
_DECIMALS = re.compile(r"\s*\d+[.,]\d")
_BLANKS = re.compile(r"\n\s*\n")

PLAIN = ">"
"""What a line of a step begins with when it is the short instruction that the group reads."""


def span(typed: str, low: int, high: int, *, open_end: bool = False) -> tuple[int, int | None]:
    """`20–40` as two numbers; with `open_end`, `8+` has no upper one."""
    found = _SPAN.fullmatch(typed.strip())
    if found:
        least = int(found[1])
        most: int | None = least
        if found[3]:
            most = int(found[3])
        elif found[2] or found[4]:
            most = None
        ends = [least] if most is None else [least, most]
        if (most is not None or open_end) and low <= ends[0] <= ends[-1] <= high:
            return least, most
    raise Problem(
        N_("“%(typed)s” does not do here. Write from–to, for example %(low)d–%(high)d."),
        typed=typed.strip(),
        low=max(low, 5),
        high=min(high, 40),
    )


def span_text(least: int, most: int | None) -> str:
    """Two numbers as `span` reads them."""
    if most is None:
        return f"{least}+"
    return str(least) if least == most else f"{least}–{most}"


def steps_text(method: Method, edition: Edition) -> str:
    """The steps as a person writes them, one under another with an empty line between."""
    blocks = []
    for n, step in enumerate(method.steps):
        said = edition.steps[n] if n < len(edition.steps) else StepWords(title="")
        head = [words.step_length(step.seconds).replace("\u00a0", " ")]
        head.append(words.name_in(words.GROUPING_NAMES, step.grouping))
        if step.record == "none":
            head.append(_("nothing is written down"))
        lines = [", ".join([*head, said.title])]
        if said.do:
            lines.append(_BLANKS.sub("\n", said.do))
        if said.say:
            lines.append(words.quoted(_BLANKS.sub("\n", said.say), edition.lang))
        lines += [f"{PLAIN} {line}" for line in said.plain.split("\n") if line.strip()]
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks)


def read_steps(typed: str) -> tuple[tuple[Step, StepWords], ...]:
    """The steps that were written: their facts, and their words."""
    return tuple(_step(block) for block in _blocks(typed))


def _step(block: str) -> tuple[Step, StepWords]:
    head, _end, rest = block.partition("\n")
    length, *parts = [part.strip() for part in head.split(",")]
    seconds = None if _DECIMALS.match(head) else _seconds(length)
    if seconds is None or not parts:
        raise Problem(
            N_("“%(line)s” does not begin a step. Write its minutes first: %(example)s."),
            line=head[:60],
            example=f"5 min, {_('in pairs')}, {_('Compare')}",
        )
    grouping = _code(words.GROUPING_NAMES, parts[0])
    if grouping and len(parts) > 1:
        parts = parts[1:]
    record = "any"
    if len(parts) > 1 and fold(parts[0]) in (
        fold(_("nothing is written down")),
        "nothing is written down",
    ):
        record, parts = "none", parts[1:]
    lines = [line.strip() for line in rest.split("\n")]
    plain = "\n".join(line[1:].strip() for line in lines if line.startswith(PLAIN))
    do, say = _do_and_say([line for line in lines if not line.startswith(PLAIN)])
    title = ", ".join(parts)
    step = Step(seconds=seconds, grouping=grouping or "together", record=record)
    return step, StepWords(title=title, do=do, say=say, plain=plain)


def _seconds(typed: str) -> int | None:
    total, at = 0, 0
    for found in _LENGTH.finditer(typed):
        if typed[at : found.start()].strip():
            return None
        at = found.end()
        total += int(found[1][:5]) * (1 if (found[2] or "").lower().startswith("s") else 60)
    return total if at and not typed[at:].strip() and 0 < total <= 24 * 3600 else None


def _do_and_say(lines: Sequence[str]) -> tuple[str, str]:
    """Lines in quotation marks are said, the others done."""
    do: list[str] = []
    say: list[str] = []
    n = 0
    while n < len(lines):
        line = lines[n]
        end = _end_of_quote(lines, n)
        if end is not None:
            said = "\n".join(each.strip() for each in lines[n : end + 1])
            say.append(said[1:-1].strip())
            n = end + 1
            continue
        do.append(line)
        n += 1
    return "\n".join(do).strip(), "\n".join(say).strip()


def _end_of_quote(lines: Sequence[str], begin: int) -> int | None:
    """The line where the quotation that begins a line ends; `None` when none begins or ends."""
    for n in range(begin, len(lines)):
        line = lines[n].strip()
        opens = line.startswith(tuple(_OPENING))
        if opens != (n == begin):
            return None
        if line.endswith(tuple(_CLOSING)) and (n > begin or len(line) > 1):
            return n
    return None


def materials_text(method: Method, edition: Edition) -> str:
    """What is needed, a thing on each line."""
    return "\n".join(
        f"{material.quantity} {item}, {words.name_in(words.PER_NAMES, material.per)}"
        for n, material in enumerate(method.things)
        if (item := edition.materials[n] if n < len(edition.materials) else "")
    )


def read_materials(typed: str) -> tuple[tuple[Material, str], ...]:
    """The things that were written: how many for whom, and what."""
    found = []
    for line in filter(None, map(str.strip, typed.split("\n"))):
        item, _comma, last = line.rpartition(",")
        per = _code(words.PER_NAMES, last)
        if not item or not per:
            item, per = line, "room"
        count = re.match(r"(\d{1,4})\s+(?=\S)", item.strip())
        item = item.strip()[count.end() :] if count else item.strip()
        quantity = max(1, int(count[1])) if count else 1
        found.append((Material(quantity=quantity, per=per), item))
    assert all(material.per in MATERIAL_PER for material, _item in found)
    return tuple(found)


def variations_text(edition: Edition) -> str:
    """Each variation's name and under it the text, with an empty line between them."""
    return "\n\n".join(
        "\n".join(filter(None, (each.name, _BLANKS.sub("\n", each.text))))
        for each in edition.variations
    )


def read_variations(typed: str) -> tuple[Variation, ...]:
    """The variations that were written."""
    return tuple(
        Variation(name=head.strip(), text=text.strip())
        for head, _end, text in (block.partition("\n") for block in _blocks(typed))
    )


def read_lines(typed: str) -> tuple[str, ...]:
    """What was written, a text on each line."""
    return tuple(filter(None, map(str.strip, typed.split("\n"))))


def same_places(old: Sequence[str], new: Sequence[str]) -> list[int | None]:
    """For each of `new`, where it stood in `old`: by its words, or else by its place."""
    left = list(range(len(old)))
    places: list[int | None] = [None] * len(new)
    for n, text in enumerate(new):
        same = next((k for k in left if old[k] == text), None)
        if same is not None:
            places[n] = same
            left.remove(same)
    for n, place in enumerate(places):
        if place is None and n in left:
            places[n] = n
            left.remove(n)
    return places


def _blocks(typed: str) -> list[str]:
    blocks = (block.strip() for block in _BLANKS.split(typed.replace("\r\n", "\n")))
    return [block for block in blocks if block]


def _code(names: object, typed: str) -> str:
    """The code of a word in the language spoken now, or in English."""
    assert isinstance(names, dict)
    wanted = fold(typed.strip())
    for code, name in names.items():
        if wanted in (fold(_(name)), fold(name), code):
            return str(code)
    return ""

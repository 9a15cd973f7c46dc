"""Where a record has the words that were searched for, letter by letter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection

from kehitys.domain.methods import Edition, Method
from kehitys.domain.text import fold
from kehitys.store import index_words, meaning, stems

Spans = tuple[tuple[int, int], ...]
"""Where the words begin and end in a text."""

BEFORE = 30
"""How much of a text stands before the word in a snippet, about."""
ROOM = 100
"""How long a snippet is at most."""

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A text of a record with words that were searched for."""

    place: str
    """Which text: name, alias, summary or another field of an edition."""
    lang: str
    """The language of the text; empty for an alias."""
    text: str
    """The text, or a stretch of it around the first word found."""
    spans: Spans


@dataclass(frozen=True, slots=True)
class _Unit:
    """One word that was searched for, or two that stand for one."""

    words: tuple[str, ...]
    typed: tuple[str, ...]
    """The same without accents."""
    begun: tuple[str, ...]
    """What a compound may begin with: *försök* of *försöken*."""
    stems: frozenset[str]
    ends: tuple[str, ...]
    parts: frozenset[str]

    def span(self, word: str, lang: str) -> int:
        """How many letters of the word are what was searched for; 0 for none."""
        folded = fold(word)
        for each in self.typed:
            if folded.startswith(each):
                return min(len(each), len(word))
        if len(word) < stems.SHORTEST:
            return 0
        if any(index_words.reads_otherwise(word, each) for each in self.words):
            return 0
        if self.stems.intersection(stems.forms(word, lang)):
            return len(word)
        for end in stems.ends(word, lang):
            if end in self.parts or end.startswith(self.ends):
                return len(word)
        return max((len(each) for each in self.begun if folded.startswith(each)), default=0)


class Sought:
    """What a person typed, ready to be looked for in texts."""

    def __init__(self, connection: Connection, typed: str) -> None:
        units = meaning.units(connection, index_words.words(typed))
        self.units = [self._unit(connection, unit) for unit in meaning.telling(units)]
        self.names_only = max(map(len, index_words.words(typed)), default=0) < stems.SHORTEST

    @staticmethod
    def _unit(connection: Connection, unit: str) -> _Unit:
        words = unit.split()
        meant = [
            word
            for each in meaning.synonyms(connection, unit)
            for word in index_words.words(each)
            if len(word) >= stems.SHORTEST
        ]
        return _Unit(
            tuple(words),
            tuple(map(fold, words)),
            tuple(sorted(base for word in words for base in stems.bases(word))),
            frozenset(stem for word in (*words, *meant) for stem in stems.sought(word)),
            tuple(end for word in words for end in stems.sought_ends(word)),
            frozenset(part for word in words for part in stems.sought_parts(word)),
        )

    def spans(self, text: str, lang: str) -> Spans:
        """Where the text has any of the words."""
        return tuple(sorted({span for _unit, span in self._found(text, lang)}))

    def missing(self, text: str, lang: str, units: set[int]) -> set[int]:
        """Which of these units the text does not have."""
        return units - {unit for unit, _span in self._found(text, lang)}

    def _found(self, text: str, lang: str) -> Iterator[tuple[int, tuple[int, int]]]:
        for match in _WORD.finditer(text):
            for n, unit in enumerate(self.units):
                letters = unit.span(match[0], lang)
                if letters:
                    yield n, (match.start(), match.start() + letters)
                    break


def of_method(connection: Connection, typed: str, method: Method, speak: str) -> tuple[Hit, ...]:
    """The nearest texts of the method that together have every word typed.

    The name in the language shown is told only when it has one of them, and then first.
    """
    sought = Sought(connection, typed)
    wanted = set(range(len(sought.units)))
    hits: list[Hit] = []
    for place, lang, text in _texts(method, speak):
        if not wanted or (sought.names_only and place != "name"):
            break
        missing = sought.missing(text, lang, wanted)
        if missing != wanted:
            hits.append(_snippet(place, lang, text, sought.spans(text, lang)))
            wanted = missing
    return tuple(hits)


def _texts(method: Method, speak: str) -> Iterator[tuple[str, str, str]]:
    """Every text of the method with its place and language, the nearest first."""
    shown = method.edition(speak)
    editions = [shown, *(each for each in method.editions if each.lang != shown.lang)]
    yield from (("name", each.lang, each.name) for each in editions)
    yield from (("alias", "", alias) for alias in method.aliases)
    yield from (("summary", each.lang, each.summary) for each in editions)
    for each in editions:
        yield from ((place, each.lang, text) for place, text in _body(each) if text)


def _body(edition: Edition) -> Iterator[tuple[str, str]]:
    for place in ("use_when", "avoid_when", "invitation"):
        yield place, getattr(edition, place)
    for step in edition.steps:
        yield from (("steps", text) for text in (step.title, step.do, step.say, step.plain))
    yield from (("materials", text) for text in edition.materials)
    for variation in edition.variations:
        yield from (("variations", text) for text in (variation.name, variation.text))
    yield from (("traps", text) for text in edition.traps)
    for place in ("room", "remote_notes", "public_sector", "length"):
        yield place, getattr(edition, place)


def _snippet(place: str, lang: str, text: str, spans: Spans) -> Hit:
    """The text cut to what stands around the first word found."""
    text = text.replace("\n", " ")
    first = spans[0][0]
    begin = 0 if first <= BEFORE else text.find(" ", first - BEFORE, first) + 1 or first
    if len(text) - begin <= ROOM:
        end = len(text)
    else:
        cut = text.rfind(" ", spans[0][1], begin + ROOM)
        end = cut if cut > 0 else max(begin + ROOM, spans[0][1])
    head = "… " if begin else ""
    tail = " …" if end < len(text) else ""
    shift = len(head) - begin
    kept = tuple((a + shift, b + shift) for a, b in spans if begin <= a and b <= end)
    return Hit(place=place, lang=lang, text=f"{head}{text[begin:end]}{tail}", spans=kept)

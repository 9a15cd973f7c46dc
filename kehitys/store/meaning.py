"""What words typed may mean: which of them tell, synonyms of them, and their forms in the index."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, or_, select

from kehitys.domain import english, finnish, swedish
from kehitys.domain.text import fold
from kehitys.store import index_words, stems, tables, word_forms

SMALL_WORDS = finnish.SMALL_WORDS | swedish.SMALL_WORDS | english.SMALL_WORDS
"""Words that say little of what is meant, in any of our languages."""


def units(connection: Connection, words: Sequence[str]) -> list[str]:
    """The words, with two that stand for one beside each other in any form: stand-up."""
    pairs = _pairs(connection) if len(words) > 1 else []
    told: list[str] = []
    for word in words:
        pair = f"{told[-1]} {word}" if told else ""
        if pair and _known(pairs, pair):
            told[-1] = pair
        else:
            told.append(word)
    return told


def telling(units: Sequence[str]) -> list[str]:
    """The words without the small ones; all of them when there are no others."""
    return [unit for unit in units if unit.casefold() not in SMALL_WORDS] or list(units)


def synonyms(connection: Connection, unit: str) -> list[str]:
    """The words of the texts that a person may mean by a word or a pair, in any form of it."""
    synonym = tables.synonym
    forms = _forms(unit) if " " not in unit else _known(_pairs(connection), unit)
    return sorted(
        set(connection.execute(select(synonym.c.means).where(synonym.c.word.in_(forms))).scalars())
    )


class Meaning:
    """What words typed may mean in the index, each asked of the file once."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._forms: dict[str, list[str]] = {}
        self._synonyms: dict[str, list[str]] = {}
        self._whole: dict[str, bool] = {}
        self._compounds: dict[str, list[str]] = {}

    def synonyms(self, unit: str) -> list[str]:
        """The words of the texts that a person may mean by a word or a pair."""
        if unit not in self._synonyms:
            self._synonyms[unit] = synonyms(self._connection, unit)
        return self._synonyms[unit]

    def forms(self, word: str) -> list[str]:
        """The words of the index that are forms of a word, with the å, ä and ö of it if any."""
        if word not in self._forms:
            found = word_forms.saying(self._connection, stems.sought(word))
            if index_words.accented(word):
                found = [
                    each
                    for each in found
                    if not index_words.reads_otherwise(index_words.word_of(each), word)
                ]
            self._forms[word] = found
        return self._forms[word]

    def whole(self, word: str) -> bool:
        """Whether a word is one of the index as typed, rather than the beginning of one."""
        if word not in self._whole:
            self._whole[word] = word_forms.known(self._connection, index_words.kept(word))
        return self._whole[word]

    def compounds(self, word: str) -> list[str]:
        """The words of the index that the word is a part of."""
        if word not in self._compounds:
            parts, begun = stems.sought_parts(word), stems.sought_ends(word)
            self._compounds[word] = word_forms.saying(self._connection, parts, sorted(begun))
        return self._compounds[word]

    def begun(self, word: str) -> list[str]:
        """The words of the index that may be compounds with the word first."""
        return word_forms.beginning(self._connection, index_words.beginning(word), stems.TAIL)


def _pairs(connection: Connection) -> list[str]:
    """The synonyms that are two words."""
    word = tables.synonym.c.word
    return list(
        connection.scalars(
            select(word).where(or_(word.contains(" "), word.contains("-"))).distinct()
        )
    )


def _known(pairs: Iterable[str], pair: str) -> set[str]:
    """Those of the pairs that a pair of words typed is in some form."""
    if pair.count(" ") != 1:
        return set()
    first, second = map(_forms, pair.split())
    halves = ((known, re.split("[ -]", known)) for known in pairs)
    return {
        known
        for known, words in halves
        if len(words) == 2 and words[0] in first and words[1] in second
    }


def _forms(word: str) -> set[str]:
    return {fold(word), *map(stems.unmarked, stems.sought(word))}

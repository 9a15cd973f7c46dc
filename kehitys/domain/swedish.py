"""Swedish words as a search compares them: which words an inflected form may be a form of.

By ending, without a word list; the endings are those of nouns, adjectives and regular verbs in
Svenska Akademiens språklära.
"""

from __future__ import annotations

import re
from functools import lru_cache

_SMALL = """
och eller men att som om när än så av på i till från med för vid under utan efter innan
en ett den det de är var har hade ska kan vi ni du man sig sin sitt sina för mycket alltför
"""
SMALL_WORDS = frozenset(_SMALL.split())
"""Words that a search asks for in names only, when there are others beside them."""

_ENDINGS = (
    "arnas", "ernas", "ornas", "arna", "erna", "orna", "heterna", "ades", "andes",
    "ens", "ets", "ers", "ars", "ors", "nas", "ade", "ats", "ande", "ende",
    "en", "et", "er", "ar", "or", "na", "an", "at", "it", "ns", "ts", "as", "es", "de", "te",
    "n", "t", "r", "s", "a", "e",
)  # fmt: skip
_AFTER_VOWEL = frozenset({"n", "t", "ns", "ts"})
_LOOSE_E = re.compile(r"([^aeiouy])\1?e([lnr])$")


_MEN = re.compile("män(?=(?:s|nen|nens)?$)")


def with_man(word: str) -> str:
    """*Förmän* and *förmännen* with the vowel of *förman*; any other word as it is."""
    return _MEN.sub("man", word)


@lru_cache(maxsize=50_000)
def readings(word: str) -> tuple[str, ...]:
    """The stems that `word` may have, in small letters and without accents.

    A loose e is left out beside: *regel* is told as *regl* too, which is what *regler* has.
    """
    found = {word: None}
    for ending in _ENDINGS:
        stem = word[: -len(ending)]
        least = 4 if ending in _AFTER_VOWEL and stem[-1:] == "a" else 2 if ending[0] in "er" else 3
        if word.endswith(ending) and len(stem) >= least:
            found[stem] = None
    for each in tuple(found):
        if each.endswith(("mm", "nn")):
            found[each[:-1]] = None
        if len(each) > 4 and _LOOSE_E.search(each):
            found[_LOOSE_E.sub(r"\1\2", each)] = None
    return tuple(found)

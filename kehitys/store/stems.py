"""Words as the search index keeps them beside their letters: what each may be a form of."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Any

from kehitys.domain import finnish, swedish
from kehitys.domain.english import BASES
from kehitys.domain.text import fold
from kehitys.i18n import LANGUAGES
from kehitys.store import compounds

_WORD = re.compile(r"[^\W_]+")
_STEMMERS = {"fi": "finnish", "sv": "swedish", "en": "english"}

SHORTEST = 3
"""A word of fewer letters is only itself."""

TAIL = 4
"""The shortest last part of a compound that is found without knowing the compound's seam."""
HEAD = 3
"""How many letters must stand before it."""


def words(text: str) -> list[str]:
    """The words of a text as the index sees them: letters and digits."""
    return _WORD.findall(text)


def stems(said: Iterable[str], lang: str) -> str:
    """What the words of a text may be forms of, each marked with its language."""
    found: dict[str, None] = {}
    for word in dict.fromkeys(map(str.casefold, said)):
        for each in (lang,) if lang in _STEMMERS else LANGUAGES:
            found.update(dict.fromkeys(_kept(each, word)))
    return " ".join(found)


def parts(said: Iterable[str], lang: str) -> str:
    """What compounds are made of: known parts, and ends of long words, written backwards."""
    found: dict[str, None] = {}
    for word in dict.fromkeys(map(str.casefold, said)):
        for each in (lang,) if lang in _STEMMERS else ("fi", "sv"):
            found.update(dict.fromkeys(_parts(each, word)))
    return " ".join(found)


@lru_cache(maxsize=50_000)
def forms(word: str, lang: str) -> tuple[str, ...]:
    """What one word of a text may be a form of, marked as in `stems`."""
    return tuple(stems([word], lang).split())


@lru_cache(maxsize=50_000)
def ends(word: str, lang: str) -> tuple[str, ...]:
    """What one word of a text is made of, marked as in `parts`."""
    return tuple(parts([word], lang).split())


@lru_cache(maxsize=2_000)
def sought(word: str) -> frozenset[str]:
    """The stems of which a text must have one to have the word in any of its forms."""
    word = word.casefold()
    if len(word) < SHORTEST:
        return frozenset()
    found = {f"f{form}" for form in _finnish(word)} | {f"s{form}" for form in _swedish(word)}
    stemmed = [lang for lang in LANGUAGES if _snowballed(lang, word)]
    return frozenset(found | {f"{lang[0]}{_stemmed(lang, word)}" for lang in stemmed})


@lru_cache(maxsize=2_000)
def sought_parts(word: str) -> frozenset[str]:
    """The parts of compounds that are the word in any of its forms."""
    return frozenset(f"pf{form}" for form in _finnish(word.casefold()))


@lru_cache(maxsize=2_000)
def sought_ends(word: str) -> frozenset[str]:
    """How an end of a long word begins, backwards, when it is the word in any of its forms."""
    word = word.casefold()
    found = {f"qf{form[::-1]}" for form in _finnish(word) if len(form) >= TAIL}
    return frozenset(found | {f"qs{form[::-1]}" for form in _swedish(word) if len(form) >= TAIL})


@lru_cache(maxsize=100_000)
def _kept(lang: str, word: str) -> tuple[str, ...]:
    if len(word) < SHORTEST or word.isdigit():
        return ()
    found = {f"{lang[0]}{_stemmed(lang, word)}": None} if _snowballed(lang, word) else {}
    if lang == "fi":
        found.update((f"f{form}", None) for form in finnish.readings(fold(word)))
    elif lang == "sv":
        for each in dict.fromkeys((_marked(word), fold(word))):
            found.update((f"s{form}", None) for form in swedish.readings(each))
    return tuple(found)


@lru_cache(maxsize=100_000)
def _parts(lang: str, word: str) -> tuple[str, ...]:
    if lang == "en" or len(word) < HEAD + TAIL:
        return ()
    if lang == "fi":
        forms = [("f", form) for form in finnish.readings(fold(word))]
    else:
        both = dict.fromkeys((_marked(word), fold(word)))
        forms = [("s", form) for each in both for form in swedish.readings(each)]
    found = {f"q{mark}{form[::-1]}": None for mark, form in forms if len(form) >= HEAD + TAIL}
    if lang == "fi":
        found.update((f"pf{fold(part)}", None) for part in compounds.parts(word))
    return tuple(found)


def _finnish(word: str) -> set[str]:
    """The word's readings in either grade."""
    return {form for each in finnish.readings(fold(word)) for form in finnish.grades(each)}


def _swedish(word: str) -> tuple[str, ...]:
    return swedish.readings(_marked(word))


def _snowballed(lang: str, word: str) -> bool:
    """Whether Snowball helps: of a short Finnish word it leaves what is many words' beginning."""
    return lang != "fi" or len(word) > 6


def _stemmed(lang: str, word: str) -> str:
    if lang == "sv":
        return _marked(str(_stemmer(lang).stemWord(word)))
    return str(_stemmer(lang).stemWord(BASES.get(word, word) if lang == "en" else fold(word)))


def _marked(word: str) -> str:
    """The word with å, ä and ö as digits: *möte* is not *mot*, yet the index knows no accents."""
    return fold(word.translate(_MARKS))


def unmarked(stem: str) -> str:
    """A stem of `sought` as a word without accents."""
    return stem[1:].translate(_UNMARKED)


_MARKS = str.maketrans("åäö", "123")
_UNMARKED = str.maketrans("123", "aao")


@cache
def _stemmer(lang: str) -> Any:
    import snowballstemmer

    return snowballstemmer.stemmer(_STEMMERS[lang])

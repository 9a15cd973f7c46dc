"""What each word may be a form of, and be made of."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any

from kehitys.domain import finnish, swedish
from kehitys.domain.english import BASES, STEMS
from kehitys.domain.text import fold
from kehitys.i18n import LANGUAGES
from kehitys.store import compounds, index_words
from kehitys.store.index_words import canonical, marked

_STEMMERS = {"fi": "finnish", "sv": "swedish", "en": "english"}

SHORTEST = 3
"""A word of fewer letters is only itself."""

TAIL = 4
"""The shortest last part of a compound that is found without knowing the compound's seam."""
HEAD = 3
"""How many letters must stand before it."""

HEAD_LEAST = 6
"""The shortest word, other than as typed, whose compounds are found by its beginning."""

PART = "p"
"""What marks a part that a dictionary tells."""


def forms_of(token: str) -> list[str]:
    """What a word that the index keeps may be a form of, and be made of; none twice."""
    lang, word = index_words.lang_of(token), index_words.word_of(token)
    return list(dict.fromkeys([*forms(word, lang), *ends(word, lang)]))


@lru_cache(maxsize=20_000)
def forms(word: str, lang: str) -> tuple[str, ...]:
    """What one word of a text may be a form of, each marked with its language."""
    word = canonical(word)
    langs = (lang,) if lang in _STEMMERS else LANGUAGES
    return tuple(dict.fromkeys(form for each in langs for form in _kept(each, word)))


@lru_cache(maxsize=20_000)
def ends(word: str, lang: str) -> tuple[str, ...]:
    """What a compound is made of: known parts, and the ends of a long word, backwards."""
    word = canonical(word)
    langs = (lang,) if lang in _STEMMERS else ("fi", "sv")
    return tuple(dict.fromkeys(end for each in langs for end in _parts(each, word)))


@lru_cache(maxsize=2_000)
def sought(word: str) -> frozenset[str]:
    """The forms of which a text must have one to have the word in any of its forms."""
    word = canonical(word)
    if len(word) < SHORTEST:
        return frozenset()
    found = {f"f{form}" for form in _finnish(word)} | {f"s{form}" for form in _swedish(word)}
    stemmed = [lang for lang in LANGUAGES if _snowballed(lang, word)]
    return frozenset(found | {f"{lang[0]}{_stemmed(lang, word)}" for lang in stemmed})


@lru_cache(maxsize=2_000)
def bases(word: str) -> frozenset[str]:
    """What a compound may begin with: *kokeiluja* leads to *kokeilukortti*. Without accents."""
    word = canonical(word)
    found = {*finnish.readings(fold(word)), *swedish.readings(fold(word))}
    return frozenset(form for form in found if HEAD_LEAST <= len(form) < len(word))


@lru_cache(maxsize=2_000)
def sought_parts(word: str) -> frozenset[str]:
    """The parts of compounds that are the word in any of its forms."""
    return frozenset(f"{PART}f{form}" for form in _finnish(canonical(word)))


@lru_cache(maxsize=2_000)
def sought_ends(word: str) -> frozenset[str]:
    """How an end of a long word begins, backwards, when it is the word in any of its forms."""
    word = canonical(word)
    found = {f"qf{form[::-1]}" for form in _finnish(word) if len(form) >= TAIL}
    return frozenset(found | {f"qs{form[::-1]}" for form in _swedish(word) if len(form) >= TAIL})


def _kept(lang: str, word: str) -> tuple[str, ...]:
    if len(word) < SHORTEST or word.isdigit():
        return ()
    found = {f"{lang[0]}{_stemmed(lang, word)}": None} if _snowballed(lang, word) else {}
    if lang == "fi":
        found.update((f"f{form}", None) for form in finnish.readings(fold(word)))
    elif lang == "sv":
        for each in dict.fromkeys((marked(word), fold(word), marked(swedish.with_man(word)))):
            found.update((f"s{form}", None) for form in swedish.readings(each))
    return tuple(found)


def _parts(lang: str, word: str) -> tuple[str, ...]:
    if lang == "en" or len(word) < HEAD + TAIL:
        return ()
    if lang == "fi":
        forms = [("f", form) for form in finnish.readings(fold(word))]
    else:
        both = dict.fromkeys((marked(word), fold(word)))
        forms = [("s", form) for each in both for form in swedish.readings(each)]
    found = {f"q{mark}{form[::-1]}": None for mark, form in forms if len(form) >= HEAD + TAIL}
    if lang == "fi":
        found.update((f"{PART}f{fold(part)}", None) for part in compounds.parts(word))
    return tuple(found)


def _finnish(word: str) -> set[str]:
    """The word's readings in either grade."""
    return {form for each in finnish.readings(fold(word)) for form in finnish.grades(each)}


def _swedish(word: str) -> tuple[str, ...]:
    return swedish.readings(marked(word))


def _snowballed(lang: str, word: str) -> bool:
    """Whether Snowball helps: of a short Finnish word it leaves what is many words' beginning."""
    return lang != "fi" or len(word) > 6


def _stemmed(lang: str, word: str) -> str:
    if lang == "sv":
        return marked(str(_stemmer(lang).stemWord(word)))
    if lang == "en":
        return STEMS.get(word) or str(_stemmer(lang).stemWord(BASES.get(word, word)))
    return str(_stemmer(lang).stemWord(fold(word)))


def unmarked(form: str) -> str:
    """A form of `sought` as a word without accents."""
    return index_words.unmarked(form[1:])


@cache
def _stemmer(lang: str) -> Any:
    import snowballstemmer

    return snowballstemmer.stemmer(_STEMMERS[lang])

"""Words as the search index keeps them, whichever records say them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import lru_cache, partial
from itertools import chain

from kehitys.domain.text import fold

_WORD = re.compile(r"[^\W_]+")

MOST_KNOWN = 100_000
"""How many words of a language are remembered at once."""

_SIGNS = "ɔɛɶ"
"""What stands for å, ä and ö: letters that no language of ours writes."""
_MARKS = str.maketrans("åäö", _SIGNS)
_UNMARKED = str.maketrans(_SIGNS, "åäö")
_BARE = str.maketrans(_SIGNS, "aao")
_ACCENTED = frozenset("åäö")

_LANG = {"ɸ": "fi", "ʂ": "sv", "ɘ": "en", "ʝ": ""}
"""What a word of each language ends with, such letters again: at the end, so that a word half
typed is the beginning of it in every language."""
_AS_TYPED = "ʘ"
"""What the spelling of a word without its å, ä and ö ends with."""


def words(text: str) -> list[str]:
    """The words of a text as the index sees them: letters and digits."""
    return _WORD.findall(text)


def distinct(text: str) -> list[str]:
    """Each word of a text once, in small letters."""
    return list(dict.fromkeys(_WORD.findall(text.casefold())))


def tokens(said: Iterable[str], lang: str) -> list[str]:
    """Words in small letters as the index keeps them exactly, each marked with its language.

    Of accents only those of å, ä and ö are kept: *möte* is not *mot*.
    """
    known = _TOKENS[lang if lang in _TOKENS else ""]
    return [known[word] for word in said]


def spelt(said: Iterable[str], lang: str) -> list[str]:
    """The same, each that has å, ä or ö followed by how it may be typed: *tyo* after *työ*."""
    known = _SPELT[lang if lang in _SPELT else ""]
    return [known[word] for word in said]


def exact(spelt: Iterable[str]) -> set[str]:
    """The words of these, one or several in each, without the spellings that are only typed."""
    every = set(chain.from_iterable(map(str.split, set(spelt))))
    return {token for token in every if token[-1] != _AS_TYPED}


def word_of(token: str) -> str:
    """The word that a token of the index stands for."""
    return token[:-1].translate(_UNMARKED)


def lang_of(token: str) -> str:
    """The language that the word was said in; empty when the record is of none."""
    return _LANG[token[-1]]


def kept(word: str) -> list[str]:
    """A word typed as the index may keep it exactly, in whichever language."""
    begun = beginning(word)
    return [begun + mark for mark in _LANG]


def typed(word: str) -> list[str]:
    """The same, where a word typed without å, ä and ö may stand for one that has them."""
    return kept(word) if accented(word) else [*kept(word), beginning(word) + _AS_TYPED]


def beginning(word: str) -> str:
    """How the words of the index begin that the word typed is the beginning of."""
    return marked(word.casefold())


def accented(word: str) -> bool:
    """Whether a word is typed with an å, ä or ö: one who does so means no other letter."""
    return not set(canonical(word)).isdisjoint(_ACCENTED)


def reads_otherwise(word: str, typed: str) -> bool:
    """Whether a word has a bare letter where å, ä or ö was typed: *mot* for *möten*."""
    pairs = zip(canonical(typed), canonical(word), strict=False)
    one, other = next((pair for pair in pairs if pair[0] != pair[1]), ("", ""))
    return one in _ACCENTED and fold(one) == other


def canonical(word: str) -> str:
    """The word in small letters, with no accents but those of å, ä and ö."""
    return marked(word).translate(_UNMARKED)


@lru_cache(maxsize=50_000)
def marked(word: str) -> str:
    """The same with other signs for å, ä and ö, since the index knows no accents.

    One sign may stand for several words (﷼) or hold what is no letter (½): only letters are left.
    """
    bare = fold(unicodedata.normalize("NFC", word.casefold()).translate(_MARKS))
    return bare if bare.isalnum() else "".join(words(bare))


def unmarked(word: str) -> str:
    """A marked word without accents."""
    return word.translate(_BARE)


class _Worked(dict[str, str]):
    """The words of one language as the index keeps them, each worked out once.

    A large import asks a million times: no call of ours for a word that is known.
    """

    def __init__(self, work_out: Callable[[str], str]) -> None:
        super().__init__()
        self._work_out = work_out

    def __missing__(self, word: str) -> str:
        if len(self) >= MOST_KNOWN:
            self.clear()
        worked = self[word] = self._work_out(word)
        return worked


def _token(word: str, mark: str) -> str:
    return marked(word) + mark


def _spelt(word: str, mark: str) -> str:
    kept = marked(word)
    bare = unmarked(kept)
    return kept + mark if bare == kept else f"{kept}{mark} {bare}{_AS_TYPED}"


_TOKENS = {lang: _Worked(partial(_token, mark=mark)) for mark, lang in _LANG.items()}
_SPELT = {lang: _Worked(partial(_spelt, mark=mark)) for mark, lang in _LANG.items()}

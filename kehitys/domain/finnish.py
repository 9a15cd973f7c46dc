"""Finnish words as a search compares them: which words an inflected form may be a form of.

By ending, without a word list: every reading that the ending allows is given, and a search looks
for any of them. Nouns are read in all their cases, verbs in their commonest forms. Endings after
Iso suomen kielioppi, § 81–93 (inflection); grades after § 41–46 (consonant gradation).
"""

from __future__ import annotations

import re
from functools import lru_cache

_SMALL = """
ja tai sekä että ei on en eikä ovat oli jos kun kuin niin vain myös jo mutta koska vaikka
se ne tämä tuo joka jotka jonka me he te minä sinä hän meidän heidän teidän
liian hyvin
"""
SMALL_WORDS = frozenset(_SMALL.split())
"""Words that a search asks for in names only, when there are others beside them."""

_VOWELS = "aeiouy"
_CASES = ("ssa", "sta", "lla", "lta", "lle", "ksi", "tta", "na", "n", "t")
"""Endings that follow the stem of a vowel, å, ä and ö written as a and o."""

_PLURALS = (
    "issa", "ista", "illa", "ilta", "ille", "iksi", "itta", "ina", "ine",
    "isiin", "ihin", "iin", "iden", "itten", "ien", "jen", "ita", "ia", "ja",
)  # fmt: skip
"""Endings with the i or j of the plural in them."""

_VERBAL = (
    "vat", "nut", "nyt", "neet", "ttiin", "tiin", "taan", "maan", "mme", "tte", "kaa",
    "tu", "ty", "tun", "tyn",
)  # fmt: skip
"""Endings of verbs that follow the stem of their -a and -ta."""

_POSSESSED = re.compile(r"(?<=..[aeiouy])(?:nsa|mme|nne)$")
_OWN = re.compile(r"(?<=..)(ssa|sta|lla|lta|na|ta)an$|(?<=..)(lle|kse)en$")
_CLITIC = re.compile(r"(?<=[aeiouynst])(?:kin|kaan)$")

_WEAK = (
    ("kk", "k"), ("pp", "p"), ("tt", "t"), ("nk", "ng"), ("mp", "mm"), ("nt", "nn"),
    ("lt", "ll"), ("rt", "rr"), ("ht", "hd"), ("lk", "l"), ("rk", "r"), ("lk", "lj"),
    ("rk", "rj"), ("hk", "h"), ("lp", "lv"), ("rp", "rv"),
)  # fmt: skip
"""Clusters in the strong grade and in the weak."""

_BETWEEN = (("t", "d"), ("p", "v"), ("k", ""))
"""The same for one consonant between vowels."""

_LAST = re.compile(r"^(.*[aeiouy])([^aeiouy]+)([aeiouy]s?|[aeiouy][nlrt])$")
_HIATUS = re.compile(r"^(.*[aeiouy])([aeiou])$")


@lru_cache(maxsize=50_000)
def readings(word: str) -> tuple[str, ...]:
    """The words that `word` may be a form of, in small letters and without accents.

    A word in -nen is told by its stem in -s, so that *ihminen* and *ihmisen* meet in *ihmis*.
    """
    forms = [word]
    for ending in (_CLITIC, _POSSESSED):
        shorter = ending.sub("", forms[-1])
        if shorter != forms[-1] and len(shorter) > 3:
            forms.append(shorter)
    own = _OWN.sub(lambda match: match[1] or match[2], forms[-1])
    if own != forms[-1]:
        forms.append(own)
    elif forms[-1] != word and forms[-1][-1] in "ie":
        forms.append(forms[-1] + "n")
    found: dict[str, None] = {}
    for form in forms:
        found.update(dict.fromkeys(_of_form(form)))
    return tuple(found)


@lru_cache(maxsize=5_000)
def grades(reading: str) -> tuple[str, ...]:
    """The reading itself and as it is in the other grade: kunta and kunna, viat and vika."""
    found = {reading: None}
    if reading.endswith(("aika", "oika")):
        found[reading[:-3] + "ja"] = None
    elif reading.endswith(("aja", "oja")):
        found[reading[:-2] + "ika"] = None
    match = _LAST.match(reading)
    if match:
        before, cluster, after = match.groups()
        for strong, weak in _WEAK:
            for old, new in ((strong, weak), (weak, strong)):
                alone = len(old) > 1 or len(cluster) == 1 or cluster[-2] in "lmnr"
                if cluster.endswith(old) and alone:
                    found[before + cluster[: len(cluster) - len(old)] + new + after] = None
        for strong, weak in _BETWEEN:
            for old, new in ((strong, weak), (weak, strong)):
                if old and cluster == old:
                    found[before + new + after] = None
        if cluster in ("k", "v") and before[-1] == after[0] and after[0] in "uy":
            found[before + ("v" if cluster == "k" else "k") + after] = None
        if cluster in ("s", "d", "t", "ns", "nn", "nt", "rs", "rr", "lt", "ll") and after == "i":
            found.update(dict.fromkeys(_in_si(before, cluster)))
    hiatus = _HIATUS.match(reading)
    if hiatus and len(reading) <= 12:
        found[f"{hiatus[1]}k{hiatus[2]}"] = None
    return tuple(found)


def _in_si(before: str, cluster: str) -> list[str]:
    """Words like vuosi, vuoden, vuotta and kansi, kannen, kantta."""
    for row in (("s", "d", "t"), ("ns", "nn", "nt"), ("rs", "rr", "rt"), ("ls", "ll", "lt")):
        if cluster in row:
            return [f"{before}{row[0]}i"] + [f"{before}{each}i" for each in row[1:]]
    return []


def _of_form(form: str) -> list[str]:
    found = [form[:-3] + "s"] if form.endswith("nen") and len(form) > 4 else [form]
    for ending in _CASES:
        stem = form[: -len(ending)]
        if form.endswith(ending) and len(stem) >= 3 and stem[-1] in _VOWELS:
            found += _of_stem(stem)
            if ending == "n" and stem[-1] == stem[-2]:
                found += _of_stem(stem[:-1])
    if form[-1] == "a" and len(form) > 3 and form[-2] in _VOWELS:
        found += _of_stem(form[:-1])
    if form.endswith("ta") and len(form) > 4:
        found += _of_partitive(form[:-2])
    if form.endswith("seen") and len(form) > 6:
        found += _of_stem(form[:-4])
    if form.endswith("sti") and len(form) > 6 and form[-4] in _VOWELS:
        found += _of_stem(form[:-3])
    if len(form) > 5 and form[-1] == "n" and form[-3] == "h" and form[-2] in _VOWELS:
        found.append(form[:-3])
    if form.endswith("ten") and len(form) > 5 and form[-4] in "snrl":
        found += [form[:-3], f"{form[:-3]}i"]
    for ending in _PLURALS:
        stem = form[: -len(ending)]
        if form.endswith(ending) and len(stem) >= 3:
            found += _of_plural(stem)
    return found + _of_verb(form)


def _of_verb(form: str) -> list[str]:
    """The stems of the verbs that `form` may be of: oppi for opitun and oppia."""
    found = [
        form[: -len(ending)]
        for ending in _VERBAL
        if form.endswith(ending)
        and len(form) > len(ending) + 2
        and form[-len(ending) - 1] in _VOWELS
    ]
    if len(form) > 5 and form[-1] == form[-2] and form[-1] in _VOWELS:
        found.append(form[:-1])
    if len(form) > 5 and form[-2:] == "ta" and form[-3] in "aouy":
        found.append(form[:-2] + "a")
    return found


def _of_stem(stem: str) -> list[str]:
    """The words that are inflected in `stem`, which ends in a vowel."""
    if stem.endswith("kse"):
        return [stem[:-3] + "s", stem[:-1] + "i"]
    if stem.endswith("se"):
        return [stem[:-1], stem]
    if stem.endswith(("ude", "yde", "ute", "yte")) and stem[-4:-3] in _VOWELS:
        return [stem[:-2] + "s"]
    if stem.endswith("iehe"):
        return [stem[:-2] + "s"]
    if stem.endswith("ee"):
        return [stem[:-1]]
    if stem.endswith("aa"):
        return [stem, stem[:-1] + "s"]
    if stem.endswith("e"):
        return [stem, stem[:-1] + "i", stem[:-1]]
    return [stem]


def _of_partitive(stem: str) -> list[str]:
    """The words whose partitive is `stem` and -ta."""
    if stem.endswith(("uut", "yyt", "eut")):
        return [stem[:-1] + "s"]
    if stem.endswith("et"):
        return [stem[:-1]]
    if stem[-1] in "nlr":
        return [stem, stem + "i"]
    return [stem]


def _of_plural(stem: str) -> list[str]:
    """The words whose plural is made of `stem` and an i or a j."""
    last = stem[-1]
    if last == "o":
        return [stem, stem[:-1] + "a"]
    if last == "e":
        return [stem, stem[:-1] + "i"]
    if last == "a":
        return [stem, stem + "s"]
    if stem.endswith("ks"):
        return [stem[:-2] + "s", stem + "i"]
    if stem.endswith("ieh"):
        return [stem[:-1] + "s"]
    if last in _VOWELS:
        return [stem]
    return [stem + "a", stem + "i", stem + "e", stem]

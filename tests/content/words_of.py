"""The texts of a method file with where they stand, and what must not be in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from kehitys.i18n import LANGUAGES

NOT_PROSE = ("aliases", "source", "licence", "trademark", "id", "before", "after", "related")

_LASTS = r"räck(a|er|te) (i |ungefär |cirka |högst )?(\d+ min|en (halv)?timme|en minut)"
"""To last; the same word for being enough is good Swedish."""

AVOIDED = {
    "fi": (
        "mikäli", "jalkaut", "osallista(a|mi|va|n)", "sitoutta(a|mi|va)", "vastuutta(a|mi)",
        "toteutta(a|mi|va)", "toteute(taan|ttu)", "suorit(taa|taminen|etaan|ettu)", "osalta\\b",
        "toimesta\\b", "puitteissa", "haasteelli", "hyödyntä", "hyödynne", "agenda", "workshop",
        "feedback", "esimies", "esimieh", "ole hyvä", "olkaa hyvä",
    ),
    "sv": (
        "implementer", "avseende", "erhåll", "samt\\b", "i syfte att", "agenda", "feedback",
        "deadline", "förman", "förmän", "mätare", _LASTS, "lämna(s)? bort", "tidtabell",
        "förverklig", "i medeltal", "vänligen", "prova(r|t|s|de)?\\b",
    ),
    "en": (),
}  # fmt: skip
"""Beginnings of words that the language guide tells us to leave out."""

ABBREVIATED = re.compile(
    r"\d[\s\u00a0\u202f]*(min|hlö|pers|tim|h|t|s|sek|%)(?![\wåäö])|[\s\u00a0]%", re.IGNORECASE
)


def texts(values: Any, way: str = "") -> Iterator[tuple[str, str, str]]:
    """Each text in each language: its way, language and words; aliases, source and licence not."""
    if isinstance(values, dict):
        if values and set(values) <= {*LANGUAGES, "de", "ja"}:
            yield from ((way, lang, text) for lang, text in values.items())
            return
        for name, part in values.items():
            if name not in NOT_PROSE:
                yield from texts(part, f"{way}.{name}".strip("."))
    elif isinstance(values, list | tuple):
        for n, part in enumerate(values, 1):
            yield from texts(part, f"{way}.{n}")


def wrong_signs(lang: str, text: str) -> str:
    """What is wrong with the quotation marks, or with hours."""
    quotes = '"«»„“' if lang != "en" else '"«»„'
    found = [sign for sign in quotes if sign in text]
    if " h " in text.replace("\u00a0", " "):
        found.append("h")
    return " ".join(found)


def avoided(lang: str, text: str) -> list[str]:
    """Words that the language guide tells us to leave out."""
    return [
        found[0]
        for start in AVOIDED[lang]
        if (found := re.search(rf"\b{start}\w*", text, re.IGNORECASE))
    ]


def too_long(text: str) -> list[str]:
    """Why a plain text is not plain: its sentences, their words, abbreviated units."""
    sentences = [part for part in re.split(r"(?<=[.!?…])\s+", text.strip()) if part]
    wrong = [f"{len(sentences)} sentences"] if len(sentences) > 3 else []
    wrong += [part for part in sentences if len(part.split()) > 18]
    return wrong + [found[0] for found in ABBREVIATED.finditer(text)]

"""Texts that stand in several languages at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

LANGUAGES = ("fi", "sv", "en")


@dataclass(frozen=True, slots=True)
class Said:
    """A text and the language it is in."""

    text: str
    lang: str

    def __str__(self) -> str:
        return self.text


def said_in(words: Mapping[str, str], lang: str, first: str = "fi") -> Said:
    """The text in `lang`; when it is missing, in `first`, then in any language there is."""
    for choice in (lang, first, *LANGUAGES, *words):
        if words.get(choice):
            return Said(words[choice], choice)
    return Said("", lang)

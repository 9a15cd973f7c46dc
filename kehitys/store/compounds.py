"""The parts of Finnish compounds, where libvoikko and its dictionary are installed."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any

_BASE = re.compile(r"\+[^+(]*\(([^)]*)\)")


def installed() -> bool:
    """Whether compounds are taken apart by a dictionary here."""
    return _voikko() is not None


@lru_cache(maxsize=50_000)
def parts(word: str) -> tuple[str, ...]:
    """The base forms of the words that `word` is put together from; none for a single word."""
    voikko = _voikko()
    if voikko is None:
        return ()
    found: dict[str, None] = {}
    for reading in voikko.analyze(word):
        bases = _BASE.findall(reading.get("WORDBASES", ""))
        bases = [base.lstrip("+") for base in bases if not base.startswith("+")]
        if len(bases) > 1:
            found.update(dict.fromkeys(bases))
    return tuple(found)


@cache
def _voikko() -> Any:
    try:
        import libvoikko
    except ImportError:
        return None
    try:
        return libvoikko.Voikko("fi")
    except (OSError, libvoikko.VoikkoException):
        return None

"""Words in the person's language; a leaf that every layer may use."""

from __future__ import annotations

import gettext as _gettext
from functools import cache
from pathlib import Path

LANGUAGES = ("fi", "sv", "en")
NATIVE_NAMES = {"fi": "suomi", "sv": "svenska", "en": "English"}

_current = "en"


class Message(str):
    """A message id that stands in a place of another message, and is said in its language."""


def N_(msgid: str) -> str:
    """Marks a message for the catalogues; it is translated later, where it is shown."""
    return msgid


@cache
def _catalogue(lang: str) -> _gettext.NullTranslations:
    path = Path(__file__).with_name(f"{lang}.mo")
    if lang == "en" or not path.exists():
        return _gettext.NullTranslations()
    with path.open("rb") as file:
        return _gettext.GNUTranslations(file)


def use(lang: str) -> None:
    """Speaks `lang` from now on; an unknown language is English."""
    global _current
    _current = lang if lang in LANGUAGES else "en"


def current() -> str:
    """The language spoken now: fi, sv or en."""
    return _current


def _(msgid: str) -> str:
    """`msgid` in the language spoken now."""
    return _catalogue(_current).gettext(msgid) if msgid else ""


def ngettext(one: str, many: str, n: int) -> str:
    """The form of the message that goes with the count `n`."""
    return _catalogue(_current).ngettext(one, many, n)


def pgettext(context: str, msgid: str) -> str:
    """`msgid` as it is said in `context`, where one English word is two in Finnish."""
    return _catalogue(_current).pgettext(context, msgid)


def say(msgid: str, values: dict[str, object]) -> str:
    """A message with its `%(name)s` places filled, in the language spoken now."""
    sentence = _(msgid)
    said = {name: _(each) if isinstance(each, Message) else each for name, each in values.items()}
    return sentence % said if said else sentence

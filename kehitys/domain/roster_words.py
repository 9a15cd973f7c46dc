"""The words by which lists of people say what a column and a cell are, in three languages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from kehitys.domain.text import fold

HEADINGS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "name": {
        "fi": ("Nimi", "koko nimi", "henkilö", "kehittäjä", "sukunimi ja etunimi"),
        "sv": ("Namn", "hela namnet", "person", "utvecklare"),
        "en": ("Name", "full name", "person", "developer"),
    },
    "given": {
        "fi": ("Etunimi", "kutsumanimi", "etunimet"),
        "sv": ("Förnamn", "tilltalsnamn"),
        "en": ("First name", "given name", "forename"),
    },
    "family": {
        "fi": ("Sukunimi",),
        "sv": ("Efternamn", "släktnamn"),
        "en": ("Last name", "family name", "surname"),
    },
    "email": {
        "fi": ("Sähköposti", "sähköpostiosoite", "s-posti", "email", "meili"),
        "sv": ("E-post", "e-postadress", "epost", "mejl", "mail"),
        "en": ("E-mail", "email", "e-mail address", "email address", "mail"),
    },
    "phone": {
        "fi": ("Puhelin", "puhelinnumero", "puh", "puh.", "gsm", "matkapuhelin"),
        "sv": ("Telefon", "telefonnummer", "tel", "tel.", "mobil", "mobiltelefon"),
        "en": ("Phone", "phone number", "telephone", "tel", "mobile"),
    },
    "unit": {
        "fi": ("Yksikkö", "työyksikkö", "osasto", "toimipiste", "palvelualue", "toimiala"),
        "sv": ("Enhet", "arbetsenhet", "avdelning", "verksamhetsställe"),
        "en": ("Unit", "department", "team unit", "workplace"),
    },
    "languages": {
        "fi": ("Työkielet", "kielet", "kieli", "työkieli", "kielitaito"),
        "sv": ("Arbetsspråk", "språk", "språkkunskaper"),
        "en": ("Languages", "language", "working languages"),
    },
    "membership": {
        "fi": ("Jäsenyys", "tila", "verkostossa"),
        "sv": ("Medlemskap", "läge", "status", "i nätverket"),
        "en": ("Membership", "status", "in the network"),
    },
    "skills": {
        "fi": ("Osaaminen", "taidot", "osaamiset", "taito"),
        "sv": ("Kompetens", "kunskaper", "kompetenser", "färdigheter", "kunnande"),
        "en": ("Skills", "skill", "competences"),
    },
}
"""What a heading may say; the first of a language is what our own lists say."""

LANGUAGE_WORDS: Mapping[str, tuple[str, ...]] = {
    "fi": ("suomi", "suomea", "suomeksi", "finska", "finnish"),
    "sv": ("ruotsi", "ruotsia", "ruotsiksi", "svenska", "swedish"),
    "en": ("englanti", "englantia", "englanniksi", "engelska", "english"),
    "et": ("viro", "viroa", "eesti", "estniska", "estonian"),
    "ru": ("venäjä", "venäjää", "ryska", "russian"),
    "de": ("saksa", "saksaa", "tyska", "german"),
    "no": ("norja", "norjaa", "norska", "norwegian"),
    "so": ("somali", "somalia", "somaliska"),
    "ar": ("arabia", "arabiaa", "arabiska", "arabic"),
    "uk": ("ukraina", "ukrainaa", "ukrainska", "ukrainian"),
    "se": ("pohjoissaame", "nordsamiska", "northern sami"),
}
MEMBERSHIP_WORDS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "invited": {"fi": ("kutsuttu",), "sv": ("inbjuden", "bjuden"), "en": ("invited",)},
    "training": {
        "fi": ("perehtyy", "koulutuksessa"),
        "sv": ("utbildas", "i utbildning", "under utbildning"),
        "en": ("in training",),
    },
    "active": {
        "fi": ("mukana", "aktiivinen", "jäsen"),
        "sv": ("aktiv", "medlem", "med"),
        "en": ("active", "member"),
    },
    "resting": {
        "fi": ("tauolla", "lepää"),
        "sv": ("vilande", "på paus", "paus"),
        "en": ("resting", "on a break"),
    },
    "ended": {
        "fi": ("päättynyt", "lopettanut"),
        "sv": ("har upphört", "upphört", "avslutat", "avslutad"),
        "en": ("ended", "membership ended", "former"),
    },
    "none": {"fi": ("ei jäsen",), "sv": ("inte medlem",), "en": ("no member", "not a member")},
}
"""The first word of a language is what our own lists say."""

_AND = re.compile(r"\s*[,;/&+\n]\s*|\s+(?:ja|sekä|och|samt|and)\s+|\s{1,}", re.IGNORECASE)
_PARTS = re.compile(r"\s*[,;\n]\s*")
_LEVEL = re.compile(r"^(?P<name>.*?)[\s(:=–-]*(?P<level>[1-3]|●○○|●●○|●●●)\)?$", re.DOTALL)
_SIGNS = {"●○○": 1, "●●○": 2, "●●●": 3}


def heading(field: str, lang: str) -> str:
    """What our own lists call a column."""
    return HEADINGS[field][lang][0]


def membership_word(state: str, lang: str) -> str:
    """What our own lists call a membership; an empty state has a word too."""
    return MEMBERSHIP_WORDS[state or "none"][lang][0]


def field_of(text: str) -> str:
    """The field a heading means; empty when it is none of ours."""
    return _FIELDS.get(_key(text), "")


def language_of(word: str) -> str:
    """The code of the language a word means; empty when none is known by it."""
    return _LANGUAGES.get(_key(word), "")


def membership_of(words: str) -> str:
    """The membership some words mean; empty when none."""
    return _MEMBERSHIPS.get(_key(words), "")


def languages_in(cell: str) -> list[str]:
    """The words of a cell that lists languages."""
    return [word for word in _AND.split(cell.strip()) if word]


def skills_in(cell: str) -> Iterable[tuple[str, int]]:
    """The skills a cell lists, each with its level; 0 when the cell gives none."""
    for part in _PARTS.split(cell.strip()):
        if not part:
            continue
        found = _LEVEL.match(part)
        if found and found["name"]:
            level = found["level"]
            yield found["name"], _SIGNS.get(level) or int(level)
        else:
            yield part, 0


def _key(text: str) -> str:
    return " ".join(fold(text).strip(" :*.").split())


def _by_word(words: Mapping[str, Iterable[str]]) -> dict[str, str]:
    return {_key(word): code for code, each in words.items() for word in (code, *each)}


def _joined(words: Mapping[str, Mapping[str, tuple[str, ...]]]) -> dict[str, list[str]]:
    return {
        code: [word for each in by_language.values() for word in each]
        for code, by_language in words.items()
    }


_FIELDS = _by_word(_joined(HEADINGS))
_LANGUAGES = _by_word(LANGUAGE_WORDS)
_MEMBERSHIPS = _by_word(_joined(MEMBERSHIP_WORDS))

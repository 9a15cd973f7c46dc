"""Finds what was left in another language: a clause, a sentence, a word that gives it away."""

from __future__ import annotations

import re
from collections.abc import Iterator

FREQUENT = {
    "en": """
        the and of to is are was were be been it its that this these those they them their there
        you your we our us she his her who whom whose what when where why how which with without
        from for by as at if or not no do does did done has have had can could should would will
        must may than then so but about into out up down over after before while because each every
        everyone everybody anyone someone one two three both either neither other others another
        any some all more most less few many much same such only just also still again here now
        next first last between through during until against ask tell say said write read choose
        pick share listen give take make show look think talk stop start keep let go come put get
        see hear find work works group groups people person pairs pair alone together minute
        minutes time thing things question questions answer answers idea ideas step steps round
        day today tomorrow new old good well need needs want wants know knows like file line error
    """,
    "sv": """
        och att det som är för med inte ni på till av ett den de du vi har kan om var ska när eller
        vad hur från efter innan under över mellan utan sedan också bara alla allt varje någon
        något några ingen inget inga man sig sin sitt sina hans hennes dess deras er era ert vår
        våra vårt mig dig oss dem denna detta dessa här där nu då så men eftersom medan både blir
        blev vara varit hade få får fick går gör gjorde gjort säg säger sade skriv fråga berätta
        välj läs lyssna ge ta visa titta tänk prata börja sluta låt gå kom grupp gruppen grupper
        personer enskilt tillsammans paren minuter tid sak saker frågan frågor svar idé idéer steg
        runda dag en ett två tre först sist nästa ny nya bra behöver vill vet fil rad fel
    """,
    "fi": """
        ja on ei että tai kun jos mitä se ne hän he te me sinä minä tämä tuo nämä nuo joka jotka
        jossa josta jota joita mikä mitkä missä mistä mihin milloin miten miksi kuka ketkä kenen
        niin kuin mutta sekä myös vain vielä sitten ennen jälkeen kanssa ilman kohti asti yli alla
        ovat oli olivat olla ole olet olen olemme olette eivät älä älkää saa voi voivat pitää täytyy
        jokainen kaikki joku jotakin mitään kukaan toinen toisen yksi kaksi kolme oma oman omat
        hyvä uusi tärkeä ryhmä ryhmän ryhmät ihmiset yksin pareittain yhdessä minuuttia aika asia
        asiat kysymys vastaus idea ideat vaihe kierros päivä tänään huomenna nyt seuraavaksi kysy
        kerro sano kirjoita lue valitse kuuntele anna ota näytä katso mieti puhu aloita lopeta pyydä
        tiedosto rivi virhe siitä siinä tästä tässä näin koko eri aina usein
    """,
}
"""Words that any sentence of a language has some of."""

SHARED = {
    ("en", "fi"): "into no so me he on one has all any over as us is if by do most alone at file",
    ("en", "sv"): "just still it all for to at we us her his by under over so is do most let go get"
    " see start hear person pair and of has had up us any more if as no or did may be line work",
    ("sv", "fi"): "vara en alla de vi me se ne var om sin ja er era i dig on vet sig dag ta ge",
    ("sv", "en"): "men under for var den man kan har om sin hans de du er era sluta to led bra dag"
    " fast en i is at by nu fel tid be go rad runda fil dig din alla",
    ("fi", "sv"): "se ja on anna alla ne te me he idea koko oma sano ole tuo",
    ("fi", "en"): "vain on he me te se ja idea ne tuo oma ole koko anna alla",
}
"""Words of the first language that are also words, names or pieces of the second."""

NAMES = ("What, so what, now what", "Out of the Crisis")
"""Titles and protected names that stay in their own language wherever they are named."""

_PLACE = re.compile(
    r"%\(\w+\)[sd]|\{\w*\}|https?://\S+|[\w./-]+\.(?:yaml|db|md|csv|xlsx|json|po)\b"
)
_SENTENCE = re.compile(r"[.!?…:;\n]+|”|“|\s[–—]\s")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


_FINNISH = re.compile("aa|ää|ii|uu|yy|öö|(?:[st]tä|llä|ltä|ksi|vät)$")
"""Long vowels and endings that a Swedish or English word does not have."""


def left_in_another(lang: str, text: str, names: tuple[str, ...] = ()) -> list[str]:
    """The sentences of a text in `lang` that are in another language, or have a clause in it.

    One frequent word that `lang` does not have gives a sentence away. `names`, like `NAMES`, are
    no words.
    """
    for name in (*NAMES, *names):
        text = re.sub(rf"\b{re.escape(name)}\b", " ", text)
    return [
        f"{other}: {sentence}"
        for sentence in sentences(_PLACE.sub(" ", text))
        for other in _languages_of(lang, sentence)
    ]


def sentences(text: str) -> list[str]:
    """The sentences of a text, those in quotation marks on their own."""
    return [part.strip() for part in _SENTENCE.split(text) if part.strip()]


def _languages_of(lang: str, sentence: str) -> Iterator[str]:
    words = set(_WORD.findall(sentence.casefold()))
    for other, frequent in _TELLING[lang].items():
        shaped = other == "fi" and any(map(_FINNISH.search, words))
        if shaped or words & frequent:
            yield other


_TELLING = {
    lang: {
        other: frozenset(FREQUENT[other].split())
        - frozenset(SHARED[other, lang].split())
        - frozenset(FREQUENT[lang].split())
        for other in FREQUENT
        if other != lang
    }
    for lang in FREQUENT
}
"""For each language, the words of the others that it cannot have."""

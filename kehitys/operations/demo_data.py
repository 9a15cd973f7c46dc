"""The invented municipality of the demo: Koivuranta / Björkstrand. Nobody in it exists."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time

DOMAIN = "koivuranta.example"

UNITS: Mapping[str, Mapping[str, str]] = {
    "staff": {"fi": "Henkilöstöpalvelut", "sv": "Personaltjänster"},
    "library": {"fi": "Kirjastopalvelut", "sv": "Bibliotekstjänster"},
    "childhood": {"fi": "Varhaiskasvatus", "sv": "Småbarnspedagogik"},
    "permits": {"fi": "Lupapalvelut", "sv": "Tillståndstjänster"},
    "maps": {"fi": "Kartta- ja mittauspalvelut", "sv": "Kart- och mätningstjänster"},
    "meals": {"fi": "Ruokapalvelut", "sv": "Måltidstjänster"},
    "youth": {"fi": "Nuorisopalvelut", "sv": "Ungdomstjänster"},
    "service": {"fi": "Asiakaspalvelu", "sv": "Kundservice"},
}

PARENTS = {"maps": "permits"}
"""Units that stand within another."""


@dataclass(frozen=True, slots=True)
class Somebody:
    """A person of the demo, with levels of facilitation, interaction, dialogue and improvement."""

    name: str
    unit: str
    languages: str
    skills: tuple[int, int, int, int]
    membership: str = "active"


ME = "outi"
"""Who is at the keyboard."""

PEOPLE: Mapping[str, Somebody] = {
    "outi": Somebody("Outi Saarelma", "staff", "fi sv en", (3, 3, 2, 2)),
    "mikael": Somebody("Mikael Sundgren", "staff", "sv fi", (3, 2, 3, 2)),
    "riikka": Somebody("Riikka Hautajoki", "library", "fi en", (2, 2, 0, 2)),
    "annika": Somebody("Annika Backlund", "library", "sv fi", (2, 2, 1, 0)),
    "teemu": Somebody("Teemu Vartia", "library", "fi", (1, 2, 0, 1)),
    "paivi": Somebody("Päivi Kumpula", "childhood", "fi", (2, 3, 2, 1)),
    "camilla": Somebody("Camilla Nyholm", "childhood", "sv fi", (1, 2, 2, 0)),
    "sanna": Somebody("Sanna Leppiö", "childhood", "fi sv", (0, 2, 1, 1)),
    "jarkko": Somebody("Jarkko Mäntyoja", "permits", "fi", (1, 1, 0, 3)),
    "erik": Somebody("Erik Storgårds", "permits", "sv fi", (2, 1, 1, 2)),
    "heli": Somebody("Heli Rantakari", "permits", "fi en", (0, 2, 1, 0)),
    "tarja": Somebody("Tarja Öhberg", "meals", "sv fi", (1, 0, 0, 1), "training"),
    "ville": Somebody("Ville Ahokallio", "youth", "fi en", (2, 3, 2, 0), "resting"),
    "linda": Somebody("Linda Åkerfelt", "service", "sv fi", (0, 0, 0, 0), "invited"),
}


@dataclass(frozen=True, slots=True)
class Group:
    """A pilot team, its unit, who is in it, and what of the unit is not."""

    name: str
    unit: str
    members: str
    leaves_out: str = ""


TEAMS: Mapping[str, Group] = {
    "library": Group("Kirjaston asiakaspalvelu", "library", "riikka annika teemu"),
    "daycare": Group("Päiväkoti Tuulenpesä", "childhood", "paivi camilla sanna"),
    "permits": Group("Lupaneuvonta", "permits", "jarkko erik heli", "maps"),
}


@dataclass(frozen=True, slots=True)
class Said:
    """Something caught in a workshop, in the block of a method."""

    method: str
    kind: str
    text: str
    votes: int = 0
    owner: str = ""
    becomes: str = ""
    """The key of the experiment it became."""
    lang: str = "fi"


@dataclass(frozen=True, slots=True)
class Gathering:
    """A workshop, its day counted from today."""

    title: str
    days: int
    start: time
    template: str
    people: int
    facilitators: str
    place: str
    team: str = ""
    came: int = 0
    lang: str = ""
    """The language of its words; empty when both are spoken in it."""
    drift: tuple[int, ...] = ()
    """By how many minutes each block differed from its plan."""
    said: tuple[Said, ...] = ()
    went: str = ""
    """How its method blocks went, a letter each in order: w well, s so-so, b badly, - unsaid."""


PAST = (
    Gathering(
        "Pilottitiimien aloituspäivä / Startdag för pilotteamen", -83, time(9), "kehittamispaiva",
        18, "outi mikael", "Kaupungintalo, Koivusali / Björksalen", came=16,
        drift=(3, 4, 2, 0, 1, 6, -2, 0, 2, 0, 3, 4, 1, 0, 2, -3, 2, 0, 1, -2),
        said=(
            Said("oppimiskahvila", "idea", "Viikkokirje pois sähköpostista: viisi riviä Teamsiin, "
                 "loput linkkinä.", 9, "ville", "newsletter"),
            Said("oppimiskahvila", "idea", "Vaihdetaan työparia päiväksi toiseen yksikköön.", 6),
            Said("yksin-parit-neljat-kaikki", "idea", "En gemensam ordlista på finska och svenska, "
                 "så att kunden får samma svar på båda språken.", 7, "annika", lang="sv"),
            Said("hyoty-tyomaara", "outcome", "Jokainen pilottitiimi valitsi yhden asian, jonka "
                 "asiakas huomaa jo tänä syksynä."),
            Said("kuka-mita-milloin", "decision", "Kokeilut kirjataan yhteiseen lokiin, myös ne, "
                 "jotka eivät onnistu."),
            Said("kuka-mita-milloin", "action", "Boka workshoptider för alla tre team.", 0,
                 "mikael", lang="sv"),
            Said("kuka-mita-milloin", "action", "Koosta kokeilut yhdelle sivulle johtoryhmälle.", 0,
                 "outi"),
            Said("kokeilukortti", "parked", "Kuka maksaa sijaiset, kun koko tiimi on työpajassa?"),
        ),
        went="wwswwsbw-",
    ),
    Gathering(
        "Aamun ruuhka kirjastossa", -75, time(12, 30), "ratkaisutyopaja", 9, "outi riikka",
        "Pääkirjasto, Lukupiirihuone", "library", 8, "fi",
        (2, 3, 0, 5, 0, 1, 2, -1, 0, 0, 4, 0, -2, 1),
        (
            Said("viisi-kertaa-miksi", "outcome", "Ruuhka ei johdu lainaamisesta. Jonossa ollaan, "
                 "koska varauksia ei löydä eikä tulostin toimi."),
            Said("yksin-parit-neljat-kaikki", "idea", "Yksi meistä kiertää salissa klo 9–11 eikä "
                 "istu tiskin takana.", 8, "riikka", "roaming"),
            Said("yksin-parit-neljat-kaikki", "idea", "Palautushylly, johon asiakas lajittelee "
                 "kirjat itse.", 5, "teemu", "shelf"),
            Said("yksin-parit-neljat-kaikki", "idea", "Bokcafé på svenska på torsdagar, när det "
                 "är lugnt.", 4, "annika", "cafe", "sv"),
            Said("kuka-mita-milloin", "action", "Tulostimen ohje seinälle kuvina.", 0, "teemu"),
            Said("loppukierros", "parked", "Aukioloajat ovat lautakunnan asia."),
        ),
        went="wsww-ww",
    ),
    Gathering(
        "Sujuvammat siirtymät", -61, time(13), "ratkaisutyopaja", 8, "paivi outi",
        "Päiväkoti Tuulenpesä, Metsosali", "daycare", 8, "fi",
        (0, 4, 2, 3, 0, 2, 5, 0, 0, 1, 2, 0, -3, 0),
        (
            Said("viisi-kertaa-miksi", "outcome", "Eteisessä on liian monta pukemassa samaan "
                 "aikaan. Kiire tarttuu kaikkiin."),
            Said("yksin-parit-neljat-kaikki", "idea", "Ulos kolmessa ryhmässä viiden minuutin "
                 "välein.", 7, "sanna", "outdoors"),
            Said("yksin-parit-neljat-kaikki", "idea", "Kuvakortit kertovat, mitä seuraavaksi "
                 "tapahtuu.", 5, "camilla", "cards"),
            Said("yksin-parit-neljat-kaikki", "idea", "Lounas kahdessa vuorossa.", 6, "paivi",
                 "lunch"),
            Said("kuka-mita-milloin", "decision", "Aloitetaan isojen ryhmästä ja kerrotaan "
                 "huoltajille ennen kuin mitään muuttuu."),
        ),
        went="wbwwsww",
    ),
    Gathering(
        "Kundens fråga först", -46, time(9), "ratkaisutyopaja", 7, "mikael erik",
        "Stadshuset, rum 214", "permits", 7, "sv",
        (1, 2, 4, 6, 0, 0, 3, 1, 0, 2, 0, 0, -1, 2),
        (
            Said("viisi-kertaa-miksi", "outcome", "Kunden ringer igen för att ingen säger vem som "
                 "har hand om ärendet.", lang="sv"),
            Said("yksin-parit-neljat-kaikki", "idea", "Ett svar, en ansvarig: namnet står i första "
                 "meddelandet.", 6, "erik", "answer", "sv"),
            Said("yksin-parit-neljat-kaikki", "idea", "Muistilista hakijalle ennen kuin hän "
                 "lähettää hakemuksen.", 5, "jarkko", "checklist"),
            Said("kuka-mita-milloin", "action", "Gå igenom tio gamla ärenden och räkna "
                 "följdfrågorna.", 0, "heli", lang="sv"),
            Said("loppukierros", "parked", "Suunnittelutarveratkaisut käsitellään toisella "
                 "kerralla."),
        ),
        went="swww-s-",
    ),
    Gathering(
        "Mitä salissa kiertäminen opetti", -20, time(8, 30), "kokeilusta-oppiminen", 7, "riikka",
        "Pääkirjasto, Lukupiirihuone", "library", 6, "fi", (0, 5, 0, 2, -1),
        (
            Said("kokeilun-oppi", "outcome", "Asiakas kysyy herkemmin, kun ei tarvitse jonottaa. "
                 "Lyhyt kysymys ei enää kasva pitkäksi."),
            Said("kuka-mita-milloin", "decision", "Aamun kiertovuoro jää käyttöön. Lista tehdään "
                 "kuukaudeksi kerrallaan."),
            Said("kuka-mita-milloin", "action", "Kerro mallista lähikirjastoille.", 0, "riikka"),
        ),
        went="www",
    ),
    Gathering(
        "Tuulenpesän tiimikokous", -6, time(14), "tiimikokous", 8, "paivi",
        "Päiväkoti Tuulenpesä, kahvihuone", "daycare", 7, "fi", (1, -1, 4, 0, 2, 0),
        (
            Said("mita-mita-siita-mita-nyt", "outcome", "Pukeminen on rauhoittunut, mutta "
                 "torstait ovat yhä hankalia, kun retkiryhmä lähtee."),
            Said("mita-mita-siita-mita-nyt", "idea", "Retkipäivänä yksi ryhmä lähtee suoraan "
                 "ulkovaatteissa.", 3, "sanna"),
            Said("kuka-mita-milloin", "action", "Sovi keittiön kanssa torstain aikataulu.", 0,
                 "sanna"),
        ),
    ),
)  # fmt: skip

COMING = (
    Gathering(
        "Kuvakorteista kokeilu", 1, time(9), "kokeilun-suunnittelu", 8, "outi camilla",
        "Päiväkoti Tuulenpesä, Metsosali", "daycare", lang="fi",
    ),
    Gathering(
        "Kokeilut näkyviin / Försöken fram", 16, time(9), "kehittamispaiva", 18, "outi mikael",
        "Kaupungintalo, Koivusali / Björksalen",
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Trial:
    """An experiment and how far it has come."""

    title: str
    """What the team calls it once it is planned."""
    owner: str
    problem: str
    state: str
    hypothesis: str = ""
    because: str = ""
    trial: str = ""
    believed: str = ""
    direction: str = "down"
    aim: tuple[str, str] = ("", "")
    """From where to where."""
    review: int = 14
    """Days from today."""
    starts: int = 0
    measure: tuple[str, str] = ("", "")
    """What is counted, and in what."""
    values: tuple[str, ...] = ()
    """A value a week; the last one is of this week, or of the week it ended."""
    until: int = 0
    """The day of the last point, from today."""
    notes: Mapping[int, str] = field(default_factory=dict)
    """What was written beside a point, by its place."""
    amended: str = ""
    decision: str = ""
    learning: str = ""
    reason: str = ""

"""What a new toolkit begins with: a card and a method that say what to write where."""

from __future__ import annotations

METHOD_SLUGS = {"fi": "oma-menetelma", "sv": "egen-metod", "en": "own-method"}

CARD_LINES = {
    "fi": """\
# yaml-language-server: $schema=toolkit.schema.json
# Tämä tiedosto kertoo, mikä menetelmäpaketti tämä on.
# Jokainen menetelmä on oma tiedostonsa tässä kansiossa.
# Tarkista kansio: kehitys toolkit check {slug}
id: {slug}
version: 1
languages: [fi]  # poista rivi, kun tekstit ovat kolmella kielellä
name: {{fi: Kirjoita tähän nimi}}
summary: {{fi: 'Kirjoita tähän yhdellä lauseella, mihin nämä menetelmät sopivat.'}}
# Jos tekstit eivät ole omianne, kirjoita lisenssi ja tekijä:
# licence: CC-BY-4.0
# attribution: Tekijän nimi
""",
    "sv": """\
# yaml-language-server: $schema=toolkit.schema.json
# Den här filen berättar vilken verktygslåda det är. Varje metod är en egen fil i mappen.
# Kontrollera mappen: kehitys toolkit check {slug}
id: {slug}
version: 1
languages: [sv]  # ta bort raden när texterna finns på tre språk
name: {{sv: Skriv namnet här}}
summary: {{sv: Skriv här med en mening vad metoderna passar till.}}
# Om texterna inte är era egna, skriv licensen och upphovet:
# licence: CC-BY-4.0
# attribution: Upphovets namn
""",
    "en": """\
# yaml-language-server: $schema=toolkit.schema.json
# This file says which toolkit this is. Each method is a file of its own in this folder.
# Check the folder: kehitys toolkit check {slug}
id: {slug}
version: 1
languages: [en]  # take the line away when the texts are in three languages
name: {{en: Write the name here}}
summary: {{en: Write here in one sentence what these methods are for.}}
# If the texts are not your own, write their licence and whom to credit:
# licence: CC-BY-4.0
# attribution: Whose they are
""",
}

_FACTS = """\
purpose: [gather]
phase: [diverge]
minutes: {{min: 10, typical: 15, max: 20}}
group_size: {{min: 4, ideal: [6, 12], max: null}}
energy: medium
safety: low
difficulty: easy
facilitators: 1
mode: [room]
"""

METHOD_LINES = {
    "fi": """\
# yaml-language-server: $schema=method.schema.json
# Kopioi tämä tiedosto jokaista menetelmää varten. Tiedoston nimi ja id ovat samat.
id: {slug}
version: 1
status: draft  # poista rivi, kun kaikki on kirjoitettu
languages: [fi]
metadata_language: fi
name: {{fi: Menetelmän nimi}}
summary: {{fi: 'Kerro yhdellä lauseella, mitä ryhmä tästä saa.'}}
# Vaihtoehdot näet, kun kirjoitat väärän: tarkistus luettelee ne.
# max: null tarkoittaa, ettei ylärajaa ole.
"""
    + _FACTS
    + """\
materials:
  - item: {{fi: kynät}}
    quantity: 1
    per: person
use_when: {{fi: 'Kerro, milloin tämä sopii.'}}
avoid_when: {{fi: 'Kerro, milloin tämä ei sovi.'}}
invitation: {{fi: 'Kirjoita sana sanalta, mitä sanot ryhmälle aluksi.'}}
steps:  # vaiheet vievät yhdessä yhtä monta minuuttia kuin typical
  - title: {{fi: Mieti}}
    minutes: 3
    grouping: alone
    do: {{fi: 'Kerro, mitä vetäjä tekee.'}}
    say: {{fi: 'Kirjoita, mitä vetäjä sanoo.'}}
    plain: {{fi: Kerro sama lyhyesti osallistujille.}}
    record: any
  - title: {{fi: Vertaa}}
    minutes: 7
    grouping: pairs
    do: {{fi: 'Kerro, mitä vetäjä tekee.'}}
    record: any
  - title: {{fi: Kokoa}}
    minutes: 5
    grouping: together
    do: {{fi: 'Kerro, mitä vetäjä tekee.'}}
    record: any
variations:
  - name: {{fi: Toinen tapa}}
    text: {{fi: 'Kerro, miten se menee.'}}
traps:
  - {{fi: 'Kerro, mikä menee helposti pieleen ja mitä silloin teet.'}}
  - {{fi: 'Kerro toinenkin, tekstit lainausmerkeissä, kun niissä on pilkku.'}}
outcome: list
source: {{author: Kenen idea tämä on}}
licence: {{text_origin: own}}
trademark: null
""",
    "sv": """\
# yaml-language-server: $schema=method.schema.json
# Kopiera filen för varje metod. Filens namn och id är desamma.
id: {slug}
version: 1
status: draft  # ta bort raden när allt är skrivet
languages: [sv]
metadata_language: sv
name: {{sv: Metodens namn}}
summary: {{sv: Berätta med en mening vad gruppen får ut av den.}}
# Alternativen ser du när du skriver fel: kontrollen räknar upp dem.
# max: null betyder att övre gräns saknas.
"""
    + _FACTS
    + """\
materials:
  - item: {{sv: pennor}}
    quantity: 1
    per: person
use_when: {{sv: Berätta när den passar.}}
avoid_when: {{sv: Berätta när den inte passar.}}
invitation: {{sv: Skriv ordagrant vad du säger till gruppen i början.}}
steps:  # momenten tar tillsammans lika många minuter som typical
  - title: {{sv: Tänk}}
    minutes: 3
    grouping: alone
    do: {{sv: Berätta vad facilitatorn gör.}}
    say: {{sv: Skriv vad facilitatorn säger.}}
    plain: {{sv: Säg samma sak kort till dem som deltar.}}
    record: any
  - title: {{sv: Jämför}}
    minutes: 7
    grouping: pairs
    do: {{sv: Berätta vad facilitatorn gör.}}
    record: any
  - title: {{sv: Samla}}
    minutes: 5
    grouping: together
    do: {{sv: Berätta vad facilitatorn gör.}}
    record: any
variations:
  - name: {{sv: Ett annat sätt}}
    text: {{sv: Berätta hur det går till.}}
traps:
  - {{sv: Berätta vad som lätt går fel och vad du gör då.}}
  - {{sv: 'Berätta om en till, inom citattecken när texten har ett komma.'}}
outcome: list
source: {{author: Vems idé det är}}
licence: {{text_origin: own}}
trademark: null
""",
    "en": """\
# yaml-language-server: $schema=method.schema.json
# Copy this file for each method. The file is called as its id.
id: {slug}
version: 1
status: draft  # take the line away when all is written
languages: [en]
metadata_language: en
name: {{en: The name of the method}}
summary: {{en: Say in one sentence what the group gets from it.}}
# Write a wrong word and the check lists the right ones. max: null says that there is no upper end.
"""
    + _FACTS
    + """\
materials:
  - item: {{en: pens}}
    quantity: 1
    per: person
use_when: {{en: Say when it fits.}}
avoid_when: {{en: Say when it does not.}}
invitation: {{en: Write word for word what you say to the group to begin with.}}
steps:  # together they take as many minutes as typical
  - title: {{en: Think}}
    minutes: 3
    grouping: alone
    do: {{en: Say what the facilitator does.}}
    say: {{en: Write what the facilitator says.}}
    plain: {{en: Say the same in short to those who take part.}}
    record: any
  - title: {{en: Compare}}
    minutes: 7
    grouping: pairs
    do: {{en: Say what the facilitator does.}}
    record: any
  - title: {{en: Gather}}
    minutes: 5
    grouping: together
    do: {{en: Say what the facilitator does.}}
    record: any
variations:
  - name: {{en: Another way}}
    text: {{en: Say how it goes.}}
traps:
  - {{en: Say what easily goes wrong and what you do then.}}
  - {{en: 'Say one thing more, in quotes when the text has a comma.'}}
outcome: list
source: {{author: Whose idea it is}}
licence: {{text_origin: own}}
trademark: null
""",
}

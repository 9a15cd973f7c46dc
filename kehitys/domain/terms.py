"""The words the product sorts by: purposes and phases of methods, and the skills it begins with."""

from __future__ import annotations

from collections.abc import Mapping

PURPOSE_NAMES: Mapping[str, Mapping[str, str]] = {
    "connect": {"fi": "tutustuminen", "sv": "lära känna", "en": "connect"},
    "inform": {"fi": "tiedon jakaminen", "sv": "informera", "en": "inform"},
    "gather": {"fi": "ajatusten keruu", "sv": "samla tankar", "en": "gather"},
    "understand": {"fi": "ymmärtäminen", "sv": "förstå", "en": "understand"},
    "generate": {"fi": "ideointi", "sv": "skapa idéer", "en": "generate ideas"},
    "analyse": {"fi": "tutkiminen", "sv": "analysera", "en": "analyse"},
    "prioritise": {"fi": "tärkeysjärjestys", "sv": "prioritera", "en": "prioritise"},
    "decide": {"fi": "päättäminen", "sv": "besluta", "en": "decide"},
    "plan": {"fi": "suunnittelu", "sv": "planera", "en": "plan"},
    "reflect": {"fi": "pohdinta", "sv": "reflektera", "en": "reflect"},
    "learn": {"fi": "oppiminen", "sv": "lära sig", "en": "learn"},
    "relate": {"fi": "yhteistyö", "sv": "samspel", "en": "relate"},
    "wellbeing": {"fi": "työhyvinvointi", "sv": "arbetshälsa", "en": "well-being"},
}
"""What a method is for, by the codes of `methods.PURPOSES`."""

PHASE_NAMES: Mapping[str, Mapping[str, str]] = {
    "open": {"fi": "aloitus", "sv": "öppna", "en": "open"},
    "diverge": {"fi": "laajentaminen", "sv": "vidga", "en": "diverge"},
    "converge": {"fi": "kokoaminen", "sv": "samla", "en": "converge"},
    "decide": {"fi": "päättäminen", "sv": "besluta", "en": "decide"},
    "close": {"fi": "lopetus", "sv": "avsluta", "en": "close"},
    "energise": {"fi": "virkistys", "sv": "pigga upp", "en": "energise"},
}
"""Where in a workshop a method stands, by the codes of `methods.PHASES`."""

BUILT_IN_SKILLS: Mapping[str, Mapping[str, str]] = {
    "facilitation": {"fi": "fasilitointi", "sv": "facilitering", "en": "facilitation"},
    "interaction": {"fi": "vuorovaikutus", "sv": "interaktion", "en": "interaction"},
    "dialogue": {"fi": "dialogi", "sv": "dialog", "en": "dialogue"},
    "continuous-improvement": {
        "fi": "jatkuva parantaminen",
        "sv": "ständiga förbättringar",
        "en": "continuous improvement",
    },
}
"""The skills every file has, by slug."""

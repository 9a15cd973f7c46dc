"""No sentence is left in another language, in the content or in the words of the app."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
import yaml
from babel.messages.pofile import read_po

import kehitys
from kehitys.files import content
from kehitys.files.format_told import FORMATS, key_names
from kehitys.files.toolkits import method_files
from kehitys.i18n import LANGUAGES
from tests.content.foreign_words import FREQUENT, left_in_another, sentences
from tests.content.words_of import texts

TOOLKITS, TEMPLATES = content.where()
CATALOGUES = Path(kehitys.__file__).parent / "i18n"
KEYS = tuple({name for _schema, keys in FORMATS.values() for name in key_names(keys)})
"""Keys of the file format, which advice on files names as they are."""

COMMANDS = ("kehitys --db FILE export FOLDER",)
"""What is to be typed as it stands."""

PLACES = [(own, other) for own in LANGUAGES for other in LANGUAGES if own != other]


@cache
def said() -> dict[str, list[str]]:
    """Every sentence of four words or more that we ship, by its language."""
    paths = [path for card in TOOLKITS.glob("*/toolkit.yaml") for path in method_files(card.parent)]
    found: dict[str, list[str]] = {lang: [] for lang in LANGUAGES}
    for path in [*paths, *TOOLKITS.glob("*/toolkit.yaml"), TEMPLATES]:
        for _way, lang, text in texts(yaml.safe_load(path.read_text("utf-8"))):
            found[lang] += [each for each in sentences(text) if len(each.split()) >= 4]
    return found


def messages(lang: str) -> list[str]:
    """Every text of the app in a language."""
    with (CATALOGUES / f"{lang}.po").open("rb") as file:
        every = [message for message in read_po(file) if message.id]
    return [
        text
        for message in every
        for text in ([message.string] if isinstance(message.string, str) else message.string)
    ]


def test_the_workshop_templates_are_in_their_languages():
    """As the methods and cards are, which are tried one by one with the other words."""
    wrong = [
        (way, found)
        for way, lang, text in texts(yaml.safe_load(TEMPLATES.read_text("utf-8")))
        if (found := left_in_another(lang, text))
    ]
    assert wrong == []


@pytest.mark.parametrize("lang", ["fi", "sv"])
def test_the_words_of_the_app_are_in_their_language(lang):
    """No message was left in English, and none went to the wrong catalogue."""
    told = messages(lang)
    assert len(told) > 1_000
    names = (*KEYS, *COMMANDS)
    assert [found for text in told if (found := left_in_another(lang, text, names))] == []


@pytest.mark.parametrize(("own", "other"), PLACES)
def test_a_sentence_in_the_wrong_language_is_found(own, other):
    """Each sentence we ship, planted in a text of another language, is found nearly always."""
    planted = said()[own]
    assert len(planted) > 4_000
    around = {"fi": "Jaa kortit. {} Kiitä lopuksi.", "sv": "Dela ut korten. {} Tacka sedan."}
    text = around.get(other, "Hand out the cards. {} Thank them.")
    missed = [each for each in planted if not left_in_another(other, text.format(each))]
    assert len(missed) < len(planted) * 0.05, missed[:20]


@pytest.mark.parametrize(
    ("lang", "text", "found"),
    [
        ("fi", "Kysy ensin, and then wait, ja jatka sitten.", True),
        ("fi", "Kirjoita tulos. Put it on the wall. Kiitä.", True),
        ("sv", "Skriv upp svaret, then read it aloud, och fortsätt.", True),
        ("sv", "Fråga gruppen. Mitä seuraavaksi tapahtuu? Tacka.", True),
        ("en", "Ask the group. Vad händer sedan? Thank them.", True),
        ("en", "Ask the group, kirjoita vastaus, and go on.", True),
        ("fi", "Tästä kertoo kirja Out of the Crisis.", False),
        ("fi", "Open Space sopii isolle ryhmälle.", False),
        ("sv", "Just nu ligger båten still.", False),
        ("fi", "Into hiipuu, kun %(minutes)s kuluu.", False),
    ],
)
def test_one_clause_is_enough_and_names_are_none(lang, text, found):
    """A clause in the middle of a sentence too; a title stays as it is."""
    assert bool(left_in_another(lang, text)) is found


def test_the_lists_are_of_words_that_are_used():
    """A word of a list that its own language never has would be a slip of the pen."""
    for lang, frequent in FREQUENT.items():
        used = {word for each in (*said()[lang],) for word in each.casefold().split()}
        listed = frequent.split()
        assert len(set(listed) & used) > len(set(listed)) * 0.6, lang

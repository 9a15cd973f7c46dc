"""Every method and toolkit we ship is whole and well said in three languages."""

from __future__ import annotations

import pytest

from kehitys.i18n import LANGUAGES
from tests.content.foreign_words import left_in_another
from tests.content.shipped import SLUGS, each_file, each_method, values_of
from tests.content.words_of import avoided, texts, too_long, wrong_signs


@each_file
def test_every_text_is_there_in_three_languages(path):
    """No language is narrowed away, and none is empty."""
    values = values_of(path)
    assert set(values["languages"] or LANGUAGES) >= set(LANGUAGES)
    assert [(way, lang) for way, lang, text in texts(values) if not text.strip()] == []


@each_method
def test_a_method_is_finished_and_its_steps_make_up_its_minutes(path):
    """No draft is shipped."""
    values = values_of(path)
    assert values["status"] != "draft"
    if values["minutes"]:
        total = sum(step["length"] for step in values["steps"])
        assert total == values["minutes"]["typical"] * 60


@each_method
def test_what_is_brought_for_each_group_is_used_in_groups(path):
    """In a ring of all nobody carries two of what goes round it."""
    values = values_of(path)
    groupings = {step["grouping"] for step in values["steps"]}
    for_groups = [each for each in values["materials"] if each["per"] == "group"]
    assert "groups" in groupings or not for_groups


@each_method
def test_links_lead_somewhere(path):
    """Neighbours are methods of ours, and none is its own."""
    values = values_of(path)
    for key in ("before", "after", "related"):
        assert set(values[key] or ()) <= SLUGS, key
        assert values["id"] not in (values[key] or ()), key
    url = (values["source"] or {}).get("url")
    assert url is None or url.startswith(("https://", "http://"))


@each_method
def test_the_licence_is_told(path):
    """What we give out says on what terms, and whom to credit."""
    licence = values_of(path)["licence"]
    assert licence["id"]
    assert licence["attribution"]


@each_method
def test_every_step_has_a_short_instruction_in_plain_words(path):
    """In three languages, at most three sentences of at most 18 words, units written out."""
    for n, step in enumerate(values_of(path)["steps"], 1):
        assert step["plain"], f"step {n} has no plain"
        wrong = {lang: too_long(text) for lang, text in step["plain"].items() if too_long(text)}
        assert wrong == {}, n


@each_method
def test_what_works_remotely_says_how(path):
    """Who leads it on a screen is told what to mind."""
    values = values_of(path)
    if {"remote", "hybrid"} & set(values["mode"]):
        assert values["remote_notes"]


@each_file
def test_the_words_are_those_of_the_language_guide(path):
    """Signs, words to leave out, and no other language."""
    wrong = [
        (way, lang, found)
        for way, lang, text in texts(values_of(path))
        if lang in LANGUAGES
        and (found := wrong_signs(lang, text) or avoided(lang, text) or left_in_another(lang, text))
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("found", "wanted"),
    [
        (avoided("fi", "Mikäli ryhmä haluaa"), ["Mikäli"]),
        (avoided("sv", "Momentet räcker 15 min samt en paus."), ["samt", "räcker 15 min"]),
        (avoided("sv", "En mening räcker."), []),
        (avoided("sv", "Samtala om det."), []),
        (too_long("Yksi. Kaksi. Kolme. Neljä."), ["4 sentences"]),
        (too_long("Siihen menee 5 min."), ["5 min"]),
        (too_long("Siihen menee 5 minuuttia."), []),
        (wrong_signs("fi", 'Sano "hei".'), '"'),
        (wrong_signs("en", "Say “hi”."), ""),
    ],
)
def test_the_lint_finds_what_it_looks_for(found, wanted):
    """A rule that never bites is no rule."""
    assert found == wanted


@each_method
def test_what_stands_after_fits_when_does_not_begin_with_when_again(path):
    """The page has “Fits when” and “Not when” before these texts."""
    values = values_of(path)
    said = [
        text
        for name in ("use_when", "avoid_when")
        for text in (values[name] or {}).values()
        if text.split(" ", 1)[0] in ("Kun", "Jos", "När", "Om", "When", "If")
    ]
    assert said == []


@each_method
def test_the_authors_are_named_without_a_word_of_english(path):
    """The source reads the same in every language."""
    author = (values_of(path)["source"] or {}).get("author") or ""
    assert not {"and", "others", "the"} & set(author.split())

"""How the index keeps words: exactly and by language, yet found as they are typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kehitys.store import index_words

LANGS = st.sampled_from(["fi", "sv", "en", ""])
SAID = st.lists(st.text(min_size=1, max_size=12).flatmap(
    lambda text: st.sampled_from(index_words.distinct(text) or ["työ"])))  # fmt: skip


@given(SAID, LANGS)
def test_spellings_for_typing_are_no_words_of_their_own(said, lang):
    """What a word may be a form of is worked out of what stands in the text only."""
    spelt = index_words.spelt(said, lang)
    assert index_words.exact(spelt) == set(index_words.tokens(said, lang))


@given(SAID, LANGS)
def test_a_word_typed_whole_or_half_is_among_its_spellings(said, lang):
    """With its own letters, and without å, ä and ö."""
    for word in said:
        spellings = set(" ".join(index_words.spelt([word], lang)).split())
        for typed in (word, word.translate(str.maketrans("åäö", "aao"))):
            assert spellings.intersection(index_words.typed(typed))
            assert any(each.startswith(index_words.beginning(typed)) for each in spellings)


@pytest.mark.parametrize(("typed", "said"), [("möt", "mottagare"), ("möte", "mote"), ("än", "an")])
def test_an_accent_typed_stands_for_no_other_letter(typed, said):
    """One who types *möte* means no *mote*."""
    spellings = " ".join(index_words.spelt([said], "sv")).split()
    assert not set(index_words.typed(typed)).intersection(spellings)
    assert not any(each.startswith(index_words.beginning(typed)) for each in spellings)


@given(st.sampled_from(["työ", "men", "för", "idé"]), LANGS)
def test_a_token_tells_its_word_and_language(word, lang):
    """*men* is another word in Swedish than in English."""
    (token,) = index_words.tokens([word], lang)
    assert index_words.lang_of(token) == lang
    assert index_words.word_of(token) == index_words.canonical(word)


def test_a_word_without_accents_is_kept_once():
    """Most are: of them the index has one spelling."""
    assert len(index_words.spelt(["kokeilu"], "fi")[0].split()) == 1
    assert len(index_words.spelt(["työ"], "fi")[0].split()) == 2

"""Finnish words and the words they may be forms of."""

from __future__ import annotations

import pytest

from kehitys.domain.finnish import grades, readings


@pytest.mark.parametrize(
    ("form", "word"),
    [
        ("kokeiluja", "kokeilu"),
        ("rajoja", "raja"),
        ("tiimeissa", "tiimi"),
        ("jasenilla", "jasen"),
        ("vieraina", "vieras"),
        ("kysymykset", "kysymys"),
        ("osallisuutta", "osallisuus"),
        ("rohkeudesta", "rohkeus"),
        ("esimiehen", "esimies"),
        ("mielipiteidensa", "mielipite"),
        ("osaamistaan", "osaamis"),
        ("tyonkuvakin", "tyonkuva"),
        ("tyohon", "tyo"),
        ("sanokaa", "sano"),
        ("haluatte", "halua"),
        ("nopeasti", "nopea"),
        ("vapaasti", "vapaa"),
    ],
)
def test_an_inflected_form_is_read_as_its_word(form, word):
    """Cases, plural, possession and clitics are taken off."""
    assert word in readings(form)


def test_a_word_in_nen_and_its_forms_meet_in_their_stem():
    """Ihminen, ihmisen, ihmisiä and ihmisten."""
    for form in ("ihminen", "ihmisen", "ihmisia", "ihmisten", "ihmisille"):
        assert "ihmis" in readings(form), form


@pytest.mark.parametrize(
    ("strong", "weak"),
    [
        ("kukka", "kuka"), ("tyyppi", "tyypi"), ("tyotto", "tyoto"), ("kunta", "kunna"),
        ("ranta", "ranna"), ("kampa", "kamma"), ("kaupunki", "kaupungi"), ("ilta", "illa"),
        ("parta", "parra"), ("taito", "taido"), ("tapa", "tava"), ("vika", "via"),
        ("luku", "luvu"), ("aika", "aja"), ("lahto", "lahdo"), ("jalki", "jalji"),
    ],
)  # fmt: skip
def test_each_grade_leads_to_the_other(strong, weak):
    """Whichever of the two is typed."""
    assert weak in grades(strong)
    assert strong in grades(weak)


def test_a_word_without_the_change_stays_itself():
    """Nothing is made up for words that have one grade."""
    assert grades("ihmis") == ("ihmis",)
    assert grades("sana") == ("sana",)
    assert readings("ryhma") == ("ryhma",)

"""Swedish words and the words they may be forms of."""

from __future__ import annotations

import pytest

from kehitys.domain.swedish import readings


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("försök", "försöken"),
        ("metod", "metoderna"),
        ("område", "området"),
        ("regel", "regler"),
        ("nummer", "numren"),
        ("gemensam", "gemensamma"),
        ("skriva", "skrivit"),
        ("flicka", "flickornas"),
        ("resultat", "resultatet"),
    ],
)
def test_the_forms_of_a_word_meet(one, other):
    """In a stem that both may have."""
    assert set(readings(one)) & set(readings(other))


def test_words_that_only_begin_alike_do_not_meet():
    """Möte is not mot, and plan is not plats."""
    assert not set(readings("möte")) & set(readings("mot"))
    assert not set(readings("plan")) & set(readings("plats"))

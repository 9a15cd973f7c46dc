"""The facts of a method in words."""

import pytest

from kehitys import i18n
from kehitys.domain.methods import COMMON, Minutes, Source
from kehitys.files.method_words import credit, minutes_span


@pytest.mark.parametrize(
    ("lang", "words"),
    [("fi", "yleinen käytäntö"), ("sv", "vanlig praxis"), ("en", "common practice")],
)
def test_what_is_nobodys_is_said_in_the_language_spoken(lang, words):
    """The file says it in English, which no Finn should read on the page."""
    i18n.use(lang)
    assert credit(Source(author=COMMON)) == words


def test_a_source_is_told_in_one_line():
    """Author, work and year, as far as they are known."""
    assert credit(Source(author="Owen", work="Open Space", year=1985)) == "Owen, Open Space, 1985"
    assert credit(Source()) == ""


def test_an_open_end_and_a_length_in_words_have_a_short_sign():
    """A list has room for little."""
    i18n.use("en")
    assert minutes_span(Minutes(min=20, typical=30)) == "20+\N{NO-BREAK SPACE}min"
    assert minutes_span(None) == "–"

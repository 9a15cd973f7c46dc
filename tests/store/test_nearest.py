"""Words that together find nothing are searched for in fewer, or in another spelling."""

from __future__ import annotations

from functools import partial

import pytest

from kehitys.operations import methods as operations
from kehitys.store import nearest
from kehitys.store.database import Database
from tests.store.small_methods import small_method


@pytest.fixture(scope="module")
def instead(tmp_path_factory):
    """What is searched for in place of what is typed, in a file of four methods."""
    database = Database(tmp_path_factory.mktemp("nearest") / "words.db", device="test")
    for name, summary, lang in (
        ("Tarraäänestys", "Ryhmä valitsee ideat.", "fi"),
        ("Pelisäännöt", "Työyhteisö sopii tavoista.", "fi"),
        ("Kehittämistaulu", "Ripeä tiimi katsoo yhden luvun.", "fi"),
        ("Utvärdering", "Gruppen ser på dagen och tackar.", "sv"),
    ):
        # One says in its instruction what two words of a search may be.
        body = "Kirjoita paperille kynillä." if name == "Kehittämistaulu" else "X."
        method = small_method(name, lang, summary=summary, body=body)
        database.write(partial(operations.write_own, method=method))
    yield lambda typed: database.read(partial(nearest.instead, typed=typed, kind="method"))
    database.close()


def test_words_that_find_something_are_left_as_they_are(instead):
    """Also when they stand in one method only, or are half typed."""
    assert [instead(typed) for typed in ("pelisäännöt", "ideat ryhmä", "kehitt", "", "…")] == [
        ""
    ] * 5


def test_of_words_that_no_method_has_together_the_one_that_names_a_method_is_kept(instead):
    """In any order and form: what a method is called says more than how long its words are."""
    assert instead("ripeiden tarraäänestys") == "tarraäänestys"
    assert instead("pelisääntöjen ripeä") == "pelisääntöjen"


def test_as_many_words_as_possible_are_kept(instead):
    """Only the one that stands in the way is left out."""
    assert instead("ryhmä ideat luvun") == "ryhmä ideat"


def test_a_word_that_names_a_method_goes_before_two_that_meet_in_a_text(instead):
    """The two are in one instruction, and say nothing of what is meant."""
    assert instead("kynällä puuttuva pelisäännöt papereita") == "pelisäännöt"
    assert instead("kynällä puuttuva papereita") == "kynällä papereita"


def test_small_words_are_not_what_is_searched_for(instead):
    """They find much and mean little."""
    assert instead("qwzxqwzx ja pelisäännöt") == "pelisäännöt"
    assert instead("qwzxqwzx och") == ""


def test_an_unknown_word_is_left_out(instead):
    """The others are searched for without it."""
    assert instead("qwzxqwzx pelisäännöt") == "pelisäännöt"
    assert instead("qwzxqwzx") == ""


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("utväredring", "utvärdering"),
        ("utvrdering", "utvärdering"),
        ("utvardderingg", "utvärdering"),
        ("kehitämistaulu", "kehittämistaulu"),
        ("peliäsännöt", "pelisäännöt"),
    ],
)
def test_a_misspelt_word_is_taken_for_the_nearest_one(instead, typed, meant):
    """A letter left out, added or swapped; two of them in a long word."""
    assert instead(typed) == meant


def test_a_short_word_or_a_quite_different_one_is_not_guessed_at(instead):
    """Too many others are near it, or none is."""
    assert [instead(typed) for typed in ("dagn", "utvaxrding", "12345")] == ["", "", ""]

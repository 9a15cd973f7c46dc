"""The words that come to mind lead to the method that is meant, in the library as we ship it.

`sought_words.txt` has one search a line: language, what a facilitator types, and the methods that
would do. The words were written down before the library was asked for them; what it missed was
then given another name or a synonym, so this guards what was mended and foretells nothing.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from kehitys.files.library import take_in
from kehitys.store import methods, nearest
from kehitys.store.database import Database
from kehitys.store.methods import Wanted

SOUGHT = [
    line.split("\t")
    for line in Path(__file__).with_name("sought_words.txt").read_text("utf-8").splitlines()
]
SEEN_FIRST = 3


@pytest.fixture(scope="module")
def shipped(tmp_path_factory):
    """A file with the library and nothing else."""
    database = Database(tmp_path_factory.mktemp("sought") / "library.db", device="test")
    take_in(database)
    yield database
    database.close()


@pytest.mark.parametrize(("lang", "typed", "meant"), SOUGHT, ids=lambda value: value)
def test_what_is_meant_stands_among_the_first(shipped, lang, typed, meant):
    """Whoever types the word sees at least one method that would do without scrolling."""

    def first(connection):
        page = methods.lines(
            connection, speak=lang, wanted=Wanted(text=typed), person_id=None, limit=SEEN_FIRST
        )
        found = methods.methods_by_id(connection, [row.id for row in page.rows])
        return {method.slug for method in found.values()}

    found = shipped.read(first)
    assert found & set(meant.split()), found


@pytest.mark.parametrize(
    ("lang", "typed", "meant"),
    [
        ("fi", "brainstroming", "aivoriihi"),
        ("fi", "pikainen äänestys", "tarraaanestys"),
        ("fi", "työyhteisön pelisäännöt", "pelisaannot"),
        ("sv", "intresenter", "sidosryhmakartta"),
        ("sv", "utväredring", "kannattiko-aika"),
        ("fi", "työnjaon selkeyttäminen", "kuka-mita-milloin"),
        ("fi", "koulutuspäivän aloitus", "alkukierros"),
        ("fi", "uuden toimintatavan kokeilu", "kokeilukortti"),
        ("fi", "työvaiheiden kuvaaminen", "arvovirtakuvaus"),
        ("sv", "stress på jobbet", "vaikutuskehat"),
    ],
)
def test_what_is_misspelt_or_said_in_too_many_words_leads_there_too(shipped, lang, typed, meant):
    """The nearest words are searched for instead."""

    def found(connection):
        words = nearest.instead(connection, typed, "method")
        page = methods.lines(
            connection, speak=lang, wanted=Wanted(text=words), person_id=None, limit=10
        )
        by_id = methods.methods_by_id(connection, [row.id for row in page.rows])
        return words, {method.slug for method in by_id.values()}

    words, slugs = shipped.read(found)
    assert words
    assert meant in slugs

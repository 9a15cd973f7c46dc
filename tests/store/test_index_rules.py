"""An index made by earlier rules of words is made anew, and nobody calls it damaged meanwhile."""

from __future__ import annotations

import hashlib
from functools import partial
from pathlib import Path

from sqlalchemy import text

from kehitys.files.library import take_in
from kehitys.operations import network
from kehitys.store import checking, index_words, search_index, stems, tables, word_forms

FORMS = {"2": "e0a03ef56cae1311"}
"""By the rules' number: how the words of the lists beside this test are kept, in which forms."""


def every_form():
    """The forms of each word of the lists, in each language, as one number."""
    told = hashlib.sha256()
    here = Path(__file__).parent
    for name in ("recall_pairs.txt", "stranger_pairs.txt"):
        for word in sorted(set(index_words.words((here / name).read_text("utf-8").casefold()))):
            for lang in ("fi", "sv", "en"):
                own = [form for form in stems.forms_of(*index_words.tokens([word], lang))
                       if not form.startswith(stems.PART)]  # fmt: skip
                kept = index_words.spelt([word], lang)
                told.update(f"{kept} {own}\n".encode())
    return told.hexdigest()[:16]


def spoil(tx):
    """Leaves an index as rules of which nobody knows any more would have made it."""
    connection = tx.connection
    connection.execute(text("UPDATE search_form SET form = 'f' || form"))
    setting = tables.setting
    mark = setting.c.name == search_index.MARK
    connection.execute(setting.update().where(mark).values(value="0"))


def test_a_change_of_the_rules_raises_their_number():
    """Else files that are there already would search by the old ones, and be called damaged.

    When this fails: raise `search_index.RULES`, and tell here what the new rules make.
    """
    assert {search_index.RULES: every_form()} == FORMS


def test_an_index_by_earlier_rules_is_made_anew_when_the_file_is_opened(library):
    """Without a step, and once."""
    library.write(partial(network.add_team, name="Lastensuojelu"))
    library.write(spoil)
    assert not library.read(word_forms.right)
    take_in(library)
    assert library.read(word_forms.right)
    assert library.read(search_index.made_by_these_rules)
    assert checking.check(library.path).whole


def test_an_index_by_earlier_rules_is_not_called_damaged(library):
    """The same words under the rules of today are."""
    library.write(spoil)
    assert checking.check(library.path).whole
    library.write(lambda tx: search_index.keep_rules(tx.connection))
    assert not checking.check(library.path).whole

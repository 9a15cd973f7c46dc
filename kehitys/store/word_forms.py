"""The forms of the words that the index has: worked out once, whichever record says a word."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from itertools import chain, groupby
from operator import itemgetter

from sqlalchemy import Connection, delete, func, insert, or_, select, text

from kehitys.store import index_words, stems, tables

MOST = 300
"""The most words that one searched for is held to mean; the shortest are kept."""

_UNKNOWN = text(
    "SELECT value FROM json_each(:tokens) WHERE value NOT IN (SELECT token FROM search_word)"
)


def learn(connection: Connection, tokens: Collection[str]) -> None:
    """Works out the forms of those words of the index that are new to it."""
    new = connection.scalars(_UNKNOWN, {"tokens": json.dumps(list(tokens))}).all()
    if not new:
        return
    forms = [{"form": form, "token": token} for token in new for form in stems.forms_of(token)]
    connection.execute(insert(tables.search_word), [{"token": token} for token in new])
    if forms:
        connection.execute(insert(tables.search_form), forms)


def forget_all(connection: Connection) -> None:
    """Takes every word away, before the index is made anew."""
    connection.execute(delete(tables.search_form))
    connection.execute(delete(tables.search_word))


def forget_unsaid(connection: Connection) -> None:
    """Takes away words that no record says any more, so that no name is left among them."""
    said = _said(connection)
    gone = json.dumps([token for token in _known(connection) if token not in said])
    for name in ("search_form", "search_word"):
        statement = f"DELETE FROM {name} WHERE token IN (SELECT value FROM json_each(:gone))"
        connection.execute(text(statement), {"gone": gone})


def right(connection: Connection) -> bool:
    """Whether every word of the index is known, with the forms it has and no others.

    What a dictionary tells of compounds is left aside: there may be one here and none there.
    """
    known = set(_known(connection))
    if _said(connection) - known:
        return False
    rows = connection.execute(text("SELECT token, form FROM search_form ORDER BY token"))
    for token, kept in groupby(rows, key=itemgetter(0)):
        if token not in known or _told(form for _token, form in kept) != _own(token):
            return False
        known.discard(token)
    return not any(map(_own, known))


def _own(token: str) -> set[str]:
    return _told(stems.forms_of(token))


def _told(forms: Iterable[str]) -> set[str]:
    return {form for form in forms if not form.startswith(stems.PART)}


def _known(connection: Connection) -> list[str]:
    return list(connection.scalars(select(tables.search_word.c.token)))


def _said(connection: Connection) -> set[str]:
    """The words that the index keeps of the records."""
    columns = text("SELECT name_words, summary_words, body_words FROM search_text")
    return index_words.exact(chain.from_iterable(connection.execute(columns)))


def saying(connection: Connection, forms: Iterable[str], begun: Iterable[str] = ()) -> list[str]:
    """The words of the index with any of these forms, or one that begins as one of `begun`."""
    form = tables.search_form
    ways = [form.c.form.in_(list(forms))]
    ways += [form.c.form.between(each, f"{each}\U0010ffff") for each in begun]
    found = select(form.c.token).where(or_(*ways)).distinct()
    shortest = (found.order_by(text("length(token)"), form.c.token)).limit(MOST)
    return list(connection.scalars(shortest))


def beginning(connection: Connection, begun: str, more: int) -> list[str]:
    """The words of the index that begin so and go on for at least `more` letters."""
    word = tables.search_word.c.token
    length = func.length(word)
    found = select(word).where(
        word.between(begun, f"{begun}\U0010ffff"), length > len(begun) + more
    )
    return list(connection.scalars(found.order_by(length, word).limit(MOST)))


def known(connection: Connection, tokens: Iterable[str]) -> bool:
    """Whether one of `tokens` is a word of the index as it stands."""
    word = tables.search_word.c.token
    found = select(word).where(word.in_(list(tokens))).limit(1)
    return connection.execute(found).first() is not None

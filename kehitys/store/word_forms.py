"""The forms of the words that the index has: worked out once, whichever record says a word."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from itertools import groupby
from operator import itemgetter

from sqlalchemy import Connection, delete, insert, or_, select, text

from kehitys.store import stems, tables

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
    _list_said(connection)
    for name in ("search_form", "search_word"):
        connection.execute(text(f"DELETE FROM {name} WHERE token NOT IN (SELECT token FROM said)"))
    connection.execute(text("DROP TABLE temp.said"))


def right(connection: Connection) -> bool:
    """Whether every word of the index is known, with the forms it has.

    What a dictionary tells of compounds is left aside: there may be one here and none there.
    """
    _list_said(connection)
    astray = connection.execute(
        text(
            "SELECT 1 FROM said WHERE token NOT IN (SELECT token FROM search_word) "
            "UNION ALL SELECT 1 FROM search_form "
            "WHERE token NOT IN (SELECT token FROM search_word) LIMIT 1"
        )
    ).first()
    connection.execute(text("DROP TABLE temp.said"))
    if astray:
        return False
    bare = connection.scalars(
        text("SELECT token FROM search_word WHERE token NOT IN (SELECT token FROM search_form)")
    )
    if any(_told(stems.forms_of(token)) for token in bare):
        return False
    rows = connection.execute(text("SELECT token, form FROM search_form ORDER BY token"))
    return all(
        _told(form for _token, form in kept) == _told(stems.forms_of(token))
        for token, kept in groupby(rows, key=itemgetter(0))
    )


def _told(forms: Iterable[str]) -> set[str]:
    return {form for form in forms if not form.startswith(stems.PART)}


def _list_said(connection: Connection) -> None:
    connection.execute(
        text("CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab('main', 'search_text', 'col')")
    )
    connection.execute(
        text(
            "CREATE TEMP TABLE said AS SELECT DISTINCT term AS token FROM vocabulary "
            "WHERE col IN ('name_words', 'summary_words', 'body_words')"
        )
    )
    connection.execute(text("DROP TABLE temp.vocabulary"))


def saying(connection: Connection, forms: Iterable[str], begun: Iterable[str] = ()) -> list[str]:
    """The words of the index with any of these forms, or one that begins as one of `begun`."""
    form = tables.search_form
    ways = [form.c.form.in_(list(forms))]
    ways += [form.c.form.between(each, f"{each}\U0010ffff") for each in begun]
    found = select(form.c.token).where(or_(*ways)).distinct()
    shortest = (found.order_by(text("length(token)"), form.c.token)).limit(MOST)
    return list(connection.scalars(shortest))

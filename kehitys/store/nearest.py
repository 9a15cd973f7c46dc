"""What to search for when words together find nothing: fewer of them, or one spelt right."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from sqlalchemy import Connection, func, select, text

from kehitys.domain.text import fold
from kehitys.store import index_words, meaning, search, stems, tables, word_forms

MOST_WORDS = 5
"""Of more words only the first are tried in fewer."""
SHORTEST = 5
"""A shorter word is not held to be misspelt: too many others are near it."""
LONG = 8
"""From this many letters on, two may be wrong, else one."""


def instead(connection: Connection, typed: str, kind: str) -> str:
    """Words that find records of `kind` where those typed find none; empty when there are none.

    A word the index does not know is taken for the one nearest to it in letters. Then as many as
    possible of the words that name a record are kept, or of the others when none does. Small words
    are left aside when there are others.
    """
    units = meaning.units(connection, index_words.words(typed))
    units = meaning.telling(units)[:MOST_WORDS]
    if not units or search.find(connection, typed, kind, 1):
        return ""
    known = [
        word
        for unit in units
        if (word := unit if _finds(connection, unit, kind) else _respelt(connection, unit, kind))
    ]
    named = {word for word in known if _names(connection, word, kind)}
    tried = sorted(
        (words for count in range(len(known)) for words in combinations(known, count + 1)),
        key=lambda words: (-len(words), -len(named.intersection(words)), -len("".join(words))),
    )
    for found in (search.names, _finds):
        for words in tried:
            if found(connection, " ".join(words), kind):
                return " ".join(words)
    return ""


def _finds(connection: Connection, words: str, kind: str) -> bool:
    return bool(search.find(connection, words, kind, 1))


def _names(connection: Connection, unit: str, kind: str) -> bool:
    """Whether a record has the word, in any form, in its name or another name of it."""
    found = []
    for word in index_words.words(unit):
        forms = word_forms.saying(connection, stems.sought(word))
        said = " OR ".join(f'"{form}"' for form in forms)
        found.append(
            f'({{name aliases}} : "{word}" *' + (f" OR name_words : ({said}))" if said else ")")
        )
    query = text(
        "SELECT 1 FROM search_text JOIN search ON search.rowid = search_text.rowid "
        "WHERE search_text MATCH :match AND search.kind = :kind LIMIT 1"
    )
    asked = {"match": " AND ".join(found), "kind": kind}
    return connection.execute(query, asked).first() is not None


def _respelt(connection: Connection, unit: str, kind: str) -> str:
    """The word of the index that is nearest in letters and finds something; empty for none."""
    wanted = fold(unit)
    if len(wanted) < SHORTEST or not wanted.isalpha():
        return ""
    most = 1 if len(wanted) < LONG else 2
    token = tables.search_word.c.token
    rows = connection.scalars(
        select(token).where(func.length(token).between(len(unit) + 1 - most, len(unit) + 1 + most))
    )
    near: dict[str, int] = {}
    for row in rows:
        word = index_words.word_of(row)
        bare = fold(word)
        if bare[:1] == wanted[:1] and (steps := _steps(wanted, bare, most)) <= most:
            near[word] = min(steps, near.get(word, steps))
    in_order = sorted(near, key=lambda word: (near[word], abs(len(word) - len(wanted)), word))
    return next((word for word in in_order if _finds(connection, word, kind)), "")


def _steps(one: str, other: str, most: int) -> int:
    """How many letters are added, left out, changed or swapped between the words, up to `most`."""
    before: Sequence[int] = ()
    row: Sequence[int] = range(len(other) + 1)
    for n, letter in enumerate(one, 1):
        new = [n]
        for m, its in enumerate(other, 1):
            cost = min(row[m] + 1, new[m - 1] + 1, row[m - 1] + (letter != its))
            if n > 1 and m > 1 and letter == other[m - 2] and one[n - 2] == its:
                cost = min(cost, before[m - 2] + 1)
            new.append(cost)
        if min(new) > most:
            return most + 1
        before, row = row, new
    return row[-1]

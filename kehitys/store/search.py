"""The full-text index as the lists ask it: which records have the words typed, nearest first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from uuid import UUID

from sqlalchemy import Connection, select, text

from kehitys.domain.text import fold, sort_key
from kehitys.i18n import LANGUAGES
from kehitys.store import stems, tables, word_forms

MOST = 500
"""The most records one search gives; a person refines rather than reads further."""

WIDEST = 6_000
"""The most rows of the index that are put in order; of more matches only so many are looked at."""


def find(
    connection: Connection, typed: str, kind: str, limit: int = MOST, *, speak: str = ""
) -> list[UUID]:
    """The records of `kind` that have every word typed, the nearest first.

    Nearest is the whole name, then its beginning, a word in it, another name, a form of a word in
    either (or a synonym), then the summary, the rest, and last a part of a compound. Within each,
    names in the language `speak` come first, then what has the letters exactly as typed (å, ä, ö),
    then by name. The last word may be half typed. One letter is the beginning of a name and two
    the beginning of a word in it; from three on the texts count too. At most `limit`.
    """
    words = stems.words(typed)
    if not words:
        return []
    beginning = _beginning(connection, typed, kind, limit, speak)
    if len(fold(typed).strip()) == 1 or len(beginning) == limit:
        return beginning
    found: dict[UUID, None] = {}
    classes = _CLASSES if max(map(len, words)) >= stems.SHORTEST else _CLASSES[:1]
    looked_for = units(connection, words)
    meaning = _Meaning(connection)
    for order, places in classes:
        match = " AND ".join(
            f"({places(meaning, unit, n == len(looked_for) - 1)})"
            for n, unit in enumerate(looked_for)
        )
        _collect(connection, match, order, (kind, typed, speak), limit, found)
        if len(found) >= limit:
            break
    return list(found)


def units(connection: Connection, words: Sequence[str]) -> list[str]:
    """The words, with two that stand for one beside each other: stand-up, post-it."""
    synonym = tables.synonym
    pairs = {" ".join(pair): _joined(pair) for pair in pairwise(words)}
    every = [form for forms in pairs.values() for form in forms]
    known = (
        set(connection.execute(select(synonym.c.word).where(synonym.c.word.in_(every))).scalars())
        if every
        else set()
    )
    told: list[str] = []
    for word in words:
        pair = f"{told[-1]} {word}" if told else ""
        if known.intersection(pairs.get(pair, ())):
            told[-1] = pair
        else:
            told.append(word)
    return told


def _joined(words: Iterable[str]) -> tuple[str, str]:
    folded = [fold(word) for word in words]
    return "-".join(folded), " ".join(folded)


def synonyms(connection: Connection, unit: str) -> list[str]:
    """The words of the texts that a person may mean by a word or a pair, in any form of it."""
    synonym = tables.synonym
    words = unit.split()
    if len(words) > 1:
        forms = set(_joined(words))
    else:
        forms = {fold(unit), *map(stems.unmarked, stems.sought(unit))}
    return sorted(
        connection.execute(select(synonym.c.means).where(synonym.c.word.in_(forms))).scalars()
    )


def _beginning(connection: Connection, typed: str, kind: str, limit: int, speak: str) -> list[UUID]:
    """Records whose name begins as typed, from the index of names: it alone is in order already."""
    search = tables.search_row
    start = sort_key(" ".join(typed.split()))
    found: dict[UUID, None] = {}
    for first in (True, False) if speak else (False,):
        rows = connection.execute(
            select(search.c.row_id)
            .where(
                search.c.kind == kind,
                search.c.name_sort >= start,
                search.c.name_sort < start + "\U0010ffff",
                (search.c.lang == speak) if first else (search.c.lang != speak),
            )
            .order_by(search.c.name_sort, search.c.row_id)
            .limit(limit)
        ).scalars()
        found.update(dict.fromkeys(rows))
        if len(found) >= limit:
            break
    return list(found)[:limit]


def _collect(
    connection: Connection,
    match: str,
    order: str,
    asked: tuple[str, str, str],
    limit: int,
    found: dict[UUID, None],
) -> None:
    kind, typed, speak = asked
    whole = " ".join(typed.split())
    # CROSS: the words are asked first, never row by row for every record of the kind.
    rows = connection.execute(
        text(
            "SELECT row_id FROM (SELECT search.row_id, search.lang, search.name_sort, "
            f"{order} AS place FROM search_text "
            "CROSS JOIN search ON search.rowid = search_text.rowid "
            "WHERE search_text MATCH :match AND search.kind = :kind LIMIT :widest) "
            "ORDER BY place, lang <> :speak, instr(name_sort, :key) = 0, name_sort, row_id "
            "LIMIT :limit"
        ),
        {
            "match": match,
            "kind": kind,
            "widest": WIDEST,
            "speak": speak,
            "key": sort_key(whole),
            "plain": fold(whole),
            "typed": f"\n{whole.casefold()}\n",
            "limit": limit * len(LANGUAGES),
        },
    ).scalars()
    for row_id in rows:
        if len(found) >= limit:
            return
        found[UUID(row_id)] = None


_PLAIN = "replace(replace(replace(name_sort, '{', 'a'), '|', 'a'), '}', 'o')"
"""The name as `fold` has it: `sort_key` writes å, ä and ö as the signs after z."""

_BY_NAME = f"CASE WHEN {_PLAIN} = :plain THEN 0 WHEN instr({_PLAIN}, :plain) = 1 THEN 1 ELSE 2 END"
_LIKE_ALL = "NULL"
_BY_ALIAS = "instr(char(10) || lower(search_text.aliases) || char(10), :typed) = 0"


class _Meaning:
    """What words typed may mean, each asked of the file once."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._forms: dict[str, list[str]] = {}
        self._synonyms: dict[str, list[str]] = {}

    def synonyms(self, unit: str) -> list[str]:
        """The words of the texts that a person may mean by a word or a pair."""
        if unit not in self._synonyms:
            self._synonyms[unit] = synonyms(self._connection, unit)
        return self._synonyms[unit]

    def forms(self, word: str) -> list[str]:
        """The words of the index that are forms of a word."""
        if word not in self._forms:
            self._forms[word] = word_forms.saying(self._connection, stems.sought(word))
        return self._forms[word]

    def compounds(self, word: str) -> list[str]:
        """The words of the index that the word is a part of."""
        parts, begun = stems.sought_parts(word), stems.sought_ends(word)
        return word_forms.saying(self._connection, parts, sorted(begun))


def _named(_meaning: _Meaning, unit: str, _last: bool) -> str:
    return f"name : {_begun(unit)}"


def _aliased(_meaning: _Meaning, unit: str, _last: bool) -> str:
    return f"{{name aliases}} : {_begun(unit)}"


def _meant(meaning: _Meaning, unit: str, last: bool) -> str:
    meant = [_aliased(meaning, unit, last), *_forms(meaning, "name_words", unit)]
    for each in meaning.synonyms(unit):
        meant += [f"{{name aliases}} : {_whole(each)}", *_forms(meaning, "name_words", each)]
    return _any(meant)


def _summed(meaning: _Meaning, unit: str, last: bool) -> str:
    return _told(meaning, unit, last, "summary", "summary_words")


def _anywhere(meaning: _Meaning, unit: str, last: bool) -> str:
    return _told(meaning, unit, last, "{summary body}", "{summary_words body_words}")


def _told(meaning: _Meaning, unit: str, last: bool, texts: str, words: str) -> str:
    half = last and len(unit) >= stems.SHORTEST
    told = [_meant(meaning, unit, last), f"{texts} : {(_begun if half else _whole)(unit)}"]
    told += _forms(meaning, words, unit)
    for each in meaning.synonyms(unit):
        told += _forms(meaning, words, each)
    return _any(told)


def _in_compounds(meaning: _Meaning, unit: str, last: bool) -> str:
    found = meaning.compounds(unit)
    choices = [_anywhere(meaning, unit, last)]
    if found:
        choices.append(f"{{name_words summary_words body_words}} : ({_or(found)})")
    return _any(choices)


_Places = Callable[[_Meaning, str, bool], str]

_CLASSES: Sequence[tuple[str, _Places]] = (
    (_BY_NAME, _named),
    (_BY_ALIAS, _aliased),
    (_LIKE_ALL, _meant),
    (_LIKE_ALL, _summed),
    (_LIKE_ALL, _anywhere),
    (_LIKE_ALL, _in_compounds),
)
"""From the nearest on: what orders the records first, and where each word must stand."""


def _forms(meaning: _Meaning, places: str, unit: str) -> list[str]:
    """A query for every word of it in any of its forms; none when the index has none of one."""
    each = []
    for word in stems.words(unit):
        forms = meaning.forms(word)
        if not forms:
            return []
        each.append(f"{places} : ({_or(forms)})")
    return [" AND ".join(each)]


def _or(words: Iterable[str]) -> str:
    return " OR ".join(map(_quoted, words))


def _begun(unit: str) -> str:
    return "(" + " AND ".join(f"{_quoted(word)} *" for word in stems.words(unit)) + ")"


def _whole(unit: str) -> str:
    return "(" + " AND ".join(map(_quoted, stems.words(unit))) + ")"


def _any(choices: Iterable[str]) -> str:
    return " OR ".join(f"({each})" for each in choices)


def _quoted(word: str) -> str:
    return '"' + word.replace('"', '""') + '"'

"""The full-text index as the lists ask it: which records have the words typed, nearest first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import chain
from uuid import UUID

from sqlalchemy import Connection, select, text

from kehitys.domain.text import fold, sort_key
from kehitys.i18n import LANGUAGES
from kehitys.store import index_words, stems, tables
from kehitys.store.meaning import Meaning, telling, units

MOST = 500
"""The most records one search gives; a person refines rather than reads further."""

MOST_SOME = 5
"""The most records that stand before those where the words meet in long texts only."""

_LONG = frozenset({"method"})
"""Kinds with texts so long that words meet in them by chance."""

WIDEST = 6_000
"""The most rows of the index that are put in order; of more matches only so many are looked at."""


def find(
    connection: Connection, typed: str, kind: str, limit: int = MOST, *, speak: str = ""
) -> list[UUID]:
    """The records of `kind` that have every word typed, the nearest first.

    Nearest is the whole name, then its beginning, a word in it, another name, a form of a word in
    either (or a synonym), a part of a compound there, then the summary, then one word in the names
    and the others in the text, the text alone, and last a part of a compound. Within each, names
    in the language `speak` come first, then what has the letters exactly as typed (å, ä, ö), then
    by name. The last word may be half typed. Small words (ja, att, the) count in names only, when
    there are others. One letter is the beginning of a name and two the beginning of a word in it;
    from three on the texts count too. Where only long texts have all the words, a few that are
    named by some of them stand
    before. At most `limit`.
    """
    words = index_words.words(typed)
    if not words:
        return []
    beginning = _beginning(connection, typed, kind, limit, speak)
    if len(fold(typed).strip()) == 1 or len(beginning) == limit:
        return beginning
    asked = (kind, typed, speak)
    found: dict[UUID, None] = {}
    query = _Query(connection, words)
    short = max(map(len, words)) < stems.SHORTEST
    for order, places in _NAMING[:1] if short else _NAMING:
        _collect(connection, places(query), order, asked, limit, found)
        if short or len(found) >= limit:
            return list(found)
    told: dict[UUID, None] = {}
    for places in _TELLING:
        _collect(connection, places(query), _LIKE_ALL, asked, limit, told)
        if len(told) >= limit:
            break
    if told and not found and kind in _LONG:
        _collect(connection, query.some(), _BY_TELLING, asked, min(limit, MOST_SOME), found)
    return list(found | told)[:limit]


def names(connection: Connection, typed: str, kind: str) -> bool:
    """Whether records of `kind` have every word typed, one of them at least in a name."""
    query = _Query(connection, index_words.words(typed))
    found: dict[UUID, None] = {}
    for order, places in _NAMING:
        _collect(connection, places(query), order, (kind, typed, ""), 1, found)
    return bool(found)


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
    if not match:
        return
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
_BY_TELLING = "bm25(search_text, 1, 1, 1, 0, 0)"
_BY_ALIAS = "instr(char(10) || lower(search_text.aliases) || char(10), :typed) = 0"


class _Query:
    """The words typed as queries of the index, from the nearest places on."""

    def __init__(self, connection: Connection, words: Sequence[str]) -> None:
        self._meaning = Meaning(connection)
        every = units(connection, words)
        self._every = [(unit, n == len(every) - 1) for n, unit in enumerate(every)]
        kept = telling(every)
        self._telling = [each for each in self._every if each[0] in kept]

    def named(self) -> str:
        """All in the name."""
        return _all(f"name : {_begun(unit)}" for unit, _last in self._every)

    def aliased(self) -> str:
        """All in the name or another name."""
        return _all(_aliased(unit) for unit, _last in self._every)

    def meant(self) -> str:
        """All there in any form, or a synonym."""
        return _all(self._meant(unit) for unit, _last in self._telling)

    def compounded(self) -> str:
        """All there, one of them at least as a part of a compound; nothing when none is."""
        parted = {each: self._parted(each[0]) for each in self._telling}
        if len(parted) == 1 or not any(parted.values()):
            return _any(chain.from_iterable(parted.values()))
        return _all(_any([self._meant(each[0]), *found]) for each, found in parted.items())

    def summed(self) -> str:
        """All there or in the summary."""
        return _all(self._told(*each, "summary_words") for each in self._telling)

    def partly(self) -> str:
        """One there and the others anywhere; nothing new of a single word."""
        return f"({self.some()}) AND {self.anywhere()}" if len(self._telling) > 1 else ""

    def anywhere(self) -> str:
        """All in any text."""
        return _all(self._anywhere(*each) for each in self._telling)

    def in_compounds(self) -> str:
        """All in any text, or a part of a compound in one."""
        return _all(self._in_compounds(*each) for each in self._telling)

    def some(self) -> str:
        """One in a name or another name, in any form, or a synonym."""
        return _any(self._meant(unit) for unit, _last in self._telling)

    def _meant(self, unit: str) -> str:
        meant = [_named(unit), *self._forms("name_words", unit)]
        meant += [f"{{name aliases}} : {_begun(base)}" for base in sorted(stems.bases(unit))]
        for each in self._meaning.synonyms(unit):
            meant += [f"{{name aliases}} : {_whole(each)}", *self._forms("name_words", each)]
        return _any(meant)

    def _told(self, unit: str, last: bool, places: str) -> str:
        half = last and len(unit) >= stems.SHORTEST and not self._meaning.whole(unit)
        told = [self._meant(unit), _typed(places, unit, half=half), *self._forms(places, unit)]
        for each in self._meaning.synonyms(unit):
            told += self._forms(places, each)
        return _any(told)

    def _parted(self, unit: str) -> list[str]:
        found = self._meaning.compounds(unit)
        return [f"name_words : ({_or(found)})"] if found else []

    def _anywhere(self, unit: str, last: bool) -> str:
        return self._told(unit, last, "{summary_words body_words}")

    def _in_compounds(self, unit: str, last: bool) -> str:
        found = self._meaning.compounds(unit)
        if last and len(unit) >= stems.SHORTEST and self._meaning.whole(unit):
            found = [*found, *self._meaning.begun(unit)]
        choices = [self._anywhere(unit, last)]
        if found:
            choices.append(f"{{name_words summary_words body_words}} : ({_or(found)})")
        return _any(choices)

    def _forms(self, places: str, unit: str) -> list[str]:
        """A query for every word of it in any of its forms; none when the index has none of one."""
        each = []
        for word in index_words.words(unit):
            forms = self._meaning.forms(word)
            if not forms:
                return []
            each.append(f"{places} : ({_or(forms)})")
        return [" AND ".join(each)]


_Places = Callable[[_Query], str]

_NAMING: Sequence[tuple[str, _Places]] = (
    (_BY_NAME, _Query.named),
    (_BY_ALIAS, _Query.aliased),
    (_LIKE_ALL, _Query.meant),
    (_LIKE_ALL, _Query.compounded),
    (_LIKE_ALL, _Query.summed),
    (_LIKE_ALL, _Query.partly),
)
"""From the nearest on: what orders the records first, and where the words must stand."""

_TELLING: Sequence[_Places] = (_Query.anywhere, _Query.in_compounds)
"""Where they may stand besides, in any of the texts."""


def _aliased(unit: str) -> str:
    return f"{{name aliases}} : {_begun(unit)}"


def _named(unit: str) -> str:
    """The words in a name or another name, each half typed; å, ä and ö are no other letters."""
    return _all(
        f"name_words : {_half(word)}"
        if index_words.accented(word)
        else f"{{name aliases}} : {_begun(word)}"
        for word in index_words.words(unit)
    )


def _typed(places: str, unit: str, *, half: bool) -> str:
    """The words as typed, whole or half."""
    return _all(
        f"{places} : {_half(word) if half else f'({_or(index_words.typed(word))})'}"
        for word in index_words.words(unit)
    )


def _half(word: str) -> str:
    return f"{_quoted(index_words.beginning(word))} *"


def _or(words: Iterable[str]) -> str:
    return " OR ".join(map(_quoted, words))


def _begun(unit: str) -> str:
    return "(" + " AND ".join(f"{_quoted(word)} *" for word in index_words.words(unit)) + ")"


def _whole(unit: str) -> str:
    return "(" + " AND ".join(map(_quoted, index_words.words(unit))) + ")"


def _all(choices: Iterable[str]) -> str:
    return " AND ".join(f"({each})" for each in choices)


def _any(choices: Iterable[str]) -> str:
    return " OR ".join(f"({each})" for each in choices)


def _quoted(word: str) -> str:
    return '"' + word.replace('"', '""') + '"'

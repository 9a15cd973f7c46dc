"""The full-text index: kept by the transaction, asked by the lists."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from uuid import UUID

from sqlalchemy import Connection, delete, func, insert, select, text

from kehitys.domain.text import fold, sort_key
from kehitys.i18n import LANGUAGES
from kehitys.store import method_listing, stems, tables
from kehitys.store.searched import SOURCES, Entry

MOST = 500
"""The most records one search gives; a person refines rather than reads further."""

WIDEST = 6_000
"""The most rows of the index that are put in order; of more matches only so many are looked at."""

CREATE = (
    "CREATE VIRTUAL TABLE search_text USING fts5(name, aliases, summary, body, "
    "name_stems, summary_stems, body_stems, parts, "
    "tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3 4')"
)

_INSERT = text(
    "INSERT INTO search_text(rowid, name, aliases, summary, body, "
    "name_stems, summary_stems, body_stems, parts) "
    "VALUES (:rowid, :name, :aliases, :summary, :body, "
    ":name_stems, :summary_stems, :body_stems, :parts)"
)


def renew(connection: Connection, table: str, row_id: UUID) -> None:
    """Makes the index say what the record says now; nothing for tables that are not searched."""
    renew_all(connection, table, [row_id])


def renew_all(connection: Connection, table: str, row_ids: Sequence[UUID]) -> None:
    """The same for at most a thousand records at once."""
    source = SOURCES.get(table)
    if source is None:
        return
    forget_all(connection, row_ids)
    if table == "method":
        method_listing.renew(connection, row_ids)
    rowid = connection.execute(select(func.coalesce(func.max(tables.search_row.c.rowid), 0)))
    entries = list(enumerate(source(connection, row_ids), rowid.scalar_one() + 1))
    if not entries:
        return
    connection.execute(
        insert(tables.search_row),
        [
            {
                "rowid": n,
                "kind": table,
                "row_id": entry.row_id,
                "lang": entry.lang,
                "name_sort": sort_key(entry.name),
            }
            for n, entry in entries
        ],
    )
    connection.execute(_INSERT, [{"rowid": n, **columns(entry)} for n, entry in entries])


def columns(entry: Entry) -> dict[str, str]:
    """What the index keeps of an entry: its texts, and the stems and parts of their words."""
    named = stems.words(f"{entry.name} {entry.aliases}")
    summed, told = stems.words(entry.summary), stems.words(entry.body)
    return {
        "name": entry.name,
        "aliases": entry.aliases,
        "summary": entry.summary,
        "body": entry.body,
        "name_stems": stems.stems(named, entry.lang),
        "summary_stems": stems.stems(summed, entry.lang),
        "body_stems": stems.stems(told, entry.lang),
        "parts": stems.parts([*named, *summed, *told], entry.lang),
    }


def forget(connection: Connection, row_id: UUID) -> None:
    """Takes a record out of the index."""
    forget_all(connection, [row_id])


def forget_all(connection: Connection, row_ids: Sequence[UUID]) -> None:
    """Takes at most a thousand records out of the index."""
    search = tables.search_row
    rowids = connection.scalars(select(search.c.rowid).where(search.c.row_id.in_(row_ids)))
    gone = [{"rowid": rowid} for rowid in rowids]
    if gone:
        connection.execute(text("DELETE FROM search_text WHERE rowid = :rowid"), gone)
        connection.execute(delete(search).where(search.c.row_id.in_(row_ids)))


def rebuild(connection: Connection) -> None:
    """Makes the whole index anew from the records."""
    connection.execute(text("DELETE FROM search_text"))
    connection.execute(delete(tables.search_row))
    for name in SOURCES:
        ids = connection.scalars(select(tables.metadata.tables[name].c.id)).all()
        for start in range(0, len(ids), 1_000):
            renew_all(connection, name, ids[start : start + 1_000])


def squeeze(connection: Connection) -> None:
    """Leaves no deleted word in the index's own pages."""
    connection.execute(text("INSERT INTO search_text(search_text) VALUES ('optimize')"))


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
    for order, places in classes:
        match = " AND ".join(
            f"({places(connection, unit, n == len(looked_for) - 1)})"
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


def _named(_connection: Connection, unit: str, _last: bool) -> str:
    return f"name : {_begun(unit)}"


def _aliased(_connection: Connection, unit: str, _last: bool) -> str:
    return f"{{name aliases}} : {_begun(unit)}"


def _meant(connection: Connection, unit: str, last: bool) -> str:
    meant = [_aliased(connection, unit, last), *_stems("name_stems", unit)]
    for each in synonyms(connection, unit):
        meant += [f"{{name aliases}} : {_whole(each)}", *_stems("name_stems", each)]
    return _any(meant)


def _summed(connection: Connection, unit: str, last: bool) -> str:
    return _told(connection, unit, last, "summary", "summary_stems")


def _anywhere(connection: Connection, unit: str, last: bool) -> str:
    return _told(connection, unit, last, "{summary body}", "{summary_stems body_stems}")


def _told(connection: Connection, unit: str, last: bool, texts: str, forms: str) -> str:
    half = last and len(unit) >= stems.SHORTEST
    told = [_meant(connection, unit, last), f"{texts} : {(_begun if half else _whole)(unit)}"]
    told += _stems(forms, unit)
    for each in synonyms(connection, unit):
        told += _stems(forms, each)
    return _any(told)


def _in_compounds(connection: Connection, unit: str, last: bool) -> str:
    choices = [_anywhere(connection, unit, last)]
    choices += [f"parts : {_quoted(part)}" for part in sorted(stems.sought_parts(unit))]
    choices += [f"parts : {_quoted(end)} *" for end in sorted(stems.sought_ends(unit))]
    return _any(choices)


_Places = Callable[[Connection, str, bool], str]

_CLASSES: Sequence[tuple[str, _Places]] = (
    (_BY_NAME, _named),
    (_BY_ALIAS, _aliased),
    (_LIKE_ALL, _meant),
    (_LIKE_ALL, _summed),
    (_LIKE_ALL, _anywhere),
    (_LIKE_ALL, _in_compounds),
)
"""From the nearest on: what orders the records first, and where each word must stand."""


def _stems(places: str, unit: str) -> list[str]:
    """A query for every word of it in any of its forms; none when a word has no forms."""
    each = []
    for word in stems.words(unit):
        forms = sorted(stems.sought(word))
        if not forms:
            return []
        each.append(f"{places} : (" + " OR ".join(map(_quoted, forms)) + ")")
    return [" AND ".join(each)]


def _begun(unit: str) -> str:
    return "(" + " AND ".join(f"{_quoted(word)} *" for word in stems.words(unit)) + ")"


def _whole(unit: str) -> str:
    return "(" + " AND ".join(map(_quoted, stems.words(unit))) + ")"


def _any(choices: Iterable[str]) -> str:
    return " OR ".join(f"({each})" for each in choices)


def _quoted(word: str) -> str:
    return '"' + word.replace('"', '""') + '"'

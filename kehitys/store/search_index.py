"""The full-text index: kept by the transaction, of what the records say."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain
from uuid import UUID

from sqlalchemy import Connection, delete, func, insert, select, text

from kehitys.domain.text import sort_key
from kehitys.store import index_words, method_listing, tables, word_forms
from kehitys.store.searched import SOURCES, Entry

CREATE = (
    "CREATE VIRTUAL TABLE search_text USING fts5(name, aliases, "
    "name_words, summary_words, body_words, "
    "tokenize = 'unicode61 remove_diacritics 2', prefix = '3')",
    # Bytes of words gathered before they are put in order: a large import is much the quicker.
    "INSERT INTO search_text(search_text, rank) VALUES ('hashsize', 33554432)",
)
"""What makes the index: names as they are written, and each word of every text once.

The prefix of three letters serves two as well. A second one would cost a large import a tenth more
and spare a search for two letters half a millisecond over 10,000 methods.
"""

RULES = "2"
"""By which rules words have their forms; raised with every change of them. A file whose index was
made by other rules has it made anew when it is opened."""

MARK = "search_rules"
"""The setting that holds the rules a file's index was made by."""

WORDS = ("name_words", "summary_words", "body_words")
"""The columns that keep the words."""

INSERT = text(
    "INSERT INTO search_text(rowid, name, aliases, name_words, summary_words, body_words) "
    "VALUES (:rowid, :name, :aliases, :name_words, :summary_words, :body_words)"
)
"""Writes `columns` into the index, with the `rowid` of the record's entry."""


def renew(connection: Connection, table: str, row_id: UUID) -> None:
    """Makes the index say what the record says now; nothing for tables that are not searched."""
    renew_all(connection, table, [row_id])


def renew_all(
    connection: Connection,
    table: str,
    row_ids: Sequence[UUID],
    said: Iterable[Entry] | None = None,
) -> None:
    """The same for at most a thousand records at once; `said` is what they say, when it is known.

    Else it is read from their rows.
    """
    source = SOURCES.get(table)
    if source is None:
        return
    forget_all(connection, row_ids)
    if table == "method":
        method_listing.renew(connection, row_ids)
    if said is None:
        said = source(connection, row_ids)
    rowid = connection.execute(select(func.coalesce(func.max(tables.search_row.c.rowid), 0)))
    entries = list(enumerate(said, rowid.scalar_one() + 1))
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
    told = [(n, entry, _kept(entry)) for n, entry in entries]
    connection.execute(INSERT, [{"rowid": n, **_row(entry, kept)} for n, entry, kept in told])
    words = chain.from_iterable(each for _n, _entry, kept in told for each in kept)
    word_forms.learn(connection, index_words.exact(words))


def columns(entry: Entry) -> dict[str, str]:
    """What the index keeps of an entry: its names, and the words of each text.

    Of each text it keeps a word once: where in it a word stands is never asked.
    """
    return _row(entry, _kept(entry))


def _kept(entry: Entry) -> tuple[list[str], ...]:
    """What is kept in each of `WORDS`."""
    named = index_words.distinct(f"{entry.name} {entry.aliases}")
    summed, told = index_words.distinct(entry.summary), index_words.distinct(entry.body)
    return (
        index_words.tokens(named, entry.lang),
        index_words.spelt(summed, entry.lang),
        index_words.spelt(told, entry.lang),
    )


def _row(entry: Entry, kept: tuple[list[str], ...]) -> dict[str, str]:
    words = dict(zip(WORDS, map(" ".join, kept), strict=True))
    return {"name": entry.name, "aliases": entry.aliases, **words}


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


def made_by_these_rules(connection: Connection) -> bool:
    """Whether the index was made by the rules of this Kehitys."""
    setting = tables.setting
    kept = connection.scalar(select(setting.c.value).where(setting.c.name == MARK))
    return bool(kept == RULES)


def keep_rules(connection: Connection) -> None:
    """Remembers that the index is made by the rules of this Kehitys."""
    setting = tables.setting
    connection.execute(delete(setting).where(setting.c.name == MARK))
    connection.execute(insert(setting).values(name=MARK, value=RULES))


def rebuild(connection: Connection) -> None:
    """Makes the whole index anew from the records."""
    connection.execute(text("DELETE FROM search_text"))
    connection.execute(delete(tables.search_row))
    word_forms.forget_all(connection)
    for name in SOURCES:
        ids = connection.scalars(select(tables.metadata.tables[name].c.id)).all()
        for start in range(0, len(ids), 1_000):
            renew_all(connection, name, ids[start : start + 1_000])
    keep_rules(connection)


def squeeze(connection: Connection) -> None:
    """Leaves no deleted word in the index's own pages, nor among the words it knows."""
    connection.execute(text("INSERT INTO search_text(search_text) VALUES ('optimize')"))
    word_forms.forget_unsaid(connection)

"""The full-text index: kept by the transaction, of what the records say."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from uuid import UUID

from sqlalchemy import Connection, delete, func, insert, select, text

from kehitys.domain.text import sort_key
from kehitys.store import method_listing, stems, tables, word_forms
from kehitys.store.searched import SOURCES, Entry

CREATE = (
    "CREATE VIRTUAL TABLE search_text USING fts5(name, aliases, summary, body, "
    "name_words, summary_words, body_words, "
    "tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3')",
    # Bytes of words gathered before they are put in order: a large import is much the quicker.
    "INSERT INTO search_text(search_text, rank) VALUES ('hashsize', 8388608)",
)
"""What makes the index: texts to find the beginning of a word in, and each word exactly."""

RULES = "1"
"""By which rules words have their forms; raised with every change of them. A file whose index was
made by other rules has it made anew when it is opened."""

MARK = "search_rules"
"""The setting that holds the rules a file's index was made by."""

WORDS = ("name_words", "summary_words", "body_words")
"""The columns that keep the words exactly."""

_INSERT = text(
    "INSERT INTO search_text(rowid, name, aliases, summary, body, "
    "name_words, summary_words, body_words) "
    "VALUES (:rowid, :name, :aliases, :summary, :body, "
    ":name_words, :summary_words, :body_words)"
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
    written = [(n, columns(entry)) for n, entry in entries]
    connection.execute(_INSERT, [{"rowid": n, **told} for n, told in written])
    tokens = (told[name].split() for _n, told in written for name in WORDS)
    word_forms.learn(connection, set(chain.from_iterable(tokens)))


def columns(entry: Entry) -> dict[str, str]:
    """What the index keeps of an entry: its texts, and the words of each exactly.

    Of the body it keeps each word once: where in it a word stands is never asked.
    """
    named = stems.distinct(f"{entry.name} {entry.aliases}")
    summed, told = stems.distinct(entry.summary), stems.distinct(entry.body)
    return {
        "name": entry.name,
        "aliases": entry.aliases,
        "summary": entry.summary,
        "body": " ".join(told),
        "name_words": " ".join(stems.tokens(named, entry.lang)),
        "summary_words": " ".join(stems.tokens(summed, entry.lang)),
        "body_words": " ".join(stems.tokens(told, entry.lang)),
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

"""The order of the method lists, worked out beforehand for each language spoken."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from itertools import groupby
from operator import itemgetter
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, RowMapping, delete, insert, select

from kehitys.i18n import LANGUAGES
from kehitys.store import tables

TOGETHER = 1_000
"""How many methods are listed at once."""

_FACTS = ("minutes_min", "minutes_max", "people_min", "people_max", "in_room", "remote", "hybrid")


def renew(connection: Connection, method_ids: Sequence[UUID] | None = None) -> None:
    """Makes the listing of these methods, or of all, say what their rows say now."""
    listing = tables.method_listing
    if method_ids is None:
        connection.execute(delete(listing))
        method_ids = connection.scalars(select(tables.method.c.id)).all()
    for start in range(0, len(method_ids), TOGETHER):
        some = method_ids[start : start + TOGETHER]
        connection.execute(delete(listing).where(listing.c.method_id.in_(some)))
        if lines := lines_of(connection, some):
            connection.execute(insert(listing), lines)


def lines_of(connection: Connection, method_ids: Sequence[UUID]) -> list[dict[str, Any]]:
    """What the lists must say of at most a thousand methods, a row for each language spoken."""
    return list(_lines(_editions(connection, method_ids)))


def _editions(connection: Connection, method_ids: Sequence[UUID]) -> Iterable[RowMapping]:
    method, edition = tables.method, tables.method_edition
    return connection.execute(
        select(edition.c.method_id, edition.c.lang, edition.c.name_sort, method.c.metadata_language)
        .add_columns(*(method.c[name] for name in _FACTS))
        .join(method, method.c.id == edition.c.method_id)
        .where(method.c.gone.is_(False), method.c.id.in_(method_ids))
        .order_by(edition.c.method_id)
    ).mappings()


def _lines(editions: Iterable[RowMapping]) -> Iterable[dict[str, Any]]:
    for method_id, there in groupby(editions, key=itemgetter("method_id")):
        choices = list(there)
        for speak in LANGUAGES:
            best = min(choices, key=partial(_place, speak))
            yield {
                "speak": speak,
                "method_id": method_id,
                "lang": best["lang"],
                "name_sort": best["name_sort"],
                **{name: best[name] for name in _FACTS},
            }


def _place(speak: str, edition: RowMapping) -> tuple[int, str]:
    """Which choice an edition is: `speak` first, the metadata language, then any there is."""
    order = (speak, edition["metadata_language"], *LANGUAGES)
    lang = edition["lang"]
    return (order.index(lang) if lang in order else len(order), lang)

"""The order of the method lists, worked out beforehand for each language spoken."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, case, delete, func, insert, literal, select

from kehitys.i18n import LANGUAGES
from kehitys.store import tables


def renew(connection: Connection, method_ids: Sequence[UUID] | None = None) -> None:
    """Makes the listing of these methods, or of all, say what their rows say now."""
    listing, method, edition = tables.method_listing, tables.method, tables.method_edition
    old, kept = delete(listing), [method.c.gone.is_(False)]
    if method_ids is not None:
        old = old.where(listing.c.method_id.in_(method_ids))
        kept.append(method.c.id.in_(method_ids))
    connection.execute(old)
    columns = ["method_id", "lang", "name_sort", *_FACTS]
    for speak in LANGUAGES:
        each = (
            select(
                method.c.id.label("method_id"),
                edition.c.lang,
                edition.c.name_sort,
                *(method.c[name] for name in _FACTS),
                _place(speak).label("place"),
            )
            .select_from(method)
            .join(edition, edition.c.method_id == method.c.id)
            .where(*kept)
            .subquery()
        )
        best = select(literal(speak), *(each.c[name] for name in columns)).where(each.c.place == 1)
        connection.execute(insert(listing).from_select(["speak", *columns], best))


_FACTS = ("minutes_min", "minutes_max", "people_min", "people_max", "in_room", "remote", "hybrid")


def _place(speak: str) -> Any:
    """Which choice an edition is: `speak` first, the metadata language, then any there is."""
    method, edition = tables.method, tables.method_edition
    order = case(
        (edition.c.lang == speak, 0),
        (edition.c.lang == method.c.metadata_language, 1),
        *((edition.c.lang == lang, n) for n, lang in enumerate(LANGUAGES, 2)),
        else_=9,
    )
    return func.row_number().over(
        partition_by=edition.c.method_id, order_by=(order, edition.c.lang)
    )

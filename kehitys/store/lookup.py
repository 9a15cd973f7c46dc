"""Which row a person means by what they typed on the command line."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import Connection, String, cast, func, or_, select

from kehitys.domain.problems import Problem
from kehitys.domain.text import clean
from kehitys.i18n import N_
from kehitys.store import tables

SHORTEST = 4
"""How many hex digits of an id are asked for."""

_HEX = frozenset("0123456789abcdef")


def find_id(connection: Connection, table_name: str, typed: str) -> UUID:
    """The id of the row meant by a slug, a full id, or a unique start of the id or of its tail.

    The tail is the last eight hex digits, which lists show.
    """
    table = tables.metadata.tables[table_name]
    typed = clean(typed)
    if "slug" in table.c:
        by_slug = connection.execute(select(table.c.id).where(table.c.slug == typed)).scalar()
        if by_slug is not None:
            return UUID(str(by_slug))
    digits = typed.replace("-", "").lower()
    if len(digits) < SHORTEST or len(digits) > 32 or not _HEX.issuperset(digits):
        raise _nothing(typed)
    whole = func.replace(cast(table.c.id, String), "-", "")
    fits = or_(whole.like(f"{digits}%"), func.substr(whole, 25).like(f"{digits}%"))
    found = list(connection.execute(select(table.c.id).where(fits).limit(2)).scalars())
    if not found:
        raise _nothing(typed)
    if len(found) > 1:
        raise Problem(N_("Several have an id like “%(typed)s”. Type more of it."), typed=typed)
    return UUID(str(found[0]))


def _nothing(typed: str) -> Problem:
    return Problem(
        N_("Nothing has the id “%(typed)s”. List them and take the id from there."), typed=typed
    )

"""What there is to know about methods: lists, whole methods, and how they have gone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, func, or_, select, tuple_

from kehitys.domain.methods import Method, MethodLine, MethodUse
from kehitys.domain.toolkits import ToolkitLine
from kehitys.store import history, method_rows, search, tables
from kehitys.store.method_rows import BATCH, term_id
from kehitys.store.paging import Page

_listing = tables.method_listing

SIFTED = 2_000
"""How many records a search gives for filters to choose from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a person looks for; an empty field asks for nothing."""

    text: str = ""
    minutes: int | None = None
    people: int | None = None
    purpose: str = ""
    phase: str = ""
    mode: str = ""
    lang: str = ""
    """Only methods that have this language."""
    favourites: bool = False

    @property
    def filters(self) -> bool:
        """Whether more is asked than words."""
        return self != Wanted(text=self.text)


def lines(
    connection: Connection,
    *,
    speak: str,
    wanted: Wanted,
    person_id: UUID | None,
    offset: int = 0,
    limit: int = 100,
) -> Page[MethodLine]:
    """A stretch of the list: by name, or nearest first when words are searched for."""
    asked = _asked(speak, wanted, person_id)
    if wanted.text.strip():
        ids = _found(connection, speak, wanted, asked)
        total, ids = len(ids), ids[offset : offset + limit]
    else:
        total = connection.execute(
            select(func.count()).select_from(_listing).where(*asked)
        ).scalar_one()
        ids = list(
            connection.execute(
                select(_listing.c.method_id)
                .where(*asked)
                .order_by(_listing.c.name_sort, _listing.c.method_id)
                .offset(offset)
                .limit(limit)
            ).scalars()
        )
    return Page(total=total, offset=offset, rows=_lines(connection, speak, ids, person_id))


def position(
    connection: Connection,
    *,
    speak: str,
    wanted: Wanted,
    person_id: UUID | None,
    method_id: UUID,
) -> int | None:
    """Where in that list the method stands, or `None` when it is not in it."""
    asked = _asked(speak, wanted, person_id)
    if wanted.text.strip():
        ids = _found(connection, speak, wanted, asked)
        return ids.index(method_id) if method_id in ids else None
    name_sort = connection.execute(
        select(_listing.c.name_sort).where(*asked, _listing.c.method_id == method_id)
    ).scalar()
    if name_sort is None:
        return None
    before = tuple_(_listing.c.name_sort, _listing.c.method_id) < (name_sort, method_id)
    return connection.execute(
        select(func.count()).select_from(_listing).where(*asked, before)
    ).scalar_one()


def method(connection: Connection, method_id: UUID) -> Method | None:
    """The whole method."""
    return methods_by_id(connection, [method_id]).get(method_id)


def methods_by_id(connection: Connection, ids: Iterable[UUID]) -> dict[UUID, Method]:
    """The whole methods with these ids, also those whose file is gone."""
    return method_rows.read(connection, ids)


def by_slug(connection: Connection, slug: str) -> Method | None:
    """The whole method that is called so."""
    found = connection.execute(
        select(tables.method.c.id).where(tables.method.c.slug == slug)
    ).scalar()
    return None if found is None else method(connection, found)


def kin(connection: Connection, method: Method, speak: str) -> dict[str, tuple[UUID, str]]:
    """The methods that one names before, after and beside it: id and name by slug."""
    table = tables.method
    slugs = (*method.before, *method.after, *method.related)
    if not slugs:
        return {}
    rows = connection.execute(
        select(table.c.slug, table.c.id, tables.method_edition.c.name)
        .join(_listing, (_listing.c.method_id == table.c.id) & (_listing.c.speak == speak))
        .join(
            tables.method_edition,
            (tables.method_edition.c.method_id == table.c.id)
            & (tables.method_edition.c.lang == _listing.c.lang),
        )
        .where(table.c.slug.in_(slugs))
    )
    found = {row.slug: (row.id, row.name) for row in rows}
    return {slug: found[slug] for slug in slugs if slug in found}


def original(connection: Connection, copy: Method) -> Method | None:
    """The method that one was copied from, as it is now; `None` when it has gone."""
    if copy.origin_id is None:
        return None
    table = tables.method
    there = connection.scalar(
        select(table.c.id).where(table.c.id == copy.origin_id, table.c.gone.is_(False))
    )
    return None if there is None else method(connection, there)


def kin_of(connection: Connection, method_id: UUID, speak: str) -> list[tuple[str, UUID, str]]:
    """The same methods, each once: `origin`, `before`, `after` or `related`, its id and its name.

    What it was copied from stands first.
    """
    one = method(connection, method_id)
    if one is None:
        return []
    first = original(connection, one)
    found = kin(connection, one, speak)
    ways = {"before": one.before, "after": one.after, "related": one.related}
    every = [] if first is None else [("origin", first.id, first.edition(speak).name)]
    every += [(way, *found[slug]) for way, slugs in ways.items() for slug in slugs if slug in found]
    return list({row[1]: row for row in reversed(every)}.values())[::-1]


def everything(connection: Connection) -> tuple[Method, ...]:
    """Every method of the library, by slug."""
    table = tables.method
    ids = connection.execute(
        select(table.c.id).where(table.c.gone.is_(False)).order_by(table.c.slug)
    ).scalars()
    return tuple(methods_by_id(connection, ids).values())


def note(connection: Connection, method_id: UUID, person_id: UUID | None) -> str:
    """What the person wants to remember of the method, or an empty text."""
    table = tables.method_note
    text = connection.execute(
        select(table.c.text).where(table.c.method_id == method_id, table.c.person_id == person_id)
    ).scalar()
    return text or ""


def is_favourite(connection: Connection, method_id: UUID, person_id: UUID | None) -> bool:
    """Whether the person has marked the method."""
    return bool(_favourites(connection, [method_id], person_id))


def uses(connection: Connection, method_id: UUID) -> tuple[MethodUse, ...]:
    """How the method has gone here, once for each time it was run, newest first."""
    return history.uses_of(connection, method_id)


def toolkit_of(connection: Connection, method: Method) -> tuple[Mapping[str, str], int]:
    """What the toolkit of a method is called, by language, and its version; empty of one's own."""
    table = tables.toolkit
    row = connection.execute(
        select(table.c.names, table.c.toolkit_version).where(table.c.slug == method.toolkit)
    ).first()
    return ({}, 0) if row is None else (row.names, row.toolkit_version)


def toolkits(connection: Connection) -> tuple[ToolkitLine, ...]:
    """The toolkits of the library and how many methods each has; those that are gone have none."""
    toolkit, table = tables.toolkit, tables.method
    rows = connection.execute(
        select(
            toolkit.c.slug,
            toolkit.c.names,
            toolkit.c.licence,
            toolkit.c.toolkit_version,
            toolkit.c.imported,
            toolkit.c.summaries,
            toolkit.c.attribution,
            func.count(table.c.id).label("methods"),
        )
        .join(table, (table.c.toolkit_id == toolkit.c.id) & table.c.gone.is_(False))
        .group_by(toolkit.c.id)
        .order_by(toolkit.c.slug)
    )
    return tuple(
        ToolkitLine(
            slug=row.slug,
            names=row.names,
            licence=row.licence,
            version=row.toolkit_version,
            methods=row.methods,
            imported=row.imported,
            summaries=row.summaries,
            attribution=row.attribution,
        )
        for row in rows
    )


def _asked(speak: str, wanted: Wanted, person_id: UUID | None) -> list[ColumnElement[bool]]:
    asked: list[ColumnElement[bool]] = [_listing.c.speak == speak]
    if wanted.minutes is not None:
        asked += [
            _listing.c.minutes_min <= wanted.minutes,
            or_(_listing.c.minutes_max.is_(None), _listing.c.minutes_max >= wanted.minutes),
        ]
    if wanted.people is not None:
        most = _listing.c.people_max
        asked += [
            _listing.c.people_min <= wanted.people,
            or_(most.is_(None), most >= wanted.people),
        ]
    if wanted.mode:
        column = {"room": "in_room", "remote": "remote", "hybrid": "hybrid"}[wanted.mode]
        asked.append(_listing.c[column].is_(True))
    tagged = tables.tagged
    for kind, code in (("purpose", wanted.purpose), ("phase", wanted.phase)):
        if code:
            having = select(tagged.c.row_id).where(tagged.c.term_id == term_id(kind, code))
            asked.append(_listing.c.method_id.in_(having))
    if wanted.lang == speak:
        asked.append(_listing.c.lang == speak)
    elif wanted.lang:
        edition = tables.method_edition
        asked.append(
            select(edition.c.id)
            .where(edition.c.method_id == _listing.c.method_id, edition.c.lang == wanted.lang)
            .exists()
        )
    if wanted.favourites:
        marked = tables.favourite
        mine = select(marked.c.method_id).where(marked.c.person_id == person_id)
        asked.append(_listing.c.method_id.in_(mine))
    return asked


def _found(
    connection: Connection, speak: str, wanted: Wanted, asked: Sequence[ColumnElement[bool]]
) -> list[UUID]:
    limit = SIFTED if wanted.filters else search.MOST
    ids = search.find(connection, wanted.text, "method", limit, speak=speak)
    if not wanted.filters:
        return ids
    kept: set[UUID] = set()
    for start in range(0, len(ids), BATCH):
        some = _listing.c.method_id.in_(ids[start : start + BATCH])
        kept.update(connection.execute(select(_listing.c.method_id).where(*asked, some)).scalars())
    return [method_id for method_id in ids if method_id in kept][: search.MOST]


def _lines(
    connection: Connection, speak: str, ids: Sequence[UUID], person_id: UUID | None
) -> tuple[MethodLine, ...]:
    if not ids:
        return ()
    if len(ids) > BATCH:
        return tuple(
            line
            for start in range(0, len(ids), BATCH)
            for line in _lines(connection, speak, ids[start : start + BATCH], person_id)
        )
    table, edition, toolkit = tables.method, tables.method_edition, tables.toolkit
    rows = connection.execute(
        select(
            table.c.id,
            table.c.slug,
            toolkit.c.slug.label("toolkit"),
            edition.c.name,
            edition.c.lang,
            edition.c.summary,
            *(table.c[name] for name in _LINE_FACTS),
        )
        .select_from(_listing)
        .join(table, table.c.id == _listing.c.method_id)
        .join(
            edition,
            (edition.c.method_id == _listing.c.method_id) & (edition.c.lang == _listing.c.lang),
        )
        .outerjoin(toolkit, toolkit.c.id == table.c.toolkit_id)
        .where(_listing.c.speak == speak, _listing.c.method_id.in_(ids))
    ).mappings()
    purposes = method_rows.codes(connection, "purpose", ids)
    marked = _favourites(connection, ids, person_id)
    by_id = {
        row["id"]: MethodLine(
            id=row["id"],
            slug=row["slug"],
            toolkit=row["toolkit"] or "own",
            name=row["name"],
            lang=row["lang"],
            summary=row["summary"],
            minutes=method_rows.minutes(row),
            group_size=method_rows.group_size(row),
            purposes=purposes.get(row["id"], ()),
            favourite=row["id"] in marked,
        )
        for row in rows
    }
    return tuple(by_id[method_id] for method_id in ids)


_LINE_FACTS: tuple[str, ...] = (
    "minutes_min",
    "minutes_typical",
    "minutes_max",
    "people_min",
    "people_max",
    "ideal_min",
    "ideal_max",
    "unit",
)


def _favourites(connection: Connection, ids: Sequence[UUID], person_id: UUID | None) -> set[Any]:
    marked = tables.favourite
    return set(
        connection.execute(
            select(marked.c.method_id).where(
                marked.c.person_id == person_id, marked.c.method_id.in_(ids)
            )
        ).scalars()
    )

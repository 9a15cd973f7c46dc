"""A toolkit from elsewhere held against the library: what it changes, and what it must not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar
from uuid import UUID

from sqlalchemy import Connection, select

from kehitys.domain.methods import Method
from kehitys.domain.problems import Fault
from kehitys.domain.toolkits import MethodName, ToolkitChange, ToolkitFile, ToolkitLine
from kehitys.i18n import N_
from kehitys.store import method_rows, methods, tables
from kehitys.store.ids import file_id

T = TypeVar("T")


def compare(connection: Connection, toolkit: ToolkitFile) -> ToolkitChange:
    """What taking in the toolkit would change."""
    card, method = tables.toolkit, tables.method
    toolkit_id = file_id(toolkit.slug, "toolkit.yaml")
    row = connection.execute(select(card).where(card.c.id == toolkit_id)).mappings().first()
    kept = {
        found.id: (found.sha256, found.toolkit_id)
        for ids in _batches(file.method.id for file in toolkit.methods)
        for found in connection.execute(
            select(method.c.id, method.c.sha256, method.c.toolkit_id).where(
                method.c.id.in_(ids), method.c.gone.is_(False)
            )
        )
    }
    new: list[MethodName] = []
    changed: list[MethodName] = []
    for file in toolkit.methods:
        before = kept.get(file.method.id)
        if before == (file.sha256, toolkit_id):
            continue
        names = {edition.lang: edition.name for edition in file.method.editions}
        (new if before is None else changed).append(MethodName(slug=file.method.slug, names=names))
    return ToolkitChange(
        slug=toolkit.slug,
        names=toolkit.names,
        version=toolkit.version,
        old_version=None if row is None or not row["sha256"] else row["toolkit_version"],
        new=tuple(new),
        changed=tuple(changed),
        leaving=_leaving(connection, toolkit_id, toolkit),
        same=len(toolkit.methods) - len(new) - len(changed),
        card_changed=row is None or row["sha256"] != toolkit.sha256,
    )


def conflicts(connection: Connection, toolkit: ToolkitFile) -> list[Fault]:
    """Why the toolkit cannot be taken in beside what the library has; empty when it can."""
    card = tables.toolkit
    kits = {
        row.slug: row.imported for row in connection.execute(select(card.c.slug, card.c.imported))
    }
    faults = []
    if kits.get(toolkit.slug) is False:
        why = N_(
            "“%(slug)s” is a toolkit of Kehitys itself. "
            "Give yours another id, and its folder the same name."
        )
        faults.append(_fault(toolkit.file, toolkit.line, "id", why, slug=toolkit.slug))
    faults += _taken_slugs(connection, toolkit)
    faults += _captured(connection, toolkit, {slug for slug, mine in kits.items() if not mine})
    return faults


def held_by(connection: Connection, slug: str) -> tuple[UUID, ...]:
    """The methods of a toolkit that are in the lists."""
    method = tables.method
    toolkit_id = file_id(slug, "toolkit.yaml")
    return tuple(
        connection.scalars(
            select(method.c.id).where(method.c.toolkit_id == toolkit_id, method.c.gone.is_(False))
        )
    )


def toolkit_of(connection: Connection, slug: str) -> tuple[ToolkitLine | None, tuple[Method, ...]]:
    """A toolkit and its methods by slug; `own` are those of no toolkit. None when there is none."""
    line = next((each for each in methods.toolkits(connection) if each.slug == slug), None)
    table = tables.method
    if line is None and slug != "own":
        return None, ()
    mine = None if line is None else file_id(slug, "toolkit.yaml")
    ids = connection.scalars(
        select(table.c.id)
        .where(table.c.toolkit_id == mine, table.c.gone.is_(False))
        .order_by(table.c.slug)
    )
    return line, tuple(methods.methods_by_id(connection, ids).values())


def slugs(connection: Connection) -> frozenset[str]:
    """What the methods of the library are called."""
    method = tables.method
    return frozenset(connection.scalars(select(method.c.slug).where(method.c.gone.is_(False))))


def _leaving(
    connection: Connection, toolkit_id: UUID, toolkit: ToolkitFile
) -> tuple[MethodName, ...]:
    method, edition = tables.method, tables.method_edition
    present = {file.method.id for file in toolkit.methods}
    rows = connection.execute(
        select(method.c.id, method.c.slug, edition.c.lang, edition.c.name)
        .join(edition, edition.c.method_id == method.c.id)
        .where(method.c.toolkit_id == toolkit_id, method.c.gone.is_(False))
        .order_by(method.c.slug)
    )
    found: dict[str, dict[str, str]] = {}
    for row in rows:
        if row.id not in present:
            found.setdefault(row.slug, {})[row.lang] = row.name
    return tuple(MethodName(slug=slug, names=names) for slug, names in found.items())


def _taken_slugs(connection: Connection, toolkit: ToolkitFile) -> Iterator[Fault]:
    """Methods whose id a method of another toolkit has; one’s own methods take none away."""
    method, card = tables.method, tables.toolkit
    files = {file.method.slug: file for file in toolkit.methods}
    for some in _batches(files):
        rows = connection.execute(
            select(method.c.slug, card.c.slug.label("toolkit"))
            .join(card, card.c.id == method.c.toolkit_id)
            .where(method.c.slug.in_(some), method.c.gone.is_(False), card.c.slug != toolkit.slug)
        )
        for row in rows:
            file = files[row.slug]
            why = N_(
                "The id “%(slug)s” belongs to a method of the toolkit “%(toolkit)s”. "
                "Choose another, and call the file the same."
            )
            yield _fault(file.file, file.line, "id", why, slug=row.slug, toolkit=row.toolkit)


def _captured(connection: Connection, toolkit: ToolkitFile, built_in: set[str]) -> Iterator[Fault]:
    """Methods that say they were another toolkit’s, while that one still has them."""
    method, card = tables.method, tables.toolkit
    moved = {file.method.id: file for file in toolkit.methods if file.formerly}
    owners = {
        row.id: row.slug
        for ids in _batches(moved)
        for row in connection.execute(
            select(method.c.id, card.c.slug)
            .join(card, card.c.id == method.c.toolkit_id)
            .where(method.c.id.in_(ids), card.c.slug != toolkit.slug, method.c.gone.is_(False))
        )
    }
    for method_id, file in moved.items():
        if file.formerly in built_in or method_id in owners:
            why = N_(
                "“%(toolkit)s” is another toolkit, whose methods stay its own. "
                "Take “formerly” away."
            )
            where, owner = file.formerly_line, owners.get(method_id, file.formerly)
            yield _fault(file.file, where, "formerly", why, toolkit=owner)


def _fault(file: str, line: int, field: str, why: str, **values: object) -> Fault:
    return Fault(file=file, line=line, field=field, problem=why, values=values)


def _batches(values: Iterable[T]) -> Iterator[list[T]]:
    every = list(values)
    for start in range(0, len(every), method_rows.BATCH):
        yield every[start : start + method_rows.BATCH]

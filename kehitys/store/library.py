"""Rows that come from files: written and renewed without a step, so that undo never meets them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Table, delete, insert, select, update

from kehitys.domain.methods import PHASES, PURPOSES
from kehitys.domain.terms import BUILT_IN_SKILLS, PHASE_NAMES, PURPOSE_NAMES
from kehitys.domain.text import fold
from kehitys.domain.toolkits import ToolkitFile
from kehitys.store import method_rows, tables
from kehitys.store.cleaning import cleaned
from kehitys.store.ids import file_id
from kehitys.store.journal import Tx

MARK = "library"
"""The setting that holds the fingerprint of all files taken in."""

_FROM_FILES = frozenset({"toolkit", "template", "term", "skill"})


def mark(connection: Connection) -> str:
    """The fingerprint of the files the library was made from; empty for a new file."""
    setting = tables.setting
    value = connection.execute(select(setting.c.value).where(setting.c.name == MARK)).scalar()
    return value or ""


def keep_mark(tx: Tx, sha256: str) -> None:
    """Remembers the fingerprint of the files that have been taken in."""
    setting = tables.setting
    tx.connection.execute(delete(setting).where(setting.c.name == MARK))
    tx.record(setting, name=MARK, value=sha256)


def fingerprints(connection: Connection) -> dict[str, str]:
    """The fingerprint of each toolkit as it was taken in, by slug."""
    toolkit = tables.toolkit
    return {
        row.slug: row.sha256 for row in connection.execute(select(toolkit.c.slug, toolkit.c.sha256))
    }


def template_fingerprint(connection: Connection) -> str:
    """The fingerprint of the templates as they were taken in; empty when there are none."""
    return connection.execute(select(tables.template.c.sha256).limit(1)).scalar() or ""


def write_from_file(tx: Tx, table: Table, row_id: UUID, **values: Any) -> None:
    """Makes or renews a row that a file tells, without a step in the journal.

    Only for tables whose rows come from files.
    """
    assert table.name in _FROM_FILES, table.name
    old = tx.row(table, row_id)
    values = cleaned(table, values)
    if "updated_at" in table.c:
        values["updated_at"] = tx.now
    if old is None:
        if "created_at" in table.c:
            values["created_at"] = tx.now
        tx.connection.execute(insert(table).values(id=row_id, **values))
    else:
        if "version" in table.c:
            values["version"] = old["version"] + 1
        tx.connection.execute(update(table).where(table.c.id == row_id).values(**values))
    tx.touched.add(table.name)


def write_toolkit(tx: Tx, toolkit: ToolkitFile, *, imported: bool = False) -> UUID:
    """Makes the row of the toolkit say what its folder says."""
    toolkit_id = file_id(toolkit.slug, "toolkit.yaml")
    write_from_file(
        tx,
        tables.toolkit,
        toolkit_id,
        slug=toolkit.slug,
        names=dict(toolkit.names),
        summaries=dict(toolkit.summaries),
        licence=toolkit.licence,
        attribution=toolkit.attribution,
        toolkit_version=toolkit.version,
        sha256=toolkit.sha256,
        imported=imported,
    )
    return toolkit_id


def held(connection: Connection, toolkits: Collection[str]) -> set[UUID]:
    """The methods of these toolkits that are in the lists."""
    method, toolkit = tables.method, tables.toolkit
    return set(
        connection.execute(
            select(method.c.id)
            .join(toolkit, toolkit.c.id == method.c.toolkit_id)
            .where(toolkit.c.slug.in_(toolkits), method.c.gone.is_(False))
        ).scalars()
    )


def mark_gone(tx: Tx, present: Collection[UUID]) -> None:
    """Takes out of the lists the built-in methods whose file is no longer `present`."""
    method, toolkit = tables.method, tables.toolkit
    rows = tx.connection.execute(
        select(method.c.id)
        .join(toolkit, toolkit.c.id == method.c.toolkit_id)
        .where(toolkit.c.imported.is_(False), method.c.gone.is_(False))
    ).scalars()
    let_go(tx, sorted(set(rows) - set(present)))


def let_go(tx: Tx, methods: Sequence[UUID]) -> None:
    """Takes methods out of the lists; a workshop that uses one keeps it."""
    method = tables.method
    for start in range(0, len(methods), method_rows.BATCH):
        ids = methods[start : start + method_rows.BATCH]
        tx.connection.execute(
            update(method)
            .where(method.c.id.in_(ids))
            .values(gone=True, version=method.c.version + 1, updated_at=tx.now)
        )
        tx.touched.add("method")
        tx.renew_search("method", ids)


def forget_toolkits(tx: Tx, present: Collection[str]) -> None:
    """Has built-in toolkits that are no longer `present` read anew should they come back."""
    toolkit = tables.toolkit
    tx.connection.execute(
        update(toolkit)
        .where(toolkit.c.slug.not_in(present), toolkit.c.imported.is_(False))
        .values(sha256="")
    )


def forget_toolkit(tx: Tx, slug: str) -> None:
    """Has an imported toolkit read anew should it come back."""
    toolkit = tables.toolkit
    tx.connection.execute(update(toolkit).where(toolkit.c.slug == slug).values(sha256=""))
    tx.touched.add("toolkit")


def write_terms(tx: Tx) -> None:
    """Makes the rows of the purposes, the phases and the skills every file has."""
    kinds = (("purpose", PURPOSES, PURPOSE_NAMES), ("phase", PHASES, PHASE_NAMES))
    for kind, codes, names in kinds:
        for code in codes:
            row_id = method_rows.term_id(kind, code)
            write_from_file(tx, tables.term, row_id, kind=kind, code=code, names=dict(names[code]))
    for slug, skill_names in BUILT_IN_SKILLS.items():
        write_from_file(
            tx, tables.skill, file_id("skills", slug), slug=slug, names=dict(skill_names)
        )


def has_terms(connection: Connection) -> bool:
    """Whether the purposes and phases have been written into the file."""
    return connection.execute(select(tables.term.c.id).limit(1)).first() is not None


def write_templates(tx: Tx, rows: Iterable[Mapping[str, Any]]) -> None:
    """Makes the templates these and no others; each row has an id and its columns."""
    rows = list(rows)
    template = tables.template
    kept = [row["id"] for row in rows]
    tx.connection.execute(delete(template).where(template.c.id.not_in(kept)))
    for row in rows:
        write_from_file(
            tx, template, row["id"], **{name: row[name] for name in row if name != "id"}
        )


def write_synonyms(tx: Tx, pairs: Iterable[tuple[str, str]]) -> None:
    """Makes the words that people type for other words these and no others."""
    tx.connection.execute(delete(tables.synonym))
    # What is typed has accents or not; what it means keeps its own: *förman* is no form of *forma*.
    for word, means in dict.fromkeys((fold(word), means.casefold()) for word, means in pairs):
        tx.record(tables.synonym, word=word, means=means)

"""Methods from files: written many at a time, without a step, and only where they have changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, bindparam, delete, insert, select, update

from kehitys.domain.methods import Method
from kehitys.domain.progress import Progress, unheard
from kehitys.domain.text import sort_key
from kehitys.domain.toolkits import MethodFile
from kehitys.store import method_rows, tables
from kehitys.store.cleaning import cleaned
from kehitys.store.ids import file_id, short
from kehitys.store.journal import Tx
from kehitys.store.searched import Entry, of_edition

TOGETHER = 250
"""How many methods are written at once, and how often one can stop."""

LONGEST_SLUG = 80


def write_methods(
    tx: Tx, toolkit_id: UUID, files: Sequence[MethodFile], progress: Progress = unheard
) -> None:
    """Makes the rows of methods say what their files say; a method that a person wrote is refused.

    `progress` is asked before each few hundred.
    """
    for start in range(0, len(files), TOGETHER):
        progress(start, len(files))
        _write(tx, toolkit_id, files[start : start + TOGETHER])
    progress(len(files), len(files))


def _write(tx: Tx, toolkit_id: UUID, files: Sequence[MethodFile]) -> None:
    table = tables.method
    columns = (table.c.id, table.c.sha256, table.c.toolkit_id, table.c.gone, table.c.version)
    wanted = select(*columns).where(table.c.id.in_([file.method.id for file in files]))
    old = {row["id"]: row for row in tx.connection.execute(wanted).mappings()}
    assert all(row["toolkit_id"] is not None for row in old.values())
    files = [file for file in files if not _as_before(old.get(file.method.id), file, toolkit_id)]
    if not files:
        return
    slugs = _free_slugs(tx, files)
    stamps = {"toolkit_id": toolkit_id, "gone": False, "updated_at": tx.now}
    rows: list[dict[str, Any]] = []
    for file in files:
        facts = {**method_rows.facts_of(file.method), "slug": slugs[file.method.id]}
        rows.append(
            {"id": file.method.id, **cleaned(table, facts), "sha256": file.sha256, **stamps}
        )
    new = [{**row, "created_at": tx.now} for row in rows if row["id"] not in old]
    if new:
        tx.connection.execute(insert(table), new)
    known = [row for row in rows if row["id"] in old]
    if known:
        _renew_facts(tx, known, old)
    words = _write_words(tx, [file.method for file in files], known=bool(known))
    tx.touched |= {"method", "method_edition", "tagged"}
    ids = [file.method.id for file in files]
    aliases = {file.method.id: row["aliases"] for file, row in zip(files, rows, strict=True)}
    tx.renew_search("method", ids, [_said(row, aliases) for row in words])


def _as_before(row: RowMapping | None, file: MethodFile, toolkit_id: UUID) -> bool:
    return (
        row is not None
        and not row["gone"]
        and (row["sha256"], row["toolkit_id"]) == (file.sha256, toolkit_id)
    )


def _renew_facts(tx: Tx, rows: Sequence[dict[str, Any]], old: Mapping[UUID, RowMapping]) -> None:
    table = tables.method
    names = [name for name in rows[0] if name != "id"]
    tx.connection.execute(
        update(table)
        .where(table.c.id == bindparam("_id"))
        .values({name: bindparam(f"_{name}") for name in (*names, "version")}),
        [
            {
                "_id": row["id"],
                "_version": old[row["id"]]["version"] + 1,
                **{f"_{name}": row[name] for name in names},
            }
            for row in rows
        ],
    )


def _said(row: dict[str, Any], aliases: Mapping[UUID, Sequence[str]]) -> Entry:
    of = row["method_id"]
    return of_edition(of, row["lang"], row["name"], row["summary"], row["body"], aliases[of])


def _write_words(tx: Tx, methods: Sequence[Method], *, known: bool) -> list[dict[str, Any]]:
    """Writes the editions and terms, and gives the rows of the editions."""
    edition, tagged = tables.method_edition, tables.tagged
    if known:
        ids = [method.id for method in methods]
        tx.connection.execute(delete(edition).where(edition.c.method_id.in_(ids)))
        tx.connection.execute(delete(tagged).where(tagged.c.row_id.in_(ids)))
    words = [row for method in methods for row in _editions(method)]
    if words:
        tx.connection.execute(insert(edition), words)
    tags = [
        {
            "id": file_id(method.formerly or method.toolkit, f"{method.slug}/{term_id.hex}"),
            "term_id": term_id,
            "table_name": "method",
            "row_id": method.id,
            "n": n,
        }
        for method in methods
        for term_id, n in method_rows.terms_of(method).items()
    ]
    if tags:
        tx.connection.execute(insert(tagged), tags)
    return words


def _editions(method: Method) -> list[dict[str, Any]]:
    rows = []
    for each in method.editions:
        words = cleaned(tables.method_edition, method_rows.words_of(each))
        rows.append(
            {
                "id": file_id(method.formerly or method.toolkit, f"{method.slug}/{each.lang}"),
                "method_id": method.id,
                "name_sort": sort_key(words["name"]),
                **words,
            }
        )
    return rows


def _free_slugs(tx: Tx, files: Sequence[MethodFile]) -> dict[UUID, str]:
    """The slug of each file, or a longer one when a method that stays has taken it."""
    table = tables.method
    wanted = [file.method.slug for file in files]
    rows = tx.connection.execute(
        select(table.c.slug, table.c.id, table.c.gone).where(table.c.slug.in_(wanted))
    )
    holders = {row.slug: row for row in rows}
    slugs = {}
    for file in files:
        method_id, slug = file.method.id, file.method.slug
        holder = holders.get(slug)
        slugs[method_id] = slug
        if holder is None or holder.id == method_id:
            continue
        if not holder.gone:
            slugs[method_id] = _longer(tx, file)
            continue
        tx.connection.execute(
            update(table).where(table.c.id == holder.id).values(slug=_ending(slug, holder.id))
        )
    return slugs


def _longer(tx: Tx, file: MethodFile) -> str:
    slug = f"{file.method.toolkit}-{file.method.slug}"
    holders = tx.rows(tables.method, slug=slug)
    if len(slug) <= LONGEST_SLUG and all(row["id"] == file.method.id for row in holders):
        return slug
    return _ending(file.method.slug, file.method.id)


def _ending(slug: str, row_id: UUID) -> str:
    return f"{slug[: LONGEST_SLUG - 9]}-{short(row_id)}"

"""A method as rows, and rows as a method."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, RowMapping, select

from kehitys.domain.methods import (
    COMMON,
    PHASES,
    PURPOSES,
    Edition,
    GroupSize,
    Material,
    Method,
    Minutes,
    Origin,
    Source,
    Step,
    StepWords,
    Variation,
)
from kehitys.i18n import LANGUAGES
from kehitys.store import tables
from kehitys.store.ids import file_id, file_slug

BATCH = 1_000
"""How many ids one query names at most."""

_BODY_LINES = (
    "use_when", "avoid_when", "invitation", "remote_notes", "room", "public_sector", "length",
)  # fmt: skip


def term_id(kind: str, code: str) -> UUID:
    """The id of a built-in term."""
    return file_id("terms", f"{kind}/{code}")


def facts_of(method: Method) -> dict[str, Any]:
    """The columns of `method` that say what it takes, without ids, versions and fingerprints."""
    return {
        "slug": method.slug,
        "minutes_min": method.minutes and method.minutes.min,
        "minutes_typical": method.minutes and method.minutes.typical,
        "minutes_max": method.minutes and method.minutes.max,
        "people_min": method.group_size.min,
        "people_max": method.group_size.max,
        "ideal_min": method.group_size.ideal_min,
        "ideal_max": method.group_size.ideal_max,
        "unit": method.group_size.unit,
        "in_room": "room" in method.mode,
        "remote": "remote" in method.mode,
        "hybrid": "hybrid" in method.mode,
        "energy": method.energy,
        "safety": method.safety,
        "difficulty": method.difficulty,
        "outcome": method.outcome,
        "facilitators": method.facilitators,
        "metadata_language": method.metadata_language,
        "steps": [_plain(step) for step in method.steps],
        "materials": None
        if method.materials is None
        else [_plain(material) for material in method.materials],
        "aliases": list(method.aliases),
        "goes_before": list(method.before),
        "goes_after": list(method.after),
        "goes_beside": list(method.related),
        "source": _plain(method.source),
        "origin": None if method.origin is None else _plain(method.origin),
        "formerly": method.formerly,
        "licence": method.licence,
        "text_origin": method.text_origin,
        "attribution": method.attribution,
        "trademark": method.trademark,
        "method_version": method.method_version,
        "origin_id": method.origin_id,
        "origin_version": method.origin_version,
    }


def words_of(edition: Edition) -> dict[str, Any]:
    """The columns of `method_edition` that hold the words of one language."""
    body: dict[str, Any] = {name: getattr(edition, name) for name in _BODY_LINES}
    body["steps"] = [_plain(step) for step in edition.steps]
    body["materials"] = list(edition.materials)
    body["variations"] = [_plain(variation) for variation in edition.variations]
    body["traps"] = list(edition.traps)
    return {
        "lang": edition.lang,
        "name": edition.name,
        "summary": edition.summary,
        "body": body,
    }


def terms_of(method: Method) -> dict[UUID, int]:
    """The ids of the terms that say what the method is for and where it stands.

    Each with its place among those of its kind: the most important is 0.
    """
    told = {"purpose": method.purposes, "phase": method.phases}
    return {term_id(kind, code): n for kind, codes in told.items() for n, code in enumerate(codes)}


def read(connection: Connection, ids: Iterable[UUID]) -> dict[UUID, Method]:
    """The methods with these ids, also those whose file is gone."""
    wanted = list(dict.fromkeys(ids))
    found: dict[UUID, Method] = {}
    for start in range(0, len(wanted), BATCH):
        found |= _batch(connection, wanted[start : start + BATCH])
    return {row_id: found[row_id] for row_id in wanted if row_id in found}


def codes(connection: Connection, kind: str, ids: Sequence[UUID]) -> dict[UUID, tuple[str, ...]]:
    """The codes of the terms of `kind` on each of at most `BATCH` methods.

    In the order of whoever wrote the method; where an earlier Kehitys kept none, in ours.
    """
    order = PURPOSES if kind == "purpose" else PHASES
    term, tagged = tables.term, tables.tagged
    rows = connection.execute(
        select(tagged.c.row_id, term.c.code, tagged.c.n)
        .join(term, term.c.id == tagged.c.term_id)
        .where(tagged.c.row_id.in_(ids), tagged.c.table_name == "method", term.c.kind == kind)
    )
    held: dict[UUID, dict[str, int]] = {}
    for row_id, code, n in rows:
        held.setdefault(row_id, {})[code] = n
    return {
        row_id: tuple(sorted(filter(has.__contains__, order), key=has.__getitem__))
        for row_id, has in held.items()
    }


def _batch(connection: Connection, ids: Sequence[UUID]) -> dict[UUID, Method]:
    method, edition, toolkit = tables.method, tables.method_edition, tables.toolkit
    facts = connection.execute(
        select(method, toolkit.c.slug.label("toolkit"))
        .outerjoin(toolkit, toolkit.c.id == method.c.toolkit_id)
        .where(method.c.id.in_(ids))
    ).mappings()
    words: dict[UUID, list[Edition]] = {}
    for row in connection.execute(select(edition).where(edition.c.method_id.in_(ids))).mappings():
        words.setdefault(row["method_id"], []).append(_edition(row))
    purposes = codes(connection, "purpose", ids)
    phases = codes(connection, "phase", ids)
    return {
        row["id"]: _method(
            row,
            words.get(row["id"], []),
            purposes.get(row["id"], ()),
            phases.get(row["id"], ()),
        )
        for row in facts
    }


def _method(
    row: RowMapping,
    editions: list[Edition],
    purposes: tuple[str, ...],
    phases: tuple[str, ...],
) -> Method:
    order = [row["metadata_language"], *LANGUAGES]
    editions.sort(key=lambda each: (order.index(each.lang) if each.lang in order else 9, each.lang))
    return Method(
        id=row["id"],
        slug=row["slug"],
        toolkit=row["toolkit"] or "own",
        minutes=minutes(row),
        group_size=group_size(row),
        purposes=purposes,
        phases=phases,
        mode=tuple(
            mode
            for mode, column in (("room", "in_room"), ("remote", "remote"), ("hybrid", "hybrid"))
            if row[column]
        ),
        energy=row["energy"],
        safety=row["safety"],
        difficulty=row["difficulty"],
        facilitators=row["facilitators"],
        outcome=row["outcome"],
        steps=tuple(Step(**step) for step in row["steps"]),
        materials=None
        if row["materials"] is None
        else tuple(Material(**material) for material in row["materials"]),
        editions=tuple(editions),
        metadata_language=row["metadata_language"],
        aliases=tuple(row["aliases"]),
        before=tuple(row["goes_before"]),
        after=tuple(row["goes_after"]),
        related=tuple(row["goes_beside"]),
        source=Source(**row["source"]),
        licence=row["licence"],
        text_origin=row["text_origin"],
        attribution=row["attribution"],
        trademark=row["trademark"],
        method_version=row["method_version"],
        origin_id=row["origin_id"],
        origin_version=row["origin_version"],
        origin=None if row["origin"] is None else Origin(**row["origin"]),
        formerly=row["formerly"],
        version=row["version"],
    )


def minutes(row: RowMapping) -> Minutes | None:
    """How long the method of a row takes; `None` when only words tell it."""
    if row["minutes_min"] is None:
        return None
    return Minutes(min=row["minutes_min"], typical=row["minutes_typical"], max=row["minutes_max"])


def group_size(row: RowMapping) -> GroupSize:
    """How many people the method of a row takes."""
    return GroupSize(
        min=row["people_min"],
        max=row["people_max"],
        ideal_min=row["ideal_min"],
        ideal_max=row["ideal_max"],
        unit=row["unit"],
    )


def origin_of(method: Method) -> Origin:
    """What a copy of `method` remembers of it."""
    credit = method.source.author if method.source.author != COMMON else ""
    toolkit = "" if method.own else method.toolkit
    first = method.formerly or toolkit
    return Origin(
        names={edition.lang: edition.name for edition in method.editions},
        toolkit=toolkit,
        slug=file_slug(method.id, first, method.slug) if toolkit else "",
        formerly=method.formerly,
        attribution=method.attribution or credit,
    )


def _plain(part: Step | StepWords | Material | Variation | Source | Origin) -> dict[str, Any]:
    return {name: getattr(part, name) for name in part.__slots__}


def _edition(row: RowMapping) -> Edition:
    body: Mapping[str, Any] = row["body"]
    return Edition(
        lang=row["lang"],
        name=row["name"],
        summary=row["summary"],
        **{name: body.get(name, "") for name in _BODY_LINES},
        steps=tuple(StepWords(**step) for step in body.get("steps", ())),
        materials=tuple(body.get("materials", ())),
        variations=tuple(Variation(**variation) for variation in body.get("variations", ())),
        traps=tuple(body.get("traps", ())),
    )

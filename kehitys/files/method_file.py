"""One method as a file: the values it is read to, and the text it is written as."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict
from typing import Any
from uuid import UUID

from kehitys.domain.methods import (
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
from kehitys.domain.problems import Fault
from kehitys.files import format, yaml_text
from kehitys.files.place import beginning
from kehitys.files.yaml_shapes import without_html
from kehitys.i18n import LANGUAGES
from kehitys.store.ids import file_id


def method_of(values: dict[str, Any], toolkit: str) -> Method:
    """The method that faultless values tell."""
    size, minutes = values["group_size"], values["minutes"]
    ideal = size["ideal"] or [None, None]
    steps = values["steps"] or []
    licence = values["licence"] or {"id": "", "text_origin": "own", "attribution": ""}
    owner = values["metadata_language"]
    langs = sorted(values["languages"], key=lambda lang: lang != owner)
    origin = values["origin"] or {}
    formerly = values["formerly"] or ""
    return Method(
        id=file_id(formerly or toolkit, values["id"]),
        slug=values["id"],
        toolkit=toolkit,
        minutes=Minutes(**minutes) if minutes else None,
        group_size=GroupSize(
            min=size["min"],
            max=size["max"],
            ideal_min=ideal[0],
            ideal_max=ideal[1],
            unit=size["unit"] or 1,
        ),
        purposes=tuple(values["purpose"]),
        phases=tuple(values["phase"]),
        mode=tuple(values["mode"]),
        energy=values["energy"],
        safety=values["safety"],
        difficulty=values["difficulty"],
        facilitators=values["facilitators"],
        outcome=values["outcome"],
        steps=tuple(
            Step(seconds=step["length"], grouping=step["grouping"], record=step["record"])
            for step in steps
        ),
        materials=None
        if values["materials"] is None
        else tuple(
            Material(quantity=material["quantity"], per=material["per"])
            for material in values["materials"]
        ),
        editions=tuple(_edition(values, lang) for lang in langs),
        metadata_language=owner,
        aliases=tuple(values["aliases"] or ()),
        before=tuple(values["before"] or ()),
        after=tuple(values["after"] or ()),
        related=tuple(values["related"] or ()),
        source=_source(values["source"] or {}),
        licence=licence["id"] or "",
        text_origin=licence["text_origin"],
        attribution=licence["attribution"] or "",
        trademark=values["trademark"] or "",
        method_version=values["version"],
        origin_id=_origin_id(origin),
        origin_version=origin.get("version"),
        origin=_origin(origin),
        formerly=formerly if formerly != toolkit else "",
    )


def write_method(method: Method) -> str:
    """The file of a method, which the check passes; unfinished parts make it a draft."""
    values = _values(method)
    text = dumped(values)
    faults: list[Fault] = []
    format.read_method(yaml_text.load(text.encode()), beginning("", faults))
    if faults:
        head = {name: values[name] for name in ("id", "version")}
        text = dumped({**head, "status": "draft", **values})
    return text


def _edition(values: dict[str, Any], lang: str) -> Edition:
    def said(words: dict[str, str] | None) -> str:
        return (words or {}).get(lang, "")

    return Edition(
        lang=lang,
        name=said(values["name"]) or next(filter(None, values["name"].values()), values["id"]),
        summary=said(values["summary"]),
        use_when=said(values["use_when"]),
        avoid_when=said(values["avoid_when"]),
        invitation=said(values["invitation"]),
        remote_notes=said(values["remote_notes"]),
        room=said(values["room"]),
        public_sector=said(values["public_sector"]),
        length=said(values["length"]),
        steps=tuple(
            StepWords(**{name: said(step[name]) for name in ("title", "do", "say", "plain")})
            for step in values["steps"] or ()
        ),
        materials=tuple(said(material["item"]) for material in values["materials"] or ()),
        variations=tuple(
            Variation(name=said(each["name"]), text=said(each["text"]))
            for each in values["variations"] or ()
        ),
        traps=tuple(said(trap) for trap in values["traps"] or ()),
    )


def _source(values: dict[str, Any]) -> Source:
    return Source(
        author=values.get("author") or "",
        work=values.get("work") or "",
        url=values.get("url") or "",
        year=values.get("year"),
    )


def _origin_id(values: dict[str, Any]) -> UUID | None:
    """The row of the method that it was copied from, wherever that method is."""
    first = values.get("formerly") or values.get("toolkit")
    return file_id(first, values["method"]) if first else None


def _origin(values: dict[str, Any]) -> Origin | None:
    if not values:
        return None
    return Origin(
        names=values["name"],
        toolkit=values["toolkit"] or "",
        slug=values["method"] or "",
        formerly=values["formerly"] or "",
        attribution=values["attribution"] or "",
    )


def _told_origin(method: Method) -> dict[str, Any] | None:
    origin = method.origin
    if origin is None:
        return None
    told = {
        "name": {lang: without_html(name) for lang, name in origin.names.items()},
        "toolkit": origin.toolkit,
        "method": origin.slug,
        "formerly": origin.formerly,
        "version": method.origin_version,
        "attribution": without_html(origin.attribution),
    }
    return {name: value for name, value in told.items() if value}


def _values(method: Method) -> dict[str, Any]:
    """What the file says, in the order of the format; empty texts are left out."""
    size = method.group_size
    ideal = [size.ideal_min, size.ideal_max]
    langs = [edition.lang for edition in method.editions]
    owner = method.metadata_language
    source = {
        name: value
        for name in ("author", "work", "url", "year")
        if (value := getattr(method.source, name))
    }
    licence = {
        name: value
        for name, value in (
            ("id", method.licence),
            ("text_origin", method.text_origin),
            ("attribution", method.attribution),
        )
        if value
    }
    values = {
        "id": method.slug,
        "version": method.method_version,
        "formerly": method.formerly or None,
        "languages": _needed(langs, owner),
        "metadata_language": owner if owner in langs else langs[0],
        "aliases": [without_html(alias) for alias in method.aliases],
        "name": _words(method, lambda edition: edition.name),
        "summary": _words(method, lambda edition: edition.summary),
        "purpose": list(method.purposes),
        "phase": list(method.phases),
        "minutes": method.minutes and asdict(method.minutes),
        "length": _words(method, lambda edition: edition.length),
        "group_size": {
            "min": size.min,
            **({"ideal": ideal} if None not in ideal else {}),
            "max": size.max,
            "unit": size.unit,
        },
        "energy": method.energy,
        "safety": method.safety,
        "difficulty": method.difficulty,
        "facilitators": method.facilitators,
        "mode": list(method.mode),
        "remote_notes": _words(method, lambda edition: edition.remote_notes),
        "materials": _materials(method),
        "room": _words(method, lambda edition: edition.room),
        "use_when": _words(method, lambda edition: edition.use_when),
        "avoid_when": _words(method, lambda edition: edition.avoid_when),
        "invitation": _words(method, lambda edition: edition.invitation),
        "steps": [_step(method, n) for n in range(len(method.steps))],
        "public_sector": _words(method, lambda edition: edition.public_sector),
        "variations": [
            variation
            for n in range(_longest(method, lambda edition: edition.variations))
            if (variation := _variation(method, n))
        ],
        "traps": [
            trap
            for n in range(_longest(method, lambda edition: edition.traps))
            if (trap := _nth_words(method, lambda edition: edition.traps, n))
        ],
        "outcome": method.outcome,
        "before": list(method.before),
        "after": list(method.after),
        "related": list(method.related),
        "source": source,
        "origin": _told_origin(method),
        "licence": licence,
    }
    kept = {name: value for name, value in values.items() if value is not None}
    return {**kept, "trademark": method.trademark or None}


def _needed(langs: Sequence[str], owner: str) -> list[str] | None:
    """The languages that a file must have; `None` when they are ours, as they are unsaid."""
    if set(LANGUAGES) <= set(langs):
        return None
    first = owner if owner in langs else langs[0]
    return [first, *(lang for lang in langs if lang in LANGUAGES and lang != first)]


def _materials(method: Method) -> list[dict[str, Any]] | None:
    if method.materials is None:
        return None
    return [
        {"item": item, "quantity": material.quantity, "per": material.per}
        for n, material in enumerate(method.materials)
        if (item := _nth_words(method, lambda edition: edition.materials, n))
    ]


def _step(method: Method, n: int) -> dict[str, Any]:
    step = method.steps[n]
    whole, rest = divmod(step.seconds, 60)

    def words(name: str) -> dict[str, str] | None:
        return _words(
            method,
            lambda edition: getattr(edition.steps[n], name) if n < len(edition.steps) else "",
        )

    length: dict[str, Any] = {"seconds": step.seconds} if rest else {"minutes": whole}
    told: dict[str, Any] = {"title": words("title"), **length, "grouping": step.grouping}
    told |= {"do": words("do"), "say": words("say"), "plain": words("plain")}
    told["record"] = step.record
    return {name: value for name, value in told.items() if value is not None}


def _variation(method: Method, n: int) -> dict[str, Any]:
    def nth(edition: Edition, name: str) -> str:
        each = edition.variations
        return str(getattr(each[n], name)) if n < len(each) else ""

    told = {
        "name": _words(method, lambda edition: nth(edition, "name")),
        "text": _words(method, lambda edition: nth(edition, "text")),
    }
    return {name: value for name, value in told.items() if value is not None}


def _words(method: Method, said: Callable[[Edition], str]) -> dict[str, str] | None:
    texts = ((edition.lang, without_html(said(edition))) for edition in method.editions)
    return {lang: text for lang, text in texts if text.strip()} or None


def _nth_words(
    method: Method, of: Callable[[Edition], Sequence[str]], n: int
) -> dict[str, str] | None:
    return _words(method, lambda edition: of(edition)[n] if n < len(of(edition)) else "")


def _longest(method: Method, of: Callable[[Edition], Sequence[Any]]) -> int:
    lengths: Iterable[int] = (len(of(edition)) for edition in method.editions)
    return max(lengths, default=0)


def dumped(values: dict[str, Any]) -> str:
    """Values as YAML, as we write it."""
    import yaml

    text: str = yaml.dump(
        values,
        Dumper=getattr(yaml, "CSafeDumper", yaml.SafeDumper),
        allow_unicode=True,
        sort_keys=False,
        width=110,
        default_flow_style=False,
    )
    return text

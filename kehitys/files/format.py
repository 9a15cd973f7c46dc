"""The formats of toolkits, methods and synonyms: described once, read and told by it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from kehitys.files.method_format import METHOD, languages_key
from kehitys.files.place import Place, beginning
from kehitys.files.yaml_shapes import (
    LANGUAGE,
    NO_LANGUAGE,
    JsonSchema,
    Key,
    Keys,
    ListOf,
    Text,
    Whole,
    Words,
    slug,
)
from kehitys.files.yaml_text import Mapping, Node, Scalar, Sequence
from kehitys.i18n import LANGUAGES, N_

DIALECT = "https://json-schema.org/draft/2020-12/schema"
RESERVED = ("own", "terms", "skills", "workshops")
"""What Kehitys itself calls things by: no toolkit may be called so."""


def _free_id(values: dict[str, Any], node: Mapping, place: Place) -> None:
    if values["id"] in RESERVED:
        place.at("id").fault(
            node.lines["id"],
            N_("“%(slug)s” means something else in Kehitys. Choose another id."),
            slug=values["id"],
        )


TOOLKIT = Keys(
    (
        Key("id", slug(), about="Its name for files: a–z, digits, hyphens; the folder’s own name."),
        Key("version", Whole(least=1), about="Counted up when the toolkit is given out anew."),
        languages_key(),
        Key("name", Words(most=200), about="What it is called."),
        Key("summary", Words(most=300), about="What it is for, in a sentence or two."),
        Key(
            "licence",
            Text(most=40),
            "never",
            "The licence of the whole, as SPDX names it; may be left out when every text is own.",
        ),
        Key("attribution", Text(most=200), "never", "Whom to credit."),
    ),
    _free_id,
)
"""The card of a toolkit."""

SYNONYM = Keys(
    (
        Key("word", Text(most=80), about="What people type."),
        Key(
            "means",
            ListOf(shape=Text(most=80), least=1, most=10, different=True),
            about="What the texts call it.",
        ),
    )
)
SYNONYMS = Keys(
    (
        Key("version", Whole(least=1)),
        Key("synonyms", ListOf(shape=SYNONYM, most=2_000)),
    )
)


def read_method(node: Node, place: Place) -> dict[str, Any] | None:
    """The values of a method file; the faults are noted in `place`."""
    if isinstance(node, Mapping):
        place = _told_by(node, place)
    values: dict[str, Any] | None = METHOD.read(node, place)
    if values is not None and isinstance(node, Mapping):
        owner = values["metadata_language"]
        if owner is not None and owner not in place.languages:
            place.at("metadata_language").fault(
                node.lines["metadata_language"],
                N_("“%(lang)s” is not a language of this file. Use %(languages)s."),
                lang=owner,
                languages=", ".join(place.languages),
            )
        values["languages"] = (*place.languages, *sorted(place.of.further))
    return values


def method_schema() -> JsonSchema:
    """The JSON Schema of a method file, for editors: what every file needs, else a finished one."""
    return {
        "$schema": DIALECT,
        "title": "A method of a Kehitys toolkit",
        **METHOD.schema(draft=True),
        "if": {"properties": {"status": {"const": "draft"}}, "required": ["status"]},
        "else": METHOD.schema(),
    }


def toolkit_schema() -> JsonSchema:
    """The JSON Schema of the card of a toolkit, for editors."""
    return {"$schema": DIALECT, "title": "A Kehitys toolkit", **TOOLKIT.schema()}


def _told_by(node: Mapping, place: Place) -> Place:
    """The place with the languages and the status that the file itself tells."""
    languages = LANGUAGES
    listed = node.entries.get("languages")
    if isinstance(listed, Sequence) and listed.items:
        shape = Text(most=20, pattern=LANGUAGE, advice=NO_LANGUAGE)
        # Its faults are told when the key itself is read.
        unheard = beginning(place.of.file, [])
        codes = (shape.read(item, unheard) for item in listed.items)
        languages = tuple(dict.fromkeys(code for code in codes if code)) or LANGUAGES
    status = node.entries.get("status")
    draft = isinstance(status, Scalar) and status.text == "draft"
    of = replace(place.of, languages=languages, draft=draft, further={})
    return Place(of, place.above, place.key)


class MethodFormat:
    """A method file as a shape like the others."""

    def read(self, node: Node, place: Place) -> dict[str, Any] | None:
        """The values of the file; the faults are noted in `place`."""
        return read_method(node, place)

    def schema(self, *, draft: bool = False) -> JsonSchema:
        """The JSON Schema of the file."""
        return METHOD.schema(draft=draft)


class ToolkitFormat:
    """The card of a toolkit as a shape like the others."""

    def read(self, node: Node, place: Place) -> Any:
        """The values of the card; the faults are noted in `place`."""
        return TOOLKIT.read(node, _told_by(node, place) if isinstance(node, Mapping) else place)

    def schema(self, *, draft: bool = False) -> JsonSchema:
        """The JSON Schema of the card."""
        return TOOLKIT.schema(draft=draft)

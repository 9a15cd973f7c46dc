"""The formats told to people who write files: JSON Schemas for editors, tables of keys to read."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping

from kehitys.files.format import TOOLKIT, method_schema, toolkit_schema
from kehitys.files.method_format import METHOD
from kehitys.files.template_format import TEMPLATES, templates_schema
from kehitys.files.yaml_shapes import (
    JsonSchema,
    Keys,
    ListOf,
    OneOf,
    OrNothing,
    Shape,
    Text,
    Whole,
    Words,
)

FORMATS: Mapping[str, tuple[Callable[[], JsonSchema], Keys]] = {
    "method": (method_schema, METHOD),
    "toolkit": (toolkit_schema, TOOLKIT),
    "templates": (templates_schema, TEMPLATES),
}
"""Each format that has a schema: how it is made, and the keys it is made of."""

_NEEDED = {"always": "yes", "finished": "when finished", "never": "no"}


def schema_text(name: str) -> str:
    """The JSON Schema of a format as a file."""
    return json.dumps(FORMATS[name][0](), ensure_ascii=False, indent=2) + "\n"


def table(name: str) -> str:
    """Every key of a format as a Markdown table, in English."""
    rows = [("Key", "Needed", "What it says", "How it is written")]
    rows += [("---",) * 4, *_rows(FORMATS[name][1], "")]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in rows) + "\n"


def key_names(keys: Keys) -> set[str]:
    """The name of every key of a format, those within others too."""
    found: set[str] = set()
    for key in keys.keys:
        found.add(key.name)
        inner = _inner(key.shape)
        if inner is not None:
            found |= key_names(inner)
    return found


def _rows(keys: Keys, within: str) -> Iterator[tuple[str, str, str, str]]:
    for key in keys.keys:
        name = f"{within}{key.name}"
        yield f"`{name}`", _NEEDED[key.needed], key.about, _form(key.shape)
        inner = _inner(key.shape)
        if inner is not None:
            yield from _rows(inner, f"{name}.")


def _inner(shape: Shape) -> Keys | None:
    """The keys that stand under a key, or under each item of its list."""
    if isinstance(shape, OrNothing | ListOf):
        return _inner(shape.shape)
    return shape if isinstance(shape, Keys) else None


def _form(shape: Shape) -> str:
    if isinstance(shape, OrNothing):
        return f"{_form(shape.shape)}, or null"
    if isinstance(shape, ListOf):
        return f"list of {shape.least}–{shape.most}: {_form(shape.shape)}"
    if isinstance(shape, Words):
        each = "each" if shape.every else "any"
        return f"text in {each} language, at most {shape.most} characters"
    if isinstance(shape, Text):
        null = ", or null" if shape.nullable else ""
        return f"text, at most {shape.most} characters{null}"
    if isinstance(shape, Whole):
        null = ", or null" if shape.nullable else ""
        return f"whole number, {shape.least}–{shape.most}{null}"
    if isinstance(shape, OneOf):
        return "one of " + ", ".join(f"`{code}`" for code in shape.codes)
    return "keys"

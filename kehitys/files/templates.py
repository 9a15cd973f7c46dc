"""The file of workshop templates."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kehitys.domain.problems import Fault
from kehitys.domain.workshops import Template, TemplateBlock
from kehitys.files import template_format
from kehitys.files.reading import FileRead, read
from kehitys.files.yaml_text import Node
from kehitys.i18n import N_
from kehitys.store.ids import file_id


def read_templates(
    path: Path, node: Node | None = None
) -> tuple[tuple[Template, ...] | None, list[Fault]]:
    """The templates of the file, in its order, and its faults; none of them when it has any."""
    found = read_file(path, node)
    if found.faults or found.values is None:
        return None, found.faults
    return tuple(template_of(each) for each in found.values["templates"]), []


def read_file(path: Path, node: Node | None = None) -> FileRead:
    """The file as far as it could be read, for checks of more than one file."""
    found = read(path, template_format.TEMPLATES, node)
    slugs: set[str] = set()
    for n, each in enumerate((found.values or {}).get("templates") or ()):
        slug = each and each["id"]
        if slug and slug in slugs:
            found.fault(
                found.line("templates", n, "id"),
                f"templates.{n + 1}.id",
                N_("The id “%(slug)s” is already used in this file. Choose another."),
                slug=slug,
            )
        slugs.add(slug)
    return found


def check_methods(found: FileRead, methods: Mapping[str, Mapping[str, Any]]) -> None:
    """Notes where a template names a method that is not among `methods`, or gives it a wrong time.

    `methods` holds the values of the method files by slug.
    """
    for n, each in enumerate((found.values or {}).get("templates") or ()):
        for k, block in enumerate((each and each["blocks"]) or ()):
            if block and block["method"]:
                _check_block(found, n, k, block, methods)


def _check_block(
    found: FileRead,
    n: int,
    k: int,
    block: Mapping[str, Any],
    methods: Mapping[str, Mapping[str, Any]],
) -> None:
    here = f"templates.{n + 1}.blocks.{k + 1}"
    if block["method"] not in methods:
        found.fault(
            found.line("templates", n, "blocks", k, "method"),
            f"{here}.method",
            N_("There is no method “%(slug)s”. Correct it or take it away."),
            slug=block["method"],
        )
        return
    minutes = methods[block["method"]]["minutes"] or {}
    least, most = minutes.get("min"), minutes.get("max")
    if None in (least, most, block["minutes"]) or least <= block["minutes"] <= most:
        return
    found.fault(
        found.line("templates", n, "blocks", k, "minutes"),
        f"{here}.minutes",
        N_("The method “%(slug)s” takes %(least)s–%(most)s min. Write a number between them."),
        slug=block["method"],
        least=least,
        most=most,
    )


def template_of(values: dict[str, Any]) -> Template:
    """The template that faultless values tell."""
    return Template(
        id=file_id("workshops", values["id"]),
        slug=values["id"],
        name=values["name"],
        summary=values["summary"],
        goal=values["goal"],
        minutes=values["minutes"],
        people_min=values["people"]["min"],
        people_max=values["people"]["max"],
        mode=tuple(values["mode"]),
        blocks=tuple(_block(block) for block in values["blocks"]),
    )


def _block(values: dict[str, Any]) -> TemplateBlock:
    grouping = values["grouping"]
    return TemplateBlock(
        kind=values["kind"],
        minutes=values["minutes"],
        method=values["method"] or "",
        title=values["title"] or {},
        why=values["why"] or {},
        note=values["note"] or {},
        min_minutes=values["min"],
        max_minutes=values["max"],
        priority=values["priority"] or "should",
        grouping=None if grouping == "talk" else grouping,
        start_after=values["start_after"],
    )

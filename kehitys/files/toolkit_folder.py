"""Toolkits as folders that are written: one to begin from, and one that others take in."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from uuid import UUID

from kehitys.domain.methods import Method
from kehitys.domain.problems import Problem
from kehitys.domain.progress import Progress, unheard
from kehitys.domain.text import fold
from kehitys.files import format
from kehitys.files.format_told import schema_text
from kehitys.files.method_file import dumped, write_method
from kehitys.files.saving import filled
from kehitys.files.toolkit_example import CARD_LINES, METHOD_LINES, METHOD_SLUGS
from kehitys.files.toolkit_sources import CARD
from kehitys.files.yaml_shapes import SLUG
from kehitys.i18n import LANGUAGES, N_, current
from kehitys.store import whole_file
from kehitys.store.ids import file_slug

OWN_NAMES = {"fi": "Omat menetelmät", "sv": "Egna metoder", "en": "Own methods"}
OWN_SUMMARIES = {
    "fi": "Menetelmät, jotka olemme itse kirjoittaneet.",
    "sv": "Metoder som vi själva har skrivit.",
    "en": "Methods that we have written ourselves.",
}
OWN_FOLDERS = {"fi": "omat-menetelmat", "sv": "egna-metoder", "en": "own-methods"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What a toolkit says of itself."""

    slug: str
    version: int = 1
    names: Mapping[str, str]
    summaries: Mapping[str, str]
    licence: str = ""
    attribution: str = ""


def begin(folder: Path, lang: str) -> list[Path]:
    """Makes a folder with a card and one method, filled with what to write where, in `lang`.

    Gives the files. Raises `Problem` when the folder cannot be called so or has something in it.
    """
    slug = _slug(folder)
    example = METHOD_SLUGS[lang]
    texts = {
        CARD: CARD_LINES[lang].format(slug=slug),
        f"{example}.yaml": METHOD_LINES[lang].format(slug=example),
        "method.schema.json": schema_text("method"),
        "toolkit.schema.json": schema_text("toolkit"),
    }
    with filled(folder) as draft:
        for name, text in texts.items():
            whole_file.write(draft / name, text.encode("utf-8"))
    return [folder / name for name in texts]


def write_toolkit(
    folder: Path,
    card: Card,
    methods: Sequence[Method],
    known: Collection[str],
    progress: Progress = unheard,
) -> Path:
    """Writes a toolkit as files and gives the folder they are in.

    That is `folder` when it is called as the toolkit, else one within it that is. Neighbours that
    are neither in the toolkit nor `known` are left out. Killed or refused on the way, nothing of
    it is there. Raises `Problem` when the folder has something in it already.
    """
    target = folder if folder.resolve().name == card.slug else folder / card.slug
    names = {method.id: _file_slug(method, card.slug) for method in methods}
    methods = [_from_here(method, card.slug, names) for method in methods]
    known = {*known, *names.values()}
    with filled(target) as draft:
        whole_file.write(draft / CARD, _card_text(card).encode("utf-8"))
        for n, method in enumerate(methods):
            progress(n, len(methods))
            slug = names[method.id]
            text = write_method(_alone(replace(method, slug=slug), known))
            whole_file.write(draft / f"{slug}.yaml", text.encode("utf-8"))
    progress(len(methods), len(methods))
    return target


def own_card(folder: Path) -> Card:
    """The card of one’s own methods, called as the folder they are written to.

    A folder whose name is none for files gives it in the letters that are; then they are written
    to a folder within it.
    """
    slug = _in_letters(folder.resolve().name)
    return Card(slug=_slug(Path(slug)), names=OWN_NAMES, summaries=OWN_SUMMARIES)


def _in_letters(name: str) -> str:
    """A name in the letters that files have: `ahtarin-paketti` for “Ähtärin paketti”."""
    letters = "-".join(re.findall("[a-z0-9]+", fold(name)))
    return letters[:60].strip("-") or OWN_FOLDERS[current()]


def _slug(folder: Path) -> str:
    slug = folder.resolve().name
    if not re.fullmatch(SLUG, slug, re.ASCII) or len(slug) > 60:
        raise Problem(
            N_("“%(text)s” is not a name for files. Use a–z, 0–9 and hyphens, say “%(slug)s”."),
            text=slug[:60],
            slug=_in_letters(slug),
        )
    if slug in format.RESERVED:
        raise Problem(
            N_("“%(slug)s” means something else in Kehitys. Choose another id."), slug=slug
        )
    return slug


def _card_text(card: Card) -> str:
    langs = [lang for lang in LANGUAGES if card.names.get(lang) and card.summaries.get(lang)]
    values: dict[str, Any] = {"id": card.slug, "version": card.version}
    if tuple(langs) != LANGUAGES:
        values["languages"] = langs or sorted(card.names)[:1]
    values |= {"name": dict(card.names), "summary": dict(card.summaries)}
    for name in ("licence", "attribution"):
        if getattr(card, name):
            values[name] = getattr(card, name)
    return dumped(values)


def _file_slug(method: Method, toolkit: str) -> str:
    """What its file was called, also when its slug had to be made longer in the library."""
    return file_slug(method.id, method.formerly or toolkit, method.slug)[:60].strip("-")


def _from_here(method: Method, toolkit: str, names: Mapping[UUID, str]) -> Method:
    """The method with its origin called as it is in this toolkit, when it is written there too."""
    origin, slug = method.origin, method.origin_id and names.get(method.origin_id)
    if origin is None or origin.toolkit or not slug:
        return method
    return replace(method, origin=replace(origin, toolkit=toolkit, slug=slug))


def _alone(method: Method, known: Collection[str]) -> Method:
    return replace(
        method,
        before=tuple(slug for slug in method.before if slug in known),
        after=tuple(slug for slug in method.after if slug in known),
        related=tuple(slug for slug in method.related if slug in known),
    )

"""Bringing the built-in toolkits and templates into an open file, when they have changed."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from kehitys.domain.problems import Fault
from kehitys.files import content
from kehitys.files.fingerprints import bytes_of, fingerprint
from kehitys.store import library, search_index

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from kehitys.store.database import Database
    from kehitys.store.journal import Tx

_TERMS = "2"
"""Part of the whole fingerprint: changed when the built-in terms and skills do."""


def take_in(database: Database, *, where: tuple[Path, Path] | None = None) -> list[Fault]:
    """Makes the library say what the files say, and gives the faults of those left as they were.

    Costs no more than reading the files when nothing has changed.
    """
    toolkits, templates = where or content.where()
    folders = {
        folder.name: _fingerprint(folder.glob("*.yaml"))
        for folder in sorted(toolkits.iterdir())
        if folder.is_dir() and (folder / "toolkit.yaml").exists()
    }
    template_print = _fingerprint([templates])
    synonyms = toolkits / "synonyms.yaml"
    parts = [_TERMS, _fingerprint([synonyms]), template_print, *folders.values()]
    whole = fingerprint(*((part, b"") for part in parts))
    if database.read(partial(_is_in, whole=whole)):
        return []
    return _take_in(database, toolkits, folders, templates, template_print, synonyms, whole)


def _is_in(connection: Connection, whole: str) -> bool:
    """Whether nothing has changed: neither the files nor the rules of the index."""
    return library.mark(connection) == whole and search_index.made_by_these_rules(connection)


def _take_in(
    database: Database,
    toolkits: Path,
    folders: dict[str, str],
    templates: Path,
    template_print: str,
    synonyms: Path,
    whole: str,
) -> list[Fault]:
    # The reader of YAML is imported only when there is something to read.
    from kehitys.files.templates import read_templates
    from kehitys.files.toolkits import read_synonyms, read_toolkit
    from kehitys.operations import toolkits as operations

    faults: list[Fault] = []
    kept = database.read(library.fingerprints)
    changed = []
    for name, sha256 in folders.items():
        if kept.get(name) != sha256:
            toolkit, found = read_toolkit(toolkits / name, sha256)
            faults += found
            if toolkit is not None:
                changed.append(toolkit)
    pairs, found = read_synonyms(synonyms)
    faults += found
    shown, found = read_templates(templates)
    faults += found
    present = {file.method.id for toolkit in changed for file in toolkit.methods}
    as_before = set(folders) - {toolkit.slug for toolkit in changed}

    def operation(tx: Tx) -> None:
        operations.keep_index_to_the_rules(tx)
        operations.take_in_terms(tx)
        operations.let_go(tx, folders, present | library.held(tx.connection, as_before))
        for toolkit in changed:
            operations.take_in_toolkit(tx, toolkit)
        if shown is not None:
            operations.take_in_templates(tx, shown, template_print)
        if pairs is not None:
            operations.take_in_synonyms(tx, pairs)
        operations.finish_taking_in(tx, whole)

    database.write(operation)
    return faults


def _fingerprint(paths: Iterable[Path]) -> str:
    raws = ((path.name, bytes_of(path)) for path in sorted(paths))
    return fingerprint(*((name, raw) for name, raw in raws if isinstance(raw, bytes)))

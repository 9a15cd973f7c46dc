"""Bringing a toolkit from elsewhere: read whole, told what it changes, then taken in or not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from kehitys.domain.problems import Fault
from kehitys.domain.progress import Progress, unheard
from kehitys.domain.toolkits import ToolkitChange, ToolkitFile
from kehitys.files.toolkit_sources import source_of
from kehitys.files.toolkits import built_in, read_source
from kehitys.store import importing

if TYPE_CHECKING:
    from sqlalchemy import Connection


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """A toolkit as it was read, and what taking it in would change."""

    toolkit: ToolkitFile | None
    """`None` when it has faults."""
    change: ToolkitChange | None
    faults: tuple[Fault, ...] = ()


def bring(
    path: Path,
    ask: Callable[[Callable[[Connection], object]], object],
    progress: Progress = unheard,
) -> Brought:
    """Reads a folder or a zip and holds it against the library, which `ask` reads.

    Every fault of every file is in what it gives; nothing is changed.
    """
    source = source_of(path)
    if isinstance(source, Fault):
        return Brought(toolkit=None, change=None, faults=(source,))
    slugs = ask(importing.slugs)
    assert isinstance(slugs, frozenset)
    toolkit, faults = read_source(source, known=slugs | built_in(), progress=progress)
    if toolkit is None:
        return Brought(toolkit=None, change=None, faults=_sorted(faults))
    clashes = ask(partial(importing.conflicts, toolkit=toolkit))
    assert isinstance(clashes, list)
    if clashes:
        return Brought(toolkit=None, change=None, faults=_sorted(clashes))
    change = ask(partial(importing.compare, toolkit=toolkit))
    assert isinstance(change, ToolkitChange)
    return Brought(toolkit=toolkit, change=change)


def _sorted(faults: list[Fault]) -> tuple[Fault, ...]:
    return tuple(sorted(faults, key=lambda fault: (fault.file, fault.line, fault.field)))

"""Taking files into the library: not a step, never in undo, never touching what a person made."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict
from uuid import UUID

from kehitys.domain.problems import Problem
from kehitys.domain.progress import Progress, unheard
from kehitys.domain.toolkits import ToolkitChange, ToolkitFile
from kehitys.domain.workshops import Template
from kehitys.i18n import N_
from kehitys.store import importing, library, method_files, search_index, tables
from kehitys.store.journal import Tx


def take_in_toolkit(tx: Tx, toolkit: ToolkitFile) -> None:
    """Makes the toolkit and its methods say what their files say."""
    if library.fingerprints(tx.connection).get(toolkit.slug) == toolkit.sha256:
        return
    if not library.has_terms(tx.connection):
        library.write_terms(tx)
    toolkit_id = library.write_toolkit(tx, toolkit)
    method_files.write_methods(tx, toolkit_id, toolkit.methods)


def import_toolkit(tx: Tx, toolkit: ToolkitFile, progress: Progress = unheard) -> ToolkitChange:
    """Takes in a toolkit that a person brings, and tells what that changed.

    Not a step: `remove_toolkit` takes it out. Raises `Problem` when it clashes with what the
    library has; what `progress` raises leaves everything as it was.
    """
    faults = importing.conflicts(tx.connection, toolkit)
    if faults:
        raise Problem(faults[0].problem, **faults[0].values)
    change = importing.compare(tx.connection, toolkit)
    if change.nothing:
        return change
    if not library.has_terms(tx.connection):
        library.write_terms(tx)
    tx.describe(N_("A toolkit imported"))
    toolkit_id = library.write_toolkit(tx, toolkit, imported=True)
    present = {file.method.id for file in toolkit.methods}
    held = importing.held_by(tx.connection, toolkit.slug)
    library.let_go(tx, [method_id for method_id in held if method_id not in present])
    method_files.write_methods(tx, toolkit_id, toolkit.methods, progress)
    return change


def remove_toolkit(tx: Tx, slug: str) -> int:
    """Takes an imported toolkit out of the lists and gives how many methods left with it.

    A workshop that uses one of them keeps it; importing the toolkit again brings all back.
    Raises `Problem` when there is no such toolkit, or it comes with Kehitys.
    """
    row = next(iter(tx.rows(tables.toolkit, slug=slug)), None)
    held = importing.held_by(tx.connection, slug)
    if row is None or (row["imported"] and not held):
        raise Problem(N_("There is no toolkit “%(slug)s”. See “kehitys toolkit list”."), slug=slug)
    if not row["imported"]:
        raise Problem(N_("“%(slug)s” comes with Kehitys and stays."), slug=slug)
    tx.describe(N_("A toolkit removed"))
    library.let_go(tx, held)
    library.forget_toolkit(tx, slug)
    return len(held)


def take_in_templates(tx: Tx, templates: Sequence[Template], sha256: str) -> None:
    """Makes the templates those of the file, in its order."""
    if library.template_fingerprint(tx.connection) == sha256:
        return
    library.write_templates(
        tx,
        (
            {
                "id": template.id,
                "slug": template.slug,
                "names": dict(template.name),
                "summaries": dict(template.summary),
                "goals": dict(template.goal),
                "minutes": template.minutes,
                "people_min": template.people_min,
                "people_max": template.people_max,
                "mode": list(template.mode),
                "blocks": [asdict(block) for block in template.blocks],
                "n": n,
                "sha256": sha256,
            }
            for n, template in enumerate(templates)
        ),
    )


def take_in_terms(tx: Tx) -> None:
    """Makes the purposes, phases and skills those of this Kehitys."""
    library.write_terms(tx)


def keep_index_to_the_rules(tx: Tx) -> None:
    """Makes the search index anew when words have had other forms until now."""
    if not search_index.made_by_these_rules(tx.connection):
        search_index.rebuild(tx.connection)


def take_in_synonyms(tx: Tx, pairs: Iterable[tuple[str, str]]) -> None:
    """Makes the words that people type for other words those of the file."""
    library.write_synonyms(tx, pairs)


def let_go(tx: Tx, toolkits: Collection[str], methods: Collection[UUID]) -> None:
    """Takes out of the lists what came from files that are not among these any more."""
    library.mark_gone(tx, methods)
    library.forget_toolkits(tx, toolkits)


def finish_taking_in(tx: Tx, sha256: str) -> None:
    """Remembers that the files with this fingerprint are in."""
    library.keep_mark(tx, sha256)

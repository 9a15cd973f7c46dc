"""Taking files into the library: not a step, never in undo, never touching what a person made."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict
from uuid import UUID

from kehitys.domain.toolkits import ToolkitFile
from kehitys.domain.workshops import Template
from kehitys.store import library
from kehitys.store.journal import Tx


def take_in_toolkit(tx: Tx, toolkit: ToolkitFile) -> None:
    """Makes the toolkit and its methods say what their files say."""
    if library.fingerprints(tx.connection).get(toolkit.slug) == toolkit.sha256:
        return
    if not library.has_terms(tx.connection):
        library.write_terms(tx)
    toolkit_id = library.write_toolkit(tx, toolkit)
    for file in toolkit.methods:
        library.write_method(tx, toolkit_id, file)


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

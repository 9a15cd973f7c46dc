"""A method of the tests' own, which needs no toolkit."""

from __future__ import annotations

from uuid import UUID

from kehitys.domain.methods import Edition, GroupSize, Method, Minutes, Step, StepWords
from kehitys.store import method_rows, tables
from kehitys.store.ids import new_id
from kehitys.store.journal import Tx


def a_round(tx: Tx, *steps: Step, slug: str = "round", name: str = "Kierros") -> UUID:
    """A method of `steps`; only the first one has words."""
    method = Method(
        id=new_id(),
        slug=slug,
        toolkit="own",
        minutes=Minutes(min=5, typical=15, max=40),
        group_size=GroupSize(min=2),
        steps=steps,
    )
    words = Edition(
        lang="fi", name=name, steps=(StepWords(title="Mieti", say="Miettikää."),) if steps else ()
    )
    tx.describe("Add a method")
    tx.insert(tables.method, row_id=method.id, **method_rows.facts_of(method))
    tx.insert(tables.method_edition, method_id=method.id, **method_rows.words_of(words))
    return method.id

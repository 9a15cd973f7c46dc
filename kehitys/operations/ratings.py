"""What a facilitator says afterwards of how a block of a run went: one word, and no more."""

from __future__ import annotations

from uuid import UUID

from kehitys.domain.methods import WENT
from kehitys.domain.problems import Problem, Stale
from kehitys.i18n import N_
from kehitys.store import tables
from kehitys.store.journal import Tx


def rate_block(tx: Tx, run_block_id: UUID, went: str) -> None:
    """Says how a block went, one of `WENT`; an empty word takes back what was said.

    Raises `Problem` for a block that is no method's: only methods learn from it.
    """
    assert went in ("", *WENT), went
    block = tx.row(tables.run_block, run_block_id)
    if block is None:
        raise Stale(N_("This was deleted in the meantime. Undo brings it back."))
    if block["method_id"] is None:
        raise Problem(N_("Only blocks with a method are told how they went. Choose one of those."))
    said = tx.rows(tables.block_rating, run_block_id=run_block_id)
    if not said and went:
        tx.insert(tables.block_rating, run_block_id=run_block_id, went=went)
    for row in said:
        if went:
            tx.update(tables.block_rating, row["id"], went=went)
        else:
            tx.delete(tables.block_rating, row["id"])
    tx.describe(N_("Say how a block went"), ("run_block", run_block_id))

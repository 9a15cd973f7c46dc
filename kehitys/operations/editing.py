"""Changing a record in a form that has been open for a while."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from kehitys.domain.problems import Stale
from kehitys.i18n import N_
from kehitys.store.journal import Tx

if TYPE_CHECKING:
    from sqlalchemy import Connection

R = TypeVar("R")
T = TypeVar("T")


def change_as_seen(
    tx: Tx,
    *,
    read: Callable[[Connection], R | None],
    seen: Callable[[R], bool],
    change: Callable[[Tx, R], T],
) -> T:
    """Changes the record that `read` finds, when it is still as it was `seen`.

    Raises `Stale`, with nothing changed, when another window came between or deleted it.
    """
    record = read(tx.connection)
    if record is None:
        raise Stale(N_("This was deleted in the meantime. Undo brings it back."))
    if not seen(record):
        raise Stale(N_("This changed in the meantime. Look at it again, then save."))
    return change(tx, record)

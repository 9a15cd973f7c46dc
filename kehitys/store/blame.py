"""Whose fault it is when reading a file fails: the file's, which is told, or our own, which shows.

A file is read with the trust that its tables were written by us. Where another hand has been, the
rows can be anything: a text where a number belongs is told by its column (`values.Unfit`), but a
missing row or table shows only in the code that stumbles over it, as whatever Python raises then.
Rather than doubting every row everywhere, the reading is let fail, and then the file is asked: if
the check finds its records or pages damaged, the person is told so, and by the same check can see
where. If they are whole, the fault is a bug, and goes on as one. What is only worked out from the
records, such as the search index, is to blame when the reading, or the writing in a copy, succeeds
with that made anew.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

from kehitys.domain.problems import Problem
from kehitys.store import refusals
from kehitys.store.values import Unfit

FAULTS = (
    sqlite3.Error,
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)
"""What rows that are not what they should be can make code raise."""


def told(
    fault: BaseException,
    path: Path,
    refused: Callable[[BaseException | None], Problem | None] = refusals.reading,
    query: Callable[[Any], object] | None = None,
) -> Problem | None:
    """What to tell of a fault while `path` was read or written; `None` when it is a bug of ours.

    `refused` says what SQLite's own refusals mean, and `query` is the reading or writing that
    failed, which may be done again on a copy. A fault that only the check laid to the file is kept
    in the log all the same.
    """
    if isinstance(fault, Unfit):
        return refusals.damaged()
    met = getattr(fault, "orig", None) or fault
    if isinstance(met, Problem):
        return met
    said = refused(met)
    if said is not None:
        return said
    if not _is_damaged(path, query):
        return None
    from kehitys.store import fault_log

    fault_log.keep(fault)
    return refusals.damaged()


def _is_damaged(path: Path, query: Callable[[Any], object] | None) -> bool:
    # Nothing of it is needed until something has failed.
    from sqlalchemy.exc import SQLAlchemyError

    from kehitys.store import checking

    try:
        return path.exists() and checking.is_damaged(path, query)
    except (Problem, SQLAlchemyError, *FAULTS):
        # It could not be checked, or the check has the same fault as what failed: nothing is laid
        # to the file.
        return False

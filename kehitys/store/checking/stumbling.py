"""Whose fault it is when the check itself stumbles: the file's, which is found, or our own."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from kehitys.store import blame, method_listing, refusals, search_index
from kehitys.store.checking.findings import Found
from kehitys.store.checking.private_copy import look_into, no_copy
from kehitys.store.checking.shape import make_new
from kehitys.store.database import engine_for
from kehitys.store.raw import plain
from kehitys.store.values import Unfit

Look = Callable[[Path, Found], object]
"""A part of the check: reads a copy and notes what is wrong in it."""

STUMBLES = (SQLAlchemyError, *blame.FAULTS)
"""What a part can raise that meets rows or pages which are not what they should be."""

_NO_ROOM = frozenset({
    sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_WRITE, sqlite3.SQLITE_IOERR_FSYNC,
    sqlite3.SQLITE_IOERR_TRUNCATE, sqlite3.SQLITE_NOMEM,
})  # fmt: skip
"""What is said of the disk that the copy stands on, and nothing of the file."""


def with_sqlite(look: Callable[[sqlite3.Connection, Found], object]) -> Look:
    """A part that reads the bytes as they are."""

    def part(copy: Path, found: Found) -> None:
        with closing(look_into(copy)) as connection:
            look(connection, found)

    return part


def with_engine(look: Callable[[Connection, Found], object]) -> Look:
    """A part that reads as the app does, and whose writing is taken back."""

    def part(copy: Path, found: Found) -> None:
        engine = engine_for(copy)
        try:
            with engine.connect() as connection:
                look(connection, found)
                connection.rollback()
        finally:
            engine.dispose()

    return part


def attempt(copy: Path, found: Found, name: str, look: Look) -> None:
    """Does a part of the check that reads what is stored; what it cannot read is a finding.

    Raises what is a fault of ours: it would be met in a new file too.
    """
    try:
        look(copy, found)
    except STUMBLES as fault:
        refuse_without_room(fault)
        met = _met(fault)
        if not (found.hurt or _is_damage(met)):
            known = isinstance(met, (sqlite3.Error, UnicodeError, ValueError, OverflowError))
            if not known or _stumbles_on_new(copy, look, fault):
                raise
        found.add("unreadable", detail=name)


def attempt_derived(copy: Path, found: Found, name: str, look: Look) -> None:
    """Does a part that compares what is worked out from records known by then to be right.

    What it stumbles over is the file's when it goes once all that has been worked out anew, or
    when only the file's own pages can be at fault; else it is ours, and raised.
    """
    try:
        look(copy, found)
    except STUMBLES as fault:
        refuse_without_room(fault)
        met = _met(fault)
        if found.hurt or _is_damage(met):
            found.add("unreadable", detail=name)
        elif isinstance(met, sqlite3.OperationalError):
            if _stumbles_on_new(copy, look, fault):
                raise
            found.add("unreadable", detail=name)
        elif _stumbles_still(copy, look):
            raise
        else:
            found.add("listing" if name == "listing" else "index", detail="inner")


def _stumbles_still(copy: Path, look: Look) -> bool:
    """Whether it does once all that is worked out from the records has been worked out anew."""
    try:
        work_out_anew(copy)
        look(copy, Found())
    except STUMBLES as again:
        refuse_without_room(again)
        return not _is_damage(_met(again))
    return False


def work_out_anew(copy: Path) -> None:
    """Makes the search index and the method list of a copy say what the records say."""
    engine = engine_for(copy)
    try:
        with engine.execution_options(write=True).begin() as connection:
            search_index.rebuild(connection)
            method_listing.renew(connection)
    finally:
        engine.dispose()


def _stumbles_on_new(copy: Path, look: Look, fault: BaseException) -> bool:
    """Whether a new file, in which nothing can be wrong, does not take it either.

    A statement that met nothing to read there is looked at by itself.
    """
    new = copy.with_name("sound.db")
    try:
        if not new.exists():
            make_new(new)
        look(new, Found())
        return isinstance(fault, DBAPIError) and not _is_understood(new, fault)
    except STUMBLES as again:
        refuse_without_room(again)
        return True


def _is_understood(new: Path, fault: DBAPIError) -> bool:
    """Whether the statement names what there is, as SQLite reads it."""
    engine = engine_for(new)
    try:
        with engine.connect() as connection:
            raw = plain(connection)
            raw.execute(f"EXPLAIN {fault.statement}", fault.params or ())
    except sqlite3.OperationalError:
        return False
    except sqlite3.Error:
        return True
    finally:
        engine.dispose()
    return True


def refuse_without_room(fault: BaseException) -> None:
    """Raises `Problem` when what failed is the disk that the copy stands on."""
    met = _met(fault)
    if getattr(met, "sqlite_errorcode", None) in _NO_ROOM:
        raise no_copy(met) from fault


def _is_damage(met: BaseException) -> bool:
    return isinstance(met, (Unfit, UnicodeError)) or refusals.damage(met) is not None


def _met(fault: BaseException) -> BaseException:
    return getattr(fault, "orig", None) or fault

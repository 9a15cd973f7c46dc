"""The two threads that read and write, and the file behind them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from sqlite3 import OperationalError
from threading import Lock
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from kehitys.store.database import Database
    from kehitys.store.journal import Change, Tx
    from kehitys.store.news import Watch

T = TypeVar("T")


class Storeroom:
    """An open file, reached from the loop; its threads load the database layer on first need."""

    def __init__(
        self,
        path: Path,
        *,
        device: str = "",
        person_id: UUID | None = None,
        now: Callable[[], datetime] | None = None,
    ) -> None:
        self.path = path
        self.person_id = person_id
        """Who writes; `None` before anyone has said."""
        self.written = False
        """Whether any window has written since this was last set to `False`."""
        self._device = device
        self._now = now
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="write")
        self._reader = ThreadPoolExecutor(1, thread_name_prefix="read")
        self._lock = Lock()
        self._opened: Database | None = None
        self._watch: Watch | None = None
        self._own: set[int] = set()

    def another(self, path: Path, person_id: UUID | None = None) -> Storeroom:
        """One over another file, or over the same once this is closed."""
        return Storeroom(path, device=self._device, person_id=person_id, now=self._now)

    async def open(self, change: Callable[[Database], T]) -> T:
        """Opens the file, made anew when there is none, and lets `change` see to it first.

        Whatever another window does after this is told by `news`.
        """
        result = await self._on(self._writer, lambda: change(self._database()))
        await self._on(self._reader, self._begin_to_watch)
        return result

    async def read(self, query: Callable[[Connection], T]) -> T:
        """What `query` finds."""
        return await self._on(self._reader, lambda: self._database().read(query))

    async def write(self, operation: Callable[[Tx], Any]) -> tuple[Change, Any]:
        """Does `operation` whole or not at all."""

        def write() -> tuple[Change, Any]:
            database = self._database()
            database.person_id = self.person_id
            change, result = database.write(operation)
            self._own.add(change.seq)
            self.written = True
            return change, result

        return await self._on(self._writer, write)

    def waited(self) -> float:
        """How many seconds the write at hand has stood in line behind another window's."""
        return 0.0 if self._opened is None else self._opened.waited()

    async def news(self) -> frozenset[str]:
        """The tables that another window has written to since the last look."""
        return await self._on(self._reader, self._look)

    async def close(self) -> None:
        """Waits for what is being written and lets go of the file."""
        if self._watch is not None:
            await self._on(self._reader, self._watch.close)
        if self._opened is not None:
            await self._on(self._writer, self._opened.close)
        self._writer.shutdown(wait=True)
        self._reader.shutdown(wait=True)

    async def _on(self, thread: ThreadPoolExecutor, task: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(thread, task)

    def _database(self) -> Database:
        """The open file; whichever thread asks first opens it, and the other waits."""
        with self._lock:
            if self._opened is None:
                # Not at the top: the first frame stands before the database layer is loaded.
                from kehitys.store.database import Database

                self._opened = Database(self.path, device=self._device)
                if self._now is not None:
                    self._opened.clock = self._now
            return self._opened

    def _begin_to_watch(self) -> Watch:
        from kehitys.store.news import Watch

        if self._watch is None:
            self._database()
            self._watch = Watch(self.path)
            # What was written before anybody looked is not known.
            self.written = True
        return self._watch

    def _look(self) -> frozenset[str]:
        watch = self._begin_to_watch()
        try:
            changed = watch.look(self._own)
        except OperationalError:
            # Kept busy or out of reach: whoever reads or writes next is told, and this looks again.
            return frozenset()
        if changed:
            self.written = True
        return changed

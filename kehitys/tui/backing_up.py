"""The app's backups: made by themselves, restored on request."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual import work
from textual.app import App
from textual.binding import Binding, BindingType
from textual.reactive import var

from kehitys import i18n
from kehitys.domain.problems import Problem
from kehitys.i18n import N_, _
from kehitys.tui.places import to_the_places

if TYPE_CHECKING:
    from kehitys.store.backups import Backup
    from kehitys.store.restoring import Restored
    from kehitys.store.second_folder import Behind
    from kehitys.store.settings import Settings
    from kehitys.tui.backups.waiting import Waiting
    from kehitys.tui.storeroom import Storeroom

QUARTER = 15 * 60
"""Seconds between looks whether something has changed since the last backup."""


class BacksUp(App[None]):
    """The part of the app that keeps whole copies of its file."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f6", "backups", N_("Backups"), show=False, id="app.backups"),
    ]

    if TYPE_CHECKING:
        settings: Settings
        store: Storeroom
        now: Callable[[], datetime]
        file_id: str
        keep_settings: Callable[[Settings], None]
        tell_problem: Callable[[Problem], None]
        settled: Callable[[], Any]
        _start: Callable[[Any], asyncio.Task[Any]]
        _go_on: Callable[..., Any]
        _watching: bool

        def tell(self, sentence: str, *, problem: bool = False) -> None: ...

    makes_backups = True
    """Whether backups are made by themselves; a demo's data is not worth any."""
    second_folder_behind: var[Behind | None] = var(None)
    """The second folder, once it has had no good copy for a week."""
    _told_of = ""
    """What kept the last backup from being made, so that it is told once."""
    _ticking = False

    # By themselves.

    def begin_backups(self) -> None:
        """Makes a backup of the file just opened, and from now on one when something changed."""
        if not self._ticking:
            self._ticking = True
            self.set_interval(QUARTER, self.keep_safe, name="backups")
        if not self.makes_backups:
            self.second_folder_behind = None
        self._keep_safe("start")

    def keep_safe(self) -> None:
        """Makes a backup when anything has been written since the last one, by any window."""
        if self._watching and self.store.written:
            self._keep_safe("interval")
        elif self._watching:
            self._look_at_second_folder()

    def _keep_safe(self, why: str) -> None:
        if self.makes_backups:
            self._start(self._back_up_quietly(why))

    async def _back_up_quietly(self, why: str) -> None:
        try:
            await self._back_up_and_copy(why)
        finally:
            # Not before: the copy that is just being made takes the reminder away.
            self._look_at_second_folder()

    async def _back_up_and_copy(self, why: str) -> None:
        # Only once a backup is to be made is the layer under it loaded.
        from kehitys.store.backups import Occupied

        self.store.written = False
        try:
            await asyncio.to_thread(_made_and_thinned, self.store.path, why, self.now())
        except Occupied:
            # The other window's backup may have begun before what was written here.
            self.store.written = True
            return
        except Problem as problem:
            self.store.written = True
            if problem.msgid != self._told_of:
                self._told_of = problem.msgid
                self.tell_problem(problem)
            return
        self._told_of = ""
        await self._see_to_second_folder()

    # On request.

    async def back_up(self, why: str) -> Backup | None:
        """Makes a backup before something large, or by hand; raises `Problem` when it cannot.

        In a demo only one by hand is made.
        """
        if not self.makes_backups and why != "by_hand":
            return None
        backup = await asyncio.to_thread(_made_and_thinned, self.store.path, why, self.now())
        if why == "by_hand":
            await self._see_to_second_folder(asked=True)
            self._look_at_second_folder()
        return backup

    def action_backups(self) -> None:
        """Shows the backups of the file."""
        from kehitys.tui.backups.backups import Backups

        if self.file_id and not any(isinstance(each, Backups) for each in self.screen_stack):
            self.push_screen(Backups())

    @work(group="write")
    async def restore(self, backup: Backup) -> None:
        """Puts a backup in the place of the file and goes on with it at Today."""
        from kehitys.store.restoring import restore
        from kehitys.tui.backups.waiting import Waiting

        await self.settled()
        self._watching = False
        self.workers.cancel_group(self, "news")
        await to_the_places(self)
        waiting = Waiting(_("Restoring the backup"))
        await self.push_screen(waiting)
        loop = asyncio.get_running_loop()
        old = self.store
        await old.close()

        def tell(words: str) -> None:
            loop.call_soon_threadsafe(partial(waiting.say, words))

        work = partial(restore, old.path, backup.path, self.now(), tell=tell)
        try:
            restored = await asyncio.to_thread(work)
            done = _done(backup, restored)
            problem = None
        except Problem as fault:
            problem = fault
        await self._reopen(old, waiting)
        if problem is None:
            self.tell(done)
        else:
            self.tell_problem(problem)

    async def _reopen(self, old: Storeroom, waiting: Waiting) -> None:
        from kehitys.files.library import take_in

        self.store = old.another(old.path, old.person_id)
        try:
            await self.store.open(take_in)
        except Problem as problem:
            self.exit(message=i18n.say(problem.msgid, problem.values), return_code=1)
            return
        await waiting.dismiss(None)
        await self._go_on(restored=True)

    # The second folder.

    def use_second_folder(self, folder: Path | None) -> None:
        """Has the newest backups in another folder too from now on, or no longer."""
        from kehitys.store.second_folder import with_folder

        self.keep_settings(with_folder(self.settings, self.file_id, folder))
        self._start(self._copy_and_look())

    async def _copy_and_look(self) -> None:
        await self._see_to_second_folder(asked=True)
        self._look_at_second_folder()

    def _look_at_second_folder(self) -> None:
        """Notes whether the second folder has fallen a week behind."""
        if not self.makes_backups or not self.settings.second_folders.get(self.file_id):
            self.second_folder_behind = None
            return
        from kehitys.store.second_folder import behind

        self.second_folder_behind = behind(self.settings, self.file_id, self.now())

    async def _see_to_second_folder(self, *, asked: bool = False) -> None:
        """Has the newest backup there, once a day or when asked; tells when that is not to be."""
        kept = self.settings.second_folders.get(self.file_id)
        if not kept:
            return
        # Only those who have a second folder need what sees to it.
        from kehitys.store import second_folder

        now, folder = self.now(), Path(kept)
        if not asked and not second_folder.is_due(self.settings, self.file_id, now):
            return
        copy = partial(second_folder.copy_newest, self.store.path, folder, self.file_id, now)
        try:
            there = await asyncio.to_thread(copy)
        except Problem as problem:
            if asked:
                self.tell_problem(problem)
            else:
                self._remind(problem, folder, now)
            return
        if there is not None:
            self.keep_settings(second_folder.copied(self.settings, self.file_id, now))

    def _remind(self, problem: Problem, folder: Path, now: datetime) -> None:
        """Tells once a day that the second folder has fallen behind, and since when."""
        from kehitys.domain import clock
        from kehitys.i18n import dates
        from kehitys.store.second_folder import last_copied

        today = clock.local(now).date()
        if self.settings.reminded.get(self.file_id) == today.isoformat():
            return
        reminded = {**self.settings.reminded, self.file_id: today.isoformat()}
        self.keep_settings(replace(self.settings, reminded=reminded))
        last = last_copied(self.settings, self.file_id)
        if last is None or folder.is_dir():
            self.tell_problem(problem)
            return
        self.tell(
            _(
                "The second backup folder %(path)s is out of reach. Last copy there: %(date)s. "
                "Connect the disk, or choose another: F6."
            )
            % {"path": folder, "date": dates.full_date(clock.local(last).date())},
            problem=True,
        )


def _made_and_thinned(path: Path, why: str, now: datetime) -> Backup | None:
    from kehitys.store.backups import back_up
    from kehitys.store.thinning import thin

    backup = back_up(path, why, now)
    thin(path, now)
    return backup


def _done(backup: Backup, restored: Restored) -> str:
    from kehitys.files.backup_words import moment

    values = {"when": moment(backup.made_at)}
    if restored.before is not None:
        return _("Restored: the file is as it was %(when)s. To take this back: F6, enter.") % values
    done = _("Restored: the file is as it was %(when)s.") % values
    if restored.aside is None:
        return done
    kept = _("The damaged file is kept as %(path)s.") % {"path": restored.aside.name}
    return f"{done} {kept}"

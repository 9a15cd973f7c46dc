"""The app's file: opened, gone on with, changed for another."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar
from uuid import UUID

from textual import work
from textual.app import App
from textual.binding import Binding, BindingType

from kehitys import i18n
from kehitys.domain.problems import Problem
from kehitys.i18n import N_
from kehitys.store import opening, settings
from kehitys.store.today import file_facts
from kehitys.tui import garbage
from kehitys.tui.places import to_the_places

if TYPE_CHECKING:
    from kehitys.store.database import Database
    from kehitys.store.settings import Settings
    from kehitys.tui.storeroom import Storeroom


class OpensFiles(App[None]):
    """The part of the app that opens its file, and another in its place."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f9", "leave_demo", N_("Back to my own file"), show=False, id="app.leave_demo"),
    ]

    if TYPE_CHECKING:
        settings: Settings
        store: Storeroom
        demo: bool
        file_id: str
        me_name: str
        makes_backups: bool
        ask: Callable[..., Any]
        begin_backups: Callable[[], None]
        keep_settings: Callable[[Settings], None]
        settled: Callable[[], Any]
        warn_of_place: Callable[[], None]
        welcome: Callable[[], None]
        _own_path: Path
        _speaking: Callable[[], list[Any]]
        _watching: bool

    @work(group="write")
    async def open_file(self) -> None:
        """Opens the file on its threads, takes in the library, and starts to look around."""
        from kehitys.files.library import take_in

        try:
            await self.store.open(take_in)
        except Problem as problem:
            self.exit(message=i18n.say(problem.msgid, problem.values), return_code=1)
            return
        await self._go_on()
        garbage.leave_what_is_loaded()

    async def begin(self, person_id: UUID, name: str) -> None:
        """Goes on in a file whose person has just said who they are."""
        await self._go_on(person_id)
        people = {**self.settings.people, self.file_id: person_id.hex}
        self.keep_settings(replace(self.settings, people=people, last_file=str(self.store.path)))
        self.me_name = name

    async def use_file(
        self, path: Path, *, demo: bool, first: Callable[[Database], Any] | None = None
    ) -> None:
        """Goes on with another file, which `first` may fill; raises `Problem` and stays if not."""
        from kehitys.files.library import take_in

        await self.settled()
        old = self.store
        self.store = old.another(path)
        self.workers.cancel_group(self, "news")
        await old.close()
        try:
            await self.store.open(take_in)
            if first is not None:
                await self.store.open(first)
        except Problem:
            await self.store.close()
            self.store = old.another(old.path, old.person_id)
            raise
        self.demo = demo
        await self._go_on()

    async def _go_on(self, me: UUID | None = None, *, restored: bool = False) -> None:
        """Shows the file that has been opened, or restored."""
        facts = await self.ask(file_facts)
        self.file_id = facts.file_id
        if facts.demo and not self.demo:
            self.demo, self._own_path = True, settings.data_file()
        self.makes_backups = not self.demo
        known = me or self.store.person_id or self.settings.person_in(facts.file_id)
        self.store.person_id = facts.known(known, demo=self.demo)
        self.me_name = facts.name_of(self.store.person_id)
        for screen in self._speaking():
            screen.load()
            for bar in screen.query("TopBar"):
                bar.refresh(layout=True)
        self.refresh_bindings()
        self._watching = True
        if not restored:
            self.begin_backups()
        if self.store.person_id is None:
            self.welcome()
        else:
            self.warn_of_place()

    @work(group="write")
    async def action_leave_demo(self) -> None:
        """Goes back from the demo data to the person's own file."""
        if not self.demo:
            return
        await to_the_places(self)
        if opening.judge(self._own_path).kind == "new":
            self._watching = self.demo = False
            await self.store.close()
            self.store = self.store.another(self._own_path)
            self.welcome()
            return
        await self.use_file(self._own_path, demo=False)

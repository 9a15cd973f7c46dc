"""The backups of the file: when, why, how big, what changed since; enter restores one."""

from __future__ import annotations

import asyncio
from functools import partial
from pathlib import Path
from typing import Any, ClassVar

from rich.text import Text
from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.getters import query_one

from kehitys import i18n
from kehitys.domain.problems import Problem
from kehitys.files import backup_words as words
from kehitys.i18n import N_, _
from kehitys.store import backups as store
from kehitys.store import second_folder
from kehitys.store.backups import Backup
from kehitys.store.paging import Page
from kehitys.store.since import Since, since
from kehitys.tui.backups.confirming import ConfirmRestore
from kehitys.tui.base import KehitysScreen
from kehitys.tui.form import Field, Form
from kehitys.tui.text_widgets import Words
from kehitys.tui.widgets.columns import in_columns
from kehitys.tui.widgets.demo_banner import DemoBanner
from kehitys.tui.widgets.key_bar import KeyBar
from kehitys.tui.widgets.record_list import Ink, RecordList

WIDE = 100


class _Kept(RecordList):
    """The backups, the newest first."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", N_("Restore"), id="backups.restore")
    ]


class Backups(KehitysScreen):
    """Shows the backups of the open file."""

    ABOUT = N_(
        "Whole copies of the file. One is made when Kehitys is opened, every 15 minutes when "
        "something has changed, and before anything large."
    )
    SHOWS: ClassVar[frozenset[str]] = frozenset({"step", "run_fact"})
    AUTO_FOCUS = "_Kept"
    CSS = """
    Backups #backups-head { background: $panel; padding: 0 1; text-style: bold; height: 1; }
    Backups #backups-about { color: $text-muted; margin: 1 1; height: auto; }
    Backups _Kept { margin: 0 1; }
    Backups #backups-nothing { margin: 1 3; height: 1fr; display: none; }
    Backups.-empty #backups-nothing { display: block; }
    Backups.-empty _Kept { display: none; }
    Backups.-empty #backups-since { display: none; }
    Backups #backups-since {
        height: auto; max-height: 9; border-top: solid $panel; padding: 0 1; margin: 0 1;
    }
    Backups #backups-second { color: $text-muted; padding: 0 2; height: auto; margin: 1 0; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("b", "back_up", N_("Back up now"), id="backups.back_up"),
        Binding("f", "second_folder", N_("Second folder"), id="backups.second_folder"),
        Binding("escape", "leave", N_("Back"), id="backups.leave"),
    ]

    kept = query_one(_Kept)

    def __init__(self) -> None:
        super().__init__()
        self._since: dict[str, Since] = {}
        self._newest = ""

    def compose(self) -> ComposeResult:
        """The list, what changed since the marked one, and where the second copies go."""
        yield DemoBanner()
        yield Words(Content(f"{_('Backups')} · {self.app.store.path.name}"), id="backups-head")
        yield Words(_(self.ABOUT), id="backups-about")
        yield _Kept(self.draw)
        yield Words(self._nothing(), id="backups-nothing")
        with VerticalScroll(id="backups-since", can_focus=False):
            yield Words(id="backups-told")
        yield Words(id="backups-second")
        yield KeyBar()

    def on_mount(self) -> None:
        """Reads what there is."""
        super().on_mount()
        self.load()

    def _nothing(self) -> str:
        if not self.app.makes_backups:
            return _("There are none: a demo makes no backups by itself. Press b to make one.")
        return _("There are none yet. Press b to make the first one.")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """A demo's copies go to no second folder."""
        return action != "second_folder" or self.app.makes_backups

    @work(exclusive=True, group="load")
    async def load(self) -> None:
        """Reads the backups and what has changed since each.

        In a damaged file what has changed cannot always be told; the backups stand here all the
        same, as this is where one comes to then.
        """
        app = self.app
        found = await asyncio.to_thread(store.backups, app.store.path, app.file_id)
        try:
            self._since = await app.ask(partial(since, backups=found, lang=i18n.current()))
        except Problem as problem:
            self._since = {}
            app.tell_problem(problem)
        self._newest = found[0].id if found else ""
        self.set_class(not found, "-empty")
        page: Page[Any] = Page(total=len(found), offset=0, rows=found)
        self.kept.show(page)
        self._tell_of(self.kept.current)
        self._tell_second()
        self.refresh_bindings()

    def draw(self, backup: Backup, width: int, ink: Ink) -> Text:
        """When, why, what changed since, how big."""
        wide = width >= WIDE - 10
        found = self._since.get(backup.id)
        quiet = ink("quiet")
        cells = [
            (words.when(backup.made_at, self.app.now()), 20 if wide else 17, ink("strong")),
            (words.why(backup), 0, ink("plain")),
            (words.changed(found) if found else "", 30 if wide else 24, quiet),
            (words.size(backup.bytes), -8, quiet),
        ]
        return in_columns(cells, flexible=1, width=width)

    @on(RecordList.Marked)
    def mark(self, message: RecordList.Marked) -> None:
        """Tells of the backup under the cursor."""
        self._tell_of(message.record)

    def _tell_of(self, backup: Backup | None) -> None:
        told = self.query_one("#backups-told", Words)
        found = self._since.get(backup.id) if backup else None
        if backup is None or found is None:
            told.say("")
            return
        lines = [Content.styled(words.left_out(found), "bold")]
        if backup.why == "before_restore" and backup.id == self._newest:
            lines.insert(
                0, Content.styled(_("Restoring this takes the last restore back."), "bold")
            )
        lines += [Content(line) for line in words.named(found)]
        told.say(Content("\n").join(lines))

    def _tell_second(self) -> None:
        app = self.app
        said = self.query_one("#backups-second", Words)
        folder = app.settings.second_folders.get(app.file_id)
        said.display = app.makes_backups
        if not folder:
            said.say(_("No second folder. Press f to keep copies on another disk too."))
            return
        last = second_folder.last_copied(app.settings, app.file_id)
        if last is None:
            said.say(_("Second folder · no copy yet · %(path)s") % {"path": folder})
            return
        values = {"path": folder, "when": words.when(last, app.now())}
        late = second_folder.behind(app.settings, app.file_id, app.now())
        sentence = _("Second folder · last copy %(when)s · %(path)s") % values
        said.say(f"! {sentence}" if late else sentence)

    @on(RecordList.Opened)
    def choose(self, message: RecordList.Opened) -> None:
        """Asks, since undo does not reach over a restore, and restores."""
        self.confirm(message.record)

    @work
    async def confirm(self, backup: Backup) -> None:
        """Asks once, saying what is left out and how it is taken back."""
        found = self._since.get(backup.id)
        if found is None:
            return
        yes = await self.app.push_screen_wait(ConfirmRestore(backup, found))
        if yes:
            self.app.restore(backup)

    @work(exclusive=True, group="write")
    async def action_back_up(self) -> None:
        """Makes a backup now."""
        try:
            backup = await self.app.back_up("by_hand")
        except Problem as problem:
            self.app.tell_problem(problem)
            return
        assert backup is not None
        self.app.tell(_("Backup made: %(size)s") % {"size": words.size(backup.bytes)})
        self.load()

    @work
    async def action_second_folder(self) -> None:
        """Asks for a folder on another disk; nothing typed is none."""
        app = self.app
        form = Form(
            _("Second folder"),
            [
                Field(
                    name="folder",
                    label=_("Folder"),
                    value=app.settings.second_folders.get(app.file_id, ""),
                    hint=str(Path.home() / _("Backups")),
                )
            ],
            self._use,
            note=_(
                "The newest backup is copied here once a day and whenever you back up by hand. "
                "Choose a folder on another disk. Leave it empty for none."
            ),
        )
        if await app.push_screen_wait(form):
            await app.settled()
            self._tell_second()

    async def _use(self, values: dict[str, Any]) -> None:
        typed = str(values["folder"]).strip()
        path = self.app.store.path
        folder = await asyncio.to_thread(second_folder.chosen, typed, path) if typed else None
        self.app.use_second_folder(folder)

    def action_leave(self) -> None:
        """Goes back to where one came from."""
        self.dismiss(None)

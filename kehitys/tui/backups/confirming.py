"""Asking before a restore, which undo does not reach over."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Button

from kehitys.files import backup_words as words
from kehitys.i18n import N_, _
from kehitys.store.backups import Backup
from kehitys.store.since import Since
from kehitys.tui.text_widgets import Press, Words
from kehitys.tui.widgets.key_bar import KeyBar
from kehitys.tui.window import Window


class ConfirmRestore(Window):
    """Says what a restore leaves out and how it is taken back; gives whether to do it."""

    AUTO_FOCUS = ""
    CSS = """
    ConfirmRestore .window-title { margin-bottom: 0; }
    ConfirmRestore #restore-which { color: $text-muted; width: 1fr; margin-bottom: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "restore", N_("Restore"), id="restore.restore"),
        Binding("escape", "leave", N_("Back"), id="restore.leave"),
    ]

    def __init__(self, backup: Backup, since: Since) -> None:
        super().__init__()
        self._backup = backup
        self._found = since

    def compose(self) -> ComposeResult:
        """Which moment, what is left out, how it is taken back, and the two ways."""
        which = f"{words.moment(self._backup.made_at)} · {words.why(self._backup)}"
        with Vertical(classes="window"):
            yield Words(_("Restore this backup?"), classes="window-title")
            yield Words(which, id="restore-which")
            yield Words(self._left_out(), classes="window-about")
            yield Words(
                _(
                    "A backup of the file as it is now is made first and stands at the top of the "
                    "list. Restore that one if you think better of it."
                ),
                classes="window-about",
            )
            with Horizontal(classes="window-ways"):
                yield Press(f"{_('Restore')}  {_('enter')}", id="do-restore")
                yield Press(f"{_('Back')}  esc", id="do-leave")
        yield KeyBar()

    def _left_out(self) -> Content:
        return Content("\n".join([words.left_out(self._found), *words.named(self._found)]))

    @on(Button.Pressed)
    def press(self, event: Button.Pressed) -> None:
        """Restores or leaves with the mouse."""
        if event.button.id == "do-restore":
            self.action_restore()
        else:
            self.action_leave()

    def action_restore(self) -> None:
        """Says yes."""
        self.dismiss(True)

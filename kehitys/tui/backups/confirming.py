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
from kehitys.tui.base import Modal
from kehitys.tui.text_widgets import Press, Words
from kehitys.tui.widgets.key_bar import KeyBar


class ConfirmRestore(Modal):
    """Says what a restore leaves out and how it is taken back; gives whether to do it."""

    AUTO_FOCUS = ""
    CSS = """
    ConfirmRestore { align: center middle; background: $background 60%; }
    ConfirmRestore #confirm {
        width: 72; max-width: 96%; height: auto; border: round $accent; padding: 1 2;
        background: $background;
    }
    ConfirmRestore #confirm-title { text-style: bold; margin-bottom: 1; width: 1fr; }
    ConfirmRestore .confirm-about { width: 1fr; margin-bottom: 1; }
    ConfirmRestore #confirm-ways { height: 1; }
    ConfirmRestore #confirm-ways Press { margin-right: 2; }
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
        values = {"when": words.moment(self._backup.made_at), "why": words.why(self._backup)}
        with Vertical(id="confirm"):
            yield Words(_("Restore the backup of %(when)s (%(why)s)?") % values, id="confirm-title")
            yield Words(self._left_out(), classes="confirm-about")
            yield Words(
                _(
                    "A backup of the file as it is now is made first and stands at the top of the "
                    "list: restoring that one takes this back."
                ),
                classes="confirm-about",
            )
            with Horizontal(id="confirm-ways"):
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

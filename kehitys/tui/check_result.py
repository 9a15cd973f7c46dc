"""The check of the file: how far it is, and what it found."""

from __future__ import annotations

import asyncio
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Button

from kehitys import i18n
from kehitys.domain.problems import Problem
from kehitys.files import check_words
from kehitys.i18n import N_, _
from kehitys.store import checking, fault_log
from kehitys.tui.text_widgets import Press, Words
from kehitys.tui.widgets.key_bar import KeyBar
from kehitys.tui.window import Window


class CheckResult(Window):
    """Looks through a file while one watches; esc ends it."""

    AUTO_FOCUS = "#check-leave"
    ABOUT = N_("The whole file is read from a copy. Nothing is written to it.")
    CSS = """
    CheckResult > .window { max-height: 90%; }
    CheckResult .window-title { margin-bottom: 0; }
    CheckResult #check-path { color: $text-muted; width: 1fr; margin-bottom: 1; }
    CheckResult #check-found { height: auto; max-height: 1fr; scrollbar-size-vertical: 1; }
    CheckResult #check-log { display: none; color: $text-muted; width: 1fr; margin-top: 1; }
    CheckResult #check-log.-shown { display: block; }
    CheckResult #check-leave { margin-top: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", N_("Back"), id="check.leave"),
    ]

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        self._left = False

    def compose(self) -> ComposeResult:
        """What is checked, and room for what is found."""
        with Vertical(classes="window"):
            yield Words(_("Check of the file"), classes="window-title")
            yield Words(str(self._path), id="check-path")
            with VerticalScroll(id="check-found", can_focus=False):
                yield Words(_("Reading the file …"), id="check-words")
            yield Words("", id="check-log")
            yield Press(f"{_('Back')}  esc", id="check-leave")
        yield KeyBar()

    def on_mount(self) -> None:
        """Begins at once."""
        self.look()

    def on_unmount(self) -> None:
        """Has the check end too."""
        self._left = True

    @on(Button.Pressed)
    def press(self) -> None:
        """Leaves with the mouse."""
        self.action_leave()

    @work(exclusive=True, group="load")
    async def look(self) -> None:
        """Checks on a thread of its own, so that the file can be used meanwhile."""
        try:
            found = await asyncio.to_thread(partial(checking.check, self._path, self._hear))
        except checking.Stopped:
            return
        except Problem as problem:
            self._show([i18n.say(problem.msgid, problem.values)], "$text-error")
            return
        sentences = check_words.sentences(found)
        self._show(sentences, "$text-success" if found.whole else "$text-warning")

    def _hear(self, part: str, done: float) -> None:
        """Called from the checking thread; ends it when nobody looks any more."""
        if self._left:
            raise checking.Stopped
        words = _("%(part)s … %(done)s %%") % {"part": _(part), "done": round(done * 100)}
        self.app.call_from_thread(self._progress, words)

    def _progress(self, words: str) -> None:
        if self.is_attached and not self._left:
            self.query_one("#check-words", Words).say(words)

    def _show(self, sentences: list[str], style: str) -> None:
        if self._left:
            return
        first, *others = sentences
        lines = [Content.styled(first, style), *(Content(line) for line in others)]
        self.query_one("#check-words", Words).say(Content("\n").join(lines))
        if fault_log.path().exists():
            said = _("The log of Kehitys: %(path)s") % {"path": fault_log.path()}
            log = self.query_one("#check-log", Words)
            log.say(said)
            log.add_class("-shown")

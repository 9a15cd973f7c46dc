"""The first start: which language, who you are, or a try with invented data."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.getters import query_one
from textual.widgets import Button, Input

from kehitys import i18n
from kehitys.domain.problems import Problem
from kehitys.i18n import N_, _
from kehitys.tui.base import Modal
from kehitys.tui.text_widgets import Press, Words
from kehitys.tui.widgets.fields import LineField
from kehitys.tui.widgets.key_bar import KeyBar


class Welcome(Modal):
    """Asks the language and the name; offers the demo."""

    AUTO_FOCUS = "#name"
    CSS = """
    Welcome { align: center middle; background: $background; }
    Welcome #welcome {
        width: 68; height: auto; padding: 1 3;
        border: round $accent; background: $background;
    }
    Welcome #title { text-style: bold; color: $accent; width: 1fr; }
    Welcome #about { margin: 1 0; width: 1fr; }
    Welcome #languages { height: 1; margin-bottom: 1; }
    Welcome #languages Press { margin-right: 2; }
    Welcome #languages Press.-chosen { text-style: bold underline; color: $accent; }
    Welcome #name { width: 1fr; }
    Welcome #wrong { color: $text-error; height: auto; width: 1fr; }
    Welcome #ways { height: 1; margin-top: 1; }
    Welcome #ways Press { margin-right: 2; }
    Welcome #try { margin-top: 1; color: $text-muted; width: 1fr; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", show=False, id="welcome.leave"),
        Binding("f8", "turn_language", N_("Language"), id="welcome.language"),
        Binding("f9", "demo", N_("Try with demo data"), id="welcome.demo"),
        Binding("f9", "leave_demo", N_("Back to my own file"), id="welcome.leave_demo"),
        Binding("ctrl+q", "app.quit", N_("Quit"), id="welcome.quit"),
    ]

    name_field = query_one("#name", LineField)

    def compose(self) -> ComposeResult:
        """Language, name, and the two ways on."""
        with Vertical(id="welcome"):
            yield Words("Kehitys", id="title")
            yield Words("", id="about")
            with Horizontal(id="languages"):
                for lang, name in i18n.NATIVE_NAMES.items():
                    yield Press(name, id=f"lang-{lang}")
            yield LineField(id="name", limit=200)
            yield Words("", id="wrong")
            with Horizontal(id="ways"):
                yield Press("", id="begin")
                yield Press("", id="demo")
            yield Words("", id="try")
        yield KeyBar()

    def on_mount(self) -> None:
        """Speaks the language it was started in, and listens once it is seen."""
        self.retell()
        # A name half written is gone on with when the cursor comes back to it.
        self.name_field.select_on_focus = False
        self.call_after_refresh(self.app.hear_from_now)

    @property
    def _busy(self) -> bool:
        return self.query_one("#welcome").disabled

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """While a file is being made there is nothing to do but wait, or leave."""
        if action in ("demo", "leave_demo") and self.app.demo is not (action == "leave_demo"):
            return False
        waits = action in ("turn_language", "demo", "leave_demo")
        return not waits or not (self.is_mounted and self._busy)

    def retell(self) -> None:
        """Says everything in the language spoken now; what was typed stays."""
        self.query_one("#about", Words).say(
            _(
                "Plan workshops, run them, and learn from experiments. "
                "Everything stays on this computer, in one file."
            )
        )
        self.name_field.placeholder = _("Your name, as colleagues know it")
        self.query_one("#begin", Press).label = f"{_('Begin')}  {_('enter')}"
        # Who erases themselves in a demo is asked here, too: the same key leads back from it.
        f9 = _("Back to my own file") if self.app.demo else _("Try with demo data")
        self.query_one("#demo", Press).label = f"{f9}  F9"
        self.query_one("#try").display = not self.app.demo
        self.query_one("#try", Words).say(
            _(
                "The demo is an invented municipality in a file of its own. "
                "Nothing of it enters yours."
            )
        )
        for lang in i18n.LANGUAGES:
            self.query_one(f"#lang-{lang}").set_class(lang == i18n.current(), "-chosen")
        self.refresh_bindings()

    def action_leave(self) -> None:
        """Stays: without a name there is nobody to do things."""

    def action_turn_language(self) -> None:
        """Speaks the next language."""
        langs = i18n.LANGUAGES
        self.app.speak(langs[(langs.index(i18n.current()) + 1) % len(langs)])

    @on(Button.Pressed)
    def press(self, event: Button.Pressed) -> None:
        """Does with the mouse what the keys do."""
        pressed = event.button.id or ""
        if pressed.startswith("lang-"):
            self.app.speak(pressed.removeprefix("lang-"))
            self.name_field.focus()
        elif pressed == "demo" and self.app.demo:
            self.action_leave_demo()
        elif pressed == "demo":
            self.action_demo()
        else:
            self.begin()

    @on(Input.Submitted)
    def submit(self) -> None:
        """Enter begins."""
        self.begin()

    @work(exclusive=True, group="save")
    async def begin(self) -> None:
        """Makes the person of the register and goes on to Today."""
        from kehitys.files.library import take_in
        from kehitys.operations.joining import join

        name = self.name_field.value.strip()
        if not name:
            self._wrong(_("Write your name first."))
            return
        self._wait(_("Making your file …"))
        try:
            await self.app.store.open(take_in)
            person_id = await self.app.carry_out(partial(join, name=name, language=i18n.current()))
            await self.app.begin(person_id, name)
        except Problem as problem:
            self._go_on(i18n.say(problem.msgid, problem.values))
            return
        self.app.keep_settings(replace(self.app.settings, language=i18n.current()))
        self._leave()

    @work(exclusive=True, group="save")
    async def action_demo(self) -> None:
        """Makes the invented municipality in a file of its own and opens it."""
        from kehitys.operations.demo import fill
        from kehitys.store.passing_folder import passing_folder

        self._wait(_("Making the demo …"))
        try:
            path = self.app.passing.enter_context(passing_folder()) / "demo.db"
            await self.app.use_file(path, demo=True, first=partial(fill, speak=i18n.current()))
        except (Problem, OSError):
            self._go_on(
                _(
                    "The demo could not be written, and nothing is left of it. "
                    "Check that the disk has room and the folder lets you write, then try again."
                )
            )
            return
        self._leave()

    def action_leave_demo(self) -> None:
        """Goes back from a demo in which nobody is at the keyboard any more."""
        self._leave()
        self.app.action_leave_demo()

    def _wait(self, sentence: str) -> None:
        """Says what is being made; nothing can be typed or pressed meanwhile."""
        self.query_one("#welcome").disabled = True
        self.refresh_bindings()
        self._wrong(sentence)

    def _go_on(self, sentence: str) -> None:
        """Says what went wrong; what was typed stands in the field, to be put right."""
        self.query_one("#welcome").disabled = False
        self.name_field.focus()
        self.refresh_bindings()
        self._wrong(sentence)

    def _leave(self) -> None:
        """Closes the window; what was pressed while it waited is meant for nobody."""
        self.app.hear_from_now()
        self.dismiss(None)

    def _wrong(self, sentence: str) -> None:
        self.query_one("#wrong", Words).say(sentence)

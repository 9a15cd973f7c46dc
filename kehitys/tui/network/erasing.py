"""Erasing a person for good: asked first, because nothing brings them back."""

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
from kehitys.domain import clock
from kehitys.domain.network import Person
from kehitys.domain.problems import Problem
from kehitys.domain.text import fold
from kehitys.i18n import N_, _, dates
from kehitys.operations import network as operations
from kehitys.store import erasure
from kehitys.store.thinning import HELD
from kehitys.tui.text_widgets import Press, Words
from kehitys.tui.widgets.fields import LineField
from kehitys.tui.widgets.key_bar import KeyBar
from kehitys.tui.window import Window


class ErasePerson(Window):
    """Says what goes and what stays, and erases when the name is typed."""

    AUTO_FOCUS = "#erase-name"
    CSS = """
    ErasePerson > .window { border: round $error; padding: 0 2; }
    ErasePerson .window-title, ErasePerson #erase-wrong { color: $text-error; }
    ErasePerson #erase-wrong { width: 1fr; height: auto; }
    ErasePerson #erase-wrong { min-height: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "erase", N_("Erase for good"), show=False, id="erase.erase"),
        Binding("escape", "leave", N_("Back"), id="erase.leave"),
    ]

    name_field = query_one("#erase-name", LineField)

    def __init__(self, person: Person) -> None:
        super().__init__()
        self._person = person
        self._erased = False
        self._words: tuple[str, ...] = ()
        self._traces: tuple[str, ...] = ()

    def compose(self) -> ComposeResult:
        """What goes, what stays, and the name to type."""
        name = {"name": self._person.name}
        with Vertical(classes="window"):
            yield Words(_("Erase for good: %(name)s") % name, classes="window-title")
            yield Words(
                _(
                    "The name, the contact data, skills, languages, memberships, notes and "
                    "favourites go, also from the history. Workshops and experiments stay, without "
                    "the name. This cannot be undone."
                ),
                classes="window-about",
            )
            yield Words(self._copies(), classes="window-about")
            if self._person.id == self.app.me:
                yield Words(
                    _("This is you. You will be asked who you are."), classes="window-about"
                )
            yield Words(_("Type the name to erase"))
            yield LineField(id="erase-name", placeholder=self._person.name)
            yield Words("", id="erase-wrong")
            with Horizontal(classes="window-ways"):
                yield Press(f"{_('Erase for good')}  {_('enter')}", id="do-erase")
                yield Press(f"{_('Back')}  esc", id="do-leave")
        yield KeyBar()

    def _copies(self) -> str:
        """What becomes of the copies that hold the person."""
        app = self.app
        if not app.makes_backups:
            return _(
                "Copies of the file made earlier still hold the person. Delete those yourself."
            )
        last = clock.local(app.now() + HELD).date()
        said = _(
            "Backups made before this still hold the person. The last of them goes on %(date)s, or "
            "when Kehitys is next opened after that. Whoever restores one gets the rest of it "
            "back, without the person. Copies you have made yourself are yours to delete."
        ) % {"date": dates.full_date(last)}
        if app.file_id in app.settings.second_folders:
            said += " " + _("Those in the second folder go when it is next within reach.")
        return said

    @on(Input.Submitted)
    def submit(self) -> None:
        """Enter erases, when the name is right."""
        self.action_erase()

    @on(Button.Pressed)
    def press(self, event: Button.Pressed) -> None:
        """Erases or leaves with the mouse."""
        if event.button.id == "do-erase":
            self.action_erase()
        else:
            self.action_leave()

    @work(exclusive=True, group="save")
    async def action_erase(self) -> None:
        """Erases the person, then takes the traces out of the file."""
        if not self._erased and not self._confirmed():
            self._wrong(_("That is not the name. Nothing was erased."))
            return
        try:
            await self._erase()
        except Problem as problem:
            self._wrong(i18n.say(problem.msgid, problem.values))
            return
        self.app.tell(self._said(), problem=bool(self._traces))
        self.dismiss(True)
        if self._person.id == self.app.me:
            self._forget_me()

    def _confirmed(self) -> bool:
        return _plain(self.name_field.value) == _plain(self._person.name)

    async def _erase(self) -> None:
        person_id = self._person.id
        if not self._erased:
            await self.app.back_up("before_erase")
            self._words = await self.app.ask(partial(erasure.words_of, person_id=person_id))
            await self.app.carry_out(partial(operations.erase_person, person_id=person_id))
            self._erased = True
        words = self._words
        self._traces = await self.app.store.open(lambda database: erasure.sweep(database, words))

    def _said(self) -> str:
        if self._traces:
            return _(
                "Erased. Texts written by others still hold %(words)s. "
                "Search for it and change them."
            ) % {"words": ", ".join(self._traces)}
        return _("Erased. Nothing of the person is left in the file.")

    def _forget_me(self) -> None:
        """Asks who is at the keyboard, since the one who was is no longer here."""
        from kehitys.tui.welcome import Welcome

        app = self.app
        people = {file: row for file, row in app.settings.people.items() if file != app.file_id}
        app.keep_settings(replace(app.settings, people=people))
        app.store.person_id = None
        app.me_name = ""
        app.call_after_refresh(app.push_screen, Welcome())

    def _wrong(self, sentence: str) -> None:
        self.query_one("#erase-wrong", Words).say(sentence)


def _plain(name: str) -> str:
    return " ".join(fold(name).split())

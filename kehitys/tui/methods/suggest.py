"""What could I use now: a few facts of the moment, and the methods that fit them, with reasons."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import ClassVar
from uuid import UUID

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Horizontal
from textual.content import Content
from textual.getters import query_one
from textual.widgets import Input, OptionList

from kehitys import i18n
from kehitys.domain.fit import ranked, relaxed
from kehitys.domain.history import History
from kehitys.domain.methods import Method
from kehitys.domain.problems import Problem
from kehitys.files.fit_words import otherwise
from kehitys.i18n import N_, _, ngettext
from kehitys.store import history, methods
from kehitys.tui.base import KehitysScreen
from kehitys.tui.methods import moment
from kehitys.tui.methods.fit_lines import method_line
from kehitys.tui.text_widgets import Choices, Words
from kehitys.tui.widgets.choice_field import ChoiceField
from kehitys.tui.widgets.demo_banner import DemoBanner
from kehitys.tui.widgets.fields import LineField
from kehitys.tui.widgets.key_bar import KeyBar

OFFERED = 60
"""The most methods that are listed; the best come first, then those that nearly suit."""
WIDE = 120
"""From this many columns on there is room for three fields in a row."""
EDGES = 3
"""The cells beside the words of a method: one at each side and the scroll bar."""


class _Suggestions(Choices):
    """The methods offered; up from the first of them leads back to the fields."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", N_("Read"), id="suggest.open"),
    ]

    def action_cursor_up(self) -> None:
        """Moves up, and from the first on to the fields."""
        if self.highlighted in (None, 0):
            self.screen.query_one("#ask-minutes").focus()
        else:
            super().action_cursor_up()


class _Number(LineField):
    """A number asked for; down leads to the methods, where a line has no use for it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "down", "screen.to_list", N_("To the list"), key_display="↓", id="suggest.to_list_too"
        ),
    ]


class WhatNow(KehitysScreen):
    """A small form of the moment over the methods that fit it; the list follows what is typed."""

    ABOUT = N_(
        "Say how much time and how many people there are. What fits best stands first, with why."
    )
    SHOWS: ClassVar[frozenset[str]] = frozenset(
        {"method", "method_edition", "tagged", "toolkit", "run", "block_rating"}
    )
    CSS_PATH = __file__.replace("suggest.py", "suggest.tcss")
    AUTO_FOCUS = "#ask-minutes"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "to_list", N_("To the list"), key_display="↓", id="suggest.to_list"),
        Binding("tab", "app.focus_next", N_("Next field"), id="suggest.next"),
        Binding("c", "clear", N_("Clear"), id="suggest.clear"),
        Binding("escape", "leave", N_("Back"), id="suggest.leave"),
    ]

    suggestions = query_one(_Suggestions)

    def __init__(self, run_id: UUID | None = None) -> None:
        """Without `run_id`, the run that goes on says what the moment is, if one does."""
        super().__init__()
        self._run_id = run_id
        self._values = moment.nothing()
        self._now: moment.Moment | None = None
        self._methods: tuple[Method, ...] = ()
        self._histories: Mapping[UUID, History] = {}

    def compose(self) -> ComposeResult:
        """The fields over the methods."""
        yield DemoBanner()
        yield Words(id="suggest-head")
        with Container(id="suggest-fields"):
            for name in moment.NAMES:
                with Horizontal(classes="ask"):
                    yield Words(moment.label(name), classes="ask-label")
                    if name in moment.NUMBERS:
                        yield _Number(
                            self._values[name], placeholder=_("any number"), id=f"ask-{name}"
                        )
                    else:
                        yield ChoiceField(
                            moment.options(name), self._values[name], id=f"ask-{name}"
                        )
        yield Words(id="suggest-count")
        yield _Suggestions(id="suggest-list")
        yield KeyBar()

    def on_mount(self) -> None:
        """Reads the library and the moment."""
        super().on_mount()
        self._fit()
        self._follow()
        self.load()

    def _follow(self) -> None:
        for field in self.query(ChoiceField):
            self.watch(field, "value", self._changed, init=False)

    def retell(self) -> None:
        """Says everything in the language spoken now; what was asked stays."""
        super().retell()
        self.call_after_refresh(self._follow)

    def on_resize(self, event: events.Resize) -> None:  # noqa: ARG002
        """Puts three fields in a row when there is room, else two, and breaks the lines anew."""
        self._fit()
        self.tell()

    def _fit(self) -> None:
        self.set_class(self.app.size.width < WIDE, "-narrow")

    @work(exclusive=True, group="load")
    async def load(self) -> None:
        """Reads the methods and their past; the first time also how things stand in the run."""
        if self._now is None:
            at = self.app.now()
            self._now = await self.app.ask(partial(moment.read, run_id=self._run_id, at=at))
            self._fill(self._now.values)
        self._methods = await self.app.ask(methods.everything)
        self._histories = await self.app.ask(history.histories)
        self.tell()

    def _fill(self, values: Mapping[str, str]) -> None:
        with self.prevent(Input.Changed):
            for name, value in values.items():
                field = self.query_one(f"#ask-{name}")
                assert isinstance(field, LineField | ChoiceField)
                field.value = value
        self._values = {**self._values, **values}

    @on(Input.Changed)
    def typed(self) -> None:
        """Lists what fits, while one types."""
        self._changed()

    def _changed(self) -> None:
        for name in moment.NAMES:
            field = self.query_one(f"#ask-{name}")
            assert isinstance(field, LineField | ChoiceField)
            self._values[name] = str(field.value)
        self.tell()

    def tell(self) -> None:
        """Says what fits the moment as it is asked for now."""
        if self._now is None:
            return
        head = Content.styled(_("What could I use now?"), "bold")
        if self._now.title:
            head = Content.assemble(head, (f"  {self._now.title}", "$text-muted"))
        self.query_one("#suggest-head", Words).say(head)
        count = self.query_one("#suggest-count", Words)
        try:
            slot = moment.slot(self._values)
        except Problem as problem:
            count.say(Content.styled(i18n.say(problem.msgid, problem.values), "$text-warning"))
            return
        slot = replace(slot, used=self._now.used)
        fits = ranked(self._methods, slot, self._histories)
        suits = sum(each.suits for each in fits)
        if suits:
            told = ngettext("%(n)d method suits", "%(n)d methods suit", suits) % {"n": suits}
            count.say(Content.styled(told, "bold"))
        else:
            count.say(
                Content.styled(otherwise(slot, relaxed(self._methods, slot)), "$text-warning")
            )
        width = self.app.size.width - EDGES
        self.suggestions.offer(
            (str(each.method.id), method_line(each, width)) for each in fits[:OFFERED]
        )

    # Keys.

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """The list is gone to from the fields; letters are text while one types."""
        if action == "to_list":
            return self.focused is not self.query_one("#suggest-list") if self.is_mounted else True
        return True

    def action_to_list(self) -> None:
        """Goes from the fields to the methods."""
        self.suggestions.focus()

    @on(Input.Submitted)
    def submitted(self) -> None:
        """Enter goes on to the methods."""
        self.action_to_list()

    def action_clear(self) -> None:
        """Asks for nothing any more."""
        self._fill(moment.nothing())
        self.tell()

    @on(OptionList.OptionSelected)
    def read(self, event: OptionList.OptionSelected) -> None:
        """Opens the method to read; esc leads back here."""
        from kehitys.tui.methods.reader import MethodReader

        self.app.push_screen(MethodReader(UUID(event.option.id)))

    def action_leave(self) -> None:
        """Back to where it was opened from."""
        self.dismiss()

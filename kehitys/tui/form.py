"""A form in a window: fields one under another, saved with one key, nothing typed is lost."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any, ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.css.query import NoMatches
from textual.widget import Widget
from textual.widgets import Button, Input, TextArea

from kehitys import i18n
from kehitys.domain import clock
from kehitys.domain.problems import Problem
from kehitys.i18n import N_, _, dates
from kehitys.tui.base import Modal
from kehitys.tui.text_widgets import Press, Words
from kehitys.tui.widgets.choice_field import ChoiceField
from kehitys.tui.widgets.fields import LineField, ParagraphField
from kehitys.tui.widgets.key_bar import KeyBar

Submit = Callable[[dict[str, Any]], Awaitable[object]]
Typed = dict[str, Any]

DRAFT_EVERY = 1.0
"""Seconds between two savings of what is being typed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field of a form."""

    name: str
    label: str
    """In the language spoken now."""
    kind: str = "line"
    """line, paragraph, choice (one of `options`) or many (some of `options`)."""
    value: Any = ""
    """A text; for a choice its key, for many a tuple of keys."""
    hint: str = ""
    options: tuple[tuple[str, str], ...] = ()
    """Keys and their words."""
    required: bool = False
    read: Callable[[str], Any] | None = None
    """Makes a value of what is typed; raises `Problem`. Nothing typed is `None`."""


class Form(Modal):
    """Asks for the fields and hands their values to `submit`; closes with what that gives.

    When `submit` raises `Problem` the sentence stands in the form and what was typed stays.
    """

    SAVES: ClassVar[str] = N_("Save")
    """What its button says."""
    CSS_PATH = __file__.replace("form.py", "form.tcss")
    AUTO_FOCUS = ".field-input"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", SAVES, key_display="ctrl+s", priority=True, id="form.save"),
        Binding("ctrl+r", "set_aside", N_("As it was"), priority=True, id="form.set_aside"),
        Binding("escape", "leave", N_("Back"), id="form.leave"),
    ]

    def __init__(
        self, title: str, fields: Sequence[Field], submit: Submit, *, note: str = "", key: str = ""
    ) -> None:
        """`key` names the form, so that what was typed waits there when it is left or cut off."""
        super().__init__()
        self._title = title
        self._fields = fields
        self._submit = submit
        self._note = note
        self._key = key
        self._base: Typed = values_of(fields)
        """What stood in each field when the person began to type there."""
        self._kept: dict[str, tuple[Any, Any]] = {}
        """What is stored of what was typed, with what stood there before."""
        self._aside: Typed = {}
        """What was typed and has been put aside."""
        self._ready = not key
        self._saved = False

    def compose(self) -> ComposeResult:
        """Title, fields with room for what is wrong with each, and the two ways out."""
        with Vertical(id="form"):
            yield Words(self._title, id="form-title")
            with VerticalScroll(id="form-fields", can_focus=False):
                if self._note:
                    yield Words(self._note, classes="form-note")
                yield Words("", id="form-draft", classes="form-note")
                for field in self._fields:
                    with Horizontal(classes=f"field -{field.kind}"):
                        yield Words(field.label, classes="field-label")
                        yield self._input(field, field.value)
                    yield Words("", id=f"wrong-{field.name}", classes="field-wrong")
            yield Words("", id="form-wrong", classes="field-wrong")
            with Horizontal(id="form-buttons"):
                yield Press(f"{_(self.SAVES)}  ctrl+s", id="save")
                yield Press(f"{_('Back')}  esc", id="leave")
                yield Press(f"{_('As it was')}  ctrl+r", id="set-aside")
        yield KeyBar()

    def on_mount(self) -> None:
        """Fetches what was typed last time, and keeps what is typed from then on."""
        self._offer_aside()
        if self._key:
            self.load_draft()
            self.set_interval(DRAFT_EVERY, self.keep_draft, name="drafts")

    def _input(self, field: Field, value: Any) -> Widget:
        name = f"field-{field.name}"
        made: Widget
        if field.kind == "paragraph":
            made = ParagraphField(value, placeholder=field.hint, id=name)
        elif field.kind in ("choice", "many"):
            made = ChoiceField(field.options, value, many=field.kind == "many", id=name)
        else:
            made = LineField(value, placeholder=field.hint, id=name)
        made.add_class("field-input")
        return made

    @on(Input.Submitted)
    def next_field(self) -> None:
        """Enter goes on to the next field."""
        self.focus_next(".field-input, Press")

    @on(Button.Pressed)
    def press(self, event: Button.Pressed) -> None:
        """Saves, leaves or puts aside with the mouse."""
        if event.button.id == "save":
            self.action_save()
        elif event.button.id == "set-aside":
            self.action_set_aside()
        else:
            self.action_leave()

    def typed(self) -> Typed:
        """What stands in the fields now, as it was typed."""
        values: Typed = {}
        for field in self._fields:
            widget = self.query_one(f"#field-{field.name}")
            if isinstance(widget, ParagraphField):
                values[field.name] = widget.text
            elif isinstance(widget, LineField | ChoiceField):
                values[field.name] = in_order(field, widget.value)
        return values

    def put(self, values: Typed) -> None:
        """Puts values into fields, those that stand there already left alone."""
        standing = self.typed()
        for name, value in values.items():
            if name not in standing or standing[name] == value:
                continue
            widget = self.query_one(f"#field-{name}")
            if isinstance(widget, ParagraphField):
                widget.text = value
            elif isinstance(widget, LineField | ChoiceField):
                widget.value = value

    # What is typed and not saved.

    @work(exclusive=True, group="load")
    async def load_draft(self) -> None:
        """Puts what was typed last time into the fields that nobody has typed in since."""
        from kehitys.store import drafts

        # A draft of the same form may still be on its way into the file.
        await self.app.settled()
        place = self._draft_place()
        found = await self.app.ask(lambda connection: drafts.form_draft(connection, place))
        self._ready = True
        if found is None:
            return
        self._kept = dict(found.fields)
        standing = self.typed()
        kept = {
            name: pair
            for name, pair in found.fields.items()
            if standing.get(name) == self._base.get(name) != pair[1] and name in standing
        }
        if kept:
            self._base |= {name: was for name, (was, _typed) in kept.items()}
            self.put({name: typed for name, (_was, typed) in kept.items()})
            told = _("What you typed %(when)s is here and not saved yet.")
            self._say_draft(told % {"when": when_near(found.at, self.app.today)})

    def keep_draft(self) -> None:
        """Stores what has been typed since the last time."""
        from kehitys.operations import drafts

        if not self._ready or self._saved or not self._key:
            return
        changed = self._changed()
        fresh = {name: pair for name, pair in changed.items() if self._kept.get(name) != pair}
        gone = [name for name in self._kept if name not in changed]
        if fresh or gone:
            self._kept = changed
            keep = partial(drafts.keep_form, place=self._draft_place(), fields=fresh, gone=gone)
            self.app.perform(keep, quietly=True)
        self._offer_aside()

    def _changed(self) -> dict[str, tuple[Any, Any]]:
        return {
            name: (self._base.get(name), value)
            for name, value in self.typed().items()
            if value != self._base.get(name)
        }

    def _draft_place(self) -> str:
        from kehitys.store import drafts

        return drafts.form_place(self.app.me, self._key)

    def _drop_draft(self) -> None:
        from kehitys.operations import drafts

        self._saved = True
        if self._kept:
            drop = partial(
                drafts.keep_form, place=self._draft_place(), fields={}, gone=list(self._kept)
            )
            self.app.perform(drop, quietly=True)

    @on(events.DescendantBlur)
    def keep_at_once(self) -> None:
        """Keeps what is typed when a field is left."""
        self.keep_draft()

    def before_quitting(self) -> None:
        """Keeps what is typed when the app is left, also before the last draft has been read."""
        self._ready = True
        self.keep_draft()

    def action_set_aside(self) -> None:
        """Takes away what was typed and not saved; a second time brings it back."""
        changed = self._changed()
        if changed:
            self._aside = {name: typed for name, (_was, typed) in changed.items()}
            self.put({name: was for name, (was, _typed) in changed.items()})
            self._say_draft(_("As it was before you typed. ctrl+r brings your words back."))
        elif self._aside:
            self.put(self._aside)
            self._aside = {}
            self._say_draft("")
        self.keep_draft()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """There must be something typed to put aside, or to bring back."""
        if action == "set_aside" and self.is_mounted:
            return bool(self._aside or self._changed())
        return True

    @on(Input.Changed)
    @on(TextArea.Changed)
    @on(ChoiceField.Changed)
    def _offer_aside(self) -> None:
        button = self.query_one("#set-aside")
        # Asked before the form is mounted as well, when every key still counts as working.
        offered = bool(self._aside or self._changed())
        if button.display != offered:
            button.display = offered
            self.refresh_bindings()

    def _say_draft(self, sentence: str) -> None:
        words = self.query_one("#form-draft", Words)
        words.say(sentence)
        words.set_class(bool(sentence), "-shown")
        self._offer_aside()

    def action_leave(self) -> None:
        """Closes the form; what was typed waits until it is opened again."""
        if self._key and self._changed():
            self._ready = True
            self.keep_draft()
            self.app.tell(_("Not saved yet. Open the form again to go on."))
        else:
            self.keep_draft()
        self._saved = True
        self.dismiss(None)

    @work(exclusive=True, group="save")
    async def action_save(self) -> None:
        """Hands the values over when each of them does."""
        if (values := self.read_values(self.typed())) is None:
            return
        try:
            result = await self._submit(values)
        except Problem as problem:
            self.say_wrong(i18n.say(problem.msgid, problem.values))
            return
        self.done(result)

    def done(self, result: object) -> None:
        """Closes the form, whose values have been saved."""
        self._drop_draft()
        self.dismiss(True if result is None else result)

    def say_wrong(self, sentence: str) -> None:
        """Says over the buttons, which stay in sight, why it cannot be saved."""
        self.set_class(bool(sentence), "-refused")
        self._wrong("form-wrong", sentence)

    def read_values(self, typed: Typed) -> dict[str, Any] | None:
        """The values, or `None` with what is wrong told beside each field."""
        values: dict[str, Any] = {}
        wrong: dict[str, str] = {}
        for field in self._fields:
            value = typed[field.name]
            empty = not (value.strip() if isinstance(value, str) else value)
            if empty and field.required:
                wrong[field.name] = _("This needs filling in.")
            elif field.read is not None and isinstance(value, str):
                try:
                    values[field.name] = None if empty else field.read(value)
                except Problem as problem:
                    wrong[field.name] = i18n.say(problem.msgid, problem.values)
            else:
                values[field.name] = value
        self.say_wrong("")
        for field in self._fields:
            self._wrong(f"wrong-{field.name}", wrong.get(field.name, ""))
        if wrong:
            self.query_one(f"#field-{next(iter(wrong))}").focus()
            return None
        return values

    def _wrong(self, place: str, sentence: str) -> None:
        try:
            words = self.query_one(f"#{place}", Words)
        except NoMatches:
            return
        words.say(sentence)
        words.set_class(bool(sentence), "-shown")


def values_of(fields: Sequence[Field]) -> Typed:
    """What stands in the fields at first."""
    return {field.name: in_order(field, field.value) for field in fields}


def in_order(field: Field, value: Any) -> Any:
    """The value of a field, one of several choices in the order in which they are offered."""
    if field.kind != "many":
        return value
    keys = [key for key, _words in field.options]
    return tuple(sorted(value, key=lambda each: keys.index(each) if each in keys else len(keys)))


def when_near(at: datetime, today: datetime) -> str:
    """When something was done: a time of today, else the day with it."""
    here = clock.local(at)
    time = dates.time_of(here, sentence=True)
    return time if here.date() == today.date() else f"{dates.day(here.date())} {time}"

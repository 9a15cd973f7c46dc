"""A form in a window: fields one under another, saved with one key, nothing typed is lost."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.css.query import NoMatches
from textual.widget import Widget
from textual.widgets import Button, Input

from kehitys import i18n
from kehitys.domain.problems import Problem
from kehitys.i18n import N_, _
from kehitys.tui.base import Modal
from kehitys.tui.text_widgets import Press, Words
from kehitys.tui.widgets.choice_field import ChoiceField
from kehitys.tui.widgets.fields import LineField, ParagraphField
from kehitys.tui.widgets.key_bar import KeyBar

Submit = Callable[[dict[str, Any]], Awaitable[object]]


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
        Binding("escape", "leave", N_("Back"), id="form.leave"),
    ]

    def __init__(
        self, title: str, fields: Sequence[Field], submit: Submit, *, note: str = "", key: str = ""
    ) -> None:
        """`key` names the form, so that what was typed waits there when it is left with esc."""
        super().__init__()
        self._title = title
        self._fields = fields
        self._submit = submit
        self._note = note
        self._key = key

    def compose(self) -> ComposeResult:
        """Title, fields with room for what is wrong with each, and the two ways out."""
        kept = self.app.kept_forms.get(self._key, {})
        with Vertical(id="form"):
            yield Words(self._title, id="form-title")
            with VerticalScroll(id="form-fields", can_focus=False):
                if self._note:
                    yield Words(self._note, classes="form-note")
                if kept:
                    yield Words(_("What you typed last time is here."), classes="form-note")
                for field in self._fields:
                    with Horizontal(classes=f"field -{field.kind}"):
                        yield Words(field.label, classes="field-label")
                        yield self._input(field, kept.get(field.name, field.value))
                    yield Words("", id=f"wrong-{field.name}", classes="field-wrong")
            yield Words("", id="form-wrong", classes="field-wrong")
            with Horizontal(id="form-buttons"):
                yield Press(f"{_(self.SAVES)}  ctrl+s", id="save")
                yield Press(f"{_('Back')}  esc", id="leave")
        yield KeyBar()

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
        """Saves or leaves with the mouse."""
        if event.button.id == "save":
            self.action_save()
        else:
            self.action_leave()

    def typed(self) -> dict[str, Any]:
        """What stands in the fields now, as it was typed."""
        values: dict[str, Any] = {}
        for field in self._fields:
            widget = self.query_one(f"#field-{field.name}")
            if isinstance(widget, ParagraphField):
                values[field.name] = widget.text
            elif isinstance(widget, LineField | ChoiceField):
                values[field.name] = widget.value
        return values

    def action_leave(self) -> None:
        """Closes the form; what was typed waits until it is opened again."""
        typed = self.typed()
        begun = {field.name: field.value for field in self._fields}
        if self._key and typed != begun:
            self.app.kept_forms[self._key] = typed
            self.app.tell(_("Not saved yet. Open the form again to go on."))
        self.dismiss(None)

    @work(exclusive=True, group="save")
    async def action_save(self) -> None:
        """Hands the values over when each of them does."""
        values = self._read()
        if values is None:
            return
        try:
            result = await self._submit(values)
        except Problem as problem:
            self._wrong("form-wrong", i18n.say(problem.msgid, problem.values))
            return
        self.app.kept_forms.pop(self._key, None)
        self.dismiss(True if result is None else result)

    def _read(self) -> dict[str, Any] | None:
        """The values, or `None` with what is wrong told beside each field."""
        typed = self.typed()
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
        self._wrong("form-wrong", "")
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

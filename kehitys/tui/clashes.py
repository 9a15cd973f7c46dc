"""What two windows said differently of the same fields: mine, theirs, or by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import Button

from kehitys.domain.merging import Clash
from kehitys.i18n import N_, _
from kehitys.tui.base import Modal
from kehitys.tui.form import Field, Form
from kehitys.tui.text_widgets import Press, Words
from kehitys.tui.widgets.key_bar import KeyBar

LINES_SHOWN = 4
"""Lines of a long text that are shown of each side."""


class _Side(Words):
    """One of the ways a field may be; a click chooses it."""

    @dataclass
    class Clicked(Message):
        """It was chosen with the mouse."""

        side: _Side

    def on_click(self, event: events.Click) -> None:
        """Chooses with the mouse."""
        event.stop()
        self.post_message(self.Clicked(self))


class ClashedField(Vertical, can_focus=True):
    """A field with what it was, what the other window made of it, and what I did."""

    DEFAULT_CSS = """
    ClashedField {
        height: auto; margin-bottom: 1; padding: 0 1; border-left: wide $panel;
        &:focus { border-left: wide $accent; }
        .clash-label { text-style: bold; }
        .clash-was { color: $text-muted; }
        _Side { width: 1fr; }
        _Side.-chosen { text-style: bold; background: $surface; }
        .clash-by-hand { display: none; }
        .clash-by-hand.-chosen { display: block; }
    }
    """
    chosen: reactive[str] = reactive("")
    """mine, theirs or hand; empty until it has been said."""

    def __init__(self, field: Field, clash: Clash, who: str) -> None:
        super().__init__()
        self.field = field
        self._clash = clash
        self._who = who
        self._by_hand: Any = None

    def compose(self) -> ComposeResult:
        """What it was, over the ways it may be."""
        yield Words(self.field.label, classes="clash-label")
        yield Words(classes="clash-was")
        yield _Side(classes="clash-theirs")
        yield _Side(classes="clash-mine")
        yield _Side(classes="clash-by-hand")

    def on_mount(self) -> None:
        """Says everything."""
        self.watch_chosen()

    @property
    def value(self) -> Any:
        """The field as it has been settled; `None` until then."""
        sides = {"mine": self._clash.mine, "theirs": self._clash.theirs, "hand": self._by_hand}
        return sides.get(self.chosen)

    @property
    def nearest(self) -> Any:
        """What one who writes it by hand begins with."""
        return self._clash.mine if self.value is None else self.value

    def write(self, value: Any) -> None:
        """Takes what was written by hand."""
        self._by_hand = value
        self.chosen = "hand"
        self.watch_chosen()

    def watch_chosen(self) -> None:
        """Marks what was chosen."""
        if not self.query(".clash-was"):
            return
        self.query_one(".clash-was", Words).say(self._said(_("It was"), "", self._clash.base))
        other = " · ".join(filter(None, (_("The other window"), self._who)))
        for name, key, label, value in (
            ("theirs", "t", other, self._clash.theirs),
            ("mine", "m", _("Mine"), self._clash.mine),
            ("by-hand", "e", _("By hand"), self._by_hand),
        ):
            side = self.query_one(f".clash-{name}", _Side)
            chosen = self.chosen == ("hand" if name == "by-hand" else name)
            side.set_class(chosen, "-chosen")
            side.say(self._said(label, f"{'●' if chosen else '○'} {key} ", value))

    def _said(self, label: str, sign: str, value: Any) -> Content:
        words = shown(self.field, value)
        head = Content.assemble((sign, "$accent"), (label, "$text-muted"), "  ")
        if "\n" not in words and len(words) + head.cell_length <= self.app.size.width * 7 // 10:
            return Content.assemble(head, words)
        lines = words.split("\n")
        if len(lines) > LINES_SHOWN and sign and not self.has_focus:
            lines = [*lines[:LINES_SHOWN], "…"]
        return Content("\n").join([head, *(Content(line) for line in lines)])

    def on_focus(self) -> None:
        """Shows long texts whole."""
        self.watch_chosen()

    def on_blur(self) -> None:
        """Shows the beginnings of long texts."""
        self.watch_chosen()

    @on(_Side.Clicked)
    def choose_clicked(self, message: _Side.Clicked) -> None:
        """Chooses the side that was clicked."""
        message.stop()
        self.focus()
        for name in ("theirs", "mine"):
            if message.side.has_class(f"clash-{name}"):
                self.chosen = name


class Clashes(Modal):
    """Asks of each field that two windows changed which of them holds; gives the values by name."""

    AUTO_FOCUS = "ClashedField"
    CSS_PATH = __file__.replace("clashes.py", "form.tcss")
    CSS = """
    Clashes {
        align: center middle; background: $background;
        #clashes {
            width: 90%; max-width: 96; height: auto; max-height: 92%;
            background: $background; border: round $accent; padding: 0 1;
        }
        #clashes-title { text-style: bold; color: $accent; padding: 0 1; width: 1fr; }
        #clashes-about { color: $text-muted; padding: 0 1 1 1; width: 1fr; }
        #clashes-fields { height: auto; max-height: 58vh; scrollbar-size-vertical: 1; }
        #clashes-wrong { display: none; color: $text-error; padding: 0 1; width: 1fr; }
        #clashes-wrong.-shown { display: block; }
        #clashes-ways { height: auto; margin: 0 0 0 1; }
        Press { margin-right: 1; min-width: 8; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("m", "choose('mine')", N_("Mine"), id="clash.mine"),
        Binding("t", "choose('theirs')", N_("Theirs"), id="clash.theirs"),
        Binding("e", "write", N_("By hand"), id="clash.write"),
        Binding("up", "step(-1)", N_("Previous"), show=False, id="clash.previous"),
        Binding("down", "step(1)", N_("Next"), show=False, id="clash.next"),
        Binding("ctrl+s", "save", N_("Save"), key_display="ctrl+s", id="clash.save"),
        Binding("escape", "leave", N_("Back"), id="clash.leave"),
    ]

    def __init__(self, fields: Sequence[Field], clashes: Mapping[str, Clash], who: str) -> None:
        """`who` says who changed the record last and when; it may be empty."""
        super().__init__()
        self._fields = fields
        self._clashes = clashes
        self._who = who
        self._marked: ClashedField | None = None

    def compose(self) -> ComposeResult:
        """Each field that clashes, and the ways out."""
        with Vertical(id="clashes"):
            yield Words(_("Changed in two windows"), id="clashes-title")
            yield Words(
                _("The other window changed these too. Say which holds; all the rest is together."),
                id="clashes-about",
            )
            with VerticalScroll(id="clashes-fields", can_focus=False):
                for field in self._fields:
                    yield ClashedField(field, self._clashes[field.name], self._who)
            yield Words("", id="clashes-wrong")
            with Horizontal(id="clashes-ways"):
                yield Press(f"{_('Mine')}  m", id="clash-mine")
                yield Press(f"{_('Theirs')}  t", id="clash-theirs")
                yield Press(f"{_('By hand')}  e", id="clash-write")
                yield Press(f"{_('Save')}  ctrl+s", id="clash-save")
                yield Press(f"{_('Back')}  esc", id="clash-leave")
        yield KeyBar()

    @property
    def _rows(self) -> list[ClashedField]:
        return list(self.query(ClashedField))

    @property
    def _row(self) -> ClashedField:
        """The field that keys and buttons are about: the one where the cursor was last."""
        return self._marked or self._rows[0]

    @on(events.DescendantFocus)
    def mark(self, event: events.DescendantFocus) -> None:
        """Remembers where the cursor is."""
        if isinstance(event.widget, ClashedField):
            self._marked = event.widget

    def action_choose(self, side: str) -> None:
        """Says that mine, or theirs, holds, and goes on to the next field."""
        row = self._row
        row.chosen = side
        self._say_wrong("")
        rows = self._rows
        after = rows[rows.index(row) + 1 :]
        if after:
            after[0].focus()
        else:
            row.focus()

    def action_step(self, by: int) -> None:
        """Goes to the next field or the one before."""
        rows = self._rows
        rows[max(0, min(rows.index(self._row) + by, len(rows) - 1))].focus()

    @work(group="ask")
    async def action_write(self) -> None:
        """Asks for the words of the field."""
        row = self._row

        async def take(values: dict[str, Any]) -> None:
            written.append(values[row.field.name])

        written: list[Any] = []
        field = replace(row.field, value=row.nearest, read=None)
        if await self.app.push_screen_wait(Form(_("By hand"), [field], take)):
            row.write(written[0])
        row.focus()

    @on(Button.Pressed)
    def press(self, event: Button.Pressed) -> None:
        """Does with the mouse what the keys do."""
        event.stop()
        match event.button.id:
            case "clash-mine":
                self.action_choose("mine")
            case "clash-theirs":
                self.action_choose("theirs")
            case "clash-write":
                self.action_write()
            case "clash-save":
                self.action_save()
            case _:
                self.action_leave()

    def action_save(self) -> None:
        """Gives what was said of each field, when something was said of all."""
        rows = self._rows
        left_open = next((row for row in rows if not row.chosen), None)
        if left_open is not None:
            left_open.focus()
            self._say_wrong(_("Say of each field which holds: m mine, t theirs, e by hand."))
            return
        self.dismiss({row.field.name: row.value for row in rows})

    def _say_wrong(self, sentence: str) -> None:
        words = self.query_one("#clashes-wrong", Words)
        words.say(sentence)
        words.set_class(bool(sentence), "-shown")


def shown(field: Field, value: Any) -> str:
    """A field's value in the words of the form."""
    if field.kind in ("choice", "many"):
        names = dict(field.options)
        keys = value if field.kind == "many" else (value,)
        words = ", ".join(names.get(key, _("something that is no longer here")) for key in keys)
        return words or _("nothing")
    return value or _("nothing")

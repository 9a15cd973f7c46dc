"""Fields to type in, which undo their own typing."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.document import _wrapped_document
from textual.widgets import Input, TextArea

from kehitys.i18n import N_, _, dates
from kehitys.tui.line_breaks import hold_together

if TYPE_CHECKING:
    from kehitys.tui.app import Kehitys

hold_together(_wrapped_document, "compute_wrap_offsets")


class LineField(Input):
    """One line of text; ctrl+z and ctrl+y belong to what is typed here."""

    if TYPE_CHECKING:

        @property
        def app(self) -> Kehitys: ...  # type: ignore[override]

    DEFAULT_CSS = """
    LineField { height: 1; border: none; padding: 0 1; background: $surface; }
    LineField.-textual-compact { padding: 0 1; }
    LineField:focus { border: none; background: $surface-lighten-1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+z", "take_back", N_("Undo typing"), show=False, id="field.undo"),
        Binding("ctrl+y", "bring_back", N_("Redo typing"), show=False, id="field.redo"),
    ]

    def __init__(
        self,
        value: str = "",
        *,
        placeholder: str = "",
        id: str | None = None,
        limit: int = 500,
        classes: str = "",
    ) -> None:
        # Before the field itself: it tells its watcher of the value it begins with.
        self._past: list[str] = []
        self._future: list[str] = []
        self._shown = value
        super().__init__(
            value, placeholder=placeholder, id=id, max_length=limit, classes=classes, compact=True
        )

    def watch_value(self, value: str) -> None:
        """Remembers what stood here before."""
        if value != self._shown:
            self._past.append(self._shown)
            self._future.clear()
            self._shown = value

    def on_paste(self, event: events.Paste) -> None:
        """Takes every line that is pasted, not the first alone, as one."""
        event.prevent_default()
        event.stop()
        self.replace(" ".join(filter(str.strip, event.text.splitlines())), *self.selection)

    def restricted(self) -> None:
        """Says why what was typed or pasted did not go in; a bell alone tells nobody."""
        limit = dates.number(self.max_length or 0)
        sentence = _("%(limit)s characters fit here. Nothing was added.") % {"limit": limit}
        self.app.tell(sentence, problem=True)

    def on_click(self, event: events.Click) -> None:
        """Two clicks take hold of everything typed, so that it can be written over."""
        if event.chain >= 2:
            self.action_select_all()

    def action_take_back(self) -> None:
        """Undoes the last typing, here and nowhere else."""
        self._step(self._past, self._future)

    def action_bring_back(self) -> None:
        """Redoes the typing undone last."""
        self._step(self._future, self._past)

    def _step(self, source: list[str], target: list[str]) -> None:
        if not source:
            return
        target.append(self._shown)
        self._shown = self.value = source.pop()
        self.cursor_position = len(self.value)


class ParagraphField(TextArea):
    """Several lines of text; tab goes on to the next field."""

    DEFAULT_CSS = """
    ParagraphField { height: 5; border: none; padding: 0 1; background: $surface; }
    ParagraphField:focus { border: none; background: $surface-lighten-1; }
    """

    def __init__(self, value: str = "", *, placeholder: str = "", id: str | None = None) -> None:
        super().__init__(
            value, id=id, soft_wrap=True, tab_behavior="focus", compact=True,
            placeholder=Content(placeholder), show_line_numbers=False, highlight_cursor_line=False,
        )  # fmt: skip

"""The parts of the live screen; each is painted again only when what it says has changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.getters import query_one
from textual.message import Message

from kehitys.domain.catches import Catch
from kehitys.domain.live import Clock, Run
from kehitys.i18n import _
from kehitys.tui.text_widgets import Words
from kehitys.tui.workshops import live_words

CAUGHT_ROWS = 8
"""Rows left under the blocks ahead, for what does not fit and what was caught."""


class Painted(Words):
    """Words that change often: the same words again cost nothing."""

    _painted: Content | None = None

    def paint(self, content: Content, *, layout: bool = False) -> None:
        """Shows the words; `layout` when they may need another number of rows."""
        same = self._painted is not None and content.is_same(self._painted)
        if not same:
            self._painted = content
            self.update(content, layout=layout)


class StepPane(Vertical):
    """The step of the block: how long it lasts, what to say and do, and all the steps."""

    DEFAULT_CSS = """
    StepPane {
        height: 1fr;
        #step { height: 1; }
        .told { height: auto; padding: 0 1; }
        .told-label { width: 7; color: $text-muted; }
        .told-words { width: 1fr; height: auto; max-height: 5; }
        #say { text-style: bold; }
        #steps { height: 1fr; margin-top: 1; }
        .-empty { display: none; }
    }
    """

    step = query_one("#step", Painted)
    steps = query_one("#steps", Painted)

    def compose(self) -> ComposeResult:
        """The step's line over its words over the other steps."""
        yield Painted(id="step")
        for name in ("say", "do"):
            with Horizontal(classes="told", id=f"told-{name}"):
                yield Painted(id=f"{name}-label", classes="told-label")
                yield Painted(id=name, classes="told-words")
        yield Painted(id="steps")

    def show(self, seen: Clock) -> None:
        """Paints the step as the clock has it now."""
        steps = seen.current.steps if seen.current else ()
        step = steps[seen.step] if steps and seen.step is not None else None
        self.step.paint(live_words.step_shown(seen, self.size.width))
        for name, label, words in (
            ("say", _("Say"), _("“%(words)s”") % {"words": step.say} if step and step.say else ""),
            ("do", _("Do"), step.do if step else ""),
        ):
            self.query_one(f"#told-{name}").set_class(not words, "-empty")
            self.query_one(f"#{name}-label", Painted).paint(Content(label))
            self.query_one(f"#{name}", Painted).paint(Content(words), layout=True)
        size = self.steps.size
        self.steps.paint(live_words.steps_shown(seen, size.width, size.height))


class ComingList(Painted):
    """The blocks ahead; one of them is chosen, with the arrows or the mouse."""

    @dataclass
    class Chosen(Message):
        """A block ahead was clicked."""

        run_block_id: UUID

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._rows: list[UUID] = []

    def show(self, run: Run, seen: Clock, chosen: UUID | None, *, marked: bool) -> None:
        """Paints as many as there is room for, the chosen one among them."""
        coming = seen.coming
        if seen.phase == "ended":
            self._rows = []
            self.paint(Content(""))
            return
        # As high as the list is long, but what was caught keeps some rows too.
        most = self.parent.size.height if isinstance(self.parent, Vertical) else 0
        height = max(3, min(len(coming) + 1, most - CAUGHT_ROWS))
        if self.styles.height is None or self.styles.height.value != height:
            self.styles.height = height
        width, room = self.size.width, height - 1
        ids = [one.block.id for one in coming]
        at = ids.index(chosen) if chosen in ids else 0
        rows = room if len(coming) <= room else room - 1
        first = max(0, min(at - rows // 2, len(coming) - rows))
        shown = coming[first : first + max(1, rows)]
        self._rows = [one.block.id for one in shown]
        two = live_words.off_plan(coming)
        lines = [live_words.coming_head(width, two=two)]
        lines += [
            live_words.coming_row(
                one, run.zone, width, chosen=one.block.id == chosen, marked=marked, two=two
            )
            for one in shown
        ]
        left = len(coming) - first - len(shown)
        if left > 0:
            lines.append(Content.styled(f"   … {left}", "$text-muted"))
        if not coming:
            lines.append(Content.styled(" " + _("nothing, this is the last"), "$text-muted"))
        self.paint(Content("\n").join(lines))

    def on_click(self, event: events.Click) -> None:
        """Chooses the block under the mouse."""
        row = event.y - 1
        if 0 <= row < len(self._rows):
            self.post_message(self.Chosen(self._rows[row]))


class CaughtList(Painted):
    """What has been written down: how many of each kind, and the last ones."""

    def show(self, run: Run, catches: Sequence[Catch]) -> None:
        """Paints as many of the last ones as there is room for."""
        width, height = self.size.width, self.size.height
        self.paint(live_words.caught_shown(catches, run.zone, width, height))

"""The parts of the live screen; each is painted again only when what it says has changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
from kehitys.i18n import _, pgettext
from kehitys.store.runs import Remembered
from kehitys.tui.text_widgets import Words
from kehitys.tui.widgets.hanging import broken
from kehitys.tui.workshops import live_plain_words as plain_words
from kehitys.tui.workshops import live_words

CAUGHT_ROWS = 8
"""Rows left under the blocks ahead, for what does not fit and what was caught."""


NOTE_ROWS = 3
"""Rows that the note of a block with steps has at most."""
PLAIN_ROWS, WHY_ROWS = 5, 3
"""Rows of a block without steps that are no note, and those of why it is there."""
BESIDE_TOLD = 9
"""Cells beside what is told: its label, and one free at either edge."""


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
    """The step of the block: how long it lasts, what to say and do, and all the steps.

    Of a block without steps: what it is, until when it lasts, why it is there and what follows.
    """

    DEFAULT_CSS = """
    StepPane {
        height: 1fr;
        #step { height: 1; }
        .told { height: auto; padding: 0 1; }
        .told-label { width: 7; color: $text-muted; }
        .told-words { width: 1fr; height: auto; max-height: 5; }
        #say { text-style: bold; }
        &.-plain .told { margin-top: 1; }
        #note { max-height: 100%; }
        &.-plain #note { text-style: bold; }
        #steps { height: 1fr; margin-top: 1; }
        .-empty { display: none; }
    }
    """

    step = query_one("#step", Painted)
    steps = query_one("#steps", Painted)

    def compose(self) -> ComposeResult:
        """The step's line over its words over the other steps."""
        yield Painted(id="step")
        for name in ("say", "do", "why", "note", "then"):
            with Horizontal(classes="told", id=f"told-{name}"):
                yield Painted(id=f"{name}-label", classes="told-label")
                yield Painted(id=name, classes="told-words")
        yield Painted(id="steps")

    def show(self, run: Run, seen: Clock, remembered: Mapping[UUID, Remembered]) -> None:
        """Paints the step, or the block without steps, as the clock has it now."""
        block = seen.current
        planned = remembered.get(block.id, Remembered()) if block else Remembered()
        step = block.steps[seen.step] if block and seen.step is not None else None
        plain = block is not None and step is None
        self.set_class(plain, "-plain")
        width = self.size.width
        self.step.paint(
            plain_words.block_shown(run, seen, planned, width)
            if plain
            else live_words.step_shown(seen, width)
        )
        for name, label, words in (
            ("say", _("Say"), _("“%(words)s”") % {"words": step.say} if step and step.say else ""),
            ("do", _("Do"), step.do if step else ""),
            ("why", _("Why"), plain_words.why(seen, planned) if plain else ""),
            ("note", pgettext("live", "Note"), self._note(planned, plain=plain)),
            ("then", pgettext("live", "Then"), plain_words.then(run, seen) if plain else ""),
        ):
            self.query_one(f"#told-{name}").set_class(not words, "-empty")
            self.query_one(f"#{name}-label", Painted).paint(Content(label))
            self.query_one(f"#{name}", Painted).paint(Content(words), layout=True)
        size = self.steps.size
        self.steps.paint(live_words.steps_shown(seen, size.width, size.height))

    def _note(self, planned: Remembered, *, plain: bool) -> str:
        """The note, as much as leaves room for what else is told; with an ellipsis when cut."""
        rows = NOTE_ROWS
        if plain:
            rows = max(rows, self.size.height - PLAIN_ROWS - (WHY_ROWS if planned.why else 0))
        lines = broken(Content(planned.note), self.size.width - BESIDE_TOLD)
        if len(lines) <= rows:
            return planned.note
        return "\n".join([*(line.plain for line in lines[: rows - 1]), "…"])


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

"""How it went: one word for each method block of a run, said with one key or the mouse."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any, ClassVar
from uuid import UUID

from rich.cells import cell_len
from textual import events, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.style import Style

from kehitys.domain.actuals import Actual
from kehitys.domain.methods import WENT
from kehitys.i18n import N_, _, ngettext
from kehitys.operations import ratings
from kehitys.store import history, runs
from kehitys.tui.base import Modal
from kehitys.tui.text_widgets import Words
from kehitys.tui.widgets.columns import cut
from kehitys.tui.widgets.key_bar import KeyBar

RATING_WORDS = {"well": N_("well"), "so_so": N_("so-so"), "badly": N_("badly")}
"""What is said of a block, in one word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rated:
    """The method blocks that were held in a workshop's last run, and what was said of them."""

    blocks: tuple[Actual, ...] = ()
    went: Mapping[UUID, str] = field(default_factory=dict)

    @property
    def said(self) -> int:
        """Of how many something was said."""
        return sum(each.block.id in self.went for each in self.blocks)


def read(connection: Any, workshop_id: UUID) -> Rated:
    """What can be and was said of a workshop's last run."""
    run_id = runs.latest_run(connection, workshop_id)
    if run_id is None:
        return Rated()
    held = (
        actual
        for actual in runs.actuals(connection, run_id)
        if actual.block.method_slug and actual.started is not None
    )
    return Rated(blocks=tuple(held), went=history.ratings_of(connection, run_id))


def summary(rated: Rated) -> Content:
    """One line for the harvest: of how many blocks it was said how they went; click to say."""
    n = len(rated.blocks)
    told = ngettext(
        "How it went: said of %(said)d of %(n)d block",
        "How it went: said of %(said)d of %(n)d blocks",
        n,
    ) % {"said": rated.said, "n": n}
    opens = Style.from_meta({"@click": "screen.rate"})
    return Content.assemble(("h ", "bold $accent"), told).stylize(opens)


class HowItWent(Modal):
    """Asks how each method block went. Nothing must be said, and everything can be taken back."""

    ABOUT = N_("One word for each block. It tells the library what works here; nobody is ranked.")
    SHOWS: ClassVar[frozenset[str]] = frozenset({"block_rating", "run", "run_fact"})
    CSS = """
    HowItWent {
        align: center middle; background: $background 60%;
        #rating { width: 90%; max-width: 96; height: auto; max-height: 92%;
                  background: $background; border: round $accent; padding: 0 1; }
        #rating-title { text-style: bold; color: $accent; }
        #rating-note { color: $text-muted; margin-bottom: 1; }
        #rating-scroll { height: auto; max-height: 70vh; scrollbar-size-vertical: 1; }
        #rating-rows { height: auto; width: 1fr; link-style: none; }
    }
    """
    AUTO_FOCUS = "#rating-scroll"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("1", "say('well')", RATING_WORDS["well"], id="rating.well"),
        Binding("2", "say('so_so')", RATING_WORDS["so_so"], id="rating.so_so"),
        Binding("3", "say('badly')", RATING_WORDS["badly"], id="rating.badly"),
        Binding("0,delete", "say('')", N_("Take back"), key_display="0", id="rating.none"),
        Binding("up", "step(-1)", N_("Up"), show=False, priority=True, id="rating.up"),
        Binding("down", "step(1)", N_("Down"), show=False, priority=True, id="rating.down"),
        Binding("escape", "leave", N_("Done"), id="rating.leave"),
    ]

    def __init__(self, workshop_id: UUID) -> None:
        super().__init__()
        self._workshop_id = workshop_id
        self._rated = Rated()
        self._at = 0

    def compose(self) -> ComposeResult:
        """A row for each block over the keys."""
        with Vertical(id="rating"):
            yield Words(_("How it went"), id="rating-title")
            yield Words(_("One word is enough, and none is fine too."), id="rating-note")
            with VerticalScroll(id="rating-scroll", can_focus=True):
                yield Words(id="rating-rows")
        yield KeyBar()

    def on_mount(self) -> None:
        """Reads the run, and again when it changes."""
        self.app.changed.subscribe(self, self.heard)
        self.load()

    def on_resize(self, event: events.Resize) -> None:  # noqa: ARG002
        """Fills the new width."""
        self.call_after_refresh(self.tell)

    def retell(self) -> None:
        """Says everything in the language spoken now."""
        self.query_one("#rating-title", Words).say(_("How it went"))
        self.query_one("#rating-note", Words).say(_("One word is enough, and none is fine too."))
        self.tell()
        self.refresh_bindings()

    @work(exclusive=True, group="load")
    async def load(self) -> None:
        """Reads what was said; the cursor begins at the first block of which nothing was."""
        first = not self._rated.blocks
        self._rated = await self.app.ask(partial(read, workshop_id=self._workshop_id))
        if first:
            unsaid = (n for n, a in enumerate(self._rated.blocks) if not self._word(a))
            self._at = next(unsaid, 0)
        self.tell()
        self.refresh_bindings()

    def _word(self, actual: Actual) -> str:
        return self._rated.went.get(actual.block.id, "")

    def tell(self) -> None:
        """Shows the rows, with what was said of each."""
        if not self.is_mounted:
            return
        width = self.query_one("#rating-scroll").content_size.width - 1
        rows = [self._row(n, actual, width) for n, actual in enumerate(self._rated.blocks)]
        self.query_one("#rating-rows", Words).say(Content("\n").join(rows))
        self.query_one("#rating-scroll").scroll_to(y=max(0, self._at - 5), animate=False)

    def _row(self, n: int, actual: Actual, width: int) -> Content:
        said = self._word(actual)
        choices = []
        for key, went in enumerate(WENT, 1):
            chosen = went == said
            text = f"{'✓' if chosen else key} {_(RATING_WORDS[went])}"
            clicked = Style.from_meta({"@click": f"screen.say_at({n}, '{went}')"})
            ink = "bold $accent" if chosen else "$text-muted"
            choices.append(Content.styled(text, ink).stylize(clicked))
        words = Content("   ").join(choices)
        marked = n == self._at
        room = max(10, width - words.cell_length - 4)
        title = cut(actual.block.title, room)
        pad = " " * (room - cell_len(title) + 2)
        head = Content.assemble(
            ("▸ " if marked else "  ", "$accent"), (title, "bold" if marked else ""), pad
        )
        return head.stylize(Style.from_meta({"@click": f"screen.mark({n})"})) + words

    # Keys.

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There must be a block, and to take back, something said of it."""
        if action == "say":
            actual = self._marked()
            return actual is not None and (parameters != ("",) or bool(self._word(actual)))
        return True

    def _marked(self) -> Actual | None:
        return self._rated.blocks[self._at] if self._at < len(self._rated.blocks) else None

    def action_step(self, by: int) -> None:
        """Moves the cursor."""
        self.action_mark(self._at + by)

    def action_mark(self, n: int) -> None:
        """Puts the cursor on a block."""
        self._at = max(0, min(n, len(self._rated.blocks) - 1))
        self.tell()
        self.refresh_bindings()

    def action_say(self, went: str) -> None:
        """Says how the marked block went, or takes it back, and goes on to the next."""
        if (actual := self._marked()) is not None:
            rate = partial(ratings.rate_block, run_block_id=actual.block.id, went=went)
            self.app.perform(rate, quietly=True)
            if went:
                self.action_step(1)

    def action_say_at(self, n: int, went: str) -> None:
        """Says how a block went by the mouse; the same word again takes it back."""
        self.action_mark(n)
        if (actual := self._marked()) is not None:
            word = "" if self._word(actual) == went else went
            rate = partial(ratings.rate_block, run_block_id=actual.block.id, went=word)
            self.app.perform(rate, quietly=True)

"""What every screen of Kehitys has: its words, its keys, and news of changes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import ModalScreen, Screen

from kehitys.i18n import N_

if TYPE_CHECKING:
    from kehitys.store.journal import Change
    from kehitys.tui.app import Kehitys

PLACES = ("today", "methods", "workshops", "experiments", "network")
PLACE_NAMES = {
    "today": N_("Today"),
    "methods": N_("Methods"),
    "workshops": N_("Workshops"),
    "experiments": N_("Experiments"),
    "network": N_("Network"),
}


class Speaking:
    """Redraws when what it shows changes, and when the language does."""

    SHOWS: ClassVar[frozenset[str]] = frozenset()
    """Tables whose changes are shown here."""

    def heard(self, change: Change) -> None:
        """Loads again when a committed change touched what is shown."""
        if change.tables & self.SHOWS:
            self.load()

    def load(self) -> object:
        """Reads what is shown; each view says how."""

    def retell(self) -> None:
        """Says everything again in the language spoken now."""

    def before_quitting(self) -> None:
        """Keeps what must outlive the app."""


class KehitysScreen(Speaking, Screen[None]):
    """A screen that stands on its own."""

    if TYPE_CHECKING:

        @property
        def app(self) -> Kehitys: ...  # type: ignore[override]

    def on_mount(self) -> None:
        """Listens to changes from the first moment."""
        self.app.changed.subscribe(self, self.heard)

    def retell(self) -> None:
        """Builds the screen anew in the language spoken now, and loads it."""
        self.refresh(recompose=True)
        self.call_after_refresh(self.load)


class PlaceScreen(KehitysScreen):
    """One of the five places; here, and only here, a digit goes to another."""

    PLACE: ClassVar[str]

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(str(n), f"app.go('{place}')", PLACE_NAMES[place], show=False, id=f"place.{place}")
        for n, place in enumerate(PLACES, 1)
    ]


class Modal(Speaking, ModalScreen[object]):
    """A window over a screen, left with `esc`."""

    if TYPE_CHECKING:

        @property
        def app(self) -> Kehitys: ...  # type: ignore[override]

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", N_("Back"), id="modal.leave"),
    ]

    def on_mount(self) -> None:
        """Has the banner of a demo where the screen under it has it, however high the window."""
        if not self.app.demo:
            return
        from kehitys.tui.widgets.demo_banner import DemoBanner

        under = [screen for screen in self.app.screen_stack if not screen.is_modal]
        banner = DemoBanner()
        # The places have it under the line with their names.
        banner.styles.margin = (int(isinstance(under[-1], PlaceScreen)), 0, 0, 0)
        self.mount(banner, before=0)

    def action_leave(self) -> None:
        """Closes the window and changes nothing."""
        self.dismiss(None)


def joined(parts: Iterable[Content | str], between: str = " · ") -> Content:
    """Texts one after another with a quiet sign between; empty ones left out."""
    whole = [part if isinstance(part, Content) else Content(part) for part in parts]
    return Content(between).join([part for part in whole if part.plain])

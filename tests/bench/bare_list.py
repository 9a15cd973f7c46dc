"""A bare Textual list, for the keys of ours to stand beside."""

from textual.app import App, ComposeResult
from textual.widgets import OptionList


class BareList(App[None]):
    """Two hundred lines to move in."""

    def compose(self) -> ComposeResult:
        """The list."""
        yield OptionList(*(f"Row {n}" for n in range(200)), markup=False)


if __name__ == "__main__":
    BareList().run()

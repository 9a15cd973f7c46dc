"""A framed window in the middle of the screen, over what it is about."""

from __future__ import annotations

from kehitys.tui.base import Modal


class Window(Modal):
    """The frame, title, paragraphs and row of buttons that small windows share.

    Compose into one container of the class `window`; its frame is as wide as a page of reading.
    """

    DEFAULT_CSS = """
    Window { align: center middle; background: $background 60%; }
    Window > .window {
        width: 72; max-width: 96%; height: auto; border: round $accent; padding: 1 2;
        background: $background;
    }
    Window .window-title { text-style: bold; color: $accent; width: 1fr; margin-bottom: 1; }
    Window .window-about { width: 1fr; margin-bottom: 1; }
    Window .window-ways { height: 1; }
    Window Press { margin-right: 2; min-width: 8; }
    """

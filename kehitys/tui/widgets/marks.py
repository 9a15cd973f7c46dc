"""Views of a list named beside each other: the one shown is marked, the others may be clicked."""

from __future__ import annotations

from textual.content import Content
from textual.style import Style


def mark(name: str, action: str, *, shown: bool) -> Content:
    """The name of a view, in the language spoken; a click on one not shown runs `action`."""
    if shown:
        return Content.styled(f"● {name}", "bold $accent")
    return Content(f"○ {name}").stylize(Style.from_meta({"@click": f"screen.{action}"}))

"""The states of an experiment and the ways between them; light enough for the first frame."""

from __future__ import annotations

STATES = ("idea", "planned", "running", "study", "decided", "archived")
MOVES: dict[str, tuple[str, ...]] = {
    "idea": ("planned", "archived"),
    "planned": ("running", "idea", "archived"),
    "running": ("study", "archived"),
    "study": ("decided", "running"),
    "decided": ("archived",),
    "archived": (),
}
"""From each state, the states one may go to (measurement.md, section 2)."""

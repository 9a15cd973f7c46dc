"""The methods that one names before, after and beside it, to pick one from."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from rich.cells import cell_len
from textual.content import Content

from kehitys import i18n
from kehitys.i18n import N_, _
from kehitys.store import methods as store
from kehitys.tui.pick import Pick

if TYPE_CHECKING:
    from kehitys.tui.app import Kehitys

KIN = {
    "origin": N_("Copied from"),
    "before": N_("Before it"),
    "after": N_("After it"),
    "related": N_("Instead of it"),
}


async def pick_kin(app: Kehitys, method_id: UUID) -> str:
    """Asks which of them to go to, the ways they go with it in a column; empty when left."""
    speak = i18n.current()
    kin = await app.ask(lambda c: store.kin_of(c, method_id, speak))
    if not kin:
        app.tell(_("This method names no others."))
        return ""
    longest = max(cell_len(_(KIN[way])) for way, _id, _name in kin)
    options = [
        (str(other), Content.assemble((f"{_(KIN[way]):<{longest}}  ", "$text-muted"), name))
        for way, other, name in kin
    ]
    picked = await app.push_screen_wait(Pick(_("Go to"), options))
    return picked if isinstance(picked, str) else ""

"""What a block of an agenda is called."""

from __future__ import annotations

from kehitys.domain.workshops import Block
from kehitys.i18n import N_, _, current

KIND_NAMES = {
    "method": N_("Method"),
    "talk": N_("Talk"),
    "break": N_("Break"),
    "buffer": N_("Buffer"),
}
"""What a block is when nobody has called it anything."""


def title(block: Block) -> str:
    """Its own title, or else its method's name or its kind, in the language spoken now."""
    if block.title:
        return block.title
    if block.method is not None:
        return block.method.edition(current()).name
    return _(KIND_NAMES[block.kind])

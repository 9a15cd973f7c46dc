"""What a method's page tells, read from the file."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from kehitys import i18n
from kehitys.domain.words import said_in
from kehitys.store import methods as store
from kehitys.tui.methods.page import MethodPage


def read_page(connection: Any, method_id: UUID, me: UUID | None) -> MethodPage | None:
    """All that the page of a method tells, for one person; `None` when the method is gone."""
    method = store.method(connection, method_id)
    if method is None:
        return None
    kits = {kit.slug: kit.names for kit in store.toolkits(connection)}
    return MethodPage(
        method=method,
        favourite=store.is_favourite(connection, method_id, me),
        note=store.note(connection, method_id, me),
        uses=store.uses(connection, method_id),
        toolkit_name=said_in(kits.get(method.toolkit, {}), i18n.current()).text,
    )

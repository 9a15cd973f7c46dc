"""What a method's page tells, read from the file."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from kehitys import i18n
from kehitys.domain.words import said_in
from kehitys.store import hits
from kehitys.store import methods as store
from kehitys.tui.methods.page import MethodPage


def read_page(
    connection: Any, method_id: UUID, me: UUID | None, typed: str = ""
) -> MethodPage | None:
    """All that the page of a method tells, for one person; `None` when the method is gone.

    With `typed` also where it has the words that were searched for.
    """
    speak = i18n.current()
    method = store.method(connection, method_id)
    if method is None:
        return None
    names, version = store.toolkit_of(connection, method)
    return MethodPage(
        method=method,
        favourite=store.is_favourite(connection, method_id, me),
        note=store.note(connection, method_id, me),
        uses=store.uses(connection, method_id),
        toolkit_name=said_in(names, speak).text,
        toolkit_version=version,
        kin=store.kin(connection, method, speak),
        original=store.original(connection, method),
        hits=hits.of_method(connection, typed, method, speak),
    )

"""Changing a method of one's own, in one of its languages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from kehitys.domain.methods import Method
from kehitys.i18n import NATIVE_NAMES, _
from kehitys.operations import methods as operations
from kehitys.store import methods as store
from kehitys.tui.edit_form import Source
from kehitys.tui.methods.own_method import MethodEditForm, fields, written_method

if TYPE_CHECKING:
    from kehitys.store.journal import Tx
    from kehitys.tui.app import Kehitys


async def rewriting(app: Kehitys, method_id: UUID, lang: str) -> None:
    """Asks for the words in `lang` and the facts of one's own method, and saves them."""
    method = await app.ask(lambda connection: store.method(connection, method_id))
    if method is None:
        return

    def rewrite(tx: Tx, record: Method, values: dict[str, Any]) -> None:
        operations.rewrite_own(tx, written_method(record, lang, values))

    def anew(tx: Tx, record: Method, values: dict[str, Any]) -> None:
        operations.write_own(tx, written_method(record, lang, values))

    source: Source[Method] = Source(
        row=("method", method_id),
        read=lambda connection: store.method(connection, method_id),
        fields=lambda record: fields(record, lang),
        change=rewrite,
        anew=anew,
    )
    shown = method.edition(lang)
    title = f"{shown.name} · {NATIVE_NAMES.get(lang, lang)}"
    note = (
        "" if shown.lang == lang else _("Not written in this language yet. Write over these words.")
    )
    key = f"method:{method.id}:{lang}"
    await app.push_screen_wait(MethodEditForm(title, source, method, note=note, key=key))

"""The Methods place as it is opened and seen, and what the file and a page have of it."""

from __future__ import annotations

from typing import Any

from kehitys.domain.methods import Method
from kehitys.store import methods as store
from kehitys.tui.methods.library import MethodLibrary
from kehitys.tui.methods.page import MethodPage, told
from tests.tui.keyboard import type_in


async def opened(pilot: Any, settle: Any, *keys: str) -> MethodLibrary:
    """The Methods place, opened by its key; then these keys, together."""
    await settle(pilot)
    await pilot.press("2")
    await settle(pilot)
    place = library_of(pilot.app)
    if keys:
        await pilot.press(*keys)
        await settle(pilot)
    return place


async def opened_at(pilot: Any, settle: Any, method: Method) -> MethodLibrary:
    """The Methods place with the page of one method."""
    place = await opened(pilot, settle)
    place.open_by_id("method", method.id)
    await settle(pilot)
    return place


async def searched(pilot: Any, settle: Any, text: str) -> MethodLibrary:
    """The Methods place with a text typed into its search, where the cursor still is."""
    place = await opened(pilot, settle, "slash")
    await type_in(pilot, text)
    await settle(pilot)
    return place


def library_of(app: Any) -> MethodLibrary:
    """The Methods place, which is shown now."""
    assert isinstance(app.screen, MethodLibrary)
    return app.screen


def page_of(app: Any) -> str:
    """What the page of the method says."""
    return library_of(app).detail_words.visual.plain


def rows_of(app: Any) -> list[str]:
    """What the rows of the list say."""
    records = library_of(app).records
    return [records.render_line(y).text for y in range(min(records.size.height, records.total))]


def methods_like(library: Any, name: str) -> list[Method]:
    """The methods with an edition of that name."""
    every = library.read(store.everything)
    return [each for each in every if name in {edition.name for edition in each.editions}]


def page_told(method: Method, lang: str = "en", original: Method | None = None) -> str:
    """What the page of a method would say of it alone, its lines joined."""
    page = MethodPage(
        method=method, favourite=False, note="", uses=(), toolkit_name="", original=original
    )
    return " ".join(told(page, lang, 92).plain.split())

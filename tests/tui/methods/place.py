"""The Methods place as it is seen: its rows, its page, and what the file has of it."""

from __future__ import annotations

from typing import Any

from kehitys.domain.methods import Method
from kehitys.store import methods as store
from kehitys.tui.methods.library import MethodLibrary


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

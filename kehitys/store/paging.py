"""A stretch of a long list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page(Generic[T]):
    """Some rows of a list and how long the whole list is."""

    total: int
    offset: int
    rows: tuple[T, ...]

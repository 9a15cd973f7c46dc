"""Toolkits: methods that come together, from one folder of files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kehitys.domain.methods import Method


@dataclass(frozen=True, slots=True, kw_only=True)
class MethodFile:
    """A method and the fingerprint of the file it was read from."""

    method: Method
    sha256: str
    file: str = ""
    """Where it was read from, for faults."""
    line: int = 0
    """Where its id stands in the file."""
    formerly: str = ""
    """The toolkit it says it was first published in; empty for its own."""
    formerly_line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ToolkitFile:
    """A toolkit as its folder tells it."""

    slug: str
    version: int
    names: Mapping[str, str]
    summaries: Mapping[str, str]
    licence: str
    attribution: str
    methods: tuple[MethodFile, ...]
    sha256: str
    """The fingerprint of the whole folder."""
    file: str = ""
    """Where its card was read from, for faults."""
    line: int = 0
    """Where its id stands in the card."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ToolkitLine:
    """A toolkit as a row of a list."""

    slug: str
    names: Mapping[str, str]
    licence: str
    version: int
    methods: int
    """How many methods it has."""
    imported: bool = False
    """Whether a person brought it in."""
    summaries: Mapping[str, str] = field(default_factory=dict)
    attribution: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MethodName:
    """A method by its slug and its name in each language."""

    slug: str
    names: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ToolkitChange:
    """What bringing in a toolkit changes in the library."""

    slug: str
    names: Mapping[str, str]
    version: int
    old_version: int | None
    """The version the library has; `None` when it has none."""
    new: tuple[MethodName, ...] = ()
    changed: tuple[MethodName, ...] = ()
    leaving: tuple[MethodName, ...] = ()
    """Methods that the toolkit no longer has."""
    same: int = 0
    """How many methods are as they were."""
    card_changed: bool = False
    """Whether what the toolkit says of itself is another."""

    @property
    def nothing(self) -> bool:
        """Whether the library has all of it already."""
        return not (self.new or self.changed or self.leaving or self.card_changed)

    @property
    def older(self) -> bool:
        """Whether the library has a newer version."""
        return self.old_version is not None and self.version < self.old_version

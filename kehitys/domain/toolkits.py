"""Toolkits: methods that come together, from one folder of files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kehitys.domain.methods import Method


@dataclass(frozen=True, slots=True, kw_only=True)
class MethodFile:
    """A method and the fingerprint of the file it was read from."""

    method: Method
    sha256: str


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


@dataclass(frozen=True, slots=True, kw_only=True)
class ToolkitLine:
    """A toolkit as a row of a list."""

    slug: str
    names: Mapping[str, str]
    licence: str
    version: int
    methods: int
    """How many methods it has."""

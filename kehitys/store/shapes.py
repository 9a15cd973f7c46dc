"""Whether what was kept as JSON has the shape its column is for, told as a Python type."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from functools import lru_cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints
from uuid import UUID

from kehitys.domain.live import RunStep
from kehitys.domain.methods import GROUPINGS, MATERIAL_PER, RECORDS, Material, Step
from kehitys.store import values


@dataclass(frozen=True)
class Part:
    """The shape of a dataclass of which some fields are kept elsewhere."""

    of: type
    left_out: tuple[str, ...]


_WORDS = {
    (Step, "grouping"): GROUPINGS,
    (Step, "record"): RECORDS,
    (RunStep, "grouping"): GROUPINGS,
    (RunStep, "record"): RECORDS,
    (Material, "per"): MATERIAL_PER,
}
"""The fields that take a word of ours."""


def fits(value: object, kind: Any) -> bool:
    """Whether `value`, as JSON gives it, is a `kind`.

    A kind is a text, a whole number, a flag, an id, a dataclass told by its fields, a tuple or a
    mapping of kinds, or one of several kinds.
    """
    if kind is Any:
        return True
    origin = get_origin(kind)
    if origin in (Union, UnionType):
        return any(fits(value, one) for one in get_args(kind))
    if origin is tuple:
        return isinstance(value, list) and _fit_each(value, get_args(kind))
    if origin is not None:
        assert issubclass(origin, Mapping)
        return isinstance(value, dict) and all(
            fits(part, get_args(kind)[1]) for part in value.values()
        )
    if isinstance(kind, Part) or is_dataclass(kind):
        return isinstance(value, dict) and _fits_fields(value, kind)
    return _fits_plain(value, kind)


def _fits_plain(value: object, kind: type) -> bool:
    if kind is UUID:
        try:
            return bool(values.row_id(value))
        except values.Unfit:
            return False
    if kind is int:
        return type(value) is int and abs(value) <= values.LARGEST
    return type(value) is (NoneType if kind is None else kind)


def _fit_each(found: list[object], kinds: tuple[Any, ...]) -> bool:
    if kinds[-1] is Ellipsis:
        return all(fits(part, kinds[0]) for part in found)
    return len(found) == len(kinds) and all(map(fits, found, kinds))


def _fits_fields(found: dict[str, Any], kind: Any) -> bool:
    known = _fields(kind)
    if not all(name in found for name, (needed, _kind) in known.items() if needed):
        return False
    return all(
        name in known and fits(part, known[name][1]) and part in _WORDS.get((kind, name), (part,))
        for name, part in found.items()
    )


@lru_cache
def _fields(kind: Any) -> dict[str, tuple[bool, Any]]:
    """The fields of a dataclass, whether each must be there, and what it holds."""
    if isinstance(kind, Part):
        whole = _fields(kind.of)
        return {name: whole[name] for name in whole if name not in kind.left_out}
    hints = get_type_hints(kind)
    return {each.name: (_needed(each), hints[each.name]) for each in fields(kind)}


def _needed(field: Field[Any]) -> bool:
    return field.default is MISSING and field.default_factory is MISSING

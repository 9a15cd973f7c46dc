"""Whether what was kept as JSON has the shape its column is for, told as a Python type."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from functools import cache
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


Fitting = Callable[[object], bool]
"""Whether a value, as JSON gives it, is of one kind."""


def fits(value: object, kind: Any) -> bool:
    """Whether `value`, as JSON gives it, is a `kind`.

    A kind is a text, a whole number, a flag, an id, a dataclass told by its fields, a tuple or a
    mapping of kinds, or one of several kinds.
    """
    return _fitting(kind)(value)


@cache
def _fitting(kind: Any) -> Fitting:
    """What looks at values of a kind: the kind is taken apart once, not for every value."""
    if kind is Any:
        return lambda value: True  # noqa: ARG005
    origin, parts = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        either = tuple(map(_fitting, parts))
        return lambda value: any(fitting(value) for fitting in either)
    if origin is tuple:
        return _fitting_tuple(parts)
    if origin is not None:
        assert issubclass(origin, Mapping)
        held = _fitting(parts[1])
        return lambda value: isinstance(value, dict) and all(map(held, value.values()))
    if isinstance(kind, Part) or is_dataclass(kind):
        return _fitting_fields(kind)
    return _fitting_plain(kind)


def _fitting_plain(kind: Any) -> Fitting:
    if kind is UUID:
        return _is_id
    if kind is int:
        return lambda value: type(value) is int and abs(value) <= values.LARGEST
    of = NoneType if kind is None else kind
    return lambda value: type(value) is of


def _is_id(value: object) -> bool:
    try:
        return bool(values.row_id(value))
    except values.Unfit:
        return False


def _fitting_tuple(parts: tuple[Any, ...]) -> Fitting:
    if parts[-1] is Ellipsis:
        each = _fitting(parts[0])
        return lambda value: isinstance(value, list) and all(map(each, value))
    one_by_one = tuple(map(_fitting, parts))
    return lambda value: (
        isinstance(value, list)
        and len(value) == len(one_by_one)
        and all(fitting(part) for fitting, part in zip(one_by_one, value, strict=True))
    )


def _fitting_fields(kind: Any) -> Fitting:
    known = _fields(kind)
    needed = {name for name, (must, _kind) in known.items() if must}
    held = {name: _fitting(of) for name, (_must, of) in known.items()}
    words = {name: _WORDS[kind, name] for name in known if (kind, name) in _WORDS}

    def fits_fields(value: object) -> bool:
        return (
            isinstance(value, dict)
            and value.keys() >= needed
            and all(name in held and held[name](part) for name, part in value.items())
            and all(value[name] in allowed for name, allowed in words.items() if name in value)
        )

    return fits_fields


@cache
def _fields(kind: Any) -> dict[str, tuple[bool, Any]]:
    """The fields of a dataclass, whether each must be there, and what it holds."""
    if isinstance(kind, Part):
        whole = _fields(kind.of)
        return {name: whole[name] for name in whole if name not in kind.left_out}
    hints = get_type_hints(kind)
    return {each.name: (_needed(each), hints[each.name]) for each in fields(kind)}


def _needed(field: Field[Any]) -> bool:
    return field.default is MISSING and field.default_factory is MISSING

"""What the columns of every table are made of."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import UTC as UTC_ZONE
from datetime import datetime
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    Column,
    DateTime,
    ForeignKey,
    Integer,
    MetaData,
    String,
    Text,
    TypeDecorator,
    Uuid,
)
from sqlalchemy.engine import Dialect

from kehitys.domain.text import LINE_LIMIT, PARAGRAPH_LIMIT
from kehitys.store import shapes, values

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Moment(TypeDecorator[datetime]):
    """An aware moment in, the same moment in UTC out; a naive one is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        utc = value.astimezone(UTC_ZONE)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        if value is None:
            return None
        return (
            value.replace(tzinfo=UTC_ZONE) if value.tzinfo is None else value.astimezone(UTC_ZONE)
        )


NAMES = Mapping[str, str]
"""Texts by their languages."""

LIST = tuple[str, ...]
"""Any number of texts."""


_written = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class Word(TypeDecorator[str]):
    """One of a few words of the product; another one in the file raises `values.Unfit`."""

    impl = String
    cache_ok = True

    def __init__(self, allowed: tuple[str, ...]) -> None:
        super().__init__(30)
        self.allowed = allowed

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        # An outer join without a row beside it is told by an empty word.
        return values.word(value, self.allowed) if value else value


class Json(TypeDecorator[Any]):
    """Lists, mappings, texts and whole numbers of one shape, kept as one text.

    `kind` is the shape as a Python type; the file with another one raises `values.Unfit`.
    """

    impl = Text
    cache_ok = True

    def __init__(self, kind: Any = Any) -> None:
        super().__init__()
        self.kind = kind

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:  # noqa: ARG002
        if value is None:
            return None
        return _written(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:  # noqa: ARG002
        return None if value is None else self.read(value)

    def read(self, raw: object) -> Any:
        """What the text in the file says."""
        found = values.parsed(raw)
        if not shapes.fits(found, self.kind):
            raise values.Unfit("another shape")
        return found


def key() -> Column[Any]:
    """The id of a row, which is all a journal step needs to find it."""
    return Column("id", Uuid, primary_key=True)


def line(
    name: str, limit: int = 200, *, nullable: bool = False, person: str = "", **more: Any
) -> Column[str]:
    """One line of text from a person or a file; `person` names the column that says whose it is."""
    limit = min(limit, LINE_LIMIT)
    return Column(
        name,
        String(limit),
        nullable=nullable,
        info=_info("line", limit, person),
        server_default=None if nullable else "",
        **more,
    )


def paragraph(name: str, limit: int = 4_000, *, person: str = "", **more: Any) -> Column[str]:
    """Text of several lines from a person or a file."""
    limit = min(limit, PARAGRAPH_LIMIT)
    return Column(
        name,
        Text,
        nullable=False,
        server_default="",
        info=_info("paragraph", limit, person),
        **more,
    )


def texts(
    name: str, kind: Any, limit: int = 4_000, *, nullable: bool = False, **more: Any
) -> Column[Any]:
    """Lists and mappings of the shape `kind`, their texts each cleaned like a paragraph."""
    return Column(name, Json(kind), nullable=nullable, info=_info("texts", limit, ""), **more)


def sort_key(name: str, of: str) -> Column[str]:
    """The key by which `of` sorts in Finnish and Swedish order, kept by the transaction."""
    return Column(
        name, String(500), nullable=False, server_default="", info={"sort_of": of, "derived": True}
    )


def code(name: str, words: Iterable[str], *, empty: bool = False, **more: Any) -> Column[str]:
    """One of a few words of the product, checked by the database too."""
    allowed = [*words, *([""] if empty else [])]
    quoted = ", ".join(f"'{word}'" for word in allowed)
    return Column(
        name,
        Word(tuple(allowed)),
        CheckConstraint(f"{name} IN ({quoted})", name=name),
        nullable=False,
        info={"text": "code"},
        server_default="" if empty else None,
        **more,
    )


def reference(name: str, target: str, *, nullable: bool = False, **more: Any) -> Column[Any]:
    """The id of a row of `target`."""
    return Column(name, Uuid, ForeignKey(f"{target}.id"), nullable=nullable, **more)


def version() -> Column[int]:
    """Counts the changes of a row, so that a form knows when another came between."""
    return Column("version", Integer, nullable=False, server_default="1", info={"derived": True})


def created() -> Column[datetime]:
    """When the row was made."""
    return Column("created_at", Moment, nullable=False, info={"derived": True})


def updated() -> Column[datetime]:
    """When the row last changed."""
    return Column("updated_at", Moment, nullable=False, info={"derived": True})


def _info(kind: str, limit: int, person: str) -> dict[str, Any]:
    info: dict[str, Any] = {"text": kind, "limit": limit}
    if person:
        info["person"] = person
    return info

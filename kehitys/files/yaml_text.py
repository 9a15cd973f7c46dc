"""YAML from strangers: a strict part of it, where every value is text that knows its line."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NoReturn, TypeAlias

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from kehitys.files import yaml_troubles
from kehitys.files.fingerprints import MOST_BYTES
from kehitys.i18n import N_

MOST_NODES = 50_000
MOST_DEPTH = 20
MOST_TEXT = 100_000

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_PLANE_ENDS = "".join(chr(plane << 16 | end) for plane in range(17) for end in (0xFFFE, 0xFFFF))
_UNWANTED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c"
    f"\u2028\u2029\ufeff\ud800-\udfff{_PLANE_ENDS}]"
)
"""Controls, signs that turn the order of a text, and what is no character at all."""


@dataclass(slots=True)
class Scalar:
    """A text, a number or a word; which of them is for the reader to say."""

    text: str
    line: int
    plain: bool
    """Whether it stands without quotes and not as a block."""

    @property
    def nothing(self) -> bool:
        """Whether it says that there is no value."""
        return self.plain and self.text in ("", "~", "null", "Null", "NULL")


@dataclass(slots=True)
class Sequence:
    """A list."""

    items: list[Node]
    line: int


@dataclass(slots=True)
class Mapping:
    """Keys and their values."""

    entries: dict[str, Node]
    line: int
    lines: dict[str, int] = field(default_factory=dict)
    """The line each key stands on."""
    braced: bool = False
    """Whether it stands within { }, where a comma ends a text."""


Node: TypeAlias = Scalar | Sequence | Mapping
_Node: TypeAlias = ScalarEvent | SequenceStartEvent | MappingStartEvent | AliasEvent


class Unreadable(Exception):
    """A file that is not the YAML we take; a sentence says why. Line 0 is the whole file."""

    def __init__(self, msgid: str, line: int = 0, **values: object) -> None:
        super().__init__(msgid)
        self.msgid = msgid
        self.line = line
        self.values = values


def load(raw: bytes) -> Node:
    """The values in the file; raises `Unreadable`, and nothing else, for any other bytes."""
    tree = _Tree()
    text = _decoded(raw)
    try:
        loader = _LOADER(text)
        try:
            tree.grow(iter(loader.get_event, None))
        finally:
            loader.dispose()
    except yaml.YAMLError as fault:
        msgid, line, values = yaml_troubles.told(fault, text)
        raise Unreadable(msgid, line, **values) from None
    except (ValueError, OverflowError):
        # The parser written in Python meets numbers of characters that there are not.
        raise Unreadable(N_("A character number in the file names no character.")) from None
    if tree.root is None:
        raise Unreadable(N_("The file is empty. Write in it, or take it away."))
    return tree.root


class _Tree:
    """The tree as far as the events have told it; no recursion, so depth costs nothing."""

    def __init__(self) -> None:
        self.root: Node | None = None
        self._open: list[Sequence | Mapping] = []
        """What the one that is filled now stands in, the outermost first, and itself last."""
        self._begun = 0

    def grow(self, events: Iterable[Event]) -> None:
        """Puts what each event says where it belongs."""
        into: Sequence | Mapping | None = None
        key: str | None = None
        left = MOST_NODES
        for event in events:
            mark = event.start_mark
            line = mark.line + 1 if mark is not None else 0
            if isinstance(event, ScalarEvent):
                # Nine of ten events, a third of a million in a large toolkit: written out here.
                if event.anchor or event.tag:
                    _refuse(event, line)
                text = event.value
                if not (text.isascii() and text.isprintable() and len(text) <= MOST_TEXT):
                    text = _text(text, line)
                if key is None and isinstance(into, Mapping):
                    if text == "<<" or text in into.entries:
                        _refuse_key(text, line)
                    into.lines[text] = line
                    key = text
                else:
                    self._put(Scalar(text, line, event.implicit[0]), into, key)
                    key = None
                left -= 1
            elif isinstance(event, SequenceEndEvent | MappingEndEvent):
                self._open.pop()
                into = self._open[-1] if self._open else None
            elif isinstance(event, SequenceStartEvent | MappingStartEvent | AliasEvent):
                _refuse(event, line)
                if key is None and isinstance(into, Mapping):
                    raise Unreadable(N_("A key must be a word, not a list or a mapping."), line)
                node = self._begin(event, line)
                self._put(node, into, key)
                into, key = node, None
                left -= 1
            elif isinstance(event, DocumentStartEvent):
                self._begin_document(line)
            if left < 0:
                raise Unreadable(
                    N_("More than %(most)s values. Make several files of it."),
                    line,
                    most=MOST_NODES,
                )

    def _put(self, node: Node, into: Sequence | Mapping | None, key: str | None) -> None:
        """Puts a value where it belongs."""
        if into is None:
            self.root = node
        elif isinstance(into, Sequence):
            into.items.append(node)
        else:
            assert key is not None
            into.entries[key] = node

    def _begin(self, event: Event, line: int) -> Sequence | Mapping:
        if len(self._open) >= MOST_DEPTH:
            raise Unreadable(
                N_("Nested deeper than %(most)s levels. Make it flatter."), line, most=MOST_DEPTH
            )
        node: Sequence | Mapping = (
            Mapping({}, line, braced=bool(event.flow_style))
            if isinstance(event, MappingStartEvent)
            else Sequence([], line)
        )
        self._open.append(node)
        return node

    def _begin_document(self, line: int) -> None:
        self._begun += 1
        if self._begun > 1:
            raise Unreadable(N_("A second document begins here. Take away “---”."), line)


def _refuse(event: _Node, line: int) -> None:
    """Raises `Unreadable` for what is YAML and is not used here."""
    # An alias always has the name of its anchor, and is told by it.
    if event.anchor:
        raise Unreadable(
            N_("Anchors and aliases (& and *) are not used. Write the text out."), line
        )
    if not isinstance(event, AliasEvent) and event.tag:
        raise Unreadable(
            N_("The tag “%(tag)s” is not used. Take it away."), line, tag=str(event.tag)[:60]
        )


def _refuse_key(key: str, line: int) -> NoReturn:
    """Raises `Unreadable` for a key that is none, or stands there already."""
    if key == "<<":
        raise Unreadable(N_("Merge keys (<<) are not used. Write the text out."), line)
    if key.isdecimal():
        raise Unreadable(
            N_("“,%(key)s” looks like decimals. Write whole numbers."), line, key=key[:60]
        )
    raise Unreadable(N_("The key “%(key)s” stands here twice. Take one away."), line, key=key[:60])


def _decoded(raw: bytes) -> str:
    if len(raw) > MOST_BYTES:
        raise Unreadable(
            N_("The file is larger than %(most)s bytes. Make several files of it."),
            most=MOST_BYTES,
        )
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        try:
            return raw.decode("utf-16")
        except UnicodeDecodeError:
            raise Unreadable(
                N_("The file says it is UTF-16 but is not. Save it as UTF-8.")
            ) from None
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise Unreadable(
            N_("This is not UTF-8 text. Open the file in an editor and save it as UTF-8."),
            raw.count(b"\n", 0, fault.start) + 1,
        ) from None


def _text(text: str, line: int) -> str:
    if len(text) > MOST_TEXT:
        raise Unreadable(
            N_("A text of more than %(most)s characters. Make it shorter."), line, most=MOST_TEXT
        )
    unwanted = None if text.isprintable() else _UNWANTED.search(text)
    if unwanted:
        raise Unreadable(
            N_("The character U+%(code)s is not allowed in a text. Take it away."),
            line,
            code=f"{ord(unwanted[0]):04X}",
        )
    return unicodedata.normalize("NFC", text)

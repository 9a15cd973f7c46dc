"""What a value in a YAML file looks like: each shape reads it, tells its faults and its schema."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeAlias

from kehitys.files import stray_commas
from kehitys.files.place import Place
from kehitys.files.yaml_text import Mapping, Node, Scalar, Sequence
from kehitys.i18n import N_

SLUG = "[a-z0-9]+(-[a-z0-9]+)*"
LANGUAGE = "[a-z]{2,3}(-[A-Za-z0-9]{2,6})?"
ADDRESS = r"https?://[^\s<>\"]+"

_DRAFT_MOST = 200
_OPEN_ENDED_ELSEWHERE = (999, 9999, 99999)
"""What other formats write where there is no upper end; here it is null."""
_HTML = re.compile(r"</?[a-zA-Z!][^<>]*>|&(?:[a-zA-Z]{2,8}|#x?[0-9a-fA-F]{1,6});")


def without_html(text: str) -> str:
    """`text` with a space in everything that looks like HTML, so that it no longer does."""
    return _HTML.sub(lambda found: f"{found.group()[0]} {found.group()[1:]}", text)


JsonSchema: TypeAlias = dict[str, Any]

NO_LANGUAGE = N_("“%(text)s” is not a language code. Write for example fi, sv or en.")
"""The fault of a language that is none."""


class Shape(Protocol):
    """What a value looks like."""

    def read(self, node: Node, place: Place) -> Any:
        """The value, or `None` when it has a fault or says nothing."""

    def schema(self, *, draft: bool = False) -> JsonSchema:
        """The same as JSON Schema: of a finished file, or of a draft."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A text of one language, or none."""

    most: int = 4_000
    nullable: bool = False
    pattern: str = ""
    advice: str = ""
    """What to write when the pattern is not met."""

    def read(self, node: Node, place: Place) -> Any:
        if not isinstance(node, Scalar):
            place.fault(node.line, N_("Write a text here, not a list or a mapping."))
            return None
        if node.nothing and self.nullable:
            return None
        if node.nothing or not node.text.strip():
            place.fault(node.line, N_("The text is empty. Write it, or take the key away."))
            return None
        if len(node.text) > self.most:
            place.fault(
                node.line,
                N_("The text has %(length)s characters; at most %(most)s fit. Make it shorter."),
                length=len(node.text),
                most=self.most,
            )
            return None
        html = _HTML.search(node.text) if "<" in node.text or "&" in node.text else None
        if html:
            place.fault(
                node.line,
                N_("“%(html)s” looks like HTML. Write plain text."),
                html=html.group()[:40],
            )
            return None
        if self.pattern and not re.fullmatch(self.pattern, node.text, re.ASCII):
            place.fault(node.line, self.advice, text=node.text[:60])
            return None
        return node.text

    def schema(self, *, draft: bool = False) -> JsonSchema:  # noqa: ARG002
        found: JsonSchema = {"type": ["string", "null"] if self.nullable else "string"}
        found["maxLength"] = self.most
        if self.pattern:
            found["pattern"] = f"^{self.pattern}$"
        return found


def slug() -> Text:
    """A name made of a–z, digits and hyphens."""
    return Text(
        most=60,
        pattern=SLUG,
        advice=N_("“%(text)s” is not a name for files. Use a–z, 0–9 and hyphens."),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A text in every language of the file, and in any others it has besides."""

    most: int = 4_000
    every: bool = True
    """Whether no language of the file may lack it; else one language is enough, whichever."""
    _each: Text = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_each", Text(most=self.most))

    def read(self, node: Node, place: Place) -> Any:
        if not isinstance(node, Mapping):
            place.fault(
                node.line,
                N_("Write the text under each language: %(languages)s."),
                languages=", ".join(place.languages),
            )
            return None
        texts: dict[str, str] = {}
        cut = False
        for lang, text in node.entries.items():
            if lang not in place.languages:
                if not re.fullmatch(LANGUAGE, lang):
                    if texts and node.braced and stray_commas.is_piece(text):
                        before = place.at(next(reversed(texts)))
                        if not cut:
                            before.fault(node.lines[lang], stray_commas.CUT_TEXT, text=lang[:40])
                        cut = True
                        continue
                    place.at(lang[:40]).fault(node.lines[lang], NO_LANGUAGE, text=lang[:40])
                    continue
                if self.every:
                    place.of.further[lang] = None
            texts[lang] = self._each.read(text, place.at(lang))
        if not self.every:
            return {lang: text for lang, text in texts.items() if text}
        for lang in place.languages:
            if lang not in node.entries and not (place.draft and texts):
                place.at(lang).fault(
                    node.line, N_("The text in “%(lang)s” is missing. Write it."), lang=lang
                )
        return {lang: texts.get(lang) or "" for lang in (*place.languages, *texts)}

    def schema(self, *, draft: bool = False) -> JsonSchema:  # noqa: ARG002
        return {
            "type": "object",
            "patternProperties": {f"^{LANGUAGE}$": self._each.schema()},
            "additionalProperties": False,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """A whole number."""

    least: int = 0
    most: int = 100_000
    nullable: bool = False

    def read(self, node: Node, place: Place) -> Any:
        if isinstance(node, Scalar) and node.nothing and self.nullable:
            return None
        if not isinstance(node, Scalar) or node.nothing:
            place.fault(node.line, N_("Write a whole number here."))
            return None
        if not node.plain:
            place.fault(
                node.line,
                N_("“%(text)s” is a text. Write the number without quotes."),
                text=node.text[:40],
            )
            return None
        if re.fullmatch(r"-?[0-9]+[.,][0-9]+", node.text):
            place.fault(
                node.line,
                stray_commas.DECIMAL,
                text=node.text[:40],
            )
            return None
        if not re.fullmatch(r"-?(0|[1-9][0-9]{0,8})", node.text):
            place.fault(
                node.line,
                N_("“%(text)s” is not a whole number. Write digits only."),
                text=node.text[:40],
            )
            return None
        number = int(node.text)
        if self.nullable and number in _OPEN_ENDED_ELSEWHERE:
            place.fault(
                node.line,
                N_("Write null when there is no upper end, not %(number)s."),
                number=number,
            )
            return None
        if not self.least <= number <= self.most:
            place.fault(
                node.line,
                N_("%(number)s is out of range. Write a number from %(least)s to %(most)s."),
                number=number,
                least=self.least,
                most=self.most,
            )
            return None
        return number

    def schema(self, *, draft: bool = False) -> JsonSchema:  # noqa: ARG002
        kind = ["integer", "null"] if self.nullable else "integer"
        found: JsonSchema = {"type": kind, "minimum": self.least, "maximum": self.most}
        if self.nullable:
            found["not"] = {"enum": list(_OPEN_ENDED_ELSEWHERE)}
        return found


@dataclass(frozen=True, slots=True)
class OneOf:
    """One of a few words of the format."""

    codes: tuple[str, ...]

    def read(self, node: Node, place: Place) -> Any:
        if isinstance(node, Scalar) and node.text in self.codes:
            return node.text
        if isinstance(node, Scalar):
            place.fault(
                node.line,
                N_("“%(text)s” is not known here. Use one of: %(codes)s."),
                text=node.text[:40],
                codes=", ".join(self.codes),
            )
        else:
            place.fault(
                node.line, N_("Write one of these here: %(codes)s."), codes=", ".join(self.codes)
            )
        return None

    def schema(self, *, draft: bool = False) -> JsonSchema:  # noqa: ARG002
        if self.codes == ("true", "false"):
            return {"type": "boolean"}
        return {"enum": list(self.codes)}


@dataclass(frozen=True, slots=True, kw_only=True)
class ListOf:
    """A list of alike values."""

    shape: Shape
    least: int = 0
    most: int = 50
    different: bool = False
    """Whether no value may stand in it twice."""

    def read(self, node: Node, place: Place) -> Any:
        if not isinstance(node, Sequence):
            place.fault(node.line, N_("Write a list here, each item after “- ” or within [ ]."))
            return None
        least, most = self._bounds(place.draft)
        if not least <= len(node.items) <= most:
            place.fault(
                node.line,
                N_("The list takes %(least)s to %(most)s items; it has %(length)s."),
                length=len(node.items),
                least=least,
                most=most,
            )
        values = []
        for n, item in enumerate(node.items[:most], 1):
            value = self.shape.read(item, place.at(n))
            if self.different and value is not None and value in values:
                place.at(n).fault(
                    item.line, N_("“%(text)s” stands here twice. Take one away."), text=value
                )
            values.append(value)
        return values

    def schema(self, *, draft: bool = False) -> JsonSchema:
        least, most = self._bounds(draft)
        found: JsonSchema = {
            "type": "array",
            "items": self.shape.schema(draft=draft),
            "minItems": least,
            "maxItems": most,
        }
        if self.different:
            found["uniqueItems"] = True
        return found

    def _bounds(self, draft: bool) -> tuple[int, int]:
        return (0, max(self.most, _DRAFT_MOST)) if draft else (self.least, self.most)


@dataclass(frozen=True, slots=True)
class Key:
    """A key of a mapping."""

    name: str
    shape: Shape
    needed: str = "always"
    """always; finished, when only a draft may lack it; never."""
    about: str = ""
    """What it says, in English, for the description of the format."""


@dataclass(frozen=True, slots=True)
class OrNothing:
    """Null, or what another shape reads."""

    shape: Shape

    def read(self, node: Node, place: Place) -> Any:
        if isinstance(node, Scalar) and node.nothing:
            return None
        return self.shape.read(node, place)

    def schema(self, *, draft: bool = False) -> JsonSchema:
        return {"anyOf": [{"type": "null"}, self.shape.schema(draft=draft)]}


Check: TypeAlias = Callable[[dict[str, Any], Mapping, Place], None]


@dataclass(frozen=True, slots=True)
class Keys:
    """A mapping with keys that are known beforehand."""

    keys: tuple[Key, ...]
    check: Check | None = None
    """Looks at the values together; those with a fault of their own are `None`."""
    instead: str = ""
    """What to do when a text stands in its place, if that is known."""
    by_name: dict[str, Key] = field(init=False, default_factory=dict, compare=False)

    def __post_init__(self) -> None:
        self.by_name.update((key.name, key) for key in self.keys)

    def read(self, node: Node, place: Place) -> Any:
        if not isinstance(node, Mapping):
            if self.instead and isinstance(node, Scalar) and re.search(r"[^\W\d]", node.text):
                place.fault(node.line, self.instead, text=node.text[:40])
                return None
            place.fault(
                node.line,
                N_("Write keys and values here: %(keys)s."),
                keys=", ".join(self.by_name),
            )
            return None
        values: dict[str, Any] = dict.fromkeys(self.by_name)
        last = ""
        for name, child in node.entries.items():
            key = self.by_name.get(name)
            before, last = last, name
            if key is None:
                number = stray_commas.decimal(node.entries.get(before), name, child)
                if number:
                    place.at(before).fault(node.lines[name], stray_commas.DECIMAL, text=number[:40])
                    values[before] = None
                    continue
                place.at(name[:60]).fault(
                    node.lines[name],
                    N_("The key “%(key)s” is not known here. Correct it or take it away."),
                    key=name[:60],
                )
                continue
            values[name] = key.shape.read(child, place.at(name))
        for key in self.keys:
            needed = key.needed == "always" or (key.needed == "finished" and not place.draft)
            if needed and key.name not in node.entries:
                place.at(key.name).fault(
                    node.line, N_("The key “%(key)s” is missing. Add it."), key=key.name
                )
        if self.check is not None:
            self.check(values, node, place)
        return values

    def schema(self, *, draft: bool = False) -> JsonSchema:
        needed = ("always",) if draft else ("always", "finished")
        return {
            "type": "object",
            "properties": {
                key.name: {"description": key.about, **key.shape.schema(draft=draft)}
                if key.about
                else key.shape.schema(draft=draft)
                for key in self.keys
            },
            "required": [key.name for key in self.keys if key.needed in needed],
            "additionalProperties": False,
        }

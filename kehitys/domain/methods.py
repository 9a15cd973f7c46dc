"""Facilitation methods, as facts and as words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

LONGEST_MINUTES = 24 * 60
"""How long a method, a step or a day may be written to take."""

PURPOSES = (
    "connect", "inform", "gather", "understand", "generate", "analyse", "prioritise",
    "decide", "plan", "reflect", "learn", "relate", "wellbeing",
)  # fmt: skip
PHASES = ("open", "diverge", "converge", "decide", "close", "energise")
MODES = ("room", "remote", "hybrid")
GROUPINGS = ("alone", "pairs", "groups", "together")
LEVELS = ("low", "medium", "high")
DIFFICULTIES = ("easy", "moderate", "hard")
OUTCOMES = ("list", "ranking", "decision", "agreement", "experiment", "insight", "connection")
MATERIAL_PER = ("group", "pair", "person", "room")
RECORDS = ("any", "none")
WENT = ("well", "so_so", "badly")
"""How a block went, in one word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Minutes:
    """How long a method takes, in whole minutes."""

    min: int
    typical: int
    max: int | None = None
    """`None` when there is no upper end."""

    @property
    def longest(self) -> int:
        """The upper end, or the longest block there can be."""
        return LONGEST_MINUTES if self.max is None else self.max


HALF_AN_HOUR = Minutes(min=1, typical=30)
"""What a block begins as when nothing tells how long its method takes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupSize:
    """How many people a method takes."""

    min: int
    max: int | None = None
    """`None` when there is no upper end."""
    ideal_min: int | None = None
    ideal_max: int | None = None
    unit: int = 1
    """How many people work together in the smallest group."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of a method, the facts of it."""

    seconds: int
    grouping: str
    """One of `GROUPINGS`."""
    record: str = "any"
    """`none` when nothing said in the step may be written down."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """How many of a thing a method needs; its name stands in each edition."""

    quantity: int
    per: str
    """One of `MATERIAL_PER`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepWords:
    """What a step is called, what the facilitator does and says, and what the group reads."""

    title: str
    do: str = ""
    say: str = ""
    plain: str = ""
    """The same in short and common words, for those who take part."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Variation:
    """Another way to do the method."""

    name: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """A method's words in one language; an empty text is one that is missing."""

    lang: str
    name: str
    summary: str = ""
    use_when: str = ""
    avoid_when: str = ""
    invitation: str = ""
    remote_notes: str = ""
    room: str = ""
    public_sector: str = ""
    """What to mind of openness, personal data and the power to decide."""
    length: str = ""
    """How long it takes, in words: beside the minutes, or instead of them."""
    steps: tuple[StepWords, ...] = ()
    materials: tuple[str, ...] = ()
    variations: tuple[Variation, ...] = ()
    traps: tuple[str, ...] = ()


COMMON = "common practice"
"""What a file writes as the author of a method that is nobody's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Whom a method is credited to."""

    author: str = ""
    work: str = ""
    url: str = ""
    year: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """The method that another was copied from, as it was told then."""

    names: Mapping[str, str]
    """What it was called, by language."""
    toolkit: str = ""
    """Empty when it stood in no toolkit that others could have."""
    slug: str = ""
    formerly: str = ""
    """The toolkit it was first published in; empty when that is `toolkit`."""
    attribution: str = ""
    """Whom it is credited to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Method:
    """A way to work with a group: what it takes and how it is told, in every language it has."""

    id: UUID
    slug: str
    toolkit: str
    """The slug of the toolkit; `own` for a method written in the app."""
    minutes: Minutes | None
    """`None` when its length is only told in words, in each edition."""
    group_size: GroupSize
    purposes: tuple[str, ...] = ()
    phases: tuple[str, ...] = ()
    mode: tuple[str, ...] = ("room",)
    energy: str = "medium"
    safety: str = "low"
    difficulty: str = "easy"
    facilitators: int = 1
    outcome: str = "list"
    steps: tuple[Step, ...] = ()
    materials: tuple[Material, ...] | None = ()
    """Empty when nothing is needed; `None` when nobody has told yet."""
    editions: tuple[Edition, ...] = ()
    """One for each language, the metadata language first."""
    metadata_language: str = "fi"
    aliases: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    """Slugs of methods that suit before this one."""
    after: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    """Slugs of methods that one might take instead."""
    source: Source = Source()
    licence: str = ""
    text_origin: str = "own"
    attribution: str = ""
    trademark: str = ""
    method_version: int = 1
    origin_id: UUID | None = None
    """The method this one was copied from."""
    origin_version: int | None = None
    """The `method_version` of the origin when it was copied."""
    origin: Origin | None = None
    """The origin in words, which last when it is not here or has gone."""
    formerly: str = ""
    """The toolkit it was first published in; empty when it is the one it stands in."""
    version: int = 1
    """Counts the changes of the row, for forms."""

    @property
    def block_minutes(self) -> Minutes:
        """How long a block of it takes: half an hour, changed at will, when only words tell it."""
        return self.minutes or HALF_AN_HOUR

    @property
    def things(self) -> tuple[Material, ...]:
        """The materials that have been told."""
        return self.materials or ()

    @property
    def own(self) -> bool:
        """Whether it was written in the app, and so may be edited there."""
        return self.toolkit == "own"

    def edition(self, lang: str) -> Edition:
        """The words in `lang`, or in the metadata language, or in any language there is."""
        by_lang = {edition.lang: edition for edition in self.editions}
        for choice in (lang, self.metadata_language, *by_lang):
            if choice in by_lang:
                return by_lang[choice]
        return Edition(lang=lang, name=self.slug)


@dataclass(frozen=True, slots=True, kw_only=True)
class MethodLine:
    """A method as a row of a list."""

    id: UUID
    slug: str
    toolkit: str
    name: str
    lang: str
    """The language `name` is in; another than asked for when there is no translation."""
    summary: str
    minutes: Minutes | None
    group_size: GroupSize
    purposes: tuple[str, ...]
    favourite: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MethodUse:
    """How a method has gone here: once for each time it was run."""

    workshop_id: UUID
    workshop_title: str
    on: str
    """The local date, ISO."""
    planned_minutes: int
    actual_minutes: int
    lead_name: str = ""
    """Who led it, or else the workshop's facilitators; empty when nobody was named."""
    went: str = ""
    """One of `WENT`, or empty when nobody has said."""

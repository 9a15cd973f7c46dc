"""A list of people held against the register: who is new, who changed, who is the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from kehitys.domain.network import Person, Skill, Unit
from kehitys.domain.problems import Fault
from kehitys.domain.text import fold

KINDS = ("wrong", "unsure", "changed", "new", "same")
"""What a row can be, those that want looking at first."""
ANSWERS = ("skip", "same", "new")
"""What may be said of a row that is unsure: leave it, it is that person, it is another one."""
SAID_OF_A_SKILL = 2
"""The level of a skill that stands in a list without one: can do it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """What the file holds of its people before a list is brought in."""

    people: tuple[Person, ...] = ()
    units: tuple[Unit, ...] = ()
    skills: tuple[Skill, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a row says of a person; what it does not say is `None` or empty and stays as it is."""

    line: int
    name: str
    email: str = ""
    phone: str = ""
    unit: str = ""
    """The name of the unit as the list has it."""
    languages: tuple[str, ...] = ()
    membership: str | None = None
    skills: Mapping[str, int] = field(default_factory=dict)
    """Slugs and levels."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """One field, as it is and as it is to be."""

    field: str
    before: str | tuple[str, ...]
    after: str | tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One row of the list and what it would do."""

    kind: str
    """One of `KINDS`."""
    line: int
    name: str
    wanted: Wanted | None = None
    person: Person | None = None
    """Whom of the register it means, or, when unsure, might mean."""
    changes: tuple[FieldChange, ...] = ()
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What bringing a list in would do; nothing has been done yet."""

    entries: tuple[Entry, ...] = ()
    left_out: tuple[str, ...] = ()
    """Headings of columns that are not brought in."""
    faults: tuple[Fault, ...] = ()
    """What is wrong with the file as a whole."""
    remarks: tuple[Fault, ...] = ()
    """What wants looking at and stops nobody."""
    unknown_units: frozenset[str] = frozenset()
    """Names of units that rows name and the register does not know, as `plain` has them."""

    @property
    def new_units(self) -> tuple[str, ...]:
        """The units that will be added, as the list calls them."""
        named = {
            plain(entry.wanted.unit): entry.wanted.unit
            for entry in reversed(self.entries)
            if entry.kind in ("new", "changed") and entry.wanted is not None
        }
        return tuple(sorted(name for key, name in named.items() if key in self.unknown_units))

    def of(self, kind: str) -> tuple[Entry, ...]:
        """The entries of one kind."""
        return tuple(entry for entry in self.entries if entry.kind == kind)

    @property
    def every_fault(self) -> tuple[Fault, ...]:
        """The faults of the file and of its rows; with any of them nothing is brought in."""
        return (*self.faults, *(fault for entry in self.entries for fault in entry.faults))

    @property
    def does_something(self) -> bool:
        """Whether there is anything to bring in, and nothing in its way."""
        return not self.every_fault and any(
            entry.kind in ("new", "changed") for entry in self.entries
        )


def held_against(register: Register, wanted: Sequence[Wanted]) -> list[Entry]:
    """What each row does: a person is the same by e-mail; by name they are only asked about."""
    by_email = {fold(person.email): person for person in register.people if person.email}
    by_name: dict[str, list[Person]] = {}
    for person in register.people:
        by_name.setdefault(plain(person.name), []).append(person)
    units = Units(register.units)
    mailed = {fold(row.email) for row in wanted if row.email}
    meant = {person.id for email, person in by_email.items() if email in mailed}
    entries = []
    for row in wanted:
        same = by_email.get(fold(row.email)) if row.email else None
        if same is not None:
            entries.append(_certain(row, same, units))
            continue
        namesakes = [each for each in by_name.get(plain(row.name), ()) if each.id not in meant]
        if not namesakes:
            entries.append(Entry(kind="new", line=row.line, name=row.name, wanted=row))
            continue
        # In the same unit first; with several the person must be found by hand.
        near = [each for each in namesakes if units.same(row.unit, each)] or namesakes
        likely = near[0] if len(near) == 1 else None
        entry = Entry(kind="unsure", line=row.line, name=row.name, wanted=row, person=likely)
        if likely is not None:
            entry = replace(entry, changes=changes(row, likely, units))
            if not entry.changes:
                entry = replace(entry, kind="same")
        entries.append(entry)
    return entries


def answered(plan: Plan, answers: Mapping[int, str]) -> Plan:
    """The plan with what was said of its unsure rows, by their lines; the others are left out."""
    return replace(plan, entries=tuple(_settled(entry, answers) for entry in plan.entries))


def changes(row: Wanted, person: Person, units: Units) -> tuple[FieldChange, ...]:
    """Field by field, what a row would change of a person."""
    found = []
    for name in ("name", "email", "phone"):
        before, after = getattr(person, name), getattr(row, name)
        if after and after != before:
            found.append(FieldChange(field=name, before=before, after=after))
    if row.unit and not units.same(row.unit, person):
        known = units.named(row.unit)
        before_unit = _any(person.unit_name)
        after_unit = _any(known.names) if known else row.unit
        found.append(FieldChange(field="unit", before=before_unit, after=after_unit))
    if row.languages and set(row.languages) != set(person.languages):
        found.append(FieldChange(field="languages", before=person.languages, after=row.languages))
    if row.membership is not None and row.membership != person.membership:
        found.append(
            FieldChange(field="membership", before=person.membership, after=row.membership)
        )
    held = {each.skill.slug: each.level for each in person.skills}
    for slug, said in row.skills.items():
        level = said or held.get(slug, SAID_OF_A_SKILL)
        if held.get(slug, 0) != level:
            found.append(
                FieldChange(
                    field="skills",
                    before=(slug, str(held.get(slug, 0))),
                    after=(slug, str(level)),
                )
            )
    return tuple(found)


class Units:
    """The units of the register, found by any of their names."""

    def __init__(self, units: Iterable[Unit]) -> None:
        self._by_name = {
            plain(name): unit for unit in units for name in unit.names.values() if name.strip()
        }

    def named(self, name: str) -> Unit | None:
        """The unit of this name, in whatever language."""
        return self._by_name.get(plain(name))

    def same(self, name: str, person: Person) -> bool:
        """Whether the person is in the unit of this name."""
        return plain(name) in {plain(each) for each in person.unit_name.values()}


def plain(name: str) -> str:
    """A name as it compares with another."""
    return " ".join(fold(name).split())


def _certain(row: Wanted, person: Person, units: Units) -> Entry:
    found = changes(row, person, units)
    kind = "changed" if found else "same"
    return Entry(kind=kind, line=row.line, name=row.name, wanted=row, person=person, changes=found)


def _settled(entry: Entry, answers: Mapping[int, str]) -> Entry:
    if entry.kind != "unsure":
        return entry
    answer = answers.get(entry.line, "skip")
    if answer == "same" and entry.person is not None:
        return replace(entry, kind="changed")
    if answer == "new":
        return replace(entry, kind="new", person=None, changes=())
    return entry


def _any(names: Mapping[str, str]) -> str:
    return next((name for name in names.values() if name), "")

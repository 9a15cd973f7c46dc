"""Bringing a list of people into the register, as one step."""

from __future__ import annotations

from uuid import UUID

from kehitys.domain.problems import Problem, Stale
from kehitys.domain.roster import SAID_OF_A_SKILL, Entry, Plan, Units
from kehitys.domain.text import fold
from kehitys.i18n import N_
from kehitys.operations import network
from kehitys.store import roster
from kehitys.store.journal import Tx


def bring_in(tx: Tx, plan: Plan, speak: str) -> int:
    """Adds the new people of the plan and changes the changed; gives how many that was.

    Units the register does not know are added by their names in the language `speak`. It is one
    step, so one undo takes all of it back. Raises `Problem` when the plan has faults or does
    nothing, and `Stale` when the register is no longer the one it was worked out against.
    """
    if plan.every_fault:
        raise Problem(N_("The list has faults. Put them right in the file, then bring it in."))
    if not plan.does_something:
        raise Problem(N_("Everything in the list stands in the register already."))
    bringing = _Bringing(tx, speak)
    for entry in plan.entries:
        if entry.kind == "new":
            bringing.add(entry)
        elif entry.kind == "changed":
            bringing.change(entry)
    tx.describe(N_("Bring in people"), *bringing.first)
    return bringing.count


class _Bringing:
    """One list on its way in."""

    def __init__(self, tx: Tx, speak: str) -> None:
        self._tx = tx
        self._speak = speak
        register = roster.register(tx.connection)
        self._people = {person.id: person for person in register.people}
        self._emails = {fold(person.email) for person in register.people if person.email}
        self._units = Units(register.units)
        self._added_units: dict[str, UUID] = {}
        self._skills = {skill.slug: skill.id for skill in register.skills}
        self.count = 0
        self.first: tuple[tuple[str, UUID], ...] = ()

    def add(self, entry: Entry) -> None:
        """Adds a person who is new."""
        wanted = entry.wanted
        assert wanted is not None
        if wanted.email and fold(wanted.email) in self._emails:
            raise _stale()
        person_id = network.add_person(
            self._tx,
            name=wanted.name,
            email=wanted.email,
            phone=wanted.phone,
            unit_id=self._unit(wanted.unit),
            languages=wanted.languages,
            membership="active" if wanted.membership is None else wanted.membership,
        )
        for slug, level in wanted.skills.items():
            network.set_skill(self._tx, person_id, self._skills[slug], level or SAID_OF_A_SKILL)
        self._count(person_id)

    def change(self, entry: Entry) -> None:
        """Changes what the list says otherwise of a person, and nothing else."""
        assert entry.person is not None
        person = self._people.get(entry.person.id)
        if person is None or person.version != entry.person.version:
            raise _stale()
        after = {each.field: each.after for each in entry.changes if each.field != "skills"}
        if after:
            unit = after.get("unit")
            network.edit_person(
                self._tx,
                person.id,
                version=person.version,
                name=str(after.get("name", person.name)),
                email=str(after.get("email", person.email)),
                phone=str(after.get("phone", person.phone)),
                unit_id=self._unit(str(unit)) if unit else person.unit_id,
                languages=tuple(after.get("languages", person.languages)),
                membership=str(after.get("membership", person.membership)),
            )
        for each in entry.changes:
            if each.field == "skills":
                slug, level = each.after[0], int(each.after[1])
                network.set_skill(self._tx, person.id, self._skills[slug], level)
        self._count(person.id)

    def _unit(self, name: str) -> UUID | None:
        if not name:
            return None
        known = self._units.named(name)
        if known is not None:
            return known.id
        key = fold(name)
        if key not in self._added_units:
            self._added_units[key] = network.add_unit(self._tx, names={self._speak: name})
        return self._added_units[key]

    def _count(self, person_id: UUID) -> None:
        self.count += 1
        if self.count == 1:
            self.first = (("person", person_id),)
        else:
            # The step is about many; undo need not name one of them.
            self.first = ()


def _stale() -> Stale:
    return Stale(N_("The register changed in the meantime. Read the list again."))

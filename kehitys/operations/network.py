"""What a person can do to the register of people."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from uuid import UUID

from kehitys.domain import clock
from kehitys.domain.network import MEMBERSHIP_STATES, SKILL_LEVELS
from kehitys.domain.problems import Problem
from kehitys.i18n import N_
from kehitys.store import erasure, tables
from kehitys.store.ids import file_id
from kehitys.store.journal import Tx, delete_rows
from kehitys.store.network import MEMBER


def skill_id(slug: str) -> UUID:
    """The id of a built-in skill, the same in every file."""
    return file_id("skills", slug)


def add_person(
    tx: Tx,
    *,
    name: str,
    email: str = "",
    phone: str = "",
    unit_id: UUID | None = None,
    languages: Iterable[str] = (),
    membership: str = "active",
    row_id: UUID | None = None,
) -> UUID:
    """Adds a person to the register and gives their id."""
    person_id = tx.insert(
        tables.person,
        row_id=row_id,
        name=_named(name),
        email=_address(email),
        phone=phone,
        unit_id=unit_id,
    )
    _speak(tx, person_id, languages)
    _enter(tx, person_id, membership)
    tx.describe(N_("Add a person"), ("person", person_id))
    return person_id


def edit_person(
    tx: Tx,
    person_id: UUID,
    *,
    version: int,
    name: str,
    email: str = "",
    phone: str = "",
    unit_id: UUID | None = None,
    languages: Iterable[str] = (),
    membership: str = "active",
) -> None:
    """Changes what the register holds of a person; `version` is the one the form opened with."""
    tx.update(
        tables.person,
        person_id,
        version=version,
        name=_named(name),
        email=_address(email),
        phone=phone,
        unit_id=unit_id,
    )
    _speak(tx, person_id, languages)
    _enter(tx, person_id, membership)
    tx.describe(N_("Change a person"), ("person", person_id))


def set_skill(tx: Tx, person_id: UUID, skill_id: UUID, level: int) -> None:
    """Says what the person says of a skill today; the word before it keeps its dates."""
    if level not in SKILL_LEVELS:
        raise Problem(N_("A skill has a level from 1 to 3. Choose one of them."))
    today = _today(tx)
    for held in tx.rows(tables.person_skill, person_id=person_id, skill_id=skill_id, valid_to=None):
        tx.update(tables.person_skill, held["id"], valid_to=today)
    tx.insert(
        tables.person_skill,
        person_id=person_id,
        skill_id=skill_id,
        level=level,
        origin="self",
        valid_from=today,
        confirmed_at=tx.now,
    )
    tx.describe(N_("Set a skill"), ("person", person_id), ("skill", skill_id))


def drop_skill(tx: Tx, person_id: UUID, skill_id: UUID) -> None:
    """Ends what the person says of a skill."""
    for held in tx.rows(tables.person_skill, person_id=person_id, skill_id=skill_id, valid_to=None):
        tx.update(tables.person_skill, held["id"], valid_to=_today(tx))
    tx.describe(N_("Remove a skill"), ("person", person_id), ("skill", skill_id))


def delete_person(tx: Tx, person_id: UUID) -> None:
    """Takes a person out of the register, with everything of theirs; undo brings them back.

    Raises `Problem` when a workshop or an experiment names them.
    """
    if person_id == tx.person_id:
        raise Problem(N_("This is you. Let somebody else delete you, or erase your data."))
    if erasure.is_named(tx.connection, person_id):
        raise Problem(
            N_(
                "A workshop or an experiment names this person. "
                "Change it there first, or erase the person."
            )
        )
    for table in erasure.OWN:
        delete_rows(tx, table, [row["id"] for row in tx.rows(table, person_id=person_id)])
    tx.delete(tables.person, person_id)
    tx.describe(N_("Delete a person"), ("person", person_id))


def erase_person(tx: Tx, person_id: UUID) -> None:
    """Erases everything the file holds of a person, also from the journal; it cannot be undone.

    The caller runs `store.erasure.sweep` after the commit, which takes the bytes out of the file.
    """
    erasure.erase(tx, person_id)
    tx.describe(N_("Erase a person"))


def add_team(
    tx: Tx,
    *,
    name: str,
    kind: str = "pilot",
    unit_id: UUID | None = None,
    members: Iterable[UUID] = (),
    leaves_out: Iterable[UUID] = (),
) -> UUID:
    """Adds a team and gives its id; `leaves_out` are units within its own that are not of it."""
    team_id = tx.insert(
        tables.team, name=_team_name(name), kind=kind, unit_id=unit_id, starts=_today(tx)
    )
    _belong(tx, team_id, members)
    _leave_out(tx, team_id, leaves_out)
    tx.describe(N_("Add a team"), ("team", team_id))
    return team_id


def edit_team(
    tx: Tx,
    team_id: UUID,
    *,
    version: int,
    name: str,
    kind: str,
    unit_id: UUID | None = None,
    members: Iterable[UUID] = (),
    leaves_out: Iterable[UUID] = (),
) -> None:
    """Changes a team; who left it keeps the dates they were in it."""
    tx.update(
        tables.team, team_id, version=version, name=_team_name(name), kind=kind, unit_id=unit_id
    )
    _belong(tx, team_id, members)
    _leave_out(tx, team_id, leaves_out)
    tx.describe(N_("Change a team"), ("team", team_id))


def delete_team(tx: Tx, team_id: UUID) -> None:
    """Deletes a team; raises `Problem` when a workshop or an experiment is its."""
    if tx.rows(tables.workshop, team_id=team_id) or tx.rows(tables.experiment, team_id=team_id):
        raise Problem(
            N_("A workshop or an experiment belongs to this team. Give it to another team first.")
        )
    roles = tx.rows(tables.role, context_table="team", context_id=team_id)
    delete_rows(tx, tables.role, [row["id"] for row in roles])
    _leave_out(tx, team_id, ())
    tx.delete(tables.team, team_id)
    tx.describe(N_("Delete a team"), ("team", team_id))


def add_unit(tx: Tx, *, names: Mapping[str, str], parent_id: UUID | None = None) -> UUID:
    """Adds a unit, named in one language or more, and gives its id."""
    unit_id = tx.insert(tables.unit, names=_unit_names(names))
    if parent_id is not None:
        tx.insert(tables.unit_period, unit_id=unit_id, parent_id=parent_id, starts=_today(tx))
    tx.describe(N_("Add a unit"), ("unit", unit_id))
    return unit_id


def edit_unit(tx: Tx, unit_id: UUID, *, version: int, names: Mapping[str, str]) -> None:
    """Changes what a unit is called."""
    tx.update(tables.unit, unit_id, version=version, names=_unit_names(names))
    tx.describe(N_("Change a unit"), ("unit", unit_id))


def _today(tx: Tx) -> date:
    return clock.local(tx.now).date()


def _named(name: str) -> str:
    if not name.strip():
        raise Problem(N_("A person needs a name."))
    return name


def _team_name(name: str) -> str:
    if not name.strip():
        raise Problem(N_("A team needs a name."))
    return name


def _unit_names(names: Mapping[str, str]) -> dict[str, str]:
    given = {lang: name.strip() for lang, name in names.items() if name.strip()}
    if not given:
        raise Problem(N_("A unit needs a name in at least one language."))
    return given


def _address(email: str) -> str:
    email = email.strip()
    if email and not all(email.partition("@")):
        raise Problem(N_("An e-mail address has an @ in the middle. Check the address."))
    return email


def _speak(tx: Tx, person_id: UUID, languages: Iterable[str]) -> None:
    wanted = dict.fromkeys(filter(None, (lang.strip() for lang in languages)))
    rows = tx.rows(tables.person_language, person_id=person_id)
    delete_rows(tx, tables.person_language, [r["id"] for r in rows if r["lang"] not in wanted])
    spoken = {row["lang"] for row in rows}
    for lang in wanted:
        if lang not in spoken:
            tx.insert(tables.person_language, person_id=person_id, lang=lang)


def _enter(tx: Tx, person_id: UUID, state: str) -> None:
    """Makes `state` the person's membership from today; an empty one ends it."""
    if state and state not in MEMBERSHIP_STATES:
        raise Problem(N_("There is no such membership. Choose one of the list."))
    today = _today(tx)
    standing = tx.rows(tables.membership, person_id=person_id, ends=None)
    if [row["state"] for row in standing] == ([state] if state else []):
        return
    for row in standing:
        tx.update(tables.membership, row["id"], ends=today)
    if state:
        tx.insert(tables.membership, person_id=person_id, state=state, starts=today)


def _belong(tx: Tx, team_id: UUID, members: Iterable[UUID]) -> None:
    wanted = dict.fromkeys(members)
    standing = {
        row["person_id"]: row["id"]
        for row in tx.rows(
            tables.role, context_table="team", context_id=team_id, role=MEMBER, ends=None
        )
    }
    _end_roles(tx, [standing[person] for person in standing if person not in wanted])
    for person_id in wanted:
        if person_id not in standing:
            tx.insert(
                tables.role,
                person_id=person_id,
                role=MEMBER,
                context_table="team",
                context_id=team_id,
                starts=_today(tx),
            )


def _end_roles(tx: Tx, role_ids: Collection[UUID]) -> None:
    for role_id in role_ids:
        tx.update(tables.role, role_id, ends=_today(tx))


def _leave_out(tx: Tx, team_id: UUID, unit_ids: Iterable[UUID]) -> None:
    wanted = dict.fromkeys(unit_ids)
    items = tx.rows(tables.scope_item, context_table="team", context_id=team_id, kind="exclude")
    delete_rows(tx, tables.scope_item, [r["id"] for r in items if r["unit_id"] not in wanted])
    standing = {row["unit_id"] for row in items}
    for unit_id in wanted:
        if unit_id not in standing:
            tx.insert(
                tables.scope_item,
                context_table="team",
                context_id=team_id,
                unit_id=unit_id,
                kind="exclude",
            )

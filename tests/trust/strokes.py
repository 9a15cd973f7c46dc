"""Things a facilitator does, chosen at random: each is one call of one operation."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, time, timedelta
from decimal import Decimal
from random import Random
from typing import Any
from uuid import UUID

from kehitys.domain.experiment_states import STATES
from kehitys.domain.experiments import DECISIONS
from kehitys.domain.workshops import PRIORITIES
from kehitys.operations import agenda, catches, experiments, methods, network, workshops
from kehitys.store import tables
from kehitys.store.journal import Tx

WORDS = ("Avoin lista", "Yhteinen jono", "Öinen pöytä", "Kort köskylt", "[/] [Espoo]", "Kiitos ☺")
DAYS = tuple(date(2026, 11, 24) + timedelta(days=n) for n in range(60))

Stroke = Callable[[Tx, Random, str], None]
"""Does one thing in a transaction; the text is new and goes into what it makes."""


class NothingToDo(Exception):
    """There is no row yet that this could be done to."""


def any_id(tx: Tx, random: Random, table: Any, **equal: Any) -> UUID:
    """The id of one of the rows; raises `NothingToDo` when there is none."""
    found = sorted(tx.rows(table, **equal), key=lambda row: str(row["id"]))
    if not found:
        raise NothingToDo
    return UUID(str(random.choice(found)["id"]))


def _person(tx: Tx, random: Random) -> UUID:
    return any_id(tx, random, tables.person, erased_at=None)


def _new_workshop(tx: Tx, random: Random, text: str) -> None:
    templates = sorted(row["slug"] for row in tx.rows(tables.template))
    workshops.new_workshop(
        tx, title=text, day=random.choice(DAYS), start=time(random.randrange(8, 15)),
        people=random.randrange(1, 60), template=random.choice(["", *templates]),
        speak=random.choice(("fi", "sv")), facilitators=[_person(tx, random)],
    )  # fmt: skip


def _edit_workshop(tx: Tx, random: Random, text: str) -> None:
    workshop_id = any_id(tx, random, tables.workshop)
    row: Any = tx.row(tables.workshop, workshop_id)
    workshops.edit_workshop(
        tx, workshop_id, version=row["version"], title=text, goal=random.choice(WORDS),
        team_id=row["team_id"], day=random.choice(DAYS), start=time(9, 15), end=None,
        place=random.choice(WORDS), mode="room", people=random.randrange(1, 60),
        languages=("fi", "sv"), facilitators=[_person(tx, random)],
    )  # fmt: skip


def _copy_workshop(tx: Tx, random: Random, text: str) -> None:  # noqa: ARG001
    workshops.copy_workshop(tx, any_id(tx, random, tables.workshop), day=random.choice(DAYS))


def _cancel_workshop(tx: Tx, random: Random, text: str) -> None:  # noqa: ARG001
    workshops.cancel_workshop(tx, any_id(tx, random, tables.workshop))


def _delete_workshop(tx: Tx, random: Random, text: str) -> None:  # noqa: ARG001
    workshops.delete_workshop(tx, any_id(tx, random, tables.workshop))


def _add_block(tx: Tx, random: Random, text: str) -> None:
    workshop_id = any_id(tx, random, tables.workshop)
    agenda.add_block(tx, workshop_id, kind="talk", minutes=random.randrange(1, 90), title=text)


def _add_method(tx: Tx, random: Random, text: str) -> None:  # noqa: ARG001
    workshop_id = any_id(tx, random, tables.workshop)
    method_id = any_id(tx, random, tables.method)
    agenda.add_block(tx, workshop_id, kind="method", minutes=25, method_id=method_id)


def _move_block(tx: Tx, random: Random, text: str) -> None:  # noqa: ARG001
    agenda.move_block(tx, any_id(tx, random, tables.block), random.choice((-2, -1, 1, 3)))


def _place_block(tx: Tx, random: Random, text: str) -> None:  # noqa: ARG001
    block_id = any_id(tx, random, tables.block)
    row: Any = tx.row(tables.block, block_id)
    below = any_id(tx, random, tables.block, day_id=row["day_id"])
    agenda.place_block(tx, block_id, None if below == block_id else below)


def _change_minutes(tx: Tx, random: Random, text: str) -> None:  # noqa: ARG001
    agenda.change_minutes(tx, any_id(tx, random, tables.block), random.choice((-5, -1, 1, 5)))


def _fix_start(tx: Tx, random: Random, text: str) -> None:  # noqa: ARG001
    wall = time(random.randrange(8, 16), 30)
    agenda.fix_start(tx, any_id(tx, random, tables.block), wall)


def _free_start(tx: Tx, random: Random, text: str) -> None:  # noqa: ARG001
    agenda.free_start(tx, any_id(tx, random, tables.block))


def _edit_block(tx: Tx, random: Random, text: str) -> None:
    agenda.edit_block(
        tx, any_id(tx, random, tables.block), title=text, minutes=random.randrange(5, 60),
        min_minutes=5, max_minutes=90, priority=random.choice(PRIORITIES), grouping=None,
        lead_id=_person(tx, random), why=random.choice(WORDS), note=random.choice(WORDS),
        start=None,
    )  # fmt: skip


def _swap_method(tx: Tx, random: Random, text: str) -> None:  # noqa: ARG001
    agenda.swap_method(
        tx, any_id(tx, random, tables.block), any_id(tx, random, tables.method)
    )  # fmt: skip


def _delete_block(tx: Tx, random: Random, text: str) -> None:  # noqa: ARG001
    agenda.delete_block(tx, any_id(tx, random, tables.block))


def _new_experiment(tx: Tx, random: Random, text: str) -> None:
    experiments.new_experiment(
        tx, title=text, problem=random.choice(WORDS), hypothesis="H", because="B", trial="T",
        owner_id=_person(tx, random), review=random.choice(DAYS),
        qualitative=random.random() < 0.3,
    )  # fmt: skip


def _planned_experiment(tx: Tx, random: Random, text: str) -> None:
    """An idea that becomes a plan in one step of many rows."""
    experiment_id = experiments.new_experiment(
        tx, title=text, problem="P", hypothesis="H", trial="T", owner_id=_person(tx, random),
        review=random.choice(DAYS),
    )  # fmt: skip
    experiments.predict(tx, experiment_id, text=text, baseline=Decimal(14), target=Decimal(9))
    experiments.add_measure(tx, experiment_id, name=text, unit="pv")
    experiments.move(tx, experiment_id, "planned")


def _edit_experiment(tx: Tx, random: Random, text: str) -> None:
    experiment_id = any_id(tx, random, tables.experiment)
    row: Any = tx.row(tables.experiment, experiment_id)
    experiments.edit_experiment(
        tx, experiment_id, version=row["version"], title=text, learning=random.choice(WORDS)
    )


def _predict(tx: Tx, random: Random, text: str) -> None:
    experiments.predict(
        tx, any_id(tx, random, tables.experiment), text=text, direction="down",
        baseline=Decimal(random.randrange(1, 40)), target=Decimal("1.5"), by=random.choice(DAYS),
    )  # fmt: skip


def _amend(tx: Tx, random: Random, text: str) -> None:
    experiments.amend_prediction(tx, any_id(tx, random, tables.experiment), text=text)


def _move(tx: Tx, random: Random, text: str) -> None:
    experiment_id = any_id(tx, random, tables.experiment)
    row: Any = tx.row(tables.experiment, experiment_id)
    following = STATES[min(STATES.index(row["state"]) + 1, len(STATES) - 1)]
    state = random.choice([following, following, random.choice(STATES)])
    experiments.move(tx, experiment_id, state, reason=text)


def _decide(tx: Tx, random: Random, text: str) -> None:
    experiments.decide(
        tx, any_id(tx, random, tables.experiment, state="study"),
        decision=random.choice([name for name in DECISIONS if name]), learning=text, reason=text,
    )  # fmt: skip


def _add_measure(tx: Tx, random: Random, text: str) -> None:
    experiments.add_measure(tx, any_id(tx, random, tables.experiment), name=text, unit="kpl")


def _log_point(tx: Tx, random: Random, text: str) -> None:
    use: Any = tx.row(
        tables.experiment_measure, any_id(tx, random, tables.experiment_measure)
    )  # fmt: skip
    experiments.log_point(
        tx, use["experiment_id"], use["measure_id"], on=random.choice(DAYS),
        value=Decimal(random.randrange(0, 400)) / 10, note=text,
    )  # fmt: skip


def _delete_experiment(tx: Tx, random: Random, text: str) -> None:  # noqa: ARG001
    experiments.delete_experiment(tx, any_id(tx, random, tables.experiment))


def _copy_method(tx: Tx, random: Random, text: str) -> None:  # noqa: ARG001
    methods.copy_to_own(tx, any_id(tx, random, tables.method), "fi")


def _delete_method(tx: Tx, random: Random, text: str) -> None:  # noqa: ARG001
    methods.delete_own(tx, any_id(tx, random, tables.method, toolkit_id=None))


def _favourite(tx: Tx, random: Random, text: str) -> None:  # noqa: ARG001
    methods.mark_favourite(tx, any_id(tx, random, tables.method))


def _unfavourite(tx: Tx, random: Random, text: str) -> None:  # noqa: ARG001
    methods.unmark_favourite(tx, any_id(tx, random, tables.method))


def _note(tx: Tx, random: Random, text: str) -> None:
    methods.keep_note(tx, any_id(tx, random, tables.method), random.choice(("", text)))


def _add_person(tx: Tx, random: Random, text: str) -> None:
    network.add_person(
        tx, name=text, email="kim@example.org", phone="+358 40 000 0000",
        languages=random.sample(("fi", "sv", "en"), 2),
    )  # fmt: skip


def _edit_person(tx: Tx, random: Random, text: str) -> None:
    person_id = _person(tx, random)
    row: Any = tx.row(tables.person, person_id)
    network.edit_person(
        tx, person_id, version=row["version"], name=text, phone=random.choice(("", "123")),
        languages=random.sample(("fi", "sv", "en"), 1), membership="active",
    )  # fmt: skip


def _delete_person(tx: Tx, random: Random, text: str) -> None:  # noqa: ARG001
    person_id = _person(tx, random)
    if person_id == tx.person_id:
        raise NothingToDo
    network.delete_person(tx, person_id)


def _set_skill(tx: Tx, random: Random, text: str) -> None:  # noqa: ARG001
    network.set_skill(
        tx, _person(tx, random), network.skill_id("facilitation"), random.randrange(1, 4)
    )


def _drop_skill(tx: Tx, random: Random, text: str) -> None:  # noqa: ARG001
    held = tables.person_skill
    row: Any = tx.row(held, any_id(tx, random, held))
    network.drop_skill(tx, row["person_id"], row["skill_id"])


def _add_team(tx: Tx, random: Random, text: str) -> None:
    network.add_team(tx, name=text, members=[_person(tx, random)])


def _edit_team(tx: Tx, random: Random, text: str) -> None:
    team_id = any_id(tx, random, tables.team)
    row: Any = tx.row(tables.team, team_id)
    network.edit_team(
        tx, team_id, version=row["version"], name=text, kind=row["kind"],
        members=[_person(tx, random)],
    )  # fmt: skip


def _delete_team(tx: Tx, random: Random, text: str) -> None:  # noqa: ARG001
    network.delete_team(tx, any_id(tx, random, tables.team))


def _add_unit(tx: Tx, random: Random, text: str) -> None:
    network.add_unit(tx, names={"fi": text, "sv": random.choice(WORDS)})


def catch(tx: Tx, random: Random, text: str) -> None:
    """Something said is written down."""
    catches.catch(
        tx, any_id(tx, random, tables.workshop), kind=random.choice(("idea", "outcome", "action")),
        text=text, lang="fi",
    )  # fmt: skip


def _reword(tx: Tx, random: Random, text: str) -> None:
    catches.reword(tx, any_id(tx, random, tables.catch), text)


def _vote(tx: Tx, random: Random, text: str) -> None:  # noqa: ARG001
    catches.vote(tx, any_id(tx, random, tables.catch), random.choice((-1, 1, 1)))


def _set_owner(tx: Tx, random: Random, text: str) -> None:
    owner = random.choice((None, _person(tx, random)))
    catches.set_owner(tx, any_id(tx, random, tables.catch), owner, "" if owner else text)


def _set_due(tx: Tx, random: Random, text: str) -> None:  # noqa: ARG001
    catches.set_due(tx, any_id(tx, random, tables.catch), random.choice((None, *DAYS)))


def _delete_catch(tx: Tx, random: Random, text: str) -> None:  # noqa: ARG001
    catches.delete_catch(tx, any_id(tx, random, tables.catch))


def _become(tx: Tx, random: Random, text: str) -> None:  # noqa: ARG001
    catches.become_experiment(tx, any_id(tx, random, tables.catch))


def _came(tx: Tx, random: Random, text: str) -> None:  # noqa: ARG001
    catches.say_how_many_came(tx, any_id(tx, random, tables.workshop), random.randrange(1, 40))


MAKING: tuple[Stroke, ...] = (
    _new_workshop, _planned_experiment, _new_experiment, _add_block, _add_person, _add_team,
    catch, catch,
)  # fmt: skip
"""What makes rows, so that there is something to do the others to."""

CHANGING: tuple[Stroke, ...] = (
    _edit_workshop, _copy_workshop, _cancel_workshop, _add_method, _move_block, _move_block,
    _place_block, _change_minutes, _change_minutes, _fix_start, _free_start, _edit_block,
    _swap_method, _edit_experiment, _predict, _amend, _move, _move, _move, _decide, _add_measure,
    _log_point, _log_point, _copy_method, _favourite, _unfavourite, _note, _edit_person,
    _set_skill, _drop_skill, _edit_team, _add_unit, _reword, _vote, _set_owner, _set_due, _become,
    _came,
)  # fmt: skip

REMOVING: tuple[Stroke, ...] = (
    _delete_workshop, _delete_block, _delete_experiment, _delete_method, _delete_person,
    _delete_team, _delete_catch,
)  # fmt: skip


def stroke(random: Random) -> Stroke:
    """One of them: making and changing more often than removing."""
    kinds: Sequence[Sequence[Stroke]] = (MAKING, CHANGING, CHANGING, CHANGING, REMOVING)
    return random.choice(random.choice(kinds))

"""Writing down what is said in a workshop, and what becomes of it."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from kehitys.domain.agenda import rank_between
from kehitys.domain.catches import Catch
from kehitys.domain.live import view
from kehitys.domain.problems import Problem, Stale
from kehitys.i18n import N_
from kehitys.operations.drafts import drop_draft
from kehitys.operations.experiments import new_experiment
from kehitys.store import catches, drafts, runs, tables
from kehitys.store.journal import Tx

MOST_PEOPLE = 2_000


def catch(
    tx: Tx,
    workshop_id: UUID,
    *,
    kind: str,
    text: str,
    run_id: UUID | None = None,
    run_block_id: UUID | None = None,
    lang: str,
) -> UUID:
    """Writes down what was said and forgets its draft.

    Raises `Problem` when the workshop is in a step of which nothing may be written down.
    Without `run_block_id` it belongs to the block that the run is in.
    """
    text = _something(text)
    run_id = run_id or runs.unfinished_of(tx.connection, workshop_id)
    if run_id is not None:
        seen = view(runs.run(tx.connection, run_id), tx.now)
        if not seen.may_record:
            raise Problem(
                N_("Nothing said in this step is written down. Write it when the step is over.")
            )
        if run_block_id is None and seen.current is not None:
            run_block_id = seen.current.id
        drop_draft(tx, drafts.live_place(run_id))
    catch_id = tx.insert(
        tables.catch,
        workshop_id=workshop_id,
        run_id=run_id,
        run_block_id=run_block_id,
        kind=kind,
        text=text,
        lang=lang,
        rank=rank_between(catches.last_rank(tx.connection, workshop_id), None),
    )
    tx.describe(N_("Write down what was said"), ("workshop", workshop_id), ("catch", catch_id))
    return catch_id


def reword(tx: Tx, catch_id: UUID, text: str) -> None:
    """Says it in other words."""
    _describe(tx, N_("Reword what was said"), catch_id)
    tx.update(tables.catch, catch_id, text=_something(text))


def change_kind(tx: Tx, catch_id: UUID, kind: str) -> None:
    """Makes an idea a decision, a parked question an action, and so on."""
    _describe(tx, N_("Change what kind it is"), catch_id)
    tx.update(tables.catch, catch_id, kind=kind)


def vote(tx: Tx, catch_id: UUID, by: int) -> None:
    """Adds votes, or takes away when `by` is negative; there are never fewer than none."""
    votes = max(0, _found(tx, catch_id).votes + by)
    tx.describe(N_("Vote for an idea"), ("catch", catch_id), run=f"votes:{catch_id}")
    tx.update(tables.catch, catch_id, votes=votes)


def set_owner(tx: Tx, catch_id: UUID, person_id: UUID | None, role: str = "") -> None:
    """Says who takes it on: a person of the register, or somebody by their role, or nobody."""
    _describe(tx, N_("Say who takes it on"), catch_id)
    tx.update(tables.catch, catch_id, owner_id=person_id, owner_role=role)


def set_due(tx: Tx, catch_id: UUID, due: date | None) -> None:
    """Says by when it is done, or that there is no such day."""
    _describe(tx, N_("Say by when"), catch_id)
    tx.update(tables.catch, catch_id, due=due)


def delete_catch(tx: Tx, catch_id: UUID) -> None:
    """Takes it away; what it became stays."""
    _describe(tx, N_("Delete what was written down"), catch_id)
    tx.delete(tables.catch, catch_id)


def become_experiment(tx: Tx, catch_id: UUID) -> UUID:
    """Starts an experiment from what was caught, in one step, and gives the experiment's id."""
    caught = _found(tx, catch_id)
    if caught.became_id is not None:
        raise Problem(N_("This is an experiment already: “%(title)s”."), title=caught.became_title)
    workshop = tx.row(tables.workshop, caught.workshop_id)
    assert workshop is not None
    title, _, rest = caught.text.partition("\n")
    experiment_id = new_experiment(
        tx,
        title=title[: _title_limit()],
        trial=caught.text if rest or len(title) > _title_limit() else "",
        team_id=workshop["team_id"],
        owner_id=caught.owner_id,
        workshop_id=caught.workshop_id,
        catch_id=catch_id,
    )
    tx.update(tables.catch, catch_id, became_table="experiment", became_id=experiment_id)
    tx.describe(
        N_("Make an experiment of an idea"), ("experiment", experiment_id), ("catch", catch_id)
    )
    return experiment_id


def say_how_many_came(tx: Tx, workshop_id: UUID, people: int | None) -> None:
    """Says how many took part; `None` takes the word back."""
    if people is not None and not 0 <= people <= MOST_PEOPLE:
        raise Problem(N_("Write a number from 0 to %(most)s."), most=MOST_PEOPLE)
    tx.describe(N_("Say how many came"), ("workshop", workshop_id), run=f"came:{workshop_id}")
    tx.update(tables.workshop, workshop_id, people_came=people)


def _title_limit() -> int:
    return int(tables.experiment.c.title.info["limit"])


def _something(text: str) -> str:
    if not (text := text.strip()):
        raise Problem(N_("There is nothing written yet. Write it first."))
    return text


def _describe(tx: Tx, label: str, catch_id: UUID) -> None:
    tx.describe(label, ("catch", catch_id))


def _found(tx: Tx, catch_id: UUID) -> Catch:
    found = catches.catch(tx.connection, catch_id)
    if found is None:
        raise Stale(N_("This was deleted in the meantime. Undo brings it back."))
    return found

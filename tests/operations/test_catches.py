"""What is said in a workshop is written down at once, or not at all where it may not be."""

from __future__ import annotations

from datetime import date, time

import pytest

from kehitys.domain.methods import Step
from kehitys.domain.problems import Problem, Stale
from kehitys.operations import agenda, catches, live
from kehitys.operations.drafts import drop_draft, keep_draft
from kehitys.operations.workshops import new_workshop
from kehitys.store import catches as stored
from kehitys.store import drafts, experiments, tables, undoing, workshops
from kehitys.store.database import Database
from kehitys.store.ids import new_id
from tests.rounds import a_round


def do(database, operation, *args, **values):
    """Does one operation and gives what it gave."""
    return database.write(lambda tx: operation(tx, *args, **values))[1]


def caught(database, workshop_id):
    """Everything caught in the workshop."""
    return database.read(lambda connection: stored.of_workshop(connection, workshop_id))


def draft(database, run_id):
    """What is being typed in the run."""
    return database.read(lambda connection: drafts.draft(connection, drafts.live_place(run_id)))


def the_bytes(database):
    """Everything the file holds, with its log."""
    folder = database.path.parent
    return b"".join(path.read_bytes() for path in folder.glob("test.db*"))


@pytest.fixture
def workshop_id(database):
    """A dialogue whose first five minutes stay in the room, and a talk."""

    def plan(tx):
        workshop_id = new_workshop(
            tx, title="Day", day=date(2026, 11, 24), start=time(9), people=12
        )
        method_id = a_round(
            tx,
            Step(seconds=300, grouping="together", record="none"),
            Step(seconds=300, grouping="together"),
        )
        agenda.add_block(tx, workshop_id, kind="method", method_id=method_id, minutes=10)
        agenda.add_block(tx, workshop_id, kind="talk", title="Talk", minutes=10)
        return workshop_id

    return do(database, plan)


@pytest.fixture
def run_id(database, clock, workshop_id):
    """Its run, in the step that stays in the room."""
    return do(database, live.begin, workshop_id, at=clock.now, speak="fi")


@pytest.fixture
def idea(database, workshop_id):
    """One idea, caught outside of any run."""
    return do(database, catches.catch, workshop_id, kind="idea", text="One bag", lang="en")


def test_nothing_of_a_step_that_stays_in_the_room_is_written(database, clock, workshop_id, run_id):
    """Neither a catch nor its draft leaves a byte, whether the run is named or not."""
    word = "Verenpaineeni"
    for named in (run_id, None):
        with pytest.raises(Problem, match="Nothing said in this step"):
            do(
                database, catches.catch, workshop_id,
                kind="idea", text=word, run_id=named, lang="fi",
            )  # fmt: skip
    change, _ = database.write(lambda tx: keep_draft(tx, drafts.live_place(run_id), word))
    assert change.tables == frozenset()
    assert caught(database, workshop_id) == ()
    assert draft(database, run_id) == ""
    database.checkpoint()
    assert word.encode() not in the_bytes(database)
    assert word.casefold().encode() not in the_bytes(database)

    clock.tick(300)
    do(database, catches.catch, workshop_id, kind="idea", text=word, run_id=run_id, lang="fi")
    assert word.encode() in the_bytes(database)


def test_a_stopped_clock_does_not_open_the_room(database, clock, workshop_id, run_id):
    """While the clock stands, the step is the same."""
    do(database, live.stop_clock, run_id)
    clock.tick(3_000)
    with pytest.raises(Problem):
        do(database, catches.catch, workshop_id, kind="idea", text="x", run_id=run_id, lang="fi")


def test_a_catch_is_there_after_a_restart(database, clock, workshop_id, run_id):
    """One commit, its draft gone, and the block it was said in known."""
    clock.tick(600)
    do(database, live.next_block, run_id)
    do(database, keep_draft, drafts.live_place(run_id), "Two do")
    said = {"kind": "idea", "text": "Two doors", "lang": "fi"}
    do(database, catches.catch, workshop_id, run_id=run_id, **said)
    database.close()
    reopened = Database(database.path)
    (kept,) = caught(reopened, workshop_id)
    talk = reopened.write(lambda tx: tx.rows(tables.run_block, title="Talk"))[1][0]
    assert (kept.text, kept.kind, kept.run_block_id) == ("Two doors", "idea", talk["id"])
    assert kept.caught_at == clock.now
    assert draft(reopened, run_id) == ""
    reopened.close()


def test_catches_stay_in_the_order_they_were_said(database, workshop_id):
    """Also when several are written within one moment."""
    for text in ("first", "second", "third"):
        do(database, catches.catch, workshop_id, kind="idea", text=text, lang="en")
    assert [each.text for each in caught(database, workshop_id)] == ["first", "second", "third"]


@pytest.mark.parametrize("text", ["", "  \n "])
def test_an_empty_line_is_nothing_to_write_down(database, workshop_id, idea, text):
    """Neither at first nor when reworded."""
    with pytest.raises(Problem):
        do(database, catches.catch, workshop_id, kind="idea", text=text, lang="en")
    with pytest.raises(Problem):
        do(database, catches.reword, idea, text)


def test_a_catch_can_be_changed_in_every_way_and_each_undone(database, workshop_id, idea):
    """Words, kind, owner, day, and gone: each is one step."""
    (first,) = caught(database, workshop_id)
    changes = (
        (catches.reword, "Two bags"),
        (catches.change_kind, "action"),
        (catches.set_owner, database.person_id),
        (catches.set_due, date(2026, 12, 1)),
        (catches.vote, 2),
    )
    for operation, value in changes:
        do(database, operation, idea, value)
    (now,) = caught(database, workshop_id)
    assert (now.text, now.kind, now.votes) == ("Two bags", "action", 2)
    assert (now.owner, now.due) == ("Maija Mallikas", date(2026, 12, 1))
    do(database, catches.delete_catch, idea)
    assert caught(database, workshop_id) == ()
    for _ in range(len(changes) + 1):
        do(database, undoing.undo)
    (back,) = caught(database, workshop_id)
    assert (back.text, back.kind, back.owner, back.due) == (
        first.text, first.kind, first.owner, first.due,
    )  # fmt: skip


def test_a_role_may_own_what_no_person_of_the_register_does(database, workshop_id, idea):
    """A new owner takes the place of the one before."""
    do(database, catches.set_owner, idea, database.person_id)
    do(database, catches.set_owner, idea, None, "head of unit")
    (now,) = caught(database, workshop_id)
    assert (now.owner_id, now.owner) == (None, "head of unit")


def test_votes_in_a_row_are_one_undo_and_never_below_none(database, clock, workshop_id, idea):
    """Five quick presses go together; taking away stops at zero."""
    for _ in range(5):
        clock.tick(0.3)
        do(database, catches.vote, idea, 1)
    assert caught(database, workshop_id)[0].votes == 5
    do(database, undoing.undo)
    assert caught(database, workshop_id)[0].votes == 0
    clock.tick(10)
    do(database, catches.vote, idea, -3)
    assert caught(database, workshop_id)[0].votes == 0


def test_an_idea_becomes_an_experiment_in_one_step(database, workshop_id):
    """Title, owner and workshop go along; undo takes both back, and it is made only once."""
    idea = do(
        database, catches.catch, workshop_id, kind="idea", text="One bag\nfor a week", lang="en"
    )
    do(database, catches.set_owner, idea, database.person_id)
    experiment_id = do(database, catches.become_experiment, idea)
    made = database.read(lambda connection: experiments.experiment(connection, experiment_id))
    assert (made.title, made.state, made.workshop_id) == ("One bag", "idea", workshop_id)
    assert made.trial == "One bag\nfor a week"
    assert made.owner_id == database.person_id
    (kept,) = caught(database, workshop_id)
    assert (kept.became_id, kept.became_title) == (experiment_id, "One bag")
    with pytest.raises(Problem, match="One bag"):
        do(database, catches.become_experiment, idea)

    do(database, undoing.undo)
    assert caught(database, workshop_id)[0].became_id is None
    assert database.read(lambda c: experiments.experiment(c, experiment_id)) is None
    do(database, catches.become_experiment, idea)


def test_how_many_came_is_said_afterwards(database, workshop_id):
    """A number that cannot be right is refused."""
    do(database, catches.say_how_many_came, workshop_id, 11)
    assert database.read(lambda c: workshops.workshop(c, workshop_id)).people_came == 11
    for wrong in (-1, 2_001):
        with pytest.raises(Problem):
            do(database, catches.say_how_many_came, workshop_id, wrong)


def test_what_another_window_deleted_is_stale(database):
    """Every change of it says so."""
    for operation, more in (
        (catches.reword, ("x",)), (catches.vote, (1,)), (catches.become_experiment, ()),
        (catches.delete_catch, ()),
    ):  # fmt: skip
        with pytest.raises(Stale):
            do(database, operation, new_id(), *more)


def test_a_draft_is_one_text_a_place(database, clock, run_id):
    """A newer one takes its place, an empty one is none, and none of it is a step."""
    clock.tick(400)
    place = drafts.live_place(run_id)
    for text in ("T", "Two", "Two doors"):
        change, _ = database.write(lambda tx, text=text: keep_draft(tx, place, text))
        assert (change.tables, change.undoable) == (frozenset({"draft"}), False)
    assert draft(database, run_id) == "Two doors"
    assert len(database.write(lambda tx: tx.rows(tables.draft))[1]) == 1
    do(database, keep_draft, place, " ")
    assert draft(database, run_id) == ""
    do(database, keep_draft, "experiment:new", "We believe")
    do(database, drop_draft, "experiment:new")
    assert database.read(lambda c: drafts.draft(c, "experiment:new")) == ""

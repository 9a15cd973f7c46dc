"""What a pilot team does in the log, and what the log refuses."""

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import select

from kehitys.domain.problems import Problem, Stale
from kehitys.operations import experiments as log
from kehitys.store import experiments as asked
from kehitys.store import tables
from kehitys.store.undoing import redo, undo, undo_step


def do(database, operation, *args, **values):
    """Does one thing as a person would, and gives what it gave."""
    return database.write(lambda tx: operation(tx, *args, **values))[1]


def whole(database, experiment_id):
    return database.read(lambda c: asked.experiment(c, experiment_id))


def planned(database, **more):
    """An experiment with everything a start asks for."""
    id_ = do(
        database, log.new_experiment, title="Jono ennen avausta", problem="Aamulla on jono.",
        hypothesis="Uskomme, että jono lyhenee.", trial="Avataan 10 minuuttia aiemmin.",
        review=date(2026, 12, 15), **more,
    )  # fmt: skip
    do(database, log.predict, id_, text="Jono puolittuu.", direction="down",
       baseline=Decimal("12.5"), target=Decimal(6), by=date(2026, 12, 15))  # fmt: skip
    measure_id = do(database, log.add_measure, id_, name="Jonottajia klo 8", unit="henkilöä")
    do(database, log.move, id_, "planned")
    return id_, measure_id


def running(database):
    id_, measure_id = planned(database)
    do(database, log.move, id_, "running")
    return id_, measure_id


def decided(database, decision="adopt"):
    id_, measure_id = running(database)
    do(database, log.move, id_, "study")
    do(database, log.decide, id_, decision=decision, learning="Jono lyheni.", reason="Toimii.")
    return id_, measure_id


def test_an_idea_is_its_writers_own(database):
    id_ = do(database, log.new_experiment, title="  Kävelykokous  ")
    found = whole(database, id_)
    assert (found.title, found.state) == ("Kävelykokous", "idea")
    assert found.owner_name == "Maija Mallikas"


def test_an_experiment_needs_a_title(database):
    with pytest.raises(Problem, match="title"):
        do(database, log.new_experiment, title=" \n")


def test_the_life_of_an_experiment_from_idea_to_archive(database):
    id_, _ = decided(database)
    do(database, log.move, id_, "archived")
    found = whole(database, id_)
    assert [move.after for move in found.moves] == [
        "planned", "running", "study", "decided", "archived",
    ]  # fmt: skip
    assert found.starts == date(2026, 11, 24)
    assert found.moves[0].person_name == "Maija Mallikas"
    assert (found.decision, found.learning) == ("adopt", "Jono lyheni.")


def test_a_start_names_what_is_missing(database):
    id_ = do(database, log.new_experiment, title="Kävelykokous", problem="Istutaan liikaa.")
    do(database, log.move, id_, "planned")
    with pytest.raises(Problem) as refused:
        do(database, log.move, id_, "running")
    assert "hypothesis, trial, prediction, review date, measure" in str(refused.value)
    assert whole(database, id_).state == "planned"


def test_a_plan_needs_a_problem(database):
    id_ = do(database, log.new_experiment, title="Kävelykokous")
    with pytest.raises(Problem, match="problem"):
        do(database, log.move, id_, "planned")


def test_what_is_told_in_words_needs_no_measure(database):
    id_, measure_id = planned(database, qualitative=True)
    do(database, log.delete_measure, id_, measure_id)
    do(database, log.move, id_, "running")
    assert whole(database, id_).state == "running"


def test_no_step_is_skipped(database):
    idea = do(database, log.new_experiment, title="Kävelykokous", problem="Istutaan liikaa.")
    with pytest.raises(Problem, match="one step"):
        do(database, log.move, idea, "running")
    id_, _ = planned(database)
    with pytest.raises(Problem, match="one step"):
        do(database, log.move, id_, "study")
    with pytest.raises(Problem, match="results first"):
        do(database, log.decide, id_, decision="adopt", learning="x", reason="y")


def test_a_trial_that_goes_on_or_ends_early_says_why(database):
    id_, _ = running(database)
    with pytest.raises(Problem, match="why"):
        do(database, log.move, id_, "archived")
    do(database, log.move, id_, "study")
    with pytest.raises(Problem, match="why"):
        do(database, log.move, id_, "running")
    do(database, log.move, id_, "running", reason="Kaksi viikkoa lisää.")
    do(database, log.move, id_, "archived", reason="Tila suljettiin.")
    found = whole(database, id_)
    assert (found.decision, found.decision_reason) == ("unfinished", "Tila suljettiin.")
    assert found.starts == date(2026, 11, 24)


def test_a_decision_needs_a_learning_and_a_reason(database):
    id_, _ = running(database)
    do(database, log.move, id_, "study")
    with pytest.raises(Problem, match=r"learning, reason for the decision"):
        do(database, log.decide, id_, decision="adopt", learning=" ", reason="")
    assert whole(database, id_).decision == ""


def test_deciding_again_corrects_the_words(database):
    id_, _ = decided(database)
    do(database, log.decide, id_, decision="adapt", learning="Lyheni vähän.", reason="Jatketaan.")
    found = whole(database, id_)
    assert (found.decision, found.learning) == ("adapt", "Lyheni vähän.")
    assert len(found.moves) == 4


def test_a_prediction_is_replaced_before_the_start_and_locked_at_it(database):
    id_, _ = planned(database)
    do(database, log.predict, id_, text="Jono katoaa.", direction="down", target=Decimal(0))
    do(database, log.move, id_, "running")
    (prediction,) = whole(database, id_).predictions
    assert prediction.text == "Jono katoaa."
    assert prediction.locked_at == database.clock()


def test_a_locked_prediction_cannot_be_changed_by_any_road(database):
    id_, _ = running(database)
    (prediction,) = whole(database, id_).predictions
    with pytest.raises(Problem, match="locked"):
        do(database, log.predict, id_, text="Jono kaksinkertaistuu.", direction="up")
    for changes in ({"text": "toinen"}, {"target_milli": 1}, {"locked_at": None}):
        with pytest.raises(Problem, match="locked"):
            database.write(lambda tx, c=changes: tx.update(tables.prediction, prediction.id, **c))
    assert whole(database, id_).predictions == (prediction,)


def test_undo_cannot_change_a_locked_prediction(database):
    """The words were changed by one step and locked by a later one: the first cannot be undone."""
    id_, _ = planned(database)
    change, _ = database.write(
        lambda tx: log.predict(tx, id_, text="Jono katoaa.", direction="down")
    )
    do(database, log.move, id_, "running")
    with pytest.raises(Problem, match="locked"):
        database.write(lambda tx: undo_step(tx, change.step_id))
    assert whole(database, id_).predictions[0].text == "Jono katoaa."


def test_undo_cannot_take_a_locked_prediction_away(database):
    id_, _ = running(database)
    with database._engine.begin() as connection:
        written = connection.execute(
            tables.step.select().where(tables.step.c.label == "Write a prediction")
        ).one()
    with pytest.raises(Stale):
        database.write(lambda tx: undo_step(tx, written.id))
    assert len(whole(database, id_).predictions) == 1


def test_a_start_cannot_be_undone_once_points_have_come_in(database):
    """Somebody else has counted: unlocking the prediction now would let the data write it."""
    id_, measure_id = planned(database)
    starting, _ = database.write(lambda tx: log.move(tx, id_, "running"))
    me = database.person_id
    database.person_id = None
    do(database, log.log_point, id_, measure_id, on=date(2026, 11, 24), value=Decimal(9))
    database.person_id = me
    with pytest.raises(Problem, match="Points have been logged"):
        database.write(lambda tx: undo_step(tx, starting.step_id))
    assert whole(database, id_).predictions[0].locked_at is not None


def test_a_start_by_mistake_can_be_undone_and_redone(database):
    id_, _ = running(database)
    database.write(undo)
    found = whole(database, id_)
    assert (found.state, found.starts, found.predictions[0].locked_at) == ("planned", None, None)
    database.write(redo)
    assert whole(database, id_).predictions[0].locked_at is not None


def test_a_point_undone_since_the_start_does_not_hold_the_start(database):
    """It was counted before, counted again after the start, and that was taken back."""
    id_, measure_id = planned(database)
    day = date(2026, 11, 23)
    do(database, log.log_point, id_, measure_id, on=day, value=Decimal(12))
    do(database, log.move, id_, "running")
    do(database, log.log_point, id_, measure_id, on=day, value=Decimal(9))
    database.write(undo)
    database.write(undo)
    assert whole(database, id_).state == "planned"
    database.write(redo)
    database.write(redo)
    assert whole(database, id_).measures[0].points[0].value == Decimal(9)
    with pytest.raises(Problem, match="Points have been logged"):
        database.write(lambda tx: undo_step(tx, started(database)))


def started(database):
    """The step that began the trial."""
    step = tables.step
    wanted = select(step.c.id).where(step.c.label == "Move an experiment").order_by(step.c.seq)
    return database.read(lambda c: c.execute(wanted).scalars().all())[1]


def test_an_amendment_stands_beside_the_prediction(database):
    id_, _ = planned(database)
    with pytest.raises(Problem, match="not started"):
        do(database, log.amend_prediction, id_, text="Ei muutu.", direction="same")
    do(database, log.move, id_, "running")
    do(database, log.amend_prediction, id_, text="Ei muutu.", direction="same")
    first, amendment = whole(database, id_).predictions
    assert first.text == "Jono puolittuu."
    assert (amendment.text, amendment.locked_at) == ("Ei muutu.", database.clock())
    with pytest.raises(Problem, match="says already"):
        do(database, log.amend_prediction, id_, text="Ei muutu.", direction="same")


def test_a_point_of_the_same_day_replaces_the_one_before(database):
    id_, measure_id = running(database)
    for value in ("12.5", "7.125"):
        do(database, log.log_point, id_, measure_id, on=date(2026, 11, 23), value=Decimal(value))
    ((point,),) = [measure.points for measure in whole(database, id_).measures]
    assert point.value == Decimal("7.125")
    do(database, log.delete_point, id_, point.id)
    assert whole(database, id_).measures[0].points == ()
    database.write(undo)
    assert whole(database, id_).measures[0].points == (point,)


@pytest.mark.parametrize("value", ["1.2345", "3000000", "NaN", "-Infinity", "1e400"])
def test_a_number_that_cannot_be_kept_exactly_is_refused(database, value):
    id_, measure_id = running(database)
    with pytest.raises(Problem):
        do(database, log.log_point, id_, measure_id, on=date(2026, 11, 23), value=Decimal(value))


@pytest.mark.parametrize("value", ["0", "-0.001", "2147483.647", "100", "1E+3", "12.50"])
def test_a_number_comes_back_as_it_was_written(database, value):
    id_, measure_id = running(database)
    do(database, log.log_point, id_, measure_id, on=date(2026, 11, 23), value=Decimal(value))
    point = whole(database, id_).measures[0].points[0]
    assert point.value == Decimal(value)
    assert "E" not in str(point.value)


def test_a_point_is_of_a_day_that_has_been_and_of_a_measure_of_the_experiment(database):
    id_, measure_id = running(database)
    other, _ = planned(database)
    with pytest.raises(Problem, match="not come"):
        do(database, log.log_point, id_, measure_id, on=date(2026, 11, 25), value=Decimal(1))
    with pytest.raises(Stale):
        do(database, log.log_point, other, measure_id, on=date(2026, 11, 24), value=Decimal(1))


def test_a_form_opened_before_another_change_is_refused(database):
    id_, _ = planned(database)
    version = whole(database, id_).version
    do(database, log.edit_experiment, id_, version=version, title="Jono", learning="Kesken.")
    with pytest.raises(Stale):
        do(database, log.edit_experiment, id_, version=version, title="Toinen")
    found = whole(database, id_)
    assert (found.title, found.learning, found.problem) == ("Jono", "Kesken.", "Aamulla on jono.")


def test_a_new_round_goes_on_from_what_was_learnt(database):
    id_, measure_id = decided(database, "adapt")
    next_id = do(database, log.next_cycle, id_)
    found = whole(database, next_id)
    assert (found.cycle, found.state, found.predictions) == (2, "idea", ())
    assert [measure.id for measure in found.measures] == [measure_id]
    do(database, log.delete_experiment, id_)
    assert [measure.id for measure in whole(database, next_id).measures] == [measure_id]


def test_deleting_takes_everything_and_undo_brings_it_back(database):
    id_, measure_id = running(database)
    do(database, log.log_point, id_, measure_id, on=date(2026, 11, 23), value=Decimal(3))
    before = whole(database, id_)
    do(database, log.delete_experiment, id_)
    assert whole(database, id_) is None
    for table in ("prediction", "measure", "point", "experiment_measure", "experiment_move"):
        assert (
            database.read(
                lambda c, t=table: c.exec_driver_sql(f"SELECT count(*) FROM {t}").scalar()
            )
            == 0
        )
    database.write(undo)
    after = whole(database, id_)
    assert (after.predictions, after.measures, after.moves) == (
        before.predictions, before.measures, before.moves,
    )  # fmt: skip


def test_what_others_write_is_only_text(database):
    title, problem = "[Espoo] [/] \x1b[31mjono", "a\x1b]0;x\x07b"
    id_ = do(database, log.new_experiment, title=title, problem=problem)
    found = whole(database, id_)
    assert (found.title, found.problem) == ("[Espoo] [/] jono", "ab")

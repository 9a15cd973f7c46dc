"""The invented municipality: complete, true to the product, and soon ready."""

from datetime import UTC, date, datetime, timedelta

import pytest

from kehitys.domain.actuals import after_run
from kehitys.domain.experiment_states import STATES
from kehitys.domain.problems import Problem
from kehitys.files.library import take_in
from kehitys.operations.demo import fill
from kehitys.store import catches, checking, experiments, network, runs, tables, undoing, workshops
from kehitys.store.database import Database
from kehitys.store.today import file_facts

TODAY = date(2026, 11, 24)


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    """The demo as it is on a Tuesday."""
    database = Database(tmp_path_factory.mktemp("demo") / "demo.db")
    database.clock = lambda: datetime(2026, 11, 24, 7, tzinfo=UTC)
    take_in(database)
    fill(database, today=TODAY, speak="fi")
    yield database
    database.close()


def all_lines(demo):
    return demo.read(lambda c: experiments.lines(c, today=TODAY)).rows


def test_the_network_is_of_fourteen_people_in_three_pilot_teams(demo):
    people = demo.read(network.people)
    assert people.total == 14
    assert {line.membership for line in people.rows} == {
        "active", "training", "resting", "invited",
    }  # fmt: skip
    assert {lang for line in people.rows for lang in line.languages} == {"fi", "sv", "en"}
    teams = demo.read(network.teams)
    assert [team.kind for team in teams] == ["pilot"] * 3
    assert all(len(team.members) == 3 for team in teams)
    assert [len(team.leaves_out) for team in teams] == [0, 1, 0]
    assert all(set(unit.names) == {"fi", "sv"} for unit in demo.read(network.units))


def test_six_workshops_were_held_and_two_are_coming(demo):
    def listed(when):
        return demo.read(lambda c: workshops.lines(c, when=when, today=TODAY)).rows

    assert [line.state for line in listed("past")] == ["held"] * 6
    coming = listed("coming")
    assert [line.state for line in coming] == ["planned"] * 2
    assert coming[0].date == date(2026, 11, 25)
    assert all(line.date.weekday() < 5 for line in listed("all"))
    assert all(line.blocks for line in listed("all"))


def test_each_run_went_nearly_as_planned(demo):
    for line in demo.read(lambda c: workshops.lines(c, when="past", today=TODAY)).rows:
        run_id = demo.read(lambda c, line=line: runs.latest_run(c, line.id))
        run = demo.read(lambda c, run_id=run_id: runs.run(c, run_id))
        actuals = after_run(run, demo.clock())
        assert all(actual.started is not None for actual in actuals)
        differences = [actual.actual_minutes - actual.planned_minutes for actual in actuals]
        assert any(differences), line.title
        assert max(map(abs, differences)) <= 20, line.title
        ended = max(fact.at for fact in run.facts)
        assert abs(ended - run.planned_end) <= timedelta(minutes=20), line.title


def test_what_was_said_has_votes_owners_and_what_it_became(demo):
    caught = [
        each
        for line in demo.read(lambda c: workshops.lines(c, when="past", today=TODAY)).rows
        for each in demo.read(lambda c, line=line: catches.of_workshop(c, line.id))
    ]
    assert {each.kind for each in caught} >= {"idea", "outcome", "decision", "action", "parked"}
    assert sum(each.became_id is not None for each in caught) == 9
    assert {each.lang for each in caught} == {"fi", "sv"}
    assert all(each.run_block_id for each in caught)
    assert all(each.owner and each.due for each in caught if each.kind == "action")


def test_experiments_are_in_every_state(demo):
    states = [line.state for line in all_lines(demo)]
    assert len(states) == 9
    assert set(states) == set(STATES)
    assert states[:3] == ["running"] * 3
    assert {line.decision for line in all_lines(demo)} == {"", "adopt", "abandon", "inconclusive"}


def test_what_runs_has_weekly_points_from_before_the_start_and_after(demo):
    for line in all_lines(demo):
        if line.state in ("idea", "planned"):
            continue
        found = demo.read(lambda c, line=line: experiments.experiment(c, line.id))
        ((first, *others),) = ((point.on for point in found.measures[0].points),)
        days = [first, *others]
        gaps = {later - earlier for earlier, later in zip(days, others, strict=False)}
        assert gaps == {timedelta(days=7)}
        assert days[0] < found.starts < days[-1] <= TODAY
        locked = found.predictions[0].locked_at
        assert locked is not None
        assert locked.date() == found.starts


def test_every_step_has_its_own_moment_in_the_past(demo):
    with demo._engine.begin() as connection:
        moments = [row.at for row in connection.execute(tables.step.select())]
    assert moments == sorted(moments)
    assert moments[-1] < demo.clock()
    assert len(set(moments)) > 40


def test_undo_begins_with_what_the_person_at_the_keyboard_does(demo):
    me = demo.read(file_facts).demo_person
    assert demo.read(lambda c: network.person(c, me)).name == "Outi Saarelma"
    assert demo.read(lambda c: undoing.undoable(c, me)) is None


def test_the_file_is_whole_and_marked_as_a_demo(demo):
    assert checking.check(demo.path).whole
    with demo._engine.begin() as connection:
        kept = {row.name: row.value for row in connection.execute(tables.setting.select())}
    assert kept["demo"] == "1"


def test_a_file_with_data_in_it_is_not_filled(demo):
    with pytest.raises(Problem, match="holds data already"):
        fill(demo, today=TODAY)


@pytest.mark.parametrize("today", [date(2026, 11, 24) + timedelta(days=n) for n in range(5)]
                         + [date(2027, 3, 29), date(2027, 10, 31), date(2028, 2, 29)])  # fmt: skip
def test_it_can_be_made_on_any_day(tmp_path, today):
    """Week ends, the changes of the clock, a leap day."""
    database = Database(tmp_path / "demo.db")
    take_in(database)
    fill(database, today=today, speak="sv")
    lines = database.read(lambda c: workshops.lines(c, when="past", today=today)).rows
    assert len(lines) == 6
    database.close()

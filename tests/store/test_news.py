"""What a window hears of the others."""

from datetime import UTC, date, datetime, time
from functools import partial

import pytest

from kehitys.operations import agenda, drafts, live
from kehitys.operations.workshops import new_workshop
from kehitys.store.database import Database
from kehitys.store.library import keep_mark
from kehitys.store.news import Watch


@pytest.fixture
def watch(database):
    watch = Watch(database.path)
    yield watch
    watch.close()


@pytest.fixture
def other(database):
    """Another window on the file."""
    other = Database(database.path)
    yield other
    other.close()


PLAN = partial(new_workshop, title="W", day=date(2026, 11, 24), start=time(9), people=1)


def test_a_step_of_another_window_is_heard_once(watch, other):
    other.write(PLAN)
    assert {"workshop", "workshop_day", "step"} <= watch.look()
    assert watch.look() == frozenset()


def test_ones_own_steps_are_no_news(watch, database, other):
    change, _ = database.write(PLAN)
    assert watch.look({change.seq}) == frozenset()
    other.write(partial(drafts.drop_draft, place="nowhere"))
    assert watch.look() == frozenset()


def test_facts_of_a_run_are_heard_also_beside_a_step(watch, other):
    workshop_id = other.write(PLAN)[1]
    other.write(partial(agenda.add_block, workshop_id=workshop_id, kind="talk", minutes=5))
    at = datetime(2026, 11, 24, 7, tzinfo=UTC)
    run_id = other.write(partial(live.begin, workshop_id=workshop_id, at=at, speak="en"))[1]
    watch.look()
    other.write(partial(live.stop_clock, run_id=run_id))
    other.write(PLAN)
    assert {"run_fact", "workshop"} <= watch.look()


def test_a_library_taken_in_by_another_window_is_heard(watch, other):
    other.write(lambda tx: keep_mark(tx, "ff"))
    assert {"method", "method_edition", "template"} <= watch.look()


def test_what_others_type_is_no_news(watch, other):
    keep = partial(drafts.keep_form, place="form:x:y", fields={"title": ("", "half a wo")})
    other.write(keep)
    assert watch.look() == frozenset()

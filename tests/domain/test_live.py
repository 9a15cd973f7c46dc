"""A running workshop is what its facts add up to, at any moment and in any order of keys."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from kehitys.domain.actuals import after_run
from kehitys.domain.live import FACT_KINDS, Fact, Run, RunBlock, RunStep, state_of, view

NINE = datetime(2026, 11, 24, 7, tzinfo=UTC)


def at(minutes, seconds=0):
    """So many minutes after nine."""
    return NINE + timedelta(minutes=minutes, seconds=seconds)


def step(seconds, record="any"):
    return RunStep(seconds=seconds, grouping="together", record=record, title="", do="", say="")


def a_run(*lengths, fixed=(), steps=None):
    """A run of blocks of `lengths` minutes from nine; `fixed` gives fixed starts by place."""
    blocks, start, starts = [], 0, dict(fixed)
    for n, minutes in enumerate(lengths):
        start = starts.get(n, start)
        blocks.append(RunBlock(
            id=UUID(int=n), n=n, title=str(n), kind="talk", minutes=minutes,
            planned_start=at(start), fixed=n in starts, steps=(steps or {}).get(n, ()),
        ))  # fmt: skip
        start += minutes
    return Run(
        id=uuid4(), workshop_id=uuid4(), workshop_title="", zone="Europe/Helsinki",
        blocks=tuple(blocks), people=12, planned_end=at(start),
    )  # fmt: skip


def having(run, *happened):
    """`run` with facts told as (moment, kind), (moment, kind, block) or with seconds last."""
    facts = []
    for seq, (moment, kind, *more) in enumerate(happened, 1):
        n, seconds = (*more, None, None)[:2]
        block = None if n is None else UUID(int=n)
        facts.append(Fact(seq=seq, at=moment, kind=kind, run_block_id=block, seconds=seconds or 0))
    return replace(run, facts=tuple(facts))


def expected(clock):
    """When the coming blocks are expected, in minutes after nine."""
    return [(coming.expected - NINE) / timedelta(minutes=1) for coming in clock.coming]


THREE = a_run(10, 20, 30)
STARTED = (NINE, "start", 0)


def test_before_it_starts_a_run_waits():
    """With no facts there is no current block, and everything is ahead as planned."""
    clock = view(THREE, at(-5))
    assert (clock.phase, clock.current, expected(clock)) == ("waiting", None, [0, 10, 30])
    assert (clock.late, clock.ends) == (0, at(60))


def test_a_start_that_is_put_off_is_late_already():
    """When nine has passed and nobody has started, the day moves on."""
    clock = view(THREE, at(7))
    assert (clock.phase, clock.late, clock.ends) == ("waiting", 7, at(67))


def test_a_start_told_ahead_waits_for_its_moment():
    """The clock of the first block stands full until the moment comes."""
    run = having(THREE, STARTED)
    before, after = view(run, at(-3)), view(run, at(1))
    assert (before.phase, before.remaining, before.late) == ("waiting", 600, 0)
    assert (after.phase, after.remaining, after.late) == ("running", 540, 0)


def test_the_clock_of_a_block_runs_down_and_into_overtime():
    """A block does not end by itself: the time over is negative and makes the day late."""
    run = having(THREE, STARTED)
    assert [(view(run, at(m)).phase, view(run, at(m)).remaining) for m in (4, 10, 13)] == [
        ("running", 360),
        ("running", 0),
        ("over", -180),
    ]
    assert (view(run, at(13)).late, expected(view(run, at(13)))) == (3, [13, 33])


def test_next_begins_the_next_block():
    """Going on early is being early."""
    clock = view(having(THREE, STARTED, (at(8), "next")), at(9))
    assert (clock.index, clock.elapsed, clock.remaining, clock.late) == (1, 60, 1140, -2)


def test_next_after_the_last_block_ends_the_run():
    """The end is when the key was pressed, also seen later."""
    run = having(THREE, STARTED, (at(8), "next"), (at(30), "next"), (at(65), "next"))
    clock = view(run, at(500))
    assert (clock.phase, clock.current, clock.ends, clock.late) == ("ended", None, at(65), 5)
    assert clock.coming == ()


def test_back_goes_on_from_what_was_spent():
    """A block returned to has only the time it had left."""
    run = having(THREE, STARTED, (at(8), "next"), (at(9), "back"))
    clock = view(run, at(10))
    assert (clock.index, clock.elapsed, clock.remaining) == (0, 540, 60)
    assert clock.coming[0].seconds == 19 * 60


def test_a_block_begins_once_and_is_finished_when_it_was_left_last():
    """Going back takes the finish away and leaves the beginning, as going on again does."""
    went_back = [STARTED, (at(8), "next"), (at(9), "back")]
    state = state_of(having(THREE, *went_back))
    assert (state.started, state.finished) == ((NINE, at(8), None), (None, None, None))
    state = state_of(having(THREE, *went_back, (at(10), "next"), (at(30), "end")))
    assert (state.started, state.finished) == ((NINE, at(8), None), (at(10), at(30), None))


def test_back_after_the_end_opens_the_last_block_again():
    """One key too many does not end the day for good."""
    run = having(a_run(10), STARTED, (at(8), "next"), (at(9), "back"))
    clock = view(run, at(10))
    assert (clock.phase, clock.index, clock.elapsed) == ("running", 0, 540)


def test_back_in_the_first_block_changes_nothing():
    """There is nothing before the first."""
    assert view(having(THREE, STARTED, (at(3), "back")), at(5)).elapsed == 300


def test_a_stopped_clock_stands_and_makes_late():
    """A stop is not time spent in the block, but the day gets later by it."""
    run = having(THREE, STARTED, (at(4), "stop"), (at(9), "go"))
    stopped, on = view(replace(run, facts=run.facts[:2]), at(7)), view(run, at(10))
    assert (stopped.phase, stopped.elapsed, stopped.late) == ("stopped", 240, 3)
    assert (on.phase, on.elapsed, on.late) == ("running", 300, 5)


def test_a_stop_before_the_start_holds_until_the_start():
    """Stopped and set going before nine, the first block still begins at nine."""
    run = having(THREE, STARTED, (at(-4), "stop"), (at(-2), "go"))
    assert (view(run, at(-1)).phase, view(run, at(2)).elapsed) == ("waiting", 120)


def test_next_while_stopped_sets_the_clock_going():
    """A new block begins with its clock running."""
    clock = view(having(THREE, STARTED, (at(4), "stop"), (at(6), "next")), at(7))
    assert (clock.phase, clock.elapsed) == ("running", 60)


def test_added_time_lengthens_the_block_and_the_day():
    """Two minutes more are two minutes late, as a block of its own or as the current one."""
    run = having(THREE, STARTED, (at(1), "add", None, 120), (at(1), "add", 1, -300))
    clock = view(run, at(2))
    assert (clock.length, clock.remaining, clock.late) == (720, 600, 2)
    assert (expected(clock), clock.ends) == ([12, 27], at(57))


def test_time_taken_away_stops_at_nothing():
    """A block has no less than no time, so one press of plus is felt at once."""
    run = having(THREE, STARTED, (at(1), "add", 1, -9999), (at(1), "add", 1, 60))
    assert view(run, at(2)).coming[0].seconds == 60


def test_a_skipped_block_takes_no_time():
    """It is shown among the coming ones, and the next key passes it by, forward and back."""
    run = having(THREE, STARTED, (at(2), "skip", 1))
    clock = view(run, at(3))
    assert [(c.skipped, c.n) for c in clock.coming] == [(True, 1), (False, 2)]
    assert (expected(clock)[1], clock.ends) == (10, at(40))
    on = having(THREE, STARTED, (at(2), "skip", 1), (at(9), "next"))
    assert view(on, at(9)).index == 2
    back = having(THREE, STARTED, (at(2), "skip", 1), (at(9), "next"), (at(10), "back"))
    assert view(back, at(10)).index == 0


def test_a_skip_can_be_taken_back():
    """Until it is passed, a skipped block can be put back."""
    run = having(THREE, STARTED, (at(2), "skip", 1), (at(3), "unskip", 1), (at(9), "next"))
    assert view(run, at(9)).index == 1


def test_neither_the_current_nor_a_past_block_is_skipped():
    """What has begun has not been skipped."""
    run = having(THREE, STARTED, (at(9), "next"), (at(9), "skip", 0), (at(9), "skip", 1))
    assert state_of(run).skipped == frozenset()


LUNCH = a_run(30, 30, 45, 20, fixed={2: 75})


def test_the_gap_before_a_fixed_block_swallows_lateness():
    """Ten late before a gap of fifteen is on time at lunch, twenty late is five late."""
    run = having(LUNCH, STARTED)
    assert expected(view(run, at(40))) == [40, 75, 120]
    assert expected(view(run, at(50))) == [50, 80, 125]


def test_being_ahead_does_not_bring_a_fixed_block_forward():
    """Lunch is at its time however fast the morning went."""
    run = having(LUNCH, STARTED, (at(5), "next"))
    assert expected(view(run, at(6))) == [75, 120]


def test_a_skipped_fixed_block_holds_nobody():
    """What comes after a skipped lunch does not wait for it."""
    run = having(LUNCH, STARTED, (at(1), "skip", 2))
    assert expected(view(run, at(2))) == [30, 60, 60]


STEPS = {0: (step(60), step(240, "none"), step(300))}


def test_steps_stretch_with_their_block():
    """In a block twice as long every step is; steps that say no length share it alike."""
    run = having(a_run(20, steps=STEPS), STARTED)
    seen = [view(run, at(m)) for m in (0, 1, 2, 9, 10, 25)]
    assert [clock.step for clock in seen] == [0, 0, 1, 1, 2, 2]
    assert [clock.step_length for clock in seen] == [120, 120, 480, 480, 600, 600]
    assert [clock.step_remaining for clock in seen] == [120, 60, 480, 60, 600, 0]
    unsaid = having(a_run(10, steps={0: (step(0), step(0))}), STARTED)
    assert [view(unsaid, at(m)).step for m in (4, 5)] == [0, 1]


def test_nothing_may_be_recorded_in_a_step_that_forbids_it():
    """Recording is closed in the step that says so, also when its clock is stopped."""
    run = having(a_run(20, steps=STEPS), STARTED)
    assert [view(run, at(m)).may_record for m in (1, 2, 9, 10)] == [True, False, False, True]
    stopped = having(a_run(20, steps=STEPS), STARTED, (at(5), "stop"))
    assert not view(stopped, at(15)).may_record


def test_a_block_without_steps_has_none():
    """A talk has no step and may be recorded."""
    clock = view(having(THREE, STARTED), at(1))
    assert (clock.step, clock.step_length, clock.may_record) == (None, 0, True)


def test_afterwards_each_block_has_its_planned_and_actual_minutes():
    """Stops are not counted, and a block still running has what it took so far."""
    run = having(
        THREE, STARTED, (at(4), "stop"), (at(6), "go"), (at(15), "next"), (at(16), "skip", 2)
    )
    actual = after_run(run, at(20))
    assert [(a.planned_minutes, a.actual_minutes) for a in actual] == [(10, 13), (20, 5), (30, 0)]
    assert [(a.skipped, a.started) for a in actual] == [
        (False, NINE),
        (False, at(15)),
        (True, None),
    ]


def test_a_run_may_begin_in_the_middle():
    """Started at another block than the first, those before it are past."""
    clock = view(having(THREE, (NINE, "start", 1)), at(5))
    assert (clock.index, [c.n for c in clock.coming]) == (1, [2])


@pytest.mark.parametrize("kind", sorted({*FACT_KINDS, "dance"} - {"start", "skip", "end"}))
def test_what_is_not_possible_before_the_start_changes_nothing(kind):
    """Keys pressed before the start are not facts of the run."""
    assert state_of(having(THREE, (at(1), kind))) == state_of(THREE)


@pytest.mark.parametrize("kind", sorted({*FACT_KINDS, "dance"} - {"back"}))
def test_what_is_not_possible_after_the_end_changes_nothing(kind):
    """When the run has ended only going back opens it again."""
    ended = [STARTED, (at(5), "end")]
    assert state_of(having(THREE, *ended, (at(6), kind, 1, 60))) == state_of(having(THREE, *ended))


def test_a_fact_about_a_passed_or_unknown_block_changes_nothing():
    """A finished block is given no time, and a block of another run is not found in this one."""
    facts = [(at(9), "add", 0, 600), (at(9), "add", 99, 60), (at(9), "skip", 99)]
    on = [STARTED, (at(8), "next")]
    assert state_of(having(THREE, *on, *facts)) == state_of(having(THREE, *on))


def test_a_laptop_clock_set_back_takes_nothing_away():
    """Time that was spent stays spent."""
    run = having(THREE, STARTED, (at(5), "stop"), (at(-55), "go"), (at(-50), "stop"))
    assert view(run, at(-50)).elapsed == 300


KINDS = st.sampled_from([*FACT_KINDS, "dance"])
FACTS = st.lists(
    st.tuples(
        st.integers(-60, 600).map(at), KINDS,
        st.one_of(st.none(), st.integers(0, 4)), st.integers(-4000, 4000),
    ),
    max_size=25,
)  # fmt: skip
RUNS = st.builds(
    lambda lengths: a_run(*lengths, steps=STEPS), st.lists(st.integers(0, 60), max_size=4)
)


@given(RUNS, FACTS, st.integers(-60, 700))
def test_any_facts_in_any_order_make_a_sound_clock(run, facts, minutes):
    """Whatever is in the file, a screen can be shown."""
    run = having(run, *facts)
    state, clock = state_of(run), view(run, at(minutes))
    assert clock == view(run, at(minutes), state)
    assert clock.phase in ("waiting", "running", "over", "stopped", "ended")
    assert state.current is None or state.current not in state.skipped
    assert all(seconds >= 0 for seconds in state.spent)
    assert clock.remaining == clock.length - clock.elapsed
    assert clock.length >= 0
    if clock.step is not None:
        assert 0 <= clock.step < len(clock.current.steps)
        assert 0 <= clock.step_remaining <= clock.step_length
    assert len(after_run(run, at(minutes))) == len(run.blocks)


class Facilitating(RuleBasedStateMachine):
    """A facilitator presses keys; a simple model counts the seconds beside the fold of facts."""

    @initialize(lengths=st.lists(st.integers(1, 40), min_size=1, max_size=5))
    def plan(self, lengths):
        """A plan of some blocks, begun at nine."""
        self.run, self.now, self.facts = a_run(*lengths), NINE, [STARTED]
        self.current, self.going, self.ended = 0, True, False
        self.stopped, self.spent, self.skipped = 0, [0] * len(lengths), set()
        self.length = [60 * minutes for minutes in lengths]

    def press(self, kind, *more):
        self.facts.append((self.now, kind, *more))

    @rule(seconds=st.integers(0, 1500))
    def time_passes(self, seconds):
        """The current block takes the time, or the stop does."""
        self.now += timedelta(seconds=seconds)
        if not self.ended and self.going:
            self.spent[self.current] += seconds
        else:
            self.stopped += seconds

    @rule()
    def go_on(self):
        """The next key goes past skipped blocks, after the last one it ends the run."""
        self.press("next")
        if not self.ended:
            left = [n for n in range(self.current + 1, len(self.spent)) if n not in self.skipped]
            self.ended, self.going = not left, True
            self.current = left[0] if left else self.current

    @rule()
    def go_back(self):
        """The back key goes to the block before, and opens an ended run again."""
        self.press("back")
        before = [n for n in range(self.current) if n not in self.skipped]
        if self.ended:
            self.ended = False
        elif before:
            self.current, self.going = before[-1], True

    @rule()
    def stop_or_go(self):
        """The same key stops the clock and sets it going."""
        self.press("stop" if self.going else "go")
        if not self.ended:
            self.going = not self.going

    @rule(minutes=st.integers(-10, 10))
    def lengthen(self, minutes):
        """Time is added to the current block, or taken from what it has."""
        self.press("add", None, 60 * minutes)
        if not self.ended:
            self.length[self.current] = max(0, self.length[self.current] + 60 * minutes)

    @rule(n=st.integers(0, 4))
    def skip_or_not(self, n):
        """A coming block is skipped, or put back."""
        if not self.ended and self.current < n < len(self.spent):
            self.press("unskip" if n in self.skipped else "skip", n)
            self.skipped ^= {n}

    @invariant()
    def the_clock_is_as_counted(self):
        """The fold agrees with the count, and no second is lost between blocks and stops."""
        run = having(self.run, *self.facts)
        state, clock = state_of(run), view(run, self.now)
        assert state.ended == self.ended
        assert [state.elapsed(n, self.now) for n in range(len(self.spent))] == self.spent
        assert sum(self.spent) + self.stopped == (self.now - NINE).total_seconds()
        assert state.skipped == self.skipped
        if not self.ended:
            assert (clock.index, clock.length) == (self.current, self.length[self.current])
            assert clock.remaining == clock.length - self.spent[self.current]
            ahead = sum(coming.seconds for coming in clock.coming if not coming.skipped)
            assert clock.ends == clock.free + timedelta(seconds=ahead)


TestFacilitating = Facilitating.TestCase

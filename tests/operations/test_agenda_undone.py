"""Any edits of an agenda, undone and redone at any time, leave no trace."""

from __future__ import annotations

import tempfile
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from kehitys.operations import agenda, network
from kehitys.operations.workshops import new_workshop
from kehitys.store import undoing
from kehitys.store.database import Database
from tests.operations.planned import add, blocks, do, edit, edits


class AgendaEdits(RuleBasedStateMachine):
    """Any edits of an agenda, undone and redone at any time, leave no trace once all are undone."""

    def __init__(self):
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.database = Database(Path(self.folder.name) / "agenda.db")
        self.now = datetime(2026, 11, 24, 7, tzinfo=UTC)
        self.database.clock = lambda: self.now
        self.seen = {}
        plan = partial(new_workshop, title="W", day=date(2026, 11, 24), start=time(9), people=12)
        _, self.workshop_id = self.database.write(plan)
        for title in "ABC":
            add(self.database, self.workshop_id, title=title)
        # What set the stage is somebody else's, so that undo ends at the start.
        somebody = partial(network.add_person, name="Maija Mallikas")
        self.database.person_id = self.database.write(somebody)[1]
        self.start = self.agenda()

    def teardown(self):
        while self.can(undoing.undoable):
            self.do(undoing.undo)
        assert self.agenda() == self.start
        while self.can(undoing.redoable):
            self.do(undoing.redo)
        while self.can(undoing.undoable):
            self.do(undoing.undo)
        assert self.agenda() == self.start
        self.database.close()
        self.folder.cleanup()

    def do(self, operation, *values):
        self.seen.clear()
        return do(self.database, operation, *values)

    def add_block(self, **facts):
        self.seen.clear()
        return add(self.database, self.workshop_id, **facts)

    def agenda(self):
        return self.as_it_stands("agenda", lambda: blocks(self.database, self.workshop_id))

    def can(self, which):
        person_id = self.database.person_id
        return self.as_it_stands(which, lambda: self.database.read(lambda c: which(c, person_id)))

    def as_it_stands(self, what, read):
        """What the file says, read once after each edit however often conditions ask for it."""
        if what not in self.seen:
            self.seen[what] = read()
        return self.seen[what]

    def pick(self, n):
        agenda_now = self.agenda()
        return agenda_now[n % len(agenda_now)]

    def expect(self, order_after, change):
        """A move leaves the others in order and is one edit, or none when nothing moved."""
        assert [block.id for block in self.agenda()] == order_after
        if change.undoable:
            assert edits(self.database, change) == 1

    @rule(seconds=st.sampled_from([0, 1, 5]))
    def wait(self, seconds):
        self.now += timedelta(seconds=seconds)

    @rule(n=st.none() | st.integers(0, 20), kind=st.sampled_from(["talk", "break", "buffer"]))
    def add(self, n, kind):
        order_after = [block.id for block in self.agenda()]
        below = self.pick(n).id if n is not None and order_after else None
        place = len(order_after) if below is None else order_after.index(below) + 1
        order_after.insert(place, self.add_block(kind=kind, below=below))
        assert [block.id for block in self.agenda()] == order_after

    @precondition(lambda self: self.agenda())
    @rule(n=st.integers(0, 20), by=st.integers(-4, 4))
    def move(self, n, by):
        block = self.pick(n)
        order_after = [each.id for each in self.agenda()]
        place = order_after.index(block.id)
        order_after.remove(block.id)
        order_after.insert(max(0, place + by), block.id)
        self.expect(order_after, self.do(agenda.move_block, block.id, by))

    @precondition(lambda self: self.agenda())
    @rule(n=st.integers(0, 20), below=st.none() | st.integers(0, 20))
    def place(self, n, below):
        block, above = self.pick(n), None if below is None else self.pick(below)
        order_after = [each.id for each in self.agenda()]
        if above != block:
            order_after.remove(block.id)
            order_after.insert(0 if above is None else order_after.index(above.id) + 1, block.id)
        change = self.do(agenda.place_block, block.id, above and above.id)
        self.expect(order_after, change)

    @precondition(lambda self: self.agenda())
    @rule(n=st.integers(0, 20), by=st.sampled_from([-5, -1, 1, 5]))
    def lengthen(self, n, by):
        self.do(agenda.change_minutes, self.pick(n).id, by)

    @precondition(lambda self: self.agenda())
    @rule(n=st.integers(0, 20), wall=st.none() | st.times())
    def nail(self, n, wall):
        if wall is None:
            self.do(agenda.free_start, self.pick(n).id)
        else:
            self.do(agenda.fix_start, self.pick(n).id, wall)

    @precondition(lambda self: self.agenda())
    @rule(n=st.integers(0, 20), title=st.text(max_size=20), minutes=st.integers(1, 90))
    def edit(self, n, title, minutes):
        block = self.pick(n)
        self.seen.clear()
        edit(self.database, block, title=title, minutes=minutes, min_minutes=None,
             max_minutes=None)  # fmt: skip

    @precondition(lambda self: self.agenda())
    @rule(n=st.integers(0, 20))
    def delete(self, n):
        self.do(agenda.delete_block, self.pick(n).id)

    @precondition(lambda self: self.can(undoing.undoable))
    @rule()
    def undo(self):
        self.do(undoing.undo)

    @precondition(lambda self: self.can(undoing.redoable))
    @rule()
    def redo(self):
        self.do(undoing.redo)

    @invariant()
    def ranks_are_ordered(self):
        ranks = [block.rank for block in self.agenda()]
        assert ranks == sorted(set(ranks))


TestAgendaEdits = AgendaEdits.TestCase

TestAgendaEdits.settings = settings(
    max_examples=40,
    stateful_step_count=30,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)

"""The live screen, led with keys: what it shows follows the facts and the clock, nothing else."""

from __future__ import annotations

from datetime import date, time
from functools import partial

import pytest
from textual import events

from kehitys.domain.live import view
from kehitys.operations import agenda, live
from kehitys.operations.workshops import new_workshop
from kehitys.store import catches, drafts, methods, runs
from kehitys.tui.app import Kehitys
from kehitys.tui.pick import Pick
from kehitys.tui.text_widgets import Words
from kehitys.tui.workshops import live as live_screen
from kehitys.tui.workshops import live_writing
from kehitys.tui.workshops.capture import CaptureField
from kehitys.tui.workshops.harvest import Harvest
from kehitys.tui.workshops.live import LiveRun
from kehitys.tui.workshops.live_view import ComingList
from kehitys.tui.workshops.replan import Replan
from kehitys.tui.workshops.start_run import start_run

HOSTILE = "[/] [Espoo] [@click=app.quit]x[/]"


def do(database, operation, *args, **values):
    """Does one operation and gives what it gave."""
    return database.write(lambda tx: operation(tx, *args, **values))[1]


@pytest.fixture
def steady(monkeypatch):
    """A steady clock set by hand; wall and steady clock move together through `both`."""

    class Steady:
        now = 100.0

        def __call__(self):
            return self.now

    made = Steady()
    monkeypatch.setattr(live_screen, "monotonic", made)
    monkeypatch.setattr(live_writing, "monotonic", made)
    return made


@pytest.fixture
def both(clock, steady):
    """Moves both clocks on."""

    def tick(seconds):
        clock.tick(seconds)
        steady.now += seconds

    return tick


@pytest.fixture
def workshop_id(library):
    """Five blocks from nine on; the break stands fixed at ten."""

    def plan(tx):
        workshop_id = new_workshop(
            tx, title=f"Day {HOSTILE}", day=date(2026, 11, 24), start=time(9), people=12
        )
        agenda.add_block(tx, workshop_id, kind="talk", title="Opening", minutes=10)
        agenda.add_block(tx, workshop_id, kind="talk", title="Ideas", minutes=30)
        agenda.add_block(tx, workshop_id, kind="buffer", minutes=5)
        agenda.add_block(tx, workshop_id, kind="talk", title=f"Choose {HOSTILE}", minutes=15)
        lunch = agenda.add_block(tx, workshop_id, kind="break", title="Lunch", minutes=30)
        agenda.fix_start(tx, lunch, time(10))
        agenda.add_block(tx, workshop_id, kind="talk", title="Closing", minutes=20)
        return workshop_id

    return do(library, plan)


@pytest.fixture
def run_id(library, clock, workshop_id):
    """Its run, just begun."""
    return do(library, live.begin, workshop_id, at=clock.now, speak="en")


@pytest.fixture
def dialogue_run(library, clock):
    """A dialogue round, whose first steps are not written down, then a talk."""

    def plan(tx):
        workshop_id = new_workshop(
            tx, title="Dialogue", day=date(2026, 11, 24), start=time(9), people=12
        )
        method = methods.by_slug(tx.connection, "dialogikierros")
        agenda.add_block(tx, workshop_id, kind="talk", title="Welcome", minutes=10)
        agenda.add_block(tx, workshop_id, kind="method", method_id=method.id, minutes=30)
        return workshop_id

    workshop_id = do(library, plan)
    return do(library, live.begin, workshop_id, at=clock.now, speak="en")


async def opened(pilot, settle, run_id):
    """The live screen over a run."""
    await settle(pilot)
    screen = LiveRun(run_id)
    pilot.app.push_screen(screen)
    await settle(pilot)
    screen.tick()
    await settle(pilot)
    return screen


async def typed(pilot, text):
    """Types a text, letter by letter."""
    names = {" ": "space", "+": "plus", "-": "minus", "[": "left_square_bracket"}
    names |= {"]": "right_square_bracket", "/": "slash", "@": "at", "=": "equals_sign"}
    names |= {".": "full_stop", "?": "question_mark"}
    await pilot.press(*(names.get(letter, letter) for letter in text))


def shown(screen):
    """Everything the screen says."""
    said = "\n".join(str(words.render()) for words in screen.query(Words))
    return said.replace("\N{NO-BREAK SPACE}", " ")


def facts(library, run_id):
    """The kinds of what happened."""
    return [fact.kind for fact in library.read(lambda c: runs.run(c, run_id)).facts]


def seen(library, run_id, clock):
    """The run as it stands in the file."""
    return view(library.read(lambda c: runs.run(c, run_id)), clock.now)


def caught(library, workshop_id):
    """What was stored: kinds and texts."""
    found = library.read(lambda c: catches.of_workshop(c, workshop_id))
    return [(one.kind, one.text) for one in found]


def draft(library, run_id):
    """What is kept of the text being typed."""
    return library.read(lambda c: drafts.draft(c, drafts.live_place(run_id)))


def in_file(library, text):
    """Whether the text stands anywhere in the file or its log."""
    paths = [library.path, library.path.with_name(library.path.name + "-wal")]
    return any(text.encode() in path.read_bytes() for path in paths if path.exists())


async def test_now_next_and_the_time_left_are_told(app, settle, run_id, both):
    """The block, its figures, what comes and when the day ends."""
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await opened(pilot, settle, run_id)
        both(65)
        screen.tick()
        said = shown(screen)
        for words in ("NOW  Opening", "left of 10 min", "Ideas", "Lunch", "on time", HOSTILE):
            assert words in said
        assert "ends 10:50 as planned" in said
        both(14 * 60 - 65)
        screen.tick()
        said = shown(screen)
        assert "4 min over" in said
        assert "4 min late" in said
        assert "4 min too much before 10:00 Lunch" in said


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_what_matters_is_in_sight_at_both_sizes(app, settle, run_id, size):
    """Nothing that is told stands outside the screen."""
    async with app.run_test(size=size) as pilot:
        screen = await opened(pilot, settle, run_id)
        for name in ("#now", "ComingList", "CaughtList", "#trouble", "CaptureLine", "KeyBar"):
            region = screen.query_one(name).region
            assert region.height > 0
            assert region.bottom <= size[1]


@pytest.mark.parametrize(
    ("keys", "kinds"),
    [
        ("space", ["next"]),
        ("right", ["next"]),
        ("pagedown", ["next"]),
        ("space,b", ["next", "back"]),
        ("space,left", ["next", "back"]),
        ("space,pageup", ["next", "back"]),
        ("t", ["stop"]),
        ("t,t", ["stop", "go"]),
        ("plus", ["add"]),
        ("minus", ["add"]),
        ("greater_than_sign", ["add"]),
        ("less_than_sign", ["add"]),
        ("h", ["skip"]),
        ("h,h", ["skip", "unskip"]),
        ("1,2,3,4,5", []),
    ],
)
async def test_each_key_adds_its_fact(app, settle, library, run_id, keys, kinds):
    """One key, one fact; digits do nothing."""
    async with app.run_test() as pilot:
        screen = await opened(pilot, settle, run_id)
        for key in keys.split(","):
            await pilot.press(key)
            await settle(pilot)
        assert facts(library, run_id) == ["start", *kinds]
        assert app.screen is screen


async def test_minutes_are_added_and_taken(app, settle, library, run_id, clock):
    """+ and − are one minute, < and > five."""
    async with app.run_test() as pilot:
        await opened(pilot, settle, run_id)
        for key, length in (("plus", 11), ("greater_than_sign", 16), ("minus", 15),
                            ("less_than_sign", 10)):  # fmt: skip
            await pilot.press(key)
            await settle(pilot)
            assert seen(library, run_id, clock).length == length * 60


async def test_the_chosen_block_is_skipped(app, settle, library, run_id, clock):
    """Arrows choose among the blocks ahead; the same key takes it back in."""
    async with app.run_test() as pilot:
        await opened(pilot, settle, run_id)
        await pilot.press("down", "down", "h")
        await settle(pilot)
        skipped = [one.block.title for one in seen(library, run_id, clock).coming if one.skipped]
        assert skipped == [f"Choose {HOSTILE}"]
        await pilot.press("h")
        await settle(pilot)
        assert not [one for one in seen(library, run_id, clock).coming if one.skipped]


async def test_a_click_chooses_a_block(app, settle, library, run_id, clock):
    """The mouse does what the arrows do."""
    async with app.run_test() as pilot:
        await opened(pilot, settle, run_id)
        await pilot.click(ComingList, offset=(4, 2))
        await pilot.press("h")
        await settle(pilot)
        skipped = [one.block.title for one in seen(library, run_id, clock).coming if one.skipped]
        assert skipped == ["Buffer"]


@pytest.mark.parametrize(
    ("key", "kind"), [("i", "idea"), ("o", "outcome"), ("p", "parked"), ("k", "experiment")]
)
async def test_a_key_and_enter_write_it_down(app, settle, library, workshop_id, run_id, key, kind):
    """Space, digits, signs and letters are text while one types."""
    async with app.run_test() as pilot:
        screen = await opened(pilot, settle, run_id)
        await pilot.press(key)
        await settle(pilot)
        text = f"Try 3 + 4 weeks, ok? {HOSTILE}"
        await typed(pilot, text)
        await pilot.press("enter")
        await settle(pilot)
        assert caught(library, workshop_id) == [(kind, text)]
        assert facts(library, run_id) == ["start"]
        assert draft(library, run_id) == ""
        assert "Espoo" in shown(screen)
        assert screen.focused is None


async def test_esc_keeps_the_draft_and_then_leaves_the_run_going(
    app, settle, library, workshop_id, run_id
):
    """First esc leaves the field, the second the screen; nothing ends and nothing is lost."""
    async with app.run_test() as pilot:
        screen = await opened(pilot, settle, run_id)
        await pilot.press("i")
        await typed(pilot, "half a tho")
        await pilot.press("escape")
        await settle(pilot)
        assert app.screen is screen
        assert draft(library, run_id) == "half a tho"
        assert "half a tho" in shown(screen)
        await pilot.press("escape")
        await settle(pilot)
        assert not isinstance(app.screen, LiveRun)
        assert facts(library, run_id) == ["start"]
        await opened(pilot, settle, run_id)
        await pilot.press("o")
        await typed(pilot, "ught")
        await pilot.press("enter")
        await settle(pilot)
        assert caught(library, workshop_id) == [("outcome", "half a thought")]


async def test_typing_is_kept_each_second(app, settle, library, run_id, both):
    """At most once a second, and never later than that."""
    async with app.run_test() as pilot:
        screen = await opened(pilot, settle, run_id)
        await pilot.press("i")
        await typed(pilot, "abc")
        await settle(pilot)
        assert draft(library, run_id) == "a"
        both(1.1)
        screen.tick()
        await settle(pilot)
        assert draft(library, run_id) == "abc"


async def test_a_killed_app_goes_on_at_the_right_second(library, settle, run_id, clock, both):
    """Another app over the same file knows the block, the second and what was being typed."""
    first = Kehitys(library.path, me=library.person_id, now=clock)
    async with first.run_test(size=(120, 40)) as pilot:
        await opened(pilot, settle, run_id)
        both(300)
        await pilot.press("space")
        await settle(pilot)
        await pilot.press("k")
        await typed(pilot, "x")
        await settle(pilot)
    both(95)
    second = Kehitys(library.path, me=library.person_id, now=clock)
    async with second.run_test(size=(120, 40)) as pilot:
        screen = await opened(pilot, settle, run_id)
        assert "NOW  Ideas" in shown(screen)
        assert screen.seen().remaining == 30 * 60 - 95
        assert screen.query_one(CaptureField).value == "x"


async def test_ctrl_q_ends_nothing(app, settle, library, run_id):
    """What is being typed is kept and the run goes on."""
    async with app.run_test() as pilot:
        await opened(pilot, settle, run_id)
        await pilot.press("i")
        await typed(pilot, "abc")
        await pilot.press("ctrl+q")
        await pilot.pause()
    assert facts(library, run_id) == ["start"]
    assert draft(library, run_id) == "abc"
    assert library.read(runs.unfinished)


async def test_a_private_step_leaves_nothing_in_the_file(app, settle, library, dialogue_run, both):
    """The keys say so, an open line closes, and no letter typed then is in the file's bytes."""
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await opened(pilot, settle, dialogue_run)
        await pilot.press("i")
        await typed(pilot, "before")
        await settle(pilot)
        both(1.5)
        screen.tick()
        await settle(pilot)
        do(library, live.next_block, dialogue_run)
        app.screen.load()
        await settle(pilot)
        assert not screen.line.kind
        await typed(pilot, "zqsecretzq")
        both(5)
        screen.tick()
        await settle(pilot)
        assert facts(library, dialogue_run) == ["start", "next"]
        await pilot.press("i")
        await typed(pilot, "zqsecretzq")
        await pilot.press("enter")
        both(5)
        screen.tick()
        await settle(pilot)
        assert "Nothing said in this step is written down." in shown(screen)
        assert "not written down" in shown(screen)
        assert draft(library, dialogue_run) == "before"
        both(21 * 60)
        screen.tick()
        await settle(pilot)
        assert screen.query_one(CaptureField).value == "before"
        await pilot.press("i", "escape")
        await settle(pilot)
    assert in_file(library, "before")
    assert not in_file(library, "zqsecret")
    assert not in_file(library, "ecretz")


async def test_a_letter_typed_the_moment_a_private_step_begins_is_not_kept(
    app, settle, library, dialogue_run, both
):
    """Also when the clock has not been looked at since."""
    async with app.run_test() as pilot:
        screen = await opened(pilot, settle, dialogue_run)
        await pilot.press("space")
        await settle(pilot)
        # Back to the welcome, whose clock goes on; the line is open when the round begins again.
        await pilot.press("b")
        await settle(pilot)
        both(3)
        await pilot.press("i")
        await typed(pilot, "ok")
        await settle(pilot)
        screen._state = None
        run = library.read(lambda c: runs.run(c, dialogue_run))
        do(library, live.next_block, dialogue_run)
        screen._live = library.read(lambda c: runs.run(c, dialogue_run))
        assert len(screen._live.facts) == len(run.facts) + 1
        await typed(pilot, "zq")
        await settle(pilot)
        assert screen.line.text == "ok"
        assert not screen.line.kind
    assert not in_file(library, "okz")


async def test_a_sleep_is_told(app, settle, run_id, clock, monkeypatch, both):
    """The wall clock went on by itself; the time counts."""
    told = []
    async with app.run_test() as pilot:
        screen = await opened(pilot, settle, run_id)
        monkeypatch.setattr(app, "tell", lambda sentence, **_: told.append(sentence))
        both(90)
        screen.tick()
        assert told == []
        clock.tick(6 * 60)
        screen.tick()
        assert told == ["The computer slept 6\N{NO-BREAK SPACE}min; the time was counted."]
        assert screen.seen().elapsed == 90 + 360


async def test_the_rest_is_planned_anew_and_taken_back(app, settle, library, run_id, clock, both):
    """r compares five ways; enter takes one, ctrl+z takes it back."""
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(pilot, settle, run_id)
        both(18 * 60)
        await pilot.press("r")
        await settle(pilot)
        assert isinstance(app.screen, Replan)
        said = shown(app.screen)
        for words in ("1 buffers", "2 shorten", "3 drop", "4 move end", "5 keep", "8 min too much"):
            assert words in said
        assert app.screen.chosen.strategy == "shorten"
        await pilot.press("1")
        assert app.screen.chosen.strategy == "buffers"
        await pilot.press("right", "enter")
        await settle(pilot)
        coming = {one.block.title: one for one in seen(library, run_id, clock).coming}
        assert coming["Buffer"].seconds == 0
        assert coming["Lunch"].expected == coming["Lunch"].planned
        await pilot.press("ctrl+z")
        await settle(pilot)
        coming = {one.block.title: one for one in seen(library, run_id, clock).coming}
        assert coming["Buffer"].seconds == 300


async def test_a_plan_is_not_taken_when_the_run_went_on(app, settle, library, run_id, both):
    """Another window went on meanwhile: look once more."""
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(pilot, settle, run_id)
        both(18 * 60)
        await pilot.press("r")
        await settle(pilot)
        shown_facts = app.screen._live
        do(library, live.next_block, run_id)
        app.screen._live = shown_facts
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(app.screen, Replan)
        assert facts(library, run_id) == ["start", "next"]


async def test_the_end_opens_the_harvest_and_can_be_taken_back(app, settle, library, run_id):
    """l ends; esc and b go on with the day."""
    async with app.run_test() as pilot:
        screen = await opened(pilot, settle, run_id)
        await pilot.press("l")
        await settle(pilot)
        assert isinstance(app.screen, Harvest)
        assert facts(library, run_id) == ["start", "end"]
        await pilot.press("escape")
        await settle(pilot)
        assert app.screen is screen
        assert "The workshop has ended" in shown(screen)
        await pilot.press("b")
        await settle(pilot)
        assert not screen._state.ended


async def test_the_start_is_asked_only_when_it_is_not_now(app, settle, library, workshop_id, clock):
    """On the minute it just begins; later the first block begins now or as planned."""
    async with app.run_test() as pilot:
        await settle(pilot)
        clock.tick(30)
        start_run(app, workshop_id)
        await settle(pilot)
        await settle(pilot)
        assert isinstance(app.screen, LiveRun)
        run_id = app.screen.run_id
        assert seen(library, run_id, clock).elapsed == 30
        await pilot.press("escape")
        await settle(pilot)
        clock.tick(600)
        start_run(app, workshop_id)
        await settle(pilot)
        await settle(pilot)
        assert app.screen.run_id == run_id


@pytest.mark.parametrize(("keys", "elapsed"), [("enter", 0), ("down,enter", 600)])
async def test_a_late_start_is_now_or_as_planned(
    app, settle, library, workshop_id, clock, keys, elapsed
):
    """The person says which."""
    async with app.run_test() as pilot:
        await settle(pilot)
        clock.tick(600)
        start_run(app, workshop_id)
        await settle(pilot)
        assert isinstance(app.screen, Pick)
        await pilot.press(*keys.split(","))
        await settle(pilot)
        await settle(pilot)
        assert seen(library, app.screen.run_id, clock).elapsed == elapsed


async def test_keys_the_run_does_not_take_now_are_not_offered(app, settle, run_id):
    """A stopped clock is started, a running one stopped."""
    async with app.run_test() as pilot:
        screen = await opened(pilot, settle, run_id)
        works = partial(screen.check_action, parameters=())
        assert works("stop")
        assert not works("go")
        assert not works("harvest")
        await pilot.press("t")
        await settle(pilot)
        screen.tick()
        assert works("go")
        assert not works("stop")
        assert "the clock is stopped" in shown(screen)


async def test_letters_in_one_burst_are_text(app, settle, library, workshop_id, run_id):
    """A key and a text that arrive together open the line and lose no letter."""
    async with app.run_test() as pilot:
        await opened(pilot, settle, run_id)
        for key in "iall bht":
            app.post_message(events.Key("space" if key == " " else key, key))
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert caught(library, workshop_id) == [("idea", "all bht")]
        assert facts(library, run_id) == ["start"]


async def test_what_is_read_after_the_run_was_left_is_not_painted(app, settle, run_id):
    """Leaving while the run is being read anew leaves, and nothing more happens."""
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        screen = LiveRun(run_id)
        app.push_screen(screen)
        await settle(pilot)
        await pilot.press("escape")
        await settle(pilot)
        assert app.screen is not screen
        screen.paint()

"""An agenda adds up: starts, gaps, shares of time, things to bring and ranks."""

from datetime import UTC, date, datetime, time, timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kehitys.domain import clock
from kehitys.domain.agenda import agenda_of, balance, materials, rank_between, shares
from kehitys.domain.methods import Edition, GroupSize, Material, Method, Minutes, Step
from kehitys.domain.workshops import KINDS, Block, Workshop


def block(minutes=30, kind="talk", **more):
    return Block(id=uuid4(), kind=kind, title="", minutes=minutes, **more)


def workshop(*blocks, day=date(2026, 11, 24), start=time(9), **more):
    more.update(date=day, start=start, blocks=blocks)
    return Workshop(id=uuid4(), day_id=uuid4(), title="", people=12, **more)


def method(*, steps=(), things=(), unit=1):
    """A method with `things` as pairs of a material and its names by language."""
    languages = {lang for _, names in things for lang in names}
    return Method(
        id=uuid4(),
        slug="m",
        toolkit="own",
        minutes=Minutes(min=5, typical=30, max=90),
        group_size=GroupSize(min=2, unit=unit),
        steps=steps,
        materials=tuple(material for material, _ in things),
        editions=tuple(
            Edition(lang=lang, name="m", materials=tuple(n.get(lang, "") for _, n in things))
            for lang in sorted(languages)
        ),
    )


def starts(agenda):
    return [clock.local(placed.start).time() for placed in agenda.placed]


BLOCKS = st.lists(
    st.builds(
        block,
        st.integers(0, 240),
        st.sampled_from(KINDS),
        start=st.one_of(st.none(), st.times(timezones=st.none())),
    ),
    max_size=12,
)
DAYS = st.sampled_from([date(2026, 10, 25), date(2026, 3, 29), date(2026, 6, 1)])


def test_each_block_follows_the_one_before():
    """Without fixed starts the blocks stand end to end."""
    agenda = agenda_of(workshop(block(15), block(45), block(10)))
    assert starts(agenda) == [time(9), time(9, 15), time(10)]
    assert (agenda.minutes, [placed.gap for placed in agenda.placed]) == (70, [0, 0, 0])


def test_a_fixed_start_leaves_a_gap():
    """The time empty before a fixed start is told in minutes."""
    agenda = agenda_of(workshop(block(30), block(15, "break", start=time(9, 50)), block(20)))
    assert starts(agenda) == [time(9), time(9, 50), time(10, 5)]
    assert [placed.gap for placed in agenda.placed] == [0, 20, 0]


def test_a_fixed_start_holds_when_the_block_before_runs_over_it():
    """An overlap is a negative gap, and the fixed block does not move."""
    agenda = agenda_of(workshop(block(90), block(15, "break", start=time(10)), block(20)))
    assert starts(agenda) == [time(9), time(10), time(10, 15)]
    assert [placed.gap for placed in agenda.placed] == [0, -30, 0]


def test_slack_is_counted_to_the_promised_end():
    """Slack is what is left, negative when over, and none when nothing is promised."""
    assert agenda_of(workshop(block(170), end=time(12))).slack == 10
    assert agenda_of(workshop(block(190), end=time(12))).slack == -10
    assert agenda_of(workshop(block(190))).slack is None


def test_a_workshop_without_blocks_ends_as_it_begins():
    """Nothing planned takes no time."""
    empty = agenda_of(workshop())
    assert (empty.begins, empty.minutes, empty.placed) == (empty.ends, 0, ())


def test_the_autumn_night_is_an_hour_longer():
    """Blocks from half past two to the fixed five o'clock have three and a half real hours."""
    night = workshop(block(60), block(30, start=time(5)), day=date(2026, 10, 25), start=time(2, 30))
    agenda = agenda_of(night)
    assert agenda.begins == datetime(2026, 10, 24, 23, 30, tzinfo=UTC)
    assert agenda.placed[1].gap == 150


def test_the_spring_night_is_an_hour_shorter():
    """From half past two to five there are an hour and a half of real time."""
    night = workshop(block(60), block(30, start=time(5)), day=date(2026, 3, 29), start=time(2, 30))
    assert agenda_of(night).placed[1].gap == 30


@given(BLOCKS, DAYS, st.times(timezones=st.none()))
def test_an_agenda_always_adds_up(blocks, day, start):
    """Every block lasts its minutes, and gaps and minutes together are the whole day."""
    agenda = agenda_of(workshop(*blocks, day=day, start=start.replace(second=0, microsecond=0)))
    for placed in agenda.placed:
        assert placed.end - placed.start == timedelta(minutes=placed.block.minutes)
        assert placed.gap == 0 or placed.block.fixed
    seconds = all(
        b.start is None or (b.start.second, b.start.microsecond) == (0, 0) for b in blocks
    )
    if seconds:
        total = agenda.minutes + sum(placed.gap for placed in agenda.placed)
        assert agenda.ends - agenda.begins == timedelta(minutes=total)


def test_a_method_spreads_its_minutes_over_its_groupings():
    """A block longer than its method gives every grouping its part."""
    steps = (
        Step(seconds=60, grouping="alone"),
        Step(seconds=120, grouping="pairs"),
        Step(seconds=240, grouping="groups"),
        Step(seconds=300, grouping="together"),
    )
    shared = balance([block(20, "method", method=method(steps=steps))])
    assert (shared.alone, shared.pairs, shared.groups, shared.together) == (2, 3, 7, 8)


def test_talk_breaks_and_buffers_count_as_themselves():
    """A talk in pairs is time in pairs, a talk in no grouping is listening."""
    day = [block(10), block(5, grouping="pairs"), block(15, "break"), block(7, "buffer")]
    shared = balance([*day, block(12, "method", method=method())])
    assert (shared.talk, shared.pairs, shared.break_, shared.buffer) == (10, 5, 15, 7)
    assert shared.together == 12


def test_the_longest_stretch_is_between_breaks():
    """A break ends a stretch, a buffer does not."""
    day = [block(50), block(10, "break"), block(40), block(10, "buffer"), block(20)]
    assert balance(day).longest_without_break == 70


@given(BLOCKS)
def test_a_balance_adds_up_to_all_minutes(blocks):
    """No minute is lost and none is counted twice."""
    b = balance(blocks)
    told = b.talk + b.alone + b.pairs + b.groups + b.together + b.break_ + b.buffer
    assert told == sum(each.minutes for each in blocks)


def test_the_largest_remainders_are_rounded_up():
    """Forty minutes for three alike are 14, 13 and 13."""
    assert shares(40, [15, 15, 15]) == [14, 13, 13]
    assert shares(10, [1, 2, 4]) == [1, 3, 6]
    assert shares(3, [0, 0]) == [2, 1]


@given(st.integers(0, 10_000), st.lists(st.integers(0, 10_000), min_size=1, max_size=30))
def test_shares_are_exact_and_fair(total, weights):
    """Shares add up to the total and are within one of what is due."""
    given_out = shares(total, weights)
    assert sum(given_out) == total
    if any(weights):
        due = [total * weight / sum(weights) for weight in weights]
        assert all(abs(share - d) < 1 for share, d in zip(given_out, due, strict=True))


PENS = {"fi": "Tussi", "sv": "Penna"}


@pytest.mark.parametrize(
    ("per", "unit", "quantity"),
    [("person", 1, 26), ("pair", 1, 14), ("group", 5, 6), ("group", 1, 8), ("room", 1, 2)],
)
def test_things_are_counted_by_who_shares_them(per, unit, quantity):
    """For 13 people, two for each person, pair, group or the room; half a group is a group."""
    uses = method(things=[(Material(quantity=2, per=per), PENS)], unit=unit)
    (need,) = materials([block(kind="method", method=uses)], 13)
    assert (dict(need.names), need.quantity) == (PENS, quantity)


def test_the_same_thing_is_summed_over_blocks():
    """Capitals make no difference, and a name in another language is learnt on the way."""
    one = method(things=[(Material(quantity=1, per="person"), {"fi": "Tussi"})])
    two = method(things=[(Material(quantity=3, per="room"), {"fi": "tussi", "sv": "Penna"})])
    (need,) = materials([block(method=one), block(method=two), block()], 10)
    assert (dict(need.names), need.quantity) == ({"fi": "Tussi", "sv": "Penna"}, 13)


def test_things_without_a_finnish_name_go_by_the_first_they_have():
    """Two methods told in Swedish only share their pens too."""
    pens = method(things=[(Material(quantity=1, per="person"), {"sv": "Penna"})])
    assert [need.quantity for need in materials([block(method=pens)] * 3, 10)] == [30]


def test_what_belongs_to_the_room_is_brought_once():
    """Two blocks share the board; of two kinds of need the larger is enough."""
    one = method(things=[(Material(quantity=1, per="room"), {"fi": "Taulu"})])
    two = method(things=[(Material(quantity=2, per="room"), {"fi": "taulu"})])
    assert [need.quantity for need in materials([block(method=one)] * 3, 10)] == [1]
    assert [need.quantity for need in materials([block(method=one), block(method=two)], 9)] == [2]


DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
RANKS = st.text(DIGITS, min_size=1, max_size=6).filter(lambda rank: not rank.endswith("0"))


@given(RANKS, RANKS)
def test_there_is_always_a_rank_between(one, other):
    """Between any two ranks stands a third that again has room on both sides."""
    before, after = sorted((one, other))
    found = rank_between(before, after)
    assert found > before
    assert found < after or before == after
    assert not found.endswith("0")


@given(RANKS)
def test_there_is_always_a_rank_beside(rank):
    """Something always fits before the first and after the last."""
    assert "" < rank_between(None, rank) < rank < rank_between(rank, None)
    assert not rank_between(None, rank).endswith("0")
    assert not rank_between(rank, None).endswith("0")


@given(st.one_of(st.none(), st.text(max_size=8)), st.one_of(st.none(), st.text(max_size=8)))
def test_no_ranks_are_too_odd(before, after):
    """Whatever stands in a file, there is an answer."""
    assert rank_between(before, after)


@given(st.lists(st.integers(0, 10_000), max_size=150))
def test_inserting_anywhere_keeps_the_order(places):
    """Blocks put in at any place, one after another, sort as they were put."""
    ranks: list[str] = []
    for place in places:
        n = place % (len(ranks) + 1)
        before, after = ranks[n - 1] if n else None, ranks[n] if n < len(ranks) else None
        ranks.insert(n, rank_between(before, after))
    assert ranks == sorted(set(ranks))


def test_ten_thousand_at_an_end_keep_short_ranks():
    """Adding at the end, or before the first, over and over does not make ranks long."""
    last = first = rank_between(None, None)
    for _ in range(10_000):
        last, first = rank_between(last, None), rank_between(None, first)
    assert max(len(last), len(first)) <= 10

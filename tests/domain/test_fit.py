"""A method suits or it does not, and the reasons say why."""

from datetime import date, time
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kehitys.domain.fit import Slot, fit, ranked, remarks
from kehitys.domain.methods import GroupSize, Method, Minutes
from kehitys.domain.workshops import Block, Workshop


def method(slug="cafe", *, minutes=(20, 45, 90), people=(12, 60, 20, 40), **more):
    shortest, typical, longest = minutes
    fewest, most, ideal_min, ideal_max = people
    return Method(
        id=uuid4(),
        slug=slug,
        toolkit="own",
        minutes=Minutes(min=shortest, typical=typical, max=longest),
        group_size=GroupSize(min=fewest, max=most, ideal_min=ideal_min, ideal_max=ideal_max),
        **more,
    )


def block(minutes=30, kind="talk", **more):
    return Block(id=uuid4(), kind=kind, title="", minutes=minutes, **more)


def workshop(*blocks, **more):
    return Workshop(
        id=uuid4(),
        day_id=uuid4(),
        title="",
        date=date(2026, 11, 24),
        start=time(9),
        **{"people": 24, "blocks": blocks, **more},
    )


def codes(found):
    return [reason.code for reason in found.reasons]


def told(workshop):
    """The remarks as codes, with the place of the block or `None`."""
    places = {block.id: n for n, block in enumerate(workshop.blocks)}
    return [
        (remark.reason.code, None if remark.block_id is None else places[remark.block_id])
        for remark in remarks(workshop)
    ]


ROOM = Slot(minutes=45, people=24, mode="room")


def test_a_method_that_suits_says_so():
    """People, time and mode each give their reason."""
    found = fit(method(), ROOM)
    assert found.suits
    assert codes(found) == ["people_ideal", "time_fit", "mode_fit"]


@pytest.mark.parametrize(
    ("slot", "code", "values"),
    [
        (Slot(minutes=45, people=11, mode="room"), "people_few", {"needs": 12, "people": 11}),
        (Slot(minutes=45, people=61, mode="room"), "people_many", {"takes": 60, "people": 61}),
        (Slot(minutes=19, people=24, mode="room"), "time_short", {"needs": 20, "minutes": 19}),
        (Slot(minutes=91, people=24, mode="room"), "time_long", {"most": 90, "minutes": 91}),
        (Slot(minutes=45, people=24, mode="remote"), "mode_not", {"mode": "remote"}),
    ],
)
def test_one_hard_reason_is_enough_against(slot, code, values):
    """The reason names both what is needed and what there is."""
    found = fit(method(), slot)
    (against,) = [reason for reason in found.reasons if not reason.good]
    assert (found.suits, against.code, dict(against.values)) == (False, code, values)


@pytest.mark.parametrize(("minutes", "people"), [(20, 12), (90, 60)])
def test_the_limits_themselves_suit(minutes, people):
    """Exactly the fewest and exactly the most are within."""
    assert fit(method(), Slot(minutes=minutes, people=people, mode="room")).suits


def test_a_group_within_the_limits_but_not_the_best_is_only_fit():
    """Thirteen can do what is best with twenty."""
    assert codes(fit(method(), Slot(minutes=45, people=13, mode="room")))[0] == "people_fit"


def test_no_upper_end_takes_any_number():
    """A method without a most has room for a thousand."""
    open_ended = method(people=(2, None, None, None))
    assert fit(open_ended, Slot(minutes=45, people=1000, mode="room")).suits


def test_an_unknown_number_of_people_is_no_reason():
    """When nobody has said how many come, people speak neither for nor against."""
    assert codes(fit(method(), Slot(minutes=45, people=0, mode="room"))) == ["time_fit", "mode_fit"]


def test_each_shared_purpose_and_phase_is_a_reason():
    """A purpose in common is named, one that is not is passed over."""
    uses = method(purposes=("decide", "plan"), phases=("converge",))
    slot = Slot(
        minutes=45, people=24, mode="room", purposes=("plan", "learn"), phases=("converge",)
    )
    reasons = {reason.code: dict(reason.values) for reason in fit(uses, slot).reasons}
    assert reasons["purpose_same"] == {"purpose": "plan"}
    assert reasons["phase_fit"] == {"phase": "converge"}
    assert fit(uses, slot).score > fit(method(), slot).score


def test_asking_for_much_trust_speaks_against_but_does_not_forbid():
    """A method for a group that trusts suits, with less to say for it."""
    found = fit(method(safety="high"), ROOM)
    assert found.suits
    assert found.score < fit(method(), ROOM).score


def test_the_best_that_suits_comes_first():
    """Those that suit come first, then the better, then by slug."""
    best = method("z-best", purposes=("plan",))
    unfit = method("a-unfit", purposes=("plan",), minutes=(60, 70, 90))
    slot = Slot(minutes=45, people=24, mode="room", purposes=("plan",))
    found = ranked([unfit, method("m"), method("b"), best], slot)
    assert [each.method.slug for each in found] == ["z-best", "b", "m", "a-unfit"]


@given(st.permutations([method(slug, safety=s) for slug in "abcd" for s in ("low", "high")][:6]))
def test_ranking_does_not_depend_on_the_order_asked(methods):
    """The same methods in any order are ranked alike."""
    one = [each.method.slug for each in ranked(methods, ROOM)]
    other = [each.method.slug for each in ranked(methods[::-1], ROOM)]
    assert one == other


CLOSING = {"phases": ("close",)}


def test_a_sound_agenda_has_no_remarks():
    """Nothing is said of a workshop in which nothing is wrong."""
    sound = workshop(
        block(10),
        block(60, "method", method=method()),
        block(15, "break"),
        block(10, "buffer"),
        block(30, "method", method=method(**CLOSING)),
        end=time(12),
    )
    assert told(sound) == []


def test_an_empty_agenda_is_said_to_be_empty():
    """One remark and no other."""
    assert told(workshop()) == [("empty", None)]


def test_a_misfit_is_told_on_its_block():
    """A method with too few people is remarked where it stands."""
    cafe = block(45, "method", method=method(**CLOSING))
    assert told(workshop(block(10), cafe, people=8)) == [("people_few", 1)]


def test_trust_is_asked_about_only_at_the_beginning():
    """A method that needs trust is remarked when it is the first, not when it is later."""
    deep = method(safety="high", **CLOSING)
    first = block(45, "method", method=deep)
    assert told(workshop(first)) == [("safety_high", 0)]
    assert told(workshop(block(30, "method", method=method()), first)) == []


def test_an_overlap_is_told_in_minutes():
    """The block that starts too early has the remark."""
    crowded = workshop(block(60), block(30, "break", start=time(9, 40)))
    (remark,) = remarks(crowded)
    assert (remark.reason.code, dict(remark.reason.values)) == ("overlap", {"minutes": 20})
    assert remark.block_id == crowded.blocks[1].id


def test_running_past_the_promised_end_is_told():
    """The minutes over the end are those of the whole day."""
    (remark,) = remarks(workshop(block(70), end=time(10)))
    assert (remark.block_id, remark.reason.code) == (None, "over_end")
    assert dict(remark.reason.values) == {"minutes": 10}


def test_sitting_too_long_is_told_where_it_becomes_too_long():
    """The block that passes ninety minutes has the remark, with the whole stretch."""
    long = workshop(block(60), block(31), block(20), block(15, "break"), block(90), end=time(13))
    (remark,) = remarks(long)
    assert (remark.reason.code, dict(remark.reason.values)) == ("no_break", {"minutes": 111})
    assert remark.block_id == long.blocks[1].id


def test_an_empty_hour_is_a_break_too():
    """A gap before a fixed start lets people rest, and gives time to catch up."""
    assert told(workshop(block(90), block(90, start=time(11)))) == []


def test_a_long_day_wants_a_buffer():
    """Over two hours with no buffer, gap or slack is remarked."""
    hours = (block(80), block(15, "break"), block(80))
    assert told(workshop(*hours)) == [("no_buffer", None)]
    assert told(workshop(*hours, block(5, "buffer"))) == []
    assert told(workshop(*hours, end=time(12))) == []


def test_a_day_should_end_in_next_steps():
    """A last method that neither decides nor closes is remarked; a talk may close anything."""
    cafe = block(45, "method", method=method())
    assert told(workshop(cafe, block(10, "break"))) == [("no_next_steps", None)]
    assert told(workshop(cafe, block(10))) == []

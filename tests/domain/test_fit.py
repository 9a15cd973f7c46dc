"""A method suits or it does not, and the reasons say why."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kehitys.domain.fit import HARD, READY, Slot, fit, ranked, relaxed
from kehitys.domain.history import History
from kehitys.domain.methods import (
    LEVELS,
    MODES,
    PURPOSES,
    Material,
)
from tests.domain.sample import method


def codes(found):
    return [reason.code for reason in found.reasons]


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


LEFT = Slot(minutes=60, people=24, mode="room", left=True)


def lasting(slug, *minutes, **more):
    return method(slug, minutes=minutes, **more)


def time_reasons(found):
    return [code for code in codes(found) if code.startswith("time_") or code == "no_time_to_ready"]


@pytest.mark.parametrize(
    ("minutes", "told"),
    [
        ((20, 60, 90), ["time_exact"]),
        ((20, 45, 90), ["time_well"]),
        ((20, 30, 90), ["time_well"]),
        ((20, 29, 90), ["time_unused"]),
        ((5, 10, 15), ["time_unused"]),
        ((20, 75, 90), ["time_kept_short"]),
        ((61, 75, 90), ["time_short"]),
    ],
)
def test_time_left_is_best_used_wholly_and_well_from_a_half_on(minutes, told):
    """What is left need not be filled: a short method suits, with less to say for it."""
    found = fit(lasting("m", *minutes), LEFT)
    assert time_reasons(found) == told
    assert found.suits == (told != ["time_short"])


def test_the_better_time_is_used_the_higher_it_ranks():
    """Exactly, then well, then kept short, then mostly unused, then not at all."""
    methods = [
        lasting("a-none", 61, 70, 80), lasting("b-unused", 5, 10, 15),
        lasting("c-short", 30, 80, 90), lasting("d-well", 20, 40, 90),
        lasting("e-exact", 20, 60, 90),
    ]  # fmt: skip
    found = [each.method.slug for each in ranked(methods, LEFT)]
    assert found == ["e-exact", "d-well", "c-short", "b-unused", "a-none"]


THINGS = {"materials": (Material(quantity=1, per="person"),)}


def test_getting_things_out_takes_its_time_too():
    """A method with materials fills the hour when it takes five minutes less, and says so."""
    found = fit(lasting("m", 20, 60 - READY, 90, **THINGS), LEFT)
    (told,) = [each for each in found.reasons if each.code.startswith("time_")]
    assert (told.code, dict(told.values)) == ("time_readied", {"typical": 55, "ready": READY})
    assert time_reasons(fit(lasting("m", 58, 60, 90, **THINGS), LEFT)) == [
        "time_exact", "no_time_to_ready",
    ]  # fmt: skip
    assert time_reasons(fit(lasting("m", 20, 57, 90, **THINGS), LEFT)) == ["time_readied"]
    block = Slot(minutes=58, people=24, mode="room")
    assert time_reasons(fit(lasting("m", 58, 60, 90, **THINGS), block)) == ["time_fit"]


@given(
    minutes=st.integers(1, 200), typical=st.integers(1, 200), things=st.sampled_from([{}, THINGS])
)
def test_what_is_said_of_the_time_left_is_true(minutes, typical, things):
    """Nobody is told that a method takes exactly the time there is when it takes less, or more."""
    found = fit(lasting("m", 1, typical, 240, **things), Slot(minutes=minutes, left=True))
    told = {each.code: dict(each.values) for each in found.reasons}
    assert ("time_exact" in told) == (typical == minutes)
    assert ("time_kept_short" in told) == (typical > minutes)
    for values in told.values():
        assert values.get("typical", typical) == typical
    if "time_readied" in told:
        assert typical + told["time_readied"]["ready"] == minutes


def test_what_it_has_usually_taken_here_is_what_is_told():
    """After five runs the library knows better than the instructions."""
    known = History(times=5, usual=45)
    found = fit(lasting("m", 20, 60, 90), LEFT, known)
    assert [dict(each.values) for each in found.reasons if each.code == "time_well"] == [
        {"typical": 45, "minutes": 60}
    ]


def test_with_hours_left_what_fills_most_of_them_comes_first():
    """Ten hours: the long ones lead, however well a short one has gone here."""
    slot = Slot(minutes=600, left=True)
    methods = [
        lasting("a-opening", 5, 10, 15), lasting("b-hour", 30, 60, 90),
        lasting("c-half-day", 120, 200, 300), lasting("d-morning", 120, 180, 300),
    ]  # fmt: skip
    liked = {methods[0].id: History(times=5, well=5)}
    found = [each.method.slug for each in ranked(methods, slot, liked)]
    assert found == ["c-half-day", "d-morning", "a-opening", "b-hour"]


def test_a_length_told_in_words_stands_after_what_is_known_to_fit():
    """Ten weeks are not offered first for ten hours, nor before what takes five minutes."""
    weeks = replace(method("a-weeks"), minutes=None)
    known = lasting("b-opening", 5, 10, 15)
    found = ranked([weeks, known], Slot(minutes=600, people=24, left=True))
    assert [each.method.slug for each in found] == ["b-opening", "a-weeks"]


def test_what_is_not_said_is_not_weighed():
    """With nothing asked, everything suits and nothing speaks for it."""
    found = fit(method(), Slot())
    assert (found.suits, found.score, found.reasons) == (True, 0, ())


def test_energy_is_a_wish():
    """The same is for, the opposite against, the one between neither; none of them forbids."""
    wanted = Slot(energy="low")
    told = {level: codes(fit(method(energy=level), wanted)) for level in LEVELS}
    assert told == {"low": ["energy_same"], "medium": [], "high": ["energy_far"]}
    assert fit(method(energy="high"), wanted).suits
    found = ranked([method(level, energy=level) for level in LEVELS], wanted)
    assert [each.method.slug for each in found] == ["low", "medium", "high"]


def test_trust_that_is_known_is_held_against_what_is_asked():
    """A group that trusts may be asked for much; one that does not, not even for some."""
    assert codes(fit(method(safety="high"), Slot(trust="high"))) == []
    assert codes(fit(method(safety="medium"), Slot(trust="low"))) == ["safety_more"]
    assert codes(fit(method(safety="medium"), Slot())) == []
    assert codes(fit(method(safety="high"), Slot())) == ["safety_high"]


def test_the_purpose_asked_for_is_a_condition():
    """One who must decide is not helped by a way to get acquainted."""
    assert fit(method(purposes=("decide",)), Slot(purpose="decide")).suits
    other = fit(method(purposes=("connect",)), Slot(purpose="decide"))
    assert (other.suits, codes(other)) == (False, ["purpose_not"])


@pytest.mark.parametrize(
    ("well", "badly", "told"),
    [(4, 0, ["went_well"]), (2, 1, ["went_well"]), (1, 1, []), (0, 0, []), (1, 2, ["went_badly"])],
)
def test_what_went_well_here_more_than_badly_is_a_small_plus(well, badly, told):
    """It parts equals, and never outweighs a purpose."""
    history = History(times=5, well=well, badly=badly, so_so=1)
    found = fit(method(), Slot(), history)
    assert codes(found) == told
    assert abs(found.score) <= 1
    if told == ["went_well"]:
        assert dict(found.reasons[0].values) == {"well": well, "rated": well + badly + 1}


def test_a_method_of_the_same_workshop_is_said_to_be_and_ranks_lower():
    """Twice the same on one day is rarely wanted."""
    one, other = method("a"), method("b")
    found = ranked([one, other], Slot(used=frozenset({one.id})))
    assert [(each.method.slug, codes(each)) for each in found] == [
        ("b", []), ("a", ["used_already"]),
    ]  # fmt: skip


levels = st.sampled_from(LEVELS)
any_method = st.builds(
    lambda slug, least, more, most, few, room, **rest: method(
        slug,
        minutes=(least, least + more, least + more + most),
        people=(few, None if room is None else few + room, None, None),
        **rest,
    ),
    st.text("abc", min_size=1, max_size=3),
    st.integers(1, 90), st.integers(0, 60), st.integers(0, 60),
    st.integers(1, 30), st.none() | st.integers(0, 40),
    energy=levels, safety=levels,
    mode=st.lists(st.sampled_from(MODES), min_size=1, unique=True).map(tuple),
    purposes=st.lists(st.sampled_from(PURPOSES), max_size=3, unique=True).map(tuple),
)  # fmt: skip
any_slot = st.builds(
    Slot,
    minutes=st.none() | st.integers(1, 180), people=st.integers(0, 60),
    mode=st.sampled_from(("", *MODES)), purpose=st.sampled_from(("", *PURPOSES)),
    energy=st.sampled_from(("", *LEVELS)), trust=st.sampled_from(("", *LEVELS)),
    left=st.booleans(),
)  # fmt: skip


@given(st.lists(any_method, max_size=8), any_slot, st.randoms())
def test_the_order_asked_in_never_matters(methods, slot, chance):
    """Any methods, in any order, for any slot, come out alike."""
    mixed = chance.sample(methods, len(methods))
    assert ranked(methods, slot) == ranked(mixed, slot)
    assert relaxed(methods, slot) == relaxed(mixed, slot)


@given(st.lists(any_method, max_size=8), any_slot)
def test_an_unsuitable_method_never_ranks_above_a_suitable_one(methods, slot):
    """Whatever speaks for it, one reason that forbids puts it last."""
    suits = [each.suits for each in ranked(methods, slot)]
    assert suits == sorted(suits, reverse=True)
    for each in ranked(methods, slot):
        assert each.suits == HARD.isdisjoint(codes(each))


@given(st.lists(any_method, max_size=8), any_slot)
def test_what_giving_up_a_condition_lets_in_is_true(methods, slot):
    """Only one condition changes, and as many suit as is said."""
    found = relaxed(methods, slot)
    if found is not None:
        assert sum(each.suits for each in ranked(methods, found.slot)) == found.suits > 0
        changed = [
            name
            for name in ("minutes", "people", "mode", "purpose", "energy", "trust", "left")
            if getattr(slot, name) != getattr(found.slot, name)
        ]
        assert changed == [found.condition]


def test_what_nearly_suits_comes_before_what_is_far_off():
    """Fewer things in the way first, then fewer minutes short."""
    near, far = lasting("z-near", 12, 15, 20), lasting("a-far", 40, 50, 60)
    both = lasting("b-both", 11, 15, 20, mode=("remote",))
    found = ranked([far, both, near], Slot(minutes=10, people=24, mode="room", left=True))
    assert [each.method.slug for each in found] == ["z-near", "a-far", "b-both"]


def test_ten_minutes_become_fifteen():
    """The next five minutes that let something in, with how many they let in."""
    methods = [lasting(slug, 12, 15, 20) for slug in "abcdef"] + [lasting("g", 40, 50, 60)]
    found = relaxed(methods, Slot(minutes=10, people=24, mode="room", left=True))
    assert (found.condition, found.slot.minutes, found.suits) == ("minutes", 15, 6)


def test_the_condition_that_lets_most_in_is_the_one_to_give_up():
    """Three suit remotely, one in a longer time."""
    remote = [lasting(slug, 5, 10, 20, mode=("remote",)) for slug in "abc"]
    slot = Slot(minutes=10, people=24, mode="room", left=True)
    found = relaxed([*remote, lasting("d", 12, 15, 20)], slot)
    assert (found.condition, found.slot.mode, found.suits) == ("mode", "remote", 3)


def test_when_two_things_stand_in_the_way_nothing_is_proposed():
    """Neither time nor people alone would help."""
    far = lasting("a", 40, 50, 60)
    assert relaxed([far], Slot(minutes=10, people=3, left=True)) is None

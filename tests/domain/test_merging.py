"""Two people's changes to the same fields."""

from hypothesis import given
from hypothesis import strategies as st

from kehitys.domain.merging import Clash, merge

NAMES = ("title", "goal", "people", "languages")
VALUES = st.sampled_from(["", "a", "b", "c", ("fi",), ("fi", "sv"), None])
FIELDS = st.fixed_dictionaries({name: VALUES for name in NAMES})


def test_a_change_of_each_side_stands():
    base = {"title": "W", "goal": "G", "place": ""}
    merged = merge(base, {**base, "title": "Mine"}, {**base, "place": "Theirs"})
    assert merged.values == {"title": "Mine", "goal": "G", "place": "Theirs"}
    assert merged.from_them == ("place",)
    assert merged.clashes == {}


def test_two_answers_to_one_question_are_a_clash():
    merged = merge({"title": "W"}, {"title": "Mine"}, {"title": "Theirs"})
    assert merged.clashes == {"title": Clash(base="W", mine="Mine", theirs="Theirs")}
    assert merged.values == {}


def test_a_field_that_one_side_does_not_have_was_not_changed_there():
    merged = merge({"title": "W"}, {"title": "W"}, {"title": "W", "learning": "L"})
    assert merged.values == {"title": "W", "learning": "L"}
    assert merge({"a": "1", "b": "2"}, {"a": "1", "b": "3"}, {"a": "2"}).values == {
        "a": "2",
        "b": "3",
    }


@given(base=FIELDS, mine=FIELDS, theirs=FIELDS)
def test_no_change_of_one_side_is_ever_lost(base, mine, theirs):
    merged = merge(base, mine, theirs)
    for name in NAMES:
        if mine[name] != base[name] and theirs[name] in (base[name], mine[name]):
            assert merged.values[name] == mine[name]
        if theirs[name] != base[name] and mine[name] in (base[name], theirs[name]):
            assert merged.values[name] == theirs[name]


@given(base=FIELDS, mine=FIELDS, theirs=FIELDS)
def test_a_clash_is_never_settled_by_itself(base, mine, theirs):
    merged = merge(base, mine, theirs)
    assert set(merged.values) | set(merged.clashes) == set(NAMES)
    assert not set(merged.values) & set(merged.clashes)
    for name, clash in merged.clashes.items():
        assert len({repr(value) for value in (clash.base, clash.mine, clash.theirs)}) == 3
        assert (clash.base, clash.mine, clash.theirs) == (base[name], mine[name], theirs[name])


@given(base=FIELDS, mine=FIELDS, theirs=FIELDS)
def test_it_does_not_matter_who_saves_first(base, mine, theirs):
    here, there = merge(base, mine, theirs), merge(base, theirs, mine)
    assert here.values == there.values
    assert set(here.clashes) == set(there.clashes)


@given(base=FIELDS, mine=FIELDS)
def test_beside_one_who_changed_nothing_all_is_as_it_was_typed(base, mine):
    assert merge(base, mine, base).values == mine
    assert merge(base, base, mine).values == mine
    assert merge(base, mine, mine).values == mine
    assert merge(base, mine, base).from_them == ()

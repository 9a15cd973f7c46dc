"""What the quality gate remarks on in an agenda, and what it lets pass."""

from dataclasses import replace
from datetime import date, time
from uuid import uuid4

import pytest

from kehitys.domain.gate import remarks
from kehitys.domain.methods import Edition, Material
from kehitys.domain.workshops import Block, Workshop
from tests.domain.sample import method


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


def told(workshop):
    """The remarks as codes, with the place of the block or `None`."""
    places = {block.id: n for n, block in enumerate(workshop.blocks)}
    return [
        (remark.reason.code, None if remark.block_id is None else places[remark.block_id])
        for remark in remarks(workshop)
    ]


CLOSING = {"phases": ("open", "close"), "outcome": "agreement"}
"""A method that may begin and end a day, and in which something is agreed."""


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
    assert told(workshop(block(30, "method", method=method(**CLOSING)), first)) == []


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
    """A day in whose end nothing is agreed is remarked; a talk may close anything."""
    cafe = block(45, "method", method=method())
    assert told(workshop(block(5), cafe, block(10, "break"))) == [("no_next_steps", None)]
    assert told(workshop(block(5), cafe, block(10))) == []


@pytest.mark.parametrize(
    "binding", [{"phases": ("decide",)}, {"purposes": ("plan",)}, {"outcome": "experiment"}]
)
def test_a_round_may_come_after_what_was_agreed(binding):
    """Who does what and when, then a check-out: the next steps stand."""
    agreed = block(15, "method", method=method(minutes=(5, 10, 20), **binding))
    check_out = block(10, "method", method=method(minutes=(5, 10, 20), phases=("close",)))
    assert told(workshop(block(5), agreed, check_out)) == []
    assert told(workshop(block(5), check_out)) == [("no_next_steps", None)]


def test_a_talk_before_the_check_out_may_say_what_follows():
    """The host tells where the insights go; the talk that opens the day is no such talk."""
    check_out = block(10, "method", method=method(minutes=(5, 10, 20), phases=("close",)))
    cafe = block(45, "method", method=method())
    assert told(workshop(block(5), cafe, block(10), check_out)) == []
    assert told(workshop(block(5), cafe, check_out)) == [("no_next_steps", None)]
    assert told(workshop(block(5), block(10), cafe, check_out)) == [("no_next_steps", None)]


def test_what_was_agreed_early_is_not_the_end():
    """A plan made in the morning does not close the afternoon."""
    plan = block(10, "method", method=method(minutes=(5, 10, 20), purposes=("plan",)))
    cafe = block(30, "method", method=method())
    day = workshop(block(5), plan, cafe, block(15, "break"), cafe, cafe, block(5, "buffer"))
    assert told(day) == [("no_next_steps", None)]


def test_a_day_that_stops_in_the_middle_has_no_ending():
    """Something was agreed, but the last block neither closes nor decides."""
    plan = block(10, "method", method=method(minutes=(5, 10, 20), purposes=("plan",)))
    assert told(workshop(block(5), plan, block(30, "method", method=method()))) == [
        ("no_closer", None)
    ]


def test_a_day_begins_with_a_talk_or_a_method_that_opens():
    """Straight to work is remarked; a break or a buffer before the opening is no opening."""
    opens = block(10, "method", method=method(minutes=(5, 10, 20), phases=("open",)))
    cafe = block(45, "method", method=method())
    assert told(workshop(cafe, block(5))) == [("no_opener", None)]
    assert told(workshop(block(5, "buffer"), cafe, block(5))) == [("no_opener", None)]
    assert told(workshop(opens, cafe, block(5))) == []
    assert told(workshop(block(5), cafe, block(5))) == []


def test_remarks_about_the_day_say_where_to_begin():
    """The opening is mended at the first block of work, the ending at the last."""
    cafe = block(45, "method", method=method())
    other = block(30, "method", method=method())
    day = workshop(cafe, other, end=time(10))
    begins = {remark.reason.code: remark.look_at for remark in remarks(day)}
    assert begins == {"over_end": other.id, "no_opener": cafe.id, "no_next_steps": other.id}


def test_those_who_came_are_counted_once_it_is_known():
    """Expected twenty-four, came eight: the café no longer fits."""
    cafe = block(45, "method", method=method(**CLOSING))
    assert told(workshop(cafe)) == []
    assert told(workshop(cafe, people_came=8)) == [("people_few", 0)]


def test_nobody_leads_two_blocks_at_once():
    """Only blocks of work whose times meet, with the same lead, are remarked."""
    maija, kim = uuid4(), uuid4()
    first = block(60, lead_id=maija, lead_name="Maija")
    meets = block(30, start=time(9, 30), lead_id=maija, lead_name="Maija")
    codes = [code for code, _block in told(workshop(first, meets))]
    assert codes == ["overlap", "leads_twice"]
    for other in (
        replace(meets, lead_id=kim),
        replace(meets, lead_id=None),
        replace(meets, kind="break"),
        replace(meets, start=time(10)),
    ):
        assert "leads_twice" not in [code for code, _block in told(workshop(first, other))]


def test_materials_must_have_a_name_and_a_number():
    """A nameless thing cannot be brought, and one a person cannot be counted for nobody."""
    tape = Edition(lang="fi", name="Jana", materials=("teippi",))
    line = method(materials=(Material(quantity=1, per="person"),), editions=(tape,), **CLOSING)
    assert told(workshop(block(45, "method", method=line))) == []
    assert told(workshop(block(45, "method", method=line), people=0)) == [("material_uncounted", 0)]
    in_room = replace(line, materials=(Material(quantity=1, per="room"),))
    assert told(workshop(block(45, "method", method=in_room), people=0)) == []
    nameless = replace(line, editions=(replace(tape, materials=("",)),))
    assert told(workshop(block(45, "method", method=nameless))) == [("material_unnamed", 0)]


def test_not_known_is_another_thing_than_none():
    """A method that needs nothing is complete; one of which nobody has told is not."""
    nothing = method(materials=(), **CLOSING)
    assert told(workshop(block(45, "method", method=nothing))) == []
    unknown = replace(nothing, materials=None)
    assert told(workshop(block(45, "method", method=unknown))) == [("material_untold", 0)]
    assert told(workshop(block(45, "method", method=unknown), people=0)) == [("material_untold", 0)]


def test_a_length_told_only_in_words_is_remarked():
    """Nobody can say whether the block is long enough."""
    vague = replace(method(**CLOSING), minutes=None)
    assert told(workshop(block(45, "method", method=vague))) == [("time_unknown", 0)]

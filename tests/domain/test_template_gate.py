"""A template holds for everybody it says it is for, or it is said for whom it does not."""

from dataclasses import replace
from uuid import uuid4

from kehitys.domain.template_gate import NO_UPPER_END, template_remarks, trial_people
from kehitys.domain.workshops import Template, TemplateBlock
from tests.domain.sample import method


def block(minutes, kind="talk", **more):
    return TemplateBlock(kind=kind, minutes=minutes, title={}, why={}, note={}, **more)


def template(*blocks, people=(12, 40), mode=("room",)):
    return Template(
        id=uuid4(),
        slug="day",
        name={},
        summary={},
        goal={},
        minutes=sum(each.minutes for each in blocks),
        people_min=people[0],
        people_max=people[1],
        mode=mode,
        blocks=blocks,
    )


CAFE = block(45, "method", method="cafe")
METHODS = {"cafe": method(mode=("room", "hybrid"))}


def told(given):
    return [(r.place, r.people, r.mode, r.reason.code) for r in template_remarks(given, METHODS)]


def test_a_sound_template_has_no_remarks():
    """A talk, a café, a talk, for as many as the café takes."""
    assert told(template(block(5), CAFE, block(10))) == []


def test_each_mode_it_says_is_tried():
    """It is told once, with the mode that brings it about."""
    both = template(block(5), CAFE, block(10), mode=("room", "remote"))
    assert told(both) == [(1, 12, "remote", "mode_not")]


def test_fewest_middle_and_most_people_are_tried():
    """A template for ten to hundred fails with few and with many, each told once."""
    assert trial_people(template(CAFE, people=(10, 100))) == (10, 55, 100)
    assert trial_people(template(CAFE, people=(8, None))) == (8, (8 + NO_UPPER_END) // 2, 200)
    wide = template(block(5), CAFE, block(10), people=(10, 100))
    assert told(wide) == [(1, 10, "room", "people_few"), (1, 100, "room", "people_many")]


def test_what_is_about_the_day_has_no_place():
    """Ending in the middle of the work is about the whole template."""
    assert told(template(block(5), CAFE)) == [(None, 12, "room", "no_next_steps")]


def test_a_full_day_and_an_unknown_method_are_tried_too():
    """Until midnight there is room for any agenda; a block of no known method is a talk."""
    hours = [block(80), block(10, "break")] * 16
    assert told(template(*hours)) == [(None, 12, "room", "no_buffer")]
    unknown = replace(CAFE, method="gone")
    assert told(template(block(5), unknown, block(10))) == []


def test_fixed_starts_are_counted_from_the_beginning():
    """A lunch nailed too early overlaps the block before it."""
    lunch = block(30, "break", start_after=40)
    assert told(template(block(5), CAFE, lunch, block(10)))[0] == (2, 12, "room", "overlap")

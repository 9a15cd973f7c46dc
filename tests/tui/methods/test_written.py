"""The parts of a method as lines: what the form shows is read back as it was."""

from __future__ import annotations

import pytest

from kehitys.domain.problems import Problem
from kehitys.store import methods as store
from kehitys.tui.methods import written


def test_steps_are_read_as_they_are_written(own):
    """What the form shows of the steps is read back to the same steps."""
    edition = own.edition("en")
    read = written.read_steps(written.steps_text(own, edition))
    assert tuple(step for step, _said in read) == own.steps
    assert tuple(said for _step, said in read) == edition.steps


def test_every_built_in_method_survives_the_form(library):
    """The steps, materials, variations and traps of the toolkits are read back unchanged."""
    for method in library.read(store.everything):
        for lang in ("fi", "sv", "en"):
            edition = method.edition(lang)
            steps = written.read_steps(written.steps_text(method, edition))
            assert tuple(step for step, _said in steps) == method.steps
            assert tuple(said for _step, said in steps) == edition.steps
            things = written.read_materials(written.materials_text(method, edition))
            assert tuple(item for _material, item in things) == edition.materials
            assert tuple(material for material, _item in things) == method.materials
            assert written.read_variations(written.variations_text(edition)) == edition.variations
            assert written.read_lines("\n".join(edition.traps)) == edition.traps


def test_a_step_that_does_not_begin_with_its_minutes_says_how():
    """The problem names the line and shows how a step begins."""
    with pytest.raises(Problem) as problem:
        written.read_steps("Compare in pairs")
    assert "Compare in pairs" in str(problem.value)
    assert "5 min" in str(problem.value)


@pytest.mark.parametrize(
    ("typed", "seconds"),
    [
        ("3", 180), ("3 min", 180), ("3min.", 180), ("3 minuuttia", 180), ("3 minuter", 180),
        ("3 minutes", 180), ("3 m", 180), ("1 min 30 s", 90), ("90 sekuntia", 90), ("90 sek", 90),
        ("90 seconds", 90), ("1 minuutti 30 sekuntia", 90),
    ],
)  # fmt: skip
def test_a_length_is_read_as_people_write_it(typed, seconds):
    """Whole words do as well as the short ones, in any of the languages."""
    ((step, _said),) = written.read_steps(f"{typed}, Compare")
    assert step.seconds == seconds


@pytest.mark.parametrize("typed", ["3 sanaa", "3 metriä", "kolme", "3,5 min"])
def test_what_is_no_length_begins_no_step(typed):
    """Three words are not three seconds."""
    with pytest.raises(Problem):
        written.read_steps(f"{typed}, Compare")


@pytest.mark.parametrize(
    ("typed", "read"),
    [("20–40", (20, 40)), ("20 - 40", (20, 40)), ("8+", (8, None)), ("7", (7, 7))],
)
def test_a_span_is_read_with_any_dash(typed, read):
    """Both a hyphen and a dash stand between the least and the most."""
    assert written.span(typed, 1, 2000, open_end=True) == read


@pytest.mark.parametrize("typed", ["40–20", "0", "many", "5000", "3,5"])
def test_a_span_out_of_order_is_a_problem(typed):
    """Numbers out of order or out of range are refused."""
    with pytest.raises(Problem):
        written.span(typed, 1, 2000, open_end=True)

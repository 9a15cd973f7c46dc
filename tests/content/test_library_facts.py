"""What the methods we ship say of numbers holds together, and people find them by other names."""

from __future__ import annotations

from collections import Counter

from tests.content.shipped import METHODS, each_method, values_of

FEWEST_ALIASES = 6
"""Two for each language that people type in."""


@each_method
def test_group_sizes_are_in_order_and_the_best_is_told(path):
    """The fewest, the best and the most, and a smallest group that the fewest can make."""
    size = values_of(path)["group_size"]
    assert size["ideal"]
    assert size["min"] <= size["ideal"][0] <= size["ideal"][1]
    assert size["max"] is None or size["ideal"][1] <= size["max"]
    assert (size["unit"] or 1) <= size["min"]


@each_method
def test_it_has_other_names_to_be_found_by(path):
    """None of them twice."""
    aliases = [alias.casefold() for alias in values_of(path)["aliases"] or ()]
    assert len(aliases) >= FEWEST_ALIASES
    assert [alias for alias, n in Counter(aliases).items() if n > 1] == []


@each_method
def test_what_asks_for_much_trust_has_a_step_that_is_not_written_down(path):
    """People tell of themselves there; an 8D report is about a fault, and written down whole."""
    values = values_of(path)
    quiet = [step for step in values["steps"] if step["record"] == "none"]
    assert quiet or values["safety"] != "high" or path.stem == "kahdeksan-d"


def test_nearly_every_method_says_what_to_mind_in_the_public_sector():
    """Only those in which nothing is recorded or decided are silent."""
    silent = {path.stem for path in METHODS if not values_of(path)["public_sector"]}
    assert silent == {"kiitoskierros", "puhekapula"}

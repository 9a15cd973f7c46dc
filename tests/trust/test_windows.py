"""The walk over raw bytes is told of every window there is, before the day it is taken."""

from __future__ import annotations

import os

import pytest

if os.name == "nt":
    pytest.skip("the walk needs a pty, a thing of POSIX", allow_module_level=True)

from kehitys.tui.base import PLACES, PlaceScreen
from tests.trust import pty_bytes, windows

ALONE = frozenset({"Waiting", "Welcome", "MethodForm"})
"""Windows that show no stored text: a moment of waiting, a first start, an empty form."""


def test_the_walk_knows_each_place_in_the_code_that_opens_a_window():
    """A new window stands in `SEEN` with a screen of the walk that shows it."""
    assert set(windows.openers()) == set(windows.SEEN) | windows.OWN_WORDS
    assert not set(windows.SEEN) & windows.OWN_WORDS


def test_what_the_windows_are_seen_by_is_in_the_walk():
    """No name of the walk that has gone is relied on."""
    names = [name for name, _words, _keys in pty_bytes.SCREENS]
    assert len(names) == len(set(names))
    assert set(windows.SEEN.values()) <= {*names, "notice"}
    assert {*names, "notice"} >= pty_bytes.OF_ITS_OWN


def test_every_class_of_screens_is_walked():
    """The five places have their digits, and the walk comes to what opens each of the others."""
    bases = {each for one in windows.screens() for each in one.__mro__[1:]}
    ends = [each for each in windows.screens() if each not in bases]
    places = [each for each in ends if issubclass(each, PlaceScreen)]
    assert {each.PLACE for each in places} == set(PLACES)
    assert {keys[-1] for _name, _words, keys in pty_bytes.SCREENS} >= set("12345")
    found = windows.openers().items()
    opened = {name for where, names in found if where in windows.SEEN for name in names}
    assert {each.__name__ for each in ends if each not in places} <= opened | ALONE

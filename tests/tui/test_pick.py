"""A window to pick from: a field to narrow it with only where there is something to narrow."""

from __future__ import annotations

import pytest

from kehitys.tui.pick import MANY, Pick
from tests.tui.eye import lines, shown, until

NAMES = ("North", "South", "East", "West", "Up", "Down", "Out")


def offered(count):
    return [(str(n), name) for n, name in enumerate(NAMES[:count])]


@pytest.mark.parametrize("count", [1, MANY - 1, MANY, MANY + 1])
async def test_only_many_choices_are_narrowed(app, settle, count):
    """A few are seen at a glance: no field stands over them, and the keys go to the choices."""
    taken = []
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        app.push_screen(Pick("Where to", offered(count)), taken.append)
        await until(pilot, lambda: isinstance(app.screen, Pick))
        await settle(pilot)
        assert ("Type to narrow" in shown(app)) == (count >= MANY)
        assert any(line.rstrip().endswith("Back") and "Choose" in line for line in lines(app))
        await pilot.press(*["down"] * (count - 1), "enter")
        await settle(pilot)
    assert taken == [str(count - 1)]


async def test_letters_narrow_a_few_too(app, settle):
    """Who types what they look for finds it, however short the list is today."""
    taken = []
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        app.push_screen(Pick("Where to", offered(4)), taken.append)
        await until(pilot, lambda: isinstance(app.screen, Pick))
        await settle(pilot)
        await pilot.press(*"wes")
        await settle(pilot)
        assert "wes" in shown(app)
        assert "North" not in shown(app)
        await pilot.press("enter")
        await settle(pilot)
    assert taken == ["3"]


@pytest.mark.parametrize("count", [3, MANY])
async def test_letters_that_nothing_matches_are_answered(app, settle, count):
    """An empty window says why it is empty and what to do; less typed, and the choices are back."""
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        app.push_screen(Pick("Where to", offered(count)))
        await until(pilot, lambda: isinstance(app.screen, Pick))
        await settle(pilot)
        said = "Nothing here matches. Take letters away."
        assert said not in shown(app)
        await pilot.press("x")
        await settle(pilot)
        assert said in shown(app)
        await pilot.press("backspace")
        await settle(pilot)
        assert said not in shown(app)
        assert "North" in shown(app)


async def test_a_few_may_be_marked_with_space_and_enter(app, settle):
    """Where several can be picked both keys mark, and ctrl+s gives what is marked."""
    taken = []
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        app.push_screen(Pick("Where to", offered(3), chosen=("1",), many=True), taken.append)
        await until(pilot, lambda: isinstance(app.screen, Pick))
        await settle(pilot)
        await pilot.press("space", "down", "enter", "down", "enter")
        await settle(pilot)
        assert "✓ North" in shown(app)
        assert "· South" in shown(app)
        await pilot.press("ctrl+s")
        await settle(pilot)
    assert taken == [("0", "2")]


async def test_the_marked_choice_looks_the_same_wherever_the_keys_go(app, settle):
    """Quiet words beside a name are read on it too."""
    looks, grounds = [], []
    async with app.run_test(size=(80, 24)) as pilot:
        for count in (MANY - 1, MANY):
            await settle(pilot)
            app.push_screen(Pick("Where to", offered(count)))
            await until(pilot, lambda: isinstance(app.screen, Pick))
            await settle(pilot)
            assert app.screen.choices.has_focus == (count < MANY)
            y = next(n for n, line in enumerate(lines(app)) if "North" in line)
            x = lines(app)[y].index("North")
            style = app.screen.get_style_at(x, y)
            looks.append((style.color.triplet, style.bold))
            grounds.append(style.bgcolor.triplet)
            await pilot.press("escape")
    assert looks[0] == looks[1]
    # The list that has the keys is a little lighter as a whole.
    assert all(abs(one - other) < 16 for one, other in zip(*grounds, strict=True))

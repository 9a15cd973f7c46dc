"""What is pasted into a line."""

from __future__ import annotations

from textual import events


async def test_pasted_lines_all_go_into_a_line(app, settle):
    """Textual takes the first line of a paste and drops the others without a word."""
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await pilot.press("2", "slash")
        app.screen.focused.post_message(events.Paste("yksi\n\nkaksi kolme\r\n"))
        await settle(pilot)
        assert app.screen.focused.value == "yksi kaksi kolme"


async def test_a_paste_that_does_not_fit_a_line_is_told(app, settle):
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await pilot.press("2", "slash")
        app.screen.focused.post_message(events.Paste("x" * 501))
        await settle(pilot)
        assert app.screen.focused.value == ""
        assert ["500 characters fit here" in each.message for each in app._notifications] == [True]

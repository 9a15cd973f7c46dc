"""The log: its list, the page beside it, and what leads there."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import partial

from kehitys.operations import experiments as operations
from kehitys.operations import network
from kehitys.store import tables
from kehitys.tui.experiments.experiments import Experiments
from kehitys.tui.form import Form
from kehitys.tui.pick import Pick
from tests.tui.experiments.place import opened, page_of, rows_of
from tests.tui.experiments.trials import add, start, stored
from tests.tui.eye import HOSTILE, SHOWN, shown
from tests.tui.keyboard import press


async def test_an_empty_log_says_what_it_is_for_and_the_first_key(app, settle):
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(pilot, settle)
        assert "n  Write down the first idea" in app.screen.nothing_words.content.plain


async def test_an_idea_is_one_line_and_stands_under_the_cursor(app, library, settle):
    add(library, title="Aamupalaveri seisten")
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(pilot, settle)
        await pilot.press("n")
        await settle(pilot)
        await pilot.press(*"Yksi jono", "ctrl+s")
        await settle(pilot)
        assert isinstance(app.screen, Experiments)
        assert app.screen.records.current.title == "Yksi jono"
        found = stored(library, app.screen.current_id)
        assert (found.state, found.owner_name) == ("idea", "Maija Mallikas")
        await pilot.press("ctrl+z")
        await settle(pilot)
        assert app.screen.records.total == 1


async def test_a_row_says_state_title_team_and_how_late_the_review_is(app, library, settle):
    team = library.write(lambda tx: network.add_team(tx, name="Tiskit"))[1]
    start(library, team_id=team)
    add(library, title="Hiljainen tunti", review=date(2026, 12, 1))
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot, settle)
        late, coming = rows_of(app)
        assert [late.startswith(" ● running"), late.endswith("! 8 days late")] == [True, True]
        assert "Yksi jono" in late
        assert "Tiskit" in late
        assert coming.startswith(" ○ idea")
        assert coming.endswith("1 Dec")


async def test_a_title_takes_the_room_of_a_review_that_is_not_there(app, library, settle):
    """Beside the page that stands open, the list is narrow."""
    title = "Kuvakortit kertovat, mitä seuraavaksi tapahtuu"
    add(library, title=title)
    add(library, title=f"{title} nyt", review=date(2026, 12, 1))
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(pilot, settle)
        dated, undated = sorted(rows_of(app), key=len, reverse=True)
        assert undated.endswith(title)
        assert "…" in dated
        assert dated.endswith("1 Dec")


async def test_title_and_team_lend_each_other_room(app, library, settle):
    """At 80 columns neither is cut while the other has cells it does not use."""
    long = library.write(lambda tx: network.add_team(tx, name="Kirjaston asiakaspalvelu"))[1]
    short = library.write(lambda tx: network.add_team(tx, name="Tiskit"))[1]
    add(library, title="Yksi jono", team_id=long)
    add(library, title="Yksi kiertää salissa joka aamulla", team_id=short)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot, settle)
        rows = " ".join(rows_of(app))
        assert "Kirjaston asiakaspalvelu" in rows
        assert "Yksi kiertää salissa joka aamulla" in rows
        assert "Tiskit" in rows


async def test_a_title_takes_the_room_of_a_team_that_there_is_not(app, library, settle):
    title = "Kokeillaan aamupalaveria seisten kolmen viikon ajan"
    add(library, title=title)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot, settle)
        assert title[:40] in rows_of(app)[0]


async def test_the_page_tells_the_experiment_whole(app, library, settle):
    experiment_id, measure_id = start(library)
    for day, value in ((20, "14"), (21, "12,5"), (23, "9")):
        number = Decimal(value.replace(",", "."))
        on = date(2026, 11, day)
        library.write(
            lambda tx, on=on, number=number: operations.log_point(
                tx, experiment_id, measure_id, on=on, value=number
            )
        )
    async with app.run_test(size=(120, 60)) as pilot:
        await opened(pilot, settle)
        page = page_of(app)
        assert (
            "We believe that …\nyhteinen jono lyhentää odotusta\n"
            "… because …\nruuhka osuu yhteen luukkuun"
        ) in page
        assert "↓ 14 → 9 by 16 Nov\nlocked 24 Nov 9:00" in page
        assert "█▅▁  3 values" in page
        assert page.index("23 Nov     9") < page.index("21 Nov  12.5") < page.index("20 Nov    14")
        assert "○ idea → ◔ planned · Maija Mallikas" in page


async def test_search_and_filter_narrow_the_list(app, library, settle):
    add(library, title="Hiljainen tunti")
    start(library)
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(pilot, settle)
        await pilot.press("slash", *"hiljai")
        await settle(pilot)
        assert app.screen.records.total == 1
        await pilot.press("escape", "escape")
        await settle(pilot)
        await pilot.press("f", *"runn", "enter")
        await settle(pilot)
        assert [app.screen.records.total, app.screen.records.current.title] == [1, "Yksi jono"]


async def test_a_filter_alone_that_finds_nothing_names_only_the_key_that_changes_it(
    app, library, settle
):
    add(library)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot, settle)
        await press(pilot, settle, "f", "down", "down", "enter")
        assert "No experiment matches. f changes the filter." in shown(app)
        await press(pilot, settle, "/", "x")
        assert "esc clears the search, f changes the filter." in shown(app)


async def test_d_deletes_and_undo_brings_all_back(app, library, settle):
    experiment_id, _measure = start(library)
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(pilot, settle)
        await pilot.press("d")
        await settle(pilot)
        assert stored(library, experiment_id) is None
        await pilot.press("ctrl+z")
        await settle(pilot)
        assert len(stored(library, experiment_id).predictions) == 1


async def test_today_leads_to_the_experiment_even_when_a_filter_hides_it(app, library, settle):
    add(library, title="Aamupalaveri seisten")
    experiment_id, _measure = start(library)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        app.open_record("experiment", experiment_id)
        await settle(pilot)
        assert app.screen.current_id == experiment_id
        assert app.screen.has_class("-reading")
        await pilot.press("escape", "f", *"idea", "enter")
        await settle(pilot)
        app.open_record("experiment", experiment_id)
        await settle(pilot)
        assert app.screen.current_id == experiment_id


async def test_today_says_the_year_of_a_review_that_is_not_this_year(app, library, settle):
    experiment_id, _measure = start(library)
    shown_now = stored(library, experiment_id)
    edit = partial(operations.edit_experiment, experiment_id=experiment_id)
    late = {"version": shown_now.version, "title": "Yksi jono", "review": date(2027, 1, 5)}
    library.write(partial(edit, **late))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert "review 5 Jan 2027" in shown(app)


async def test_what_people_write_is_shown_letter_for_letter(app, library, settle):
    everything = dict.fromkeys(("hypothesis", "because", "trial", "problem", "title"), HOSTILE)
    experiment_id = add(library, **everything)

    def fill(tx):
        operations.predict(tx, experiment_id, text=HOSTILE)
        measure = operations.add_measure(tx, experiment_id, name=HOSTILE, unit=HOSTILE[:30])
        operations.log_point(
            tx, experiment_id, measure, on=date(2026, 11, 23), value=Decimal(1), note=HOSTILE
        )
        tx.update(
            tables.experiment,
            experiment_id,
            state="decided",
            decision="abandon",
            learning=HOSTILE,
            decision_reason=HOSTILE,
        )

    library.write(fill)
    async with app.run_test(size=(120, 60)) as pilot:
        await opened(pilot, settle)
        assert page_of(app).count(SHOWN) == 10
        assert "\x1b" not in page_of(app)
        assert SHOWN[:20] in rows_of(app)[0]
        for key in ("e", "l", "m", "s"):
            await pilot.press(key)
            await settle(pilot)
            assert isinstance(app.screen, Form | Pick)
            await pilot.press("escape")
            await settle(pilot)

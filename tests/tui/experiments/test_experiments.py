"""The experiment log, used with keys as a facilitator would."""

from datetime import date
from decimal import Decimal
from functools import partial

import pytest

from kehitys.domain.problems import Problem
from kehitys.i18n.dates import NO_BREAK
from kehitys.operations import experiments as operations
from kehitys.operations import network
from kehitys.store import experiments as store
from kehitys.store import tables
from kehitys.tui.experiments.experiments import Experiments
from kehitys.tui.form import Form
from kehitys.tui.pick import Pick
from tests.tui.eye import HOSTILE, SHOWN


def add(library, **values):
    values = {"title": "Yksi jono", "problem": "Odotus on pitkä.", **values}
    return library.write(partial(operations.new_experiment, **values))[1]


def plan(library, **values):
    """An experiment with everything it needs to start."""
    experiment_id = add(
        library,
        hypothesis="yhteinen jono lyhentää odotusta",
        because="ruuhka osuu yhteen luukkuun",
        trial="Kuusi viikkoa yhdellä jonolla.",
        review=date(2026, 11, 16),
        **values,
    )
    library.write(
        lambda tx: operations.predict(
            tx, experiment_id, text="Odotus lyhenee.", direction="down",
            baseline=Decimal(14), target=Decimal(9), by=date(2026, 11, 16),
        )
    )  # fmt: skip
    measure_id = library.write(
        lambda tx: operations.add_measure(tx, experiment_id, name="odotus", unit="min")
    )[1]
    library.write(lambda tx: operations.move(tx, experiment_id, "planned"))
    return experiment_id, measure_id


def start(library, **values):
    experiment_id, measure_id = plan(library, **values)
    library.write(lambda tx: operations.move(tx, experiment_id, "running"))
    return experiment_id, measure_id


def stored(library, experiment_id):
    return library.read(lambda c: store.experiment(c, experiment_id))


def told(app):
    return app.screen.detail_words.content.plain.replace(NO_BREAK, " ")


def rows(app):
    records = app.screen.records
    return [
        "".join(part.text for part in records.render_line(y)).replace(NO_BREAK, " ").rstrip()
        for y in range(records.total)
    ]


@pytest.fixture
def toasts(app):
    """What the corner of the screen has said."""
    return lambda: " ".join(each.message for each in app._notifications).replace("\n", " ")


async def opened(app, pilot, settle):
    await settle(pilot)
    await pilot.press("4")
    await settle(pilot)
    assert isinstance(app.screen, Experiments)


async def test_an_empty_log_says_what_it_is_for_and_the_first_key(app, settle):
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(app, pilot, settle)
        assert "n  Write down the first idea" in app.screen.nothing_words.content.plain


async def test_an_idea_is_one_line_and_stands_under_the_cursor(app, library, settle):
    add(library, title="Aamupalaveri seisten")
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(app, pilot, settle)
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
        await opened(app, pilot, settle)
        late, coming = rows(app)
        assert [late.startswith(" ● running"), late.endswith("! 8 days late")] == [True, True]
        assert "Yksi jono" in late
        assert "Tiskit" in late
        assert coming.startswith(" ○ idea")
        assert coming.endswith("1 Dec")


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
        await opened(app, pilot, settle)
        page = told(app)
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
        await opened(app, pilot, settle)
        await pilot.press("slash", *"hiljai")
        await settle(pilot)
        assert app.screen.records.total == 1
        await pilot.press("escape", "escape")
        await settle(pilot)
        await pilot.press("f", *"runn", "enter")
        await settle(pilot)
        assert [app.screen.records.total, app.screen.records.current.title] == [1, "Yksi jono"]


async def test_a_step_that_is_not_ready_says_what_is_missing_and_which_key(
    app, library, settle, toasts
):
    experiment_id = add(library)
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(app, pilot, settle)
        await pilot.press("s", "enter")
        await settle(pilot)
        assert stored(library, experiment_id).state == "planned"
        assert "Before ● running: hypothesis, trial, review date (e)" in told(app)
        await pilot.press("s", "enter")
        await settle(pilot)
        assert stored(library, experiment_id).state == "planned"
        assert "p: prediction" in toasts()
        assert "m: measure" in toasts()


async def test_what_one_key_fills_is_not_said_twice(app, library, settle, toasts):
    add(library, problem="")
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(app, pilot, settle)
        await pilot.press("s", "enter")
        await settle(pilot)
        assert toasts().count("problem") == 1
        assert toasts().endswith("Press e.")


async def test_a_title_takes_the_room_of_a_team_that_there_is_not(app, library, settle):
    title = "Kokeillaan aamupalaveria seisten kolmen viikon ajan"
    add(library, title=title)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot, settle)
        assert title[:40] in rows(app)[0]


async def test_starting_locks_the_prediction_and_p_then_amends_it(app, library, settle):
    experiment_id, _measure = plan(library)
    async with app.run_test(size=(120, 60)) as pilot:
        await opened(app, pilot, settle)
        await pilot.press("s", "enter")
        await settle(pilot)
        await pilot.press("p")
        await settle(pilot)
        assert "stays as it was" in app.screen._note
        await pilot.press("end", *" Vasta keväällä.", "ctrl+s")
        await settle(pilot)
        first, amended = stored(library, experiment_id).predictions
        assert first.text == "Odotus lyhenee."
        assert amended.text == "Odotus lyhenee. Vasta keväällä."
        assert (amended.baseline, amended.target) == (Decimal(14), Decimal(9))
        assert "amended 24 Nov 9:00" in told(app)


async def test_a_prediction_is_written_before_the_start(app, library, settle):
    experiment_id = add(library)
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(app, pilot, settle)
        await pilot.press("p")
        await settle(pilot)
        await pilot.press(*"Nopeampi", "tab", "right", "tab", *"14,5", "tab", "9", "ctrl+s")
        await settle(pilot)
        (prediction,) = stored(library, experiment_id).predictions
        assert (prediction.direction, prediction.baseline) == ("down", Decimal("14.5"))
        assert "open: locks when the trial starts" in told(app)


async def test_a_value_is_logged_for_today_and_a_wrong_one_is_told_in_the_form(
    app, library, settle
):
    experiment_id, _measure = start(library)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot, settle)
        await pilot.press("l")
        await settle(pilot)
        await pilot.press(*"kymmenen", "ctrl+s")
        await settle(pilot)
        assert isinstance(app.screen, Form)
        await pilot.press("end", "ctrl+u", *"10,5", "ctrl+s")
        await settle(pilot)
        (point,) = stored(library, experiment_id).measures[0].points
        assert (point.on, point.value) == (date(2026, 11, 24), Decimal("10.5"))


async def test_with_two_measures_the_form_asks_which(app, library, settle):
    experiment_id, _measure = start(library)
    library.write(
        lambda tx: operations.add_measure(tx, experiment_id, name="valitukset", role="balancing")
    )
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(app, pilot, settle)
        await pilot.press("l")
        await settle(pilot)
        await pilot.press("right", "tab", "3", "ctrl+s")
        await settle(pilot)
        counted = {each.name: len(each.points) for each in stored(library, experiment_id).measures}
        assert counted == {"odotus": 0, "valitukset": 1}


async def test_without_a_measure_l_says_which_key_adds_one(app, library, settle, toasts):
    add(library)
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(app, pilot, settle)
        await pilot.press("l")
        await settle(pilot)
        assert "Press m" in toasts()


async def test_m_adds_a_measure_and_later_changes_or_deletes_it(app, library, settle):
    experiment_id = add(library)
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(app, pilot, settle)
        await pilot.press("m")
        await settle(pilot)
        await pilot.press(*"odotus", "tab", *"min", "ctrl+s")
        await settle(pilot)
        assert [each.unit for each in stored(library, experiment_id).measures] == ["min"]
        await pilot.press("m", "down", "enter")
        await settle(pilot)
        await pilot.press("end", *"aika", "ctrl+s")
        await settle(pilot)
        assert [each.name for each in stored(library, experiment_id).measures] == ["odotusaika"]
        await pilot.press("m", "down", "down", "enter")
        await settle(pilot)
        assert stored(library, experiment_id).measures == ()


async def test_deciding_needs_a_learning_and_adapting_leads_to_a_new_round(app, library, settle):
    experiment_id, _measure = start(library)
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(app, pilot, settle)
        await pilot.press("s", "enter")
        await settle(pilot)
        assert stored(library, experiment_id).state == "study"
        await pilot.press("s", "enter")
        await settle(pilot)
        assert "Predicted · Odotus lyhenee." in app.screen._note
        await pilot.press("right", "right", "tab", *"Kaksi jonoa riittää.", "ctrl+s")
        await settle(pilot)
        assert isinstance(app.screen, Form)
        await pilot.press(*"Toimi puoliksi", "ctrl+s")
        await settle(pilot)
        found = stored(library, experiment_id)
        assert (found.state, found.decision) == ("decided", "adapt")
        await pilot.press("s", "enter")
        await settle(pilot)
        child = stored(library, app.screen.current_id)
        assert (child.state, child.cycle) == ("idea", 2)


async def test_ending_a_trial_early_asks_why(app, library, settle):
    experiment_id, _measure = start(library)
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(app, pilot, settle)
        await pilot.press("s", "down", "enter")
        await settle(pilot)
        await pilot.press(*"Tiimi purettiin", "ctrl+s")
        await settle(pilot)
        found = stored(library, experiment_id)
        assert (found.state, found.decision) == ("archived", "unfinished")
        assert found.decision_reason == "Tiimi purettiin"


async def test_d_deletes_and_undo_brings_all_back(app, library, settle):
    experiment_id, _measure = start(library)
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(app, pilot, settle)
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
        await opened(app, pilot, settle)
        assert told(app).count(SHOWN) == 10
        assert "\x1b" not in told(app)
        assert SHOWN[:20] in rows(app)[0]
        for key in ("e", "l", "m", "s"):
            await pilot.press(key)
            await settle(pilot)
            assert isinstance(app.screen, Form | Pick)
            await pilot.press("escape")
            await settle(pilot)


def test_a_step_that_is_not_there_is_still_refused_by_the_operation(library):
    experiment_id = add(library)
    with pytest.raises(Problem):
        library.write(lambda tx: operations.move(tx, experiment_id, "running"))


async def test_a_text_too_long_to_save_is_refused_and_stays_in_the_form(app, library, settle):
    """A paste of pages is not cut behind one's back; what was typed waits as it was."""
    experiment_id = add(library)
    pages = "Jono on pitkä.\n" * 3_000 + "!"
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot, settle)
        await pilot.press("e", "tab")
        app.screen.query_one("#field-problem").text = pages
        await pilot.press("ctrl+s")
        await settle(pilot)
        form = app.screen
        assert isinstance(form, Form)
        assert "too long: 45,001 characters" in form.query_one("#form-wrong").content.plain
        assert form.query_one("#save").region in form.query_one("#form").region
        await pilot.press("escape")
        await settle(pilot)
        await pilot.press("e")
        await settle(pilot)
        assert app.screen.query_one("#field-problem").text == pages
    assert stored(library, experiment_id).problem == "Odotus on pitkä."


async def test_a_fresh_form_offers_nothing_to_put_back(app, settle):
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot, settle)
        await pilot.press("n")
        await pilot.pause()
        assert not app.screen.query_one("#set-aside").display


async def test_ctrl_q_leaves_from_a_form_and_what_was_typed_waits(app, library, settle):
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot, settle)
        await pilot.press("n")
        await settle(pilot)
        await pilot.press(*"Yksi jono", "ctrl+q")
        await pilot.pause()
        await app.settled()
        assert app._exit
    kept = library.read(lambda c: list(c.execute(tables.draft.select()).mappings()))
    assert [row["text"] for row in kept] == ['["", "Yksi jono"]']

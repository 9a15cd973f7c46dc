"""Two windows save the same record: what does not touch is kept from both."""

from __future__ import annotations

from functools import partial

from kehitys.operations import agenda
from kehitys.operations import experiments as log
from kehitys.operations import methods as method_operations
from kehitys.operations import network as register
from kehitys.operations import workshops as planning
from kehitys.store import experiments, methods, network, workshops
from kehitys.store.undoing import undo
from kehitys.tui.form import Form
from kehitys.tui.workshops.planner import Planner
from tests.tui.experiments.trials import start
from tests.tui.eye import toasts, told, until
from tests.tui.two_windows.forms import DAY, change, form_of, form_of_workshop, stored, write_over


async def test_fields_that_do_not_touch_are_both_kept(app, library, other, workshop_id, settle):
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await form_of_workshop(app, pilot, settle)
        await write_over(pilot, "title", "Mine")
        change(other, workshop_id, place="Town hall", people=20)
        await pilot.press("ctrl+s")
        await settle(pilot)
        now = stored(library, workshop_id)
        assert (now.title, now.place, now.people) == ("Mine", "Town hall", 20)
        assert isinstance(app.screen, Planner)
        assert "From the other window: Place, People." in toasts(app)


async def test_the_same_change_in_both_is_no_question(app, library, other, workshop_id, settle):
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await form_of_workshop(app, pilot, settle)
        await write_over(pilot, "title", "Same")
        change(other, workshop_id, title="Same")
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert stored(library, workshop_id).title == "Same"
        assert "From the other window" not in toasts(app)


async def test_a_record_deleted_meanwhile_is_made_anew_of_what_was_typed(
    app, library, other, workshop_id, settle
):
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await form_of_workshop(app, pilot, settle)
        await write_over(pilot, "title", "Mine")
        other.write(partial(planning.delete_workshop, workshop_id=workshop_id))
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert "deleted in another window" in told(app)
        await pilot.press("ctrl+s")
        await settle(pilot)
        (line,) = library.read(lambda c: workshops.lines(c, today=DAY)).rows
        assert line.title == "Mine"


async def test_what_was_learnt_is_kept_when_the_experiment_is_made_anew(
    app, library, other, settle
):
    trial, _measure = start(library)
    async with app.run_test(size=(120, 60)) as pilot:
        await form_of(app, pilot, settle, "experiment", trial)
        await write_over(pilot, "learning", "Rush")
        other.write(partial(log.delete_experiment, experiment_id=trial))
        await pilot.press("ctrl+s")
        await settle(pilot)
        await pilot.press("ctrl+s")
        await settle(pilot)
        (line,) = library.read(lambda c: experiments.lines(c, today=DAY)).rows
        anew = library.read(lambda c: experiments.experiment(c, line.id))
    assert (anew.state, anew.learning) == ("idea", "Rush")


async def test_a_person_keeps_both_changes(app, library, other, settle):
    person_id = library.write(partial(register.add_person, name="Aino", phone="1"))[1]
    async with app.run_test(size=(120, 40)) as pilot:
        await form_of(app, pilot, settle, "person", person_id)
        await write_over(pilot, "name", "Aino Oma")
        edit = partial(register.edit_person, person_id=person_id, version=1, name="Aino")
        other.write(partial(edit, phone="2", languages=("sv", "fi")))
        await pilot.press("ctrl+s")
        await settle(pilot)
    now = library.read(lambda c: network.person(c, person_id))
    assert (now.name, now.phone, set(now.languages)) == ("Aino Oma", "2", {"fi", "sv"})


async def test_an_experiment_and_its_prediction_keep_both_changes(app, library, other, settle):
    trial = library.write(partial(log.new_experiment, title="Queue", problem="Long"))[1]
    library.write(partial(log.predict, experiment_id=trial, text="Shorter"))
    async with app.run_test(size=(120, 45)) as pilot:
        await form_of(app, pilot, settle, "experiment", trial)
        await write_over(pilot, "title", "One queue")
        edit = partial(log.edit_experiment, experiment_id=trial, problem="Longer")
        other.write(
            lambda tx: edit(tx, version=experiments.experiment(tx.connection, trial).version)
        )
        await pilot.press("ctrl+s")
        await settle(pilot)
        await pilot.press("p")
        await until(pilot, lambda: isinstance(app.screen, Form))
        await settle(pilot)
        await write_over(pilot, "baseline", "30")
        other.write(partial(log.predict, experiment_id=trial, text="Half"))
        await pilot.press("ctrl+s")
        await settle(pilot)
    now = library.read(lambda c: experiments.experiment(c, trial))
    assert (now.title, now.problem) == ("One queue", "Longer")
    assert (now.predictions[0].text, now.predictions[0].baseline) == ("Half", 30)


async def test_a_block_keeps_both_changes(app, library, other, workshop_id, settle):
    add = partial(agenda.add_block, workshop_id=workshop_id, kind="talk", minutes=10, title="A")
    block_id = library.write(add)[1]
    async with app.run_test(size=(120, 45)) as pilot:
        await settle(pilot)
        await pilot.press("3")
        await settle(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, Planner) and app.screen.workshop)
        await settle(pilot)
        await pilot.press("e")
        await until(pilot, lambda: isinstance(app.screen, Form))
        await settle(pilot)
        await write_over(pilot, "title", "Opening")
        other.write(partial(agenda.change_minutes, block_id=block_id, by=5))
        await pilot.press("ctrl+s")
        await settle(pilot)
    (block,) = stored(library, workshop_id).blocks
    assert (block.title, block.minutes) == ("Opening", 15)


async def test_a_method_of_ones_own_keeps_both_changes(app, library, other, settle):
    card = library.read(lambda c: methods.by_slug(c, "kokeilukortti"))
    own = library.write(partial(method_operations.copy_to_own, method_id=card.id, speak="en"))[1]
    async with app.run_test(size=(120, 45)) as pilot:
        await settle(pilot)
        app.open_record("method", own)
        await settle(pilot)
        await until(pilot, lambda: app.screen.current_id == own)
        await pilot.press("e")
        await until(pilot, lambda: isinstance(app.screen, Form))
        await settle(pilot)
        await write_over(pilot, "name", "My card")

        def rewrite(tx):
            from dataclasses import replace

            now = methods.method(tx.connection, own)
            method_operations.rewrite_own(tx, replace(now, energy="high"))

        other.write(rewrite)
        await pilot.press("ctrl+s")
        await settle(pilot)
    now = library.read(lambda c: methods.method(c, own))
    assert (now.edition("en").name, now.energy) == ("My card", "high")


async def test_undo_names_what_another_window_did_since(app, library, other, workshop_id, settle):
    from kehitys import i18n

    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await form_of_workshop(app, pilot, settle)
        await write_over(pilot, "title", "Mine")
        await pilot.press("ctrl+s")
        await settle(pilot)
        change(other, workshop_id, title="Theirs")
        other.write(partial(planning.cancel_workshop, workshop_id=workshop_id))
        i18n.use("fi")
        await pilot.press("ctrl+z")
        await settle(pilot)
        assert "myöhempi muutos perustuu siihen" in toasts(app)
        assert i18n._("Edit a workshop") in toasts(app)
        assert i18n._("Cancel a workshop") not in toasts(app)
        assert stored(library, workshop_id).title == "Theirs"


async def test_undo_of_a_merged_save_leaves_the_other_windows_words(
    app, library, other, workshop_id, settle
):
    async with app.run_test(size=(120, 40)) as pilot:
        await form_of_workshop(app, pilot, settle)
        await write_over(pilot, "title", "Mine")
        change(other, workshop_id, place="Town hall")
        await pilot.press("ctrl+s")
        await settle(pilot)
        library.write(undo)
        now = stored(library, workshop_id)
        assert (now.title, now.place) == ("Solutions", "Town hall")

"""The network, used with keys as a coordinator would."""

from functools import partial

from kehitys.i18n.dates import NO_BREAK
from kehitys.operations import experiments as log
from kehitys.operations import network as operations
from kehitys.store import network as store
from kehitys.store.erasure import remaining
from kehitys.tui.network.erasing import ErasePerson
from kehitys.tui.network.network import Network
from kehitys.tui.welcome import Welcome
from tests.tui.eye import HOSTILE, SHOWN, shown, toasts
from tests.tui.keyboard import press


def add(library, name="Åke Öhman", **values):
    return library.write(partial(operations.add_person, name=name, **values))[1]


def person(library, person_id):
    return library.read(lambda c: store.person(c, person_id))


def told(app):
    return app.screen.detail_words.content.plain.replace(NO_BREAK, " ")


def names(app):
    return [app.screen.records._rows[n].name for n in range(app.screen.records.total)]


async def opened(app, pilot, settle, *keys):
    await settle(pilot)
    await pilot.press("5")
    await settle(pilot)
    assert isinstance(app.screen, Network)
    await press(pilot, settle, *keys)


async def test_a_person_is_added_shown_and_taken_back(app, settle):
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(app, pilot, settle, "n")
        await pilot.press(*"Åke Öhman", "tab", *"ake@example.org", "ctrl+s")
        await settle(pilot)
        assert names(app) == ["Maija Mallikas", "Åke Öhman"]
        assert app.screen.records.current.name == "Åke Öhman"
        assert "ake@example.org" in told(app)
        await pilot.press("ctrl+z")
        await settle(pilot)
        assert names(app) == ["Maija Mallikas"]


async def test_an_address_without_its_sign_is_told_and_nothing_typed_is_lost(app, settle):
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot, settle, "n")
        await pilot.press(*"Aino", "tab", *"osoite", "ctrl+s")
        await settle(pilot)
        assert "@" in app.screen.query_one("#form-wrong").content.plain
        assert app.screen.typed()["email"] == "osoite"


async def test_e_changes_the_person(app, library, settle):
    person_id = add(library, name="Aino", membership="training", languages=("fi", "se"))
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(app, pilot, settle, "e")
        await pilot.press("end", *" Aalto", "ctrl+s")
        await settle(pilot)
        found = person(library, person_id)
        assert (found.name, found.membership) == ("Aino Aalto", "training")
        assert found.languages == ("fi", "se")


async def test_k_sets_a_skill_and_the_page_says_its_level_and_when(app, library, settle, clock):
    person_id = add(library, name="Aino")
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(app, pilot, settle, "k")
        await pilot.press(*"dialog", "enter")
        await settle(pilot)
        await pilot.press("down", "enter")
        await settle(pilot)
        (skill,) = person(library, person_id).skills
        assert (skill.skill.slug, skill.level) == ("dialogue", 2)
        assert "dialogue  ●●○ can do it  ✓ 24 Nov 2026" in told(app)
        clock.tick(86_400 * 100)
        app.screen.tell()
        await settle(pilot)
        assert "! unconfirmed for 3 months" in told(app)
        await pilot.press("k", *"dialog", "enter")
        await settle(pilot)
        await pilot.press("end", "enter")
        await settle(pilot)
        assert person(library, person_id).skills == ()


async def test_search_finds_by_unit_and_by_skill(app, library, settle):
    names_of_unit = {"fi": "Kirjasto", "sv": "Biblioteket"}
    unit = library.write(lambda tx: operations.add_unit(tx, names=names_of_unit))[1]
    add(library, name="Aino", unit_id=unit)
    able = add(library, name="Eero")
    library.write(lambda tx: operations.set_skill(tx, able, operations.skill_id("dialogue"), 3))
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(app, pilot, settle)
        for typed, found in (("biblio", ["Aino"]), ("dialog", ["Eero"]), ("kirjas", ["Aino"])):
            await pilot.press("slash", "end", "ctrl+u", *typed)
            await settle(pilot)
            assert names(app) == found


async def test_f_shows_one_kind_of_membership(app, library, settle):
    add(library, name="Aino", membership="resting")
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(app, pilot, settle, "f")
        await pilot.press(*"rest", "enter")
        await settle(pilot)
        assert names(app) == ["Aino"]


async def test_t_turns_to_teams_and_units_and_back(app, library, settle):
    add(library, name="Aino")
    unit = library.write(lambda tx: operations.add_unit(tx, names={"fi": "Kirjasto"}))[1]
    library.write(lambda tx: operations.add_team(tx, name="Aamuryhmä", unit_id=unit))
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot, settle, "t")
        assert names(app) == ["Aamuryhmä", "Kirjasto"]
        await pilot.press("t")
        await settle(pilot)
        assert names(app) == ["Aino", "Maija Mallikas"]


async def test_a_search_of_teams_that_finds_nothing_names_no_key_that_is_asleep(app, settle):
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot, settle, "f", "down", "enter")
        assert "Nobody matches. f changes the filter." in shown(app)
        await press(pilot, settle, "t", "/", *"zzz")
        assert "No team or unit matches. esc clears the search." in shown(app)
        assert "changes the filter" not in shown(app)


async def test_a_pilot_team_is_made_with_its_members_and_shows_its_experiments(
    app, library, settle
):
    aino = add(library, name="Aino")
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(app, pilot, settle, "t", "n")
        await pilot.press("enter")
        await settle(pilot)
        await pilot.press(*"Tiskit", "tab", "tab", "tab", "enter")
        await settle(pilot)
        await pilot.press(*"aino", "enter", "ctrl+s")
        await settle(pilot)
        await pilot.press("ctrl+s")
        await settle(pilot)
        (team,) = library.read(store.teams)
        assert (team.kind, team.members) == ("pilot", ((aino, "Aino"),))
        library.write(lambda tx: log.new_experiment(tx, title="Yksi jono", team_id=team.id))
        app.screen.load()
        await settle(pilot)
        assert "1 member\nAino" in told(app)
        assert "Yksi jono · ○ idea" in told(app)


async def test_a_unit_has_a_name_in_both_languages(app, library, settle):
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(app, pilot, settle, "t", "n")
        await pilot.press("down", "enter")
        await settle(pilot)
        await pilot.press(*"Kirjasto", "tab", *"Biblioteket", "ctrl+s")
        await settle(pilot)
        (unit,) = library.read(store.units)
        assert unit.names == {"fi": "Kirjasto", "sv": "Biblioteket"}
        assert "svenska       Biblioteket" in told(app)
        await pilot.press("e")
        await settle(pilot)
        await pilot.press("end", "t", "ctrl+s")
        await settle(pilot)
        assert library.read(store.units)[0].names["fi"] == "Kirjastot"


async def test_d_deletes_a_person_and_undo_brings_them_back(app, library, settle):
    person_id = add(library, name="Aino")
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(app, pilot, settle, "d")
        assert person(library, person_id) is None
        await pilot.press("ctrl+z")
        await settle(pilot)
        assert person(library, person_id).name == "Aino"
        await pilot.press("end", "d")
        await settle(pilot)
        assert "This is you." in toasts(app)


async def test_erasing_asks_for_the_name_and_leaves_nothing_in_the_file(app, library, settle):
    person_id = add(library, name="Zacharias Zetterlöf", email="zz@example.org")
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot, settle, "end", "x")
        assert isinstance(app.screen, ErasePerson)
        await pilot.press(*"Aino", "enter")
        await settle(pilot)
        assert person(library, person_id) is not None
        assert "Nothing was erased" in app.screen.query_one("#erase-wrong").content.plain
        await pilot.press("end", "ctrl+u", *"zacharias zetterlöf", "enter")
        await settle(pilot)
        assert isinstance(app.screen, Network)
        assert names(app) == ["Maija Mallikas"]
        assert "Nothing of the person is left" in toasts(app)
        assert remaining(library.path, ("Zetterlöf", "zz@example.org")) == ()
        await pilot.press("ctrl+z")
        await settle(pilot)
        assert person(library, person_id) is None


async def test_a_name_in_others_texts_is_told_after_erasing(app, library, settle):
    add(library, name="Zacharias Zetterlöf")
    library.write(
        lambda tx: log.new_experiment(tx, title="Jono", problem="Kysy: Zacharias Zetterlöf.")
    )
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot, settle, "end", "x")
        await pilot.press(*"zacharias zetterlöf", "enter")
        await settle(pilot)
        assert "still hold Zacharias Zetterlöf" in toasts(app)


async def test_esc_leaves_the_person_as_they_were(app, library, settle):
    person_id = add(library, name="Aino")
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot, settle, "x")
        await pilot.press(*"Aino", "escape")
        await settle(pilot)
        assert person(library, person_id).name == "Aino"


async def test_who_erases_themselves_is_asked_who_they_are(app, settle):
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot, settle, "x")
        await pilot.press(*"Maija Mallikas", "enter")
        await settle(pilot)
        assert isinstance(app.screen, Welcome)
        assert app.me is None
        await pilot.press(*"Aino", "enter")
        await settle(pilot)
        assert app.me_name == "Aino"


async def test_another_place_can_open_a_person(app, library, settle):
    person_id = add(library, name="Aino")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        app.open_record("person", person_id)
        await settle(pilot)
        assert app.screen.current_id == person_id
        assert app.screen.has_class("-reading")


async def test_what_people_write_is_shown_letter_for_letter(app, library, settle):
    unit = library.write(
        lambda tx: operations.add_unit(tx, names={"fi": HOSTILE, "sv": HOSTILE, "en": HOSTILE})
    )[1]
    wild = add(
        library,
        name=HOSTILE,
        email="a@b",
        phone=HOSTILE[:35],
        unit_id=unit,
        languages=(HOSTILE[:9],),
    )
    library.write(lambda tx: operations.add_team(tx, name=HOSTILE, unit_id=unit, members=[wild]))
    library.write(lambda tx: log.new_experiment(tx, title=HOSTILE, owner_id=wild))
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(app, pilot, settle)
        assert told(app).count(SHOWN) >= 5
        for key in ("e", "k", "x"):
            await pilot.press(key)
            await settle(pilot)
            await pilot.press("escape")
            await settle(pilot)
        await pilot.press("t")
        await settle(pilot)
        assert told(app).count(SHOWN) == 3
        await pilot.press("e")
        await settle(pilot)
        await pilot.press("escape", "end")
        await settle(pilot)
        assert told(app).count(SHOWN) == 6
        assert "\x1b" not in told(app)

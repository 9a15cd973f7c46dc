"""The whole way in Finnish with keys: first start, plan, run, harvest, experiment, undo."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest

from kehitys import i18n
from kehitys.store import catches, experiments, network, runs, workshops
from kehitys.tui.app import Kehitys
from kehitys.tui.experiments.experiments import Experiments
from kehitys.tui.form import Form
from kehitys.tui.pick import Pick
from kehitys.tui.today.today import Today
from kehitys.tui.welcome import Welcome
from kehitys.tui.workshops.harvest import Harvest
from kehitys.tui.workshops.live import LiveRun
from kehitys.tui.workshops.planner import Planner
from kehitys.tui.workshops.workshops import Workshops
from tests.tui.eye import shown, told, until

START = datetime(2026, 11, 24, 11, 0, tzinfo=UTC)
"""13.00 in Helsinki on the day of the workshop."""


@pytest.fixture
def app(tmp_path, clock):
    """The app before there is a file, speaking Finnish."""
    i18n.use("fi")
    return Kehitys(tmp_path / "oma.db", new=True, now=clock)


class Hands:
    """Ten fingers on the keyboard, and eyes on the screen."""

    def __init__(self, app, pilot, settle):
        self.app, self.pilot, self._settle = app, pilot, settle

    async def press(self, *keys):
        await self.pilot.press(*keys)
        await self._settle(self.pilot)

    async def write(self, text):
        await self.press(*("space" if letter == " " else letter for letter in text))

    async def fill(self, **values):
        """Goes through a form with tab and writes what is to be written."""
        for name in [each.name for each in self.app.screen._fields]:
            if name in values:
                assert self.app.focused.id == f"field-{name}"
                await self.write(values.pop(name))
            await self.press("tab")
        assert not values

    async def at(self, kind):
        await until(self.pilot, lambda: isinstance(self.app.screen, kind))
        await self._settle(self.pilot)
        return self.app.screen

    async def sees(self, *words):
        for each in words:
            try:
                await until(self.pilot, lambda each=each: each in told(self.app))
            except AssertionError:
                raise AssertionError(f"never saw {each!r} on\n{shown(self.app)}") from None


async def test_from_the_first_start_to_a_value_in_the_log(app, clock, settle, tmp_path):
    """One facilitator's way through the whole app, each station seen and stored."""
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        hands = Hands(app, pilot, settle)
        await welcome_and_name(app, hands)
        workshop_id = await plan(app, hands)
        clock.now = START
        await run(app, hands, clock, workshop_id)
        experiment_id = await harvest(app, hands, workshop_id, tmp_path)
        await experiment(app, hands, experiment_id, workshop_id)
        assert app.is_running


async def welcome_and_name(app, hands):
    await hands.at(Welcome)
    await hands.sees("Suunnittele työpajoja, vedä ne ja opi kokeiluista.")
    await hands.write("Aino Testaaja")
    await hands.press("enter")
    await hands.at(Today)
    await hands.sees("Suunnittele ensimmäinen työpajasi pohjasta", "Aino Testaaja")
    people = await app.ask(network.names)
    assert people == ((app.me, "Aino Testaaja"),)
    assert app.settings.people == {app.file_id: app.me.hex}
    assert app.settings.language == "fi"


async def plan(app, hands):
    """Plans a workshop from a template and works on its agenda; gives its id."""
    await hands.press("3")
    await hands.sees("Täällä suunnittelet työpajoja ja vedät ne.")
    await hands.press("n")
    await hands.at(Pick)
    await hands.write("ratkaisu")
    await hands.sees("Ratkaisutyöpaja 3 t")
    await hands.press("enter")
    await hands.at(Form)
    await hands.fill(
        title="Terveysaseman jono", day="24.11.2026", start="13.00", place="Sali", people="12"
    )
    await hands.sees("Terveysaseman jono", "Sali")
    await hands.press("ctrl+s")
    await hands.at(Planner)
    await hands.sees("13.00–16.00", "Avaus ja tavoite", "Uusi työpaja. Kumoa ctrl+z.")
    (line,) = (await app.ask(lambda c: workshops.lines(c, today=date(2026, 11, 24)))).rows

    async def stored():
        return await app.ask(lambda c: workshops.workshop(c, line.id))

    made = await stored()
    assert (made.title, made.place, made.people) == ("Terveysaseman jono", "Sali", 12)
    assert (made.date, made.start, made.end) == (date(2026, 11, 24), time(13), time(16))
    assert [each.person_id for each in made.facilitators] == [app.me]

    await hands.press("plus", "plus")
    await hands.sees("13.17", "2 min yli")
    assert (await stored()).blocks[0].minutes == made.blocks[0].minutes + 2

    await hands.press("down", "s")
    await hands.at(Pick)
    await hands.write("kuka tekee")
    await hands.press("enter")
    await hands.at(Planner)
    await hands.sees("Menetelmä vaihdettu. Kumoa ctrl+z.")
    assert "Alkukierros" not in shown(app)
    assert (await stored()).blocks[1].method.slug == "kuka-mita-milloin"

    await hands.press("down", "l")
    await hands.sees("13.27=", "Osion alku lukittu. Kumoa ctrl+z.")
    assert (await stored()).blocks[2].start == time(13, 27)
    await hands.press("ctrl+z")
    await hands.sees("Kumottu: Osion alku lukittu · Mitä tiedämme jo")
    assert "13.27=" not in shown(app)
    assert (await stored()).blocks[2].start is None
    return line.id


async def run(app, hands, clock, workshop_id):
    """Runs the workshop: writes down, goes on, leaves and comes back, ends."""
    await hands.press("f5")
    live = await hands.at(LiveRun)
    await hands.sees("NYT", "Avaus ja tavoite", "jäljellä, kesto 17 min", "ajallaan")
    run_id = await app.ask(lambda c: runs.unfinished_of(c, workshop_id))
    assert (await app.ask(lambda c: runs.run(c, run_id))).facts[0].at == START

    clock.tick(5 * 60)
    live.tick()
    for key, words in (("i", "Yksi jono"), ("k", "Kokeillaan ajanvarausta")):
        await hands.press(key)
        await hands.write(words)
        await hands.press("enter")
    await hands.sees("13.05 idea Yksi jono", "13.05 kokeilu Kokeillaan ajanvarausta")
    caught = await app.ask(lambda c: catches.of_workshop(c, workshop_id))
    assert [(each.kind, each.text) for each in caught] == [
        ("idea", "Yksi jono"),
        ("experiment", "Kokeillaan ajanvarausta"),
    ]
    assert {each.caught_at for each in caught} == {clock.now}

    await hands.press("space")
    await hands.sees("NYT Kuka tekee mitä ja milloin", "12 min etuajassa")
    seen = await app.ask(lambda c: runs.run(c, run_id))
    assert [fact.kind for fact in seen.facts] == ["start", "next"]

    await hands.press("escape")
    await hands.at(Planner)
    await hands.sees("Kello käy.")
    await hands.press("escape")
    await hands.press("1")
    await hands.at(Today)
    await hands.sees("▶ Jatka työpajaa Terveysaseman jono")
    clock.tick(60)
    await hands.press("enter")
    await hands.at(LiveRun)
    await hands.sees("NYT Kuka tekee mitä ja milloin", "13.06")
    await hands.press("l")
    await hands.at(Harvest)
    ended = await app.ask(lambda c: runs.ended_at(c, run_id))
    assert ended == clock.now


async def harvest(app, hands, workshop_id, tmp_path):
    """Puts the harvest in order and writes the report; gives the experiment's id."""
    await hands.sees("Yksi jono", "Kokeillaan ajanvarausta")

    async def idea():
        caught = await app.ask(lambda c: catches.of_workshop(c, workshop_id))
        return next(each for each in caught if each.kind == "idea")

    await hands.press("home")
    while app.screen.current.kind != "idea":
        await hands.press("down")
    await hands.press("plus", "plus", "plus")
    await hands.sees("3 ääntä")
    assert (await idea()).votes == 3
    await hands.press("o")
    await hands.at(Pick)
    await hands.write("Aino")
    await hands.press("enter")
    await hands.at(Harvest)
    await hands.sees("Aino Testaaja")
    assert (await idea()).owner_id == app.me

    await hands.press("k")
    await until(hands.pilot, lambda: app.screen.current.became_id is not None)
    made = (await idea()).became_id
    stored = await app.ask(lambda c: experiments.experiment(c, made))
    assert (stored.title, stored.state, stored.workshop_id) == ("Yksi jono", "idea", workshop_id)
    assert stored.owner_id == app.me

    await hands.press("x")
    await hands.at(Form)
    path = tmp_path / "raportti.md"
    await hands.write(str(path))
    await hands.press("ctrl+s")
    await hands.at(Harvest)
    await hands.sees("raportti.md")
    report = path.read_text("utf-8")
    assert "Terveysaseman jono" in report
    assert "Yksi jono" in report
    assert "Aino Testaaja" in report
    return made


async def experiment(app, hands, experiment_id, workshop_id):
    """Finds the experiment in the log, makes it run, logs a value and takes that back."""
    await hands.press("escape")
    await hands.at(LiveRun)
    await hands.press("escape")
    await hands.at(Workshops)
    await hands.press("4")
    await hands.at(Experiments)
    await hands.sees("○ idea Yksi jono", "Työpaja: Terveysaseman jono")

    async def stored():
        return await app.ask(lambda c: experiments.experiment(c, experiment_id))

    assert (await stored()).workshop_id == workshop_id
    await hands.press("e")
    await hands.at(Form)
    await hands.fill(
        problem="Odotus on pitkä.",
        hypothesis="yhteinen jono lyhentää odotusta",
        because="ruuhka osuu yhteen luukkuun",
        trial="Kuusi viikkoa yhdellä jonolla.",
        review="12.1.2027",
    )
    await hands.press("ctrl+s")
    await hands.at(Experiments)
    await hands.press("s")
    await hands.at(Pick)
    await hands.press("enter")
    await hands.at(Experiments)
    await hands.sees("◔ suunniteltu")
    written = await stored()
    assert (written.state, written.review) == ("planned", date(2027, 1, 12))
    assert written.because == "ruuhka osuu yhteen luukkuun"

    await hands.press("p")
    await hands.at(Form)
    await hands.fill(text="Odotus lyhenee.", baseline="14", target="9,5")
    await hands.press("ctrl+s")
    await hands.at(Experiments)
    await hands.sees("Odotus lyhenee.", "14 → 9,5")
    predicted = (await stored()).predictions[0]
    assert (predicted.baseline, predicted.target) == (Decimal(14), Decimal("9.5"))
    assert predicted.locked_at is None

    await hands.press("m")
    await hands.at(Form)
    await hands.fill(name="odotus", unit="min")
    await hands.press("ctrl+s")
    await hands.at(Experiments)
    await hands.press("s")
    await hands.at(Pick)
    await hands.press("enter")
    await hands.at(Experiments)
    await hands.sees("● käynnissä")
    running = await stored()
    assert running.state == "running"
    assert running.predictions[0].locked_at == app.now()

    await hands.press("l")
    await hands.at(Form)
    await hands.fill(value="13,5")
    await hands.press("ctrl+s")
    await hands.at(Experiments)
    await hands.sees("24.11. 13,5")
    (measure,) = (await stored()).measures
    assert [(each.value, each.on) for each in measure.points] == [
        (Decimal("13.5"), date(2026, 11, 24))
    ]
    await hands.press("ctrl+z")
    await hands.sees("Kumottu: Mittaus kirjattu · Yksi jono")
    assert "13,5" not in shown(app)
    assert (await stored()).measures[0].points == ()

"""The whole way in Swedish with the mouse; the keyboard only types into fields."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest

from kehitys import i18n
from kehitys.store import catches, experiments, network, runs, workshops
from kehitys.tui.app import Kehitys
from tests.tui.eye import shown, until
from tests.tui.mouse import Mouse

START = datetime(2026, 11, 24, 11, 0, tzinfo=UTC)
"""13.00 in Helsinki on the day of the workshop."""


@pytest.fixture
def app(tmp_path, clock):
    """The app before there is a file, started in English."""
    i18n.use("en")
    return Kehitys(tmp_path / "egen.db", new=True, now=clock)


async def test_the_same_way_with_the_mouse_alone(app, clock, settle, tmp_path):
    """Every station of the way can be reached and used by clicking what is seen."""
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        mouse = Mouse(pilot, settle)
        await welcome_and_name(app, mouse)
        workshop_id = await plan(app, mouse)
        clock.now = START
        await run(app, mouse, clock, workshop_id)
        experiment_id = await harvest(app, mouse, workshop_id, tmp_path)
        await experiment(app, mouse, experiment_id, workshop_id)
        assert app.is_running


async def welcome_and_name(app, mouse):
    await mouse.click("svenska")
    await mouse.sees("Ditt namn, så som kollegerna känner dig")
    await mouse.write("Aino Provare")
    await mouse.click("Börja")
    await mouse.sees("Planera din första workshop")
    assert await app.ask(network.names) == ((app.me, "Aino Provare"),)
    assert app.settings.language == "sv"


async def plan(app, mouse):
    """Plans a workshop from a template and works on its agenda; gives its id."""
    await mouse.click("3 Workshoppar")
    await mouse.sees("Här planerar och leder du workshoppar.")
    await mouse.press_below("n Ny")
    await mouse.click("Lösningsworkshop")
    await mouse.sees("Ny workshop")
    await mouse.fill("Namn", "Kön på hälsostationen")
    await mouse.fill("Dag", "24.11.2026")
    await mouse.fill("Börjar", "13.00")
    await mouse.fill("Plats", "Salen")
    await mouse.fill("Personer", "12")
    await mouse.click("Spara  ctrl+s")
    await mouse.sees("13.00–16.00")
    (line,) = (await app.ask(lambda c: workshops.lines(c, today=date(2026, 11, 24)))).rows

    async def stored():
        return await app.ask(lambda c: workshops.workshop(c, line.id))

    made = await stored()
    assert (made.title, made.place, made.people) == ("Kön på hälsostationen", "Salen", 12)
    assert (made.date, made.start) == (date(2026, 11, 24), time(13))

    await mouse.press_below("1 min")
    await mouse.press_below("1 min")
    await mouse.sees("2 min över")
    assert (await stored()).blocks[0].minutes == made.blocks[0].minutes + 2

    await mouse.click("Incheckning")
    await mouse.press_below("s Byt")
    await mouse.write("vem gör vad")
    await mouse.click("Vem gör vad och när", nth=0)
    await mouse.sees("13.17 10 ▌ Vem gör vad och när")
    assert (await stored()).blocks[1].method.slug == "kuka-mita-milloin"

    await mouse.click("Det här vet vi redan")
    await mouse.command("Lås starttid")
    await mouse.sees("13.27=")
    assert (await stored()).blocks[2].start == time(13, 27)
    await mouse.press_below("ctrl+z Ångra")
    await mouse.sees("Ångrat:")
    assert "13.27=" not in shown(app)
    assert (await stored()).blocks[2].start is None
    return line.id


async def run(app, mouse, clock, workshop_id):
    """Runs the workshop: writes down, goes on, leaves and comes back, ends."""
    await mouse.press_below("F5 Starta")
    await mouse.sees("NU")
    run_id = await app.ask(lambda c: runs.unfinished_of(c, workshop_id))
    clock.tick(5 * 60)
    app.screen.tick()
    for entry, words in (("i Idé", "En kö"), ("k Försök", "Vi provar tidsbokning")):
        await mouse.press_below(entry)
        await mouse.write(words)
        await mouse.press_below("enter Spara")
        await mouse.sees(f" {words}")
    caught = await app.ask(lambda c: catches.of_workshop(c, workshop_id))
    assert [(each.kind, each.text) for each in caught] == [
        ("idea", "En kö"),
        ("experiment", "Vi provar tidsbokning"),
    ]
    await mouse.press_below("Nästa")
    await mouse.sees("NU Vem gör vad och när")
    seen = await app.ask(lambda c: runs.run(c, run_id))
    assert [fact.kind for fact in seen.facts] == ["start", "next"]

    await mouse.command("Stäng, klockan")
    await mouse.press_below("esc Tillbaka")
    await mouse.click("1 I dag")
    await mouse.click("▶ ")
    await mouse.sees("NU Vem gör vad och när")
    await mouse.command("Avsluta workshoppen")
    await mouse.sees("En kö")
    assert await app.ask(lambda c: runs.ended_at(c, run_id)) == clock.now


async def harvest(app, mouse, workshop_id, tmp_path):
    """Puts the harvest in order and writes the report; gives the experiment's id."""

    async def idea():
        caught = await app.ask(lambda c: catches.of_workshop(c, workshop_id))
        return next(each for each in caught if each.kind == "idea")

    await mouse.click("En kö")
    await mouse.press_below("+ Röst")
    await mouse.press_below("+ Röst")
    await mouse.sees("2 röster")
    assert (await idea()).votes == 2
    await mouse.press_below("o Ansvarig")
    await mouse.click("Aino Provare")
    await mouse.sees("Aino Provare")
    assert (await idea()).owner_id == app.me
    await mouse.press_below("k Gör till försök")
    await until(mouse.pilot, lambda: app.screen.current.became_id is not None)
    made = (await idea()).became_id
    stored = await app.ask(lambda c: experiments.experiment(c, made))
    assert (stored.title, stored.state, stored.workshop_id) == ("En kö", "idea", workshop_id)

    await mouse.press_below("x Rapport")
    path = tmp_path / "rapport.md"
    await mouse.fill("Fil", str(path))
    await mouse.click("Spara  ctrl+s")
    await until(mouse.pilot, path.exists)
    await mouse.settle(mouse.pilot)
    report = path.read_text("utf-8")
    assert "En kö" in report
    assert "Aino Provare" in report
    return made


async def experiment(app, mouse, experiment_id, workshop_id):
    """Finds the experiment in the log, makes it run, logs a value and takes that back."""
    await mouse.press_below("esc Tillbaka")
    await mouse.command("Stäng, klockan")
    await mouse.click("4 Försök")
    await mouse.click("En kö")
    await mouse.sees("Kön på hälsostationen")

    async def stored():
        return await app.ask(lambda c: experiments.experiment(c, experiment_id))

    assert (await stored()).workshop_id == workshop_id
    await mouse.press_below("e Redigera")
    await mouse.fill("Problem", "Väntan är lång.")
    await mouse.fill("Vi tror att …", "en kö kortar väntan")
    await mouse.fill("… eftersom …", "trycket hamnar på en lucka")
    await mouse.fill("Det vi prövar", "Sex veckor med en kö.")
    await mouse.fill("Uppföljningsdag", "12.1.2027")
    await mouse.click("Spara  ctrl+s")
    await mouse.sees("Väntan är lång.")
    await mouse.press_below("s Nästa steg")
    await mouse.click("planerat", nth=-1)
    await mouse.sees("◔ planerat")
    written = await stored()
    assert (written.state, written.review) == ("planned", date(2027, 1, 12))

    await mouse.press_below("p Förutsägelse")
    await mouse.fill("Vad händer", "Väntan blir kortare.")
    await mouse.fill("Från (nu)", "14")
    await mouse.fill("Till (mål)", "9,5")
    await mouse.click("Spara  ctrl+s")
    await mouse.sees("14 → 9,5")
    assert (await stored()).predictions[0].target == Decimal("9.5")
    await mouse.command("Mått")
    await mouse.fill("Vad som mäts", "väntan")
    await mouse.fill("Mäts i", "min")
    await mouse.click("Spara  ctrl+s")
    await mouse.sees("väntan · min")
    await mouse.press_below("s Nästa steg")
    await mouse.click("● pågår")
    await mouse.sees("pågår")
    assert (await stored()).state == "running"

    await mouse.press_below("l Värde")
    await mouse.fill("Värde", "13,5")
    await mouse.click("Spara  ctrl+s")
    await mouse.sees("13,5")
    (measure,) = (await stored()).measures
    assert [each.value for each in measure.points] == [Decimal("13.5")]
    await mouse.press_below("ctrl+z Ångra")
    await mouse.sees("Ångrat: Ny mätpunkt · En kö")
    assert (await stored()).measures[0].points == ()

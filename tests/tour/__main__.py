"""Draws every screen in three languages and two sizes: `python -m tests.tour OUT`."""

from __future__ import annotations

import argparse
import asyncio
import os
import re
import shutil
import sqlite3
import tempfile
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from time import monotonic

import resvg_py

from kehitys import i18n
from kehitys.files.library import take_in
from kehitys.operations import network
from kehitys.operations.demo import fill
from kehitys.operations.joining import join
from kehitys.store import settings, tables, workshops
from kehitys.store.backups import WHYS, back_up, folder_of
from kehitys.store.database import Database
from kehitys.store.second_folder import copied, with_folder
from tests.bench import many_methods
from tests.tour.scenes import OTHER_WINDOW, SCENES, Scene

SIZES = ((80, 24), (120, 40))
NOW = datetime(2026, 11, 24, 7, 0, tzinfo=UTC)
"""Tuesday 24 November 2026, 9.00 in Helsinki."""


LISTS = {
    "verkosto.csv": """Nimi;Sähköposti;Puhelin;Yksikkö;Työkielet;Osaaminen;Kengännumero
Outi Saarelma;outi@koivuranta.example;+358 40 555 0101;Henkilöstöpalvelut;suomi, ruotsi;;38
Heli Rantakari;heli@koivuranta.example;;Lupapalvelut;suomi, englanti;fasilitointi 2;39
Teemu Vartia;teemu.vartia@koivuranta.example;;Kirjastopalvelut;suomi;;43
Annika Backlund;annika@koivuranta.example;;Kirjastopalvelut;ruotsi, suomi;;40
Åsa Öhrnberg;asa@koivuranta.example;+358 40 555 0102;Museopalvelut;ruotsi;dialogi (3);37
Väinö Rauhala;vaino@koivuranta.example;+358 40 555 0103;Museopalvelut;suomi;jonglööraus;44
""",
    "virheet.csv": """Nimi;Sähköposti;Yksikkö;Jäsenyys
Åsa Öhrnberg;asa at koivuranta;Museopalvelut;mukana
;vaino@koivuranta.example;Museopalvelut;
Elli Lehto;elli@koivuranta.example;Museopalvelut;ehkä
Elli Lehto;elli@koivuranta.example;Museopalvelut;mukana
""",
}
"""Lists of people that the scenes bring in, in the home folder."""


def toolkits(home: Path) -> None:
    """Puts a toolkit into the home folder, and one with faults."""
    many_methods.write(home / "tavat", 3)
    many_methods.write(home / "rikki", 3)
    path = home / "rikki" / "tapa-1.yaml"
    path.write_text(path.read_text("utf-8").replace("energy: ", "vauhti: ", 1), "utf-8")


class TourClock:
    """A clock that is moved by the scenes."""

    def __init__(self) -> None:
        self.now = NOW
        self._begun = monotonic()

    def steady(self) -> float:
        """A steady clock that is moved too, as if nothing had slept."""
        return monotonic() - self._begun + (self.now - NOW).total_seconds()

    def __call__(self) -> datetime:
        return self.now


def files(folder: Path, lang: str) -> dict[str, Path]:
    """The files the scenes start from, in one language."""
    demo, empty = folder / f"demo-{lang}.db", folder / f"empty-{lang}.db"
    for path, full in ((demo, True), (empty, False)):
        database = Database(path)
        take_in(database)
        if full:
            fill(database, today=NOW.date(), speak=lang)
        else:
            _, person = database.write(lambda tx: join(tx, name="Maija Mallikas", language=lang))
            database.write(
                lambda tx, person=person: tx.connection.exec_driver_sql(
                    "INSERT INTO setting VALUES ('demo_person', ?)", (person.hex,)
                )
            )
        database.checkpoint()
        database.close()
    kept = folder / f"kept-{lang}.db"
    shutil.copy(empty, kept)
    _work_a_week(kept)
    behind = folder / f"behind-{lang}.db"
    shutil.copy(demo, behind)
    with closing(sqlite3.connect(behind)) as connection:
        connection.execute("DELETE FROM setting WHERE name = 'demo'")
        connection.commit()
    return {"demo": demo, "behind": behind, "empty": empty, "kept": kept, "cloud": empty}


def _work_a_week(path: Path) -> None:
    """Changes and backups on several days, as if somebody had been at work."""
    database = Database(path)
    days = (400, 33, 8, 4, 1.1, 1, 0.12, 0.1, 0.08)
    for n, (ago, why) in enumerate(zip(days, (*WHYS, "interval", "interval"), strict=True)):
        at = NOW - timedelta(days=ago) + timedelta(minutes=7 * n)
        database.clock = lambda at=at: at
        for team in range(3 * n + 1):
            database.write(partial(network.add_team, name=f"Tiimi {n}.{team}"))
        back_up(path, why, at)
    database.write(partial(network.add_team, name="Museon yleisötyö"))
    database.close()


async def draw(scene: Scene, size: tuple[int, int], path: Path | None, new: Path) -> str:
    """The SVG of a scene, over a copy of its file."""
    from kehitys.store.today import file_facts
    from kehitys.tui.app import Kehitys
    from kehitys.tui.workshops import live

    if scene.file == "cloud":
        new = new.parent / "OneDrive - Espoo" / new.name
        new.parent.mkdir(exist_ok=True)
    if path is not None:
        shutil.copy(path, new)
        if folder_of(path).exists():
            shutil.copytree(folder_of(path), folder_of(new))
    clock = TourClock()
    os.environ["KEHITYS_CONFIG"] = str(new.with_suffix(".config"))
    live.monotonic = clock.steady
    me = None
    if path is not None:
        database = Database(new)
        me = database.read(file_facts).demo_person
        if scene.file == "behind":
            its = database.read(file_facts).file_id
            kept = with_folder(settings.load(), its, Path("/media/muistitikku"))
            settings.save(copied(kept, its, NOW - timedelta(days=9)))
        database.close()
    app = Kehitys(new, demo=scene.file == "demo", me=me, new=path is None, now=clock)
    async with app.run_test(size=size, notifications=True) as pilot:
        await rest(pilot)
        for key in scene.keys:
            if re.fullmatch(r"\+\d+", key):
                clock.now += timedelta(seconds=int(key))
                await pilot.pause(0.3)
            elif key == OTHER_WINDOW:
                change_elsewhere(new)
            else:
                await pilot.press("space" if key == " " else key)
            await rest(pilot)
        return app.export_screenshot()


def change_elsewhere(path: Path) -> None:
    """Does in another window what the open form will meet."""
    database = Database(path)
    database.clock = lambda: NOW

    def change(tx) -> None:
        (line, *_rest) = workshops.lines(
            tx.connection, when="coming", today=NOW.date(), limit=1
        ).rows
        others = tx.rows(tables.person)
        tx.person_id = others[3]["id"]
        row = tx.row(tables.workshop, line.id)
        tx.describe("Edit a workshop", ("workshop", line.id))
        tx.update(
            tables.workshop, line.id,
            title=f"{row['title']} 2", goal=f"{row['goal']}\n2027", place="Virastotalo, 2. krs",
        )  # fmt: skip

    database.write(change)
    database.close()


async def rest(pilot) -> None:
    """Waits until nothing is being read, written or drawn."""
    app = pilot.app
    for _turn in range(3):
        await pilot.pause()
        await app.settled()
        busy = [w for w in app.workers if w.group in {"write", "load", "detail", "save"}]
        waiting = [w for w in busy if not app.screen.is_modal or w.node is app.screen]
        if waiting:
            await asyncio.wait([asyncio.ensure_future(w.wait()) for w in waiting], timeout=3)
    await pilot.pause(0.05)


def picture(svg: str) -> bytes:
    """The PNG of an SVG, in whatever monospaced font the machine has."""
    plain = re.sub(r"@font-face\s*{[^}]*}", "", svg)
    plain = re.sub(
        r"font-family:\s*[^;]+;",
        "font-family: DejaVu Sans Mono, Menlo, Consolas, monospace;",
        plain,
    )
    return bytes(resvg_py.svg_to_bytes(svg_string=plain))


def main(out: Path, langs: Sequence[str], only: str) -> None:
    """Draws what is asked for into the folder `out`."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ |= {
            "KEHITYS_CONFIG": str(folder / "config"),
            "KEHITYS_DATA": str(folder / "data"),
            "HOME": str(folder / "home"),
        }
        (folder / "home").mkdir()
        toolkits(folder / "home")
        for name, content in LISTS.items():
            (folder / "home" / name).write_text(content, "utf-8")
        for lang in langs:
            i18n.use(lang)
            made = files(folder, lang)
            for size in SIZES:
                target = out / lang / f"{size[0]}x{size[1]}"
                target.mkdir(parents=True, exist_ok=True)
                for n, scene in enumerate(SCENES):
                    if only and not re.search(only, scene.name):
                        continue
                    new = folder / f"{lang}-{size[0]}-{n}.db"
                    i18n.use(lang)
                    svg = asyncio.run(draw(scene, size, made.get(scene.file), new))
                    (target / f"{n:02}-{scene.name}.svg").write_text(svg, "utf-8")
                    (target / f"{n:02}-{scene.name}.png").write_bytes(picture(svg))
                    print(f"{lang} {size[0]}x{size[1]} {scene.name}", flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m tests.tour", description=__doc__)
    parser.add_argument("out", type=Path, help="the folder to draw into")
    parser.add_argument("lang", nargs="?", help="one language; all when left out")
    parser.add_argument("only", nargs="?", default="", help="scenes whose name has this pattern")
    asked = parser.parse_args()
    one = asked.lang in i18n.LANGUAGES
    main(
        asked.out,
        [asked.lang] if one else i18n.LANGUAGES,
        asked.only if one else asked.lang or "",
    )

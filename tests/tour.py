"""Draws every screen in three languages and two sizes: `python -m tests.tour OUT`."""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
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

SIZES = ((80, 24), (120, 40))
NOW = datetime(2026, 11, 24, 7, 0, tzinfo=UTC)
"""Tuesday 24 November 2026, 9.00 in Helsinki."""


OTHER_WINDOW = "other window"
"""Stands among the keys of a scene where another window changes the first workshop to come."""


@dataclass(frozen=True)
class Scene:
    """A screen and the keys that lead there; `+60` moves the clock on by so many seconds."""

    name: str
    keys: Sequence[str]
    file: str = "demo"
    """demo, behind (the same as one's own, whose copies are old), empty (of one person), kept (with
    backups), cloud (in such a folder) or none."""


SCENES = (
    Scene("welcome", (), "none"),
    Scene("today-empty", (), "empty"),
    Scene("workshops-empty", ("3",), "empty"),
    Scene("experiments-empty", ("4",), "empty"),
    Scene("network-first", ("5",), "empty"),
    Scene("today", ()),
    Scene("help", ("f1",)),
    Scene("palette", ("ctrl+p",)),
    Scene("language", ("f8",)),
    Scene("check", ("f4",)),
    Scene("place-warning", (), "cloud"),
    Scene("today-light", ("f7",)),
    Scene("today-old-copy", (), "behind"),
    Scene("methods", ("2",)),
    Scene("methods-search", ("2", "slash", *"kokeiluja")),
    Scene("methods-found-alias", ("2", "slash", *"retro", "enter", "enter")),
    Scene("methods-none-found", ("2", "slash", *"xyzzy")),
    Scene("methods-page", ("2", "enter")),
    Scene("methods-filters", ("2", "l")),
    Scene("methods-note", ("2", "m")),
    Scene("methods-own", ("2", "n")),
    Scene("methods-own-materials", ("2", "n", *["shift+tab"] * 14)),
    Scene("methods-favourites", ("2", "down", "f", "down", "f", "m", *"Toimii.", "ctrl+s")),
    Scene("methods-import", ("2", "i")),
    Scene("methods-import-shown", ("2", "i", *"~/tavat", "ctrl+s")),
    Scene("methods-import-wrong", ("2", "i", *"~/rikki", "ctrl+s")),
    Scene("methods-imported", ("2", "i", *"~/tavat", "ctrl+s", "enter")),
    Scene("methods-remove", ("2", "i", *"~/tavat", "ctrl+s", "enter", "r")),
    Scene("methods-translate", ("2", "e", "enter", "escape", "t")),
    Scene("methods-translate-form", ("2", "e", "enter", "escape", "t", "down", "enter")),
    Scene("methods-goes-with", ("2", "g")),
    Scene("methods-page-end", ("2", "enter", *["pagedown"] * 4)),
    Scene("methods-copied", ("2", "e", "enter", "escape", "enter", *["pagedown"] * 4)),
    Scene("methods-light", ("f7", "2", "slash", *"kokeiluja", "enter")),
    Scene("methods-foreign", ("2", "end", "enter")),
    Scene("methods-history", ("2", "slash", *"alkukierros", "enter", "enter", *["pagedown"] * 6)),
    Scene("suggest", ("2", "w")),
    Scene("suggest-asked", ("2", "w", *"30", "tab", *"12", "tab", "right", "tab", "right")),
    Scene("suggest-none", ("2", "w", *"2", "tab", *"12")),
    Scene("suggest-read", ("2", "w", *"30", "enter", "enter")),
    Scene("workshops", ("3",)),
    Scene("workshops-past", ("3", "f")),
    Scene("workshops-past-page", ("3", "f", "enter")),
    Scene("workshops-all", ("3", "f", "f", "slash", *"xyzzy")),
    Scene("workshops-light", ("f7", "3")),
    Scene("workshop-export", ("3", "x")),
    Scene("workshop-new", ("3", "n")),
    Scene("workshop-new-form", ("3", "n", "enter")),
    Scene("planner", ("3", "enter")),
    Scene("planner-second", ("3", "enter", "down")),
    Scene("planner-add", ("3", "enter", "a")),
    Scene("planner-swap", ("3", "enter", "down", "s")),
    Scene("planner-block", ("3", "enter", "down", "e")),
    Scene("planner-long", ("3", "enter", "down", *[">"] * 8, "g")),
    Scene("planner-gate", ("3", "enter", "d", "end", "d", *[">"] * 9, "g")),
    Scene("planner-page", ("3", "enter", "down", "enter")),
    Scene("planner-fixed", ("3", "enter", *["down"] * 4, "l", "up", *[">"] * 4, "down", "down")),
    Scene("planner-day", ("3", "down", "enter")),
    Scene("planner-past", ("3", "f", "e", "down")),
    Scene(
        "planner-new",
        (
            "3",
            "n",
            "end",
            "enter",
            *"Pieni",
            "tab",
            "tab",
            "tab",
            *"1.12.2026",
            *["tab"] * 5,
            *"9",
            "ctrl+s",
        ),
    ),
    Scene("planner-light", ("f7", "3", "enter", "down", ">", ">", ">", ">", ">")),
    Scene("planner-facts", ("3", "enter", "w")),
    Scene("planner-keep", ("3", "enter", "m")),
    Scene(
        "clash",
        (
            *("3", "enter", "w", "end", *" yhdessä", "tab", "ctrl+end", *" Yhdessä."),
            *(OTHER_WINDOW, "ctrl+s", "m"),
        ),
    ),
    Scene("live-start", ("+86370", "3", "f5")),
    Scene(
        "live",
        ("+86370", "3", "f5", "enter", "+300", "space", "+200", "i", *"Yksi jono", "enter", "+20"),
    ),
    Scene("live-capture", ("+86370", "3", "f5", "enter", "+60", "k", *"Kokeillaan")),
    Scene("live-begin", ("3", "f5")),
    Scene("live-break", ("+86370", "3", "f5", "enter", "+60", *["space"] * 3, "+70")),
    Scene("live-buffer", ("+86370", "3", "f5", "enter", "+60", *["space"] * 5, "+70")),
    Scene("live-late", ("+86370", "3", "f5", "enter", "+2400")),
    Scene("live-replan", ("+86370", "3", "f5", "enter", "+2400", "r")),
    Scene("live-help", ("+86370", "3", "f5", "enter", "f1", *["pagedown"] * 2)),
    Scene("live-stopped", ("+86370", "3", "f5", "enter", "+60", "t", "+70")),
    Scene("live-suggest", ("+86370", "3", "f5", "enter", "+600", "w")),
    Scene("network-erase", ("5", "x")),
    Scene("network-skills", ("5", "k")),
    Scene("network-unit", ("5", "t", "end", "enter")),
    Scene("live-ended", ("+86370", "3", "f5", "enter", "+600", *["space"] * 40)),
    Scene("today-running", ("+86370", "3", "f5", "enter", "+600", "escape", "escape", "1")),
    Scene("harvest", ("3", "f", "v")),
    Scene("harvest-rating", ("3", "f", "v", "h", "1", "2")),
    Scene("harvest-rated", ("3", "f", "down", "v", *["tab"] * 1)),
    Scene("harvest-report", ("3", "f", "v", "x")),
    Scene("experiments", ("4",)),
    Scene("experiment", ("4", "enter")),
    Scene("experiment-new", ("4", "n")),
    Scene("experiment-value", ("4", "l")),
    Scene("experiment-step", ("4", "s")),
    Scene("experiment-prediction", ("4", "p")),
    Scene("experiment-measure", ("4", "m")),
    Scene("experiment-decide", ("4", "down", "down", "down", "s")),
    Scene("experiment-decide-form", ("4", "down", "down", "down", "s", "enter")),
    Scene("experiment-decided", ("4", "end", "enter")),
    Scene("network", ("5",)),
    Scene("list-file", ("5", "i")),
    Scene("list-in", ("5", "i", *"~/verkosto.csv", "ctrl+s")),
    Scene("list-in-changed", ("5", "i", *"~/verkosto.csv", "ctrl+s", "down", "space", "down")),
    Scene("list-in-wrong", ("5", "i", *"~/virheet.csv", "ctrl+s", "down")),
    Scene("list-out", ("5", "v")),
    Scene("person", ("5", "enter")),
    Scene("person-form", ("5", "e")),
    Scene("network-new-group", ("5", "t", "n")),
    Scene("teams", ("5", "t")),
    Scene("backups-empty", ("f6",)),
    Scene("backups", ("f6", "down"), "kept"),
    Scene("backups-restore", ("f6", *["down"] * 4, "enter"), "kept"),
    Scene("backups-restored", ("f6", "down", "enter", "enter"), "kept"),
    Scene("backups-taken-back", ("f6", "down", "enter", "enter", "f6"), "kept"),
    Scene("network-erase-mine", ("5", "x"), "kept"),
    Scene("backups-folder", ("f6", "f"), "kept"),
)


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
    main(
        Path(sys.argv[1]),
        [sys.argv[2]] if len(sys.argv) > 2 and sys.argv[2] in i18n.LANGUAGES else i18n.LANGUAGES,
        sys.argv[-1] if len(sys.argv) > 2 and sys.argv[-1] not in i18n.LANGUAGES else "",
    )

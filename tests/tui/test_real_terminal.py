"""The app in a real terminal: what reaches it, and what outlives a kill."""

from __future__ import annotations

import os
import re
import subprocess
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from kehitys.domain import clock
from kehitys.domain.live import view
from kehitys.files.library import take_in
from kehitys.operations import agenda
from kehitys.operations.demo import fill
from kehitys.operations.workshops import new_workshop
from kehitys.store import drafts, methods, runs, settings, tables
from kehitys.store.database import Database
from kehitys.store.today import file_facts

if os.name == "nt":
    pytest.skip("a pty is a thing of POSIX", allow_module_level=True)

from tests.built_in import METHODS
from tests.terminal import KEHITYS, Terminal

PAYLOADS = (
    "\x1b]52;c;eA==\x07 \x1b]0;mine\x07 \x1b[6n \x1b[2J \x9b31m \u202e [/] [@click=app.quit]x[/]"
)
OWN = ("\x1b]52", "\x1b]0;mine", "\x1b[6n", "\x9b31", "\u202e", "\x07")


@pytest.fixture
def demo(tmp_path: Path) -> Path:
    """A file with the invented municipality."""
    database = Database(tmp_path / "demo.db")
    take_in(database)
    fill(database, speak="fi")
    database.close()
    return database.path


def opened(path: Path) -> Terminal:
    """The app over a file, in English, used by the person the demo is made for."""
    database = Database(path)
    facts = database.read(file_facts)
    database.close()
    settings.save(settings.Settings(people={facts.file_id: facts.demo_person.hex}))
    return Terminal((*KEHITYS, "--lang", "en", "--db", str(path)))


def poison(path: Path) -> None:
    """Puts payloads into every line and paragraph of people, past the gate."""
    database = Database(path)

    def write(tx) -> None:
        for table in tables.metadata.sorted_tables:
            for column in table.c:
                if column.info.get("text") in ("line", "paragraph") and column.name in (
                    "name", "title", "text", "goal", "place", "problem", "hypothesis", "because",
                    "trial", "learning", "summary", "note", "why",
                ):  # fmt: skip
                    tx.connection.exec_driver_sql(
                        f'UPDATE "{table.name}" SET "{column.name}" = ? || "{column.name}"',
                        (PAYLOADS,),
                    )

    database.write(write)
    database.close()


def test_nothing_that_was_stored_reaches_the_terminal_raw(demo):
    """Every place is walked through with payloads in every text; none of them gets out."""
    poison(demo)
    terminal = opened(demo)
    terminal.wait_for("Today")
    terminal.quiet(0.5)
    for place, words in (
        ("2", f"{METHODS} methods"),
        ("3", "coming"),
        ("4", "all states"),
        ("5", "teams and units"),
    ):
        terminal.wait_for(words, since=terminal.press(place))
        for _turn in range(3):
            terminal.press("\x1b[B")
            terminal.quiet(0.2)
    terminal.wait_for("Changed lately", since=terminal.press("1"))
    # Textual's own word about the mouse pointer ends with a bell.
    written = re.sub("\x1b]22;[a-z]*\x07", "", terminal.raw.decode("utf-8", "replace"))
    terminal.leave()
    assert "@click=app.quit" in written
    assert not [payload for payload in OWN if payload in written]


@pytest.fixture
def planned(tmp_path: Path) -> Path:
    """A file of one person with a workshop that begins this very minute."""
    database = Database(tmp_path / "own.db")
    take_in(database)
    now = clock.local(datetime.now(UTC))

    def plan(tx) -> UUID:
        person_id = tx.insert(tables.person, name="Maija Mallikas", ui_language="en")
        begins = {"day": now.date(), "start": time(now.hour, now.minute)}
        workshop_id = new_workshop(tx, title="One queue", people=12, **begins)
        card = methods.by_slug(tx.connection, "kokeilukortti")
        agenda.add_block(tx, workshop_id, kind="method", method_id=card.id, minutes=25)
        tx.describe("Plan")
        return person_id

    person_id = database.write(plan)[1]
    file_id = database.read(file_facts).file_id
    database.close()
    settings.save(settings.Settings(people={file_id: person_id.hex}))
    return database.path


def kept_draft(path: Path, run_id: UUID) -> str:
    """What is stored of the line being typed."""
    database = Database(path)
    text = database.read(lambda c: drafts.draft(c, drafts.live_place(run_id)))
    database.close()
    return text


def test_a_run_outlives_kill_minus_nine(planned):
    """Killed while somebody types, it goes on by the wall clock with what was typed."""
    command = (*KEHITYS, "--lang", "en", "--db", str(planned))
    first = Terminal(command)
    first.wait_for("One queue")
    first.wait_for("1 workshop", since=first.press("3"))
    at = first.press("\x1b[15~")
    first.wait_for("When does the first block begin|NOW", since=at)
    if "NOW" not in first.text(at):
        first.wait_for("NOW", since=first.press("\r"))
    first.wait_for("Store", since=first.press("i"))
    first.wait_for("wait by the door", since=first.press("wait by the door"))
    database = Database(planned)
    (going,) = database.read(runs.unfinished)
    database.close()
    # The words are drawn at once and stored within a second.
    for _turn in range(100):
        if kept_draft(planned, going.run_id) == "wait by the door":
            break
        first.read(0.1)
    first.press(" until")
    first.kill()
    kept = kept_draft(planned, going.run_id)
    assert kept.startswith("wait by the door")

    second = Terminal(command)
    second.wait_for("▶ +Continue the workshop +One queue")
    at = second.press("\r")
    second.wait_for(r"step 1/3 .*? \d+:\d\d ", since=at)
    now = datetime.now(UTC)
    minutes, seconds = re.findall(r"step 1/3 .*? (\d+):(\d\d) ", second.text(at))[-1]
    at = second.press("i")
    second.wait_for(f"idea +{kept}", since=at)
    second.leave()
    database = Database(planned)
    run = database.read(lambda c: runs.run(c, going.run_id))
    database.close()
    assert abs(int(minutes) * 60 + int(seconds) - view(run, now).step_remaining) <= 2


def test_what_a_second_program_does_is_seen_without_a_key(planned):
    """A workshop planned on the command line stands in the open window within two seconds."""
    command = (*KEHITYS, "--lang", "en", "--db", str(planned))
    window = Terminal(command)
    window.wait_for("One queue")
    window.wait_for("1 workshop", since=window.press("3"))
    window.quiet(0.5)
    at = len(window.raw)
    day = datetime.now(UTC).date() + timedelta(days=7)
    made = subprocess.run(
        [*command, "workshop", "new", "--template", "tiimikokous", "--title", "Planned outside",
         "--start", f"{day.isoformat()}T09:00", "--people", "8"],
        check=False, capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert made.returncode == 0, made.stderr
    window.wait_for("Planned outside", since=at, within=2)
    window.leave()


def test_a_form_outlives_kill_minus_nine(planned):
    """Killed in the middle of a form, it is gone on with; a second of typing is lost at most."""
    command = (*KEHITYS, "--lang", "en", "--db", str(planned))
    first = Terminal(command)
    first.wait_for("One queue")
    first.wait_for("teams and units|people", since=first.press("5"))
    first.wait_for("New person", since=first.press("n"))
    first.wait_for("Aino Mallikas", since=first.press("Aino Mallikas"))
    for _turn in range(100):
        if "Aino Mallikas" in kept_of_forms(planned):
            break
        first.read(0.1)
    first.kill()
    assert "Aino Mallikas" in kept_of_forms(planned)

    second = Terminal(command)
    second.wait_for("One queue")
    second.wait_for("teams and units|people", since=second.press("5"))
    second.wait_for("What you typed .* is here and not saved yet", since=second.press("n"))
    second.wait_for("Aino Mallikas")
    second.leave()


def kept_of_forms(path: Path) -> str:
    """Everything stored of forms that have not been saved."""
    database = Database(path)
    rows = database.read(lambda c: c.execute(tables.draft.select()).mappings().all())
    database.close()
    return " ".join(row["text"] for row in rows)

"""The live screen as it is opened, typed into and seen, and what the file has of its run."""

from __future__ import annotations

from kehitys.domain.live import view
from kehitys.store import catches, drafts, runs
from kehitys.tui.text_widgets import Words
from kehitys.tui.workshops.live import LiveRun


def do(database, operation, *args, **values):
    """Does one operation and gives what it gave."""
    return database.write(lambda tx: operation(tx, *args, **values))[1]


async def opened(pilot, settle, run_id):
    """The live screen over a run."""
    await settle(pilot)
    screen = LiveRun(run_id)
    pilot.app.push_screen(screen)
    await settle(pilot)
    screen.tick()
    await settle(pilot)
    return screen


def shown(screen):
    """Everything the screen says."""
    said = "\n".join(str(words.render()) for words in screen.query(Words))
    return said.replace("\N{NO-BREAK SPACE}", " ")


def facts(library, run_id):
    """The kinds of what happened."""
    return [fact.kind for fact in library.read(lambda c: runs.run(c, run_id)).facts]


def seen(library, run_id, clock):
    """The run as it stands in the file."""
    return view(library.read(lambda c: runs.run(c, run_id)), clock.now)


def caught(library, workshop_id):
    """What was stored: kinds and texts."""
    found = library.read(lambda c: catches.of_workshop(c, workshop_id))
    return [(one.kind, one.text) for one in found]


def draft(library, run_id):
    """What is kept of the text being typed."""
    return library.read(lambda c: drafts.draft(c, drafts.live_place(run_id)))


def in_file(library, text):
    """Whether the text stands anywhere in the file or its log."""
    paths = [library.path, library.path.with_name(library.path.name + "-wal")]
    return any(text.encode() in path.read_bytes() for path in paths if path.exists())

"""Writing a workshop to a file: its agenda, or its report once it has been run."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from kehitys.domain import typed
from kehitys.domain.problems import Problem
from kehitys.domain.reports import Report
from kehitys.files import markdown
from kehitys.files.saving import save
from kehitys.i18n import N_, _
from kehitys.store import reports
from kehitys.tui.form import Field, Form

if TYPE_CHECKING:
    from kehitys.tui.app import Kehitys

# Windows allows none of these in the name of a file.
_NOT_IN_NAMES = re.compile(r"[^\w\- ]+")
LONGEST_NAME = 60


async def export(app: Kehitys, workshop_id: UUID) -> None:
    """Asks where to, and writes the workshop as Markdown."""
    told = await app.ask(lambda connection: reports.material(connection, workshop_id))
    content = as_markdown(told)

    async def write(values: dict[str, Any]) -> object:
        path = typed.path(values["path"])
        await asyncio.to_thread(_write_new, path, content, save)
        return str(path)

    where = await asyncio.to_thread(_free_path, told.workshop.title)
    written = await app.push_screen_wait(
        Form(
            _("Export"),
            [Field(name="path", label=_("File"), value=str(where), required=True)],
            write,
            note=_("The agenda as a Markdown file, which opens in any text editor.")
            if told.began is None
            else _("The report: how it went, what came of it, and who takes it on."),
        )
    )
    if isinstance(written, str):
        app.tell(_("Written to %(path)s.") % {"path": written})


def as_markdown(told: Report) -> str:
    """The agenda as planned, or the report once there is something to report."""
    if told.actuals or told.catches or told.experiments:
        return markdown.report(told)
    return markdown.agenda(told.workshop)


def _write_new(path: Path, content: str, write: Callable[[Path, str], None]) -> None:
    if path.is_file():
        raise Problem(N_("%(path)s is there already. Choose another name."), path=path)
    write(path, content)


def _free_path(title: str) -> Path:
    home = Path.home()
    folder = home / "Documents" if (home / "Documents").is_dir() else home
    name = _NOT_IN_NAMES.sub(" ", title)
    name = " ".join(name.split())[:LONGEST_NAME].strip() or "kehitys"
    path, n = folder / f"{name}.md", 2
    while path.exists():
        path, n = folder / f"{name} {n}.md", n + 1
    return path

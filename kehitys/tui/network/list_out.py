"""Writing the people of the network to a file."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kehitys.domain import typed
from kehitys.domain.problems import Problem
from kehitys.files import roster as files
from kehitys.files.saving import save
from kehitys.i18n import N_, _
from kehitys.store import roster as store
from kehitys.tui.form import Field, Form

if TYPE_CHECKING:
    from kehitys.tui.app import Kehitys


async def write_list(app: Kehitys) -> None:
    """Asks where to, and writes everybody there as CSV or XLSX."""
    register = await app.ask(store.register)

    async def write(values: dict[str, Any]) -> object:
        path = typed.path(values["path"])
        if path.is_file():
            raise Problem(N_("%(path)s is there already. Choose another name."), path=path)
        content = await asyncio.to_thread(files.written, register.people, path)
        await asyncio.to_thread(save, path, content)
        return str(path)

    where = await asyncio.to_thread(_free_path, _("Network"))
    written = await app.push_screen_wait(
        Form(
            _("Write the list of people"),
            [Field(name="path", label=_("File"), value=str(where), required=True)],
            write,
            note=_(
                "An XLSX file; end the name with .csv for CSV. It holds contact data: "
                "keep it where only those who need it can read it."
            ),
        )
    )
    if isinstance(written, str):
        app.tell(_("Written to %(path)s.") % {"path": written})


def _free_path(name: str) -> Path:
    home = Path.home()
    folder = home / "Documents" if (home / "Documents").is_dir() else home
    path, n = folder / f"{name}.xlsx", 2
    while path.exists():
        path, n = folder / f"{name} {n}.xlsx", n + 1
    return path

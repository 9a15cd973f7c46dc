"""Methods to and from files: saving one, bringing in a toolkit, taking one out."""

from __future__ import annotations

import asyncio
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar
from uuid import UUID

from textual.binding import Binding, BindingType

from kehitys import i18n
from kehitys.domain import typed
from kehitys.domain.methods import Method
from kehitys.domain.problems import Problem
from kehitys.domain.words import said_in
from kehitys.files.method_file import write_method
from kehitys.files.saving import save
from kehitys.files.toolkits import read_alone
from kehitys.i18n import N_, _, ngettext
from kehitys.operations import toolkits as operations
from kehitys.operations.methods import bring_own
from kehitys.store import methods as store
from kehitys.tui.form import Field, Form
from kehitys.tui.methods.toolkit_import import ToolkitImport
from kehitys.tui.pick import Pick

if TYPE_CHECKING:
    from kehitys.tui.app import Kehitys


class Finding(Form):
    """Asks where a toolkit is."""

    SAVES = N_("Read")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", SAVES, key_display="ctrl+s", priority=True, id="form.save"),
    ]


async def save_to_file(app: Kehitys, method: Method) -> None:
    """Asks where to, and saves a method as a file that others can take into their toolkit."""
    replaced: list[Path] = []

    async def export(values: dict[str, Any]) -> Path:
        path = typed.path(values["path"])
        if path.exists() and path not in replaced:
            replaced.append(path)
            raise Problem(N_("There is a file with this name already. Save again to replace it."))
        await asyncio.to_thread(lambda: save(path, write_method(method)))
        return path

    suggested = str(Path.home() / f"{method.slug}.yaml")
    field = Field(name="path", label=_("File"), value=suggested, required=True)
    made = await app.push_screen_wait(Form(_("Save the method to a file"), [field], export))
    if made is not None:
        app.tell(_("Saved to %(path)s.") % {"path": made})


async def bring(app: Kehitys) -> UUID | None:
    """Asks where a toolkit is, and shows what it would change; of one method's file, brings it in.

    Gives the id of that one method.
    """

    async def find(values: dict[str, Any]) -> Path | UUID:
        path = typed.path(values["path"])
        if not await asyncio.to_thread(path.exists):
            raise Problem(N_("There is no such file or folder. Correct the path."))
        if path.suffix.casefold() in (".yaml", ".yml") and path.is_file():
            return await _bring_one(app, path)
        return path

    field = Field(name="path", label=_("Folder, zip or yaml"), required=True)
    note = _("First you see what is new and what changes. Nothing is imported before you say so.")
    found = await app.push_screen_wait(
        Finding(_("Import a toolkit"), [field], find, note=note, key="toolkit-import")
    )
    if isinstance(found, Path):
        await app.push_screen_wait(ToolkitImport(found))
    return found if isinstance(found, UUID) else None


async def _bring_one(app: Kehitys, path: Path) -> UUID:
    """Makes the method of a file one's own, unless it is here already; gives its id."""
    found, faults = await asyncio.to_thread(read_alone, path)
    if found is None:
        first = faults[0]
        raise Problem(
            N_("Line %(line)d, %(field)s. %(what)s Nothing was imported."),
            line=max(first.line, 1),
            field=first.field or path.name,
            what=i18n.say(first.problem, first.values),
        )
    made: UUID = await app.carry_out(partial(bring_own, method=found.method), quietly=False)
    return made


async def remove(app: Kehitys) -> None:
    """Asks which imported toolkit to take out, and takes it out."""
    kits = [kit for kit in await app.ask(store.toolkits) if kit.imported]
    if not kits:
        app.tell(_("No toolkit has been imported. Those that come with Kehitys stay."))
        return
    options = [(kit.slug, said_in(kit.names, i18n.current()).text) for kit in kits]
    note = _("Importing the toolkit again brings it back.")
    slug = await app.push_screen_wait(Pick(_("Remove which toolkit?"), options, note=note))
    if not isinstance(slug, str):
        return
    try:
        n = await app.carry_out(partial(operations.remove_toolkit, slug=slug))
    except Problem as problem:
        app.tell_problem(problem)
        return
    told = ngettext(
        "Removed, %(n)s method with it. Import the toolkit again to bring it back.",
        "Removed, %(n)s methods with it. Import the toolkit again to bring them back.",
        n,
    )
    app.tell(told % {"n": n})

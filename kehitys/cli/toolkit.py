"""`kehitys toolkit`: writing, checking, listing and exporting toolkits."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import click

from kehitys import i18n
from kehitys.cli import toolkit_import as bringing
from kehitys.cli.faults import fault_values, print_faults
from kehitys.cli.session import AS_JSON, opened, print_json, print_rows
from kehitys.domain.problems import Problem
from kehitys.domain.text import clean
from kehitys.domain.words import said_in
from kehitys.i18n import N_, _, ngettext

UNKNOWN = N_("There is no toolkit “%(slug)s”. See “kehitys toolkit list”.")


@click.group(help=N_("Write, check, import and export toolkits."))
def toolkit() -> None:
    """Write, check, import and export toolkits."""


toolkit.add_command(bringing.import_)
toolkit.add_command(bringing.remove)


@toolkit.command("check", help=N_("Tell every fault in toolkit files."))
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PATH…")
@AS_JSON
@click.pass_context
def check(context: click.Context, paths: tuple[Path, ...], as_json: bool) -> None:
    """Tells every fault in files, toolkit folders and folders of toolkits; opens no database."""
    from kehitys.files.toolkits import check as faults_of

    faults = faults_of(paths)
    if as_json:
        print_json([fault_values(fault) for fault in faults])
    else:
        print_faults(faults)
    if faults:
        context.exit(1)


@toolkit.command("list", help=N_("List the toolkits of the library."))
@AS_JSON
@click.pass_context
def list_(context: click.Context, as_json: bool) -> None:
    """Lists the toolkits of the library."""
    from kehitys.store.methods import toolkits

    with opened(context) as database:
        found = database.read(toolkits)
    if as_json:
        print_json(
            [
                {
                    "id": each.slug,
                    "name": said_in(each.names, i18n.current()).text,
                    "licence": each.licence,
                    "version": each.version,
                    "methods": each.methods,
                    "imported": each.imported,
                }
                for each in found
            ]
        )
        return
    print_rows(
        [
            (_("Id"), _("Name"), _("Version"), _("Methods"), _("Licence")),
            *(
                (
                    each.slug,
                    said_in(each.names, i18n.current()).text,
                    str(each.version),
                    str(each.methods),
                    each.licence,
                )
                for each in found
            ),
        ]
    )


@toolkit.command("new", help=N_("Make a folder with a card and one method to begin from."))
@click.argument("folder", type=click.Path(path_type=Path), metavar="FOLDER")
@click.option("--lang", type=click.Choice(i18n.LANGUAGES), help=N_("The language to write in."))
@AS_JSON
def new(folder: Path, lang: str | None, as_json: bool) -> None:
    """Makes a folder to begin a toolkit from; nothing that is there is written over."""
    from kehitys.files.toolkit_folder import begin

    made = begin(folder, lang or i18n.current())
    if as_json:
        print_json({"folder": str(folder), "files": [path.name for path in made]})
        return
    for path in made:
        click.echo(clean(str(path), limit=2_000))
    click.echo(
        _("Write in the files, then check them with “kehitys toolkit check %(folder)s”.")
        % {"folder": clean(str(folder), limit=2_000)}
    )


@toolkit.command("export", help=N_("Write a toolkit, or one’s own methods, as files."))
@click.argument("slug", metavar="SLUG|own")
@click.argument("folder", type=click.Path(path_type=Path), metavar="FOLDER", required=False)
@AS_JSON
@click.pass_context
def export(context: click.Context, slug: str, folder: Path | None, as_json: bool) -> None:
    """Writes a toolkit into a folder that another Kehitys takes in."""
    from kehitys.files.toolkit_folder import OWN_FOLDERS, Card, own_card, write_toolkit
    from kehitys.files.toolkits import built_in
    from kehitys.store.importing import toolkit_of

    where = folder or Path(OWN_FOLDERS[i18n.current()] if slug == "own" else slug)
    with opened(context) as database:
        line, methods = database.read(partial(toolkit_of, slug=slug))
    if not methods:
        raise Problem(
            N_("You have no methods of your own yet. Write one in the app.")
            if slug == "own"
            else UNKNOWN,
            slug=slug,
        )
    card = (
        own_card(where)
        if line is None
        else Card(
            slug=line.slug,
            version=line.version,
            names=line.names,
            summaries=line.summaries,
            licence=line.licence,
            attribution=line.attribution,
        )
    )
    target = write_toolkit(where, card, methods, built_in())
    if as_json:
        print_json({"folder": str(target), "methods": len(methods)})
        return
    count = ngettext(
        "%(n)s method is in %(folder)s.", "%(n)s methods are in %(folder)s.", len(methods)
    )
    click.echo(clean(count % {"n": len(methods), "folder": target}, limit=2_000))


@toolkit.command("schema", help=N_("Print the JSON Schema of a file, for editors."))
@click.argument("name", type=click.Choice(("method", "toolkit", "templates")), default="method")
@click.option("--keys", is_flag=True, help=N_("Print its keys as a table to read instead."))
def schema(name: str, keys: bool) -> None:
    """Prints the schema of a format, or its keys as a Markdown table."""
    from kehitys.files.format_told import schema_text, table

    click.echo(table(name) if keys else schema_text(name), nl=False)

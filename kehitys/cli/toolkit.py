"""`kehitys toolkit`: listing toolkits and checking their files."""

from __future__ import annotations

from pathlib import Path

import click

from kehitys import i18n
from kehitys.cli.session import opened, print_json, print_rows
from kehitys.domain.text import clean
from kehitys.domain.words import said_in
from kehitys.i18n import N_, _, ngettext


@click.group(help=N_("List toolkits and check their files."))
def toolkit() -> None:
    """List toolkits and check their files."""


@toolkit.command("check", help=N_("Tell every fault in toolkit files."))
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PATH…")
@click.option("--json", "as_json", is_flag=True)
@click.pass_context
def check(context: click.Context, paths: tuple[Path, ...], as_json: bool) -> None:
    """Tells every fault in files, toolkit folders and folders of toolkits; opens no database."""
    from kehitys.files.toolkits import check as faults_of

    faults = faults_of(paths)
    told = [
        {
            "file": fault.file,
            "line": fault.line,
            "field": fault.field,
            "problem": i18n.say(fault.problem, fault.values),
        }
        for fault in faults
    ]
    if as_json:
        print_json(told)
    else:
        for each in told:
            place = f"{each['file']}:{each['line']}" if each["line"] else str(each["file"])
            field = f" {each['field']}:" if each["field"] else ""
            click.echo(clean(f"{place}:{field} {each['problem']}", limit=2_000))
        click.echo(
            ngettext("%(n)s fault.", "%(n)s faults.", len(told)) % {"n": len(told)}
            if told
            else _("No faults.")
        )
    if told:
        context.exit(1)


@toolkit.command("list", help=N_("List the toolkits of the library."))
@click.option("--json", "as_json", is_flag=True)
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
                }
                for each in found
            ]
        )
        return
    print_rows(
        [
            (_("Id"), _("Name"), _("Methods"), _("Licence")),
            *(
                (
                    each.slug,
                    said_in(each.names, i18n.current()).text,
                    str(each.methods),
                    each.licence,
                )
                for each in found
            ),
        ]
    )


@toolkit.command("schema", help=N_("Print the JSON Schema of a file, for editors."))
@click.argument("name", type=click.Choice(("method", "toolkit", "templates")), default="method")
@click.option("--keys", is_flag=True, help=N_("Print its keys as a table to read instead."))
def schema(name: str, keys: bool) -> None:
    """Prints the schema of a format, or its keys as a Markdown table."""
    from kehitys.files.format_told import schema_text, table

    click.echo(table(name) if keys else schema_text(name), nl=False)

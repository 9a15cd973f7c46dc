"""`kehitys network import` and `export`: lists of people in and out."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kehitys.cli.session import AS_JSON, back_up_first, opened, print_json, print_rows
from kehitys.domain.problems import Problem
from kehitys.domain.roster import ANSWERS
from kehitys.domain.text import clean
from kehitys.i18n import N_, _, current, ngettext, say

if TYPE_CHECKING:
    from kehitys.domain.problems import Fault
    from kehitys.domain.roster import Entry, Plan

MOST_TOLD = 40
"""Rows of each kind that are told to a person; `--json` tells all."""


@click.command(
    name="import",
    help=N_("Bring a list of people in from CSV or XLSX, once it has been looked at."),
)
@click.argument("path", type=click.Path(path_type=Path), metavar="FILE")
@click.option("--dry-run", is_flag=True, help=N_("Only say what would be done."))
@click.option("--yes", is_flag=True, help=N_("Do it without asking."))
@click.option(
    "--namesakes",
    type=click.Choice(ANSWERS),
    default="skip",
    help=N_("What to do with those known by name only: leave them out, same person, new person."),
)
@AS_JSON
@click.pass_context
def bring_in(
    context: click.Context, path: Path, dry_run: bool, yes: bool, namesakes: str, as_json: bool
) -> None:
    """Bring a list of people in from CSV or XLSX, once it has been looked at."""
    from functools import partial

    from kehitys.domain.roster import answered
    from kehitys.files.roster import plan_from
    from kehitys.operations import roster as operations
    from kehitys.store import roster

    with opened(context) as database:
        plan = plan_from(path, database.read(roster.register))
        plan = answered(plan, {entry.line: namesakes for entry in plan.of("unsure")})
        if not as_json:
            _print(plan)
        done = False
        if plan.does_something and not dry_run:
            if not yes:
                _ask(as_json)
            back_up_first(database)
            database.write(partial(operations.bring_in, plan=plan, speak=current()))
            done = True
    if as_json:
        print_json(_as_json(path, plan, done))
    if plan.every_fault:
        n = len(plan.every_fault)
        if not as_json:
            click.echo(
                ngettext(
                    "The list has %(n)d fault. Nothing was brought in.",
                    "The list has %(n)d faults. Nothing was brought in.",
                    n,
                )
                % {"n": n},
                err=True,
            )
        context.exit(1)
    if not as_json:
        click.echo(_closing(plan, done))


def _ask(as_json: bool) -> None:
    if as_json or not sys.stdin.isatty():
        raise Problem(
            N_("Nothing was brought in. Add --yes to bring the list in, or --dry-run to look.")
        )
    if not click.confirm(_("Bring the list in?")):
        raise Problem(N_("Nothing was brought in."))


def _closing(plan: Plan, done: bool) -> str:
    if done:
        return _("Brought in. In the app ctrl+z takes it back.")
    if plan.does_something:
        return _("Nothing was brought in yet.")
    return _("There is nothing to bring in.")


def _print(plan: Plan) -> None:
    from kehitys.files import roster_lines as words

    for fault in (*plan.faults, *plan.remarks):
        click.echo(clean(words.fault(fault), limit=1_000))
    for kind in words.KIND_NAMES:
        entries = plan.of(kind)
        if not entries or kind == "same":
            continue
        click.echo(f"{words.SIGNS[kind]} {words.kind(kind)}")
        print_rows([_row(entry) for entry in entries[:MOST_TOLD]])
        if len(entries) > MOST_TOLD:
            more = len(entries) - MOST_TOLD
            click.echo("  " + ngettext("and %(n)d more", "and %(n)d more", more) % {"n": more})
    for told in (words.new_units(plan), words.left_out(plan)):
        if told:
            click.echo(clean(told, limit=1_000))
    if plan.entries:
        click.echo(" · ".join(told for _kind, told in words.counts(plan)))


def _row(entry: Entry) -> tuple[str, ...]:
    from kehitys.files import roster_lines as words

    return ("", str(entry.line), entry.name or "–", words.summary(entry))


def _as_json(path: Path, plan: Plan, done: bool) -> dict[str, Any]:
    return {
        "file": str(path),
        "brought_in": done,
        "new": [{"line": each.line, "name": each.name} for each in plan.of("new")],
        "changed": [_changed(each) for each in plan.of("changed")],
        "unsure": [
            {**_changed(each), "person": str(each.person.id) if each.person else None}
            for each in plan.of("unsure")
        ],
        "same": [{"line": each.line, "name": each.name} for each in plan.of("same")],
        "faults": [_fault(each) for each in plan.every_fault],
        "remarks": [_fault(each) for each in plan.remarks],
        "left_out": list(plan.left_out),
        "new_units": list(plan.new_units),
    }


def _changed(entry: Entry) -> dict[str, Any]:
    return {
        "line": entry.line,
        "name": entry.name,
        "changes": [
            {"field": each.field, "before": each.before, "after": each.after}
            for each in entry.changes
        ],
    }


def _fault(fault: Fault) -> dict[str, Any]:
    return {
        "file": fault.file,
        "line": fault.line,
        "field": fault.field,
        "problem": say(fault.problem, fault.values),
    }


@click.command(help=N_("Write the people to a CSV or XLSX file, which can be brought in again."))
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path),
    metavar="FILE",
    help=N_("The file to write: .csv or .xlsx."),
)
@click.pass_context
def export(context: click.Context, output: Path) -> None:
    """Write the people to a CSV or XLSX file, which can be brought in again."""
    from kehitys.files.roster import written
    from kehitys.files.saving import save
    from kehitys.store import roster

    with opened(context) as database:
        people = database.read(roster.register).people
    save(output, written(people, output))

"""`kehitys workshop`: make, show, list and export workshops."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kehitys.cli.session import AS_JSON, opened, print_json, print_rows
from kehitys.domain import clock
from kehitys.domain.problems import Problem
from kehitys.domain.text import clean
from kehitys.i18n import N_, _, current, dates, ngettext

if TYPE_CHECKING:
    from uuid import UUID

    from kehitys.domain.agenda import Agenda
    from kehitys.domain.workshops import Workshop
    from kehitys.store.database import Database

EVERY = 1_000_000
"""More workshops than there will ever be."""


@click.group(help=N_("Make, show and export workshops."))
def workshop() -> None:
    """Make, show and export workshops."""


@workshop.command(help=N_("Make a workshop, from a template or empty, and print its id."))
@click.option(
    "--template",
    default="",
    metavar="ID",
    help=N_("The template to begin from; see “workshop templates”."),
)
@click.option("--title", required=True, metavar="TEXT", help=N_("What it is called."))
@click.option(
    "--start",
    required=True,
    metavar="2026-11-24T09:00",
    help=N_("The day and the time on the wall."),
)
@click.option("--people", required=True, type=int, metavar="N", help=N_("How many people come."))
@click.option(
    "--team", "team_name", default="", metavar="NAME", help=N_("The team whose workshop it is.")
)
@AS_JSON
@click.pass_context
def new(
    context: click.Context,
    template: str,
    title: str,
    start: str,
    people: int,
    team_name: str,
    as_json: bool,
) -> None:
    """Make a workshop, from a template or empty, and print its id."""
    from kehitys.operations.workshops import new_workshop

    begins = _wall(start)
    with opened(context) as database:
        plan = partial(
            new_workshop,
            title=title,
            day=begins.date(),
            start=begins.time(),
            people=people,
            template=clean(template),
            speak=current(),
            languages=(current(),),
            team_id=_team_id(database, team_name),
        )
        _change, workshop_id = database.write(plan)
    if as_json:
        print_json({"id": str(workshop_id)})
    else:
        click.echo(str(workshop_id))


@workshop.command(help=N_("Show a workshop, its agenda and what to look at again in it."))
@click.argument("workshop_id", metavar="ID")
@AS_JSON
@click.pass_context
def show(context: click.Context, workshop_id: str, as_json: bool) -> None:
    """Show a workshop, its agenda and what to look at again in it."""
    from kehitys.domain.agenda import agenda_of
    from kehitys.files.fit_words import sentence

    with opened(context) as database:
        found = _found(database, workshop_id)
    agenda = agenda_of(found)
    if as_json:
        print_json(_as_json(found, agenda))
        return
    print_rows([(found.title,), (_heading(found, agenda),)])
    click.echo()
    if agenda.placed:
        print_rows(_agenda_rows(found, agenda))
        click.echo()
    for remark in _remarks(found):
        click.echo(f"! {sentence(remark.reason)}")


@workshop.command(
    name="list",
    help=N_("List the workshops: the coming ones nearest first, the others newest first."),
)
@click.option(
    "--when", type=click.Choice(["coming", "past", "all"]), default="all", help=N_("Which of them.")
)
@AS_JSON
@click.pass_context
def list_workshops(context: click.Context, when: str, as_json: bool) -> None:
    """List the workshops: the coming ones nearest first, the others newest first."""
    from kehitys.store import ids, workshops

    with opened(context) as database:
        today = clock.local(database.clock()).date()
        page = database.read(
            lambda connection: workshops.lines(connection, when=when, today=today, limit=EVERY)
        )
    if as_json:
        print_json(
            [
                {
                    "id": str(line.id),
                    "title": line.title,
                    "start": _iso(clock.instant(line.date, line.start, line.zone), line.zone),
                    "minutes": line.minutes,
                    "people": line.people,
                    "team": line.team_name or None,
                    "state": line.state,
                }
                for line in page.rows
            ]
        )
        return
    if not page.rows:
        click.echo(_("There are no workshops here yet."))
        return
    print_rows(
        [
            (
                ids.short(line.id),
                dates.full_date(line.date),
                dates.time_of(line.start),
                dates.length(line.minutes),
                line.title,
                line.team_name,
            )
            for line in page.rows
        ]
    )


@workshop.command(help=N_("List the templates a workshop can be made from."))
@AS_JSON
@click.pass_context
def templates(context: click.Context, as_json: bool) -> None:
    """List the templates a workshop can be made from."""
    from kehitys.domain.words import said_in
    from kehitys.store import workshops

    with opened(context) as database:
        found = database.read(workshops.templates)
    if as_json:
        print_json(
            [
                {
                    "id": each.slug,
                    "name": said_in(each.name, current()).text,
                    "minutes": each.minutes,
                    "people": {"min": each.people_min, "max": each.people_max},
                }
                for each in found
            ]
        )
    elif found:
        print_rows(
            [
                (each.slug, said_in(each.name, current()).text, dates.length(each.minutes))
                for each in found
            ]
        )


@workshop.command(
    help=N_(
        "Write a workshop to a Markdown file: its report once it has been run, else its agenda."
    )
)
@click.argument("workshop_id", metavar="ID")
@click.option(
    "--format",
    "_form",
    type=click.Choice(["md"]),
    default="md",
    help=N_("Markdown, for any text editor."),
)
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path),
    metavar="FILE",
    help=N_("The file to write."),
)
@click.pass_context
def export(context: click.Context, workshop_id: str, _form: str, output: Path) -> None:
    """Write a workshop to a Markdown file: its report once it has been run, else its agenda."""
    from kehitys.files import markdown
    from kehitys.files.saving import save
    from kehitys.store import reports, workshops

    with opened(context) as database:
        found = _found(database, workshop_id)
        if database.read(lambda connection: workshops.was_run(connection, found.id)):
            material = database.read(lambda connection: reports.material(connection, found.id))
            text = markdown.report(material)
        else:
            text = markdown.agenda(found)
    save(output, text)


def _wall(typed: str) -> datetime:
    """The wall-clock time at home that was typed, with an offset or without."""
    wrong = Problem(N_("“%(typed)s” is not a start. Write it like 2026-11-24T09:00."), typed=typed)
    try:
        moment = datetime.fromisoformat(typed.strip())
        if moment.tzinfo is not None:
            moment = clock.local(moment).replace(tzinfo=None)
    except (ValueError, OverflowError) as fault:
        raise wrong from fault
    if ":" not in typed or moment.second or moment.microsecond:
        raise wrong
    return moment


def _team_id(database: Database, name: str) -> UUID | None:
    from kehitys.store import network

    name = clean(name)
    if not name:
        return None
    team = database.read(lambda connection: network.team_named(connection, name))
    if team is None:
        raise Problem(N_("There is no team “%(name)s”. Add it in the network first."), name=name)
    return team.id


def _found(database: Database, typed: str) -> Workshop:
    from kehitys.store import lookup, workshops

    def query(connection: Any) -> Workshop | None:
        return workshops.workshop(connection, lookup.find_id(connection, "workshop", typed))

    found = database.read(query)
    assert found is not None
    return found


def _remarks(found: Workshop) -> tuple[Any, ...]:
    from kehitys.domain.gate import remarks

    return remarks(found)


def _iso(moment: datetime, zone: str) -> str:
    return clock.local(moment, zone).isoformat(timespec="seconds")


def _as_json(found: Workshop, agenda: Agenda) -> dict[str, Any]:
    from kehitys.files.block_words import title
    from kehitys.files.fit_words import sentence

    return {
        "id": str(found.id),
        "title": found.title,
        "start": _iso(agenda.begins, found.zone),
        "end": _iso(agenda.must_end or agenda.ends, found.zone),
        "people": found.people,
        "blocks": [
            {
                "id": str(placed.block.id),
                "kind": placed.block.kind,
                "title": title(placed.block),
                "method": placed.block.method.slug if placed.block.method else None,
                "start": _iso(placed.start, found.zone),
                "end": _iso(placed.end, found.zone),
                "minutes": placed.block.minutes,
                "fixed": placed.block.fixed,
            }
            for placed in agenda.placed
        ],
        "warnings": [
            {
                "block": str(remark.block_id) if remark.block_id else None,
                "code": remark.reason.code,
                "text": sentence(remark.reason),
            }
            for remark in _remarks(found)
        ],
    }


def _heading(found: Workshop, agenda: Agenda) -> str:
    hours = dates.span(
        clock.local(agenda.begins, found.zone),
        clock.local(agenda.must_end or agenda.ends, found.zone),
    )
    people = ngettext("%(n)d person", "%(n)d people", found.people) % {"n": found.people}
    return " · ".join(
        part for part in (dates.full_date(found.date), hours, people, found.place) if part
    )


def _agenda_rows(found: Workshop, agenda: Agenda) -> list[tuple[str, ...]]:
    from kehitys.files.block_words import title

    return [
        (
            dates.time_of(clock.local(placed.start, found.zone)),
            dates.minutes(placed.block.minutes),
            title(placed.block),
        )
        for placed in agenda.placed
    ]

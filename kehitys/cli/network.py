"""`kehitys network`: the people and the teams of the network, listed, brought in and written."""

from __future__ import annotations

import click

from kehitys.cli import roster
from kehitys.cli.session import AS_JSON, opened, print_json, print_rows
from kehitys.domain.network import MEMBERSHIP_STATES
from kehitys.domain.text import clean
from kehitys.domain.words import said_in
from kehitys.i18n import N_, _, current, ngettext

EVERY = 1_000_000
"""More people than a municipality has."""

MEMBERSHIP_NAMES = {
    "invited": N_("invited"),
    "training": N_("in training"),
    "active": N_("active"),
    "resting": N_("resting"),
    "ended": N_("ended"),
}


@click.group(help=N_("List the people and the teams of the network."))
def network() -> None:
    """List the people and the teams of the network."""


@network.command(
    name="list",
    help=N_("List the people by name, or those with TEXT in their name, unit or skills."),
)
@click.argument("text", default="")
@click.option(
    "--state",
    type=click.Choice(MEMBERSHIP_STATES),
    default=None,
    help=N_("Only those in this state."),
)
@AS_JSON
@click.pass_context
def list_people(context: click.Context, text: str, state: str | None, as_json: bool) -> None:
    """List the people by name, or those with TEXT in their name, unit or skills."""
    from kehitys.store import ids
    from kehitys.store import network as register

    with opened(context) as database:
        page = database.read(
            lambda connection: register.people(
                connection, text=clean(text), state=state or "", limit=EVERY
            )
        )
    if as_json:
        print_json(
            [
                {
                    "id": str(line.id),
                    "name": line.name,
                    "unit": dict(line.unit_name),
                    "membership": line.membership or None,
                    "languages": list(line.languages),
                    "skills": line.skills,
                }
                for line in page.rows
            ]
        )
    elif page.rows:
        print_rows(
            [
                (
                    ids.short(line.id),
                    line.name,
                    said_in(line.unit_name, current()).text,
                    _(MEMBERSHIP_NAMES[line.membership]) if line.membership else "",
                    " ".join(line.languages),
                    ngettext("%(n)d skill", "%(n)d skills", line.skills) % {"n": line.skills},
                )
                for line in page.rows
            ]
        )
    else:
        click.echo(_("There is nobody here."))


@network.command(help=N_("List the teams with their members."))
@AS_JSON
@click.pass_context
def teams(context: click.Context, as_json: bool) -> None:
    """List the teams with their members."""
    from kehitys.store import network as register

    with opened(context) as database:
        found = database.read(register.teams)
    if as_json:
        print_json(
            [
                {
                    "id": str(team.id),
                    "name": team.name,
                    "kind": team.kind,
                    "unit": dict(team.unit_name),
                    "members": [name for _id, name in team.members],
                    "leaves_out": [dict(unit.names) for unit in team.leaves_out],
                }
                for team in found
            ]
        )
    elif found:
        print_rows(
            [
                (
                    team.name,
                    said_in(team.unit_name, current()).text,
                    ", ".join(name for _id, name in team.members),
                )
                for team in found
            ]
        )
    else:
        click.echo(_("There are no teams here."))


network.add_command(roster.bring_in)
network.add_command(roster.export)

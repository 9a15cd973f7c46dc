"""`kehitys methods`: searching, listing and showing facilitation methods."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kehitys import i18n
from kehitys.cli.session import AS_JSON, opened, print_json, print_rows
from kehitys.cli.suggest import suggest
from kehitys.domain.methods import MODES, PHASES, PURPOSES, Method, MethodLine, MethodUse, Minutes
from kehitys.domain.problems import Problem
from kehitys.domain.terms import PURPOSE_NAMES
from kehitys.files.method_words import people_span
from kehitys.i18n import N_, _

if TYPE_CHECKING:
    from kehitys.store.methods import Wanted

MOST = 1_000
"""How many methods one page of the query holds."""


@click.group(help=N_("Search and list facilitation methods."))
def methods() -> None:
    """Search and list facilitation methods."""


methods.add_command(suggest)


@methods.command("search", help=N_("Find methods by words."))
@click.argument("text")
@AS_JSON
@click.pass_context
def search(context: click.Context, text: str, as_json: bool) -> None:
    """Finds methods by words, nearest first."""
    from kehitys.store.methods import Wanted

    _print_list(context, Wanted(text=text), as_json)


@methods.command("list", help=N_("List methods that suit."))
@click.option(
    "--minutes",
    type=click.IntRange(min=1),
    metavar="N",
    help=N_("Only those that fit in so many minutes."),
)
@click.option(
    "--people", type=click.IntRange(min=1), metavar="N", help=N_("Only those for so many people.")
)
@click.option(
    "--purpose", type=click.Choice(PURPOSES), default=None, help=N_("Only those with this purpose.")
)
@click.option(
    "--phase",
    type=click.Choice(PHASES),
    default=None,
    help=N_("Only those for this part of the day."),
)
@click.option("--mode", type=click.Choice(MODES), default=None, help=N_("Where it must work."))
@AS_JSON
@click.pass_context
def list_(
    context: click.Context,
    minutes: int | None,
    people: int | None,
    purpose: str | None,
    phase: str | None,
    mode: str | None,
    as_json: bool,
) -> None:
    """Lists the methods that meet every condition, by name."""
    from kehitys.store.methods import Wanted

    wanted = Wanted(
        minutes=minutes,
        people=people,
        purpose=purpose or "",
        phase=phase or "",
        mode=mode or "",
    )
    _print_list(context, wanted, as_json)


@methods.command("show", help=N_("Show one method."))
@click.argument("slug")
@AS_JSON
@click.pass_context
def show(context: click.Context, slug: str, as_json: bool) -> None:
    """Shows one method whole, in the language spoken."""
    from kehitys.store.history import uses_of
    from kehitys.store.lookup import find_id
    from kehitys.store.methods import method

    with opened(context) as database:
        method_id = database.read(partial(find_id, table_name="method", typed=slug))
        found = database.read(partial(method, method_id=method_id))
        past = database.read(partial(uses_of, method_id=method_id))
    if found is None:
        raise Problem(N_("This was deleted in the meantime. Undo brings it back."))
    if as_json:
        print_json({**_whole(found), "history": _history(past)})
    else:
        from kehitys.cli.method_told import readable

        click.echo(readable(found, past))


@methods.command("export", help=N_("Write one method as a file that others can take in."))
@click.argument("slug")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help=N_("The file to write; without it the text is printed."),
)
@click.pass_context
def export(context: click.Context, slug: str, output: Path | None) -> None:
    """Prints the file of one method, or writes it where there is none yet."""
    from kehitys.files.method_file import write_method
    from kehitys.files.saving import save
    from kehitys.store.lookup import find_id
    from kehitys.store.methods import method

    with opened(context) as database:
        method_id = database.read(partial(find_id, table_name="method", typed=slug))
        found = database.read(partial(method, method_id=method_id))
    if found is None:
        raise Problem(N_("This was deleted in the meantime. Undo brings it back."))
    if output is None:
        click.echo(write_method(found), nl=False)
        return
    if output.exists():
        raise Problem(N_("There is a file %(path)s already. Name another."), path=output)
    save(output, write_method(found))


def _print_list(context: click.Context, wanted: Wanted, as_json: bool) -> None:
    from kehitys.store.methods import lines

    rows: list[MethodLine] = []
    with opened(context) as database:
        while True:
            asked = partial(
                lines,
                speak=i18n.current(),
                wanted=wanted,
                person_id=database.person_id,
                offset=len(rows),
                limit=MOST,
            )
            page = database.read(asked)
            rows += page.rows
            if not page.rows or len(rows) >= page.total:
                break
    if as_json:
        print_json([_line(row) for row in rows])
    elif not rows:
        click.echo(_("No method suits. Ask for less."))
    else:
        print_rows(
            [
                (_("Id"), _("Name"), _("Duration"), _("People"), _("Purpose")),
                *(
                    (
                        row.slug,
                        _name(row),
                        _usual(row.minutes),
                        people_span(row.group_size),
                        ", ".join(PURPOSE_NAMES[code][i18n.current()] for code in row.purposes),
                    )
                    for row in rows
                ),
            ]
        )


def _name(row: MethodLine) -> str:
    return row.name if row.lang == i18n.current() else f"{row.name} [{row.lang}]"


def _line(row: MethodLine) -> dict[str, Any]:
    return {
        "id": row.slug,
        "name": row.name,
        "language": row.lang,
        "toolkit": row.toolkit,
        "summary": row.summary,
        "minutes": row.minutes and asdict(row.minutes),
        "group_size": {"min": row.group_size.min, "max": row.group_size.max},
        "purpose": list(row.purposes),
    }


def _whole(method: Method) -> dict[str, Any]:
    words = method.edition(i18n.current())
    return {
        "id": method.slug,
        "name": words.name,
        "language": words.lang,
        "toolkit": method.toolkit,
        "summary": words.summary,
        "minutes": method.minutes and asdict(method.minutes),
        "group_size": {
            "min": method.group_size.min,
            "max": method.group_size.max,
            "ideal_min": method.group_size.ideal_min,
            "ideal_max": method.group_size.ideal_max,
            "unit": method.group_size.unit,
        },
        "purpose": list(method.purposes),
        "phase": list(method.phases),
        "mode": list(method.mode),
        "energy": method.energy,
        "safety": method.safety,
        "difficulty": method.difficulty,
        "facilitators": method.facilitators,
        "outcome": method.outcome,
        "use_when": words.use_when,
        "avoid_when": words.avoid_when,
        "invitation": words.invitation,
        "remote_notes": words.remote_notes,
        "room": words.room,
        "materials": None
        if method.materials is None
        else [
            {"item": item, **asdict(material)}
            for material, item in zip(method.materials, words.materials, strict=False)
        ],
        "steps": [
            {**asdict(step), **asdict(said)}
            for step, said in zip(method.steps, words.steps, strict=False)
        ],
        "variations": [asdict(variation) for variation in words.variations],
        "traps": list(words.traps),
        "before": list(method.before),
        "after": list(method.after),
        "related": list(method.related),
        "length": words.length,
        "public_sector": words.public_sector,
        "version": method.method_version,
        "source": asdict(method.source),
        "origin": method.origin and {**asdict(method.origin), "version": method.origin_version},
        "formerly": method.formerly,
        "licence": method.licence,
        "attribution": method.attribution,
        "trademark": method.trademark or None,
    }


def _history(uses: Sequence[MethodUse]) -> dict[str, Any]:
    """How it has gone here; `usual_minutes` is the median once there are runs enough."""
    from kehitys.domain.history import history_of

    past = history_of(uses)
    return {
        "times": past.times,
        "usual_minutes": past.usual,
        "well": past.well,
        "so_so": past.so_so,
        "badly": past.badly,
        "runs": [
            {
                "on": use.on,
                "workshop": use.workshop_title,
                "workshop_id": str(use.workshop_id),
                "led_by": use.lead_name or None,
                "planned_minutes": use.planned_minutes,
                "actual_minutes": use.actual_minutes,
                "went": use.went or None,
            }
            for use in uses
        ],
    }


def _usual(minutes: Minutes | None) -> str:
    return "–" if minutes is None else _("%(n)s min") % {"n": minutes.typical}

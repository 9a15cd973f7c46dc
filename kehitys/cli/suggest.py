"""`kehitys methods suggest`: what could be used now, the best first, with reasons."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from kehitys import i18n
from kehitys.cli.session import AS_JSON, opened, print_json
from kehitys.domain.methods import LEVELS, MODES, PURPOSES
from kehitys.domain.text import clean
from kehitys.files.method_words import minutes_span
from kehitys.i18n import N_

if TYPE_CHECKING:
    from kehitys.domain.fit import Fit, Slot

MOST = 10
"""How many methods are told when nothing else is asked for."""


@click.command("suggest", help=N_("What could be used now: the best first, with reasons."))
@click.option("--minutes", type=click.IntRange(min=1), metavar="N", help=N_("Minutes left."))
@click.option(
    "--people", type=click.IntRange(min=1), metavar="N", help=N_("How many people there are.")
)
@click.option(
    "--purpose", type=click.Choice(PURPOSES), default=None, help=N_("Only those with this purpose.")
)
@click.option("--mode", type=click.Choice(MODES), default=None, help=N_("Where it must work."))
@click.option("--energy", type=click.Choice(LEVELS), default=None, help=N_("The mood in the room."))
@click.option(
    "--trust", type=click.Choice(LEVELS), default=None, help=N_("How well people trust each other.")
)
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    default=MOST,
    metavar="N",
    help=N_("How many are told at most."),
)
@AS_JSON
@click.pass_context
def suggest(
    context: click.Context,
    minutes: int | None,
    people: int | None,
    purpose: str | None,
    mode: str | None,
    energy: str | None,
    trust: str | None,
    limit: int,
    as_json: bool,
) -> None:
    """Ranks the methods that suit; when none does, says which condition to give up."""
    from kehitys.domain.fit import Slot, ranked, relaxed
    from kehitys.files.fit_words import otherwise
    from kehitys.store import history
    from kehitys.store.methods import everything

    slot = Slot(
        minutes=minutes,
        people=people or 0,
        mode=mode or "",
        purpose=purpose or "",
        energy=energy or "",
        trust=trust or "",
        left=True,
    )
    with opened(context) as database:
        methods = database.read(everything)
        fits = ranked(methods, slot, database.read(history.histories))
    suited = [each for each in fits if each.suits]
    found = None if suited else relaxed(methods, slot)
    instead = "" if suited else otherwise(slot, found)
    if as_json:
        told = None
        if found is not None:
            told = {"condition": found.condition, "suits": found.suits, **_asked(found.slot)}
        print_json(
            {
                "methods": [_line(each) for each in suited[:limit]],
                "suits": len(suited),
                "instead": told,
                "sentence": instead,
            }
        )
        return
    for each in suited[:limit]:
        click.echo(_readable(each))
    if instead:
        click.echo(instead)


def _asked(slot: Slot) -> dict[str, Any]:
    return {
        "minutes": slot.minutes,
        "people": slot.people or None,
        "mode": slot.mode or None,
        "purpose": slot.purpose or None,
    }


def _line(found: Fit) -> dict[str, Any]:
    from kehitys.files.fit_words import sentence

    method = found.method
    words = method.edition(i18n.current())
    return {
        "id": method.slug,
        "name": words.name,
        "language": words.lang,
        "toolkit": method.toolkit,
        "minutes": method.minutes and asdict(method.minutes),
        "score": found.score,
        "reasons": [
            {"code": each.code, "good": each.good, "sentence": sentence(each)}
            for each in found.reasons
        ],
    }


def _readable(found: Fit) -> str:
    from kehitys.files.fit_words import sentence

    method = found.method
    words = method.edition(i18n.current())
    badge = "" if words.lang == i18n.current() else f" [{words.lang}]"
    lines = [f"{words.name}{badge}  {words.length or minutes_span(method.minutes)}  {method.slug}"]
    lines += [f"  {'+' if each.good else '-'} {sentence(each)}" for each in found.reasons]
    return clean("\n".join(lines), line=False)

"""Faults of files as the command line tells them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click

from kehitys import i18n
from kehitys.domain.problems import Fault
from kehitys.domain.text import clean
from kehitys.i18n import _, ngettext


def fault_values(fault: Fault) -> dict[str, Any]:
    """A fault as JSON: file, line, field, and what to do."""
    return {
        "file": fault.file,
        "line": fault.line,
        "field": fault.field,
        "problem": i18n.say(fault.problem, fault.values),
    }


def print_faults(faults: Sequence[Fault]) -> None:
    """Prints each fault as a line an editor can jump to, and how many there are."""
    for fault in faults:
        place = f"{fault.file}:{fault.line}" if fault.line else fault.file
        field = f" {fault.field}:" if fault.field else ""
        sentence = i18n.say(fault.problem, fault.values)
        click.echo(clean(f"{place}:{field} {sentence}", limit=2_000))
    click.echo(
        ngettext("%(n)s fault.", "%(n)s faults.", len(faults)) % {"n": len(faults)}
        if faults
        else _("No faults.")
    )

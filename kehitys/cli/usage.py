"""What click says of wrong usage, in the language spoken now."""

from __future__ import annotations

import click

from kehitys.i18n import N_, _

CLICK_WORDS = (
    N_("Usage:"),
    N_("Options"),
    N_("Commands"),
    N_("Show this message and exit."),
    N_("required"),
)
"""click's own words, named here so that the catalogues hold them."""


class Misuse(click.UsageError):
    """Wrong usage that we have worded ourselves."""


def sentence(fault: click.ClickException) -> str:
    """One sentence that says what was wrong and how to see what is right."""
    if isinstance(fault, Misuse):
        return fault.message
    context = getattr(fault, "ctx", None)
    command = context.command_path if context is not None else "kehitys"
    return f"{_what(fault)} {_('%(command)s --help shows how.') % {'command': command}}"


def _name(fault: click.BadParameter) -> str:
    """What was given or left out, as it is written in the help."""
    hint = fault.param.get_error_hint(fault.ctx) if fault.param and fault.ctx else ""
    return hint.replace("'", "")


def _number(name: str, least: float | None) -> str:
    if least is None:
        return _("%(name)s takes a whole number.") % {"name": name}
    return _("%(name)s takes a whole number, at least %(least)s.") % {"name": name, "least": least}


def _what(fault: click.ClickException) -> str:
    if isinstance(fault, click.NoSuchOption):
        return _("There is no option %(name)s.") % {"name": fault.option_name}
    if isinstance(fault, click.MissingParameter):
        name = _name(fault)
        return _("%(name)s is missing.") % {"name": name or fault.param_hint or "?"}
    if isinstance(fault, click.BadParameter):
        name = _name(fault)
        wanted = getattr(fault.param, "type", None)
        choices = getattr(wanted, "choices", None)
        if choices:
            words = ", ".join(map(str, choices))
            return _("%(name)s takes one of %(choices)s.") % {"name": name, "choices": words}
        if isinstance(wanted, click.IntRange):
            return _number(name, wanted.min)
        if isinstance(wanted, click.Path):
            return _("%(name)s does not name a file or folder that is there.") % {"name": name}
        return _("%(name)s does not take that value.") % {"name": name or "?"}
    if isinstance(fault, click.BadOptionUsage):
        return _("%(name)s needs a value.") % {"name": fault.option_name}
    if isinstance(fault, click.FileError):
        return _("%(name)s cannot be opened.") % {"name": fault.ui_filename}
    if isinstance(fault, click.UsageError) and fault.ctx is not None:
        if isinstance(fault.ctx.command, click.Group):
            return _("There is no such command.")
        return _("That is more than the command takes.")
    return _("The command could not be understood.")

"""The command line: `kehitys` opens the app, its subcommands answer and leave."""

from __future__ import annotations

import gc
import importlib
import os
import sys
from collections.abc import Sequence
from enum import IntEnum
from pathlib import Path

import click

from kehitys import __version__, i18n
from kehitys.domain.problems import Problem
from kehitys.i18n import N_, _

COMMANDS = {
    "demo": "kehitys.cli.demo:demo",
    "methods": "kehitys.cli.methods:methods",
    "toolkit": "kehitys.cli.toolkit:toolkit",
    "workshop": "kehitys.cli.workshop:workshop",
    "experiment": "kehitys.cli.experiment:experiment",
    "network": "kehitys.cli.network:network",
    "check": "kehitys.cli.check:check",
    "backup": "kehitys.cli.backup:backup",
    "restore": "kehitys.cli.restore:restore",
    "export": "kehitys.cli.export:export",
}
"""Each subcommand and where it stands; none is imported before it is asked for."""

SUMMARIES = {
    "demo": N_("Open an invented municipality to try things in."),
    "methods": N_("Search and list facilitation methods."),
    "toolkit": N_("Write, check, import and export toolkits."),
    "workshop": N_("Make, show and export workshops."),
    "experiment": N_("List and show experiments."),
    "network": N_("List the people of the network."),
    "check": N_("Check that the file is whole."),
    "backup": N_("Make a backup of the file, or list them."),
    "restore": N_("Make the file what a backup holds."),
    "export": N_("Write everything in the file as tables."),
}


class Exit(IntEnum):
    """What the command tells the shell."""

    DONE = 0
    PROBLEM = 1
    """Something the person can put right."""
    USAGE = 2
    BUG = 70


class Commands(click.Group):
    """Subcommands that are imported when they are run, not when they are listed."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:  # noqa: ARG002
        if name not in COMMANDS:
            return None
        module, attribute = COMMANDS[name].split(":")
        command: click.Command = getattr(importlib.import_module(module), attribute)
        translate(command)
        return command

    def invoke(self, ctx: click.Context) -> object:
        # click would leave with 1 and put another stdout in the place of the closed one.
        try:
            return super().invoke(ctx)
        except BrokenPipeError as fault:
            raise _ReaderGone from fault

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section(_("Commands")):
            formatter.write_dl([(name, _(SUMMARIES[name])) for name in COMMANDS])


def translate(command: click.Command) -> None:
    """Says a command's help, and that of its subcommands, in the language spoken now."""
    command.help = _(command.help or "")
    for parameter in command.params:
        if isinstance(parameter, click.Option) and parameter.help:
            parameter.help = _(parameter.help)
    if isinstance(command, click.Group):
        for part in command.commands.values():
            translate(part)


@click.group(
    cls=Commands,
    invoke_without_command=True,
    add_help_option=False,
    help=N_("Plan workshops, run them live and learn from experiments."),
)
@click.option(
    "--db",
    "db",
    type=click.Path(path_type=Path, readable=False),
    envvar="KEHITYS_DB",
    metavar="FILE",
    help=N_("The file to open; your own when none is named."),
)
@click.option(
    "--lang",
    type=click.Choice(i18n.LANGUAGES),
    envvar="KEHITYS_LANG",
    help=N_("The language to speak."),
)
@click.option("--version", is_flag=True, is_eager=True, help=N_("Say which version this is."))
@click.option(
    "--help", "-h", "show_help", is_flag=True, is_eager=True, help=N_("Show this and leave.")
)
@click.pass_context
def kehitys(
    context: click.Context, db: Path | None, lang: str | None, version: bool, show_help: bool
) -> None:
    """Plan workshops, run them live and learn from experiments."""
    if version:
        click.echo(f"kehitys {__version__}")
        context.exit()
    if show_help:
        click.echo(context.get_help())
        context.exit()
    context.obj = db
    if context.invoked_subcommand is None:
        # Nothing is worth collecting before the first frame; it costs a fifth of the wait.
        gc.disable()
        from kehitys.tui.start import open_app

        open_app(db, lang=lang)
    else:
        # A command makes much and throws little away: looking for garbage every few hundred
        # objects is a twentieth of a large import.
        gc.set_threshold(100_000)


def main(arguments: Sequence[str] | None = None) -> None:
    """Runs the command line and leaves with its exit code."""
    arguments = list(sys.argv[1:] if arguments is None else arguments)
    i18n.use(_language(arguments))
    # click asks the gettext of its own module; its few words come from our catalogue.
    click.core._ = click.formatting._ = click.decorators._ = _  # type: ignore[attr-defined,assignment]
    translate(kehitys)
    try:
        code = kehitys.main(arguments, prog_name="kehitys", standalone_mode=False)
    except Problem as problem:
        _complain(i18n.say(problem.msgid, problem.values))
        sys.exit(Exit.PROBLEM)
    except click.exceptions.Exit as leaving:
        sys.exit(leaving.exit_code)
    except click.Abort:
        sys.exit(Exit.PROBLEM)
    except click.exceptions.NoArgsIsHelpError as asked:
        click.echo(asked.message, err=True)
        sys.exit(Exit.USAGE)
    except click.ClickException as usage:
        from kehitys.cli.usage import sentence

        _complain(sentence(usage))
        sys.exit(Exit.USAGE)
    except _ReaderGone:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        sys.exit(Exit.DONE)
    except Exception as fault:
        from kehitys.store import fault_log

        damage = _of_the_file(fault, arguments)
        if damage is not None:
            _complain(i18n.say(damage.msgid, damage.values))
            sys.exit(Exit.PROBLEM)
        _complain(bug_sentence(fault_log.keep(fault)))
        sys.exit(Exit.BUG)
    sys.exit(code if isinstance(code, int) else Exit.DONE)


class _ReaderGone(Exception):
    """Whoever read what we print, such as `head`, has read enough."""


def _of_the_file(fault: Exception, arguments: Sequence[str]) -> Problem | None:
    """What to tell of a fault that met what a damaged file holds only after it was read."""
    from kehitys.store import blame, settings

    if not isinstance(fault, blame.FAULTS):
        return None
    with kehitys.make_context("kehitys", list(arguments), resilient_parsing=True) as context:
        path = context.params["db"] or settings.data_file()
    return blame.told(fault, path)


def bug_sentence(log: Path | None) -> str:
    """What to say when the program has failed: that nothing is lost, and where the log is."""
    if log is None:
        return _("Kehitys stopped because of a fault in it. What was saved is safe.")
    return _("Kehitys stopped because of a fault in it. What was saved is safe. See %(path)s.") % {
        "path": log
    }


def _complain(sentence: str) -> None:
    from kehitys.domain.text import clean

    click.echo(clean(sentence, line=True, limit=500), err=True)


def _language(arguments: Sequence[str]) -> str:
    """--lang, then KEHITYS_LANG, then the setting, then the locale."""
    for n, argument in enumerate(arguments):
        if argument == "--lang" and n + 1 < len(arguments):
            return arguments[n + 1]
        if argument.startswith("--lang="):
            return argument.removeprefix("--lang=")
    if os.environ.get("KEHITYS_LANG"):
        return os.environ["KEHITYS_LANG"]
    from kehitys.store import settings

    chosen = settings.load().language
    if chosen:
        return chosen
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if os.environ.get(name):
            return os.environ[name][:2]
    return "en"

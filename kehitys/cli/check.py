"""`kehitys check`: whether the file is whole, and a whole one made of one that is not."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kehitys.cli.session import AS_JSON, print_json
from kehitys.domain.text import clean
from kehitys.i18n import N_, _

if TYPE_CHECKING:
    from kehitys.store.checking import Checked
    from kehitys.store.checking.mending import Mended


@click.command(help=N_("Check that the file is whole, and say what is wrong when it is not."))
@click.option(
    "--mend",
    type=click.Path(path_type=Path),
    metavar="COPY",
    help=N_("Carry what can be read into a new file; the damaged one is not touched."),
)
@click.option("--reindex", is_flag=True, help=N_("Make the search index anew in the file itself."))
@AS_JSON
@click.pass_context
def check(context: click.Context, mend: Path | None, reindex: bool, as_json: bool) -> None:
    """Check that the file is whole, and say what is wrong when it is not."""
    from kehitys.files import check_words
    from kehitys.store import checking, fault_log, settings
    from kehitys.store.checking import mending

    path: Path = context.find_root().obj or settings.data_file()
    if reindex:
        _reindex(path)
    told = _progress()
    if mend is not None:
        mended = mending.mend(path, mend, told)
        found, said = mended.after, check_words.mended_sentences(mended)
        kept = _mended_json(mended)
    else:
        found = checking.check(path, told)
        said, kept = check_words.sentences(found), _json(found)
    _wipe()
    if as_json:
        print_json({**kept, "log": str(fault_log.path())})
    else:
        for sentence in said:
            click.echo(clean(sentence, limit=500))
        if not found.whole and fault_log.path().exists():
            click.echo(_("The log of Kehitys: %(path)s") % {"path": fault_log.path()})
    if not found.whole:
        context.exit(1)


def _reindex(path: Path) -> None:
    from kehitys.store.checking import mending
    from kehitys.store.database import Database

    if not path.exists():
        return
    database = Database(path)
    try:
        mending.reindex(database)
    finally:
        database.close()


def _json(found: Checked) -> dict[str, Any]:
    return {
        "file": str(found.path),
        "whole": found.whole,
        "revision": found.revision,
        "findings": [
            {
                "kind": finding.kind,
                "table": finding.table,
                "column": finding.column,
                "rows": list(finding.rows),
                "count": finding.count,
                "detail": finding.detail,
            }
            for finding in found.findings
        ],
    }


def _mended_json(mended: Mended) -> dict[str, Any]:
    return {
        **_json(mended.after),
        "damaged": _json(mended.before),
        "lost": mended.lost,
        "changed": mended.changed,
        "brought_back": mended.brought_back,
        "left_out": str(mended.left_out) if mended.left_out else None,
    }


def _progress() -> Callable[[str, float], None]:
    """Says on a terminal how far the check is; a pipe hears nothing of it."""
    shows = sys.stderr.isatty()

    def told(part: str, done: float) -> None:
        if shows:
            click.echo(f"\r\x1b[K{_(part)} {round(done * 100)} %", nl=False, err=True)

    return told


def _wipe() -> None:
    if sys.stderr.isatty():
        click.echo("\r\x1b[K", nl=False, err=True)

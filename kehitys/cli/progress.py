"""How far something long is, on a terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click

from kehitys.domain.progress import Progress, Stopped, unheard


@contextmanager
def progress_bar(label: str, quiet: bool) -> Iterator[Progress]:
    """A bar on the terminal while something long is done; ctrl+c stops it.

    A pipe, and whoever asked for `quiet`, sees nothing of it.
    """
    try:
        if quiet or not sys.stderr.isatty():
            yield unheard
            return
        with click.progressbar(length=1, label=label, file=sys.stderr) as bar:

            def progress(done: int, total: int) -> None:
                bar.length = max(total, 1)
                bar.update(done - bar.pos)

            yield progress
    except KeyboardInterrupt:
        raise Stopped from None

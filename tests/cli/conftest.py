"""The command line asked as a script or a person asks it."""

from __future__ import annotations

import pytest

from tests.cli.command import run


@pytest.fixture
def ask(capsys):
    """Runs a command and gives its exit code, output and complaint."""

    def ask(*arguments):
        code = run(*arguments)
        told = capsys.readouterr()
        return code, told.out, told.err

    return ask

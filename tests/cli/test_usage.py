"""Wrong usage is told in the language spoken: what to write instead, and where the help is."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("methods", "suggest", "--people", "0"),
         "--people: kirjoita kokonaisluku, v\u00e4hint\u00e4\u00e4n 1."),
        (("methods", "list", "--minutes", "abc"),
         "--minutes: kirjoita kokonaisluku, v\u00e4hint\u00e4\u00e4n 1."),
        (("methods", "list", "--mode", "kuussa"), "room, remote, hybrid"),
        (("toolkit", "import"), "FOLDER|ZIP puuttuu."),
        (("toolkit", "chek"), "Sellaista komentoa ei ole."),
    ],
)  # fmt: skip
def test_what_is_wrong_and_which_help_to_ask(ask, arguments, told):
    """The help named is that of the command that was asked, without quotes that are not ours."""
    code, out, err = ask("--lang", "fi", *arguments)
    assert (code, out) == (2, "")
    assert told in err
    command = " ".join(arguments[: 1 if arguments[1] == "chek" else 2])
    assert f"kehitys {command} --help neuvoo." in err
    assert "'" not in err


def test_a_group_alone_lists_its_commands(ask):
    """`kehitys toolkit` is not told that there is no such command."""
    code, _out, err = ask("--lang", "fi", "toolkit")
    assert code == 2
    assert "Sellaista komentoa ei ole" not in err
    for command in ("check", "import", "schema"):
        assert f"  {command}" in err

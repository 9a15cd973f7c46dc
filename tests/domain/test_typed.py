"""What people type is read the way they write it."""

from pathlib import Path

import pytest

from kehitys.domain import typed


@pytest.mark.parametrize(
    "dragged", ["/tmp/a b.yaml", " /tmp/a b.yaml ", "'/tmp/a b.yaml'", '"/tmp/a b.yaml" ']
)
def test_a_path_dragged_into_the_terminal_is_the_file_it_shows(dragged):
    """Terminals put quotes round a name with blanks; the file itself has none."""
    assert typed.path(dragged) == Path("/tmp/a b.yaml")


def test_a_blank_marked_by_the_terminal_is_a_blank(monkeypatch):
    """Some mark each blank instead; on Windows that sign parts folders and stays."""
    assert typed.path("~/Omat\\ menetelm\u00e4t") == Path.home() / "Omat menetelm\u00e4t"
    monkeypatch.setattr("os.sep", "\\")
    assert str(typed.path("C:\\ x")) == "C:\\ x"


def test_a_quote_within_a_name_stays():
    """Only a pair round the whole is taken away."""
    assert typed.path("/tmp/Maija's") == Path("/tmp/Maija's")

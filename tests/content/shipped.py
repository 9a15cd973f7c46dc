"""The files of the library that come with Kehitys, and what they say.

`KEHITYS_CONTENT` names another folder of toolkits to hold to the same.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from kehitys.files import content, format
from kehitys.files.reading import read
from kehitys.files.toolkits import method_files
from kehitys.i18n import say

TOOLKITS = Path(os.environ.get("KEHITYS_CONTENT") or content.where()[0])
CARDS = sorted(TOOLKITS.glob("*/toolkit.yaml"))
METHODS = [path for card in CARDS for path in method_files(card.parent)]
SLUGS = {path.stem for path in METHODS}

each_method = pytest.mark.parametrize("path", METHODS, ids=lambda path: path.stem)
each_file = pytest.mark.parametrize(
    "path", [*CARDS, *METHODS], ids=lambda path: f"{path.parent.name}/{path.stem}"
)


def values_of(path: Path) -> dict[str, Any]:
    """The values of a file that has no fault."""
    card = path.name == "toolkit.yaml"
    found = read(path, format.ToolkitFormat() if card else format.MethodFormat())
    faults = [(f.line, f.field, say(f.problem, f.values)) for f in found.faults]
    assert faults == []
    assert found.values is not None
    return found.values

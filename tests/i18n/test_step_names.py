"""What was done and what to do are said differently: “Osiota muokattu”, “Muokkaa osiota”."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import kehitys

TOP = Path(kehitys.__file__).parent
BOTH = {"Add a block"}
"""Said so that it names the thing done as well as what to do: Uusi osio."""


def told(folder: Path, functions: tuple[str, ...]) -> Iterator[str]:
    """The texts that are marked for translation within calls of these functions."""
    for path in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func).endswith(functions):
                yield from (part.value for part in ast.walk(node)
                            if isinstance(part, ast.Constant) and isinstance(part.value, str)
                            and part.value[:1].isupper())  # fmt: skip


def test_no_step_is_called_as_a_key_or_a_window_is():
    """In English they may look alike; in Finnish one is done and the other is to do."""
    steps = set(told(TOP / "operations", ("describe", "_append")))
    assert len(steps) > 60
    assert steps & set(told(TOP / "tui", ("_", "N_"))) == BOTH

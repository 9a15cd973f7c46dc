"""What the built-in library holds, counted from its files."""

from __future__ import annotations

from kehitys.files import content
from kehitys.files.toolkits import method_files


def by_toolkit() -> dict[str, int]:
    """How many methods each built-in toolkit has."""
    folders = (each for each in content.where()[0].iterdir() if each.is_dir())
    return {folder.name: len(method_files(folder)) for folder in folders}


METHODS = sum(by_toolkit().values())
"""How many built-in methods there are."""

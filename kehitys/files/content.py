"""Where the built-in toolkits and templates stand."""

from __future__ import annotations

from pathlib import Path


def where() -> tuple[Path, Path]:
    """The folder of toolkits and the file of templates: packaged, or at the checkout's top."""
    package = Path(__file__).resolve().parent.parent
    packaged = package / "content"
    top = packaged if packaged.is_dir() else package.parent
    return top / "toolkits", top / "workshops.yaml"

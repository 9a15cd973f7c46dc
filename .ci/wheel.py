"""Builds the wheel, installs it in an empty environment elsewhere, and uses it there."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

TOP = Path(__file__).resolve().parents[1]


def run(*command: str | Path, folder: Path) -> str:
    """What a command prints; stops everything when it fails."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    clean |= {"KEHITYS_CONFIG": str(folder / "config"), "KEHITYS_DATA": str(folder / "data")}
    done = subprocess.run(
        [str(part) for part in command], cwd=folder, env=clean, capture_output=True, text=True
    )
    if done.returncode:
        sys.exit(f"{command}\n{done.stdout}\n{done.stderr}")
    return done.stdout


def main() -> None:
    """Builds, installs, and goes through what needs the packaged files."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        run(
            sys.executable,
            "-m",
            "pip",
            "wheel",
            "-q",
            "--no-deps",
            "-w",
            folder,
            TOP,
            folder=folder,
        )
        wheel = next(folder.glob("kehitys-*.whl"))
        venv.create(folder / "env", with_pip=True)
        bin_folder = folder / "env" / ("Scripts" if os.name == "nt" else "bin")
        run(bin_folder / "python", "-m", "pip", "install", "-q", wheel, folder=folder)
        kehitys = bin_folder / "kehitys"
        run(kehitys, "--version", folder=folder)
        methods = json.loads(run(kehitys, "methods", "list", "--json", folder=folder))
        assert len(methods) >= 15, f"the wheel has {len(methods)} methods"
        made = run(
            kehitys, "workshop", "new", "--template", "ratkaisutyopaja", "--title", "Wheel",
            "--start", "2026-12-01T09:00", "--people", "12", "--json", folder=folder,
        )  # fmt: skip
        shown = run(kehitys, "workshop", "show", json.loads(made)["id"], "--json", folder=folder)
        assert json.loads(shown)["blocks"], "the wheel has no templates"
        run(kehitys, "--db", folder / "demo.db", "demo", "--no-open", folder=folder)
        finnish = run(kehitys, "--lang", "fi", "--help", folder=folder)
        assert finnish != run(kehitys, "--lang", "en", "--help", folder=folder), "no catalogues"
    print("wheel: installed in an empty environment and used there")


if __name__ == "__main__":
    main()

"""A toolkit with a great many methods, made of the words of the built-in ones."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from random import Random

from kehitys.files import content
from kehitys.files.toolkits import method_files


def write(folder: Path, methods: int, seed: int = 7) -> None:
    """Writes the toolkit into `folder`, which is made; the same numbers give the same files."""
    folder.mkdir(parents=True)
    random = Random(seed)
    card = (
        f"id: {folder.name}\nversion: 1\n"
        "name: {fi: Suuri paketti, sv: Stora lådan, en: Big box}\n"
        "summary: {fi: Paljon tapoja., sv: Många sätt., en: Many ways.}\n"
        "licence: CC-BY-4.0\nattribution: Kehitys contributors\n"
    )
    (folder / "toolkit.yaml").write_text(card, "utf-8")
    kits = sorted(path.parent for path in content.where()[0].glob("*/toolkit.yaml"))
    texts = [path.read_text("utf-8") for kit in kits for path in method_files(kit)]
    for n in range(methods):
        (folder / f"tapa-{n}.yaml").write_text(_method(random, texts, n), "utf-8")


def _method(random: Random, texts: list[str], n: int) -> str:
    """One built-in method under another name, with room and traps of two others."""
    text = random.choice(texts)
    text = re.sub(r"^(before|after|related|formerly):.*\n", "", text, flags=re.MULTILINE)
    text = re.sub(r"^id:.*$", f"id: tapa-{n}", text, count=1, flags=re.MULTILINE)
    text = re.sub(r"\bfi: ([^,\n]+),", rf"fi: \1 {n},", text, count=1)
    for key in ("traps", "use_when"):
        part = rf"^{key}:\n(?:[ -].*\n)+"
        other = re.search(part, random.choice(texts), re.MULTILINE)
        if other is not None:
            text = re.sub(part, lambda _found, new=other[0]: new, text, flags=re.MULTILINE)
    return text


if __name__ == "__main__":
    write(Path(sys.argv[1]), int(sys.argv[2]))

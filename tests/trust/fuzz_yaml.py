"""Toolkit files bent out of shape: methods, toolkit cards, templates and synonyms.

Shown able to fail: with the parser's own errors let through, 2,000 rounds told hundreds of raw
exceptions.
"""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path
from random import Random

from kehitys.domain.problems import Fault
from kehitys.files import content, format, templates, toolkits, yaml_text
from kehitys.files.reading import node_of, read
from kehitys.i18n import say
from tests.trust import fuzzing
from tests.trust.mutations import ANYWHERE, mutated, recoded
from tests.trust.tally import Row

WORDS = (
    *ANYWHERE, b"&a ", b"*a", b"<<: ", b"!!python/object:os.system ", b"!!binary ", b"---\n",
    b"...\n", b"[", b"]", b"{", b"}", b"[[[[[[[[[[[[[[[[[[[[[[", b"? ", b": ", b"- ", b"| ",
    b">-\n", b"%YAML 1.1\n", b"NO", b"012", b"12:30", b"1.10", b"1,5", b"2024-02-30", b"~",
    b"null", b"\\U0010FFFF", b'"\\x"', b"fi: ", b"sv: ", b"minutes: ", b"steps:\n", b"id: ", b"#",
    b"@", b"`", b"\n  ", b"\n        ",
)  # fmt: skip
LARGEST_SEED = 4_000
"""Bytes: a file is cut there, so that most of the time goes into different files."""


@cache
def seeds() -> tuple[tuple[str, bytes], ...]:
    """Right files and the names they are checked by."""
    folder, workshops = content.where()
    cards = sorted(folder.glob("*/toolkit.yaml"))
    methods = sorted(
        (path for path in folder.glob("*/*.yaml") if path.name != "toolkit.yaml"),
        key=lambda path: path.stat().st_size,
    )
    found = [(path.name, path.read_bytes()) for path in (*cards, *methods[:12])]
    found += [(path.name, path.read_bytes()[:LARGEST_SEED]) for path in methods[12::6]]
    found.append(("workshops.yaml", workshops.read_bytes()[:LARGEST_SEED]))
    found.append(("synonyms.yaml", (folder / "synonyms.yaml").read_bytes()[:LARGEST_SEED]))
    return tuple(found)


def run(rounds: int, seed: int) -> Row:
    """The row of so many rounds."""
    raws = [raw for _name, raw in seeds()]
    with tempfile.TemporaryDirectory(prefix="kehitys-fuzz-") as name:
        folder = Path(name) / "toolkits"
        folder.mkdir()
        facts: dict[str, dict[str, object]] = {}

        def make(random: Random) -> bytes:
            kind, raw = random.choice(seeds())
            return kind.encode() + b"\n" + recoded(random, mutated(random, raw, WORDS, raws))

        def take(made: bytes) -> bool:
            kind, _line, raw = made.partition(b"\n")
            path = folder / kind.decode()
            path.write_bytes(raw)
            return _taken(path, facts)

        return fuzzing.fuzz("fuzz: YAML", rounds, seed, make, take)


def _taken(path: Path, facts: dict[str, dict[str, object]]) -> bool:
    """Checks the file as `toolkit check` does, and says every sentence of it."""
    if path.name == "workshops.yaml":
        # What `toolkits.check` does, without reading all built-in methods each time.
        node = node_of(path)
        found = [node] if isinstance(node, Fault) else _template_faults(path, node, facts)
    else:
        found = toolkits.check([path])
    for fault in found:
        say(fault.problem, fault.values)
    return not found


def _template_faults(
    path: Path, node: yaml_text.Node, facts: dict[str, dict[str, object]]
) -> list[Fault]:
    if not isinstance(node, yaml_text.Mapping) or "templates" not in node.entries:
        return list(read(path, format.MethodFormat(), node).faults)
    found = templates.read_file(path, node)
    templates.check_methods(found, facts)
    return list(found.faults)


if __name__ == "__main__":
    fuzzing.main(run)

"""YAML that a toolkit must never be: bombs, doors, other encodings, values that are traps."""

from __future__ import annotations

from collections.abc import Iterator

LINE = 1_900_000
"""Nearly as many bytes as a file may have, in one line."""

_METHOD = """id: hostile
name:
  fi: Kierros
summary:
  fi: Lyhyesti
minutes:
  min: {minutes}
  typical: 10
  max: 20
group_size:
  min: 2
"""


def files() -> Iterator[tuple[str, bytes]]:
    """Names and bytes; not one of them is a right file."""
    yield from ((name, text.encode()) for name, text in _texts())
    yield "utf-16-odd", b"\xff\xfea"
    yield "utf-16-empty", b"\xff\xfe"
    yield "utf-16-bomb", ("a: &a [" + "x," * 50 + "]\nb: *a\n").encode("utf-16")
    yield "utf-32", "a: b\n".encode("utf-32")
    yield "cp1252", "name: Kehittäminen\n".encode("cp1252")
    yield "nul", b"id: a\x00b\n"
    yield "only-nul", b"\x00" * 1_000
    yield "surrogate", b"name: \xed\xa0\x80\n"
    yield "overlong", b"name: \xc0\xaf\n"
    yield "too-large", b"a: " + b"x" * 100_000_000
    yield "picture", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40
    yield "zip", b"PK\x03\x04" + bytes(1_000)


def _texts() -> Iterator[tuple[str, str]]:
    yield "empty", ""
    yield "only-comment", "# nothing\n"
    yield "laughs", _laughs()
    yield "merge-bomb", _merges()
    yield "merge-one", "a: {x: 1}\nb:\n  <<: {y: 2}\n"
    yield "self-alias", "a: &a [*a]\n"
    yield "undefined-alias", "a: *nobody\n"
    yield "brackets", "[" * 200_000
    yield "braces", "{a: " * 100_000
    yield "dashes", "- " * 100_000
    yield "questions", "? " * 100_000
    yield "indents", "".join(" " * n + "a:\n" for n in range(1_500))
    yield "deep-lists", "\n".join("  " * n + "-" for n in range(300)) + " x\n"
    yield "many-nodes", "a:\n" + "- x\n" * 400_000
    yield "many-keys", "".join(f"k{n}: v\n" for n in range(100_000))
    yield "long-line", "id: " + "x" * LINE
    yield "long-quoted", 'id: "' + "x\\n" * (LINE // 3) + '"'
    yield "long-key", "x" * LINE + ": a"
    yield "open-quote", 'id: "' + "x\n" * 500_000
    yield "open-block", "id: |\n" + " x\n" * 500_000
    yield "spaces", " " * LINE
    yield "line-ends", "\n" * LINE
    yield "python-object", "!!python/object/apply:os.system ['echo hei']\n"
    yield "python-name", "id: !!python/name:os.system\n"
    yield "own-tag", "id: !kehitys a\n"
    yield "binary-tag", "id: !!binary aGVp\n"
    yield "timestamp-tag", "id: !!timestamp 2024-02-30\n"
    yield "tag-bomb", "%TAG ! tag:" + "x" * 100_000 + "\n---\na: 1\n"
    yield "version", "%YAML 9.9\n---\na: 1\n"
    yield "duplicate", "id: a\nid: b\n"
    yield "duplicate-deep", "name: {fi: a, fi: b}\n"
    yield "two-documents", "id: a\n---\nid: b\n"
    yield "list-as-key", "? [a, b]\n: c\n"
    yield "tabs", "id:\n\t- a\n"
    yield "bidi", "name:\n  fi: \u202eabc\u2066\n"
    yield "escape", 'name:\n  fi: "\\e]52;c;eA==\\a"\n'
    yield "escaped-nul", 'id: "\\0"\n'
    yield "escaped-surrogate", 'id: "\\ud800"\n'
    yield "beyond-unicode", 'id: "\\UFFFFFFFF"\n'
    yield "line-separator", "id: a\u2028b\n"
    yield "second-mark", "id: a\ufeffb\n"
    yield "no-character", "id: a\uffffb\n"
    yield "a-list", "- a\n- b\n"
    yield "a-word", "hei\n"
    yield "markup", "<!DOCTYPE html><html></html>\n"
    for name, value in (
        ("norway", "NO"),
        ("octal", "012"),
        ("clock", "12:30"),
        ("version-number", "1.10"),
        ("comma", "1,5"),
        ("no-such-day", "2024-02-30"),
        ("endless", ".inf"),
        ("not-a-number", ".nan"),
        ("huge", "9" * 5_000),
        ("power", "1e400"),
        ("hex", "0x10"),
        ("underscore", "1_0"),
        ("arabic", "١٢"),
        ("minus", "-5"),
        ("nothing", "~"),
    ):
        yield f"value-{name}", _METHOD.format(minutes=value)


def _laughs() -> str:
    lines = ["a: &a [lol, lol, lol, lol, lol, lol, lol, lol, lol]"]
    for before, here in zip("abcdefgh", "bcdefghi", strict=True):
        lines.append(f"{here}: &{here} [{', '.join([f'*{before}'] * 9)}]")
    return "\n".join(lines) + "\n"


def _merges() -> str:
    lines = ["a0: &a0 {k: v}"]
    lines += [f"a{n}: &a{n}\n  <<: [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 9)]
    return "\n".join(lines) + "\n"

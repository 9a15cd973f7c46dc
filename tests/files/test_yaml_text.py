"""YAML from strangers: what is taken, and that nothing but `Unreadable` comes of the rest."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kehitys.files import yaml_text
from kehitys.files.yaml_text import Mapping, Scalar, Unreadable, load

HOSTILE = {
    "bomb": b"a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n",
    "anchor": b"a: &here text\n",
    "tag": b"a: !!python/object/apply:os.system [ls]\n",
    "own tag": b"a: !thing text\n",
    "string tag": b"a: !!str 1\n",
    "merge": b"a: {<<: {b: c}}\n",
    "duplicate": b"a: 1\na: 2\n",
    "second document": b"a: 1\n---\nb: 2\n",
    "deep flow": b"[" * 100_000,
    "deep block": b"- " * 100_000,
    "deep keys": b"? " * 50_000,
    "many": b"- x\n" * 60_000,
    "long": b"a: " + b"x" * 200_000,
    "large": b"a" * 3_000_000,
    "escape": b'a: "\\x1b[31m"\n',
    "nul": b'a: "\\0"\n',
    "bidi": "a: abc\u202etxt\n".encode(),
    "surrogate": b'a: "\\ud800"\n',
    "no such character": b'a: "\\U00110000"\n',
    "latin-1": "a: hyv\xe4\n".encode("latin-1"),
    "half utf-16": b"\xff\xfea",
    "list as key": b"? [a]\n: b\n",
    "empty": b"",
    "only a comment": b"# nothing\n",
    "tabs": b"a:\n\tb: c\n",
    "open quote": b'a: "b\n',
    "old yaml": b"%YAML 9.9\n---\na: b\n",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_are_refused(name):
    """A bomb, a tag or a deep nest costs nothing and is told in a sentence."""
    with pytest.raises(Unreadable) as refused:
        load(HOSTILE[name])
    assert refused.value.msgid % refused.value.values


@pytest.mark.parametrize("name", HOSTILE)
def test_the_parser_in_python_refuses_them_too(name, monkeypatch):
    """Where libyaml is missing the same files are refused the same way."""
    import yaml

    monkeypatch.setattr(yaml_text, "_LOADER", yaml.SafeLoader)
    raw = HOSTILE[name]
    with pytest.raises(Unreadable):
        load(raw)


def test_every_value_is_text_that_knows_its_line():
    """Nothing becomes a number, a date or a yes behind our back."""
    node = load(b"# first\na: NO\nb: 012\nc: 12:30\nd: 2024-02-30\ne: 1.10\nf: 'null'\ng: null\n")
    assert isinstance(node, Mapping)
    texts = {name: value.text for name, value in node.entries.items()}  # type: ignore[union-attr]
    assert texts == {
        "a": "NO", "b": "012", "c": "12:30", "d": "2024-02-30", "e": "1.10", "f": "null",
        "g": "null",
    }  # fmt: skip
    assert node.lines["a"] == 2
    quoted, plain = node.entries["f"], node.entries["g"]
    assert isinstance(quoted, Scalar)
    assert isinstance(plain, Scalar)
    assert not quoted.nothing
    assert plain.nothing


def test_text_is_composed_and_a_byte_order_mark_is_let_go():
    """The same letter is the same text however it was typed."""
    node = load("\ufeffa: a\u0308".encode())
    assert isinstance(node, Mapping)
    value = node.entries["a"]
    assert isinstance(value, Scalar)
    assert value.text == "ä"


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(raw):
    """No bytes raise anything else."""
    with suppress(Unreadable):
        load(raw)


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="ab:-[]{}&*!|>'\"%@#,?\n \t0", max_size=80))
def test_any_signs_are_read_or_refused(text):
    """No tangle of YAML's own signs raises anything else."""
    with suppress(Unreadable):
        load(text.encode())

"""A file that is no YAML: its fault stands at the line and in the words of whoever wrote it."""

from __future__ import annotations

import pytest
import yaml

from kehitys import i18n
from kehitys.files import yaml_text
from kehitys.files.yaml_text import Unreadable, load

FAULTS = {
    "a:\n\tb: c\n": (2, "tab"),
    "a:\n  - b\n\t- c\n": (3, "tab"),
    "a: @maija\n": (1, "begin with “@”"),
    "a: b\nc: %x\n": (2, "begin with “%”"),
    "a: *lihava* teksti\n": (1, "begin with “*”"),
    "a: & juttu\n": (1, "begin with “&”"),
    "a: !tärkeä\n": (1, "begin with “!”"),
    "a: b\nc: Sano: tämä\n": (2, "colon within a text"),
    "a: b\n  c: d\n": (2, "the indent is wrong"),
    "x: y\nname: {fi: Sano: tämä}\n": (2, "brackets that begin here"),
    "a: b\nc: [b, c\nd: e\n": (2, "brackets that begin here"),
    "a: b\nc: {fi: b\n\nd: e\n": (2, "brackets that begin here"),
    'a: b\nc: "d\ne: f\ng: h\n': (2, "quotes that begin here"),
    "a: 'Maija's koe'\n": (1, "quotes in the middle"),
    "a:\n    b: c\n  d: e\n": (3, "indent"),
    "  a: b\nc: d\n": (2, "indent"),
    "a: b\nhei\nc: d\n": (2, "A colon is missing"),
    "a: b\nc: > hei\n": (2, "next line"),
    'a: "C:\\polku"\n': (1, "twice"),
}


@pytest.mark.parametrize("parser", ["CSafeLoader", "SafeLoader"])
@pytest.mark.parametrize("text", FAULTS)
def test_what_people_get_wrong_is_told_where_it_begins(text, parser, monkeypatch):
    """With the parser in C and the one in Python alike."""
    if not hasattr(yaml, parser):
        pytest.skip("this Python has no libyaml")
    monkeypatch.setattr(yaml_text, "_LOADER", getattr(yaml, parser))
    line, part = FAULTS[text]
    with pytest.raises(Unreadable) as refused:
        load(text.encode())
    assert refused.value.line == line
    assert part in i18n.say(refused.value.msgid, refused.value.values)


@pytest.mark.parametrize("text", FAULTS)
def test_none_of_it_is_told_in_the_english_of_the_parser(text):
    """A Finnish sentence holds Finnish only."""
    i18n.use("fi")
    with pytest.raises(Unreadable) as refused:
        load(text.encode())
    said = i18n.say(refused.value.msgid, refused.value.values)
    assert said != refused.value.msgid
    assert "expected" not in said
    assert "found" not in said

"""The format of a method's file: each fault is told with its line, what is left open is none."""

from __future__ import annotations

import pytest

from kehitys.files.toolkits import check
from tests.files.sample import SAMPLE, told


@pytest.fixture
def mended(tmp_path):
    """Writes a copy of a sound method with one text replaced, and gives its faults."""

    def mended(old, new):
        text = SAMPLE.read_text("utf-8")
        assert old in text
        path = tmp_path / SAMPLE.name
        path.write_text(text.replace(old, new, 1), "utf-8")
        return told(check([path]))

    return mended


@pytest.mark.parametrize(
    ("old", "new", "field", "part"),
    [
        ("energy: low", "energi: low", "energi", "not known"),
        ("energy: low\n", "", "energy", "missing"),
        ("energy: low", "energy: lots", "energy", "low, medium, high"),
        ("energy: low", "energy: [low]", "energy", "low, medium, high"),
        ("max: 15}", "max: 1,5}", "minutes.max", "“1,5” has a decimal comma"),
        ("minutes: {min: 5, typical: 10", "minutes: {min: 2,5, typical: 7,5", "", "decimals"),
        ("minutes: {min: 5, typical: 10, max: 15}", "minutes: 2–10 weeks", "minutes",
         "“2–10 weeks” is told in words"),
        ("minutes: {min: 5, typical: 10, max: 15}", "minutes: 10", "minutes", "keys and values"),
        ("sv: Incheckning", "sv: Först, sedan, hej, nu", "name.sv", "The comma before “sedan”"),
        ('max: 15}', 'max: "1,5"}', "minutes.max", "without quotes"),
        ("facilitators: 1", "facilitators: 1,5", "facilitators", "decimal"),
        ("facilitators: 1", "facilitators: one", "facilitators", "not a whole number"),
        ("facilitators: 1", "facilitators: 01", "facilitators", "not a whole number"),
        ("facilitators: 1", "facilitators: 0", "facilitators", "out of range"),
        ("facilitators: 1", "facilitators: {a: b}", "facilitators", "whole number"),
        ("min: 5, typical", "min: 11, typical", "minutes.typical", "less than"),
        ("typical: 10", "typical: 20", "minutes.max", "less than"),
        ("typical: 10", "typical: 11", "steps", "10 min"),
        ("minutes: 7", "minutes: 8", "steps", "11 min"),
        ("minutes: 7", "seconds: 419", "steps", "9 min 59 s"),
        ("    minutes: 7\n", "", "steps.2.minutes", "needs its length"),
        ("    minutes: 7\n", "    minutes: 7\n    seconds: 420\n", "steps.2.minutes", "one of"),
        ("max: 20, unit", "max: 999, unit", "group_size.max", "null"),
        ("max: 20, unit", "max: 9999, unit", "group_size.max", "null"),
        ("max: 15}", "max: 999}", "minutes.max", "null"),
        ("max: 15}", "max: 9999}", "minutes.max", "null"),
        ("max: 20, unit", "max: 3, unit", "group_size.max", "less than"),
        ("ideal: [6, 12]", "ideal: [12, 6]", "group_size.ideal", "less than"),
        ("ideal: [6, 12]", "ideal: [6]", "group_size.ideal", "items"),
        ("purpose: [connect]", "purpose: [conect]", "purpose.1", "connect, inform"),
        ("purpose: [connect]", "purpose: [connect, connect]", "purpose.2", "twice"),
        ("purpose: [connect]", "purpose: connect", "purpose", "list"),
        ("phase: [open]", "phase: []", "phase", "it has 0"),
        ("sv: Incheckning, ", "", "name.sv", "missing"),
        ("sv: Incheckning", "sv: ''", "name.sv", "empty"),
        ("sv: Incheckning", "sw: Incheckning", "name.sv", "missing"),
        ("sv: Incheckning", "sv: Incheckning, svenska: x", "name.svenska", "not a language code"),
        ("sv: Incheckning", "sv: Incheckning, de: <b>x</b>", "name.de", "HTML"),
        ("name: {fi: Alkukierros, sv: Incheckning, en: Check-in}", "name: Alkukierros", "name",
         "each language"),
        ("sv: Incheckning", "sv: <b>Incheckning</b>", "name.sv", "HTML"),
        ("sv: Incheckning", "sv: Lugn &amp; ro", "name.sv", "HTML"),
        ("id: alkukierros", "id: Alku kierros", "id", "not a name for files"),
        ("id: alkukierros", "id: loppu", "id", "Make them the same"),
        ("grouping: alone", "grouping: solo", "steps.1.grouping", "alone, pairs"),
        ("metadata_language: fi", "metadata_language: de", "metadata_language", "not a language"),
        ("source: {author: common practice}", "source: {url: javascript:x}", "source.url", "web"),
        ("licence: {id: CC-BY-4.0, text_origin: own", "licence: {text_origin: adapted",
         "licence.id", "licence they gave"),
        ("own, attribution: Kehitys contributors", "adapted", "licence.attribution", "credit"),
        ("licence: {id: CC-BY-4.0, text_origin: own, attribution: Kehitys contributors}\n", "",
         "licence", "text_origin: own"),
        ("outcome: connection", "outcome: ", "outcome", "list, ranking"),
    ],
)  # fmt: skip
def test_each_fault_is_told_with_its_line_and_field(mended, old, new, field, part):
    """One slip gives a fault at its field, on its line, with what to do."""
    faults = mended(old, new)
    found = [(line, sentence) for line, where, sentence in faults if where == field]
    assert found, faults
    assert part in found[0][1]
    assert found[0][0] >= 1


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("{id: CC-BY-4.0, text_origin: own, attribution: Kehitys contributors}",
         "{text_origin: own}"),
        ("max: 15}", "max: null}"),
        ("max: 20, unit", "max: null, unit"),
        ("en: Check-in}", "en: Check-in, de: Eingangsrunde, ja: チェックイン}"),
    ],
)  # fmt: skip
def test_what_the_format_leaves_open_is_no_fault(mended, old, new):
    """One’s own text without a licence, no upper end, and languages that are not ours."""
    assert mended(old, new) == []


def test_all_faults_of_a_file_are_told_at_once(mended):
    """A person corrects a file once, not once a fault."""
    faults = mended("energy: low\nsafety: low", "energi: low\nsafety: x\nfacilitators: 1,5")
    fields = {field for _, field, _ in faults}
    # The key stands twice now, which is YAML's own fault and hides the rest.
    assert fields == {""}
    faults = mended("energy: low\nsafety: low\ndifficulty: easy", "energi: low\nsafety: x\nb: 1,5")
    assert {"energi", "energy", "safety", "difficulty", "b"} <= {field for _, field, _ in faults}


def test_a_fault_names_the_very_line(mended):
    """The line is the one in the editor."""
    lines = SAMPLE.read_text("utf-8").splitlines()
    faults = mended("difficulty: easy", "difficulty: simple")
    assert [line for line, _, _ in faults] == [lines.index("difficulty: easy") + 1]
